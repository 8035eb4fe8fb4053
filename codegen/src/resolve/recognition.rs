//! How the variants of a union are told apart where no discriminator does: by JSON type, by
//! constant properties, by required ones. What is left is tried in order, the richest first.

use indexmap::{IndexMap, IndexSet};

use super::features::{Features, features};
use super::types::TypeSet;
use crate::api::{Discriminator, Kind, Object, Recognition, Shape, TypeId, Types, Union, Variant};
use crate::diagnostics::Diagnostics;

/// Fills in the shapes of every union that has none yet.
pub(super) fn recognise(types: &mut Types, diagnostics: &mut Diagnostics) {
    let unions = types
        .iter()
        .filter_map(|(id, definition)| match &definition.kind {
            Kind::Union(Union {
                recognition: Recognition::Shapes(shapes),
                ..
            }) if shapes.is_empty() => Some(id),
            _ => None,
        });
    let mut known = IndexMap::new();
    for id in unions.collect::<Vec<_>>() {
        let mut definition = types[id].clone();
        if let Kind::Union(union) = &mut definition.kind {
            let doubts = shape(types, &mut known, union);
            if !doubts.is_empty() {
                let message = format!("nothing tells {} apart", doubts.join(", "));
                let report =
                    diagnostics.warn("union-by-trial", &definition.origin.pointer, message);
                report
                    .instead("variants tried in order")
                    .help("add a `discriminator`");
            }
        }
        types.set(id, definition);
    }
}

/// Whether one variant must be tried before another.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Apart,
    FirstBefore,
    SecondBefore,
    Doubt,
}

/// Fills in the recognition of a union; the variants that nothing tells apart come back.
fn shape(types: &Types, known: &mut IndexMap<TypeId, TypeSet>, union: &mut Union) -> Vec<String> {
    let variants = union.variants.iter();
    let features: Vec<_> = variants
        .map(|variant| features(types, known, variant.ty.ty))
        .collect();
    let common = common_constant(&features);
    if let Some(discriminator) = common.and_then(|common| as_discriminator(common, &features)) {
        union.recognition = Recognition::Discriminator(discriminator);
        return Vec::new();
    }
    let mut shapes: Vec<_> = features
        .iter()
        .map(|features| of_types(features.types))
        .collect();
    if let Some(property) = common {
        for (shape, features) in shapes.iter_mut().zip(&features) {
            shape.require_constants(property, features);
        }
    }
    let (before, doubts) = compare(&features, &mut shapes, common.is_some());
    let names = doubts.iter().filter_map(|index| union.variants.get(*index));
    let names = names.map(|variant| format!("`{}`", variant.name)).collect();
    reorder(union, shapes, &before);
    names
}

/// For each variant those that must be tried before it, and the variants that cannot be told apart.
fn compare(
    features: &[Features<'_>],
    shapes: &mut [Shape],
    objects_are_apart: bool,
) -> (Vec<Vec<usize>>, IndexSet<usize>) {
    let mut doubts = IndexSet::new();
    let mut before: Vec<Vec<usize>> = vec![Vec::new(); shapes.len()];
    for (first, one) in features.iter().enumerate() {
        for (second, other) in features.iter().enumerate().skip(first + 1) {
            let both_objects = one.object.is_some() && other.object.is_some();
            let shared = one.types & other.types;
            if both_objects && shared != TypeSet::OBJECT {
                doubts.extend([first, second]);
            }
            if shared.is_empty() || (objects_are_apart && both_objects) {
                continue;
            }
            let (head, tail) = shapes.split_at_mut(second);
            let (Some(of_one), Some(of_other)) = (head.get_mut(first), tail.first_mut()) else {
                continue;
            };
            match tell_apart(one, other, of_one, of_other) {
                Verdict::Apart => {}
                Verdict::FirstBefore => push(&mut before, second, first),
                Verdict::SecondBefore => push(&mut before, first, second),
                Verdict::Doubt => doubts.extend([first, second]),
            }
        }
    }
    (before, doubts)
}

fn push(before: &mut [Vec<usize>], later: usize, earlier: usize) {
    if let Some(list) = before.get_mut(later) {
        list.push(earlier);
    }
}

/// Puts every variant behind those that must be tried before it, and keeps the order otherwise.
fn reorder(union: &mut Union, shapes: Vec<Shape>, before: &[Vec<usize>]) {
    let variants = std::mem::take(&mut union.variants);
    let mut rest: IndexMap<usize, (Variant, Shape)> =
        variants.into_iter().zip(shapes).enumerate().collect();
    let mut ordered = Vec::with_capacity(rest.len());
    let mut moved = vec![false; before.len()];
    while !rest.is_empty() {
        let is_moved = |index: &usize| moved.get(*index).copied().unwrap_or_default();
        let is_free = |index: &usize| {
            before
                .get(*index)
                .is_none_or(|earlier| earlier.iter().all(is_moved))
        };
        let next = rest.keys().position(is_free).unwrap_or_default();
        if let Some((index, entry)) = rest.shift_remove_index(next) {
            ordered.push(entry);
            if let Some(moved) = moved.get_mut(index) {
                *moved = true;
            }
        }
    }
    let (variants, shapes) = ordered.into_iter().unzip();
    union.variants = variants;
    union.recognition = Recognition::Shapes(shapes);
}

/// A property by whose constants all of the objects differ.
fn common_constant<'t>(features: &[Features<'t>]) -> Option<&'t str> {
    let mut objects = features.iter().filter(|features| features.object.is_some());
    let first = objects.next()?;
    let others: Vec<_> = objects.collect();
    if others.is_empty() {
        return None;
    }
    first.constants.iter().find_map(|(property, constants)| {
        let mut seen: IndexSet<&str> = constants.spelled.iter().map(String::as_str).collect();
        let distinct = others.iter().all(|features| {
            let others = features.constants.get(property);
            others.is_some_and(|others| {
                let mut spelled = others.spelled.iter();
                others.are_strings == constants.are_strings && spelled.all(|one| seen.insert(one))
            })
        });
        distinct.then_some(*property)
    })
}

/// What amounts to a discriminator: every variant is an object and has a constant of its own.
fn as_discriminator(property: &str, features: &[Features<'_>]) -> Option<Discriminator> {
    let mut tags = IndexMap::new();
    for (index, features) in features.iter().enumerate() {
        if features.types != TypeSet::OBJECT {
            return None;
        }
        let constants = features.constants.get(property)?;
        tags.extend(constants.spelled.iter().map(|tag| (tag.clone(), index)));
    }
    Some(Discriminator {
        property: property.to_owned(),
        tags,
        default: None,
    })
}

fn tell_apart(
    one: &Features,
    other: &Features,
    of_one: &mut Shape,
    of_other: &mut Shape,
) -> Verdict {
    if let (Some(first), Some(second)) = (one.object, other.object) {
        return tell_objects_apart((one, first), (other, second), of_one, of_other);
    }
    match (one.object.is_some(), other.object.is_some()) {
        (true, false) => return Verdict::FirstBefore,
        (false, true) => return Verdict::SecondBefore,
        (_, _) => {}
    }
    match (one.types == TypeSet::ALL, other.types == TypeSet::ALL) {
        (false, true) => return Verdict::FirstBefore,
        (true, false) => return Verdict::SecondBefore,
        (_, _) => {}
    }
    match (one.items, other.items) {
        (Some(items), Some(others)) if (items & others).is_empty() => Verdict::Apart,
        (_, _) => Verdict::Doubt,
    }
}

fn tell_objects_apart(
    (one, first): (&Features, &Object),
    (other, second): (&Features, &Object),
    of_one: &mut Shape,
    of_other: &mut Shape,
) -> Verdict {
    let differ = one.constants.iter().find(|(property, constants)| {
        let others = other.constants.get(*property);
        others.is_some_and(|others| constants.differ_from(others))
    });
    if let Some((property, _)) = differ {
        of_one.require_constants(property, one);
        of_other.require_constants(property, other);
        return Verdict::Apart;
    }
    let own = only_in(first, other);
    let others = only_in(second, one);
    of_one.require(own, one);
    of_other.require(others, other);
    let limited = one
        .constants
        .keys()
        .find(|property| !other.constants.contains_key(*property));
    let other_limited = other
        .constants
        .keys()
        .find(|name| !one.constants.contains_key(*name));
    match (own.or(limited.copied()), others.or(other_limited.copied())) {
        (Some(_), Some(_)) if own.is_some() && others.is_some() => Verdict::Apart,
        (Some(property), None) => {
            of_one.require(Some(property), one);
            Verdict::FirstBefore
        }
        (None, Some(property)) => {
            of_other.require(Some(property), other);
            Verdict::SecondBefore
        }
        (Some(_), Some(_)) if own.is_some() => Verdict::FirstBefore,
        (Some(_), Some(_)) if others.is_some() => Verdict::SecondBefore,
        (_, _) => Verdict::Doubt,
    }
}

/// A required property that the other object does not know.
fn only_in<'t>(object: &'t Object, other: &Features<'_>) -> Option<&'t str> {
    let required = object.fields.iter().filter(|field| field.required);
    let mut names = required.map(|field| field.wire_name.as_str());
    names.find(|name| !other.properties.contains(name))
}

fn of_types(types: TypeSet) -> Shape {
    let has = |ty| !(types & ty).is_empty();
    Shape {
        null: has(TypeSet::NULL),
        boolean: has(TypeSet::BOOLEAN),
        integer: types & TypeSet::NUMBER == TypeSet::INTEGER,
        number: has(TypeSet::FRACTION),
        string: has(TypeSet::STRING),
        array: has(TypeSet::ARRAY),
        object: has(TypeSet::OBJECT),
        ..Shape::default()
    }
}

impl Shape {
    fn require(&mut self, property: Option<&str>, features: &Features) {
        let Some(property) = property else {
            return;
        };
        if features.constants.contains_key(property) {
            self.require_constants(property, features);
        } else if !self.required.iter().any(|name| name == property) {
            self.required.push(property.to_owned());
        }
    }

    fn require_constants(&mut self, property: &str, features: &Features) {
        if self.constants.iter().any(|(name, _)| name == property) {
            return;
        }
        // Readers compare strings only; of other constants they count those that do not fit.
        if let Some(constants) = features.constants.get(property)
            && constants.are_strings
        {
            self.constants
                .push((property.to_owned(), constants.spelled.clone()));
        }
    }
}
