//! `anyOf` with several objects: a value may be all of them at once, so they are one variant with
//! the members of all. What is no object stays a variant of its own.

use indexmap::IndexSet;

use super::joins::{Tags, differ};
use super::merged::{Group, Merged};
use super::requirements::MAX_DEPTH;
use super::schemas::Schemas;
use super::types::TypeSet;
use super::unions::Choice;

/// Unions of more variants, those of the unions within them counted, stay as they are.
const MAX_VARIANTS: usize = 1_000;

impl<'d> Schemas<'d, '_> {
    /// The variants of an `anyOf`, several objects as one. Constants or a discriminator that tell
    /// objects apart say that a value is one of them only; beside other types, so do required
    /// properties.
    pub fn with_joined_objects(
        &mut self,
        merged: &mut Merged<'d>,
        group: &Group<'d>,
        choices: Vec<Choice<'d>>,
    ) -> Vec<Choice<'d>> {
        let discriminator = group.discriminator.or(merged.discriminator);
        let is_closed = group.exclusive || group.strange || discriminator.is_some();
        if is_closed || choices.len() < 2 {
            return choices;
        }
        if choices.iter().all(|choice| choice.merged.is_object()) {
            return match self.one_object(&choices) {
                Some(joined) => vec![joined],
                None => choices,
            };
        }
        let mut flat = Flat::default();
        for choice in &choices {
            self.flatten(choice.clone(), MAX_DEPTH, &mut flat);
        }
        if flat.looked_at > MAX_VARIANTS {
            return choices;
        }
        let distinct = self.distinct(flat.choices).into_iter();
        let clusters = self.clusters(distinct.flat_map(divided).collect());
        if clusters.iter().all(|cluster| cluster.len() < 2) {
            return choices;
        }
        merged.nullable |= flat.nullable;
        let joined = |cluster: Vec<Choice<'d>>| match self.one_object(&cluster) {
            Some(joined) if cluster.len() > 1 => vec![joined],
            _ => cluster,
        };
        clusters.into_iter().flat_map(joined).collect()
    }

    fn one_object(&mut self, objects: &[Choice<'d>]) -> Option<Choice<'d>> {
        let mut joined = self.joined_objects(objects)?;
        joined.mentioned = undeclared(objects);
        Some(Choice::of(joined))
    }

    /// Variants that may hold for one value at once stand together. What is no object stands alone.
    fn clusters(&mut self, choices: Vec<Choice<'d>>) -> Vec<Vec<Choice<'d>>> {
        let mut clusters: Vec<Vec<Member<'d>>> = Vec::new();
        for (index, choice) in choices.into_iter().enumerate() {
            let tags = self.tags_of(&choice);
            let member = Member {
                index,
                choice,
                tags,
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
    fn flatten(&mut self, choice: Choice<'d>, depth: usize, flat: &mut Flat<'d>) {
        flat.looked_at += 1;
        if flat.looked_at > MAX_VARIANTS {
            return;
        }
        let Some(group) = choice.merged.unions.first().cloned() else {
            return flat.choices.push(choice);
        };
        let discriminator = group.discriminator.or(choice.merged.discriminator);
        if depth == 0 || discriminator.is_some() {
            return flat.choices.push(choice);
        }
        let mut rest = choice.merged.clone();
        rest.unions.remove(0);
        flat.looked_at += group.variants.len();
        if flat.looked_at > MAX_VARIANTS {
            return;
        }
        let within = self.choices(&mut rest, &group);
        if let Some(mentioned) = self.only_required(&within, MAX_DEPTH) {
            rest.mentioned.extend(mentioned);
            return self.flatten(Choice::of(rest), depth - 1, flat);
        }
        if group.exclusive || group.strange {
            return flat.choices.push(choice);
        }
        flat.nullable |= rest.is_nullable();
        for variant in within {
            let variant = self.beside(&rest, variant);
            self.flatten(variant, depth - 1, flat);
        }
    }

    /// A variant with what stands beside its union.
    fn beside(&mut self, rest: &Merged<'d>, variant: Choice<'d>) -> Choice<'d> {
        match &variant.place {
            Some(place) if !rest.is_trivial() || !rest.required.is_empty() => {
                let mut both = rest.clone();
                self.merge(&mut both, place);
                Choice::of(both)
            }
            _ => variant,
        }
    }
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
    tags: Tags<'d>,
}

impl Member<'_> {
    /// Both are objects, and neither constants nor a required property tell them apart.
    fn meets(&self, other: &Self) -> bool {
        let (one, two) = (&self.choice.merged, &other.choice.merged);
        let are_objects = one.is_object() && two.is_object();
        let one_requires = requires_more(one, two) || requires_more(two, one);
        are_objects && !one_requires && !differ(&self.tags, &other.tags)
    }
}

/// One object requires a property that the other does not know.
fn requires_more(one: &Merged<'_>, other: &Merged<'_>) -> bool {
    let mut required = one.required.iter();
    required.any(|name| !other.properties.contains_key(name))
}

impl<'d> Choice<'d> {
    fn of(merged: Merged<'d>) -> Self {
        Self {
            place: None,
            merged,
        }
    }
}
