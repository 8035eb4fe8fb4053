//! Parents with a discriminator whose children inherit from them with `allOf`. Where the parent is
//! used, a value may be any of its children, or of their children. A child inherits the
//! discriminator; if it has children, it is a parent, too. OpenAPI 3.0.4, section 4.7.24.4.

use std::rc::Rc;

use super::choice::Choice;
use crate::resolve::definitions::Definitions;
use crate::resolve::flat::all_of;
use crate::resolve::source::Source;
use crate::resolve::source::targets;
use crate::resolve::unions::{discriminator, names};

use crate::api::{
    Discriminator, Docs, Kind, Recognition, Step, TypeDef, TypeId, Union, Use, Variant,
};
use crate::openapi::TypeSet;
use crate::resolve::flat::FlatSchema;
use crate::resolve::flat::declared::Declared;
use crate::resolve::source::place::{Child, Place};

/// A parent and its children, the parent last.
pub(in crate::resolve) struct Family<'d> {
    pub declared: Declared<'d>,
    pointer: Rc<str>,
    choices: Vec<Choice<'d>>,
}

/// The family whose parent is this component.
pub fn family<'d>(
    source: &mut Source<'d, '_>,
    place: &Place<'d>,
    flat: &FlatSchema<'d>,
) -> Option<Family<'d>> {
    let declared = flat.discriminator.clone()?;
    let types = flat.plain_types();
    let is_object = types.is_none_or(|types| types == TypeSet::OBJECT);
    if !is_object || !flat.unions.is_empty() || !place.is_component() {
        return None;
    }
    let children = source.references.descendants(place.steps.component()?);
    if children.is_empty() {
        return None;
    }
    let mut choices: Vec<_> = Vec::with_capacity(children.len() + 1);
    for (index, reference) in children.into_iter().enumerate() {
        let child = Child::Reference(reference);
        let place = place.member("discriminator", &index.to_string(), child);
        let flat = all_of::flatten(source, &place);
        choices.push(Choice {
            place: Some(place),
            flat,
        });
    }
    choices.push(Choice {
        place: Some(place.clone()),
        flat: flat.clone(),
    });
    Some(Family {
        declared,
        pointer: Rc::clone(&flat.pointer),
        choices,
    })
}

/// Whether a schema has a discriminator that its children inherit.
pub fn is_parent<'d>(source: &mut Source<'d, '_>, place: &Place<'d>) -> bool {
    let flat = all_of::flatten(source, place);
    flat.discriminator.is_some() && flat.unions.is_empty()
}

pub(super) fn family_tags<'d>(
    source: &mut Source<'d, '_>,
    family: &Family<'d>,
) -> Option<Discriminator> {
    let parent = Some(family.choices.len() - 1);
    discriminator::tags(
        source,
        &family.declared,
        &family.choices,
        parent,
        &family.pointer,
    )
}

/// Defines the parent as a union of its children and itself. It is left out of its own union if the
/// children leave no tag for it.
pub fn define_family<'d>(
    definitions: &mut Definitions<'d, '_>,
    id: TypeId,
    flat: FlatSchema<'d>,
    family: Family<'d>,
) {
    let tags = family_tags(&mut definitions.source, &family);
    let last = family.choices.len() - 1;
    let is_sent = |tags: &Discriminator| tags.tags.values().any(|index| *index == last);
    let has_parent = tags.as_ref().is_none_or(is_sent);
    let choices = family
        .choices
        .iter()
        .take(if has_parent { last + 1 } else { last });
    let choices: Vec<_> = choices.cloned().collect();
    let names = names::names(&mut definitions.source, &choices, tags.as_ref());
    let named = choices.iter().zip(names);
    let variants = named.map(|(choice, name)| member_of(definitions, choice, name));
    let kind = Kind::Union(Union {
        variants: variants.collect(),
        exclusive: true,
        recognition: tags.map(Recognition::Discriminator),
    });
    if flat.is_nullable() {
        definitions.nullable.insert(id);
    }
    let (origin, docs) = (flat.origin(), flat.docs);
    definitions.types.set(id, TypeDef { origin, docs, kind });
}

fn member_of<'d>(
    definitions: &mut Definitions<'d, '_>,
    choice: &Choice<'d>,
    name: String,
) -> Variant {
    let target = choice
        .place
        .as_ref()
        .and_then(|place| targets::named(&definitions.source, place));
    Variant {
        name,
        ty: match &target {
            Some(target) => itself(definitions, target, &choice.flat),
            None => definitions.any(),
        },
        docs: Docs::default(),
    }
}

/// The type of a component itself, also where it is the parent of others.
fn itself<'d>(
    definitions: &mut Definitions<'d, '_>,
    place: &Place<'d>,
    flat: &FlatSchema<'d>,
) -> Use {
    if family(&mut definitions.source, place, flat).is_none() {
        return definitions.use_of(place);
    }
    let base = || FlatSchema {
        pointer: Rc::clone(&place.pointer),
        steps: place.steps.clone(),
        ..flat.clone()
    };
    let key = format!("{} base", place.pointer);
    definitions.synthesize_once(key, || base().step(Step::Variant("base".to_owned())))
}
