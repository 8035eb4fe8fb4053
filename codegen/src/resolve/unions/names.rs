//! Names of variants.

use indexmap::IndexMap;

use super::choice::Choice;
use super::discriminator;
use crate::openapi::TypeSet;
use crate::resolve::source::Source;
use crate::resolve::source::targets;

/// Names of variants: component, title, tag or JSON type, with numbers where they would clash.
pub(super) fn names<'d>(source: &Source<'d, '_>, choices: &[Choice<'d>]) -> Vec<String> {
    let mut names: Vec<_> = choices.iter().map(|choice| name(source, choice)).collect();
    let mut counts: IndexMap<String, usize> = IndexMap::new();
    for name in &names {
        *counts.entry(name.clone()).or_default() += 1;
    }
    let mut numbers: IndexMap<String, usize> = IndexMap::new();
    for name in &mut names {
        if counts.get(name).is_some_and(|count| *count > 1) {
            let number = numbers.entry(name.clone()).or_default();
            *number += 1;
            *name = format!("{name} {number}");
        }
    }
    names
}

fn name<'d>(source: &Source<'d, '_>, choice: &Choice<'d>) -> String {
    let flat = &choice.flat;
    let named = choice
        .place
        .as_ref()
        .and_then(|place| targets::named(source, place));
    if let Some(key) = named.as_ref().and_then(|place| place.steps.component()) {
        return key.to_owned();
    }
    if let Some(title) = &flat.docs.title {
        return title.clone();
    }
    if let Some(tag) = discriminator::only_tag(flat) {
        return tag;
    }
    let ty = flat
        .plain_types()
        .and_then(TypeSet::name)
        .unwrap_or("value");
    match &flat.items {
        Some(items) if ty == "array" => {
            let named = targets::named(source, items);
            let component = named.as_ref().and_then(|place| place.steps.component());
            let component = component.map(str::to_owned);
            let of = component.or_else(|| items.json_type().map(str::to_owned));
            of.map_or_else(|| ty.to_owned(), |of| format!("{of} array"))
        }
        _ => ty.to_owned(),
    }
}
