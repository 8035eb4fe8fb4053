//! Bodies of requests: how they are sent, and how the members of forms are encoded.

use crate::api::visit::resolved;
use crate::api::{self, Content, Kind, WireFormat};
use crate::rust::{BodyFormat, Encoding, Type};

use super::context::Context;
use super::header_text::is_header_text;
use super::parameter::style_name;

pub(super) fn format(context: &Context<'_>, content: &Content) -> BodyFormat {
    match content.format {
        WireFormat::Json => BodyFormat::Json,
        WireFormat::Text | WireFormat::Xml => BodyFormat::Text,
        WireFormat::UrlEncoded => BodyFormat::UrlEncoded,
        WireFormat::Multipart => BodyFormat::Multipart,
        WireFormat::JsonLines if lines(context, content).is_some() => BodyFormat::Lines,
        WireFormat::JsonLines | WireFormat::Bytes | WireFormat::EventStream => BodyFormat::Bytes,
    }
}

/// A vector of the items of a body of JSON values.
pub(super) fn lines(context: &Context<'_>, content: &Content) -> Option<Type> {
    if let Some(item) = content.item {
        return Some(Type::Vec(Box::new(context.ty(item))));
    }
    let types = &context.api.types;
    match &types[resolved(types, content.ty?).ty].kind {
        Kind::Array { items, .. } => Some(Type::Vec(Box::new(context.ty(*items)))),
        _ => Some(Type::Vec(Box::new(context.ty(content.ty?)))),
    }
}

/// A media type that can be sent, for a range (`*/*`, `image/*`).
pub(super) fn media_type(content: &Content, format: BodyFormat) -> String {
    if !content.media_type.contains('*') && is_header_text(&content.media_type) {
        return content.media_type.clone();
    }
    let media_type = match format {
        BodyFormat::Json => "application/json",
        BodyFormat::UrlEncoded => "application/x-www-form-urlencoded",
        BodyFormat::Multipart => "multipart/form-data",
        BodyFormat::Text => "text/plain",
        BodyFormat::Bytes => "application/octet-stream",
        BodyFormat::Lines => "application/jsonl",
    };
    media_type.to_owned()
}

/// The encodings that say something, those that are alike together.
pub(super) fn encodings(content: &Content, format: BodyFormat) -> Vec<Encoding> {
    if !matches!(format, BodyFormat::Multipart | BodyFormat::UrlEncoded) {
        return Vec::new();
    }
    let mut all: Vec<Encoding> = Vec::new();
    for encoding in &content.encoding {
        let one = self::encoding(encoding);
        let says_nothing = one.content_type.is_none()
            && one.headers.is_empty()
            && one.style.is_none()
            && one.lists.is_empty();
        // The encoding of a part by number does not apply to the others.
        let is_numbered = encoding.property.parse::<usize>().is_ok();
        if says_nothing && !is_numbered {
            continue;
        }
        let alike = |known: &&mut Encoding| {
            (
                &known.content_type,
                &known.headers,
                known.style,
                &known.lists,
            ) == (&one.content_type, &one.headers, one.style, &one.lists)
        };
        match all.iter_mut().find(alike) {
            Some(known) => known.names.extend(one.names),
            None => all.push(one),
        }
    }
    all
}

pub(super) fn encoding(encoding: &api::Encoding) -> Encoding {
    let media_types = encoding.content_type.iter().flat_map(|all| all.split(','));
    let mut concrete = media_types
        .map(str::trim)
        .filter(|one| !one.contains('*') && is_header_text(one));
    let headers = encoding.headers.iter();
    let headers = headers.filter(|(name, value)| is_header_text(name) && is_header_text(value));
    Encoding {
        names: vec![encoding.property.clone()],
        content_type: concrete.next().map(str::to_owned),
        headers: headers.cloned().collect(),
        style: encoding
            .style
            .map(|style| (style_name(style), encoding.explode)),
        lists: encoding.lists.iter().copied().map(style_name).collect(),
    }
}
