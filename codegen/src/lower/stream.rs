//! Other ways to call an operation: responses that are read item by item while they arrive, and
//! those of other media types.

use std::collections::BTreeSet;

use crate::api::visit::resolved;
use crate::api::{self, Content, Kind, Response, Scalar, StringFormat, TypeId, Use, WireFormat};
use crate::rust::{Body, BodyFormat, Ident, Role, Scope, Streamed, Type};

use super::context::Context;
use super::header_text::is_header_text;
use super::parameter;
use super::received::{self, is_stream};
use crate::api::visit::results_and_errors;

/// The members of a server-sent event (the WHATWG HTML standard, section 9.2.6).
const OF_EVENTS: &[&str] = &["event", "data", "id", "retry"];

/// Types that are read item by item: that of the preferred media type first.
fn streams<'a>(context: &Context<'_>, responses: &[&'a Response]) -> Vec<(Type, Vec<&'a Content>)> {
    let mut all: Vec<(Type, Vec<&Content>)> = Vec::new();
    let preferred = responses.iter().flat_map(|response| &response.stream);
    let others = responses.iter().flat_map(|response| &response.others);
    for content in preferred.chain(others.filter(|one| is_stream(one))) {
        let ty = ty(context, content);
        match all.iter_mut().find(|(known, _)| *known == ty) {
            Some((_, contents)) => contents.push(content),
            None => all.push((ty, vec![content])),
        }
    }
    all
}

/// The type of a response that only comes as a stream.
pub(super) fn only(context: &Context<'_>, responses: &[&Response]) -> Option<Type> {
    let first = streams(context, responses).into_iter().next();
    first.map(|(ty, _)| ty)
}

/// The media types of [`only`].
pub(super) fn first<'a>(context: &Context<'_>, responses: &[&'a Response]) -> Vec<&'a Content> {
    let first = streams(context, responses).into_iter().next();
    first.map(|(_, contents)| contents).unwrap_or_default()
}

/// The other way to call an operation whose response can also be read as a whole.
pub(super) fn streamed(
    context: &Context<'_>,
    operation: &api::Operation,
    body: Option<&Body>,
) -> Option<Streamed> {
    let results = results_and_errors(operation).results;
    let whole = results.iter().any(|response| response.content.is_some());
    let first = streams(context, &results).into_iter().next();
    first.filter(|_| whole).map(|(ty, contents)| Streamed {
        method: method("stream"),
        ty,
        accept: accept(&contents),
        flag: flag(context, operation, body),
    })
}

/// Further ways: media types that neither the call itself nor `stream` reads.
pub(super) fn others(
    context: &Context<'_>,
    operation: &api::Operation,
    body: Option<&Body>,
) -> Vec<Streamed> {
    let results = results_and_errors(operation).results;
    let mut all: Vec<(Type, Vec<&Content>)> = Vec::new();
    for response in &results {
        let bodies = received::bodies(context, response).into_iter();
        for body in bodies.filter(|body| !body.is_unrequested()) {
            all.push((body.ty.clone(), body.contents().collect()));
        }
    }
    all.extend(streams(context, &results).into_iter().skip(1));
    let mut names = Scope::default();
    let setters = parameter::arguments(context, operation);
    setters
        .iter()
        .for_each(|setter| names.reserve(setter.ident.as_str()));
    let mut seen = BTreeSet::new();
    let asked = all.into_iter().filter_map(|(ty, contents)| {
        let media_type = &contents.first()?.media_type;
        let name = format!("as {}", received::name(media_type));
        let is_stream = contents.first().is_some_and(|one| is_stream(one));
        let is_new = seen.insert(media_type.clone());
        is_new.then(|| Streamed {
            method: names.claim(Role::Method, [name]),
            ty,
            accept: accept(&contents),
            flag: flag(context, operation, body).filter(|_| is_stream),
        })
    });
    asked.collect()
}

fn method(name: &str) -> Ident {
    Scope::default().claim(Role::Method, [name])
}

fn accept(contents: &[&Content]) -> String {
    let media_types = contents.iter().map(|content| content.media_type.as_str());
    let mut all: Vec<&str> = media_types.filter(|one| is_header_text(one)).collect();
    all.dedup();
    match all.is_empty() {
        true => "*/*".to_owned(),
        false => all.join(", "),
    }
}

/// The member `stream` of a JSON body, where it is a boolean. Many servers respond item by item if
/// it is true.
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

/// The type of one item. A schema of the whole body is one of an array (OpenAPI 3.2, "Sequential
/// media types"). In older versions it often means the item.
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

/// An object that has `data` and otherwise only members of events, or a union of such objects.
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
