//! Webhooks as one enum.

use std::collections::BTreeSet;

use crate::api::{Operation, ToldApart, Webhook, WireFormat};
use crate::rust::{EventKey, EventVariant, Role, Scope, Type, Webhooks};

use super::context::Context;
use super::docs;
use super::names::variants;
use super::union::constants;

/// The enum. None where the description has no webhooks.
pub(super) fn webhooks(context: &Context<'_>) -> Option<Webhooks> {
    let api = &context.api.webhooks;
    let names: Vec<_> = api
        .events
        .iter()
        .filter_map(|event| context.api.messages.get(event.message))
        .map(|message| (None, message.name.clone()))
        .collect();
    if names.is_empty() {
        return None;
    }
    let (idents, unknown) = variants(&names);
    let variants = api.events.iter().zip(idents).filter_map(|(event, ident)| {
        let message = context.api.messages.get(event.message)?;
        Some(variant(context, event, message, ident))
    });
    let variants: Vec<_> = variants.collect();
    let mut uses = BTreeSet::new();
    let types = variants.iter().filter_map(|variant| variant.ty.as_ref());
    types.for_each(|ty| ty.named(&mut uses));
    let mut scope = Scope::default();
    uses.iter().for_each(|ident| scope.reserve(ident.as_str()));
    Some(Webhooks {
        ident: scope.claim(Role::Type, ["webhook event", "any webhook event"]),
        docs: docs::webhooks(&api.told_apart),
        uses: uses.into_iter().cloned().collect(),
        feature: None,
        key: match &api.told_apart {
            ToldApart::Header(name) => EventKey::Header(name.clone()),
            ToldApart::Member(_) | ToldApart::Only => EventKey::Member,
            ToldApart::Name => EventKey::Name,
        },
        variants,
        unknown,
    })
}

fn variant(
    context: &Context<'_>,
    event: &Webhook,
    message: &Operation,
    ident: crate::rust::Ident,
) -> EventVariant {
    let constants = event.constants.iter();
    let constants = constants.map(|(member, values)| (member.clone(), self::constants(values)));
    EventVariant {
        ident,
        pointer: message.pointer.clone(),
        docs: docs::webhook(message),
        ty: body(context, message),
        name: event.name.clone(),
        values: event.values.clone(),
        constants: constants.collect(),
    }
}

/// The type of a body of JSON.
fn body(context: &Context<'_>, message: &Operation) -> Option<Type> {
    let content = message.body.as_ref()?.content.first()?;
    let is_json = content.format == WireFormat::Json;
    content.ty.filter(|_| is_json).map(|ty| context.ty(ty))
}
