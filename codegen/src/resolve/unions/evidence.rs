//! What tells a variant of a union from the others: collected once for each variant, and compared
//! by one function.
//!
//! It comes from schemas while variants may still become one type, and from definitions once all of
//! them are known.

use std::collections::BTreeSet;

use indexmap::{IndexMap, IndexSet};

use super::choice::Choice;
use super::constants::Constants;
use super::json_types::JsonTypes;
use crate::api::{Kind, Object, TypeId, Types, Union};
use crate::openapi::TypeSet;
use crate::resolve::source::Source;
use crate::resolve::unions::constants;

/// What is known about the values of one variant.
pub(super) struct Evidence<'t> {
    pub types: TypeSet,
    /// All values that are objects have the members below.
    pub is_object: bool,
    /// The names of the declared members.
    pub declared: BTreeSet<&'t str>,
    pub required: IndexSet<&'t str>,
    /// Required members with the constants that they are limited to.
    pub constants: IndexMap<&'t str, Constants>,
    /// Types of the items of an array.
    pub items: Option<TypeSet>,
}

/// What tells two variants apart, the most certain first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Difference<'t> {
    /// They have no JSON type in common.
    Types,
    /// Both require this member, and their constants differ.
    Constants(&'t str),
    /// For each of two objects, the member that it must have and the other one need not have.
    Members(Option<Sign<'t>>, Option<Sign<'t>>),
    /// Items of arrays have no JSON type in common.
    Items,
    /// The narrower one: only one of them is an object, or one accepts anything, or one accepts
    /// numbers and the other one integers.
    Narrower(Side),
    None,
}

/// A member by which an object is recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign<'t> {
    /// It is required, and the other object does not declare it.
    Required(&'t str),
    /// It is limited to constants, and in the other object it is not.
    Limited(&'t str),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    First,
    Second,
}

/// The one comparison of two variants.
pub(super) fn compare<'t>(one: &Evidence<'t>, other: &Evidence<'t>) -> Difference<'t> {
    if (one.types & other.types).is_empty() {
        return Difference::Types;
    }
    if one.is_object && other.is_object {
        return compare_objects(one, other);
    }
    if one.types & other.types == TypeSet::INTEGER {
        let has_fractions = |evidence: &Evidence<'_>| evidence.types.contains(TypeSet::NUMBER);
        match (has_fractions(one), has_fractions(other)) {
            (false, true) => return Difference::Narrower(Side::First),
            (true, false) => return Difference::Narrower(Side::Second),
            (_, _) => {}
        }
    }
    let narrower = |one: bool, other: bool| match (one, other) {
        (true, false) => Some(Difference::Narrower(Side::First)),
        (false, true) => Some(Difference::Narrower(Side::Second)),
        (_, _) => None,
    };
    let takes_less = |evidence: &Evidence<'_>| evidence.types != TypeSet::ALL;
    narrower(one.is_object, other.is_object)
        .or_else(|| narrower(takes_less(one), takes_less(other)))
        .unwrap_or_else(|| match (one.items, other.items) {
            (Some(items), Some(others)) if (items & others).is_empty() => Difference::Items,
            (_, _) => Difference::None,
        })
}

fn compare_objects<'t>(one: &Evidence<'t>, other: &Evidence<'t>) -> Difference<'t> {
    let differ = one.constants.iter().find(|(property, constants)| {
        let others = other.constants.get(*property);
        others.is_some_and(|others| constants.differ_from(others))
    });
    if let Some((property, _)) = differ {
        return Difference::Constants(property);
    }
    match (one.sign_against(other), other.sign_against(one)) {
        (None, None) => Difference::None,
        (sign, others) => Difference::Members(sign, others),
    }
}

impl<'t> Evidence<'t> {
    /// The member that best tells this object from another one.
    fn sign_against(&self, other: &Self) -> Option<Sign<'t>> {
        let mut required = self.required.iter();
        let unknown = required.find(|name| !other.declared.contains(*name));
        let mut limited = self.constants.keys();
        let limited = limited.find(|name| !other.constants.contains_key(*name));
        let unknown = unknown.map(|name| Sign::Required(name));
        unknown.or(limited.map(|name| Sign::Limited(name)))
    }

    /// The evidence of a definition.
    pub fn of_definition(types: &'t Types, known: &mut JsonTypes<'t>, id: TypeId) -> Self {
        let kind = resolved(types, id);
        let object = match kind {
            Kind::Object(object) => Some(object),
            Kind::Union(union) => only_object(types, known, union),
            _ => None,
        };
        let items = match kind {
            Kind::Array { items, .. } => Some(known.of(items.ty)),
            _ => None,
        };
        let fields = object.into_iter().flat_map(|object| &object.fields);
        let required = fields.clone().filter(|field| field.required);
        let constants = required.clone().filter(|field| !field.ty.nullable);
        let constants = constants.filter_map(|field| {
            let constants = Constants::of_definition(types, field.ty.ty)?;
            Some((field.wire_name.as_str(), constants))
        });
        Self {
            types: known.of(id),
            is_object: object.is_some(),
            declared: fields.map(|field| field.wire_name.as_str()).collect(),
            required: required.map(|field| field.wire_name.as_str()).collect(),
            constants: constants.collect(),
            items,
        }
    }
}

/// The evidence of a variant that has no definition yet. For arrays it is only that they are
/// arrays.
pub(super) fn evidence<'d>(source: &mut Source<'d, '_>, choice: &Choice<'d>) -> Evidence<'d> {
    let flat = &choice.flat;
    let mut constants = IndexMap::new();
    for name in &flat.required {
        if let Some(place) = flat.properties.get(name)
            && let Some(values) = constants::constants(source, place)
        {
            constants.insert(*name, values);
        }
    }
    Evidence {
        types: flat.plain_types().unwrap_or(TypeSet::ALL),
        is_object: flat.is_object(),
        declared: flat.properties.keys().copied().collect(),
        required: flat.required.clone(),
        constants,
        items: None,
    }
}

/// The only variant that is an object, where the others are something else.
fn only_object<'t>(
    types: &'t Types,
    known: &mut JsonTypes<'t>,
    union: &Union,
) -> Option<&'t Object> {
    let variants = union.variants.iter().map(|variant| variant.ty.ty);
    let mut objects = variants.filter(|id| !(known.of(*id) & TypeSet::OBJECT).is_empty());
    match (objects.next().map(|id| resolved(types, id)), objects.next()) {
        (Some(Kind::Object(object)), None) => Some(object),
        (_, _) => None,
    }
}

/// The kind behind any number of aliases.
pub(in crate::resolve) fn resolved(types: &Types, mut id: TypeId) -> &Kind {
    for _ in 0..types.len() {
        match &types[id].kind {
            Kind::Alias(target) => id = target.ty,
            _ => break,
        }
    }
    &types[id].kind
}
