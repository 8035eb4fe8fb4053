//! Types that keep the names that the lock has for their places.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::{self, Step, TypeId};
use crate::lock::{Lock, shape};
use crate::rust::Scope;

use super::lock::place;
use super::names::Names;

impl Names {
    /// A type that stands for several is at all of their places.
    pub(super) fn locked(&mut self, api: &api::Api, lock: &Lock, scope: &mut Scope) {
        if lock.is_empty() {
            return;
        }
        let named = || api.types.iter().filter(|(id, ty)| self.is_named(*id, ty));
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for (_, ty) in named() {
            *counts.entry(&ty.origin.pointer).or_default() += 1;
        }
        let unnamed = named().filter(|(id, _)| self.ty(*id).is_none());
        let (mut kept, mut new) = (Vec::new(), Vec::new());
        for (id, ty) in unnamed {
            let pointer = ty.origin.pointer.as_str();
            let own = place(ty, counts.get(pointer).copied());
            let places = std::iter::once(own.as_str()).chain(api.places(id));
            let mut known = places.filter_map(|place| Some((place, lock.ty(place)?)));
            match known.next() {
                Some((place, name)) => kept.push((id, name, lock.is_shared(place))),
                None if may_move(&ty.origin.steps) => new.push((id, pointer)),
                None => {}
            }
        }
        for (id, name, is_shared) in kept {
            if self.keep(id, name, scope) && is_shared {
                self.share(id);
            }
        }
        let places = api.types.iter().flat_map(|(id, _)| api.places(id));
        let places: BTreeSet<&str> = places.collect();
        let shapes: Vec<_> = new
            .iter()
            .map(|(id, pointer)| (*pointer, shape(&api.types[*id].kind)))
            .collect();
        let moved = lock.find_moved(|pointer| places.contains(pointer), &shapes);
        let ids: BTreeMap<&str, TypeId> = new.into_iter().map(|(id, at)| (at, id)).collect();
        for moved in moved {
            if let Some(id) = ids.get(moved.to.as_str())
                && self.keep(*id, &moved.name, scope)
            {
                if lock.is_shared(&moved.from) {
                    self.share(*id);
                }
                self.moved.push(moved);
            }
        }
    }

    /// A name of the lock, unless a rename of the settings has taken it.
    fn keep(&mut self, id: TypeId, name: &str, scope: &mut Scope) -> bool {
        let is_free = !scope.is_taken(name);
        if is_free {
            let ident = scope.claim_exactly(name);
            self.set(id, ident);
        }
        is_free
    }
}

/// Whether a type at this place keeps its name when it is moved. Bodies are named after their
/// operations, and components have names.
fn may_move(steps: &[Step]) -> bool {
    match steps.last() {
        Some(Step::RequestBody | Step::Payload | Step::Response(_)) | None => false,
        Some(_) => steps.len() > 1,
    }
}
