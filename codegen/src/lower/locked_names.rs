//! Types that keep the names that the lock has for their places.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::{self, Step, TypeId};
use crate::lock::{Lock, shape};
use crate::rust::{Role, Scope};

use super::lock::places;
use super::names::Names;

impl Names {
    /// A type that stands for several is at all of their places.
    pub(super) fn locked(&mut self, api: &api::Api, lock: &Lock, scope: &mut Scope) {
        if lock.is_empty() {
            return;
        }
        let own = places(api, self);
        let pointers: BTreeSet<&str> = own
            .keys()
            .map(|id| &*api.types[*id].origin.pointer)
            .collect();
        let (mut kept, mut new) = (Vec::new(), Vec::new());
        for (id, place) in own.iter().filter(|(id, _)| self.ty(**id).is_none()) {
            let id = *id;
            let others = api
                .places(id)
                .into_iter()
                .filter(|place| !pointers.contains(place));
            let places = std::iter::once(place.as_str()).chain(others);
            let mut known = places.filter_map(|place| Some((place, lock.ty(place)?)));
            let origin = &api.types[id].origin;
            match known.next() {
                Some((place, name)) => kept.push((id, name, lock.is_shared(place))),
                None if may_move(&origin.steps) => new.push((id, &*origin.pointer)),
                None => {}
            }
        }
        for (id, name, is_shared) in kept {
            if self.keep(id, name, scope) && is_shared {
                self.share(id);
            }
        }
        self.moved(api, lock, &new, scope);
    }

    /// Of these types at new places, those that were elsewhere keep their names.
    fn moved(&mut self, api: &api::Api, lock: &Lock, new: &[(TypeId, &str)], scope: &mut Scope) {
        let there = api.types.iter().flat_map(|(id, _)| api.places(id));
        let there: BTreeSet<&str> = there.collect();
        let shapes: Vec<_> = new
            .iter()
            .map(|(id, pointer)| (*pointer, shape(&api.types[*id].kind)))
            .collect();
        // A place of several types is followed by a shape.
        let is_there = |place: &str| {
            let pointer = place.rsplit_once('#').map_or(place, |(pointer, _)| pointer);
            there.contains(place) || there.contains(pointer)
        };
        let moved = lock.find_moved(is_there, &shapes);
        let ids: BTreeMap<&str, TypeId> = new.iter().map(|(id, at)| (*at, *id)).collect();
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
            let ident = scope.keep(Role::Type, name);
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
