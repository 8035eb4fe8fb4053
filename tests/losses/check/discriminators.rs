//! Discriminators of schemas.

use super::reports::{Reports, members, target};
use super::{Loss, What};
use codegen::api::{Api, Kind, Recognition};
use codegen::document::Node;

/// Discriminators of component schemas by which no union is told apart.
pub(super) fn find(root: &Node, api: &Api, reports: &Reports, losses: &mut Vec<Loss>) {
    let components = root.get("components").into_iter();
    let components = components.flat_map(|node| members(node, "schemas", "/components"));
    for (_, schema, at) in components.chain(members(root, "definitions", "")) {
        let (schema, at) = target(root, schema, at);
        let Some(discriminator) = schema.get("discriminator") else {
            continue;
        };
        let name = discriminator.get("propertyName").unwrap_or(discriminator);
        let is_used = name
            .as_str()
            .is_some_and(|name| tells_apart(api, name, &at));
        if !is_used && !reports.speak_of(schema, &at) {
            losses.push(Loss {
                pointer: format!("{at}/discriminator"),
                what: What::Discriminator,
            });
        }
    }
}

/// Whether a union of this schema, or one that it is a variant of, is told apart by the property.
fn tells_apart(api: &Api, property: &str, at: &str) -> bool {
    let at = at.replacen("/definitions/", "/components/schemas/", 1);
    api.types.iter().any(|(_, ty)| {
        let Kind::Union(union) = &ty.kind else {
            return false;
        };
        let by_property = match &union.recognition {
            Some(Recognition::Discriminator(discriminator)) => discriminator.property == property,
            Some(Recognition::Shapes(_)) | None => false,
        };
        let mut variants = union.variants.iter();
        let is_variant = |pointer: &str| pointer == at;
        by_property
            && (ty.origin.pointer == at
                || variants.any(|one| is_variant(&api.types[one.ty.ty].origin.pointer)))
    })
}
