//! `oneOf` and `anyOf`: what is no real choice goes, the rest becomes variants, and something must
//! tell them apart.
//!
//! In the order of the work: variants that only validate, objects and scalars that become one type,
//! the discriminator; and when all definitions are there, the other strategies, each in a file of
//! its own, by what [`evidence`] finds. Parents whose children inherit by `allOf` are unions too.

pub(super) mod by_trial;
pub(super) mod constants;
pub(super) mod discriminator;
pub(super) mod evidence;
pub(super) mod families;
pub(super) mod json_types;
pub(super) mod names;
pub(super) mod one_scalar;
pub(super) mod property_sets;
pub(super) mod recognition;
pub(super) mod required_members;
pub(super) mod validation_only;

use crate::resolve::all_of;
use crate::resolve::objects;
use crate::resolve::schemas::Definitions;
use crate::resolve::source::Source;
use std::rc::Rc;

pub(super) use discriminator::Declared;
pub(crate) use recognition::recognise;

use super::docs;
use super::merged::{Group, Merged, MoreProperties};
use super::place::{Child, Place};
use super::steps::Steps;
use super::types::TypeSet;
use crate::api::{Docs, Kind, Recognition, Step, Union, Use, Variant};
use validation_only::MAX_DEPTH;

/// Several `oneOf`s and `anyOf`s in one schema are multiplied out as far as this.
const MAX_COMBINATIONS: usize = 2_000;

/// A variant before it has a definition.
#[derive(Debug, Clone)]
pub(super) struct Choice<'d> {
    /// Where it stands; none when it stands for several.
    pub place: Option<Place<'d>>,
    pub merged: Merged<'d>,
}

/// A schema with at least one `oneOf` or `anyOf`.
pub fn kind<'d>(definitions: &mut Definitions<'d, '_>, merged: &mut Merged<'d>) -> Kind {
    let group = merged.unions.remove(0);
    let choices = choices(&mut definitions.source, merged, &group);
    if let Some(mentioned) =
        validation_only::only_required(&mut definitions.source, &choices, MAX_DEPTH)
    {
        return validation_only::requirements_only(definitions, merged, &choices, mentioned);
    }
    let choices = distinct(&mut definitions.source, choices);
    let mut choices =
        property_sets::with_joined_objects(&mut definitions.source, merged, &group, choices);
    merged.hand_down_types(&mut choices);
    if merged.is_trivial() || choices.iter().all(|choice| choice.merged.is_scalar()) {
        choices = one_scalar::join_classes(choices);
    }
    let declared = group.discriminator.clone().or(merged.discriminator.clone());
    match choices.as_slice() {
        [] if merged.nullable => Kind::Null,
        [] => definitions.kind(merged),
        [choice] if !group.strange && declared.is_none() => {
            only_choice(definitions, merged, choice)
        }
        _ => variants(definitions, merged, &group, declared, choices),
    }
}

/// The variants that can be taken; null is nullability, and `false` is nothing.
pub fn choices<'d>(
    source: &mut Source<'d, '_>,
    merged: &mut Merged<'d>,
    group: &Group<'d>,
) -> Vec<Choice<'d>> {
    let mut choices = Vec::with_capacity(group.variants.len());
    for place in group.variants.iter() {
        let variant = all_of::merged(source, &place);
        if variant.is_null() {
            merged.nullable = true;
        } else if !variant.never && merged.can_be(&variant) {
            choices.push(Choice {
                place: Some(place.clone()),
                merged: variant,
            });
        }
    }
    choices
}

/// Each variant once: references to the same schema, and inline schemas that are equal.
pub fn distinct<'d>(source: &mut Source<'d, '_>, choices: Vec<Choice<'d>>) -> Vec<Choice<'d>> {
    let mut distinct: Vec<Choice<'d>> = Vec::with_capacity(choices.len());
    let mut targets = indexmap::IndexSet::new();
    for choice in choices {
        let named = choice
            .place
            .as_ref()
            .and_then(|place| discriminator::named(source, place));
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

/// What is left of a union with one variant.
fn only_choice<'d>(
    definitions: &mut Definitions<'d, '_>,
    merged: &mut Merged<'d>,
    choice: &Choice<'d>,
) -> Kind {
    match &choice.place {
        Some(place)
            if discriminator::named(&definitions.source, place).is_some()
                && (merged.is_trivial() || choice.merged.includes(merged))
                && choice.merged.keeps_members_of(merged) =>
        {
            Kind::Alias(definitions.use_of(place))
        }
        Some(place) => {
            let own = std::mem::take(&mut merged.docs);
            all_of::merge(&mut definitions.source, merged, place);
            docs::override_with(&mut merged.docs, own);
            definitions.kind(merged)
        }
        None if choice.merged.is_object() => {
            take_over(merged, choice.merged.clone());
            definitions.kind(merged)
        }
        None => {
            one_scalar::narrow(merged, choice.merged.clone());
            definitions.kind(merged)
        }
    }
}

/// The contents of another view, under this one's name and texts.
fn take_over<'d>(merged: &mut Merged<'d>, contents: Merged<'d>) {
    let own = std::mem::take(merged);
    let mut contents = contents;
    for (name, place) in own.properties {
        let both = match contents.properties.get(name) {
            Some(known) => place.and(known.clone()),
            None => place,
        };
        contents.properties.insert(name, both);
    }
    contents.required.extend(own.required);
    contents.mentioned.extend(own.mentioned);
    contents.patterns.extend(own.patterns);
    contents.additional = own.additional.and(contents.additional);
    let mut docs = contents.docs;
    docs::override_with(&mut docs, own.docs);
    *merged = Merged {
        pointer: own.pointer,
        steps: own.steps,
        docs,
        nullable: own.nullable || contents.nullable,
        unions: own.unions,
        ..contents
    };
}

fn variants<'d>(
    definitions: &mut Definitions<'d, '_>,
    merged: &mut Merged<'d>,
    group: &Group<'d>,
    declared: Option<Declared<'d>>,
    choices: Vec<Choice<'d>>,
) -> Kind {
    let others = merged.unions.iter().map(|group| group.variants.len());
    if others.fold(choices.len(), usize::saturating_mul) > MAX_COMBINATIONS {
        let what = "this many combinations of `oneOf` and `anyOf`";
        return definitions.untyped(&merged.pointer, what);
    }
    let tags = declared.and_then(|declared| {
        discriminator::tags(
            &mut definitions.source,
            &declared,
            &choices,
            None,
            &group.pointer,
        )
    });
    if let ([choice], None, false) = (choices.as_slice(), &tags, group.strange) {
        return only_choice(definitions, merged, choice);
    }
    let names = names::names(&definitions.source, &choices);
    let trivial = merged.is_trivial();
    let is_alone = choices.len() == 1;
    let mut variants = Vec::with_capacity(choices.len());
    for (choice, name) in choices.into_iter().zip(names) {
        let docs = choice
            .place
            .as_ref()
            .map(|place| objects::annotations(&mut definitions.source, place).docs);
        // Items of the only array there is need no word that tells them from others.
        let is_array = choice.merged.plain_types() == Some(TypeSet::ARRAY);
        let steps = match is_alone && is_array {
            true => merged.steps.clone(),
            false => merged.steps.then(Step::Variant(name.clone())),
        };
        let ty = variant(definitions, merged, trivial, choice, steps);
        variants.push(Variant {
            name,
            ty,
            docs: docs.unwrap_or_default(),
        });
    }
    Kind::Union(Union {
        variants,
        exclusive: group.exclusive,
        recognition: tags.map(Recognition::Discriminator),
    })
}

/// The type of one variant: with what stands beside the union, where something does. An inline
/// one stands for the union itself and is named like it.
fn variant<'d>(
    definitions: &mut Definitions<'d, '_>,
    merged: &Merged<'d>,
    trivial: bool,
    choice: Choice<'d>,
    steps: Steps,
) -> Use {
    let Some(place) = choice.place else {
        let whole = whole(merged, choice.merged, trivial);
        return definitions.synthesize(Merged { steps, ..whole });
    };
    let narrows = !trivial && !choice.merged.includes(merged);
    if !narrows && choice.merged.keeps_members_of(merged) {
        return definitions.use_of(&Place { steps, ..place });
    }
    let mut both = Merged {
        pointer: Rc::clone(&place.pointer),
        steps: steps.clone(),
        docs: Docs::default(),
        nullable: false,
        ..merged.clone()
    };
    all_of::merge(
        &mut definitions.source,
        &mut both,
        &Place { steps, ..place },
    );
    definitions.synthesize(both)
}

/// A variant of no place, an object with what stands beside the union.
fn whole<'d>(merged: &Merged<'d>, variant: Merged<'d>, trivial: bool) -> Merged<'d> {
    let pointer = Rc::clone(&merged.pointer);
    let narrows = !trivial || !variant.keeps_members_of(merged);
    if !narrows || !variant.is_object() {
        return Merged { pointer, ..variant };
    }
    let mut whole = Merged {
        docs: Docs::default(),
        nullable: false,
        ..merged.clone()
    };
    take_over(&mut whole, variant);
    whole
}

impl<'d> Merged<'d> {
    /// Nothing here narrows the variants of a union.
    pub fn is_trivial(&self) -> bool {
        self.unions.is_empty() && self.has_no_contents()
    }

    /// No values, members or items are named, unions aside.
    pub fn has_no_contents(&self) -> bool {
        self.properties.is_empty()
            && self.values.is_none()
            && self.items.is_none()
            && self.prefix.is_empty()
            && self.patterns.is_empty()
            && !matches!(self.additional, MoreProperties::Typed(_))
    }

    /// The types beside the union leave room for the variant.
    fn can_be(&self, variant: &Self) -> bool {
        match (self.types, variant.plain_types()) {
            (Some(own), Some(types)) => !(own & types).is_empty(),
            (_, _) => true,
        }
    }

    /// A scalar without further choices.
    pub fn is_scalar(&self) -> bool {
        self.unions.is_empty() && self.plain_types().is_some_and(TypeSet::is_one_scalar)
    }

    /// A scalar `type` beside the union holds for the variants that have none.
    pub fn hand_down_types(&self, choices: &mut [Choice<'d>]) {
        let types = self.types.map(|types| types.without(TypeSet::NULL));
        let Some(types) = types.filter(|types| types.is_one_scalar()) else {
            return;
        };
        for choice in choices {
            choice.merged.types = choice.merged.types.or(Some(types));
        }
    }

    /// The variant keeps the members that the schema beside the union asks for.
    fn keeps_members_of(&self, base: &Self) -> bool {
        let has = |name| self.properties.contains_key(name) || self.required.contains(name);
        let mut asked = base.required.union(&base.mentioned);
        match self.additional {
            _ if self.properties.is_empty() => true,
            MoreProperties::Any | MoreProperties::Typed(_) => true,
            MoreProperties::Unspecified if matches!(base.additional, MoreProperties::Any) => false,
            MoreProperties::Unspecified | MoreProperties::Forbidden => asked.all(|name| has(*name)),
        }
    }

    /// The variant is a child of what stands beside the union.
    fn includes(&self, base: &Self) -> bool {
        base.unions.is_empty() && self.seen.contains(&base.pointer)
    }
}
