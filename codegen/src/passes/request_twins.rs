//! Definitions that are reached from requests and responses and differ between them, because of
//! members that are read-only, or required and write-only. Requests get a definition of their own
//! without the read-only members. A read-only member stays if an example of a request has it, as
//! references to existing things have an `id`. OpenAPI 3.0.4, section 4.7.24.2.
//!
//! Definitions that are only sent or only received stay as they are.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::twin_names::TwinNames;
use crate::api::visit::{Reach, received_mut, sent_mut, uses, uses_mut};
use crate::api::{Api, Field, Kind, Step, TypeDef, TypeId, Types, Use};
use crate::resolve::RequestExamples;

/// Adds the definitions for requests, and makes requests use them.
pub(super) fn divide(api: &mut Api, examples: &mut RequestExamples<'_>) {
    let reach = Reach::of(api);
    let types = &mut api.types;
    let mut twins: IndexMap<TypeId, TypeId> = IndexMap::new();
    for id in different(types) {
        if reach.requests.contains(id) && reach.responses.contains(id) {
            twins.insert(id, TypeId::numbered(types.len() + twins.len()));
        }
    }
    if twins.is_empty() {
        return;
    }
    let only_sent = types.iter().map(|(id, _)| id);
    let only_sent: Vec<_> = only_sent
        .filter(|id| reach.requests.contains(*id) && !reach.responses.contains(*id))
        .collect();
    for definition in only_sent.iter().map(|id| &types[*id]) {
        if definition.component().is_some() {
            examples.mark_sent(&definition.origin.pointer);
        }
    }
    let copies = copies(types, &twins, examples);
    let mut redirect = |used: &mut Use| used.ty = twins.get(&used.ty).copied().unwrap_or(used.ty);
    for mut copy in copies {
        uses_mut(&mut copy.kind, &mut redirect);
        types.push(copy);
    }
    for id in only_sent {
        let mut definition = types.take(id);
        uses_mut(&mut definition.kind, &mut redirect);
        types.set(id, definition);
    }
    // The server sends the bodies of messages and receives the responses.
    for operation in &mut api.operations {
        sent_mut(operation, &mut redirect);
    }
    for message in &mut api.messages {
        received_mut(message, &mut redirect);
    }
}

/// The definitions for requests. Those they are made from are marked.
fn copies(
    types: &mut Types,
    twins: &IndexMap<TypeId, TypeId>,
    examples: &mut RequestExamples<'_>,
) -> Vec<TypeDef> {
    let mut names = TwinNames::of(types);
    let copies: Vec<_> = twins
        .keys()
        .map(|id| for_requests(&types[*id], &mut names, examples))
        .collect();
    for id in twins.keys() {
        let mut definition = types.take(*id);
        if let Kind::Object(object) = &mut definition.kind {
            object.divided = true;
        }
        types.set(*id, definition);
    }
    copies
}

/// Definitions that differ between the directions, in the order of the arena: those with such
/// members, and those that contain them.
fn different(types: &Types) -> BTreeSet<TypeId> {
    let mut holders: IndexMap<TypeId, Vec<TypeId>> = IndexMap::new();
    let mut waiting = Vec::new();
    for (id, definition) in types.iter() {
        for used in uses(&definition.kind) {
            holders.entry(used.ty).or_default().push(id);
        }
        let Kind::Object(object) = &definition.kind else {
            continue;
        };
        let mut fields = object.fields.iter();
        if fields.any(|field| field.read_only || (field.write_only && field.required)) {
            waiting.push(id);
        }
    }
    let mut different = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        if different.insert(id) {
            waiting.extend(holders.get(&id).into_iter().flatten());
        }
    }
    different
}

fn for_requests(
    definition: &TypeDef,
    names: &mut TwinNames,
    examples: &mut RequestExamples<'_>,
) -> TypeDef {
    let mut copy = definition.clone();
    match copy.origin.steps.first_mut() {
        Some(Step::Component(key)) => *key = names.twin(key, ["Request", "Input", "RequestInput"]),
        // A schema in an operation or in a shared part of one.
        _ => copy
            .origin
            .steps
            .insert(1.min(copy.origin.steps.len()), Step::RequestBody),
    }
    if let Kind::Object(object) = &mut copy.kind {
        let mut is_sent = |field: &Field| !field.read_only || examples.have(&field.pointer);
        object.fields.retain(|field| is_sent(field));
        for field in object.fields.iter_mut().filter(|field| field.read_only) {
            (field.read_only, field.required) = (false, false);
        }
    }
    copy
}
