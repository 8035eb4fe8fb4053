//! Edits of operations: parameters, bodies, responses, security, names.

use serde_json::{Map, Value, json};

use super::edit::{Edit, find};
use crate::properties::random::Random;

const METHODS: [&str; 6] = ["get", "put", "post", "delete", "patch", "head"];

/// Edits one operation, or something around it.
pub fn edit(random: &mut Random, document: &mut Value) -> Option<Edit> {
    let all = find(document, &|pointer, value| {
        let mut tokens = pointer.split('/').skip(1);
        let method = tokens.nth(2).filter(|_| pointer.starts_with("/paths/"));
        method.is_some_and(|method| METHODS.contains(&method))
            && tokens.next().is_none()
            && value.is_object()
    });
    if all.is_empty() {
        return None;
    }
    let pointer = random.pick(&all).clone();
    if random.chance(8) {
        return whole(random, document, &pointer);
    }
    let is_2 = document.get("swagger").is_some();
    let operation = document.pointer_mut(&pointer)?.as_object_mut()?;
    match random.below(6) {
        0 | 1 => parameters(random, operation, &pointer, is_2),
        2 => responses(random, operation, &pointer),
        3 => body(random, operation, &pointer),
        4 => security(random, operation, &pointer),
        _ => words(random, operation, &pointer),
    }
}

/// An operation, or a component, as a whole.
fn whole(random: &mut Random, document: &mut Value, pointer: &str) -> Option<Edit> {
    match random.below(3) {
        0 => {
            let (path, method) = pointer.rsplit_once('/')?;
            document
                .pointer_mut(path)?
                .as_object_mut()?
                .shift_remove(method);
            Some(Edit::new("remove the operation", pointer).breaking())
        }
        1 => {
            let mut copy = document.pointer(pointer)?.clone();
            let members = copy.as_object_mut()?;
            members.insert("operationId".to_owned(), json!("addedByChance"));
            members.shift_remove("parameters");
            let paths = document.get_mut("paths")?.as_object_mut()?;
            paths.insert("/added/by/chance".to_owned(), json!({"get": copy}));
            Some(Edit::new("add an operation", pointer))
        }
        _ => rename(random, document),
    }
}

/// A component gets another name, everywhere.
fn rename(random: &mut Random, document: &mut Value) -> Option<Edit> {
    let place = match document.get("swagger").is_some() {
        true => "/definitions",
        false => "/components/schemas",
    };
    let schemas = document.pointer_mut(place)?.as_object_mut()?;
    let names: Vec<String> = schemas.keys().cloned().collect();
    if names.is_empty() {
        return None;
    }
    let old = random.pick(&names).clone();
    let renamed: Map<String, Value> = std::mem::take(schemas)
        .into_iter()
        .map(|(name, schema)| {
            (
                if name == old {
                    "RenamedByChance".to_owned()
                } else {
                    name
                },
                schema,
            )
        })
        .collect();
    *schemas = renamed;
    let (from, to) = (
        format!("#{place}/{old}"),
        format!("#{place}/RenamedByChance"),
    );
    redirect(document, &from, &to);
    Some(Edit::new(format!("rename the component {old}"), place))
}

fn redirect(value: &mut Value, from: &str, to: &str) {
    match value {
        Value::String(text) if text == from => *text = to.to_owned(),
        Value::Object(members) => members.values_mut().for_each(|one| redirect(one, from, to)),
        Value::Array(items) => items.iter_mut().for_each(|one| redirect(one, from, to)),
        _ => {}
    }
}

fn parameters(
    random: &mut Random,
    operation: &mut Map<String, Value>,
    pointer: &str,
    is_2: bool,
) -> Option<Edit> {
    let new = |required: bool| match is_2 {
        true => json!({"name": "added", "in": "query", "type": "string", "required": required}),
        false => {
            json!({"name": "added", "in": "query", "schema": {"type": "string"}, "required": required})
        }
    };
    let parameters = operation
        .entry("parameters")
        .or_insert(json!([]))
        .as_array_mut()?;
    let edit = |what: &str| Edit::new(what, pointer);
    match random.below(6) {
        0 => {
            parameters.push(new(false));
            Some(edit("add a parameter"))
        }
        1 => {
            parameters.insert(0, new(true));
            Some(edit("add a required parameter").breaking())
        }
        2 => {
            parameters.reverse();
            Some(edit("reorder parameters"))
        }
        _ => parameter(random, parameters, pointer),
    }
}

/// One that is not in the path: removed, required or not, or with another name.
fn parameter(random: &mut Random, parameters: &mut Vec<Value>, pointer: &str) -> Option<Edit> {
    let places = ["query", "header", "cookie"];
    let is_movable = |at: &usize| places.iter().any(|place| parameters[*at]["in"] == *place);
    let movable: Vec<usize> = (0..parameters.len()).filter(is_movable).collect();
    if movable.is_empty() {
        return None;
    }
    let at = *random.pick(&movable);
    let edit = |what: &str| Edit::new(what, pointer);
    match random.below(3) {
        0 => {
            let gone = parameters.remove(at);
            Some(edit(&format!("remove the parameter {}", gone["name"])).doubtful())
        }
        1 => {
            let is = parameters[at]["required"] == true;
            parameters[at]["required"] = json!(!is);
            match is {
                true => Some(edit("make a parameter optional")),
                false => Some(edit("make a parameter required").breaking()),
            }
        }
        _ => {
            parameters[at]["name"] = json!("renamed");
            Some(edit("rename a parameter").doubtful())
        }
    }
}

fn responses(
    random: &mut Random,
    operation: &mut Map<String, Value>,
    pointer: &str,
) -> Option<Edit> {
    let responses = operation.get_mut("responses")?.as_object_mut()?;
    let names: Vec<String> = responses.keys().cloned().collect();
    match random.below(3) {
        0 if !responses.contains_key("418") => {
            responses.insert("418".to_owned(), json!({"description": "Added"}));
            Some(Edit::new("add an error", pointer))
        }
        1 if !responses.contains_key("207") => {
            responses.insert("207".to_owned(), json!({"description": "Added"}));
            Some(Edit::new("add a success", pointer))
        }
        2 if names.len() > 1 => {
            let name = random.pick(&names).clone();
            responses.shift_remove(&name);
            let edit = Edit::new(format!("remove the response {name}"), pointer);
            Some(if name.starts_with('2') {
                edit.doubtful()
            } else {
                edit
            })
        }
        _ => None,
    }
}

fn body(random: &mut Random, operation: &mut Map<String, Value>, pointer: &str) -> Option<Edit> {
    let body = operation.get_mut("requestBody")?.as_object_mut()?;
    match random.below(3) {
        0 => {
            let is = body.get("required") == Some(&json!(true));
            body.insert("required".to_owned(), json!(!is));
            body.get("content")?;
            match is {
                true => Some(Edit::new("make the body optional", pointer)),
                false => Some(Edit::new("make the body required", pointer).breaking()),
            }
        }
        1 => {
            let content = body.get_mut("content")?.as_object_mut()?;
            content.insert(
                "text/added".to_owned(),
                json!({"schema": {"type": "string"}}),
            );
            Some(Edit::new("add a media type", pointer))
        }
        _ => {
            operation.shift_remove("requestBody");
            Some(Edit::new("remove the body", pointer).breaking())
        }
    }
}

fn security(
    random: &mut Random,
    operation: &mut Map<String, Value>,
    pointer: &str,
) -> Option<Edit> {
    match random.below(2) {
        0 => {
            operation.insert("security".to_owned(), json!([{}]));
            Some(Edit::new("require nothing", pointer))
        }
        _ => {
            let security = operation.get_mut("security")?.as_array_mut()?;
            security.pop()?;
            Some(Edit::new("remove a way to authenticate", pointer).doubtful())
        }
    }
}

fn words(random: &mut Random, operation: &mut Map<String, Value>, pointer: &str) -> Option<Edit> {
    let (key, value) = match random.below(5) {
        0 => ("deprecated", json!(true)),
        1 => ("summary", json!("Other words that are too many for a name")),
        2 => ("description", json!("Other words.")),
        3 => ("operationId", json!("renamedByChance")),
        _ => ("tags", json!(["other by chance"])),
    };
    if key == "summary" && !operation.contains_key("operationId") {
        return None;
    }
    operation.insert(key.to_owned(), value);
    Some(Edit::new(format!("set {key}"), pointer))
}
