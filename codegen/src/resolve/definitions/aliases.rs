//! Schemas that are only another name: a reference, at most with annotations.

use std::rc::Rc;

use crate::api::Use;
use crate::openapi::Schema;
use crate::resolve::definitions::Definitions;
use crate::resolve::flat::MoreProperties;
use crate::resolve::flat::all_of;
use crate::resolve::flat::conditions;
use crate::resolve::source::Source;
use crate::resolve::source::place::{Child, Place};
use crate::resolve::unions::families;

/// The type that a place is another name for, and whether null is added to it.
pub fn target<'d>(definitions: &mut Definitions<'d, '_>, place: &Place<'d>) -> Option<(Use, bool)> {
    if !place.also.is_empty() {
        return widest_declaration(&mut definitions.source, place)
            .map(|place| (definitions.use_of(&place), false));
    }
    let Child::Inline(schema) = place.child else {
        return Some((definitions.use_of(place), false));
    };
    if !schema.has_parts() || !schema.only_annotates() {
        return None;
    }
    let mut nullable = schema.is_nullable();
    let mut required: Vec<_> = schema.required().collect();
    let mut target = None;
    for part in place.parts() {
        match part.child {
            Child::Inline(part) => {
                if !part.only_annotates() || part.has_parts() || part.types().is_some() {
                    return None;
                }
                nullable |= part.is_nullable();
                required.extend(part.required());
            }
            Child::Reference(_) => {
                if target.replace(part).is_some() {
                    return None;
                }
            }
        }
    }
    let target = target?;
    if place.is_component() && families::is_parent(&mut definitions.source, &target) {
        return None;
    }
    adds_nothing(&mut definitions.source, schema, &required, &target)
        .then(|| (definitions.use_of(&target), nullable))
}

/// The target has this type and these requirements already, and allows other members where they are
/// asked for.
fn adds_nothing<'d>(
    source: &mut Source<'d, '_>,
    schema: Schema<'d>,
    required: &[&str],
    target: &Place<'d>,
) -> bool {
    let additional = schema.additional_properties();
    let takes_any = additional.is_some_and(|(_, more)| more.as_flag() == Some(true));
    if schema.types().is_none() && required.is_empty() && !takes_any {
        return true;
    }
    let flat = all_of::flatten(source, target);
    let types = match (schema.types(), flat.plain_types()) {
        (Some(own), Some(types)) => own.contains(types),
        (Some(_), None) => false,
        (None, _) => true,
    };
    types
        && (!takes_any || matches!(flat.additional, MoreProperties::Any))
        && required.iter().all(|name| flat.required.contains(name))
}

/// Of several declarations of a property, the one that includes the others, if any does.
fn widest_declaration<'d>(source: &mut Source<'d, '_>, place: &Place<'d>) -> Option<Place<'d>> {
    let all: Vec<_> = place
        .all()
        .map(|place| {
            let alone = place.alone();
            let target = match alone.child {
                Child::Reference(reference) => source.references.schema(reference),
                Child::Inline(_) => None,
            };
            (
                target.map_or(Rc::clone(&place.pointer), |target| target.pointer),
                alone,
            )
        })
        .collect();
    let candidates = all.iter().rev();
    for (_, candidate) in candidates {
        if matches!(candidate.child, Child::Inline(_)) {
            continue;
        }
        let flat = all_of::flatten(source, candidate);
        if all.iter().all(|(pointer, _)| flat.seen.contains(pointer)) {
            return Some(candidate.clone());
        }
    }
    None
}

impl Schema<'_> {
    /// Nothing here changes which values fit, apart from `type`, `required`, `$ref` and `allOf`.
    pub fn only_annotates(self) -> bool {
        let additional = self.additional_properties();
        self.properties().next().is_none()
            && self.pattern_properties().next().is_none()
            && self.values().is_empty()
            && self.items().is_none()
            && self.prefix_items().1.is_empty()
            && self.one_of().is_empty()
            && self.any_of().is_empty()
            && self.format().is_none()
            && self.discriminator().is_none()
            && additional.is_none_or(|(_, more)| more.as_flag().is_some())
            && !conditions::speak_of_members(self)
            && !self.is_never()
    }
}
