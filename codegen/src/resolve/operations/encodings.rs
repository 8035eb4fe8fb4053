//! `encoding`: how the members of a form are sent. OpenAPI 3.1, section 4.8.15.

use crate::api::Encoding;
use crate::document::{Node, Value, pointer};
use crate::openapi::{self, Header, MediaType, Schema};
use crate::resolve::operations::parameters;
use crate::resolve::source::Source;

/// How the members of a form are sent. `at` is the place of the media type.
pub fn encodings<'d>(source: &mut Source<'d, '_>, media: MediaType<'d>, at: &str) -> Vec<Encoding> {
    let encodings = media.encodings();
    let encodings = encodings.map(|(property, below, encoding)| Encoding {
        property,
        content_type: encoding.content_type().map(str::to_owned),
        style: encoding.style().map(parameters::query_style),
        explode: encoding.explode(),
        lists: parameters::lists(encoding.collection_formats()),
        allow_reserved: encoding.allows_reserved(),
        headers: fixed_headers(source, encoding, &format!("{at}{below}")),
    });
    encodings.collect()
}

/// The headers of a part that have a fixed value. The caller sets the others on the file, and those
/// that are required are reported.
fn fixed_headers<'d>(
    source: &mut Source<'d, '_>,
    encoding: openapi::Encoding<'d>,
    at: &str,
) -> Vec<(String, String)> {
    let mut fixed = Vec::new();
    for (name, node) in encoding.headers() {
        if node.text("$ref").is_some() {
            continue;
        }
        let header = Header::from(node);
        match header.schema().and_then(only_value) {
            Some(value) => fixed.push((name.to_owned(), value)),
            None if header.is_required() => {
                let message = format!("the header `{name}` of the part has no fixed value");
                let place = pointer::join(&format!("{at}/headers"), name);
                let instead = "a header that the caller sets on the file";
                source.warn("unsupported-header", &place, message, instead);
            }
            None => {}
        }
    }
    fixed
}

/// The only value of a schema as text in a header: the single value of its enum, or its default.
fn only_value(schema: Schema<'_>) -> Option<String> {
    let listed = match schema.values() {
        [only] => scalar_text(only),
        _ => None,
    };
    listed.or_else(|| scalar_text(schema.default()?))
}

fn scalar_text(node: &Node) -> Option<String> {
    match &node.value {
        Value::String(text) => Some(text.clone()),
        Value::Int(_) | Value::BigInt(_) | Value::Float(_) | Value::Bool(_) => {
            Some(node.to_json().to_string())
        }
        Value::Null | Value::Sequence(_) | Value::Mapping(_) => None,
    }
}
