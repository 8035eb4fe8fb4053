//! Repairs a tree of OpenAPI 3.x, so that every keyword holds what the specification says.
//!
//! One walk along the [`table`](super::table) of keywords. The value of a keyword is repaired where
//! its meaning is plain and dropped otherwise, each with a warning. Then the rules for its kind of
//! object repair the object. Nothing moves: what is valid stays as and where it is. References are
//! not followed here and stay inside the tree.

mod body;
mod header_syntax;
mod mapping;
mod paths;
mod root;
mod scalar;
mod schema;
mod security;
mod types;
mod unknown;
mod values;

use super::context::{At, Context};
use super::node::{Mapping, Node, Value};
use super::pointer;
use super::table::{self, Kind, Shape};
use super::version::Version;
use mapping::mapping;

pub use header_syntax::is_token;
pub use unknown::Unknown;

/// Normalizes a whole description.
pub fn normalize(root: &mut Node, cx: &mut Context<'_>) {
    object(root, Kind::Document, &At::ROOT, cx);
    std::mem::take(&mut cx.unknown).report(cx.version, cx.diagnostics);
}

/// Turns a value into what its keyword holds. False when that is impossible and the keyword must be
/// removed.
fn fit(node: &mut Node, shape: Shape, at: &At<'_>, cx: &mut Context<'_>) -> bool {
    match shape {
        Shape::Anything => true,
        Shape::Text => scalar::text(node, at, cx),
        Shape::Flag => scalar::flag(node, at, cx),
        Shape::Number => scalar::number(node, at, cx),
        Shape::Count => scalar::count(node, at, cx),
        Shape::Texts => scalar::texts(node, at, cx),
        Shape::TextMap => scalar::text_map(node, at, cx),
        Shape::Bound => node.as_bool().is_some() || scalar::number(node, at, cx),
        Shape::Values => values::values(node, at, cx),
        Shape::AnyMap => mapping(node, at, cx),
        Shape::Type => types::fit(node, at, cx),
        Shape::One(kind) => object(node, kind, at, cx),
        Shape::Many(kind) => many(node, kind, at, cx),
        Shape::Named(kind) => named(node, kind, at, cx),
        Shape::Paths => paths::paths(node, at, cx),
        Shape::Responses => body::responses(node, at, cx),
        Shape::Examples => true,
        Shape::Security => security::requirements(node, at, cx),
        Shape::SchemaOrFlag => schema_or_flag(node, at, cx),
        Shape::Items => match &node.value {
            Value::Sequence(_) => many(node, Kind::Schema, at, cx),
            _ => object(node, Kind::Schema, at, cx),
        },
    }
}

/// An object of the specification. False when the value cannot be understood as one.
fn object(node: &mut Node, kind: Kind, at: &At<'_>, cx: &mut Context<'_>) -> bool {
    if !as_object(node, kind, at, cx) {
        return false;
    }
    if node.get("$ref").is_some() && kind != Kind::Document {
        return reference(node, kind, at, cx);
    }
    members(node, kind, at, cx);
    finish(node, kind, at, cx)
}

/// Replaces values that are not mappings by what they plainly mean.
fn as_object(node: &mut Node, kind: Kind, at: &At<'_>, cx: &mut Context<'_>) -> bool {
    match (&node.value, kind) {
        (Value::Mapping(_), _) => true,
        (Value::Null, _) => {
            node.value = Mapping::default().into();
            true
        }
        (Value::Bool(_), Kind::Schema) => true,
        (Value::String(_), Kind::Schema) => schema::from_word(node, at, cx),
        (Value::String(_), Kind::Server | Kind::ExternalDocs) => wrap_text(node, "url", at, cx),
        (Value::String(_), Kind::Tag | Kind::License | Kind::Contact) => {
            wrap_text(node, "name", at, cx)
        }
        (Value::String(_), Kind::Discriminator) => {
            if cx.version > Version::Swagger2 {
                cx.ill_typed(node, at, "a mapping")
                    .instead("`propertyName`");
            }
            wrap(node, "propertyName");
            true
        }
        (Value::Sequence(items), _) if items.is_empty() => {
            cx.ill_typed(node, at, "a mapping")
                .instead("an empty mapping");
            node.value = Mapping::default().into();
            true
        }
        _ => {
            cx.ill_typed(node, at, "a mapping").instead("nothing");
            false
        }
    }
}

fn wrap_text(node: &mut Node, key: &str, at: &At<'_>, cx: &mut Context<'_>) -> bool {
    cx.ill_typed(node, at, "a mapping")
        .instead(format!("its `{key}`"));
    wrap(node, key);
    true
}

fn wrap(node: &mut Node, key: &str) {
    let origin = node.origin;
    let inner = std::mem::take(node);
    *node = Node::new(Mapping::from_iter([(key.to_owned(), inner)]), origin);
}

/// Checks every member that the specification knows, and drops those that cannot be repaired.
fn members(node: &mut Node, kind: Kind, at: &At<'_>, cx: &mut Context<'_>) {
    let Some(members) = node.as_mapping_mut() else {
        return;
    };
    let (mut dropped, mut strange) = (Vec::new(), Vec::new());
    for (key, child) in members.iter_mut() {
        match table::shape(kind, key) {
            // Before OpenAPI 3.2, those of this name are anything.
            Some(Shape::Named(Kind::MediaType))
                if kind == Kind::Components && cx.version < Version::V3_2 => {}
            Some(shape) => {
                if !fit(child, shape, &at.key(key), cx) {
                    dropped.push(key.clone());
                }
            }
            None if key.starts_with("x-") => {}
            None => strange.push((key.clone(), child.origin)),
        }
    }
    for (key, origin) in strange {
        unknown::unknown(&key, origin, (kind, members), at, cx);
    }
    for key in dropped {
        members.shift_remove(&key);
    }
}

fn finish(node: &mut Node, kind: Kind, at: &At<'_>, cx: &mut Context<'_>) -> bool {
    match kind {
        Kind::Document => root::document(node, cx),
        Kind::Info => root::info(node, at, cx),
        Kind::License | Kind::Tag => root::require_text(node, "name", at, cx),
        Kind::ExternalDocs | Kind::Server => root::require_text(node, "url", at, cx),
        Kind::ServerVariable => root::server_variable(node, at, cx),
        Kind::Operation => paths::operation(node, at, cx),
        Kind::Parameter => return paths::parameter(node, at, cx),
        Kind::Header => paths::header(node, at, cx),
        Kind::RequestBody => body::request_body(node, at, cx),
        Kind::MediaType => return body::media_type(node, at, cx),
        Kind::Encoding => body::encoding(node, at, cx),
        Kind::Response => body::response(node, at, cx),
        Kind::Link => return body::link(node, at, cx),
        Kind::Callback => paths::callback(node, at, cx),
        Kind::Schema => schema::finish(node, at, cx),
        Kind::Discriminator => return schema::discriminator(node, at, cx),
        Kind::SecurityScheme => return security::scheme(node, at, cx),
        Kind::Flows
        | Kind::Flow
        | Kind::Contact
        | Kind::Components
        | Kind::Example
        | Kind::PathItem => {}
    }
    true
}

/// `$ref`. Only in schemas do the keywords beside it count.
fn reference(node: &mut Node, kind: Kind, at: &At<'_>, cx: &mut Context<'_>) -> bool {
    let target = node
        .get("$ref")
        .map(|target| (target.as_str().is_some(), target.origin));
    if let Some((false, origin)) = target {
        cx.warn(
            "ill-typed",
            origin,
            &at.key("$ref"),
            "`$ref` should be a string",
        )
        .instead("the other keywords only");
        if let Some(members) = node.as_mapping_mut() {
            members.shift_remove("$ref");
        }
        return object(node, kind, at, cx);
    }
    if let Some(other) = other_kind(node, kind) {
        return of_other_kind(node, &other, kind, at, cx);
    }
    match kind {
        Kind::Schema => schema::reference(node, at, cx),
        Kind::Parameter
        | Kind::Response
        | Kind::RequestBody
        | Kind::Header
        | Kind::Example
        | Kind::Link
        | Kind::SecurityScheme => {
            if let Some(members) = node.as_mapping_mut().filter(|all| all.len() > 1) {
                unknown::beside_reference(members, kind, at, cx);
                members.retain(|key, _| key == "$ref");
            }
        }
        // These kinds have no components. References that lead somewhere have been replaced by now.
        _ => {
            let written = node.text("$ref").unwrap_or_default();
            let message = format!("`{written}` leads nowhere");
            cx.warn("dangling-ref", node.origin, at, message)
                .instead("nothing");
            return false;
        }
    }
    true
}

/// The target of a reference in words, if it is not the object that belongs here.
fn other_kind(node: &Node, kind: Kind) -> Option<String> {
    let pointer = node.text("$ref")?.strip_prefix('#')?;
    table::other_kind(&pointer::percent_decode(pointer), kind)
}

/// A reference to an object of another kind. In the place of a schema it becomes any JSON, anywhere
/// else it is removed.
fn of_other_kind(
    node: &mut Node,
    other: &str,
    kind: Kind,
    at: &At<'_>,
    cx: &mut Context<'_>,
) -> bool {
    let origin = node.get("$ref").map_or(node.origin, |target| target.origin);
    let message = format!("expected {}, found {}", kind.noun(), other);
    let report = cx.warn("wrong-kind-ref", origin, &at.key("$ref"), message);
    if kind != Kind::Schema {
        report.instead("nothing");
        return false;
    }
    report.instead("any JSON");
    if let Some(members) = node.as_mapping_mut() {
        members.shift_remove("$ref");
    }
    object(node, kind, at, cx)
}

fn many(node: &mut Node, kind: Kind, at: &At<'_>, cx: &mut Context<'_>) -> bool {
    if let Value::Mapping(members) = &mut node.value
        && kind == Kind::Parameter
        && all_mappings(members)
    {
        let items: Vec<Node> = members.drain(..).map(|(_, item)| item).collect();
        cx.ill_typed(node, at, "a list")
            .instead("a list of the values");
        node.value = items.into();
    }
    let wraps_one = kind == Kind::Schema || kind == Kind::Server;
    list(node, wraps_one, at, cx, |item, at, cx| {
        object(item, kind, at, cx)
    })
}

/// A list of the items that `keep` accepts. A single mapping may be taken for a list of itself.
fn list<'a>(
    node: &mut Node,
    wraps_one: bool,
    at: &At<'_>,
    cx: &mut Context<'a>,
    mut keep: impl FnMut(&mut Node, &At<'_>, &mut Context<'a>) -> bool,
) -> bool {
    match &node.value {
        Value::Sequence(_) => {}
        Value::Null => return false,
        Value::Mapping(_) if wraps_one => {
            cx.ill_typed(node, at, "a list")
                .instead("a list of this one");
            let only = std::mem::take(node);
            let origin = only.origin;
            *node = Node::new(vec![only], origin);
        }
        _ => {
            cx.ill_typed(node, at, "a list").instead("nothing");
            return false;
        }
    }
    let Value::Sequence(items) = &mut node.value else {
        return false;
    };
    let mut index = 0;
    items.retain_mut(|item| {
        let keep = keep(item, &at.index(index), cx);
        index += 1;
        keep
    });
    true
}

fn all_mappings(members: &Mapping) -> bool {
    !members.is_empty() && members.values().all(|member| member.as_mapping().is_some())
}

fn named(node: &mut Node, kind: Kind, at: &At<'_>, cx: &mut Context<'_>) -> bool {
    if !mapping(node, at, cx) {
        return false;
    }
    if let Some(target) = node.get("$ref").filter(|target| target.as_str().is_some()) {
        return refers_to_one(target, kind, at, cx);
    }
    if let Some(members) = node.as_mapping_mut() {
        members.retain(|key, child| object(child, kind, &at.key(key), cx));
    }
    true
}

/// A reference in place of objects by name. One that leads to such has been replaced by now.
fn refers_to_one(target: &Node, kind: Kind, at: &At<'_>, cx: &mut Context<'_>) -> bool {
    let written = target.as_str().unwrap_or_default();
    let pointer = pointer::percent_decode(written.strip_prefix('#').unwrap_or_default());
    let (code, message) = match table::other_collection(&pointer, kind) {
        Some(other) => (
            "wrong-kind-ref",
            format!("expected several {}, found {other}", kind.plural()),
        ),
        None => ("dangling-ref", format!("`{written}` leads nowhere")),
    };
    cx.warn(code, target.origin, &at.key("$ref"), message)
        .instead("nothing");
    false
}

fn schema_or_flag(node: &mut Node, at: &At<'_>, cx: &mut Context<'_>) -> bool {
    match &node.value {
        Value::Null => false,
        Value::String(text) if text == "true" || text == "false" => scalar::flag(node, at, cx),
        _ => object(node, Kind::Schema, at, cx),
    }
}
