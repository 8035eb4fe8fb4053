//! How the variants of a union are told apart where no discriminator does: by JSON type, by
//! constant properties, by required ones. What is left is tried in order, the richest first.

use indexmap::{IndexMap, IndexSet};

use super::types::TypeSet;
use crate::api::{Kind, Object, Recognition, Scalar, Shape, TypeId, Types, Union, Variant};
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

/// What one variant has that the others may not have.
struct Features<'t> {
    types: TypeSet,
    object: Option<&'t Object>,
    /// Required properties with the strings they are limited to.
    constants: IndexMap<&'t str, Vec<&'t str>>,
    items: Option<TypeSet>,
}

/// Whether one variant must be tried before another.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Apart,
    FirstBefore,
    SecondBefore,
    Doubt,
}

fn shape(types: &Types, known: &mut IndexMap<TypeId, TypeSet>, union: &mut Union) -> Vec<String> {
    let features: Vec<_> = union
        .variants
        .iter()
        .map(|variant| features(types, known, variant.ty.ty))
        .collect();
    let mut shapes: Vec<_> = features
        .iter()
        .map(|features| of_types(features.types))
        .collect();
    let mut doubts = IndexSet::new();
    let mut before: Vec<Vec<usize>> = vec![Vec::new(); shapes.len()];
    let common = common_constant(&features);
    if let Some(property) = common {
        for (shape, features) in shapes.iter_mut().zip(&features) {
            shape.require_constants(property, features);
        }
    }
    for (first, one) in features.iter().enumerate() {
        for (second, other) in features.iter().enumerate().skip(first + 1) {
            let both_objects = one.object.is_some() && other.object.is_some();
            if (one.types & other.types).is_empty() || (common.is_some() && both_objects) {
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
    let name = |index: &usize| {
        union
            .variants
            .get(*index)
            .map(|variant| format!("`{}`", variant.name))
    };
    let doubts = doubts.iter().filter_map(name).collect();
    reorder(union, shapes, &before);
    doubts
}

fn push(before: &mut [Vec<usize>], later: usize, earlier: usize) {
    if let Some(list) = before.get_mut(later) {
        list.push(earlier);
    }
}

/// Puts every variant behind those that must be tried before it, and keeps the order otherwise.
fn reorder(union: &mut Union, shapes: Vec<Shape>, before: &[Vec<usize>]) {
    let mut rest: IndexMap<usize, (Variant, Shape)> = std::mem::take(&mut union.variants)
        .into_iter()
        .zip(shapes)
        .enumerate()
        .collect();
    let mut ordered = Vec::with_capacity(rest.len());
    while !rest.is_empty() {
        let is_free = |index: &usize| {
            before
                .get(*index)
                .is_none_or(|list| !list.iter().any(|one| rest.contains_key(one)))
        };
        let next = rest.keys().position(is_free).unwrap_or_default();
        ordered.extend(rest.shift_remove_index(next).map(|(_, entry)| entry));
    }
    let (variants, shapes) = ordered.into_iter().unzip();
    union.variants = variants;
    union.recognition = Recognition::Shapes(shapes);
}

/// A property by whose strings all of the objects differ.
fn common_constant<'t>(features: &[Features<'t>]) -> Option<&'t str> {
    let mut objects = features.iter().filter(|features| features.object.is_some());
    let first = objects.next()?;
    let others: Vec<_> = objects.collect();
    if others.is_empty() {
        return None;
    }
    first.constants.iter().find_map(|(property, strings)| {
        let mut seen: IndexSet<&str> = strings.iter().copied().collect();
        let distinct = others.iter().all(|features| {
            let strings = features.constants.get(property);
            strings.is_some_and(|strings| strings.iter().all(|string| seen.insert(string)))
        });
        distinct.then_some(*property)
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
    let differ = one.constants.iter().find(|(property, strings)| {
        let others = other.constants.get(*property);
        others.is_some_and(|others| !strings.iter().any(|string| others.contains(string)))
    });
    if let Some((property, _)) = differ {
        of_one.require_constants(property, one);
        of_other.require_constants(property, other);
        return Verdict::Apart;
    }
    let own = only_in(first, second);
    let others = only_in(second, first);
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
fn only_in<'t>(object: &'t Object, other: &Object) -> Option<&'t str> {
    let known = |name: &str| other.fields.iter().any(|field| field.wire_name == name);
    let mut required = object.fields.iter().filter(|field| field.required);
    required
        .find(|field| !known(&field.wire_name))
        .map(|field| field.wire_name.as_str())
}

fn features<'t>(
    types: &'t Types,
    known: &mut IndexMap<TypeId, TypeSet>,
    id: TypeId,
) -> Features<'t> {
    let json = json_types(types, known, id);
    let kind = resolved(types, id);
    let (object, items) = match kind {
        Kind::Object(object) => (Some(object), None),
        Kind::Array { items, .. } => (None, Some(json_types(types, known, items.ty))),
        _ => (None, None),
    };
    let fields = object.into_iter().flat_map(|object| &object.fields);
    let constants = fields.filter(|field| field.required && !field.ty.nullable);
    let constants = constants
        .filter_map(|field| Some((field.wire_name.as_str(), strings(types, field.ty.ty)?)))
        .collect();
    Features {
        types: json,
        object,
        constants,
        items,
    }
}

/// The kind behind any number of aliases.
pub(super) fn resolved(types: &Types, mut id: TypeId) -> &Kind {
    for _ in 0..types.len() {
        match &types[id].kind {
            Kind::Alias(target) => id = target.ty,
            _ => break,
        }
    }
    &types[id].kind
}

fn strings(types: &Types, id: TypeId) -> Option<Vec<&str>> {
    match resolved(types, id) {
        Kind::Enumeration(enumeration) if !enumeration.open => enumeration
            .values
            .iter()
            .map(|value| value.value.as_str())
            .collect(),
        _ => None,
    }
}

/// The JSON types that values of a definition have.
fn json_types(types: &Types, known: &mut IndexMap<TypeId, TypeSet>, id: TypeId) -> TypeSet {
    if let Some(known) = known.get(&id) {
        return *known;
    }
    known.insert(id, TypeSet::NONE);
    let found = match &types[id].kind {
        Kind::Any | Kind::Untyped(_) => TypeSet::ALL,
        Kind::Null => TypeSet::NULL,
        Kind::Scalar(Scalar::Boolean) => TypeSet::BOOLEAN,
        Kind::Scalar(Scalar::Integer(..)) => TypeSet::INTEGER,
        Kind::Scalar(Scalar::Number(_)) => TypeSet::NUMBER,
        Kind::Scalar(Scalar::String(_)) => TypeSet::STRING,
        Kind::Enumeration(enumeration) => {
            let types = enumeration
                .values
                .iter()
                .map(|value| TypeSet::of(&value.value));
            types.fold(TypeSet::NONE, |all, ty| all | ty)
        }
        Kind::Array { .. } | Kind::Tuple { .. } => TypeSet::ARRAY,
        Kind::Object(_) | Kind::Map(_) => TypeSet::OBJECT,
        Kind::Union(union) => {
            let variants = union.variants.iter();
            variants.fold(TypeSet::NONE, |all, variant| {
                all | json_types(types, known, variant.ty.ty)
            })
        }
        Kind::Alias(target) => json_types(types, known, target.ty),
    };
    known.insert(id, found);
    found
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
        if let Some(strings) = features.constants.get(property) {
            let strings = strings.iter().map(|string| (*string).to_owned()).collect();
            self.constants.push((property.to_owned(), strings));
        }
    }
}
