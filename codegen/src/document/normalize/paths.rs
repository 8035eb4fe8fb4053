//! Paths, operations and their parameters.

use super::mapping::mapping;
use super::{header_syntax, named, object, table};
use crate::diagnostics::nearest;
use crate::document::context::{At, Context};
use crate::document::node::{Mapping, Node};
use crate::document::table::Kind;

/// Path items by path. A path starts with a slash.
pub fn paths(node: &mut Node, at: &At<'_>, cx: &mut Context<'_>) -> bool {
    if !mapping(node, at, cx) {
        return false;
    }
    let Some(members) = node.as_mapping_mut() else {
        return false;
    };
    members.retain(|key, child| {
        key.starts_with("x-") || object(child, Kind::PathItem, &at.key(key), cx)
    });
    if members.keys().all(|key| key.starts_with(['/', 'x'])) {
        return true;
    }
    for (key, child) in std::mem::take(members) {
        if key.starts_with('/') || key.starts_with("x-") {
            members.insert(key, child);
            continue;
        }
        let path = format!("/{key}");
        let message = format!("the path `{key}` should start with a slash");
        let report = cx.warn("bad-path", child.origin, &at.key(&key), message);
        if members.contains_key(&path) {
            report.instead("nothing, because that path exists, too");
        } else {
            report.instead(format!("`{path}`"));
            members.insert(path, child);
        }
    }
    true
}

pub fn operation(node: &mut Node, at: &At<'_>, cx: &mut Context<'_>) {
    let origin = node.origin;
    let Some(members) = node.as_mapping_mut() else {
        return;
    };
    if !members.contains_key("responses") {
        if cx.version < crate::document::version::Version::V3_1 {
            cx.warn(
                "missing",
                origin,
                at,
                "`responses` of the operation are missing",
            );
        }
        members.insert(
            "responses".to_owned(),
            Node::new(Mapping::default(), origin),
        );
    }
}

/// All keys except extensions are expressions.
pub fn callback(node: &mut Node, at: &At<'_>, cx: &mut Context<'_>) {
    if let Some(members) = node.as_mapping_mut() {
        members.retain(|key, _| !key.starts_with("x-"));
    }
    named(node, Kind::PathItem, at, cx);
}

pub fn parameter(node: &mut Node, at: &At<'_>, cx: &mut Context<'_>) -> bool {
    let origin = node.origin;
    let Some(members) = node.as_mapping_mut() else {
        return false;
    };
    if !members.contains_key("name") {
        cx.warn("missing", origin, at, "`name` of the parameter is missing")
            .instead("nothing");
        return false;
    }
    let Some(location) = location(members, at, cx, origin) else {
        return false;
    };
    let name = members
        .get("name")
        .map(|node| (node.origin, node.as_str().unwrap_or_default().to_owned()));
    // A parameter that is required stays: without it the operation cannot be called, which is
    // reported later.
    let required = members.get("required").and_then(Node::as_bool) == Some(true);
    if let ("header" | "cookie", Some((origin, name)), false) = (location, name, required)
        && !header_syntax::name(&name, location, origin, &at.key("name"), cx)
    {
        return false;
    }
    if location == "path" && !required {
        cx.warn("missing", origin, at, "a path parameter must be required")
            .instead("`required: true`");
        members.insert("required".to_owned(), Node::new(true, origin));
    }
    let styles: &[&str] = match location {
        "path" => &["simple", "label", "matrix"],
        "header" => &["simple"],
        "cookie" => &["form", "cookie"],
        _ => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
    };
    style(members, styles, at, cx);
    value(node, at, cx);
    true
}

/// The place of a parameter, if it is a known one.
fn location(
    members: &mut Mapping,
    at: &At<'_>,
    cx: &mut Context<'_>,
    origin: crate::document::Origin,
) -> Option<&'static str> {
    const PLACES: [&str; 5] = ["query", "path", "header", "cookie", "querystring"];
    let at = at.key("in");
    let (written, origin) = match members.get("in") {
        Some(node) => (node.as_str().unwrap_or_default().to_owned(), node.origin),
        None => {
            cx.warn("missing", origin, &at, "`in` of the parameter is missing")
                .instead("nothing");
            return None;
        }
    };
    if let Some(place) = PLACES.into_iter().find(|place| *place == written) {
        return Some(place);
    }
    let message = format!("unknown location `{written}` of a parameter");
    if let Some(place) = PLACES
        .into_iter()
        .find(|place| place.eq_ignore_ascii_case(&written))
    {
        cx.warn("unknown-place", origin, &at, message)
            .instead(format!("`{place}`"));
        members.insert("in".to_owned(), Node::new(place, origin));
        return Some(place);
    }
    let report = cx
        .warn("unknown-place", origin, &at, message)
        .instead("nothing");
    match written.as_str() {
        "body" | "formData" => report.help("OpenAPI 3 has `requestBody` for it"),
        _ => report.did_you_mean(&written, PLACES),
    };
    None
}

/// Drops a style that does not exist in this place.
fn style(members: &mut Mapping, styles: &[&str], at: &At<'_>, cx: &mut Context<'_>) {
    let Some(node) = members.get("style") else {
        return;
    };
    let written = node.as_str().unwrap_or_default().to_owned();
    if styles.contains(&written.as_str()) {
        return;
    }
    let message = format!("`style: {written}` is not allowed here");
    let report = cx.warn("unknown-style", node.origin, &at.key("style"), message);
    match nearest(&written, styles.iter().copied()) {
        Some(name) => report.help(format!("did you mean `{name}`?")),
        None => report,
    }
    .instead(format!("`{}`", styles.first().unwrap_or(&"")));
    members.shift_remove("style");
}

pub fn header(node: &mut Node, at: &At<'_>, cx: &mut Context<'_>) {
    if let Some(members) = node.as_mapping_mut() {
        style(members, &["simple"], at, cx);
    }
    value(node, at, cx);
}

/// A parameter has either a schema or a content of one media type.
fn value(node: &mut Node, at: &At<'_>, cx: &mut Context<'_>) {
    let origin = node.origin;
    let Some(members) = node.as_mapping_mut() else {
        return;
    };
    super::body::examples(members, at, cx);
    let content = members.get("content").and_then(Node::as_mapping);
    let has_content = content.is_some_and(|content| !content.is_empty());
    if members.contains_key("schema") || !has_content {
        members.shift_remove("content");
    }
    if members.contains_key("schema") || members.contains_key("content") {
        return;
    }
    let mut schema = Mapping::default();
    for keyword in table::keywords(Kind::Schema).filter(|keyword| !KEPT.contains(keyword)) {
        if let Some(node) = members.shift_remove(keyword) {
            schema.insert(keyword.to_owned(), node);
        }
    }
    let report = cx.warn("missing", origin, at, "neither `schema` nor `content`");
    report.instead(if schema.is_empty() {
        "any value"
    } else {
        "the schema keywords beside it"
    });
    let mut schema = Node::new(schema, origin);
    object(&mut schema, Kind::Schema, &at.key("schema"), cx);
    members.insert("schema".to_owned(), schema);
}

/// Keywords that parameters share with schemas.
const KEPT: [&str; 5] = [
    "description",
    "required",
    "deprecated",
    "example",
    "examples",
];
