//! Bodies of responses: the type for each media type, and which of them a call gives.

use crate::api::visit::resolved;
use crate::api::{Content, Kind, Response, Scalar, StringFormat, Use, WireFormat};
use crate::rust::Type;

use super::context::Context;

/// The type of a response under one media type or several.
#[derive(Debug, Clone)]
pub(super) struct Body<'a> {
    pub(super) ty: Type,
    /// The preferred media type. None where there is no content.
    pub(super) content: Option<&'a Content>,
    /// Others that are read into the same type. Only the preferred media type has such.
    pub(super) alike: Vec<&'a Content>,
    pub(super) is_first: bool,
}

impl<'a> Body<'a> {
    /// No content.
    pub(super) fn empty() -> Self {
        Self {
            ty: Type::Unit,
            content: None,
            alike: Vec::new(),
            is_first: true,
        }
    }

    pub(super) fn contents(self) -> impl Iterator<Item = &'a Content> {
        self.content.into_iter().chain(self.alike)
    }

    /// Whether a server may send it unrequested: the preferred media type, and plain text, which
    /// servers send whatever was requested. Other media types have a method that requests them.
    pub(super) fn is_unrequested(&self) -> bool {
        self.is_first || self.content.is_some_and(is_plain_text)
    }
}

/// Types of whole bodies: that of the preferred media type first.
pub(super) fn bodies<'a>(context: &Context<'_>, response: &'a Response) -> Vec<Body<'a>> {
    let others = response.others.iter();
    let wholes = others.filter(|one| !is_stream(one) || is_failure(response));
    let streams = response.stream.iter().filter(|_| is_failure(response));
    let mut all: Vec<Body<'_>> = Vec::new();
    for content in response.content.iter().chain(streams).chain(wholes) {
        let ty = received(context, content);
        match all.first_mut().filter(|body| reads(&body.ty, &ty)) {
            Some(body) => body.alike.push(content),
            None => all.push(Body {
                ty,
                content: Some(content),
                alike: Vec::new(),
                is_first: all.is_empty(),
            }),
        }
    }
    all
}

/// Whether a body of the one type can be read into the other: a string of JSON accepts plain text
/// as well.
fn reads(one: &Type, other: &Type) -> bool {
    one == other || matches!((one, other), (Type::String, Type::Text))
}

pub(super) fn is_stream(content: &Content) -> bool {
    match content.format {
        WireFormat::EventStream | WireFormat::JsonLines => true,
        WireFormat::Json
        | WireFormat::Text
        | WireFormat::UrlEncoded
        | WireFormat::Multipart
        | WireFormat::Bytes
        | WireFormat::Xml => false,
    }
}

/// Whether the response is read as a whole, whatever its media type.
fn is_failure(response: &Response) -> bool {
    use crate::api::StatusRange;
    match response.status {
        StatusRange::Exactly(status) => (400..600).contains(&status),
        StatusRange::Class(class) => class == 4 || class == 5,
        StatusRange::Default => false,
    }
}

fn is_plain_text(content: &Content) -> bool {
    content.format == WireFormat::Text && content.media_type.starts_with("text/plain")
}

/// The type of a whole body. A body that is not JSON, text, a form or parts is given as bytes.
fn received(context: &Context<'_>, content: &Content) -> Type {
    match content.format {
        WireFormat::Json => content.ty.map_or(Type::Value, |ty| context.ty(ty)),
        WireFormat::Text => text(context, content.ty),
        WireFormat::Xml | WireFormat::EventStream | WireFormat::JsonLines => Type::Text,
        WireFormat::Multipart => Type::Parts,
        WireFormat::UrlEncoded => content.ty.map_or(Type::Text, |ty| context.ty(ty)),
        WireFormat::Bytes => Type::Bytes,
    }
}

/// Text that is a number, a date, one of some values, or any text.
fn text(context: &Context<'_>, ty: Option<Use>) -> Type {
    let Some(ty) = ty else {
        return Type::Text;
    };
    let types = &context.api.types;
    match &types[resolved(types, ty).ty].kind {
        Kind::Scalar(Scalar::String(
            StringFormat::Plain | StringFormat::Binary | StringFormat::File,
        )) => Type::Text,
        Kind::Scalar(_) | Kind::Enumeration(_) => context.ty(ty),
        _ => Type::Text,
    }
}

/// The name of a media type in names: `csv` for `text/csv`, `text` for `text/plain`.
pub(super) fn name(media_type: &str) -> String {
    let (essence, parameters) = media_type.split_once(';').unwrap_or((media_type, ""));
    let (kind, subtype) = essence.trim().split_once('/').unwrap_or(("", essence));
    let subtype = subtype.strip_prefix("x-").unwrap_or(subtype);
    let patch = subtype.strip_suffix("+json");
    let subtype = patch
        .filter(|name| name.ends_with("patch"))
        .unwrap_or(subtype);
    let name = match (kind, subtype) {
        ("*", _) => "any",
        ("text", "plain") => "text",
        ("text", "event-stream") => "events",
        ("application", "octet-stream") => "bytes",
        ("application", "www-form-urlencoded") => "form",
        ("multipart", "form-data") => "parts",
        (kind, "*") => kind,
        (_, subtype) => subtype,
    };
    format!("{name} {parameters}")
}
