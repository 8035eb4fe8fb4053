//! `collectionFormat` of Swagger 2.0: how the items of a list become one text ("Parameter Object"
//! and "Items Object").

use super::super::context::{At, Context};
use super::super::node::{Mapping, Node};
use crate::document::Origin;

/// Writes it as `style` and `explode` of OpenAPI 3. Where these have no word for it,
/// `collectionFormat` stays: the formats of a list and of the lists in it, from the outside in.
/// Nothing where the parameter is not a list.
pub fn take(members: &mut Mapping, place: &str, at: &At<'_>, cx: &mut Context<'_>) -> Mapping {
    let origin = members.get("collectionFormat").map(|node| node.origin);
    let formats = formats(members, place, at, cx);
    let origin = origin.unwrap_or_default();
    let is_simple = matches!(place, "path" | "header");
    let (style, explode) = match formats.as_slice() {
        [] => return Mapping::default(),
        ["csv"] if is_simple => ("simple", false),
        ["csv"] => ("form", false),
        ["multi"] => ("form", true),
        ["ssv"] if !is_simple => ("spaceDelimited", false),
        ["pipes"] if !is_simple => ("pipeDelimited", false),
        _ => {
            return Mapping::from_iter([("collectionFormat".to_owned(), list(&formats, origin))]);
        }
    };
    Mapping::from_iter([
        ("style".to_owned(), Node::new(style, origin)),
        ("explode".to_owned(), Node::new(explode, origin)),
    ])
}

fn list(formats: &[&str], origin: Origin) -> Node {
    let formats = formats.iter().map(|format| Node::new(*format, origin));
    Node::new(formats.collect::<Vec<_>>(), origin)
}

/// The formats of a list and of the lists in it. Without one, commas separate the items.
fn formats(
    members: &mut Mapping,
    place: &str,
    at: &At<'_>,
    cx: &mut Context<'_>,
) -> Vec<&'static str> {
    let repeats = matches!(place, "query" | "formData");
    let written = members.shift_remove("collectionFormat");
    let is_array = |members: &Mapping| members.get("type").and_then(Node::as_str) == Some("array");
    if !is_array(members) {
        return Vec::new();
    }
    let mut formats = vec![format(written, repeats, at, cx)];
    let mut items = members.get_mut("items").and_then(Node::as_mapping_mut);
    let mut here = "items".to_owned();
    while let Some(inner) = items.filter(|inner| is_array(inner)) {
        let written = inner.shift_remove("collectionFormat");
        formats.push(format(written, false, &at.key(&here), cx));
        here.push_str("/items");
        items = inner.get_mut("items").and_then(Node::as_mapping_mut);
    }
    formats
}

fn format(node: Option<Node>, repeats: bool, at: &At<'_>, cx: &mut Context<'_>) -> &'static str {
    let Some(node) = node else {
        return "csv";
    };
    let written = node.as_str().unwrap_or_default();
    let known = ["csv", "ssv", "tsv", "pipes", "multi"];
    match known.into_iter().find(|known| *known == written) {
        Some(format) if format != "multi" || repeats => format,
        _ => {
            let message = format!("`collectionFormat: {written}` is not allowed here");
            let at = at.key("collectionFormat");
            cx.warn("unknown-style", node.origin, &at, message)
                .help("`csv`, `ssv`, `tsv` and `pipes` are known, and `multi` in queries and forms")
                .instead("`csv`");
            "csv"
        }
    }
}
