//! Responses that are streams of JSON although their media type does not say so: as grpc-gateway
//! describes them, and those that `[streams]` of the settings names.
//!
//! The media type is marked as OpenAPI has no word for it before 3.2, or that of events is added.

use crate::document::{Mapping, Node, Origin, Tree, Value, pointer};
use crate::openapi::LINES;
use crate::settings::{OperationKey, Settings, Stream};

/// How grpc-gateway says it, in the description of the response.
const WORDS: &str = "(streaming responses)";

/// Where it has the schemas of items.
const ITEMS: &str = "x-stream-definitions";

const METHODS: &[&str] = &[
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

/// Marks the responses.
pub fn apply(tree: &mut Tree, settings: &Settings) {
    for (place, stream) in found(tree, settings) {
        let content = at_mut(tree, &place).and_then(|response| response.get_mut("content"));
        if let Some(Value::Mapping(content)) = content.map(|content| &mut content.value) {
            mark(content, stream);
        }
    }
}

/// The pointers of the responses, which may be components.
fn found(tree: &Tree, settings: &Settings) -> Vec<(String, Stream)> {
    let mut found = Vec::new();
    let items = tree
        .get(ITEMS)
        .and_then(Node::as_mapping)
        .into_iter()
        .flatten();
    let items: Vec<_> = items.map(|(_, schema)| schema.origin).collect();
    let paths = tree.get("paths").and_then(Node::as_mapping);
    for (path, item) in paths.into_iter().flatten() {
        for method in METHODS {
            let Some(operation) = item.get(method) else {
                continue;
            };
            let wanted = settings.stream(OperationKey {
                operation_id: operation.text("operationId"),
                method: &method.to_ascii_uppercase(),
                path,
            });
            let at = format!("{}/{method}", pointer::join("/paths", path));
            let responses = operation.get("responses").and_then(Node::as_mapping);
            for (status, response) in responses.into_iter().flatten() {
                if !status.starts_with('2') {
                    continue;
                }
                let (place, response) = target(tree, format!("{at}/responses/{status}"), response);
                let is_told = has_words(response) || has_items(tree, response, &items);
                let told = is_told.then_some(Stream::Lines);
                found.extend(wanted.or(told).map(|stream| (place, stream)));
            }
        }
    }
    found
}

fn has_words(response: &Node) -> bool {
    let description = response.text("description");
    description.is_some_and(|text| text.contains(WORDS))
}

/// Whether a body is described by one of these schemas, which bundling has copied.
fn has_items(tree: &Tree, response: &Node, items: &[Origin]) -> bool {
    let content = response.get("content").and_then(Node::as_mapping);
    let mut schemas = content.into_iter().flatten().filter_map(|(_, media)| {
        let reference = media.get("schema")?.text("$ref")?;
        pointer::find(tree, reference)
    });
    schemas.any(|schema| items.contains(&schema.origin))
}

fn target<'t>(tree: &'t Tree, place: String, response: &'t Node) -> (String, &'t Node) {
    let target = response.text("$ref").and_then(|reference| {
        let node = pointer::find(tree, reference)?;
        let place = pointer::percent_decode(reference.strip_prefix('#')?);
        Some((place.into_owned(), node))
    });
    target.unwrap_or((place, response))
}

fn mark(content: &mut Mapping, stream: Stream) {
    match stream {
        Stream::Lines => {
            for media in content.values_mut() {
                let origin = media.origin;
                if let Some(members) = media.as_mapping_mut() {
                    members.insert(LINES.to_owned(), Node::new(true, origin));
                }
            }
        }
        Stream::Events => {
            if let Some(media) = content.values().next().cloned() {
                let events = content.entry("text/event-stream".to_owned());
                events.or_insert(media);
            }
        }
    }
}

fn at_mut<'t>(tree: &'t mut Tree, place: &str) -> Option<&'t mut Node> {
    let root: &mut Node = tree;
    pointer::tokens(place).try_fold(root, |node, token| node.get_mut(&token))
}
