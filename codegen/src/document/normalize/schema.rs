//! Schemas: slips are repaired; what cannot be understood is reported and dropped.

use super::{finish as finish_object, members as fit_members, types, unknown, values, wrap};
use crate::document::context::{At, Context};
use crate::document::node::{Mapping, Node, Value};
use crate::document::table::{self, Kind};
use crate::document::version::Version;

/// A string in place of a schema: the bare name of a type.
pub fn from_word(node: &mut Node, at: &At<'_>, cx: &mut Context<'_>) -> bool {
    match node.as_str().and_then(types::named) {
        Some(name) => {
            let instead = format!("`type: {name}`");
            cx.ill_typed(node, at, "a schema").instead(instead);
            wrap(node, "type");
        }
        None => {
            cx.ill_typed(node, at, "a schema").instead("any JSON");
            node.value = Mapping::default().into();
        }
    }
    true
}

/// Keywords beside a `$ref` count, other keys do not.
pub fn reference(node: &mut Node, at: &At<'_>, cx: &mut Context<'_>) {
    let counts = |key: &String| {
        key != "$ref" && (key.starts_with("x-") || table::shape(Kind::Schema, key).is_some())
    };
    let Some(members) = node.as_mapping_mut() else {
        return;
    };
    if members.keys().any(counts) {
        fit_members(node, Kind::Schema, at, cx);
        finish_object(node, Kind::Schema, at, cx);
    } else {
        for (key, child) in members.iter() {
            unknown::unknown(key, child.origin, (Kind::Schema, members), at, cx);
        }
        members.retain(|key, _| key == "$ref");
    }
}

pub fn finish(node: &mut Node, at: &At<'_>, cx: &mut Context<'_>) {
    let Some(members) = node.as_mapping_mut() else {
        return;
    };
    types::finish(members, at, cx);
    values::constants(members, at, cx);
    multiple_of(members, at, cx);
    items(members, at, cx);
    alternatives(members, at, cx);
}

fn multiple_of(members: &mut Mapping, at: &At<'_>, cx: &mut Context<'_>) {
    let Some(step) = members.get("multipleOf") else {
        return;
    };
    if step.as_f64().is_none_or(|step| step <= 0.0) {
        let (message, origin) = ("`multipleOf` should be greater than zero", step.origin);
        cx.warn("ill-typed", origin, &at.key("multipleOf"), message)
            .instead("nothing");
        members.shift_remove("multipleOf");
    }
}

/// A list of schemas in `items`. Before OpenAPI 3.1, which added tuples, this is either a slip or a
/// choice.
fn items(members: &mut Mapping, at: &At<'_>, cx: &mut Context<'_>) {
    let list = members.get("items").and_then(Node::as_sequence);
    let Some(length) = list
        .map(<[Node]>::len)
        .filter(|_| cx.version < Version::V3_1)
    else {
        return;
    };
    let has_rest = members.contains_key("additionalItems");
    match length {
        1 if !has_rest => only_item(members, at, cx),
        _ if speaks_of_arrays(members) => {}
        _ => items_of_no_array(members, at, cx),
    }
}

/// Whether something other than `items` says that the schema is an array.
fn speaks_of_arrays(members: &Mapping) -> bool {
    let words = [
        "type",
        "additionalItems",
        "uniqueItems",
        "minItems",
        "maxItems",
    ];
    words.iter().any(|word| members.contains_key(*word))
}

/// OpenAPI 3.0 has no tuples. Where nothing says array, a list of schemas is meant as a choice, and
/// values of other types fit it, too.
fn items_of_no_array(members: &mut Mapping, at: &At<'_>, cx: &mut Context<'_>) {
    if let Some(list) = members.shift_remove("items") {
        cx.ill_typed(&list, &at.key("items"), "a schema")
            .help("for a choice write `anyOf`, for a list `type: array`")
            .instead("any JSON");
    }
}

fn only_item(members: &mut Mapping, at: &At<'_>, cx: &mut Context<'_>) {
    let Some(list) = members.get_mut("items") else {
        return;
    };
    cx.ill_typed(list, &at.key("items"), "a schema")
        .instead("the schema in the list");
    if let Value::Sequence(schemas) = &mut list.value
        && let Some(only) = schemas.pop()
    {
        *list = only;
    }
}

/// A choice without alternatives says nothing.
fn alternatives(members: &mut Mapping, at: &At<'_>, cx: &mut Context<'_>) {
    for key in ["allOf", "oneOf", "anyOf"] {
        let is_empty = |node: &Node| node.as_sequence().is_some_and(<[Node]>::is_empty);
        if let Some(node) = members.get(key).filter(|node| is_empty(node)) {
            let message = format!("`{key}` without schemas");
            cx.warn("ill-typed", node.origin, &at.key(key), message)
                .instead("nothing");
            members.shift_remove(key);
        }
    }
}

/// Requires a property name.
pub fn discriminator(node: &Node, at: &At<'_>, cx: &mut Context<'_>) -> bool {
    if node.get("propertyName").is_some() {
        return true;
    }
    cx.warn(
        "missing",
        node.origin,
        at,
        "`discriminator` without `propertyName`",
    )
    .instead("nothing");
    false
}
