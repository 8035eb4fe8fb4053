//! `anyOf` with several objects: a value may be all of them at once, so they are one variant with
//! the members of all. What is no object stays a variant of its own.

use crate::resolve::all_of;
use crate::resolve::source::Source;
use crate::resolve::unions;
use crate::resolve::unions::evidence;
use crate::resolve::unions::validation_only;
use indexmap::IndexSet;

use super::Choice;
use super::evidence::{Difference, Evidence, Sign, compare};
use super::validation_only::MAX_DEPTH;
use crate::resolve::merged::{Group, Merged, MoreProperties};
use crate::resolve::place::Place;
use crate::resolve::types::TypeSet;

/// Unions of more variants, those of the unions within them counted, stay as they are.
const MAX_VARIANTS: usize = 1_000;

/// The variants of an `anyOf`, several objects as one. Constants or a discriminator that tell
/// objects apart say that a value is one of them only; beside other types, so do required
/// properties.
pub fn with_joined_objects<'d>(
    source: &mut Source<'d, '_>,
    merged: &mut Merged<'d>,
    group: &Group<'d>,
    choices: Vec<Choice<'d>>,
) -> Vec<Choice<'d>> {
    let has_discriminator = group.discriminator.is_some() || merged.discriminator.is_some();
    let is_closed = group.exclusive || group.strange || has_discriminator;
    if is_closed || choices.len() < 2 {
        return choices;
    }
    if choices.iter().all(|choice| choice.merged.is_object()) {
        return match one_object(source, &choices) {
            Some(joined) => vec![joined],
            None => choices,
        };
    }
    let mut flat = Flat::default();
    for choice in &choices {
        unfold(source, choice.clone(), MAX_DEPTH, &mut flat);
    }
    if flat.looked_at > MAX_VARIANTS {
        return choices;
    }
    let distinct = unions::distinct(source, flat.choices).into_iter();
    let clusters = clusters(source, distinct.flat_map(divided).collect());
    if clusters.iter().all(|cluster| cluster.len() < 2) {
        return choices;
    }
    merged.nullable |= flat.nullable;
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

/// Variants that may hold for one value at once stand together. What is no object stands alone.
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

/// A variant that is a union again as the variants of that one.
fn unfold<'d>(source: &mut Source<'d, '_>, choice: Choice<'d>, depth: usize, flat: &mut Flat<'d>) {
    flat.looked_at += 1;
    if flat.looked_at > MAX_VARIANTS {
        return;
    }
    let Some(group) = choice.merged.unions.first().cloned() else {
        return flat.choices.push(choice);
    };
    let has_discriminator = group.discriminator.is_some() || choice.merged.discriminator.is_some();
    if depth == 0 || has_discriminator {
        return flat.choices.push(choice);
    }
    let mut rest = choice.merged.clone();
    rest.unions.remove(0);
    flat.looked_at += group.variants.len();
    if flat.looked_at > MAX_VARIANTS {
        return;
    }
    let within = unions::choices(source, &mut rest, &group);
    if let Some(mentioned) = validation_only::only_required(source, &within, MAX_DEPTH) {
        rest.mentioned.extend(mentioned);
        return unfold(source, Choice::of(rest), depth - 1, flat);
    }
    if group.exclusive || group.strange {
        return flat.choices.push(choice);
    }
    flat.nullable |= rest.is_nullable();
    for variant in within {
        let variant = beside(source, &rest, variant);
        unfold(source, variant, depth - 1, flat);
    }
}

/// A variant with what stands beside its union.
fn beside<'d>(source: &mut Source<'d, '_>, rest: &Merged<'d>, variant: Choice<'d>) -> Choice<'d> {
    match &variant.place {
        Some(place) if !rest.is_trivial() || !rest.required.is_empty() => {
            let mut both = rest.clone();
            all_of::merge(source, &mut both, place);
            Choice::of(both)
        }
        _ => variant,
    }
}

/// One object with the members of all, when no constant tells the objects apart.
fn joined_objects<'d>(source: &mut Source<'d, '_>, choices: &[Choice<'d>]) -> Option<Merged<'d>> {
    if told_apart(source, choices) {
        return None;
    }
    let mut joined = Merged {
        types: Some(TypeSet::OBJECT),
        ..Merged::default()
    };
    for choice in choices {
        for (name, place) in &choice.merged.properties {
            let strange = is_strange(source, place);
            match joined.properties.get_mut(name) {
                Some(known) => {
                    known.instead.push(place.clone());
                    known.strange |= strange;
                }
                None => {
                    let strange = strange || place.strange;
                    let place = Place {
                        strange,
                        ..place.clone()
                    };
                    joined.properties.insert(*name, place);
                }
            }
        }
        joined
            .patterns
            .extend(choice.merged.patterns.iter().cloned());
        joined.nullable |= choice.merged.is_nullable();
    }
    let required: IndexSet<_> = choices
        .iter()
        .flat_map(|c| &c.merged.required)
        .copied()
        .collect();
    let by_all = |name: &&str| {
        choices
            .iter()
            .all(|choice| choice.merged.required.contains(name))
    };
    joined.required = required.into_iter().filter(by_all).collect();
    let more = choices.iter().map(|choice| &choice.merged.additional);
    joined.additional = more.cloned().reduce(MoreProperties::or).unwrap_or_default();
    Some(joined)
}

/// Values of the document fit another variant only, and have this member in their own way.
fn is_strange<'d>(source: &mut Source<'d, '_>, place: &Place<'d>) -> bool {
    let strange = source.shown.of(&place.pointer).strange;
    if strange {
        let message = "an example that fits another variant has a value that does not fit here";
        let instead = "a union that keeps what it does not know";
        source.warn("strange-member", &place.pointer, message, instead);
    }
    strange
}

/// Constants tell each two of the variants apart.
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
struct Flat<'d> {
    choices: Vec<Choice<'d>>,
    nullable: bool,
    looked_at: usize,
}

/// A variant that is an object or something else as two variants.
fn divided(choice: Choice<'_>) -> Vec<Choice<'_>> {
    let types = choice.merged.plain_types().unwrap_or(TypeSet::OBJECT);
    let others = types.without(TypeSet::OBJECT);
    let of_types = |types| {
        Choice::of(Merged {
            types: Some(types),
            ..choice.merged.clone()
        })
    };
    let object = of_types(TypeSet::OBJECT);
    if others.is_empty() || others == types || !object.merged.is_object() {
        return vec![choice];
    }
    vec![object, of_types(others)]
}

/// The properties that objects require and do not declare.
fn undeclared<'d>(objects: &[Choice<'d>]) -> IndexSet<&'d str> {
    let of_one = |choice: &Choice<'d>| {
        let merged = &choice.merged;
        let required = merged.required.union(&merged.mentioned).copied();
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
    fn of(merged: Merged<'d>) -> Self {
        Self {
            place: None,
            merged,
        }
    }
}

impl Merged<'_> {
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
