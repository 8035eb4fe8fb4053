//! Named facts in tables: how parameters and properties of forms are encoded.

use super::table::quoted;
use crate::rust::{Encoding, StyleName};

/// The place of a parameter, with those facts that are not the default.
pub(super) fn placed(place: &str, facts: &[Option<String>]) -> String {
    let facts: Vec<&str> = facts.iter().flatten().map(String::as_str).collect();
    if facts.is_empty() {
        return place.to_owned();
    }
    format!("{place}({})", facts.join(", "))
}

pub(super) fn style(style: StyleName, default: StyleName) -> Option<String> {
    (style != default).then(|| format!("style = {}", word(style)))
}

pub(super) fn flag(name: &str, value: bool, default: bool) -> Option<String> {
    (value != default).then(|| format!("{name} = {value}"))
}

/// Lists within lists.
pub(super) fn lists(styles: &[StyleName]) -> Option<String> {
    let words: Vec<_> = styles.iter().map(|style| word(*style)).collect();
    (!words.is_empty()).then(|| format!("lists = [{}]", words.join(", ")))
}

/// Properties of a form that are encoded alike.
pub(super) fn encoding(encoding: &Encoding) -> String {
    let Encoding {
        names,
        content_type,
        headers,
        style,
        lists,
    } = encoding;
    let names: Vec<_> = names.iter().map(|name| quoted(name)).collect();
    let mut facts = Vec::new();
    if let Some(media_type) = content_type {
        facts.push(format!("content_type = {}", quoted(media_type)));
    }
    if !headers.is_empty() {
        let header =
            |(name, value): &(String, String)| format!("{} = {}", quoted(name), quoted(value));
        let headers: Vec<_> = headers.iter().map(header).collect();
        facts.push(format!("headers = [{}]", headers.join(", ")));
    }
    if let Some((style, explode)) = style {
        facts.push(format!("style = {}", word(*style)));
        facts.push(format!("explode = {explode}"));
    }
    facts.extend(self::lists(lists));
    let facts = match facts.is_empty() {
        true => "{}".to_owned(),
        false => format!("{{ {} }}", facts.join(", ")),
    };
    format!("{} {facts}", names.join(" | "))
}

/// The name of a style in tables.
fn word(style: StyleName) -> &'static str {
    match style {
        StyleName::Simple => "simple",
        StyleName::Label => "label",
        StyleName::Matrix => "matrix",
        StyleName::Form => "form",
        StyleName::SpaceDelimited => "space_delimited",
        StyleName::PipeDelimited => "pipe_delimited",
        StyleName::TabDelimited => "tab_delimited",
        StyleName::DeepObject => "deep_object",
    }
}
