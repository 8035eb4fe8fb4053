//! `enum`, `const` and `examples` of a schema.

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

/// `const` as an `enum` of one.
pub fn constant(members: &mut Mapping) {
    let Some(value) = members.shift_remove("const") else {
        return;
    };
    let origin = value.origin;
    members.insert("enum".to_owned(), Node::new(vec![value], origin));
    members.insert("x-oas-const".to_owned(), Node::new(true, origin));
}

/// Makes the values of `enum` agree with `type`. What was written stays in `x-oas-enum` when it
/// had to be changed.
pub fn enumeration(members: &mut Mapping, at: &At<'_>, cx: &mut Context<'_>) {
    let Some(mut node) = members.shift_remove("enum") else {
        return;
    };
    let origin = node.origin;
    let ty = members
        .get("type")
        .and_then(Node::as_str)
        .map(str::to_owned);
    let original = node.clone();
    let Value::Sequence(items) = &mut node.value else {
        return;
    };
    if let Some(ty) = &ty {
        if ty == "array" && hand_to_items(members, &original, at, cx) {
            return;
        }
        let at = at.key("enum");
        let mut index = 0;
        items.retain_mut(|item| {
            let keep = agree(item, ty, &at.index(index), cx);
            index += 1;
            keep
        });
    }
    let Value::Sequence(items) = &node.value else {
        return;
    };
    let null = items.iter().any(Node::is_null);
    let is_empty = items.is_empty();
    let digits: Vec<Node> = items.iter().map(digits).collect();
    if null {
        members.insert("nullable".to_owned(), Node::new(true, origin));
    }
    if node != original {
        members.insert("x-oas-enum".to_owned(), original);
    }
    if digits.iter().any(|digits| !digits.is_null()) {
        members.insert("x-oas-enum-digits".to_owned(), Node::new(digits, origin));
    }
    if !is_empty {
        members.insert("enum".to_owned(), node);
    }
}

/// What is lost of an integer beyond 64 bits where it is read as a float; else null.
fn digits(item: &Node) -> Node {
    let digits = match &item.value {
        Value::BigInt(digits) if digits.parse::<u64>().is_err() => Value::from(&**digits),
        _ => Value::Null,
    };
    Node::new(digits, item.origin)
}

/// Makes one value of an enumeration be of a type; false when it cannot.
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
            report.instead(format!("the {ty} it reads as"));
            item.value = value;
            true
        }
        None => {
            report.instead("left out of the values");
            false
        }
    }
}

/// `type: array` with an `enum` of scalars means the items.
fn hand_to_items(members: &mut Mapping, values: &Node, at: &At<'_>, cx: &mut Context<'_>) -> bool {
    let scalars = values.as_sequence().is_some_and(|items| {
        items
            .iter()
            .all(|item| item.as_mapping().is_none() && item.as_sequence().is_none())
    });
    let items = members.get_mut("items").and_then(Node::as_mapping_mut);
    let Some(items) =
        items.filter(|items| scalars && !items.contains_key("$ref") && !items.contains_key("enum"))
    else {
        return false;
    };
    items.insert("enum".to_owned(), values.clone());
    let message = "`enum` of scalars beside `type: array`";
    cx.warn("enum-type", values.origin, &at.key("enum"), message)
        .instead("the values of the items");
    let at = at.key("items");
    enumeration(items, &at, cx);
    true
}

/// `examples` of a schema: a list of values; the first one is the `example`.
pub fn examples(members: &mut Mapping) {
    let Some(node) = members.shift_remove("examples") else {
        return;
    };
    let origin = node.origin;
    let all: Vec<Node> = match node.value {
        Value::Sequence(items) => items,
        // Example objects by name, as parameters have them.
        Value::Mapping(named) => named
            .into_iter()
            .map(|(_, example)| example.get("value").cloned().unwrap_or(example))
            .collect(),
        _ => vec![node],
    };
    let Some(first) = all.first() else { return };
    members
        .entry("example".to_owned())
        .or_insert_with(|| first.clone());
    members.insert("x-oas-examples".to_owned(), Node::new(all, origin));
}
