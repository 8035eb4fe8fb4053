//! Responses of Swagger 2.0.

use super::super::context::{At, Context};
use super::super::node::{Mapping, Node};
use super::parameter;

/// More media types than any description lists. The schema is copied for each.
const MAX_MEDIA_TYPES: usize = 32;

/// `schema` and `examples` become the contents of the media types.
pub fn convert(node: &mut Node, produces: &[String], at: &At<'_>, cx: &mut Context<'_>) {
    let origin = node.origin;
    let Some(members) = node.as_mapping_mut() else {
        return;
    };
    if members.contains_key("$ref") {
        return;
    }
    if let Some(headers) = members.get_mut("headers").and_then(Node::as_mapping_mut) {
        let at = at.key("headers");
        for (name, header) in headers.iter_mut() {
            parameter::header(header, &at.key(name), cx);
        }
    }
    let schema = members.shift_remove("schema");
    let examples = members
        .shift_remove("examples")
        .filter(|node| node.as_mapping().is_some());
    let Some(schema) = schema else { return };
    let is_file = schema.text("type") == Some("file");
    let mut content = Mapping::default();
    for media_type in produces.iter().take(MAX_MEDIA_TYPES) {
        content.insert(media_type.clone(), media(schema.clone(), None));
    }
    if content.is_empty() {
        let media_type = if is_file {
            "application/octet-stream"
        } else {
            "application/json"
        };
        content.insert(media_type.to_owned(), media(schema.clone(), None));
    }
    for (media_type, example) in examples.iter().filter_map(Node::as_mapping).flatten() {
        if let Some(slot) = content.get_mut(media_type) {
            *slot = media(schema.clone(), Some(example.clone()));
        }
    }
    members.insert("content".to_owned(), Node::new(content, origin));
}

fn media(schema: Node, example: Option<Node>) -> Node {
    let origin = schema.origin;
    let mut members = Mapping::from_iter([("schema".to_owned(), schema)]);
    members.extend(example.map(|example| ("example".to_owned(), example)));
    Node::new(members, origin)
}
