//! Which JSON pointers of both versions are the same place. Items of Rust that several equal schemas
//! share have the pointer of one of them.

use std::collections::BTreeMap;

use super::walk::Walk;
use crate::api::{Api, Kind};

#[derive(Debug)]
pub(super) struct Same {
    old: Shared,
    new: Shared,
    /// Pointers of the new version by those of the old one, both of the types that are shared.
    places: BTreeMap<String, Vec<String>>,
}

/// The pointer of the type that replaces equal ones, by those of all of them.
#[derive(Debug)]
struct Shared(BTreeMap<String, String>);

impl Same {
    /// `old` and `new` are the APIs in which equal schemas are one type.
    pub fn find(walk: &Walk<'_>, old: &Api, new: &Api) -> Self {
        let mut same = Self {
            old: Shared::of(old),
            new: Shared::of(new),
            places: BTreeMap::new(),
        };
        let types = walk.pairs.keys().map(|(old, new)| {
            let [one, other] = [&walk.old.types[*old], &walk.new.types[*new]];
            (&one.origin.pointer, &other.origin.pointer)
        });
        let places = walk.places.iter().map(|(old, new)| (old, new));
        for (old, new) in types.chain(places) {
            let (old, new) = (same.in_old(old), same.in_new(new));
            let known = same.places.entry(old).or_default();
            if !known.contains(&new) {
                known.push(new);
            }
        }
        same
    }

    /// The pointer that an item of Rust has, for a place in the old version.
    pub fn in_old(&self, pointer: &str) -> String {
        self.old.of_item(pointer)
    }

    pub fn in_new(&self, pointer: &str) -> String {
        self.new.of_item(pointer)
    }

    /// Where an item of the old version is now. Itself, if nothing else is known.
    pub fn new_places(&self, pointer: &str) -> Vec<String> {
        let mut places = self.places.get(pointer).cloned().unwrap_or_default();
        places.push(pointer.to_owned());
        places
    }
}

impl Shared {
    fn of(api: &Api) -> Self {
        let mut shared = BTreeMap::new();
        // Other types are written out where they are used.
        let is_item = |kind: &Kind| {
            matches!(
                kind,
                Kind::Object(_) | Kind::Enumeration(_) | Kind::Union(_)
            )
        };
        let items = api.equal.iter();
        for (id, all) in items.filter(|(id, _)| is_item(&api.types[**id].kind)) {
            let one = &api.types[*id].origin.pointer;
            let others = all.iter().map(|equal| &equal.origin.pointer);
            for other in others.filter(|other| *other != one) {
                shared.insert(other.clone(), one.clone());
            }
        }
        Self(shared)
    }

    fn of_item(&self, pointer: &str) -> String {
        if let Some(one) = self.0.get(pointer) {
            return one.clone();
        }
        let holders = pointer
            .rmatch_indices('/')
            .map(|(at, _)| pointer.split_at(at));
        for (holder, rest) in holders {
            if let Some(one) = self.0.get(holder) {
                return format!("{one}{rest}");
            }
        }
        pointer.to_owned()
    }
}
