//! Bodies of requests as arguments, and responses that are streamed.

use super::table::{Row, Rows, Table, quoted};
use super::{fact, ty};
use crate::rust::{Body, BodyFormat, Encoding, Ident, Streamed};

/// How the body is sent, its name and its type.
pub(super) fn argument(body: &Body) -> String {
    let media_type = quoted(&body.media_type);
    let format = match body.format {
        BodyFormat::Json if body.media_type == "application/json" => "json".to_owned(),
        BodyFormat::Json => format!("json_as({media_type})"),
        BodyFormat::UrlEncoded if body.encodings.is_empty() => "form".to_owned(),
        BodyFormat::UrlEncoded => lines("form_as", &[], &body.encodings),
        BodyFormat::Multipart => multipart(media_type, body),
        BodyFormat::Lines => format!("lines({media_type})"),
        BodyFormat::Text => format!("text({media_type})"),
        BodyFormat::Bytes => format!("bytes({media_type})"),
    };
    let ty = ty::argument(&body.ty, body.passing);
    format!("{format} {}: {ty}", body.ident)
}

/// Parts. If the body is a list, all of its parts have the same name.
fn multipart(media_type: String, body: &Body) -> String {
    let (call, first) = match &body.part {
        Some(name) => ("multipart_of", vec![media_type, quoted(name)]),
        None => ("multipart", vec![media_type]),
    };
    if body.encodings.is_empty() {
        return format!("{call}({})", first.join(", "));
    }
    lines(call, &first, &body.encodings)
}

/// A call over several lines: the first arguments, then one encoding on each line.
pub(super) fn lines(call: &str, first: &[String], encodings: &[Encoding]) -> String {
    let encodings = encodings.iter().map(fact::encoding);
    let lines = first.iter().cloned().chain(encodings);
    let lines: String = lines.map(|line| format!("    {line},\n")).collect();
    format!("{call}(\n{lines})")
}

/// The other way to call it.
pub(super) fn stream(call: &Ident, stream: &Streamed, error: &str) -> Table {
    let ty = ty::text(&stream.ty);
    Table {
        name: "stream",
        head: format!("{call} -> Result<{ty}, {error}>;"),
        tail: asked(stream),
        ..Table::default()
    }
}

/// Further ways to call it, by media type.
pub(super) fn media_types(call: &Ident, others: &[Streamed], error: &str) -> Table {
    let rows = others.iter().map(|other| {
        let (method, ty) = (&other.method, ty::text(&other.ty));
        Row::from(format!(
            "{method} -> Result<{ty}, {error}>: {};",
            asked(other)
        ))
    });
    Table {
        name: "media_types",
        head: call.to_string(),
        rows: Rows::Braced(rows.collect()),
        ..Table::default()
    }
}

/// The part of a row that tells the server which response is wanted.
fn asked(stream: &Streamed) -> String {
    let property = stream.flag.iter();
    let property: String = property
        .map(|name| format!(", property = {}", quoted(name)))
        .collect();
    format!("accept = {}{property}", quoted(&stream.accept))
}
