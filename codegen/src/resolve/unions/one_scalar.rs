//! Scalars of one class that become one type, since nothing tells them apart.

use crate::resolve::all_of;
use crate::resolve::source::Source;
use indexmap::IndexMap;

use super::Choice;
use super::validation_only::MAX_DEPTH;
use crate::api::{Docs, EnumValue};
use crate::resolve::merged::{Group, Merged};
use crate::resolve::scalars;
use crate::resolve::types::TypeSet;

/// Strings with strings, numbers with numbers, booleans with booleans: told apart by nothing.
pub(super) fn join_classes(choices: Vec<Choice<'_>>) -> Vec<Choice<'_>> {
    let mut classes: IndexMap<u8, Vec<Choice<'_>>> = IndexMap::new();
    let mut order = Vec::new();
    for choice in choices {
        match class(&choice.merged) {
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

/// Integers beside numbers have digits that no number of 64 bits holds: they stay a variant of
/// their own, unless constants are listed.
fn with_integers_apart(choices: Vec<Choice<'_>>) -> Vec<Vec<Choice<'_>>> {
    let lists_values = choices.iter().any(|choice| choice.merged.values.is_some());
    let is_integer = |choice: &Choice<'_>| choice.merged.plain_types() == Some(TypeSet::INTEGER);
    let (integers, numbers): (Vec<_>, Vec<_>) = choices.into_iter().partition(is_integer);
    if lists_values || integers.is_empty() || numbers.is_empty() {
        return vec![integers.into_iter().chain(numbers).collect()];
    }
    vec![integers, numbers]
}

fn class(merged: &Merged<'_>) -> Option<u8> {
    if !merged.unions.is_empty() {
        return None;
    }
    match merged.plain_types()? {
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
    let views = choices.iter().map(|choice| &choice.merged);
    let types = views.clone().filter_map(Merged::plain_types);
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
    let merged = Merged {
        types: Some(types),
        format: scalars::widest(&formats, types),
        open: !values.is_empty() && !formats.is_empty(),
        values: Some(values).filter(|values| !values.is_empty()),
        nullable: views.clone().any(Merged::is_nullable),
        ..Merged::default()
    };
    Some(Choice {
        place: None,
        merged,
    })
}

/// The values of an enumeration; a lone constant is described by its schema.
fn labelled<'m>(merged: &'m Merged<'_>) -> impl Iterator<Item = EnumValue> + use<'m> {
    let Docs {
        title, description, ..
    } = &merged.docs;
    let values = merged.values.as_deref().unwrap_or_default();
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

/// Replaces unions of nothing but scalars of one class by that scalar.
pub fn collapse<'d>(source: &mut Source<'d, '_>, merged: &mut Merged<'d>) {
    while let Some(group) = merged.unions.first().cloned() {
        if source.unions_within == MAX_DEPTH {
            return;
        }
        source.unions_within += 1;
        let scalar = one_scalar(source, merged, &group);
        source.unions_within -= 1;
        let Some(scalar) = scalar else {
            return;
        };
        merged.unions.remove(0);
        narrow(merged, scalar);
    }
}

/// What at least two scalars amount to.
fn one_scalar<'d>(
    source: &mut Source<'d, '_>,
    merged: &Merged<'d>,
    group: &Group<'d>,
) -> Option<Merged<'d>> {
    if group.strange {
        return None;
    }
    let mut choices = Vec::with_capacity(group.variants.len());
    let mut nullable = false;
    for place in group.variants.iter() {
        let merged_variant = all_of::merged(source, &place);
        if merged_variant.is_null() {
            nullable = true;
            continue;
        }
        let mut choice = [Choice {
            place: Some(place.clone()),
            merged: merged_variant,
        }];
        merged.hand_down_types(&mut choice);
        let [choice] = choice;
        if !choice.merged.is_scalar() {
            return None;
        }
        choices.push(choice);
    }
    let mut joined = join_classes(choices).into_iter();
    match (joined.next(), joined.next()) {
        (
            Some(Choice {
                place: None,
                merged: mut scalar,
            }),
            None,
        ) => {
            scalar.nullable |= nullable;
            Some(scalar)
        }
        (_, _) => None,
    }
}

/// Several scalars that have become one, and what stands beside their union.
pub fn narrow<'d>(merged: &mut Merged<'d>, scalar: Merged<'d>) {
    merged.types = match (merged.types, scalar.types) {
        (Some(own), Some(types)) if !(own & types).is_empty() => Some(own & types),
        (_, types) => types,
    };
    merged.nullable |= scalar.nullable;
    merged.format = merged.format.or(scalar.format);
    (merged.values, merged.open) = match (merged.values.take(), scalar.values) {
        (Some(own), Some(values)) if !scalar.open => {
            let listed = |value: &EnumValue| own.iter().any(|own| own.json() == value.json());
            let both: Vec<_> = values.into_iter().filter(listed).collect();
            (Some(if both.is_empty() { own } else { both }), false)
        }
        (Some(own), _) => (Some(own), merged.open),
        (None, values) => (values, scalar.open),
    };
}
