//! Schemas: what JSON Schema says beyond OpenAPI 3.0, said in its words or in `x-oas-` keys.

use super::{conditions, finish as finish_object, members as fit_members, types, values, wrap};
use crate::document::context::{At, Context};
use crate::document::node::{Mapping, Node, Value};
use crate::document::table::{self, Kind};
use crate::document::version::Version;

/// A schema that is no mapping: `true`, `false`, or the bare name of a type.
pub fn from_shorthand(node: &mut Node, at: &At<'_>, cx: &mut Context<'_>) -> bool {
    let origin = node.origin;
    match &node.value {
        Value::Bool(true) => node.value = Mapping::new().into(),
        Value::Bool(false) => {
            let never = ("x-oas-never".to_owned(), Node::new(true, origin));
            node.value = Mapping::from_iter([never]).into();
        }
        Value::String(word) if types::named(word).is_some() => {
            let instead = format!("`type: {word}`");
            cx.ill_typed(node, at, "a schema").instead(instead);
            wrap(node, "type");
        }
        _ => {
            cx.ill_typed(node, at, "a schema").instead("any JSON");
            node.value = Mapping::new().into();
        }
    }
    true
}

/// `$ref` with keywords beside it becomes a part of `allOf`.
pub fn reference(node: &mut Node, at: &At<'_>, cx: &mut Context<'_>) {
    let Some(members) = node.as_mapping_mut() else {
        return;
    };
    let counts = |key: &String| {
        key != "$ref" && (key.starts_with("x-") || table::shape(Kind::Schema, key).is_some())
    };
    if !members.keys().any(counts) {
        members.retain(|key, _| key == "$ref");
        moved_pointer(node);
        return;
    }
    let Some(target) = members.shift_remove("$ref") else {
        return;
    };
    let origin = target.origin;
    let mut part = Node::new(Mapping::from_iter([("$ref".to_owned(), target)]), origin);
    moved_pointer(&mut part);
    fit_members(node, Kind::Schema, at, cx);
    finish_object(node, Kind::Schema, at, cx);
    let Some(members) = node.as_mapping_mut() else {
        return;
    };
    let all_of = members
        .entry("allOf".to_owned())
        .or_insert_with(|| Node::new(Vec::new(), origin));
    if let Value::Sequence(parts) = &mut all_of.value {
        parts.insert(0, part);
    }
}

/// Maps whose keys are names and no keywords.
const NAMED: [&str; 9] = [
    "properties",
    "patternProperties",
    "$defs",
    "definitions",
    "schemas",
    "dependentSchemas",
    "headers",
    "content",
    "examples",
];

/// The pointer with the names that keywords get here.
fn moved(pointer: &str) -> String {
    let mut before = "";
    let tokens = pointer.split('/').enumerate().map(|(index, token)| {
        let is_keyword = !NAMED.contains(&before);
        before = token;
        match token {
            "patternProperties" if is_keyword => "x-oas-pattern-properties",
            "prefixItems" if is_keyword => "x-oas-prefix-items",
            "itemSchema" if is_keyword => "x-oas-item-schema",
            "webhooks" | "x-webhooks" if index == 1 => "x-oas-webhooks",
            "additionalOperations" if is_keyword => "x-oas-operations",
            token => token,
        }
    });
    tokens.collect::<Vec<_>>().join("/")
}

/// Pointers through keywords that get another name here.
fn moved_pointer(node: &mut Node) {
    let Some(Value::String(target)) = node.get_mut("$ref").map(|target| &mut target.value) else {
        return;
    };
    if let Some(pointer) = target.strip_prefix('#') {
        let moved = moved(pointer);
        if moved != pointer {
            *target = format!("#{moved}");
        }
    }
}

pub fn finish(node: &mut Node, at: &At<'_>, cx: &mut Context<'_>) {
    let Some(members) = node.as_mapping_mut() else {
        return;
    };
    types::finish(members, at, cx);
    nullable(members);
    values::constant(members);
    values::enumeration(members, at, cx);
    values::examples(members);
    exclusive(members, "minimum", "exclusiveMinimum", |bound, other| {
        bound >= other
    });
    exclusive(members, "maximum", "exclusiveMaximum", |bound, other| {
        bound <= other
    });
    exact(members, "minimum", "x-oas-minimum");
    exact(members, "maximum", "x-oas-maximum");
    multiple_of(members, at, cx);
    items(members, at, cx);
    rename(members, "patternProperties", "x-oas-pattern-properties");
    if !members.contains_key("additionalProperties") {
        rename(members, "unevaluatedProperties", "additionalProperties");
    }
    conditions::gather(members, at, cx);
    content(members);
    alternatives(members, at, cx);
}

fn nullable(members: &mut Mapping) {
    if let Some(flag) = members.shift_remove("x-nullable") {
        members.entry("nullable".to_owned()).or_insert(flag);
    }
}

/// A numeric exclusive bound, as the flag of an inclusive one.
fn exclusive(
    members: &mut Mapping,
    inclusive: &str,
    exclusive: &str,
    is_stricter: fn(f64, f64) -> bool,
) {
    let Some(bound) = members.get(exclusive) else {
        return;
    };
    let Some(number) = bound.as_f64() else { return };
    let other = members.get(inclusive).and_then(Node::as_f64);
    if other.is_none_or(|other| is_stricter(number, other)) {
        let origin = bound.origin;
        let flag = Node::new(true, origin);
        if let Some(bound) = members.insert(exclusive.to_owned(), flag) {
            members.insert(inclusive.to_owned(), bound);
        }
    } else {
        members.shift_remove(exclusive);
    }
}

/// The digits of a bound that no float holds.
fn exact(members: &mut Mapping, bound: &str, key: &str) {
    let Some(node) = members.get(bound) else {
        return;
    };
    let digits = match &node.value {
        Value::Int(number) if number.unsigned_abs() >= 1 << f64::MANTISSA_DIGITS => {
            number.to_string()
        }
        Value::BigInt(digits) => digits.to_string(),
        _ => return,
    };
    let origin = node.origin;
    members.insert(key.to_owned(), Node::new(digits, origin));
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

/// Keywords whose schemas may evaluate items of the same array.
const SPEAK_OF_ITEMS: [&str; 10] = [
    "items",
    "contains",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "if",
    "dependentSchemas",
    "$ref",
    "$dynamicRef",
];

/// Tuples: `prefixItems`, or a list of schemas in `items`.
fn items(members: &mut Mapping, at: &At<'_>, cx: &mut Context<'_>) {
    // Behind a tuple these are the same, as long as no other schema speaks of the items.
    let speaks = |key: &&str| members.contains_key(*key);
    if speaks(&"prefixItems") && !SPEAK_OF_ITEMS.iter().any(speaks) {
        rename(members, "unevaluatedItems", "items");
    }
    if let Some(items) = members.get("items") {
        let origin = items.origin;
        match &items.value {
            Value::Bool(_) => {
                members.shift_remove("items");
                members.insert("x-oas-no-items".to_owned(), Node::new(true, origin));
            }
            Value::Sequence(schemas) => {
                let is_tuple = schemas.len() != 1
                    || cx.version >= Version::V3_1
                    || members.contains_key("additionalItems");
                if is_tuple && cx.version < Version::V3_1 && !speaks_of_arrays(members) {
                    items_of_no_array(members, at, cx);
                } else {
                    list_in_items(members, is_tuple, at, cx);
                }
            }
            _ => {}
        }
    }
    rename(members, "prefixItems", "x-oas-prefix-items");
}

/// Whether a schema is one of arrays for another reason than its `items`.
fn speaks_of_arrays(members: &Mapping) -> bool {
    let words = [
        "type",
        "x-oas-types",
        "additionalItems",
        "uniqueItems",
        "minItems",
        "maxItems",
    ];
    words.iter().any(|word| members.contains_key(*word))
}

/// OpenAPI 3.0 has no tuples: a list of schemas where nothing says array is meant as a choice, and
/// values that are of none of them fit it too.
fn items_of_no_array(members: &mut Mapping, at: &At<'_>, cx: &mut Context<'_>) {
    if let Some(list) = members.shift_remove("items") {
        cx.ill_typed(&list, &at.key("items"), "a schema")
            .help("for a choice write `anyOf`, for a list `type: array`")
            .instead("any JSON");
    }
}

fn list_in_items(members: &mut Mapping, is_tuple: bool, at: &At<'_>, cx: &mut Context<'_>) {
    let Some(mut list) = members.shift_remove("items") else {
        return;
    };
    if is_tuple {
        if list
            .as_sequence()
            .is_some_and(|schemas| !schemas.is_empty())
        {
            members.insert("x-oas-prefix-items".to_owned(), list);
        }
        match members.shift_remove("additionalItems") {
            Some(rest) if rest.as_bool() == Some(false) => {
                members.insert("x-oas-no-items".to_owned(), Node::new(true, rest.origin));
            }
            Some(rest) if rest.as_mapping().is_some() => {
                members.insert("items".to_owned(), rest);
            }
            _ => {}
        }
        return;
    }
    // OpenAPI 3.0 has no tuples: a list of one is a slip of the pen.
    cx.ill_typed(&list, &at.key("items"), "a schema")
        .instead("the schema in the list");
    if let Value::Sequence(schemas) = &mut list.value
        && let Some(only) = schemas.pop()
    {
        members.insert("items".to_owned(), only);
    }
}

/// Encoded and embedded contents of strings.
fn content(members: &mut Mapping) {
    let encoding = members.shift_remove("contentEncoding");
    let media_type = members.shift_remove("contentMediaType");
    let has_format = members.contains_key("format");
    let origin = encoding
        .as_ref()
        .or(media_type.as_ref())
        .map(|node| node.origin);
    let format = match (
        encoding.as_ref(),
        media_type.as_ref().and_then(Node::as_str),
    ) {
        (Some(encoding), _) if encoding.as_str() == Some("base64") => Some("byte"),
        (None, Some(media_type)) if is_binary(media_type) => Some("binary"),
        _ => None,
    };
    if let (Some(format), Some(origin), false) = (format, origin, has_format) {
        members.insert("format".to_owned(), Node::new(format, origin));
    }
    if let Some(media_type) = media_type {
        members.insert("x-oas-content-media-type".to_owned(), media_type);
    }
}

/// Media types that no string of JSON has as it is.
fn is_binary(media_type: &str) -> bool {
    const BINARY: [&str; 4] = [
        "application/octet-stream",
        "application/pdf",
        "application/zip",
        "application/gzip",
    ];
    let of_bytes = ["image/", "audio/", "video/", "font/"];
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    let is_text = essence.ends_with("+xml") || essence.ends_with("+json");
    BINARY.contains(&essence) || of_bytes.iter().any(|kind| essence.starts_with(kind)) && !is_text
}

/// A choice of nothing says nothing.
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

/// Requires a property name and makes its mapping what 3.0 has.
pub fn discriminator(node: &mut Node, at: &At<'_>, cx: &mut Context<'_>) -> bool {
    let Some(members) = node.as_mapping_mut() else {
        return false;
    };
    rename(members, "defaultMapping", "x-oas-default-mapping");
    if members.contains_key("propertyName") {
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

pub fn rename(members: &mut Mapping, from: &str, to: &str) {
    if let Some(node) = members.shift_remove(from) {
        members.insert(to.to_owned(), node);
    }
}
