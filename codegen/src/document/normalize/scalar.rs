//! Strings, flags and numbers, however they are written.

use super::mapping::mapping;
use crate::document::context::{At, Context};
use crate::document::node::{Node, Value};

/// A string. Numbers and booleans become the text as it is written.
pub fn text(node: &mut Node, at: &At<'_>, cx: &mut Context<'_>) -> bool {
    match &node.value {
        Value::String(_) => return true,
        Value::Null => return false,
        Value::Sequence(_) | Value::Mapping(_) => {
            cx.ill_typed(node, at, "a string").instead("nothing");
            return false;
        }
        _ => {}
    }
    let Some(text) = cx.spelled(node) else {
        return false;
    };
    cx.ill_typed(node, at, "a string")
        .instead(format!("\"{text}\""));
    node.value = text.into();
    true
}

pub fn flag(node: &mut Node, at: &At<'_>, cx: &mut Context<'_>) -> bool {
    let meant = match &node.value {
        Value::Bool(_) => return true,
        Value::Null => return false,
        Value::String(text) => match text.to_ascii_lowercase().as_str() {
            "true" | "yes" => Some(true),
            "false" | "no" => Some(false),
            _ => None,
        },
        Value::Int(0) => Some(false),
        Value::Int(1) => Some(true),
        _ => None,
    };
    let report = cx.ill_typed(node, at, "true or false");
    match meant {
        Some(meant) => {
            report.instead(meant.to_string());
            node.value = meant.into();
            true
        }
        None => {
            report.instead("nothing");
            false
        }
    }
}

pub fn number(node: &mut Node, at: &At<'_>, cx: &mut Context<'_>) -> bool {
    let meant = match &node.value {
        Value::Int(_) | Value::BigInt(_) => return true,
        Value::Float(number) if number.is_finite() => {
            node.value = whole(*number).unwrap_or(Value::Float(*number));
            return true;
        }
        Value::Null => return false,
        Value::String(text) => parse(text.trim()),
        _ => None,
    };
    let report = cx.ill_typed(node, at, "a number");
    match meant {
        Some(value) => {
            report.instead("the number in it");
            node.value = value;
            true
        }
        None => {
            report.instead("nothing");
            false
        }
    }
}

/// A count. A negative one limits nothing.
pub fn count(node: &mut Node, at: &At<'_>, cx: &mut Context<'_>) -> bool {
    if !number(node, at, cx) {
        return false;
    }
    match node.as_i128() {
        Some(0..) if usize_fits(node) => true,
        _ => {
            cx.ill_typed(node, at, "a count").instead("no limit");
            false
        }
    }
}

fn usize_fits(node: &Node) -> bool {
    node.as_i128()
        .is_some_and(|number| u32::try_from(number).is_ok() || i64::try_from(number).is_ok())
}

/// A list of strings. A single string becomes a list of one.
pub fn texts(node: &mut Node, at: &At<'_>, cx: &mut Context<'_>) -> bool {
    if matches!(node.value, Value::Null) {
        return false;
    }
    if at.name() == "required" && node.as_bool().is_some() {
        cx.ill_typed(node, at, "a list of names")
            .help("name the property in the `required` of the object that has it")
            .instead("nothing");
        return false;
    }
    if !matches!(node.value, Value::Sequence(_)) {
        let is_scalar = node.as_mapping().is_none();
        let report = cx.ill_typed(node, at, "a list of strings");
        report.instead(if is_scalar {
            "a list of this one"
        } else {
            "nothing"
        });
        if !is_scalar {
            return false;
        }
        let only = std::mem::take(node);
        *node = Node {
            origin: only.origin,
            value: vec![only].into(),
        };
    }
    let Value::Sequence(items) = &mut node.value else {
        return false;
    };
    let mut index = 0;
    items.retain_mut(|item| {
        let keep = text(item, &at.index(index), cx);
        index += 1;
        keep
    });
    true
}

/// Strings by name. `null` becomes an empty mapping.
pub fn text_map(node: &mut Node, at: &At<'_>, cx: &mut Context<'_>) -> bool {
    if !mapping(node, at, cx) {
        return false;
    }
    if let Some(members) = node.as_mapping_mut() {
        members.retain(|key, child| {
            if child.is_null() {
                child.value = Value::from("");
            }
            text(child, &at.key(key), cx)
        });
    }
    true
}

/// The number in a text.
pub fn parse(text: &str) -> Option<Value> {
    if let Ok(number) = text.parse::<i128>() {
        return Some(super::super::loading::integer(number));
    }
    if !text.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c)) {
        return None;
    }
    let number = text
        .parse::<f64>()
        .ok()
        .filter(|number| number.is_finite())?;
    Some(whole(number).unwrap_or(Value::Float(number)))
}

/// The integer that a float equals.
pub fn whole(number: f64) -> Option<Value> {
    /// Beyond this, not every integer has a float.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "whole and within the bounds"
    )]
    let whole = (number.fract() == 0.0 && number.abs() <= EXACT).then_some(number as i64);
    whole.map(Value::Int)
}
