//! Tags: the values of the members that discriminators name. Where a union has only one tag for an
//! object, the value of the member is fixed.

use indexmap::IndexMap;

use crate::api::visit::resolved;
use crate::api::{Api, Field, Kind, NumberFormat, Recognition, Scalar, StringFormat, TypeId, Use};
use crate::rust::Fixed;

/// The only tag of objects that are variants, by the member that holds it. None where unions
/// disagree.
#[derive(Debug, Default)]
pub(super) struct Tags(IndexMap<(TypeId, String), Option<String>>);

impl Tags {
    pub fn find(api: &Api) -> Self {
        let mut found = Self::default();
        for (_, definition) in api.types.iter() {
            let Kind::Union(union) = &definition.kind else {
                continue;
            };
            let Some(Recognition::Discriminator(discriminator)) = &union.recognition else {
                continue;
            };
            for (index, variant) in union.variants.iter().enumerate() {
                let mut tags = discriminator.tags_of(index);
                let only = tags.next().filter(|_| tags.next().is_none());
                let ty = resolved(&api.types, variant.ty).ty;
                let key = (ty, discriminator.property.clone());
                let known = found.0.entry(key).or_insert_with(|| only.cloned());
                if known.as_ref() != only {
                    *known = None;
                }
            }
        }
        found
    }

    /// The fixed value of an object's member, if it has one.
    pub fn fixed(&self, api: &Api, holder: TypeId, field: &Field) -> Option<Fixed> {
        let tag = self.0.get(&(holder, field.wire_name.clone()))?.clone()?;
        let target = resolved(&api.types, field.ty);
        match &api.types[target.ty].kind {
            _ if target.nullable => None,
            Kind::Enumeration(enumeration) => {
                let mut values = enumeration.values.iter();
                let is_text = values.all(|value| value.value.is_string());
                is_text.then_some(Fixed::Text(tag))
            }
            Kind::Scalar(Scalar::String(StringFormat::Plain | StringFormat::Uri)) => {
                Some(Fixed::Text(tag))
            }
            Kind::Scalar(Scalar::Boolean) => {
                let is_boolean = ["true", "false"].contains(&&*tag);
                is_boolean.then_some(Fixed::Literal(tag))
            }
            Kind::Scalar(Scalar::Number(NumberFormat::Unspecified)) => {
                let number: f64 = tag.parse().ok().filter(|number: &f64| number.is_finite())?;
                Some(Fixed::Literal(format!("{number:?}")))
            }
            _ => None,
        }
    }
}

/// Whether the tag of a variant is a string. It is one unless the member says otherwise.
pub(super) fn is_text(api: &Api, variant: Use, property: &str) -> bool {
    let Kind::Object(object) = &api.types[resolved(&api.types, variant).ty].kind else {
        return true;
    };
    let mut fields = object.fields.iter();
    let Some(field) = fields.find(|field| field.wire_name == property) else {
        return true;
    };
    match &api.types[resolved(&api.types, field.ty).ty].kind {
        Kind::Scalar(
            Scalar::Boolean | Scalar::Integer(..) | Scalar::Number(_) | Scalar::NumberOrText(_),
        ) => false,
        Kind::Enumeration(enumeration) => {
            let mut values = enumeration.values.iter();
            values.all(|value| value.value.is_string())
        }
        _ => true,
    }
}
