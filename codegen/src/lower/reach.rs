//! Which types requests reach, and which responses.

use crate::api::{Api, Kind, Operation, TypeId, Use};

use super::graph::held;

#[derive(Debug, Default)]
pub(super) struct Reach {
    requests: Vec<bool>,
    responses: Vec<bool>,
    divided: Vec<bool>,
}

impl Reach {
    pub(super) fn find(api: &Api) -> Self {
        let (operations, messages) = (&api.operations, &api.messages);
        let responses = messages.iter().flat_map(received);
        let requests = operations.iter().flat_map(sent).chain(responses).collect();
        let heard = messages.iter().flat_map(sent);
        let responses = operations.iter().flat_map(received).chain(heard).collect();
        let divided = api.types.iter().map(|(_, ty)| match &ty.kind {
            Kind::Object(object) => object.divided,
            _ => false,
        });
        Self {
            requests: reached(api, requests),
            responses: reached(api, responses),
            divided: divided.collect(),
        }
    }

    pub(super) fn requests(&self, id: TypeId) -> bool {
        self.requests
            .get(id.index())
            .is_some_and(|reached| *reached)
    }

    pub(super) fn responses(&self, id: TypeId) -> bool {
        self.responses
            .get(id.index())
            .is_some_and(|reached| *reached)
    }

    /// Read and never written by the client, so that absent and null need not be told apart. In
    /// what has a twin that is written they are, or a copy from one to the other would lose it.
    pub(super) fn only_read(&self, id: TypeId) -> bool {
        let divided = self.divided.get(id.index()).is_some_and(|divided| *divided);
        self.responses(id) && !self.requests(id) && !divided
    }
}

fn sent(operation: &Operation) -> Vec<TypeId> {
    let parameters = operation.parameters.iter().map(|parameter| parameter.ty);
    let bodies = operation.body.iter().flat_map(|body| &body.content);
    ids(parameters.chain(bodies.flat_map(|content| content.ty.into_iter().chain(content.item))))
}

fn received(operation: &Operation) -> Vec<TypeId> {
    let bodies = operation
        .responses
        .iter()
        .flat_map(|response| response.content.iter().chain(&response.stream));
    ids(bodies.flat_map(|content| content.ty.into_iter().chain(content.item)))
}

fn ids(uses: impl Iterator<Item = Use>) -> Vec<TypeId> {
    uses.map(|use_| use_.ty).collect()
}

fn reached(api: &Api, mut pending: Vec<TypeId>) -> Vec<bool> {
    let mut reached = vec![false; api.types.len()];
    while let Some(id) = pending.pop() {
        let Some(slot) = reached.get_mut(id.index()) else {
            continue;
        };
        if !*slot {
            *slot = true;
            pending.extend(held(&api.types[id]).into_iter().map(|(use_, _)| use_.ty));
        }
    }
    reached
}
