//! Whether an operation responds with a list of what its path names.

use super::action::last_word;
use super::path::Part;
use crate::document::{Node, pointer};
use crate::nouns::says_list;
use crate::openapi::{Operation, Response, Schema};

/// Members that contain what was asked for.
const ENVELOPES: &[&str] = &["_embedded", "data", "meta", "response", "result", "results"];

/// How many references in a row are followed.
const MAX_HOPS: usize = 8;

/// Lists in these members are what was asked for, whatever the path ends in.
const RESULTS: &[&str] = &["data", "entries", "records", "results", "rows"];

/// A list, or an object with a list where the path ends in a plural. Where nothing is known of the
/// body, the plural alone decides.
pub(super) fn responds_with_list(root: &Node, operation: Operation<'_>, parts: &[Part]) -> bool {
    let of_one = parts.last().is_some_and(Part::is_parameter);
    let says_list = says_list(last_word(parts)) && !of_one;
    let bodies = successes(root, operation);
    let has_list = |schema: &Schema<'_>| {
        let is_result = |name: &str| says_list || RESULTS.contains(&name);
        !of_one && has_list(root, *schema, &is_result, true)
    };
    match bodies.is_empty() {
        true => says_list,
        false => bodies
            .iter()
            .any(|schema| is_list(root, *schema) || has_list(schema)),
    }
}

/// The schemas of all bodies of success.
fn successes<'d>(root: &'d Node, operation: Operation<'d>) -> Vec<Schema<'d>> {
    let responses = operation.responses();
    let responses = responses.filter(|(status, _)| status.starts_with('2'));
    let responses = responses.filter_map(|(_, response)| follow(root, response));
    let media_types = responses.flat_map(|response| Response::from(response).content());
    media_types
        .filter_map(|(_, media_type)| media_type.schema())
        .collect()
}

fn is_list(root: &Node, schema: Schema<'_>) -> bool {
    let schema = target(root, schema);
    schema.is_some_and(|schema| schema.items().is_some())
}

/// An object with a list in one of these members, also in a part of its `allOf` or in an envelope.
fn has_list(
    root: &Node,
    schema: Schema<'_>,
    is_result: &dyn Fn(&str) -> bool,
    is_outermost: bool,
) -> bool {
    let Some(schema) = target(root, schema) else {
        return false;
    };
    let of_parts = || schema.all_of().iter().filter_map(|part| target(root, part));
    let all = std::iter::once(schema).chain(of_parts());
    let mut properties = all.flat_map(Schema::properties);
    properties.any(|(name, property)| {
        let is_envelope = is_outermost && ENVELOPES.contains(&name);
        is_result(name) && is_list(root, property)
            || is_envelope && has_list(root, property, is_result, false)
    })
}

fn target<'d>(root: &'d Node, schema: Schema<'d>) -> Option<Schema<'d>> {
    follow(root, schema.node()).map(Schema::new)
}

fn follow<'d>(root: &'d Node, mut node: &'d Node) -> Option<&'d Node> {
    for _ in 0..MAX_HOPS {
        match node.text("$ref") {
            Some(reference) => node = pointer::find(root, reference.strip_prefix('#')?)?,
            None => return Some(node),
        }
    }
    None
}
