//! Bodies of requests as calls of the request's setters, and answers that are streamed.

use proc_macro2::TokenStream;
use quote::quote;

use super::operation::{borrowed, style};
use super::table::quoted;
use super::{Table, literal, ty};
use crate::rust::{Body, BodyFormat, Encoding, Group, Ident, Streamed};

pub(super) fn has_style(body: &Body) -> bool {
    body.encodings
        .iter()
        .any(|encoding| encoding.style.is_some())
}

/// The call of the request's setter for the body.
pub(super) fn set(group: &Group, body: &Body, value: &proc_macro2::Ident) -> TokenStream {
    let media_type = literal(&body.media_type);
    let borrowed = borrowed(value, body.passing);
    let encodings = body
        .encodings
        .iter()
        .map(|encoding| self::encoding(group, encoding));
    match body.format {
        BodyFormat::Json if body.media_type == "application/json" => quote!(json(#borrowed)),
        BodyFormat::Json => quote!(json_as(#media_type, #borrowed)),
        BodyFormat::UrlEncoded if body.encodings.is_empty() => quote!(form(#borrowed)),
        BodyFormat::UrlEncoded => quote!(form_as(&[#(#encodings),*], #borrowed)),
        BodyFormat::Multipart => quote!(multipart(#media_type, &[#(#encodings),*], #borrowed)),
        BodyFormat::Lines => quote!(lines(#media_type, #value)),
        BodyFormat::Text => quote!(text(#media_type, #value)),
        BodyFormat::Bytes => quote!(bytes(#media_type, #value.into())),
    }
}

fn encoding(group: &Group, encoding: &Encoding) -> TokenStream {
    let names = encoding.names.iter().map(|name| literal(name));
    let content_type = encoding.content_type.iter().map(|media_type| {
        let media_type = literal(media_type);
        quote!(.content_type(#media_type))
    });
    let headers = encoding.headers.iter().map(|(name, value)| {
        let (name, value) = (literal(name), literal(value));
        quote!((#name, #value))
    });
    let headers: Vec<_> = headers.collect();
    let headers = (!headers.is_empty()).then(|| quote!(.headers(&[#(#headers),*])));
    let style = encoding.style.map(|(name, explode)| {
        let style = style(group, name);
        quote!(.style(#style, #explode))
    });
    quote!(runtime::Encoding::new(&[#(#names),*])#(#content_type)*#headers #style)
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
