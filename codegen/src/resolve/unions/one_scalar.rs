//! Scalars of one class that become one type because nothing tells them apart.

use indexmap::IndexMap;

use super::choice::{Choice, MAX_DEPTH};
use crate::api::{Docs, EnumValue};
use crate::openapi::TypeSet;
use crate::resolve::flat::all_of;
use crate::resolve::flat::{FlatSchema, Group};
use crate::resolve::formats;
use crate::resolve::source::Source;

/// Strings with strings, numbers with numbers, booleans with booleans.
pub(super) fn join_classes(choices: Vec<Choice<'_>>) -> Vec<Choice<'_>> {
    let mut classes: IndexMap<u8, Vec<Choice<'_>>> = IndexMap::new();
    let mut order = Vec::new();
    for choice in choices {
        match class(&choice.flat) {
            Some(class) => {
                if !classes.contains_key(&class) {
                    order.push(Err(class));
                }
                classes.entry(class).or_default().push(choice);
            }
            None => order.push(Ok(choice)),
        }
    }
    let mut joined = Vec::with_capacity(order.len());
    for entry in order {
        match entry {
            Ok(choice) => joined.push(choice),
            Err(class) => {
                let choices = classes.swap_remove(&class).unwrap_or_default();
                let kinds = with_integers_apart(choices).into_iter();
                joined.extend(kinds.filter_map(join));
            }
        }
    }
    joined
}

/// Integers beside numbers may have more digits than a float of 64 bits holds. They stay a variant
/// of their own, unless constants are listed.
fn with_integers_apart(choices: Vec<Choice<'_>>) -> Vec<Vec<Choice<'_>>> {
    let lists_values = choices.iter().any(|choice| choice.flat.values.is_some());
    let is_integer = |choice: &Choice<'_>| choice.flat.plain_types() == Some(TypeSet::INTEGER);
    let (integers, numbers): (Vec<_>, Vec<_>) = choices.into_iter().partition(is_integer);
    if lists_values || integers.is_empty() || numbers.is_empty() {
        return vec![integers.into_iter().chain(numbers).collect()];
    }
    vec![integers, numbers]
}

fn class(flat: &FlatSchema<'_>) -> Option<u8> {
    if !flat.unions.is_empty() {
        return None;
    }
    match flat.plain_types()? {
        TypeSet::STRING => Some(0),
        TypeSet::BOOLEAN => Some(1),
        types if TypeSet::NUMBER.contains(types) && !types.is_empty() => Some(2),
        _ => None,
    }
}

fn join(mut choices: Vec<Choice<'_>>) -> Option<Choice<'_>> {
    if choices.len() < 2 {
        return choices.pop();
    }
    let views = choices.iter().map(|choice| &choice.flat);
    let types = views.clone().filter_map(FlatSchema::plain_types);
    let types = types.fold(TypeSet::NONE, |all, ty| all | ty);
    let formats: Vec<_> = views
        .clone()
        .filter(|view| view.values.is_none())
        .map(|view| view.format)
        .collect();
    let values = views
        .clone()
        .filter(|view| view.values.is_some())
        .flat_map(labelled);
    let mut distinct: IndexMap<String, EnumValue> = IndexMap::new();
    for value in values {
        distinct.entry(value.json()).or_insert(value);
    }
    let values: Vec<_> = distinct.into_values().collect();
    let flat = FlatSchema {
        types: Some(types),
        format: formats::widest(&formats, types),
        open: !values.is_empty() && !formats.is_empty(),
        values: Some(values).filter(|values| !values.is_empty()),
        nullable: views.clone().any(FlatSchema::is_nullable),
        ..FlatSchema::default()
    };
    Some(Choice { place: None, flat })
}

/// The values of an enumeration. The schema of a single constant describes it.
fn labelled<'m>(flat: &'m FlatSchema<'_>) -> impl Iterator<Item = EnumValue> + use<'m> {
    let Docs {
        title, description, ..
    } = &flat.docs;
    let values = flat.values.as_deref().unwrap_or_default();
    let alone = values.len() == 1;
    values.iter().map(move |value| EnumValue {
        value: value.value.clone(),
        digits: value.digits.clone(),
        name: value
            .name
            .clone()
            .or_else(|| title.clone().filter(|_| alone)),
        description: value
            .description
            .clone()
            .or_else(|| description.clone().filter(|_| alone)),
    })
}

/// Replaces unions of scalars of one class by a single scalar.
pub fn collapse<'d>(source: &mut Source<'d, '_>, flat: &mut FlatSchema<'d>) {
    while let Some(group) = flat.unions.first().cloned() {
        if source.unions_within == MAX_DEPTH {
            return;
        }
        source.unions_within += 1;
        let scalar = one_scalar(source, flat, &group);
        source.unions_within -= 1;
        let Some(scalar) = scalar else {
            return;
        };
        flat.unions.remove(0);
        narrow(flat, scalar);
    }
}

/// The single type for at least two scalars.
fn one_scalar<'d>(
    source: &mut Source<'d, '_>,
    flat: &FlatSchema<'d>,
    group: &Group<'d>,
) -> Option<FlatSchema<'d>> {
    if group.other_values {
        return None;
    }
    let mut choices = Vec::with_capacity(group.variants.len());
    let mut nullable = false;
    for place in group.variants.iter() {
        let variant = all_of::flatten(source, &place);
        if variant.is_null() {
            nullable = true;
            continue;
        }
        let mut choice = [Choice {
            place: Some(place.clone()),
            flat: variant,
        }];
        flat.hand_down_types(&mut choice);
        let [choice] = choice;
        if !choice.flat.is_scalar() {
            return None;
        }
        choices.push(choice);
    }
    let mut joined = join_classes(choices).into_iter();
    match (joined.next(), joined.next()) {
        (
            Some(Choice {
                place: None,
                flat: mut scalar,
            }),
            None,
        ) => {
            scalar.nullable |= nullable;
            Some(scalar)
        }
        (_, _) => None,
    }
}

/// Several scalars that have become one, together with what stands beside their union.
pub fn narrow<'d>(flat: &mut FlatSchema<'d>, scalar: FlatSchema<'d>) {
    flat.types = match (flat.types, scalar.types) {
        (Some(own), Some(types)) if !(own & types).is_empty() => Some(own & types),
        (_, types) => types,
    };
    flat.nullable |= scalar.nullable;
    flat.format = flat.format.or(scalar.format);
    (flat.values, flat.open) = match (flat.values.take(), scalar.values) {
        (Some(own), Some(values)) if !scalar.open => {
            let listed = |value: &EnumValue| own.iter().any(|own| own.json() == value.json());
            let both: Vec<_> = values.into_iter().filter(listed).collect();
            (Some(if both.is_empty() { own } else { both }), false)
        }
        (Some(own), _) => (Some(own), flat.open),
        (None, values) => (values, scalar.open),
    };
}
