//! `oneOf` and `anyOf`: what is not a real choice is removed, the rest becomes variants, and
//! something must tell these apart.
//!
//! In the order of the work: variants that only validate, objects and scalars that become one type,
//! the discriminator. When all definitions are known, the other strategies follow, with a file for
//! each, based on what [`evidence`] finds. Parents whose children inherit by `allOf` are unions,
//! too.

pub(super) mod by_trial;
pub(super) mod choice;
pub(super) mod constants;
pub(super) mod discriminator;
pub(super) mod evidence;
pub(super) mod families;
pub(super) mod json_types;
pub(super) mod member_values;
pub(super) mod names;
pub(super) mod one_scalar;
pub(super) mod property_sets;
pub(super) mod recognition;
pub(super) mod required_members;
pub(super) mod validation_only;

use std::rc::Rc;

pub(crate) use recognition::recognise;

use crate::api::{Docs, Kind, Recognition, Step, Union, Use, Variant};
use crate::openapi::TypeSet;
use crate::resolve::definitions::docs;
use crate::resolve::definitions::objects;
use crate::resolve::definitions::{self, Definitions};
use crate::resolve::flat::all_of;
use crate::resolve::flat::conditions;
use crate::resolve::flat::declared::Declared;
use crate::resolve::flat::{FlatSchema, Group, MoreProperties};
use crate::resolve::source::place::Place;
use crate::resolve::source::steps::Steps;
use crate::resolve::source::targets;

use choice::{Choice, MAX_DEPTH, choices, distinct};

/// Up to how many combinations several `oneOf`s and `anyOf`s in one schema are multiplied out.
const MAX_COMBINATIONS: usize = 2_000;

/// A schema with at least one `oneOf` or `anyOf`.
pub fn kind<'d>(definitions: &mut Definitions<'d, '_>, flat: &mut FlatSchema<'d>) -> Kind {
    let group = flat.unions.remove(0);
    let choices = choices(&mut definitions.source, flat, &group);
    if let Some(mentioned) =
        validation_only::only_required(&mut definitions.source, &choices, MAX_DEPTH)
    {
        validation_only::requirements_only(flat, &choices, mentioned);
        return definitions::kind(definitions, flat);
    }
    let choices = distinct(&mut definitions.source, choices);
    let mut choices =
        property_sets::with_joined_objects(&mut definitions.source, flat, &group, choices);
    flat.hand_down_types(&mut choices);
    if flat.is_trivial() || choices.iter().all(|choice| choice.flat.is_scalar()) {
        choices = one_scalar::join_classes(choices);
    }
    let declared = group.discriminator.clone().or(flat.discriminator.clone());
    match choices.as_slice() {
        [] if flat.nullable => Kind::Null,
        [] => definitions::kind(definitions, flat),
        [choice] if !group.other_values && declared.is_none() => {
            only_choice(definitions, flat, choice)
        }
        _ => variants(definitions, flat, &group, declared, choices),
    }
}

/// What is left of a union with a single variant.
fn only_choice<'d>(
    definitions: &mut Definitions<'d, '_>,
    flat: &mut FlatSchema<'d>,
    choice: &Choice<'d>,
) -> Kind {
    match &choice.place {
        Some(place)
            if targets::named(&definitions.source, place).is_some()
                && (flat.is_trivial() || choice.flat.includes(flat))
                && choice.flat.keeps_members_of(flat) =>
        {
            Kind::Alias(definitions.use_of(place))
        }
        Some(place) => {
            let own = std::mem::take(&mut flat.docs);
            all_of::take_in(&mut definitions.source, flat, place);
            conditions::declare(flat);
            docs::override_with(&mut flat.docs, own);
            definitions::kind(definitions, flat)
        }
        None if choice.flat.is_object() => {
            take_over(flat, choice.flat.clone());
            definitions::kind(definitions, flat)
        }
        None => {
            one_scalar::narrow(flat, choice.flat.clone());
            definitions::kind(definitions, flat)
        }
    }
}

/// The content of another view, with the name and texts of this one.
fn take_over<'d>(flat: &mut FlatSchema<'d>, contents: FlatSchema<'d>) {
    let own = std::mem::take(flat);
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
    *flat = FlatSchema {
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
    flat: &mut FlatSchema<'d>,
    group: &Group<'d>,
    declared: Option<Declared<'d>>,
    choices: Vec<Choice<'d>>,
) -> Kind {
    let others = flat.unions.iter().map(|group| group.variants.len());
    if others.fold(choices.len(), usize::saturating_mul) > MAX_COMBINATIONS {
        let what = "this many combinations of `oneOf` and `anyOf`";
        return definitions.untyped(&flat.pointer, what);
    }
    let source = &mut definitions.source;
    let tags = declared.and_then(|declared| {
        discriminator::tags(source, &declared, &choices, None, &group.pointer)
    });
    if let ([choice], None, false) = (choices.as_slice(), &tags, group.other_values) {
        return only_choice(definitions, flat, choice);
    }
    let names = names::names(&mut definitions.source, &choices, tags.as_ref());
    let trivial = flat.is_trivial();
    let is_alone = choices.len() == 1;
    let mut variants = Vec::with_capacity(choices.len());
    for (choice, name) in choices.into_iter().zip(names) {
        let docs = choice
            .place
            .as_ref()
            .map(|place| objects::annotations(&mut definitions.source, place).docs);
        // The items of the only array among the variants need no word in their name that tells them
        // from others.
        let is_array = choice.flat.plain_types() == Some(TypeSet::ARRAY);
        let steps = match is_alone && is_array {
            true => flat.steps.clone(),
            false => flat.steps.then(Step::Variant(name.clone())),
        };
        let ty = variant(definitions, flat, trivial, choice, steps);
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

/// The type of one variant, together with the keywords beside the union, if there are any. An
/// inline variant replaces the union itself and is named like it.
fn variant<'d>(
    definitions: &mut Definitions<'d, '_>,
    flat: &FlatSchema<'d>,
    trivial: bool,
    choice: Choice<'d>,
    steps: Steps,
) -> Use {
    let Some(place) = choice.place else {
        let whole = whole(flat, choice.flat, trivial);
        return definitions.synthesize(FlatSchema { steps, ..whole });
    };
    let narrows = !trivial && !choice.flat.includes(flat);
    if !narrows && choice.flat.keeps_members_of(flat) {
        return definitions.use_of(&Place { steps, ..place });
    }
    let mut both = FlatSchema {
        pointer: Rc::clone(&place.pointer),
        steps: steps.clone(),
        docs: Docs::default(),
        nullable: false,
        ..flat.clone()
    };
    all_of::take_in(
        &mut definitions.source,
        &mut both,
        &Place { steps, ..place },
    );
    conditions::declare(&mut both);
    definitions.synthesize(both)
}

/// A variant without a place: an object with what stands beside the union.
fn whole<'d>(flat: &FlatSchema<'d>, variant: FlatSchema<'d>, trivial: bool) -> FlatSchema<'d> {
    let pointer = Rc::clone(&flat.pointer);
    let narrows = !trivial || !variant.keeps_members_of(flat);
    if !narrows || !variant.is_object() {
        return FlatSchema { pointer, ..variant };
    }
    let mut whole = FlatSchema {
        docs: Docs::default(),
        nullable: false,
        ..flat.clone()
    };
    take_over(&mut whole, variant);
    whole
}

impl<'d> FlatSchema<'d> {
    /// Nothing here narrows the variants of a union.
    pub fn is_trivial(&self) -> bool {
        self.unions.is_empty() && self.has_no_contents()
    }

    /// No values, members or items are declared, apart from unions.
    pub fn has_no_contents(&self) -> bool {
        self.properties.is_empty()
            && self.values.is_none()
            && self.items.is_none()
            && self.prefix.is_empty()
            && self.patterns.is_empty()
            && !matches!(self.additional, MoreProperties::Typed(_))
    }

    /// The types beside the union allow those of the variant.
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

    /// A scalar `type` beside the union counts for variants that have none.
    pub fn hand_down_types(&self, choices: &mut [Choice<'d>]) {
        let types = self.types.map(|types| types.without(TypeSet::NULL));
        let Some(types) = types.filter(|types| types.is_one_scalar()) else {
            return;
        };
        for choice in choices {
            choice.flat.types = choice.flat.types.or(Some(types));
        }
    }

    /// The variant keeps the members that the schema beside the union declares.
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
