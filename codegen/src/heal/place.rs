//! The place in a description of the schema for a value of a response.

use super::line::{Line, Step};
use super::resolved;
use crate::document::{Node, pointer};

/// Lists of schemas for the same value.
const PARTS: &[&str] = &["allOf", "oneOf", "anyOf"];

/// Schemas that nest deeper than this in each other's parts lead in circles.
const FAR: usize = 16;

/// The pointer of the schema of the body that a line is about.
pub fn body(tree: &Node, line: &Line) -> Option<String> {
    let path = pointer::join("/paths", &line.template);
    let path = resolved(tree, &path);
    let operation = format!("{path}/{}", line.method.to_ascii_lowercase());
    let responses = resolved(tree, &format!("{operation}/responses"));
    let range = line
        .status
        .get(..1)
        .map(|first| [format!("{first}XX"), format!("{first}xx")]);
    let mut statuses = vec![line.status.clone()];
    statuses.extend(range.into_iter().flatten());
    statuses.push("default".to_owned());
    let response = statuses.iter().find_map(|status| {
        let place = format!("{responses}/{status}");
        pointer::find(tree, &place).map(|_| resolved(tree, &place))
    })?;
    // Swagger 2.0 has one schema for all media types.
    let only = format!("{response}/schema");
    if pointer::find(tree, &only).is_some() {
        return Some(only);
    }
    let content = format!("{response}/content");
    let types = pointer::find(tree, &content)?.as_mapping()?;
    let essence = |name: &str| {
        name.split(';')
            .next()
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase()
    };
    let own = types
        .keys()
        .find(|name| essence(name) == essence(&line.media_type));
    let json = || types.keys().find(|name| name.contains("json"));
    let media_type = own.or_else(json).or_else(|| types.keys().next())?;
    let media_type = pointer::join(&content, media_type);
    let schemas = ["itemSchema", "schema"].map(|key| format!("{media_type}/{key}"));
    schemas
        .into_iter()
        .find(|place| pointer::find(tree, place).is_some())
}

/// The pointer of the schema that a path from another schema leads to.
pub fn at(tree: &Node, schema: String, path: &[Step]) -> Option<String> {
    path.iter().try_fold(schema, |schema, step| match step {
        Step::Member(name) => member(tree, &schema, name),
        Step::Item(index) => item(tree, &schema, *index),
    })
}

/// The schema of a member: declared by the schema or a part of it, else that of all other members.
pub fn member(tree: &Node, schema: &str, name: &str) -> Option<String> {
    let parts = parts(tree, schema);
    let declared = parts
        .iter()
        .map(|part| pointer::join(&format!("{part}/properties"), name));
    let others = parts
        .iter()
        .map(|part| format!("{part}/additionalProperties"));
    let is_schema =
        |place: &String| pointer::find(tree, place).is_some_and(|node| node.as_mapping().is_some());
    declared.chain(others).find(is_schema)
}

/// The schema of an item: its own in a tuple, else that of all items.
fn item(tree: &Node, schema: &str, index: usize) -> Option<String> {
    let parts = parts(tree, schema);
    let own = parts
        .iter()
        .map(|part| format!("{part}/prefixItems/{index}"));
    let others = parts.iter().map(|part| format!("{part}/items"));
    let is_schema =
        |place: &String| pointer::find(tree, place).is_some_and(|node| node.as_mapping().is_some());
    own.chain(others).find(is_schema)
}

/// A schema and its parts. References are replaced by their targets.
pub fn parts(tree: &Node, schema: &str) -> Vec<String> {
    let mut all = vec![(resolved(tree, schema), 0)];
    let mut next = 0;
    while let Some((part, depth)) = all.get(next).cloned() {
        next += 1;
        let node = pointer::find(tree, &part);
        for list in PARTS.iter().filter(|_| depth < FAR) {
            let items = node.and_then(|node| node.get(list)?.as_sequence());
            for index in 0..items.map_or(0, <[Node]>::len) {
                let place = resolved(tree, &format!("{part}/{list}/{index}"));
                if !all.iter().any(|(known, _)| *known == place) {
                    all.push((place, depth + 1));
                }
            }
        }
    }
    all.into_iter().map(|(part, _)| part).collect()
}

/// A pointer as a JSONPath (RFC 9535, section 2).
pub fn json_path(tree: &Node, place: &str) -> String {
    let mut path = "$".to_owned();
    let mut node = Some(tree);
    for token in pointer::tokens(place) {
        let is_index = node.is_some_and(|node| node.as_sequence().is_some());
        node = node.and_then(|node| node.get(&token));
        let mut letters = token.chars();
        let is_word = letters
            .next()
            .is_some_and(|letter| letter.is_ascii_alphabetic())
            && letters.all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
        path += &match (is_index, is_word) {
            (true, _) => format!("[{token}]"),
            (false, true) => format!(".{token}"),
            (false, false) => {
                let quoted = token.replace('\\', "\\\\").replace('\'', "\\'");
                format!("['{quoted}']")
            }
        };
    }
    path
}
