//! Request bodies, responses and what they contain.

use super::mapping::mapping;
use super::{header_syntax, object};
use crate::document::context::{At, Context};
use crate::document::node::{Mapping, Node, Value};
use crate::document::table::Kind;
use crate::document::version::Version;

/// Responses by status: a code, a class of codes, or `default`.
pub fn responses(node: &mut Node, at: &At<'_>, cx: &mut Context<'_>) -> bool {
    if !mapping(node, at, cx) {
        return false;
    }
    let Some(members) = node.as_mapping_mut() else {
        return false;
    };
    members.retain(|key, child| {
        if key.starts_with("x-") {
            return true;
        }
        let at = at.key(key);
        if key != "default" && !is_status(key) {
            cx.warn(
                "unknown-status",
                child.origin,
                &at,
                format!("`{key}` is not a status"),
            )
            .help("write a code like `404`, a class like `4XX`, or `default`")
            .instead("nothing");
            return false;
        }
        object(child, Kind::Response, &at, cx)
    });
    true
}

fn is_status(key: &str) -> bool {
    matches!(
        key.as_bytes(),
        [b'1'..=b'9', b'0'..=b'9', b'0'..=b'9'] | [b'1'..=b'5', b'x' | b'X', b'x' | b'X']
    )
}

pub fn request_body(node: &mut Node, at: &At<'_>, cx: &mut Context<'_>) {
    schema_as_content(node, at, cx);
}

pub fn response(node: &mut Node, at: &At<'_>, cx: &mut Context<'_>) {
    schema_as_content(node, at, cx);
    let origin = node.origin;
    let Some(members) = node.as_mapping_mut() else {
        return;
    };
    if let Some(headers) = members.get_mut("headers").and_then(Node::as_mapping_mut) {
        let at = at.key("headers");
        headers.retain(|name, node| {
            header_syntax::name(name, "header", node.origin, &at.key(name), cx)
        });
    }
    if !members.contains_key("description") {
        if cx.version < Version::V3_2 {
            let message = "`description` of the response is missing";
            cx.warn("missing", origin, at, message)
                .instead("the empty string");
        }
        members.insert("description".to_owned(), Node::new("", origin));
    }
}

/// `schema` in the place of `content` means JSON.
fn schema_as_content(node: &mut Node, at: &At<'_>, cx: &mut Context<'_>) {
    let Some(members) = node.as_mapping_mut() else {
        return;
    };
    let Some(schema) = members.shift_remove("schema") else {
        return;
    };
    let origin = schema.origin;
    let message = "`schema` should be inside of `content`";
    let report = cx.warn("misplaced", origin, &at.key("schema"), message);
    if members.contains_key("content") {
        report.instead("nothing");
        return;
    }
    report.instead("`content: {application/json: {schema: ..}}`");
    let media_type = Node::new(Mapping::from_iter([("schema".to_owned(), schema)]), origin);
    let content = Mapping::from_iter([("application/json".to_owned(), media_type)]);
    members.insert("content".to_owned(), Node::new(content, origin));
}

pub fn media_type(node: &mut Node, at: &At<'_>, cx: &mut Context<'_>) -> bool {
    if let Some(members) = node.as_mapping_mut() {
        if let Some(item) = members.get_mut("itemSchema")
            && at.name().starts_with("text/event-stream")
        {
            event_data(item, &at.key("itemSchema"));
        }
        examples(members, at, cx);
    }
    header_syntax::media_type(node.origin, at, cx)
}

/// The data of server-sent events that are JSON: its `contentSchema` says what is in the string
/// (OpenAPI 3.2, "Special Considerations for Server-Sent Events").
fn event_data(item: &mut Node, at: &At<'_>) {
    for list in ["oneOf", "anyOf", "allOf"] {
        if let Some(Value::Sequence(schemas)) = item.get_mut(list).map(|list| &mut list.value) {
            let at = at.key(list);
            for (index, schema) in schemas.iter_mut().enumerate() {
                event_data(schema, &at.index(index));
            }
        }
    }
    let data = item
        .get_mut("properties")
        .and_then(|all| all.get_mut("data"));
    let Some(data) = data.filter(|data| data.text("contentMediaType").is_some_and(is_json)) else {
        return;
    };
    let (properties, origin) = (at.key("properties"), data.origin);
    let content = properties.key("data");
    let content = content.key("contentSchema");
    if let Some(members) = data
        .as_mapping_mut()
        .filter(|all| all.contains_key("contentSchema"))
    {
        let target = format!("#{}", content.pointer());
        members.retain(|key, _| key == "contentSchema");
        members.insert("$ref".to_owned(), Node::new(target, origin));
    }
}

fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    essence == "application/json" || essence.ends_with("+json")
}

/// Example objects by name. Of a list of values, as schemas have it, the first one is taken.
pub fn examples(members: &mut Mapping, at: &At<'_>, cx: &mut Context<'_>) {
    let at = at.key("examples");
    let Some(mut node) = members.shift_remove("examples") else {
        return;
    };
    match &mut node.value {
        Value::Mapping(examples) => {
            for (key, example) in examples.iter_mut() {
                let at = at.key(key);
                if example.as_mapping().is_none() {
                    cx.ill_typed(example, &at, "an example object")
                        .instead("its `value`");
                    super::wrap(example, "value");
                }
                object(example, Kind::Example, &at, cx);
            }
            members.insert("examples".to_owned(), node);
        }
        Value::Sequence(items) => {
            cx.ill_typed(&Node::new("", node.origin), &at, "examples by name");
            if let Some(first) = items.drain(..).next() {
                members.entry("example".to_owned()).or_insert(first);
            }
        }
        Value::Null => {}
        _ => {
            cx.ill_typed(&node, &at, "examples by name")
                .instead("nothing");
        }
    }
}

pub fn encoding(node: &mut Node, at: &At<'_>, cx: &mut Context<'_>) {
    const STYLES: [&str; 4] = ["form", "spaceDelimited", "pipeDelimited", "deepObject"];
    let origin = node.origin;
    let Some(members) = node.as_mapping_mut() else {
        return;
    };
    let style = members.get("style").and_then(Node::as_str);
    let Some(style) = style.filter(|style| !STYLES.contains(style)) else {
        return;
    };
    let message = format!("`style: {style}` is not allowed here");
    cx.warn("unknown-style", origin, &at.key("style"), message)
        .did_you_mean(style, STYLES)
        .instead("`form`");
    members.shift_remove("style");
}

/// A link leads to an operation. Without one it leads nowhere.
pub fn link(node: &mut Node, at: &At<'_>, cx: &mut Context<'_>) -> bool {
    let origin = node.origin;
    let Some(members) = node.as_mapping_mut() else {
        return false;
    };
    if members.contains_key("operationId") {
        members.shift_remove("operationRef");
        return true;
    }
    if members.contains_key("operationRef") {
        return true;
    }
    cx.warn(
        "missing",
        origin,
        at,
        "a link without `operationId` and `operationRef`",
    )
    .instead("nothing");
    false
}
