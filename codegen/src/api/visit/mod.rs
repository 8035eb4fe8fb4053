//! Who uses which types: the one walk over definitions, operations and messages.

mod aliases;
mod reach;
mod results_and_errors;

pub use aliases::{kind, resolved, target};
pub use reach::{Reach, Reached, in_client, reached, used};
pub use results_and_errors::{ResultsAndErrors, is_result, results_and_errors};

use super::{Additional, Api, Content, Kind, Operation, Pagination, Paging, Response, TypeId, Use};

/// Every use of other types in a definition, in order.
pub fn uses(kind: &Kind) -> Vec<Use> {
    match kind {
        Kind::Any | Kind::Untyped(_) | Kind::Null | Kind::Scalar(_) | Kind::Enumeration(_) => {
            Vec::new()
        }
        Kind::Array { items: inner, .. } | Kind::Map(inner) | Kind::Alias(inner) => vec![*inner],
        Kind::Tuple { members, rest, .. } => members.iter().chain(rest).copied().collect(),
        Kind::Object(object) => {
            let additional = match object.additional {
                Additional::Typed(values) => Some(values),
                Additional::Unspecified | Additional::Forbidden | Additional::Any => None,
            };
            let fields = object.fields.iter().map(|field| field.ty);
            fields.chain(additional).collect()
        }
        Kind::Union(union) => union.variants.iter().map(|variant| variant.ty).collect(),
    }
}

/// The same, mutably.
pub fn uses_mut(kind: &mut Kind, visit: &mut impl FnMut(&mut Use)) {
    match kind {
        Kind::Any | Kind::Untyped(_) | Kind::Null | Kind::Scalar(_) | Kind::Enumeration(_) => {}
        Kind::Array { items: inner, .. } | Kind::Map(inner) | Kind::Alias(inner) => visit(inner),
        Kind::Tuple { members, rest, .. } => members.iter_mut().chain(rest).for_each(visit),
        Kind::Object(object) => {
            let fields = object.fields.iter_mut();
            fields.for_each(|field| visit(&mut field.ty));
            if let Additional::Typed(values) = &mut object.additional {
                visit(values);
            }
        }
        Kind::Union(union) => {
            let variants = union.variants.iter_mut();
            variants.for_each(|variant| visit(&mut variant.ty));
        }
    }
}

/// What the caller of an operation sends: parameters and bodies. The server sends those of a
/// message.
pub fn sent(operation: &Operation) -> impl Iterator<Item = Use> {
    let parameters = operation.parameters.iter().map(|parameter| parameter.ty);
    let bodies = operation.body.iter().flat_map(|body| &body.content);
    parameters.chain(bodies.flat_map(of_content))
}

/// The bodies that come back to the caller, errors included.
pub fn received_in_bodies(operation: &Operation) -> impl Iterator<Item = Use> {
    let responses = operation.responses.iter();
    let contents = responses.flat_map(Response::contents);
    contents.flat_map(of_content)
}

/// The headers that come back to the caller.
pub fn received_in_headers(operation: &Operation) -> impl Iterator<Item = Use> {
    let responses = operation.responses.iter();
    responses.flat_map(|one| one.headers.iter().map(|header| header.ty))
}

/// Everything that comes back to the caller.
pub fn received(operation: &Operation) -> impl Iterator<Item = Use> {
    received_in_bodies(operation).chain(received_in_headers(operation))
}

/// What the caller of an operation sends, mutably.
pub fn sent_mut(operation: &mut Operation, visit: &mut impl FnMut(&mut Use)) {
    let parameters = operation.parameters.iter_mut();
    parameters.for_each(|parameter| visit(&mut parameter.ty));
    let bodies = operation.body.iter_mut().flat_map(|body| &mut body.content);
    bodies.for_each(|content| of_content_mut(content, visit));
}

/// Everything that comes back to the caller, mutably.
pub fn received_mut(operation: &mut Operation, visit: &mut impl FnMut(&mut Use)) {
    for response in &mut operation.responses {
        let contents = response.contents_mut();
        contents.for_each(|content| of_content_mut(content, visit));
        let headers = response.headers.iter_mut();
        headers.for_each(|header| visit(&mut header.ty));
    }
}

/// Replaces types everywhere they are used.
pub fn redirect(api: &mut Api, new: impl Fn(TypeId) -> TypeId) {
    let mut redirect = |used: &mut Use| used.ty = new(used.ty);
    for definition in api.types.iter_mut() {
        uses_mut(&mut definition.kind, &mut redirect);
    }
    for operation in api.operations.iter_mut().chain(&mut api.messages) {
        sent_mut(operation, &mut redirect);
        received_mut(operation, &mut redirect);
        if let Paging::Pages(Pagination {
            items: Some(items), ..
        }) = &mut operation.paging
        {
            items.item.ty = new(items.item.ty);
        }
    }
}

fn of_content(content: &Content) -> impl Iterator<Item = Use> {
    content.ty.into_iter().chain(content.item)
}

fn of_content_mut(content: &mut Content, visit: &mut impl FnMut(&mut Use)) {
    let both = content.ty.iter_mut().chain(&mut content.item);
    both.for_each(visit);
}
