//! Bodies of requests: how each media type is sent, and which of them get a method.

use crate::api::{self, Content};
use crate::rust::{self, Body, BodyFormat, Passing, Role, Scope, Type};

use super::context::Context;
use super::method::GROUP_METHODS;
use super::{docs, form, parameter, received};

/// The preferred media type, and each other one that says something else: with another type, or for
/// changes, where the same type means something different.
pub(super) fn bodies(
    context: &Context<'_>,
    operation: &api::Operation,
    body: &api::Body,
) -> Vec<Body> {
    let mut all: Vec<Body> = Vec::new();
    for content in &body.content {
        let Some(lowered) = lower(context, operation, body, content) else {
            continue;
        };
        let is_known = |known: &Body| {
            let alike = known.ty == lowered.ty && is_alike(known.format, lowered.format);
            alike && !lowered.media_type.contains("patch")
        };
        let is_bytes = lowered.format == BodyFormat::Bytes && !all.is_empty();
        if is_bytes || !all.iter().any(is_known) {
            all.push(lowered);
        } else {
            report_repeated(context, &body.pointer, &content.media_type);
        }
    }
    all
}

/// Reports once for a media type, which many operations may have.
fn report_repeated(context: &Context<'_>, at: &str, media_type: &str) {
    let escaped = media_type.replace('~', "~0").replace('/', "~1");
    let place = format!("{at}/content/{escaped}");
    let message =
        format!("{media_type} describes the same body as another media type and is not sent");
    let (kind, instead) = ("unsent-media-type", "the other media type");
    context.warnings.warn_once(kind, &place, message, instead);
}

/// Whether formats say the same about values of one type.
fn is_alike(one: BodyFormat, other: BodyFormat) -> bool {
    let is_structured = |format| {
        matches!(
            format,
            BodyFormat::Json | BodyFormat::UrlEncoded | BodyFormat::Multipart
        )
    };
    one == other || (is_structured(one) && is_structured(other))
}

fn lower(
    context: &Context<'_>,
    operation: &api::Operation,
    body: &api::Body,
    content: &Content,
) -> Option<Body> {
    let format = form::format(context, content);
    let (ty, passing) = match (format, content.ty) {
        (BodyFormat::Lines, _) => (form::lines(context, content)?, Passing::Slice),
        (BodyFormat::Multipart, _) if content.item.is_some() => {
            (form::lines(context, content)?, Passing::Slice)
        }
        (BodyFormat::Text, _) => (Type::String, Passing::Str),
        (BodyFormat::Bytes, _) => (Type::File, Passing::Into),
        (BodyFormat::Json | BodyFormat::UrlEncoded | BodyFormat::Multipart, Some(ty)) => {
            context.passed(ty)
        }
        (BodyFormat::Json | BodyFormat::UrlEncoded | BodyFormat::Multipart, None) => {
            (Type::Value, Passing::Reference)
        }
    };
    let mut names = Scope::default();
    for argument in parameter::arguments(context, operation) {
        names.reserve(argument.ident.as_str());
    }
    Some(Body {
        ident: names.claim(Role::Method, ["body", "request body"]),
        pointer: body.pointer.clone(),
        ty,
        passing,
        media_type: form::media_type(content, format),
        format,
        part: content
            .part
            .clone()
            .filter(|_| format == BodyFormat::Multipart),
        encodings: form::encodings(content, format),
        required: body.required,
        docs: docs::text(body.description.as_deref()),
    })
}

/// Names the methods that send other bodies, once those of the operations are known: `patch` is
/// also `patch_as_merge_patch`. Setters of optional bodies have such names, too.
pub(super) fn name(operations: &mut [rust::Operation]) {
    let mut scope = Scope::with_reserved(GROUP_METHODS);
    for operation in operations.iter() {
        scope.reserve(operation.method.as_str());
    }
    for operation in operations {
        let mut setters = Scope::default();
        for setter in &operation.setters {
            setters.reserve(setter.argument.ident.as_str());
        }
        for (method, body) in &mut operation.other_bodies {
            let media_type = received::name(&body.media_type);
            if body.required {
                let name = format!("{} as {media_type}", operation.method);
                *method = scope.claim(Role::Method, [name]);
            } else {
                let name = format!("{} as {media_type}", body.ident);
                body.ident = setters.claim(Role::Method, [name]);
            }
        }
    }
}
