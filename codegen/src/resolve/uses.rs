//! Who uses which definitions: other definitions, and operations.

use crate::api::{Additional, Content, Kind, Operation, Use};

/// Visits every use that a definition makes of others.
pub(super) fn each_use(kind: &Kind, visit: &mut impl FnMut(&Use)) {
    match kind {
        Kind::Any | Kind::Untyped(_) | Kind::Null | Kind::Scalar(_) | Kind::Enumeration(_) => {}
        Kind::Array { items, .. } => visit(items),
        Kind::Tuple { members, rest, .. } => members.iter().chain(rest).for_each(visit),
        Kind::Object(object) => {
            object.fields.iter().for_each(|field| visit(&field.ty));
            if let Additional::Typed(values) = &object.additional {
                visit(values);
            }
        }
        Kind::Map(values) => visit(values),
        Kind::Union(union) => union.variants.iter().for_each(|variant| visit(&variant.ty)),
        Kind::Alias(target) => visit(target),
    }
}

/// The same, to change them.
pub(super) fn uses_in(kind: &mut Kind, visit: &mut impl FnMut(&mut Use)) {
    match kind {
        Kind::Any | Kind::Untyped(_) | Kind::Null | Kind::Scalar(_) | Kind::Enumeration(_) => {}
        Kind::Array { items, .. } => visit(items),
        Kind::Tuple { members, rest, .. } => members.iter_mut().chain(rest).for_each(visit),
        Kind::Object(object) => {
            object
                .fields
                .iter_mut()
                .for_each(|field| visit(&mut field.ty));
            if let Additional::Typed(values) = &mut object.additional {
                visit(values);
            }
        }
        Kind::Map(values) => visit(values),
        Kind::Union(union) => union
            .variants
            .iter_mut()
            .for_each(|variant| visit(&mut variant.ty)),
        Kind::Alias(target) => visit(target),
    }
}

/// Visits every definition that an operation sends.
pub(super) fn sent(operation: &mut Operation, visit: &mut impl FnMut(&mut Use)) {
    operation
        .parameters
        .iter_mut()
        .for_each(|parameter| visit(&mut parameter.ty));
    let bodies = operation.body.iter_mut().flat_map(|body| &mut body.content);
    bodies.for_each(|one| content(one, visit));
}

/// Visits every definition that an operation receives.
pub(super) fn received(operation: &mut Operation, visit: &mut impl FnMut(&mut Use)) {
    for response in &mut operation.responses {
        let contents = response.content.iter_mut().chain(&mut response.stream);
        contents.for_each(|one| content(one, visit));
        let headers = response.headers.iter_mut();
        headers.for_each(|(_, used, _)| visit(used));
    }
}

fn content(content: &mut Content, visit: &mut impl FnMut(&mut Use)) {
    let both = content.ty.iter_mut().chain(&mut content.item);
    both.for_each(visit);
}
