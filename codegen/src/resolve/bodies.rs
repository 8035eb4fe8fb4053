//! Media types and request bodies.

use indexmap::IndexMap;
use openapiv3::{MediaType, ReferenceOr, RequestBody};

use super::parameters;
use super::place::Place;
use super::schemas::Schemas;
use super::targets::Target;
use super::types::TypeSet;
use crate::api::{Body, Content, Encoding, Step, WireFormat};
use crate::document::pointer;

/// Why an operation cannot be offered.
#[derive(Debug, Clone)]
pub(super) struct Unsupported {
    pub pointer: String,
    pub reason: String,
}

/// How bytes under a media type are to be understood. RFC 6838, section 4.2.8 for the suffixes.
pub(super) fn format(media_type: &str) -> WireFormat {
    let essence = media_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    match essence.as_str() {
        "application/json" | "text/json" | "application/x-json" => WireFormat::Json,
        "application/x-www-form-urlencoded" => WireFormat::UrlEncoded,
        "text/event-stream" => WireFormat::EventStream,
        "application/jsonl"
        | "application/x-jsonl"
        | "application/ndjson"
        | "application/x-ndjson"
        | "application/jsonlines"
        | "application/x-jsonlines"
        | "application/json-seq"
        | "application/json-lines" => WireFormat::JsonLines,
        "application/xml" | "text/xml" => WireFormat::Xml,
        _ if essence.ends_with("+json") => WireFormat::Json,
        _ if essence.ends_with("+json-seq") => WireFormat::JsonLines,
        _ if essence.starts_with("multipart/") => WireFormat::Multipart,
        _ if essence.starts_with("image/") => WireFormat::Bytes,
        _ if essence.ends_with("+xml") => WireFormat::Xml,
        _ if essence.starts_with("text/") => WireFormat::Text,
        _ => WireFormat::Bytes,
    }
}

/// Media types in order of preference; the first of equals is kept.
fn rank(media_type: &str, format: WireFormat) -> u8 {
    match format {
        WireFormat::Json if media_type.starts_with("application/json") => 0,
        WireFormat::Json => 1,
        WireFormat::UrlEncoded => 2,
        WireFormat::Multipart => 3,
        WireFormat::Text => 4,
        WireFormat::Bytes => 5,
        WireFormat::JsonLines => 6,
        WireFormat::EventStream => 7,
        WireFormat::Xml => 8,
    }
}

/// What the client can send and read.
fn is_supported(format: WireFormat) -> bool {
    match format {
        WireFormat::Json | WireFormat::Text | WireFormat::UrlEncoded | WireFormat::Bytes => true,
        WireFormat::Multipart
        | WireFormat::EventStream
        | WireFormat::JsonLines
        | WireFormat::Xml => false,
    }
}

impl<'d> Schemas<'d, '_> {
    /// The body of a request, unless it can be left away and cannot be sent.
    pub fn body(
        &mut self,
        body: &'d ReferenceOr<RequestBody>,
        at: String,
        owner: &Step,
    ) -> Result<Option<Body>, Unsupported> {
        let steps = vec![owner.clone(), Step::RequestBody];
        let references = self.references;
        let find = |reference: &str| references.body(reference);
        let Some(target) = self.follow(body, &at, steps, "request body", find) else {
            let reason = "its request body is a reference that leads nowhere".to_owned();
            return Err(Unsupported {
                pointer: at,
                reason,
            });
        };
        let Target {
            item: body,
            pointer,
            steps,
        } = target;
        if body.content.is_empty() {
            return Ok(None);
        }
        let content = self.contents(&body.content, &pointer, &steps);
        if content.is_empty() {
            let names: Vec<_> = body.content.keys().map(String::as_str).collect();
            let reason = format!("its request body is {}", names.join(" or "));
            if body.required {
                return Err(Unsupported { pointer, reason });
            }
            self.warn("unsupported-body", &pointer, reason, "no body");
            return Ok(None);
        }
        let description = super::docs::text(body.description.as_deref());
        Ok(Some(Body {
            required: body.required,
            description,
            content,
            pointer,
        }))
    }

    /// The supported media types, the preferred one first. Only its schema is resolved, and those
    /// of the others where they differ.
    pub fn contents(
        &mut self,
        content: &'d IndexMap<String, MediaType>,
        at: &str,
        steps: &[Step],
    ) -> Vec<Content> {
        let mut ranked: Vec<_> = content
            .iter()
            .map(|(name, media)| (self.actual_format(name, media, at), name, media))
            .filter(|(format, ..)| is_supported(*format))
            .collect();
        ranked.sort_by_key(|(format, name, _)| rank(name, *format));
        let mut contents = Vec::with_capacity(ranked.len());
        for (format, name, media) in ranked {
            contents.push(self.content(format, name, media, at, steps));
        }
        contents
    }

    /// The format, seen together with the schema: wildcards say nothing, and objects under
    /// `text/plain` are JSON.
    fn actual_format(&mut self, name: &str, media: &'d MediaType, at: &str) -> WireFormat {
        let named = format(name);
        let wildcard = name.contains('*');
        let Some(schema) = &media.schema else {
            return named;
        };
        if !matches!(named, WireFormat::Json | WireFormat::Text) && !wildcard {
            return named;
        }
        let place = Place::new(schema_pointer(at, name), Vec::new(), schema.into());
        if named == WireFormat::Json && self.named(&place).is_some() {
            return named;
        }
        let merged = self.merged(&place);
        let types = merged.plain_types();
        match named {
            _ if merged.format == Some("binary") && types == Some(TypeSet::STRING) => {
                WireFormat::Bytes
            }
            WireFormat::Text | WireFormat::Bytes if wildcard || named == WireFormat::Text => {
                match types {
                    Some(TypeSet::OBJECT | TypeSet::ARRAY) => WireFormat::Json,
                    None if wildcard => WireFormat::Json,
                    Some(types) if wildcard && types != TypeSet::STRING => WireFormat::Json,
                    _ => WireFormat::Text,
                }
            }
            other => other,
        }
    }

    fn content(
        &mut self,
        format: WireFormat,
        name: &str,
        media: &'d MediaType,
        at: &str,
        steps: &[Step],
    ) -> Content {
        let place = media
            .schema
            .as_ref()
            .map(|schema| Place::new(schema_pointer(at, name), steps.to_vec(), schema.into()));
        let ty = match (format, place) {
            (WireFormat::Bytes, _) | (WireFormat::Text, None) => None,
            (_, Some(place)) => Some(self.use_of(&place)),
            (_, None) => Some(self.any()),
        };
        let encoding = media.encoding.iter().map(|(property, encoding)| Encoding {
            property: property.clone(),
            content_type: encoding.content_type.clone(),
            style: encoding.style.as_ref().map(parameters::query_style),
            explode: encoding.explode.then_some(true),
            allow_reserved: encoding.allow_reserved,
        });
        Content {
            media_type: name.to_owned(),
            format,
            ty,
            item: None,
            encoding: encoding.collect(),
        }
    }
}

fn schema_pointer(at: &str, media_type: &str) -> String {
    format!("{at}/content/{}/schema", pointer::escape(media_type))
}
