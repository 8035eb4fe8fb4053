//! Schemas that are only another name: a reference, with annotations at most.

use std::rc::Rc;

use openapiv3::AdditionalProperties;

use super::keywords::{self, Keywords};
use super::merged::MoreProperties;
use super::place::{Child, Place};
use super::schemas::Schemas;
use crate::api::Use;

impl<'d> Schemas<'d, '_> {
    /// The one type that a place is another name for, and whether null is added to it.
    pub fn alias(&mut self, place: &Place<'d>) -> Option<(Use, bool)> {
        if !place.also.is_empty() {
            return self
                .widest_declaration(place)
                .map(|place| (self.use_of(&place), false));
        }
        let Child::Inline(schema) = place.child else {
            return Some((self.use_of(place), false));
        };
        if keywords::all_of(schema).is_empty() {
            return None;
        }
        let keywords = Keywords::read(schema);
        if !keywords.only_annotates() {
            return None;
        }
        let mut nullable = keywords.data.nullable;
        let mut required: Vec<_> = keywords.required.iter().collect();
        let mut target = None;
        for (index, part) in keywords.all_of.iter().enumerate() {
            match Child::from(part) {
                Child::Inline(part) => {
                    let part = Keywords::read(part);
                    if !part.only_annotates() || !part.all_of.is_empty() || part.types.is_some() {
                        return None;
                    }
                    nullable |= part.data.nullable;
                    required.extend(part.required);
                }
                child @ Child::Reference(_) => {
                    let part = place.member("allOf", &index.to_string(), child);
                    if target.replace(part).is_some() {
                        return None;
                    }
                }
            }
        }
        let target = target?;
        if place.is_component() && self.is_parent(&target) {
            return None;
        }
        self.adds_nothing(&keywords, &required, &target)
            .then(|| (self.use_of(&target), nullable))
    }

    /// The target has the type and the requirements already, and takes other members where these
    /// are asked for.
    fn adds_nothing(
        &mut self,
        keywords: &Keywords<'d>,
        required: &[&String],
        target: &Place<'d>,
    ) -> bool {
        let takes_any = matches!(keywords.additional, Some(AdditionalProperties::Any(true)));
        if keywords.types.is_none() && required.is_empty() && !takes_any {
            return true;
        }
        let merged = self.merged(target);
        let types = match (keywords.types, merged.plain_types()) {
            (Some(own), Some(types)) => own.contains(types),
            (Some(_), None) => false,
            (None, _) => true,
        };
        types
            && (!takes_any || matches!(merged.additional, MoreProperties::Any))
            && required
                .iter()
                .all(|name| merged.required.contains(name.as_str()))
    }

    /// Of several declarations of a property the one that includes the others, if one does.
    fn widest_declaration(&mut self, place: &Place<'d>) -> Option<Place<'d>> {
        let all: Vec<_> = place
            .all()
            .map(|place| {
                let alone = place.alone();
                let target = match alone.child {
                    Child::Reference(reference) => self.references.schema(reference),
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
            let merged = self.merged(candidate);
            if all.iter().all(|(pointer, _)| merged.seen.contains(pointer)) {
                return Some(candidate.clone());
            }
        }
        None
    }
}

impl Keywords<'_> {
    /// Nothing here changes what fits, `type`, `required` and `allOf` aside.
    pub fn only_annotates(&self) -> bool {
        self.properties.is_empty()
            && self.values.is_none()
            && self.items.is_none()
            && self.one_of.is_empty()
            && self.any_of.is_empty()
            && self.format.is_none()
            && self.discriminator.is_none()
            && !matches!(self.additional, Some(AdditionalProperties::Schema(_)))
            && !self
                .data
                .extensions
                .keys()
                .any(|key| key.starts_with("x-oas-p"))
            && self.conditional().next().is_none()
            && !self.is_never()
    }
}
