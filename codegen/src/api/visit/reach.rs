//! Which types are reached from requests, and which from responses.

use super::{received, received_in_bodies, sent, uses};
use crate::api::{Api, Kind, Operation, TypeId, Types, Use};

/// A set of types.
#[derive(Debug, Default)]
pub struct Reached(Vec<bool>);

impl Reached {
    pub fn contains(&self, id: TypeId) -> bool {
        self.0.get(id.index()).is_some_and(|reached| *reached)
    }
}

/// All types that these use, themselves included.
pub fn reached(types: &Types, roots: impl Iterator<Item = Use>) -> Reached {
    let mut reached = vec![false; types.len()];
    let mut pending: Vec<_> = roots.collect();
    while let Some(used) = pending.pop() {
        if let Some(slot) = reached.get_mut(used.ty.index())
            && !std::mem::replace(slot, true)
        {
            pending.extend(uses(&types[used.ty].kind));
        }
    }
    Reached(reached)
}

/// The types that the client sends, and those that it receives. For messages of the server it is
/// the other way around.
#[derive(Debug, Default)]
pub struct Reach {
    pub requests: Reached,
    pub responses: Reached,
    /// By the index of a type: the definition for requests of the same schema.
    divided: Vec<bool>,
}

impl Reach {
    pub fn of(api: &Api) -> Self {
        let (operations, messages) = (&api.operations, &api.messages);
        let requests = operations.iter().flat_map(sent);
        let responses = operations.iter().flat_map(received);
        let divided = api.types.iter().map(|(_, ty)| match &ty.kind {
            Kind::Object(object) => object.divided,
            _ => false,
        });
        Self {
            requests: reached(
                &api.types,
                requests.chain(messages.iter().flat_map(received)),
            ),
            responses: reached(&api.types, responses.chain(messages.iter().flat_map(sent))),
            divided: divided.collect(),
        }
    }

    /// The type is read and never written by the client, so that absent and null need not be told
    /// apart. Where a twin of it is written they are, because a copy from one to the other would
    /// lose the difference.
    pub fn only_read(&self, id: TypeId) -> bool {
        let divided = self.divided.get(id.index()).is_some_and(|divided| *divided);
        self.responses.contains(id) && !self.requests.contains(id) && !divided
    }
}

/// What anything uses, and all components.
pub fn used(api: &Api) -> Reached {
    let operations = api.operations.iter().chain(&api.messages);
    let pages = operations.clone().filter_map(Operation::pagination);
    let items = pages.filter_map(|pages| pages.items.as_ref());
    let uses = operations.flat_map(|one| sent(one).chain(received(one)));
    let others = items.map(|items| items.item).chain(components(api));
    reached(&api.types, uses.chain(others))
}

/// What components, operations and bodies of messages use. That is everything except types that
/// occur only in headers of responses to messages, which the client never sees.
pub fn in_client(api: &Api) -> Reached {
    let operations = api.operations.iter();
    let operations = operations.flat_map(|one| sent(one).chain(received(one)));
    let messages = api.messages.iter();
    let messages = messages.flat_map(|one| sent(one).chain(received_in_bodies(one)));
    reached(
        &api.types,
        components(api).chain(operations).chain(messages),
    )
}

fn components(api: &Api) -> impl Iterator<Item = Use> {
    let components = api.types.iter();
    let components = components.filter(|(_, ty)| ty.component().is_some());
    components.map(|(id, _)| plain(id))
}

fn plain(ty: TypeId) -> Use {
    Use {
        ty,
        nullable: false,
    }
}
