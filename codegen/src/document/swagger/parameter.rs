//! Parameters and headers of Swagger 2.0. The keywords of their types stand among their own.

use super::super::context::{At, Context};
use super::super::node::{Mapping, Node};

/// Keywords that belong into `schema` in OpenAPI 3.
pub const KEYWORDS_OF_TYPES: [&str; 18] = [
    "type",
    "format",
    "items",
    "default",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "enum",
    "multipleOf",
    "x-nullable",
    "x-enum-varnames",
];

/// Whether it is a part of a body, and so not a parameter of OpenAPI 3.
pub fn is_body(node: &Node) -> bool {
    matches!(node.text("in"), Some("body" | "formData"))
}

/// A parameter of the path, the query or a header.
pub fn convert(node: &mut Node, at: &At<'_>, cx: &mut Context<'_>) {
    let place = node.text("in").unwrap_or_default().to_owned();
    typed(node, &place, at, cx);
}

/// A header of a response.
pub fn header(node: &mut Node, at: &At<'_>, cx: &mut Context<'_>) {
    typed(node, "header", at, cx);
}

fn typed(node: &mut Node, place: &str, at: &At<'_>, cx: &mut Context<'_>) {
    let origin = node.origin;
    let Some(members) = node.as_mapping_mut() else {
        return;
    };
    if members.contains_key("$ref") {
        return;
    }
    let spelling = super::collection::take(members, place, at, cx);
    members.extend(spelling);
    if !members.contains_key("schema") {
        let mut schema = Mapping::default();
        take_schema(members, &mut schema);
        members.insert("schema".to_owned(), Node::new(schema, origin));
    }
    // `x-example` is not in the specification, but common.
    if let Some(example) = members.shift_remove("x-example") {
        members.entry("example".to_owned()).or_insert(example);
    }
}

/// Moves the keywords of a type into a schema.
pub fn take_schema(members: &mut Mapping, schema: &mut Mapping) {
    for key in KEYWORDS_OF_TYPES {
        if let Some(node) = members.shift_remove(key) {
            schema.insert(key.to_owned(), node);
        }
    }
}
