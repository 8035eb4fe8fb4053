//! Which operations send or receive a type.

use std::collections::{BTreeMap, BTreeSet};

use super::operations::subject;
use crate::api::visit::{received, sent, uses};
use crate::api::{Api, TypeId};

/// Who holds each type.
pub(super) struct Users<'a> {
    api: &'a Api,
    /// By the index of a type: the types that contain it.
    holders: Vec<Vec<TypeId>>,
    /// By the index of a type: the operations that mention it, by their number among operations and
    /// messages.
    operations: Vec<Vec<usize>>,
    known: BTreeMap<TypeId, Vec<String>>,
}

impl<'a> Users<'a> {
    pub fn of(api: &'a Api) -> Self {
        let mut holders = vec![Vec::new(); api.types.len()];
        for (id, ty) in api.types.iter() {
            for used in uses(&ty.kind) {
                if let Some(holders) = holders.get_mut(used.ty.index()) {
                    holders.push(id);
                }
            }
        }
        let mut operations = vec![Vec::new(); api.types.len()];
        for (number, operation) in api.operations.iter().chain(&api.messages).enumerate() {
            for used in sent(operation).chain(received(operation)) {
                if let Some(all) = operations.get_mut(used.ty.index()) {
                    all.push(number);
                }
            }
        }
        Self {
            api,
            holders,
            operations,
            known: BTreeMap::new(),
        }
    }

    /// `GET /pets`, in the order of the document.
    pub fn all(&mut self, id: TypeId) -> Vec<String> {
        if let Some(known) = self.known.get(&id) {
            return known.clone();
        }
        let mut met = BTreeSet::from([id]);
        let mut waiting = vec![id];
        let mut numbers = BTreeSet::<usize>::new();
        while let Some(id) = waiting.pop() {
            numbers.extend(self.operations.get(id.index()).into_iter().flatten());
            let holders = self.holders.get(id.index()).into_iter().flatten();
            waiting.extend(holders.filter(|holder| met.insert(**holder)));
        }
        let (api, mut all) = (self.api, Vec::new());
        let operations: Vec<_> = api.operations.iter().chain(&api.messages).collect();
        all.extend(
            numbers
                .into_iter()
                .filter_map(|at| operations.get(at))
                .map(|one| subject(one)),
        );
        self.known.insert(id, all.clone());
        all
    }
}
