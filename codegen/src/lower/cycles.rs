//! Types that hold themselves: where a box is needed, where no value could ever be finite, and
//! where an alias would have no end.

use std::collections::BTreeSet;

use crate::api::visit::{target, uses};
use crate::api::{Api, Kind, TypeId, Types};

use super::depth;
use super::graph::{Order, back_edges};
use super::warnings::Warnings;

#[derive(Debug, Default)]
pub(super) struct Cycles {
    /// Holder and held.
    boxed: BTreeSet<(TypeId, TypeId)>,
    /// Holder and held, between which the compiler must not look.
    walls: BTreeSet<(TypeId, TypeId)>,
    /// Types behind a wall somewhere.
    hidden: BTreeSet<TypeId>,
    /// Required members without which every value is infinite: holder and held.
    endless: BTreeSet<(TypeId, TypeId)>,
    /// Edges between types without an item of their own, such as an array of itself.
    untyped: BTreeSet<(TypeId, TypeId)>,
    places: Vec<Place>,
}

#[derive(Debug)]
struct Place {
    pointer: String,
    optional: bool,
}

impl Cycles {
    pub(super) fn find(api: &Api) -> Self {
        let types = &api.types;
        let order = Order::of(types);
        let untyped = back_edges(&order, |id| spelled_out(api, id));
        let endless = back_edges(&order, |id| required(api, id));
        let boxed = back_edges(&order, |id| by_value(types, id));
        let walls = depth::walls(types, &order, &boxed);
        let hidden = walls.iter().map(|(_, held)| target(types, *held));
        let optional = endless.iter().map(|(holder, _)| (holder, true));
        let places = optional.chain(untyped.iter().map(|(holder, _)| (holder, false)));
        let places = places.map(|(holder, optional)| Place {
            pointer: types[*holder].origin.pointer.clone(),
            optional,
        });
        Self {
            places: places.collect(),
            hidden: hidden.collect(),
            walls,
            boxed,
            endless,
            untyped,
        }
    }

    pub(super) fn is_boxed(&self, holder: TypeId, held: TypeId) -> bool {
        self.boxed.contains(&(holder, held))
    }

    pub(super) fn is_walled(&self, holder: TypeId, held: TypeId) -> bool {
        self.walls.contains(&(holder, held))
    }

    pub(super) fn has_walls(&self) -> bool {
        !self.walls.is_empty()
    }

    /// Whether the type is behind a wall somewhere.
    pub(super) fn is_hidden(&self, id: TypeId) -> bool {
        self.hidden.contains(&id)
    }

    pub(super) fn is_endless(&self, api: &Api, holder: TypeId, held: TypeId) -> bool {
        !self.endless.is_empty() && self.endless.contains(&(holder, target(&api.types, held)))
    }

    pub(super) fn is_untyped(&self, holder: TypeId, held: TypeId) -> bool {
        self.untyped.contains(&(holder, held))
    }

    pub(super) fn warn(&self, warnings: &Warnings) {
        for Place { pointer, optional } in &self.places {
            if *optional {
                let message = "requires itself, so that no finite value exists";
                warnings.warn("endless-type", pointer, message, "an optional member");
            } else {
                let message = "an array, a map or an alias holds nothing but itself";
                warnings.warn("endless-type", pointer, message, "any JSON inside");
            }
        }
    }
}

/// What a type holds inside itself.
fn by_value(types: &Types, id: TypeId) -> Vec<TypeId> {
    let kind = &types[id].kind;
    let inner = match kind {
        Kind::Array { .. } | Kind::Map(_) => Vec::new(),
        Kind::Tuple { members, .. } => members.clone(),
        Kind::Object(object) => object.fields.iter().map(|field| field.ty).collect(),
        Kind::Union(_) | Kind::Alias(_) => uses(kind),
        Kind::Any | Kind::Untyped(_) | Kind::Null | Kind::Scalar(_) | Kind::Enumeration(_) => {
            Vec::new()
        }
    };
    inner.into_iter().map(|used| used.ty).collect()
}

/// What a type holds that is written out in full where it is used.
fn spelled_out(api: &Api, id: TypeId) -> Vec<TypeId> {
    match api.types[id].kind {
        Kind::Enumeration(_) | Kind::Object(_) | Kind::Union(_) => Vec::new(),
        _ => {
            let uses = uses(&api.types[id].kind).into_iter();
            uses.map(|used| used.ty).collect()
        }
    }
}

/// What every value of an object must hold; a union can always be something unrecognized.
fn required(api: &Api, id: TypeId) -> Vec<TypeId> {
    let Kind::Object(object) = &api.types[id].kind else {
        return Vec::new();
    };
    let required = object
        .fields
        .iter()
        .filter(|field| field.required && !field.ty.nullable);
    required
        .map(|field| target(&api.types, field.ty.ty))
        .collect()
}
