//! Definitions that requests and answers both reach and that are not the same in both: of members
//! that are read-only, or required and write-only. Requests get a definition of their own, without
//! the read-only members but those that an example of a request sends all the same, as references
//! to what exists do with its `id`. OpenAPI 3.0.4, section 4.7.24.2.
//!
//! Definitions of one direction stay as they are.

use std::collections::BTreeSet;

use indexmap::{IndexMap, IndexSet};

use super::shown::Shown;
use super::uses::{each_use, received, sent, uses_in};
use crate::api::{Api, Field, Kind, Step, TypeDef, TypeId, Types, Use};

/// Adds the definitions for requests, and makes requests use them.
/// Of messages the server sends the bodies, and the responses are sent to it.
pub(super) fn divide(types: &mut Types, api: &mut Api, shown: &mut Shown<'_>) {
    let mut of_requests = IndexSet::new();
    let mut of_answers = IndexSet::new();
    let mut to_server = |used: &mut Use| {
        of_requests.insert(used.ty);
    };
    let mut from_server = |used: &mut Use| {
        of_answers.insert(used.ty);
    };
    for operation in &mut api.operations {
        sent(operation, &mut to_server);
        received(operation, &mut from_server);
    }
    for message in &mut api.messages {
        sent(message, &mut from_server);
        received(message, &mut to_server);
    }
    let (requests, answers) = (reached(types, of_requests), reached(types, of_answers));
    let mut twins: IndexMap<TypeId, TypeId> = IndexMap::new();
    for id in different(types) {
        if requests.contains(&id) && answers.contains(&id) {
            twins.insert(id, TypeId::numbered(types.len() + twins.len()));
        }
    }
    if twins.is_empty() {
        return;
    }
    for id in requests.difference(&answers) {
        let origin = &types[*id].origin;
        if let [Step::Component(_)] = origin.steps.as_slice() {
            shown.mark_sent(&origin.pointer);
        }
    }
    let redirect = |used: &mut Use| used.ty = twins.get(&used.ty).copied().unwrap_or(used.ty);
    let mut names = Names::of(types);
    let copies: Vec<_> = twins
        .keys()
        .map(|id| for_requests(&types[*id], &mut names, shown))
        .collect();
    for id in twins.keys() {
        let mut definition = types.take(*id);
        if let Kind::Object(object) = &mut definition.kind {
            object.divided = true;
        }
        types.set(*id, definition);
    }
    for mut copy in copies {
        uses_in(&mut copy.kind, &mut |used| redirect(used));
        types.push(copy);
    }
    for id in requests.difference(&answers) {
        let mut definition = types.take(*id);
        uses_in(&mut definition.kind, &mut |used| redirect(used));
        types.set(*id, definition);
    }
    for operation in &mut api.operations {
        sent(operation, &mut |used| redirect(used));
    }
    for message in &mut api.messages {
        received(message, &mut |used| redirect(used));
    }
}

/// Everything that these use, themselves included.
fn reached(types: &Types, mut found: IndexSet<TypeId>) -> IndexSet<TypeId> {
    let mut next = 0;
    while let Some(id) = found.get_index(next).copied() {
        next += 1;
        each_use(&types[id].kind, &mut |used| {
            found.insert(used.ty);
        });
    }
    found
}

/// Definitions that are not the same in both directions, in the order of the arena: those with
/// such members, and whatever holds them.
fn different(types: &Types) -> BTreeSet<TypeId> {
    let mut holders: IndexMap<TypeId, Vec<TypeId>> = IndexMap::new();
    let mut waiting = Vec::new();
    for (id, definition) in types.iter() {
        each_use(&definition.kind, &mut |used| {
            holders.entry(used.ty).or_default().push(id);
        });
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

fn for_requests(definition: &TypeDef, names: &mut Names, shown: &mut Shown<'_>) -> TypeDef {
    let mut copy = definition.clone();
    match copy.origin.steps.first_mut() {
        Some(Step::Component(key)) => *key = names.for_requests(key),
        // What stands in an operation or a shared part of one.
        _ => copy
            .origin
            .steps
            .insert(1.min(copy.origin.steps.len()), Step::RequestBody),
    }
    if let Kind::Object(object) = &mut copy.kind {
        let mut is_sent = |field: &Field| !field.read_only || shown.of(&field.pointer).sent;
        object.fields.retain(|field| is_sent(field));
        for field in object.fields.iter_mut().filter(|field| field.read_only) {
            (field.read_only, field.required) = (false, false);
        }
    }
    copy
}

/// Names of components: those of the document, and those made here.
struct Names {
    taken: BTreeSet<String>,
    made: IndexMap<String, String>,
}

impl Names {
    fn of(types: &Types) -> Self {
        let steps = types.iter().map(|(_, definition)| &definition.origin.steps);
        let keys = steps.filter_map(|steps| match steps.first() {
            Some(Step::Component(key)) => Some(bare(key)),
            _ => None,
        });
        Self {
            taken: keys.collect(),
            made: IndexMap::new(),
        }
    }

    /// `Pet` is `PetRequest`, or `PetInput` where that is something else.
    fn for_requests(&mut self, key: &str) -> String {
        if let Some(made) = self.made.get(key) {
            return made.clone();
        }
        let candidates = ["Request", "Input", "RequestInput"].map(|word| suffixed(key, word));
        let free = candidates
            .iter()
            .find(|candidate| !self.taken.contains(&bare(candidate)));
        let name = free.or(candidates.last()).cloned().unwrap_or_default();
        self.taken.insert(bare(&name));
        self.made.insert(key.to_owned(), name.clone());
        name
    }
}

/// In the manner of the name: `pet_request` for `pet`, `PetRequest` for `Pet`.
fn suffixed(key: &str, word: &str) -> String {
    if key.chars().any(char::is_uppercase) {
        return format!("{key}{word}");
    }
    let separator = if key.contains('-') { '-' } else { '_' };
    format!("{key}{separator}{}", word.to_lowercase())
}

/// What names that become the same ident have in common.
fn bare(key: &str) -> String {
    let letters = key.chars().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
