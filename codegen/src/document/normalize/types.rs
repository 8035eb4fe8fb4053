//! `type` of a schema.

use crate::diagnostics::nearest;
use crate::document::context::{At, Context};
use crate::document::node::{Mapping, Node, Value};

const TYPES: [&str; 7] = [
    "string", "number", "integer", "boolean", "object", "array", "null",
];

/// Type names of other languages: name, type, format.
const SYNONYMS: &[(&str, &str, &str)] = &[
    ("str", "string", ""),
    ("text", "string", ""),
    ("char", "string", ""),
    ("date", "string", "date"),
    ("date-time", "string", "date-time"),
    ("datetime", "string", "date-time"),
    ("timestamp", "string", "date-time"),
    ("time", "string", "time"),
    ("uuid", "string", "uuid"),
    ("uri", "string", "uri"),
    ("url", "string", "uri"),
    ("email", "string", "email"),
    ("binary", "string", "binary"),
    ("file", "string", "binary"),
    ("byte", "string", "byte"),
    ("password", "string", "password"),
    ("enum", "string", ""),
    ("int", "integer", ""),
    ("int32", "integer", "int32"),
    ("int64", "integer", "int64"),
    ("long", "integer", "int64"),
    ("float", "number", "float"),
    ("double", "number", "double"),
    ("decimal", "number", "decimal"),
    ("numeric", "number", ""),
    ("bool", "boolean", ""),
    ("list", "array", ""),
    ("map", "object", ""),
    ("dict", "object", ""),
    ("hash", "object", ""),
    ("json", "object", ""),
    ("none", "null", ""),
    ("nil", "null", ""),
];

/// One name or a list of names. [`finish`] checks the names.
pub fn fit(node: &mut Node, at: &At<'_>, cx: &mut Context<'_>) -> bool {
    match &mut node.value {
        Value::String(_) => true,
        // `type: null` without quotes means the type `null`.
        Value::Null => {
            node.value = Value::from("null");
            true
        }
        Value::Sequence(items) => {
            let mut index = 0;
            items.retain_mut(|item| {
                let at = at.index(index);
                index += 1;
                match &item.value {
                    Value::Null => item.value = Value::from("null"),
                    Value::String(_) => {}
                    _ => {
                        cx.ill_typed(item, &at, "the name of a type")
                            .instead("nothing");
                        return false;
                    }
                }
                true
            });
            true
        }
        _ => {
            cx.ill_typed(node, at, "the name of a type")
                .instead("any type");
            false
        }
    }
}

/// Keeps the known names, each once. A single one needs no list.
pub fn finish(members: &mut Mapping, at: &At<'_>, cx: &mut Context<'_>) {
    let Some(node) = members.get_mut("type").map(std::mem::take) else {
        return;
    };
    let origin = node.origin;
    let mut names: Vec<&'static str> = Vec::new();
    let written = match &node.value {
        Value::Sequence(items) => items.as_slice(),
        _ => std::slice::from_ref(&node),
    };
    for item in written {
        match meaning(item, members, at, cx) {
            Some(name) if !names.contains(&name) => names.push(name),
            _ => {}
        }
    }
    let value: Value = match names.as_slice() {
        [] => {
            members.shift_remove("type");
            return;
        }
        [one] => (*one).into(),
        _ => {
            let names = names.iter().map(|name| Node::new(*name, origin));
            names.collect::<Vec<_>>().into()
        }
    };
    members.insert("type".to_owned(), Node::new(value, origin));
}

/// The type that is meant, if any. The format it implies becomes a member of the schema.
fn meaning(
    item: &Node,
    members: &mut Mapping,
    at: &At<'_>,
    cx: &mut Context<'_>,
) -> Option<&'static str> {
    let written = item.as_str()?;
    if let Some(name) = TYPES.into_iter().find(|name| *name == written) {
        return Some(name);
    }
    let at = at.key("type");
    let lower = written.trim().to_ascii_lowercase();
    let report = |cx: &mut Context<'_>, instead: String| {
        let message = format!("unknown type `{written}`");
        cx.warn("unknown-type", item.origin, &at, message)
            .instead(instead);
    };
    if let Some((_, name, format)) = SYNONYMS.iter().find(|(synonym, ..)| *synonym == lower) {
        if !format.is_empty() && !members.contains_key("format") {
            members.insert("format".to_owned(), Node::new(*format, item.origin));
        }
        // Swagger 2.0 has this type.
        if *name != "string" || lower != "file" {
            report(cx, format!("`{name}`"));
        }
        return Some(name);
    }
    let meant = TYPES
        .into_iter()
        .find(|name| *name == lower)
        .or_else(|| nearest(&lower, TYPES));
    report(
        cx,
        meant.map_or("any type".to_owned(), |name| format!("`{name}`")),
    );
    meant
}

/// The type that a whole word names, for schemas written as one word.
pub fn named(word: &str) -> Option<&'static str> {
    TYPES.into_iter().find(|name| *name == word)
}
