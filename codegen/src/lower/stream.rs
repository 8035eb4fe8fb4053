//! Responses that are read item by item, while they arrive.

use crate::api::visit::resolved;
use crate::api::{self, Content, Kind, Response, Scalar, StringFormat, TypeId, Use, WireFormat};
use crate::rust::{Body, BodyFormat, Outcome, Streamed, Type};

use super::Context;

/// The members of a server-sent event (the WHATWG HTML standard, section 9.2.6).
const OF_EVENTS: &[&str] = &["event", "data", "id", "retry"];

/// The type of a response that comes in no other way.
pub(super) fn only(context: &Context<'_>, responses: &[&Response]) -> Option<Type> {
    let mut streams = responses
        .iter()
        .filter_map(|response| response.stream.as_ref());
    streams.next().map(|content| ty(context, content))
}

/// The other way of calling an operation whose response can also be read as a whole.
pub(super) fn streamed(
    context: &Context<'_>,
    operation: &api::Operation,
    body: Option<&Body>,
) -> Option<Streamed> {
    let good = || {
        let responses = operation.responses.iter();
        responses.filter(|response| response.status.is_success())
    };
    let whole = good().any(|response| response.content.is_some());
    let content = good().find_map(|response| response.stream.as_ref());
    content.filter(|_| whole).map(|content| Streamed {
        ty: ty(context, content),
        accept: accept(content),
        flag: flag(context, operation, body),
    })
}

fn accept(content: &Content) -> String {
    let media_type = &content.media_type;
    match super::operation::is_header_text(media_type) {
        true => media_type.clone(),
        false => "text/event-stream".to_owned(),
    }
}

/// Bytes as they arrive; a bare `runtime::Call` offers that by itself.
pub(super) fn download(
    operation: &api::Operation,
    success: &Outcome,
    has_call_type: bool,
) -> Option<Streamed> {
    let is_download = has_call_type && *success == Outcome::One(Type::Bytes);
    is_download.then(|| Streamed {
        ty: Type::Chunks,
        accept: super::operation::accept(operation).unwrap_or_else(|| "*/*".to_owned()),
        flag: None,
    })
}

/// The member `stream` of a JSON body, where it is a boolean: by that name servers are asked to
/// respond item by item.
fn flag(context: &Context<'_>, operation: &api::Operation, body: Option<&Body>) -> Option<String> {
    body.filter(|body| body.format == BodyFormat::Json)?;
    let content = operation.body.as_ref()?.content.first()?;
    let types = &context.api.types;
    let Kind::Object(object) = &types[resolved(types, content.ty?).ty].kind else {
        return None;
    };
    let mut fields = object.fields.iter();
    let field = fields.find(|field| field.wire_name == "stream")?;
    let kind = &types[resolved(types, field.ty).ty].kind;
    let is_flag = match kind {
        Kind::Scalar(Scalar::Boolean) => true,
        Kind::Enumeration(values) => values.values.iter().any(|one| one.value == true),
        _ => false,
    };
    is_flag.then(|| field.wire_name.clone())
}

fn ty(context: &Context<'_>, content: &Content) -> Type {
    let item = item(context, content);
    let lines = content.format == WireFormat::JsonLines;
    let envelope = item.is_some_and(|item| is_event(context, item.ty, 0));
    let text = item.is_none_or(|item| is_text(context, item));
    let ty = match item {
        Some(item) if lines || !text => context.ty(item),
        None if lines => Type::Value,
        _ => Type::Text,
    };
    match (lines, envelope) {
        (true, _) => Type::Lines(Box::new(ty)),
        (false, true) => Type::Events(Box::new(ty)),
        (false, false) => Type::Events(Box::new(Type::Event(Box::new(ty)))),
    }
}

/// The type of one item. A schema of the whole is one of an array (OpenAPI 3.2, "Sequential media
/// types"); in older versions many mean the item.
fn item(context: &Context<'_>, content: &Content) -> Option<Use> {
    let whole = content.ty.map(|whole| resolved(&context.api.types, whole));
    let items = whole.and_then(|whole| match &context.api.types[whole.ty].kind {
        Kind::Array { items, .. } => Some(*items),
        _ => None,
    });
    content.item.or(items).or(content.ty)
}

fn is_text(context: &Context<'_>, item: Use) -> bool {
    let target = resolved(&context.api.types, item).ty;
    matches!(
        context.api.types[target].kind,
        Kind::Scalar(Scalar::String(StringFormat::Plain | StringFormat::Binary))
    )
}

/// An object that has `data` and nothing that events do not have, or a union of such.
fn is_event(context: &Context<'_>, id: TypeId, depth: usize) -> bool {
    let types = &context.api.types;
    let target = Use {
        ty: id,
        nullable: false,
    };
    match &types[resolved(types, target).ty].kind {
        Kind::Object(object) => {
            let mut fields = object.fields.iter();
            fields.any(|field| field.wire_name == "data")
                && object
                    .fields
                    .iter()
                    .all(|field| OF_EVENTS.contains(&&*field.wire_name))
        }
        Kind::Union(union) if depth < 4 && !union.variants.is_empty() => {
            let mut variants = union.variants.iter();
            variants.all(|variant| is_event(context, variant.ty.ty, depth + 1))
        }
        _ => false,
    }
}
