//! Variants told apart by constants: a required member whose values are listed.

use indexmap::{IndexMap, IndexSet};
use serde_json::Value;

use super::evidence::{Evidence, resolved};
use crate::api::{Discriminator, EnumValue, Kind, Shape, TypeId, Types};
use crate::openapi::TypeSet;
use crate::resolve::flat::all_of;
use crate::resolve::source::Source;
use crate::resolve::source::place::Place;

/// The only values of a member, as compact JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Constants(Vec<String>);

impl Constants {
    fn of_values(values: &[EnumValue]) -> Option<Self> {
        (!values.is_empty()).then(|| Self(values.iter().map(EnumValue::json).collect()))
    }

    /// The values of a closed enumeration.
    pub fn of_definition(types: &Types, id: TypeId) -> Option<Self> {
        match resolved(types, id) {
            Kind::Enumeration(enumeration) if !enumeration.open => {
                Self::of_values(&enumeration.values)
            }
            _ => None,
        }
    }

    pub fn differ_from(&self, other: &Self) -> bool {
        !self.0.iter().any(|constant| other.0.contains(constant))
    }

    /// The string that alone is allowed.
    pub fn only_text(&self) -> Option<String> {
        match self.0.as_slice() {
            [only] => serde_json::from_str(only).ok(),
            _ => None,
        }
    }

    /// Strings as they are, other scalars as in JSON. This is how they stand in tags.
    pub fn tags(&self) -> Option<Vec<String>> {
        self.0.iter().map(|json| tag(json)).collect()
    }
}

/// A scalar as a tag.
fn tag(json: &str) -> Option<String> {
    match serde_json::from_str(json).ok()? {
        Value::String(text) => Some(text),
        Value::Bool(_) | Value::Number(_) => Some(json.to_owned()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// A property whose constants differ in all of the objects.
pub(super) fn common<'t>(evidence: &[Evidence<'t>]) -> Option<&'t str> {
    let mut objects = evidence.iter().filter(|evidence| evidence.is_object);
    let first = objects.next()?;
    let others: Vec<_> = objects.collect();
    if others.is_empty() {
        return None;
    }
    let all_differ = |property: &&str| {
        let mut seen = IndexSet::new();
        [first]
            .into_iter()
            .chain(others.iter().copied())
            .all(|one| {
                let constants = one.constants.get(*property);
                let tags = constants.and_then(Constants::tags);
                tags.is_some_and(|tags| tags.into_iter().all(|tag| seen.insert(tag)))
            })
    };
    first.constants.keys().copied().find(all_differ)
}

/// A property that serves as a discriminator: every variant is an object and has constants of its
/// own.
pub(super) fn discriminator(property: &str, evidence: &[Evidence<'_>]) -> Option<Discriminator> {
    let mut tags = IndexMap::new();
    for (index, evidence) in evidence.iter().enumerate() {
        if evidence.types != TypeSet::OBJECT {
            return None;
        }
        let constants = evidence.constants.get(property)?;
        tags.extend(constants.tags()?.into_iter().map(|tag| (tag, index)));
    }
    Some(Discriminator {
        property: property.to_owned(),
        tags,
        default: None,
    })
}

impl Shape {
    /// Values of the variant have one of the constants.
    pub(super) fn require_constants(&mut self, property: &str, evidence: &Evidence<'_>) {
        if self.constants.iter().any(|(name, _)| name == property) {
            return;
        }
        if let Some(constants) = evidence.constants.get(property) {
            let constants = (property.to_owned(), constants.0.clone());
            self.constants.push(constants);
        }
    }
}

/// The constants that a property is limited to, if it is.
pub(super) fn constants<'d>(source: &mut Source<'d, '_>, place: &Place<'d>) -> Option<Constants> {
    let flat = all_of::flatten(source, place);
    if flat.open || !flat.unions.is_empty() {
        return None;
    }
    Constants::of_values(flat.values.as_deref()?)
}
