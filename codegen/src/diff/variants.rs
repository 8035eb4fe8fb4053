//! Unions: which variants came and went, and how they are told apart.

use super::finding::{Findings, Spotted};
use super::label;
use super::rules::{
    TAGS_CHANGED, VARIANT_ADDED, VARIANT_REMOVED, VARIANTS_EXCLUSIVE, VARIANTS_JOINED,
};
use crate::api::visit::target;
use crate::api::{Api, Discriminator, Recognition, Union, Variant};

/// Whether two variants are the same one.
type Test<'a> = dyn Fn(&Variant, &Variant) -> bool + 'a;

/// The variants of both unions that are the same one: those with the same name, then those that are
/// the same component, then the only one left on each side.
pub(super) fn pairs<'a>(
    old_api: &Api,
    new_api: &Api,
    old: &'a Union,
    new: &'a Union,
) -> Vec<(&'a Variant, &'a Variant)> {
    let mut olds: Vec<_> = old.variants.iter().collect();
    let mut news: Vec<_> = new.variants.iter().collect();
    let mut pairs = Vec::new();
    let component = |api: &Api, variant: &Variant| {
        let id = target(&api.types, variant.ty.ty);
        api.types[id].component().map(str::to_owned)
    };
    let same_name = |one: &Variant, other: &Variant| one.name == other.name;
    let same_component = |one: &Variant, other: &Variant| {
        let one = component(old_api, one);
        one.is_some() && one == component(new_api, other)
    };
    let tests: [&Test<'_>; 2] = [&same_component, &same_name];
    for is_same in tests {
        olds.retain(|one| {
            let found = news.iter().position(|other| is_same(one, other));
            pairs.extend(found.map(|at| (*one, news.remove(at))));
            found.is_none()
        });
    }
    if let ([one], [other]) = (olds.as_slice(), news.as_slice()) {
        let stays = |api: &Api, name: Option<String>| {
            let mut all = api.types.iter();
            name.is_some_and(|name| all.any(|(_, ty)| ty.component() == Some(&name)))
        };
        let is_another =
            stays(new_api, component(old_api, one)) || stays(old_api, component(new_api, other));
        if !is_another {
            pairs.push((one, other));
        }
    }
    pairs
}

pub(super) fn compare(
    findings: &mut Findings,
    at: &Spotted,
    (old_api, old): (&Api, &Union),
    (new_api, new): (&Api, &Union),
) {
    let pairs = pairs(old_api, new_api, old, new);
    let is_left = |variant: &&Variant| {
        !pairs
            .iter()
            .any(|(one, other)| std::ptr::eq(*one, *variant) || std::ptr::eq(*other, *variant))
    };
    for variant in old.variants.iter().filter(is_left) {
        let what = format!("the variant {} was removed", named(old_api, variant));
        findings.add(&VARIANT_REMOVED, at, what);
    }
    for variant in new.variants.iter().filter(is_left) {
        let what = format!("the variant {} was added", named(new_api, variant));
        findings.add(&VARIANT_ADDED, at, what);
    }
    match (old.exclusive, new.exclusive) {
        (false, true) => findings.add(&VARIANTS_EXCLUSIVE, at, "a value fits one variant only"),
        (true, false) => findings.add(&VARIANTS_JOINED, at, "a value may fit several variants"),
        (true, true) | (false, false) => {}
    }
    tags(findings, at, old, new, &pairs);
}

/// The tags of variants that stayed.
fn tags(
    findings: &mut Findings,
    at: &Spotted,
    old: &Union,
    new: &Union,
    pairs: &[(&Variant, &Variant)],
) {
    let (before, after) = (discriminator(old), discriminator(new));
    let (Some(before), Some(after)) = (before, after) else {
        let says = |one: Option<&Discriminator>| match one {
            Some(one) => format!("the member `{}`", one.property),
            None => "their shapes".to_owned(),
        };
        if before.is_some() != after.is_some() {
            let what = "variants are told apart in another way";
            findings.change(
                &TAGS_CHANGED,
                at,
                what,
                Some(says(before)),
                Some(says(after)),
            );
        }
        return;
    };
    if before.property != after.property {
        let what = "the member that tells variants apart changed";
        let [old, new] = [before, after].map(|one| Some(format!("`{}`", one.property)));
        findings.change(&TAGS_CHANGED, at, what, old, new);
    }
    for (one, other) in pairs {
        let old = tags_of(old, before, one);
        let new = tags_of(new, after, other);
        if old != new {
            let what = format!("the tags of the variant `{}` changed", other.name);
            findings.change(
                &TAGS_CHANGED,
                at,
                what,
                Some(old.join(", ")),
                Some(new.join(", ")),
            );
        }
    }
}

fn tags_of<'a>(union: &Union, by: &'a Discriminator, variant: &Variant) -> Vec<&'a str> {
    let mut variants = union.variants.iter();
    let index = variants.position(|one| std::ptr::eq(one, variant));
    let mut tags: Vec<_> = index
        .into_iter()
        .flat_map(|index| by.tags_of(index))
        .map(String::as_str)
        .collect();
    tags.sort_unstable();
    tags
}

fn discriminator(union: &Union) -> Option<&Discriminator> {
    match &union.recognition {
        Some(Recognition::Discriminator(discriminator)) => Some(discriminator),
        Some(Recognition::Shapes(_)) | None => None,
    }
}

fn named(api: &Api, variant: &Variant) -> String {
    let ty = &api.types[target(&api.types, variant.ty.ty)];
    match ty.component() {
        Some(component) => format!("`{component}`"),
        None if variant.name.is_empty() => format!("`{}`", label(&ty.origin.steps)),
        None => format!("`{}`", variant.name),
    }
}
