//! Pagination as paths of fields through the type of a page.

use crate::api::visit::resolved;
use crate::api::{self, Kind, NextPage, TypeId};
use crate::rust::{Ident, Outcome, Pages, Presence, Type};

use super::context::Context;

pub(super) fn pages(
    context: &Context<'_>,
    operation: &api::Operation,
    success: &Outcome,
) -> Option<Pages> {
    let pagination = operation.pagination()?;
    let Outcome::One(Type::Named(_)) = success else {
        return None;
    };
    let page = operation.responses.iter().find_map(|response| {
        let content = response.content.as_ref()?;
        response.status.is_success().then_some(content.ty?.ty)
    })?;
    let NextPage::Link(link) = &pagination.next else {
        return None;
    };
    let (next, _) = walk(context, page, link)?;
    let (items, ty) = walk(context, page, &pagination.items.as_ref()?.path)?;
    let item = match ty {
        Type::Vec(item) => *item,
        _ => return None,
    };
    Some(Pages { next, items, item })
}

/// The fields along the wire names, each with whether it may be absent, and the last one's type.
fn walk(
    context: &Context<'_>,
    page: TypeId,
    names: &[String],
) -> Option<(Vec<(Ident, bool)>, Type)> {
    let mut fields = Vec::new();
    let mut holder = page;
    let mut last = None;
    for name in names {
        holder = resolved(
            &context.api.types,
            api::Use {
                ty: holder,
                nullable: false,
            },
        )
        .ty;
        let Kind::Object(object) = &context.api.types[holder].kind else {
            return None;
        };
        let index = object
            .fields
            .iter()
            .position(|field| field.wire_name == *name)?;
        let field = object.fields.get(index)?;
        let ident = context.names.fields(holder).get(index)?.clone();
        let (ty, presence) = context.member(holder, field);
        let (optional, ty) = match (presence, ty) {
            (_, Type::Option(inner) | Type::Maybe(inner)) => (true, *inner),
            (Presence::Required | Presence::Optional, ty) => (false, ty),
        };
        fields.push((ident, optional));
        last = Some(match ty {
            // An array with a name of its own.
            Type::Named(_) => context.definition(resolved(&context.api.types, field.ty).ty),
            ty => ty,
        });
        holder = field.ty.ty;
    }
    Some((fields, last?))
}
