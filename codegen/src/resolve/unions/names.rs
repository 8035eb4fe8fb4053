//! Names of variants.
//!
//! A variant gets the first of its candidates that no other variant has: its tag, component, title,
//! JSON type, or the members that only it has. A candidate of several variants is used for none of
//! them, so that neither the order nor the number of the variants matters. Only variants that
//! nothing tells apart are numbered.

use std::collections::{BTreeMap, BTreeSet};

use super::choice::Choice;
use super::constants::Constants;
use super::discriminator;
use super::evidence::{Evidence, evidence};
use super::member_values;
use crate::api::Discriminator;
use crate::openapi::TypeSet;
use crate::resolve::source::Source;
use crate::resolve::source::place::{Child, Place};
use crate::resolve::source::targets;
use crate::words::words;

/// Tags with more words are sentences.
const MOST_WORDS: usize = 8;

/// How many levels of arrays one name mentions.
const MOST_ARRAYS: usize = 3;

/// How many members one name mentions.
const MOST_MEMBERS: usize = 3;

/// A name for each variant, all different.
pub(super) fn names<'d>(
    source: &mut Source<'d, '_>,
    choices: &[Choice<'d>],
    tags: Option<&Discriminator>,
) -> Vec<String> {
    let evidence: Vec<_> = match tags.is_none() && objects_are_compared(choices) {
        true => choices
            .iter()
            .map(|choice| evidence(source, choice))
            .collect(),
        false => Vec::new(),
    };
    let mut constants = constants(&evidence).into_iter();
    let each = choices.iter().enumerate();
    let candidates = each.map(|(index, choice)| {
        let tag = tags.and_then(|tags| only_tag(tags, index));
        let constants = constants.next().unwrap_or_default();
        let own = tag.into_iter().chain(constants);
        let own = own.filter(|tag| says_something(tag));
        let own = own.chain(own_names(source, choice));
        own.chain(members(&evidence, index)).collect()
    });
    let mut candidates: Vec<Vec<_>> = candidates.collect();
    let mut ranks = settle(&candidates);
    let clashing = clashing(&candidates, &ranks);
    if !clashing.is_empty() {
        add_last_resorts(source, choices, &clashing, &mut candidates);
        ranks = settle(&candidates);
    }
    let chosen = candidates.iter().zip(ranks);
    let chosen = chosen.map(|(own, rank)| own.get(rank).cloned().unwrap_or_default());
    numbered(chosen.collect())
}

/// What the members of variants say that have no name of their own, and where these variants stand.
fn add_last_resorts<'d>(
    source: &mut Source<'d, '_>,
    choices: &[Choice<'d>],
    clashing: &[usize],
    candidates: &mut [Vec<String>],
) {
    let alike = clashing.iter().filter_map(|index| choices.get(*index));
    let alike: Vec<_> = alike.collect();
    let by_member = member_values::names(source, &alike);
    for ((index, choice), by_member) in clashing.iter().zip(alike).zip(by_member) {
        if let Some(own) = candidates.get_mut(*index) {
            own.extend(by_member);
            own.extend(holder(source, choice));
        }
    }
}

/// There are several objects, or one without a name of its own.
fn objects_are_compared(choices: &[Choice<'_>]) -> bool {
    let mut objects = choices.iter().filter(|choice| choice.flat.is_object());
    match (objects.next(), objects.next()) {
        (Some(only), None) => {
            let child = only.place.as_ref().map(|place| place.child);
            !matches!(child, Some(Child::Reference(_)))
        }
        (first, _) => first.is_some(),
    }
}

/// The tag of a variant that has one.
fn only_tag(tags: &Discriminator, index: usize) -> Option<String> {
    let mut own = tags.tags_of(index);
    let tag = own.next()?;
    own.next().is_none().then(|| tag.clone())
}

/// Constants that serve as tags: those of the member with the most different ones first.
fn constants(evidence: &[Evidence<'_>]) -> Vec<Vec<String>> {
    let properties = evidence.iter().flat_map(|one| one.constants.keys());
    let properties: BTreeSet<_> = properties.copied().collect();
    let mut counted: Vec<_> = properties
        .into_iter()
        .map(|property| {
            let constants = evidence
                .iter()
                .filter_map(|one| one.constants.get(property));
            let texts: BTreeSet<_> = constants.filter_map(Constants::only_text).collect();
            (std::cmp::Reverse(texts.len()), property)
        })
        .collect();
    counted.sort();
    let of = |one: &Evidence<'_>| {
        let properties = counted.iter();
        let constants = properties.filter_map(|(_, property)| one.constants.get(*property));
        constants.filter_map(Constants::only_text).collect()
    };
    evidence.iter().map(of).collect()
}

fn says_something(tag: &str) -> bool {
    let words = words(tag);
    let is_boolean = ["true", "false"].contains(&&*words);
    words.starts_with(char::is_alphabetic) && !is_boolean && words.split(' ').count() <= MOST_WORDS
}

/// Names of a variant that do not depend on the others: component, title, only value, JSON type.
fn own_names<'d>(
    source: &Source<'d, '_>,
    choice: &Choice<'d>,
) -> impl Iterator<Item = String> + use<'d> {
    let flat = &choice.flat;
    let ty = flat.plain_types().and_then(TypeSet::name);
    let kind = match &flat.items {
        Some(items) if ty == Some("array") => array_of(source, items),
        _ => ty.unwrap_or("value").to_owned(),
    };
    let value = match flat.values.as_deref() {
        Some([only]) if only.text().is_empty() => Some("empty".to_owned()),
        Some([only]) => Some(only.text()),
        _ => None,
    };
    let speaking = value.clone().filter(|value| says_something(value));
    let value = value.map(|value| format!("{kind} {value}"));
    let format = flat.format.map(|format| format!("{format} {kind}"));
    let own = discriminator::component(source, choice).into_iter();
    let own = own.chain(flat.docs.title.clone());
    let own = own.chain(speaking).chain([kind]);
    own.chain(value).chain(format)
}

/// `Pet array`, `number array array`.
fn array_of<'d>(source: &Source<'d, '_>, items: &Place<'d>) -> String {
    let named = targets::named(source, items);
    if let Some(component) = named.as_ref().and_then(|place| place.steps.component()) {
        return format!("{component} array");
    }
    let mut arrays = "array".to_owned();
    let mut inner = match items.child {
        Child::Inline(schema) => Some(schema),
        Child::Reference(_) => None,
    };
    for _ in 0..MOST_ARRAYS {
        let Some(schema) = inner else { break };
        let types = schema.types().map(|types| types.without(TypeSet::NULL));
        let ty = types.and_then(TypeSet::name).unwrap_or_default();
        arrays = format!("{ty} {arrays}");
        let items = schema.items().filter(|_| ty == "array");
        inner = items.map(|(_, items)| items);
    }
    arrays
}

/// The component that contains a variant, if the variant is not a component itself.
fn holder<'d>(source: &Source<'d, '_>, choice: &Choice<'d>) -> Option<String> {
    let place = choice.place.as_ref()?;
    let target = targets::named(source, place);
    target.as_ref().unwrap_or(place).steps.holder()
}

/// The fewest members that tell an object from all others: `with email`.
fn members(evidence: &[Evidence<'_>], index: usize) -> Option<String> {
    let own = evidence.get(index).filter(|own| own.is_object)?;
    let others = evidence.iter().enumerate();
    let others = others.filter(|(other, one)| *other != index && one.is_object);
    let others: Vec<_> = others.map(|(_, one)| one).collect();
    let required = own.required.iter().copied().collect();
    let has_none = |other: &Evidence<'_>, name: &str| !other.declared.contains(name);
    let asks_not = |other: &Evidence<'_>, name: &str| !other.required.contains(name);
    let telling = telling(&required, &others, has_none)
        .or_else(|| telling(&own.declared, &others, has_none))
        .or_else(|| telling(&required, &others, asks_not))?;
    Some(format!("with {}", telling.join(" and ")))
}

/// Members such that each of the other variants lacks one of them. The member that most of them
/// lack comes first.
fn telling<'t>(
    own: &BTreeSet<&'t str>,
    others: &[&Evidence<'_>],
    lacks: impl Fn(&Evidence<'_>, &str) -> bool,
) -> Option<Vec<&'t str>> {
    let mut left = others.to_vec();
    let mut telling = Vec::new();
    while !left.is_empty() && telling.len() < MOST_MEMBERS {
        let count = |name: &str| left.iter().filter(|other| lacks(other, name)).count();
        let best = own.iter().rev().max_by_key(|name| count(name))?;
        left.retain(|other| !lacks(other, best));
        telling.push(*best);
    }
    (left.is_empty() && !telling.is_empty()).then_some(telling)
}

/// For each variant, the rank of its first candidate that no other variant has, else of its last
/// one.
fn settle(candidates: &[Vec<String>]) -> Vec<usize> {
    let mut ranks = vec![0; candidates.len()];
    loop {
        let mut moved = false;
        for index in clashing(candidates, &ranks) {
            let own = candidates.get(index).map_or(0, Vec::len);
            if let Some(rank) = ranks.get_mut(index)
                && *rank + 1 < own
            {
                *rank += 1;
                moved = true;
            }
        }
        if !moved {
            return ranks;
        }
    }
}

/// The variants whose names others have, too.
fn clashing(candidates: &[Vec<String>], ranks: &[usize]) -> Vec<usize> {
    let mut holders: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, (own, rank)) in candidates.iter().zip(ranks).enumerate() {
        let name = own.get(*rank).map(|name| words(name));
        holders
            .entry(name.unwrap_or_default())
            .or_default()
            .push(index);
    }
    let several = holders.into_values().filter(|holders| holders.len() > 1);
    several.flatten().collect()
}

/// Names that several variants are left with, numbered in the order of the union.
fn numbered(mut names: Vec<String>) -> Vec<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for name in &names {
        *counts.entry(words(name)).or_default() += 1;
    }
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    for name in &mut names {
        let key = words(name);
        if counts.get(&key).is_some_and(|count| *count > 1) {
            let number = numbers.entry(key).or_default();
            *number += 1;
            *name = format!("{name} {number}");
        }
    }
    names
}
