//! The document itself: `info`, servers and tags.

use crate::document::context::{At, Context};
use crate::document::node::{Mapping, Node, Value};

pub fn document(node: &mut Node, cx: &mut Context<'_>) {
    let origin = node.origin;
    let Some(members) = node.as_mapping_mut() else {
        return;
    };
    if !members.contains_key("info") {
        cx.warn("missing", origin, &At::ROOT, "`info` is missing")
            .help("write `info: {title: .., version: ..}`");
        let mut node = Node::new(Mapping::default(), origin);
        untitled(&mut node);
        members.insert("info".to_owned(), node);
    }
    members
        .entry("paths".to_owned())
        .or_insert_with(|| Node::new(Mapping::default(), origin));
}

pub fn info(node: &mut Node, at: &At<'_>, cx: &mut Context<'_>) {
    for key in ["title", "version"] {
        if node.get(key).is_none() {
            let message = format!("`{key}` of the API is missing");
            cx.warn("missing", node.origin, at, message);
        }
    }
    untitled(node);
}

fn untitled(node: &mut Node) {
    let origin = node.origin;
    let Some(members) = node.as_mapping_mut() else {
        return;
    };
    members
        .entry("title".to_owned())
        .or_insert_with(|| Node::new("Untitled", origin));
    members
        .entry("version".to_owned())
        .or_insert_with(|| Node::new("0", origin));
}

/// Adds a missing required string as the empty one.
pub fn require_text(node: &mut Node, key: &str, at: &At<'_>, cx: &mut Context<'_>) {
    let origin = node.origin;
    let Some(members) = node.as_mapping_mut() else {
        return;
    };
    if !members.contains_key(key) {
        let message = format!("`{key}` is missing");
        cx.warn("missing", origin, at, message)
            .instead("the empty string");
        members.insert(key.to_owned(), Node::new("", origin));
    }
}

pub fn server_variable(node: &mut Node, at: &At<'_>, cx: &mut Context<'_>) {
    let origin = node.origin;
    let Some(members) = node.as_mapping_mut() else {
        return;
    };
    if members.contains_key("default") {
        return;
    }
    let first = members
        .get("enum")
        .and_then(Node::as_sequence)
        .and_then(<[Node]>::first);
    let default = first.and_then(Node::as_str).unwrap_or_default().to_owned();
    cx.warn(
        "missing",
        origin,
        at,
        "`default` of the variable is missing",
    )
    .instead(format!("\"{default}\""));
    members.insert(
        "default".to_owned(),
        Node::new(Value::String(default), origin),
    );
}
