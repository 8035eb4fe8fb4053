//! Types that would be written and that no operation, message or component uses.

use std::collections::{BTreeMap, BTreeSet};

use codegen::api::Api;
use codegen::api::visit::{reached, received, sent};
use codegen::rust::{self, Ident, Item};

/// The names of such types.
pub fn unreached(api: &Api, rust: &rust::Api) -> Vec<String> {
    let items = rust.types.iter().flat_map(|file| &file.items);
    let items: BTreeMap<&Ident, &Item> = items.map(|item| (item.ident(), item)).collect();
    let messages = api.messages.iter();
    let messages = messages.flat_map(|one| sent(one).chain(received(one)));
    let reached = reached(&api.types, messages);
    let messages = api.types.iter().filter(|(id, _)| reached.contains(*id));
    let messages: BTreeSet<_> = messages.map(|(_, ty)| &*ty.origin.pointer).collect();
    let is_root = |item: &Item| is_component(item.pointer()) || messages.contains(item.pointer());
    let roots = items.iter().filter(|(_, item)| is_root(item));
    let roots = roots.map(|(ident, _)| *ident);
    let used = rust.groups.iter().flat_map(|group| &group.uses);
    let used = used.chain(rust.headers.iter().flat_map(|headers| &headers.uses));
    let mut pending: Vec<_> = used.chain(roots).collect();
    let mut reached = BTreeSet::new();
    while let Some(ident) = pending.pop() {
        if let Some(item) = items.get(ident)
            && reached.insert(ident)
        {
            pending.extend(item.named());
        }
    }
    let unreached = items.keys().filter(|ident| !reached.contains(**ident));
    unreached.map(|ident| ident.to_string()).collect()
}

/// `/components/schemas/Pet`, or its twin for requests.
fn is_component(pointer: &str) -> bool {
    let key = pointer.strip_prefix("/components/schemas/");
    key.is_some_and(|key| !key.contains('/'))
}
