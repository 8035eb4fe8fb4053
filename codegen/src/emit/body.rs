//! Bodies of requests as arguments, and responses that are streamed.

use super::table::quoted;
use super::{Table, ty};
use crate::rust::{Body, BodyFormat, Encoding, Ident, Streamed};

/// How the body is sent, its name and its type.
pub(super) fn argument(body: &Body) -> String {
    let (media_type, encodings) = (quoted(&body.media_type), encodings(&body.encodings));
    let format = match body.format {
        BodyFormat::Json if body.media_type == "application/json" => "json".to_owned(),
        BodyFormat::Json => format!("json_as({media_type})"),
        BodyFormat::UrlEncoded if body.encodings.is_empty() => "form".to_owned(),
        BodyFormat::UrlEncoded => format!("form_as({encodings})"),
        BodyFormat::Multipart => match &body.part {
            Some(name) => format!("multipart_of({media_type}, {}, {encodings})", quoted(name)),
            None => format!("multipart({media_type}, {encodings})"),
        },
        BodyFormat::Lines => format!("lines({media_type})"),
        BodyFormat::Text => format!("text({media_type})"),
        BodyFormat::Bytes => format!("bytes({media_type})"),
    };
    let ty = ty::argument(&body.ty, body.passing);
    format!("{format} {}: {ty}", body.ident)
}

/// One on a line.
pub(super) fn encodings(encodings: &[Encoding]) -> String {
    if encodings.is_empty() {
        return "&[]".to_owned();
    }
    let lines = encodings
        .iter()
        .map(|one| format!("    {},\n", encoding(one)));
    format!("&[\n{}]", lines.collect::<String>())
}

fn encoding(encoding: &Encoding) -> String {
    let list = |items: Vec<String>| format!("&[{}]", items.join(", "));
    let names = encoding.names.iter().map(|name| quoted(name));
    let mut text = format!("runtime::Encoding::new({})", list(names.collect()));
    if let Some(media_type) = &encoding.content_type {
        text += &format!(".content_type({})", quoted(media_type));
    }
    if !encoding.headers.is_empty() {
        let headers = encoding.headers.iter();
        let headers = headers.map(|(name, value)| format!("({}, {})", quoted(name), quoted(value)));
        text += &format!(".headers({})", list(headers.collect()));
    }
    if let Some((style, explode)) = encoding.style {
        text += &format!(".style(runtime::Style::{style:?}, {explode})");
    }
    if !encoding.lists.is_empty() {
        let styles = encoding.lists.iter();
        let styles = styles.map(|style| format!("runtime::Style::{style:?}"));
        text += &format!(".lists({})", list(styles.collect()));
    }
    text
}

/// The other way of calling.
pub(super) fn stream(call: &Ident, stream: &Streamed, error: &str) -> Table {
    let flag = match &stream.flag {
        Some(flag) => format!("Some({})", quoted(flag)),
        None => "None".to_owned(),
    };
    let (ty, accept) = (ty::text(&stream.ty), quoted(&stream.accept));
    Table {
        name: "stream",
        head: format!("{call} -> {ty}, {error}; {accept}, {flag}"),
        ..Table::default()
    }
}
