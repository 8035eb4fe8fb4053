//! `enum` and `const` of a schema.

use super::scalar;
use crate::document::context::{At, Context};
use crate::document::node::{Mapping, Node, Value};

/// `enum`: a list that is not empty.
pub fn values(node: &mut Node, at: &At<'_>, cx: &mut Context<'_>) -> bool {
    match &node.value {
        Value::Sequence(items) if !items.is_empty() => true,
        Value::Null => false,
        Value::Sequence(_) => {
            cx.warn("empty-enum", node.origin, at, "`enum` without values")
                .instead("any value");
            false
        }
        Value::Mapping(_) => {
            cx.ill_typed(node, at, "a list of values")
                .instead("any value");
            false
        }
        _ => {
            cx.ill_typed(node, at, "a list of values")
                .instead("a list of this one");
            let only = std::mem::take(node);
            *node = Node {
                origin: only.origin,
                value: vec![only].into(),
            };
            true
        }
    }
}

/// Makes the values of `const` and `enum` agree with `type`.
pub fn constants(members: &mut Mapping, at: &At<'_>, cx: &mut Context<'_>) {
    let keyword = match members.contains_key("const") {
        true => "const",
        false => "enum",
    };
    let ty = only_type(members);
    let (Some(ty), Some(node)) = (ty, members.get_mut(keyword)) else {
        return;
    };
    let mut node = std::mem::take(node);
    if ty == "array" && hand_to_items(members, keyword, &node, at, cx) {
        return;
    }
    let at = at.key(keyword);
    let is_left = match &mut node.value {
        Value::Sequence(items) if keyword == "enum" => {
            let mut index = 0;
            items.retain_mut(|item| {
                let keep = agree(item, &ty, &at.index(index), cx);
                index += 1;
                keep
            });
            !items.is_empty()
        }
        _ => agree(&mut node, &ty, &at, cx),
    };
    match is_left {
        true => members.insert(keyword.to_owned(), node),
        false => members.shift_remove(keyword),
    };
}

/// The single type beside null.
fn only_type(members: &Mapping) -> Option<String> {
    let written = members.get("type")?;
    let names = written
        .as_sequence()
        .unwrap_or(std::slice::from_ref(written));
    let mut names = names.iter().filter_map(Node::as_str);
    match (
        names.clone().count(),
        names.clone().position(|name| name == "null"),
    ) {
        (1, None) => names.next().map(str::to_owned),
        (2, Some(_)) => names.find(|name| *name != "null").map(str::to_owned),
        _ => None,
    }
}

/// Turns one value of an enumeration into one of the type. False when that is impossible.
fn agree(item: &mut Node, ty: &str, at: &At<'_>, cx: &mut Context<'_>) -> bool {
    let meant = match (&item.value, ty) {
        (Value::Null, _)
        | (Value::String(_), "string")
        | (Value::Bool(_), "boolean")
        | (Value::Int(_) | Value::BigInt(_), "integer" | "number")
        | (Value::Float(_), "number")
        | (Value::Mapping(_), "object")
        | (Value::Sequence(_), "array") => return true,
        (Value::Bool(_) | Value::Int(_) | Value::BigInt(_) | Value::Float(_), "string") => {
            cx.spelled(item).map(Value::String)
        }
        (Value::Float(number), "integer") => scalar::whole(*number),
        (Value::String(text), "integer") => {
            scalar::parse(text).filter(|value| matches!(value, Value::Int(_) | Value::BigInt(_)))
        }
        (Value::String(text), "number") => scalar::parse(text),
        (Value::String(text), "boolean") => match text.as_str() {
            "true" => Some(Value::Bool(true)),
            "false" => Some(Value::Bool(false)),
            _ => None,
        },
        _ => None,
    };
    let message = format!("{} among the values of type `{ty}`", item.describe());
    let report = cx.warn("enum-type", item.origin, at, message);
    match meant {
        Some(value) => {
            report.instead(format!("the {ty} that it spells"));
            item.value = value;
            true
        }
        None => {
            report.instead("left out of the values");
            false
        }
    }
}

/// `type: array` beside an `enum` of scalars: the values of the items are meant.
fn hand_to_items(
    members: &mut Mapping,
    keyword: &str,
    values: &Node,
    at: &At<'_>,
    cx: &mut Context<'_>,
) -> bool {
    let is_scalar = |node: &Node| node.as_mapping().is_none() && node.as_sequence().is_none();
    let scalars = match (keyword, &values.value) {
        ("enum", Value::Sequence(items)) => items.iter().all(is_scalar),
        _ => is_scalar(values),
    };
    let items = members.get_mut("items").and_then(Node::as_mapping_mut);
    let is_free = |items: &&mut Mapping| {
        let mut taken = ["$ref", "enum", "const"].into_iter();
        !taken.any(|key| items.contains_key(key))
    };
    let Some(items) = items.filter(|items| scalars && is_free(items)) else {
        return false;
    };
    items.insert(keyword.to_owned(), values.clone());
    let message = format!("`{keyword}` of scalars beside `type: array`");
    cx.warn("enum-type", values.origin, &at.key(keyword), message)
        .instead("the values of the items");
    constants(items, &at.key("items"), cx);
    members.shift_remove(keyword);
    true
}
