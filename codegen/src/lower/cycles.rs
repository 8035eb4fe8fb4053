//! Types that contain themselves: where a box is needed, where no finite value could exist, and
//! where an alias would have no end.

use std::collections::BTreeSet;

use crate::api::visit::{target, uses};
use crate::api::{Api, Kind, TypeId, Types};

use super::depth;
use super::graph::{Order, back_edges};
use super::warnings::Warnings;

#[derive(Debug, Default)]
pub(super) struct Cycles {
    /// Container and content.
    boxed: BTreeSet<(TypeId, TypeId)>,
    /// Container and content between which the compiler must not look.
    opaque: BTreeSet<(TypeId, TypeId)>,
    /// Types that are behind an opaque box somewhere.
    hidden: BTreeSet<TypeId>,
    /// Required members that would make every value infinite: container and content.
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
        let opaque = depth::opaque(types, &order, &boxed);
        let hidden = opaque.iter().map(|(_, held)| target(types, *held));
        let optional = endless.iter().map(|(holder, _)| (holder, true));
        let places = optional.chain(untyped.iter().map(|(holder, _)| (holder, false)));
        let places = places.map(|(holder, optional)| Place {
            pointer: types[*holder].origin.pointer.clone(),
            optional,
        });
        Self {
            places: places.collect(),
            hidden: hidden.collect(),
            opaque,
            boxed,
            endless,
            untyped,
        }
    }

    pub(super) fn is_boxed(&self, holder: TypeId, held: TypeId) -> bool {
        self.boxed.contains(&(holder, held))
    }

    pub(super) fn is_opaque(&self, holder: TypeId, held: TypeId) -> bool {
        self.opaque.contains(&(holder, held))
    }

    pub(super) fn has_opaque(&self) -> bool {
        !self.opaque.is_empty()
    }

    /// Whether the type is behind an opaque box somewhere.
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
                let message = "an array, a map or an alias contains only itself";
                warnings.warn("endless-type", pointer, message, "any JSON inside");
            }
        }
    }
}

/// The types inside a type.
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

/// The content of a type that is written out in full where it is used.
fn spelled_out(api: &Api, id: TypeId) -> Vec<TypeId> {
    match api.types[id].kind {
        Kind::Enumeration(_) | Kind::Object(_) | Kind::Union(_) => Vec::new(),
        _ => {
            let uses = uses(&api.types[id].kind).into_iter();
            uses.map(|used| used.ty).collect()
        }
    }
}

/// The types of which every object must have a value. A union can always be an unknown variant.
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
