//! The variants of a union that count.

use crate::resolve::flat::{FlatSchema, Group, all_of};
use crate::resolve::source::Source;
use crate::resolve::source::place::{Child, Place};
use crate::resolve::source::targets;

/// How deep unions within unions are searched.
pub(super) const MAX_DEPTH: usize = 4;

/// A variant that has no definition yet.
#[derive(Debug, Clone)]
pub struct Choice<'d> {
    /// Its place. None when it stands for several.
    pub place: Option<Place<'d>>,
    pub flat: FlatSchema<'d>,
}

/// The variants that can occur. Null is nullability, and `false` fits nothing.
pub fn choices<'d>(
    source: &mut Source<'d, '_>,
    flat: &mut FlatSchema<'d>,
    group: &Group<'d>,
) -> Vec<Choice<'d>> {
    let mut choices = Vec::with_capacity(group.variants.len());
    for place in group.variants.iter() {
        let variant = all_of::flatten(source, &place);
        if variant.is_null() {
            flat.nullable = true;
        } else if !variant.never && flat.can_be(&variant) {
            choices.push(Choice {
                place: Some(place.clone()),
                flat: variant,
            });
        }
    }
    choices
}

/// Each variant once: references to the same schema count as equal, and so do equal inline schemas.
pub fn distinct<'d>(source: &mut Source<'d, '_>, choices: Vec<Choice<'d>>) -> Vec<Choice<'d>> {
    let mut distinct: Vec<Choice<'d>> = Vec::with_capacity(choices.len());
    let mut targets = indexmap::IndexSet::new();
    for choice in choices {
        let named = choice
            .place
            .as_ref()
            .and_then(|place| targets::named(source, place));
        let fresh = match choice.place.as_ref().map(|place| place.child) {
            Some(_) if named.is_some() => targets.insert(named.map(|place| place.pointer)),
            Some(Child::Reference(_)) => true,
            Some(Child::Inline(schema)) => !distinct.iter().any(|known| {
                let known = known.place.as_ref().map(|place| place.child);
                matches!(known, Some(Child::Inline(known)) if known.fits_the_same(schema))
            }),
            None => true,
        };
        if fresh {
            distinct.push(choice);
        }
    }
    distinct
}
