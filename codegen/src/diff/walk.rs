//! Which types of both versions are compared with each other, and in which directions they go.

use indexmap::IndexMap;
use indexmap::map::Entry;

use super::change::Directions;
use super::variants;
use crate::api::visit::resolved;
use crate::api::{Additional, Api, Kind, TypeId, Use};

/// Pairs of types with their directions, in the order in which they are met.
#[derive(Debug)]
pub(super) struct Walk<'a> {
    pub old: &'a Api,
    pub new: &'a Api,
    pub pairs: IndexMap<(TypeId, TypeId), Directions>,
    /// JSON pointers of the operations and parameters of both versions that are the same.
    pub places: Vec<(String, String)>,
    waiting: Vec<(TypeId, TypeId)>,
}

impl<'a> Walk<'a> {
    pub fn new(old: &'a Api, new: &'a Api) -> Self {
        Self {
            old,
            new,
            pairs: IndexMap::new(),
            places: Vec::new(),
            waiting: Vec::new(),
        }
    }

    /// Two uses in the same place.
    pub fn meet(&mut self, old: Use, new: Use, directions: Directions) {
        let pair = (
            resolved(&self.old.types, old).ty,
            resolved(&self.new.types, new).ty,
        );
        match self.pairs.entry(pair) {
            Entry::Vacant(entry) => {
                entry.insert(directions);
                self.waiting.push(pair);
            }
            Entry::Occupied(mut entry) => {
                let all = entry.get().union(directions);
                if std::mem::replace(entry.get_mut(), all) != all {
                    self.waiting.push(pair);
                }
            }
        }
    }

    /// Meets everything in the types that have met.
    pub fn follow(&mut self) {
        while let Some(pair) = self.waiting.pop() {
            let directions = self.pairs.get(&pair).copied().unwrap_or_default();
            for (old, new) in parts(self.old, self.new, pair) {
                self.meet(old, new, directions);
            }
        }
    }
}

/// The uses of other types that stand in the same places of two types.
fn parts(old: &Api, new: &Api, (old_id, new_id): (TypeId, TypeId)) -> Vec<(Use, Use)> {
    match (&old.types[old_id].kind, &new.types[new_id].kind) {
        (Kind::Array { items: old, .. }, Kind::Array { items: new, .. })
        | (Kind::Map(old), Kind::Map(new)) => vec![(*old, *new)],
        (
            Kind::Tuple {
                members: old,
                rest: old_rest,
                ..
            },
            Kind::Tuple {
                members: new,
                rest: new_rest,
                ..
            },
        ) => {
            let members = old.iter().copied().zip(new.iter().copied());
            members.chain(old_rest.zip(*new_rest)).collect()
        }
        (Kind::Object(old), Kind::Object(new)) => {
            let same = old.fields.iter().filter_map(|field| {
                let mut others = new.fields.iter();
                let other = others.find(|other| other.wire_name == field.wire_name)?;
                Some((field.ty, other.ty))
            });
            same.chain(typed(old.additional).zip(typed(new.additional)))
                .collect()
        }
        (Kind::Map(old), Kind::Object(new)) => typed(new.additional)
            .map(|new| (*old, new))
            .into_iter()
            .collect(),
        (Kind::Object(old), Kind::Map(new)) => typed(old.additional)
            .map(|old| (old, *new))
            .into_iter()
            .collect(),
        (Kind::Union(one), Kind::Union(other)) => variants::pairs(old, new, one, other)
            .into_iter()
            .map(|(one, other)| (one.ty, other.ty))
            .collect(),
        _ => Vec::new(),
    }
}

fn typed(additional: Additional) -> Option<Use> {
    match additional {
        Additional::Typed(values) => Some(values),
        Additional::Unspecified | Additional::Forbidden | Additional::Any => None,
    }
}
