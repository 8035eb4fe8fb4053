//! JSON texts of nodes, and whether two nodes are the same JSON.

use std::fmt::Write;

use codegen::diagnostics::Diagnostics;
use codegen::document::{self, Node, Tree, Value};

/// Compact JSON; integers keep all their digits.
pub fn text(node: &Node) -> String {
    let mut out = String::new();
    write(node, &mut out);
    out
}

fn write(node: &Node, out: &mut String) {
    match &node.value {
        Value::Null => out.push_str("null"),
        Value::Bool(flag) => out.push_str(if *flag { "true" } else { "false" }),
        Value::Int(number) => {
            // Writing to a string cannot fail, here and below.
            let _ = write!(out, "{number}");
        }
        Value::BigInt(digits) => out.push_str(digits),
        Value::Float(number) => {
            let _ = write!(out, "{}", serde_json::Value::from(*number));
        }
        Value::String(text) => quote(text, out),
        Value::Sequence(items) => {
            list(items.iter(), ['[', ']'], out, write);
        }
        Value::Mapping(members) => list(members.iter(), ['{', '}'], out, |(key, value), out| {
            quote(key, out);
            out.push(':');
            write(value, out);
        }),
    }
}

fn list<T>(
    items: impl Iterator<Item = T>,
    [open, close]: [char; 2],
    out: &mut String,
    each: impl Fn(T, &mut String),
) {
    out.push(open);
    for (at, item) in items.enumerate() {
        if at > 0 {
            out.push(',');
        }
        each(item, out);
    }
    out.push(close);
}

fn quote(text: &str, out: &mut String) {
    let _ = write!(out, "{}", serde_json::Value::from(text));
}

/// Reads a JSON text. Nothing when it is not JSON. An integer beyond 64 bits keeps its digits if it
/// is the whole text. Inside other values it becomes a float.
pub fn parse(text: &str) -> Option<Tree> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    if digits.len() > 18 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        let number = text
            .parse()
            .map_or_else(|_| Value::BigInt(text.into()), Value::Int);
        return Some(Tree::new(Node::new(number, document::Origin::default())));
    }
    // Inside a list it is certainly JSON and never read as YAML.
    let mut list = document::read("", &format!("[{text}]"), &mut Diagnostics::default())?;
    match &mut list.value {
        Value::Sequence(items) if items.len() == 1 => Some(Tree::new(items.swap_remove(0))),
        _ => None,
    }
}

/// Whether two numbers are the same: `1.0`, `1` and `1e0` are. They are compared as 64-bit floats,
/// as almost all JSON readers store them. With `exactly`, integers are equal only if all their
/// digits are.
pub fn same_number(one: &Node, other: &Node, exactly: bool) -> bool {
    match (&one.value, &other.value) {
        (Value::Int(one), Value::Int(other)) => one == other,
        (Value::BigInt(one), Value::BigInt(other)) => one == other,
        (Value::BigInt(_), _) | (_, Value::BigInt(_)) if exactly => false,
        _ => match (one.as_f64(), other.as_f64()) {
            (Some(one), Some(other)) => one == other,
            _ => false,
        },
    }
}
