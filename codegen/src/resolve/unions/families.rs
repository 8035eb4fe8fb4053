//! Parents with a discriminator whose children inherit from them with `allOf`: where the parent is
//! used, any of the children may stand. OpenAPI 3.0.4, section 4.7.24.4.

use super::Choice;
use crate::api::{Docs, Kind, Recognition, Step, TypeDef, TypeId, Union, Variant};
use crate::resolve::keywords::Keywords;
use crate::resolve::merged::Merged;
use crate::resolve::place::{Child, Place};
use crate::resolve::schemas::Schemas;

/// A parent and its children, the parent last.
pub(in crate::resolve) struct Family<'d> {
    discriminator: &'d openapiv3::Discriminator,
    choices: Vec<Choice<'d>>,
}

impl<'d> Schemas<'d, '_> {
    /// The family that a component is the parent of.
    pub fn family(&mut self, place: &Place<'d>, merged: &Merged<'d>) -> Option<Family<'d>> {
        let Child::Inline(schema) = place.child else {
            return None;
        };
        let discriminator = schema.schema_data.discriminator.as_ref()?;
        let keywords = Keywords::read(schema);
        let is_union = !keywords.one_of.is_empty() || !keywords.any_of.is_empty();
        if is_union || merged.properties.is_empty() || !merged.unions.is_empty() {
            return None;
        }
        let key = place.steps.component()?;
        let children = self.references.descendants(key);
        let mut choices: Vec<_> = Vec::with_capacity(children.len() + 1);
        for (index, reference) in children.into_iter().enumerate() {
            let child = Child::Reference(reference);
            let place = place.member("discriminator", &index.to_string(), child);
            let merged = self.merged(&place);
            choices.push(Choice {
                place: Some(place),
                merged,
            });
        }
        if choices.is_empty() {
            return None;
        }
        choices.push(Choice {
            place: Some(place.clone()),
            merged: merged.clone(),
        });
        Some(Family {
            discriminator,
            choices,
        })
    }

    /// Defines the parent as a union of its children and itself.
    pub fn define_family(&mut self, id: TypeId, merged: Merged<'d>, family: Family<'d>) {
        let Family {
            discriminator,
            choices,
        } = family;
        let tags = self.tags(
            discriminator,
            &choices,
            Some(choices.len() - 1),
            &merged.pointer,
        );
        let children = choices.iter().filter_map(|choice| choice.place.as_ref());
        let mut variants: Vec<_> = children.map(|place| self.member_of(place)).collect();
        if let Some(parent) = variants.last_mut() {
            parent.ty = self.synthesize(merged.clone().step(Step::Variant("base".to_owned())));
        }
        if merged.is_nullable() {
            self.nullable.insert(id);
        }
        let (origin, docs) = (merged.origin(), merged.docs);
        let kind = Kind::Union(Union {
            variants,
            recognition: tags.map(Recognition::Discriminator),
        });
        self.types.set(id, TypeDef { origin, docs, kind });
    }

    fn member_of(&mut self, place: &Place<'d>) -> Variant {
        let named = self.named(place);
        let name = named
            .as_ref()
            .and_then(|target| target.steps.component())
            .unwrap_or_default();
        Variant {
            name: name.to_owned(),
            ty: self.use_of(place),
            docs: Docs::default(),
        }
    }
}
