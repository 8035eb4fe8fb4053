//! Discriminators: which tag belongs to which variant. OpenAPI 3.0.4, section 4.7.25.

use std::rc::Rc;

use indexmap::IndexMap;

use super::choice::Choice;
use super::constants::Constants;
use crate::api::Discriminator;
use crate::openapi::TypeSet;
use crate::openapi::{self};
use crate::resolve::flat::all_of;
use crate::resolve::flat::declared::Declared;
use crate::resolve::source::Source;
use crate::resolve::source::place::Child;
use crate::resolve::source::targets::{self, named_by};
use crate::resolve::unions::constants;
use crate::resolve::unions::families;

/// Extensions of AutoRest and Springfox in which a schema states its own tag.
const STATED: [&str; 2] = ["x-ms-discriminator-value", "x-discriminator-value"];

/// How deep unions within unions are searched for tags.
const MAX_DEPTH: usize = 4;

/// The tags of all variants, or nothing where the discriminator does not tell them apart. If the
/// parent of the others is a variant, too, it has the tags that are left, if any.
pub(super) fn tags<'d>(
    source: &mut Source<'d, '_>,
    declared: &Declared<'d>,
    choices: &[Choice<'d>],
    parent: Option<usize>,
    pointer: &str,
) -> Option<Discriminator> {
    source.decided.insert(Rc::clone(&declared.holder));
    let property = declared.keyword.property_name();
    let mut tags = mapped_tags(source, declared, choices, pointer);
    for (index, choice) in choices.iter().enumerate() {
        if parent == Some(index) || tags.values().any(|mapped| *mapped == index) {
            continue;
        }
        let mut implied = implied_tags(source, choice, property, MAX_DEPTH);
        if parent.is_some_and(|parent| declares(choices.get(parent), choice, property)) {
            implied = of_own_name(source, choice, implied);
        }
        let taken = implied.iter().find(|tag| tags.contains_key(*tag));
        let problem = match taken {
            Some(tag) => format!("two variants have the tag `{tag}`"),
            None if implied.is_empty() => {
                format!("variant {} has no tag `{property}`", index + 1)
            }
            None => {
                tags.extend(implied.into_iter().map(|tag| (tag, index)));
                continue;
            }
        };
        let instead = "variants told apart by shape";
        source.warn("useless-discriminator", pointer, problem, instead);
        return None;
    }
    add_tags_that_are_left(source, &mut tags, declared, choices, parent);
    let default = declared.keyword.default_mapping();
    let default = default.and_then(|target| variant_named_by(source, target, choices));
    Some(Discriminator {
        property: property.to_owned(),
        tags,
        default,
    })
}

/// A parent has the tags that its children leave. A variant with children has the tags of those as
/// well.
fn add_tags_that_are_left<'d>(
    source: &mut Source<'d, '_>,
    tags: &mut IndexMap<String, usize>,
    declared: &Declared<'d>,
    choices: &[Choice<'d>],
    parent: Option<usize>,
) {
    let property = declared.keyword.property_name();
    for (index, choice) in choices.iter().enumerate() {
        let more = match parent {
            Some(parent) if parent != index => continue,
            Some(_) if tags.values().any(|mapped| *mapped == index) => continue,
            Some(_) => implied_tags(source, choice, property, MAX_DEPTH),
            None => tags_of_children(source, choice, property),
        };
        for tag in more {
            tags.entry(tag).or_insert(index);
        }
    }
}

/// The tags of the children of a variant that is a parent with the same discriminator.
fn tags_of_children<'d>(
    source: &mut Source<'d, '_>,
    choice: &Choice<'d>,
    property: &str,
) -> Vec<String> {
    let Some(place) = choice
        .place
        .as_ref()
        .and_then(|place| targets::named(source, place))
    else {
        return Vec::new();
    };
    let family = families::family(source, &place, &choice.flat);
    let family = family.filter(|family| family.declared.keyword.property_name() == property);
    let tags = family.and_then(|family| families::family_tags(source, &family));
    tags.map_or_else(Vec::new, |own| own.tags.into_keys().collect())
}

fn mapped_tags<'d>(
    source: &mut Source<'d, '_>,
    declared: &Declared<'d>,
    choices: &[Choice<'d>],
    pointer: &str,
) -> IndexMap<String, usize> {
    let mut tags = IndexMap::new();
    let Declared { keyword, holder } = declared;
    for (tag, target) in keyword.mapping() {
        match variant_named_by(source, target, choices) {
            Some(index) => {
                let texts = choices
                    .get(index)
                    .map(|choice| texts(source, tag, choice, keyword.property_name()));
                let texts = texts.into_iter().flatten();
                tags.extend(texts.map(|text| (text, index)));
            }
            // An inherited mapping names the other children, too.
            None if named_by(source, target).is_some() && pointer.starts_with(&**holder) => {
                let message = format!("the mapping of `{tag}` names no variant");
                if source.is_new("unmapped-tag", &format!("{pointer}: {tag}")) {
                    source.warn_each("unmapped-tag", pointer, message, "the other tags");
                }
            }
            // The report is about the place of the discriminator.
            None => {}
        }
    }
    tags
}

/// The spellings in JSON of a tag that may be a boolean or a number: `True` is `true`, `1.0` is
/// also `1`.
fn texts<'d>(
    source: &mut Source<'d, '_>,
    tag: &str,
    choice: &Choice<'d>,
    property: &str,
) -> Vec<String> {
    let place = choice.flat.properties.get(property);
    let types = place.and_then(|place| all_of::flatten(source, place).plain_types());
    if types == Some(TypeSet::BOOLEAN) {
        return vec![tag.to_ascii_lowercase()];
    }
    let is_number = types == Some(TypeSet::NUMBER) || types == Some(TypeSet::INTEGER);
    let number = tag.parse().ok().filter(|_| is_number);
    let text = number.map(|number: f64| number.to_string());
    let other = text.filter(|text| text != tag);
    [Some(tag.to_owned()), other]
        .into_iter()
        .flatten()
        .collect()
}

/// The variant that a mapping names.
fn variant_named_by<'d>(
    source: &Source<'d, '_>,
    target: &str,
    choices: &[Choice<'d>],
) -> Option<usize> {
    let target = named_by(source, target)?;
    choices.iter().position(|choice| {
        let place = choice
            .place
            .as_ref()
            .and_then(|place| targets::named(source, place));
        place.is_some_and(|place| place.pointer == target.pointer)
    })
}

/// Tags from the variant itself: the values of its property, else its name.
fn implied_tags<'d>(
    source: &mut Source<'d, '_>,
    choice: &Choice<'d>,
    property: &str,
    depth: usize,
) -> Vec<String> {
    if !choice.flat.unions.is_empty() && depth > 0 {
        return nested_tags(source, choice, property, depth);
    }
    if let Some(tag) = stated_tag(source, choice) {
        return vec![tag];
    }
    if let Some(place) = choice.flat.properties.get(property) {
        let constants = constants::constants(source, place);
        if let Some(tags) = constants.as_ref().and_then(Constants::tags) {
            return tags;
        }
    }
    let types = choice.flat.plain_types();
    let is_object = types.is_none_or(|types| types == TypeSet::OBJECT);
    let component = component(source, choice).filter(|_| is_object);
    component.into_iter().collect()
}

/// The component name of a variant.
pub(super) fn component<'d>(source: &Source<'d, '_>, choice: &Choice<'d>) -> Option<String> {
    let place = targets::named(source, choice.place.as_ref()?)?;
    place.steps.component().map(str::to_owned)
}

/// The tag that a component states in an extension.
fn stated_tag<'d>(source: &Source<'d, '_>, choice: &Choice<'d>) -> Option<String> {
    let place = targets::named(source, choice.place.as_ref()?)?;
    let Child::Inline(schema) = place.child else {
        return None;
    };
    let mut stated = STATED.iter().filter_map(|key| schema.extension(key));
    stated.next()?.as_str().map(str::to_owned)
}

/// The tags for this child among those that a parent lists for all of its children.
fn of_own_name<'d>(
    source: &Source<'d, '_>,
    choice: &Choice<'d>,
    mut tags: Vec<String>,
) -> Vec<String> {
    if stated_tag(source, choice).is_none() {
        let name = component(source, choice).unwrap_or_default();
        tags.retain(|tag| tag.eq_ignore_ascii_case(&name));
    }
    tags
}

fn nested_tags<'d>(
    source: &mut Source<'d, '_>,
    choice: &Choice<'d>,
    property: &str,
    depth: usize,
) -> Vec<String> {
    let mut tags = Vec::new();
    for group in &choice.flat.unions {
        for place in group.variants.iter() {
            let flat = all_of::flatten(source, &place);
            let nested = Choice {
                place: Some(place.clone()),
                flat,
            };
            let known = group.discriminator.as_ref().map(|own| own.keyword);
            let known = known.filter(|own| own.property_name() == property);
            let of_variant = std::slice::from_ref(&nested);
            let mapped = known.into_iter().flat_map(openapi::Discriminator::mapping);
            let mapped: Vec<_> = mapped
                .filter(|(_, target)| variant_named_by(source, target, of_variant).is_some())
                .map(|(tag, _)| tag.to_owned())
                .collect();
            if mapped.is_empty() {
                tags.extend(implied_tags(source, &nested, property, depth - 1));
            }
            tags.extend(mapped);
        }
    }
    tags
}

/// Whether a variant has the property as the parent declares it.
fn declares(parent: Option<&Choice<'_>>, choice: &Choice<'_>, property: &str) -> bool {
    let of = |choice: &Choice<'_>| {
        let place = choice.flat.properties.get(property)?;
        place.also.is_empty().then(|| place.pointer.clone())
    };
    parent.is_some_and(|parent| of(parent).is_some() && of(parent) == of(choice))
}
