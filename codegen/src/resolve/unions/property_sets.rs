//! `anyOf` with several objects: a value may fit all of them at once, so they become one variant
//! with the members of all. A variant that is not an object stays on its own.

use indexmap::IndexSet;

use super::choice::{self, Choice, MAX_DEPTH};
use super::evidence::{Difference, Evidence, Sign, compare};
use crate::openapi::TypeSet;
use crate::resolve::flat::all_of;
use crate::resolve::flat::conditions;
use crate::resolve::flat::{FlatSchema, Group, MoreProperties};
use crate::resolve::source::Source;
use crate::resolve::source::place::Place;
use crate::resolve::unions::evidence;
use crate::resolve::unions::validation_only;

/// Unions of more variants than this stay as they are, counting the variants of unions within them.
const MAX_VARIANTS: usize = 1_000;

/// The variants of an `anyOf`, with several objects as one. If constants or a discriminator tell
/// objects apart, a value fits one of them only. Beside other types, required properties say the
/// same.
pub fn with_joined_objects<'d>(
    source: &mut Source<'d, '_>,
    flat: &mut FlatSchema<'d>,
    group: &Group<'d>,
    choices: Vec<Choice<'d>>,
) -> Vec<Choice<'d>> {
    let has_discriminator = group.discriminator.is_some() || flat.discriminator.is_some();
    let is_closed = group.exclusive || group.other_values || has_discriminator;
    if is_closed || choices.len() < 2 {
        return choices;
    }
    if choices.iter().all(|choice| choice.flat.is_object()) {
        return match one_object(source, &choices) {
            Some(joined) => vec![joined],
            None => choices,
        };
    }
    let mut unfolded = Unfolded::default();
    for choice in &choices {
        unfold(source, choice.clone(), MAX_DEPTH, &mut unfolded);
    }
    if unfolded.looked_at > MAX_VARIANTS {
        return choices;
    }
    let distinct = choice::distinct(source, unfolded.choices).into_iter();
    let clusters = clusters(source, distinct.flat_map(divided).collect());
    if clusters.iter().all(|cluster| cluster.len() < 2) {
        return choices;
    }
    flat.nullable |= unfolded.nullable;
    let joined = |cluster: Vec<Choice<'d>>| match one_object(source, &cluster) {
        Some(joined) if cluster.len() > 1 => vec![joined],
        _ => cluster,
    };
    clusters.into_iter().flat_map(joined).collect()
}

fn one_object<'d>(source: &mut Source<'d, '_>, objects: &[Choice<'d>]) -> Option<Choice<'d>> {
    let mut joined = joined_objects(source, objects)?;
    joined.mentioned = undeclared(objects);
    Some(Choice::of(joined))
}

/// Variants that one value may fit at once are together. A variant that is not an object is alone.
fn clusters<'d>(source: &mut Source<'d, '_>, choices: Vec<Choice<'d>>) -> Vec<Vec<Choice<'d>>> {
    let mut clusters: Vec<Vec<Member<'d>>> = Vec::new();
    for (index, choice) in choices.into_iter().enumerate() {
        let evidence = evidence::evidence(source, &choice);
        let member = Member {
            index,
            choice,
            evidence,
        };
        let meets = |cluster: &Vec<Member<'d>>| cluster.iter().any(|one| member.meets(one));
        let (met, mut rest): (Vec<_>, Vec<_>) = clusters.into_iter().partition(meets);
        rest.push(met.into_iter().flatten().chain([member]).collect());
        clusters = rest;
    }
    for cluster in &mut clusters {
        cluster.sort_by_key(|member| member.index);
    }
    clusters.sort_by_key(|cluster| cluster.first().map(|member| member.index));
    let choices = |cluster: Vec<Member<'d>>| cluster.into_iter().map(|member| member.choice);
    clusters
        .into_iter()
        .map(|cluster| choices(cluster).collect())
        .collect()
}

/// The variants of a variant that is a union itself.
fn unfold<'d>(
    source: &mut Source<'d, '_>,
    choice: Choice<'d>,
    depth: usize,
    unfolded: &mut Unfolded<'d>,
) {
    unfolded.looked_at += 1;
    if unfolded.looked_at > MAX_VARIANTS {
        return;
    }
    let Some(group) = choice.flat.unions.first().cloned() else {
        return unfolded.choices.push(choice);
    };
    let has_discriminator = group.discriminator.is_some() || choice.flat.discriminator.is_some();
    if depth == 0 || has_discriminator {
        return unfolded.choices.push(choice);
    }
    let mut rest = choice.flat.clone();
    rest.unions.remove(0);
    unfolded.looked_at += group.variants.len();
    if unfolded.looked_at > MAX_VARIANTS {
        return;
    }
    let within = choice::choices(source, &mut rest, &group);
    if let Some(mentioned) = validation_only::only_required(source, &within, MAX_DEPTH) {
        rest.mentioned.extend(mentioned);
        return unfold(source, Choice::of(rest), depth - 1, unfolded);
    }
    if group.exclusive || group.other_values {
        return unfolded.choices.push(choice);
    }
    unfolded.nullable |= rest.is_nullable();
    for variant in within {
        let variant = beside(source, &rest, variant);
        unfold(source, variant, depth - 1, unfolded);
    }
}

/// A variant, together with what stands beside its union.
fn beside<'d>(
    source: &mut Source<'d, '_>,
    rest: &FlatSchema<'d>,
    variant: Choice<'d>,
) -> Choice<'d> {
    match &variant.place {
        Some(place) if !rest.is_trivial() || !rest.required.is_empty() => {
            let mut both = rest.clone();
            all_of::take_in(source, &mut both, place);
            conditions::declare(&mut both);
            Choice::of(both)
        }
        _ => variant,
    }
}

/// One object with the members of all, when no constant tells the objects apart.
fn joined_objects<'d>(
    source: &mut Source<'d, '_>,
    choices: &[Choice<'d>],
) -> Option<FlatSchema<'d>> {
    if told_apart(source, choices) {
        return None;
    }
    let mut joined = FlatSchema {
        types: Some(TypeSet::OBJECT),
        ..FlatSchema::default()
    };
    for choice in choices {
        for (name, place) in &choice.flat.properties {
            let other_values = has_other_values(source, place);
            match joined.properties.get_mut(name) {
                Some(known) => {
                    known.instead.push(place.clone());
                    known.other_values |= other_values;
                }
                None => {
                    let other_values = other_values || place.other_values;
                    let place = Place {
                        other_values,
                        ..place.clone()
                    };
                    joined.properties.insert(*name, place);
                }
            }
        }
        joined.patterns.extend(choice.flat.patterns.iter().cloned());
        joined.nullable |= choice.flat.is_nullable();
    }
    let required: IndexSet<_> = choices
        .iter()
        .flat_map(|c| &c.flat.required)
        .copied()
        .collect();
    let by_all = |name: &&str| {
        choices
            .iter()
            .all(|choice| choice.flat.required.contains(name))
    };
    joined.required = required.into_iter().filter(by_all).collect();
    let more = choices.iter().map(|choice| &choice.flat.additional);
    joined.additional = more.cloned().reduce(MoreProperties::or).unwrap_or_default();
    Some(joined)
}

/// Values of the document fit another variant only, and have this member in a different type.
fn has_other_values<'d>(source: &mut Source<'d, '_>, place: &Place<'d>) -> bool {
    let other_values = source.examples.of(&place.pointer).other_values;
    if other_values {
        let message = "an example of another variant has this member in another type";
        let instead = "a union that keeps unknown values";
        source.warn("member-of-other-type", &place.pointer, message, instead);
    }
    other_values
}

/// Constants tell any two of the variants apart.
fn told_apart<'d>(source: &mut Source<'d, '_>, choices: &[Choice<'d>]) -> bool {
    let evidence: Vec<_> = choices
        .iter()
        .map(|choice| evidence::evidence(source, choice))
        .collect();
    let differ = |one, other| matches!(compare(one, other), Difference::Constants(_));
    let mut pairs = evidence.iter().enumerate();
    pairs.all(|(index, one)| {
        let mut others = evidence.iter().skip(index + 1);
        others.all(|other| differ(one, other))
    })
}

/// The variants of a union and of the unions within it.
#[derive(Default)]
struct Unfolded<'d> {
    choices: Vec<Choice<'d>>,
    nullable: bool,
    looked_at: usize,
}

/// A variant that is an object or something else, as two variants.
fn divided(choice: Choice<'_>) -> Vec<Choice<'_>> {
    let types = choice.flat.plain_types().unwrap_or(TypeSet::OBJECT);
    let others = types.without(TypeSet::OBJECT);
    let of_types = |types| {
        Choice::of(FlatSchema {
            types: Some(types),
            ..choice.flat.clone()
        })
    };
    let object = of_types(TypeSet::OBJECT);
    if others.is_empty() || others == types || !object.flat.is_object() {
        return vec![choice];
    }
    vec![object, of_types(others)]
}

/// The properties that objects require and do not declare.
fn undeclared<'d>(objects: &[Choice<'d>]) -> IndexSet<&'d str> {
    let of_one = |choice: &Choice<'d>| {
        let flat = &choice.flat;
        let required = flat.required.union(&flat.mentioned).copied();
        required.collect::<Vec<_>>()
    };
    objects.iter().flat_map(of_one).collect()
}

/// A variant among others.
struct Member<'d> {
    index: usize,
    choice: Choice<'d>,
    evidence: Evidence<'d>,
}

impl Member<'_> {
    /// Both are objects, and neither constants nor a required property tell them apart.
    fn meets(&self, other: &Self) -> bool {
        let are_objects = self.evidence.is_object && other.evidence.is_object;
        let is_required = |sign| matches!(sign, Some(Sign::Required(_)));
        are_objects
            && match compare(&self.evidence, &other.evidence) {
                Difference::Members(sign, others) => !is_required(sign) && !is_required(others),
                Difference::Narrower(_) | Difference::None => true,
                Difference::Types | Difference::Constants(_) | Difference::Items => false,
            }
    }
}

impl<'d> Choice<'d> {
    fn of(flat: FlatSchema<'d>) -> Self {
        Self { place: None, flat }
    }
}

impl FlatSchema<'_> {
    /// An object with members and without further choices.
    pub fn is_object(&self) -> bool {
        self.plain_types() == Some(TypeSet::OBJECT)
            && !self.properties.is_empty()
            && self.unions.is_empty()
    }
}

impl MoreProperties<'_> {
    /// What may stand beside the properties of either.
    fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Typed(one), Self::Typed(other)) => {
                let mut either = one;
                either.instead.push(other);
                Self::Typed(either)
            }
            (Self::Typed(one), Self::Forbidden) | (Self::Forbidden, Self::Typed(one)) => {
                Self::Typed(one)
            }
            (Self::Forbidden, Self::Forbidden) => Self::Forbidden,
            (Self::Any | Self::Typed(_), _) | (_, Self::Any | Self::Typed(_)) => Self::Any,
            (Self::Unspecified, _) | (_, Self::Unspecified) => Self::Unspecified,
        }
    }
}
