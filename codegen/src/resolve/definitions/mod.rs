//! From schemas to definitions: each schema once, by its place.
//!
//! A use of a schema only reserves its definition. A work list defines it later. So recursion in
//! the document is not recursion here, and nesting takes no stack.

pub mod aliases;
pub mod arrays;
pub mod docs;
pub mod enums;
pub mod objects;
pub mod scalars;
mod work_list;

pub use work_list::Definitions;

use crate::api::{Docs, Kind, Origin, TypeDef, TypeId};
use crate::openapi::TypeSet;
use crate::resolve::flat::FlatSchema;
use crate::resolve::flat::all_of;
use crate::resolve::formats::has_type;
use crate::resolve::source::place::Place;
use crate::resolve::unions;
use crate::resolve::unions::families;
use crate::resolve::unions::json_types;

use work_list::Work;

/// Inline schemas nested deeper than this become any JSON.
const MAX_STEPS: usize = 1_500;

/// Every component schema, in the document's order, and the schemas that they use.
pub fn define_components(definitions: &mut Definitions<'_, '_>) {
    let references = definitions.source.references;
    for place in references.components() {
        definitions.reserve(place);
    }
    definitions.in_order();
    define_all(definitions);
}

/// Defines everything that was asked for, and then what these definitions use.
pub fn define_all(definitions: &mut Definitions<'_, '_>) {
    while let Some((id, work)) = definitions.next() {
        match work {
            Work::Place(place) => define(definitions, id, &place),
            Work::FlatSchema(flat) => define_flat(definitions, id, *flat),
        }
    }
}

fn define<'d>(definitions: &mut Definitions<'d, '_>, id: TypeId, place: &Place<'d>) {
    if place.steps.len() > MAX_STEPS {
        let kind = definitions.untyped(&place.pointer, "schemas nested this deeply");
        let origin = Origin {
            pointer: place.pointer.to_string(),
            steps: Vec::new(),
        };
        return definitions.types.set(
            id,
            TypeDef {
                origin,
                docs: Docs::default(),
                kind,
            },
        );
    }
    if let Some((target, nullable)) = aliases::target(definitions, place) {
        if nullable {
            definitions.nullable.insert(id);
        }
        let docs = objects::annotations(&mut definitions.source, place).docs;
        let kind = Kind::Alias(target);
        return definitions.types.set(
            id,
            TypeDef {
                origin: place.origin(),
                docs,
                kind,
            },
        );
    }
    let flat = all_of::flatten(&mut definitions.source, place);
    if let Some(family) = families::family(&mut definitions.source, place, &flat) {
        return families::define_family(definitions, id, flat, family);
    }
    define_flat(definitions, id, flat);
}

fn define_flat<'d>(definitions: &mut Definitions<'d, '_>, id: TypeId, mut flat: FlatSchema<'d>) {
    let kind = kind(definitions, &mut flat);
    if flat.is_nullable() {
        definitions.nullable.insert(id);
    }
    let origin = flat.origin();
    definitions.types.set(
        id,
        TypeDef {
            origin,
            docs: flat.docs,
            kind,
        },
    );
}

/// What a flat view means as a definition. Variants and values that are null make it nullable.
pub fn kind<'d>(definitions: &mut Definitions<'d, '_>, flat: &mut FlatSchema<'d>) -> Kind {
    if flat.never {
        return definitions.untyped(&flat.pointer, "a schema that no value fits");
    }
    if !flat.unions.is_empty() {
        return unions::kind(definitions, flat);
    }
    if let Some(values) = flat.values.take() {
        return enums::kind(definitions, flat, values);
    }
    if let Some(number) = scalars::number_or_text(&mut definitions.source, flat) {
        return number;
    }
    match flat.plain_types() {
        None => anything(definitions, flat),
        Some(TypeSet::NONE) => Kind::Null,
        Some(TypeSet::OBJECT) => objects::kind(definitions, flat),
        Some(TypeSet::ARRAY) => arrays::kind(definitions, flat),
        Some(TypeSet::NUMBER) if flat.lists_integers_apart() => {
            json_types::union_of_types(definitions, flat, TypeSet::NUMBER)
        }
        Some(types) if types.is_one_scalar() => scalars::kind(&mut definitions.source, flat, types),
        Some(types) if types == TypeSet::ALL.without(TypeSet::NULL) => Kind::Any,
        Some(types) => json_types::union_of_types(definitions, flat, types),
    }
}

/// No type is named, and no other keyword tells.
fn anything<'d>(definitions: &mut Definitions<'d, '_>, flat: &FlatSchema<'d>) -> Kind {
    match flat.format.filter(|format| has_type(format)) {
        None => Kind::Any,
        Some(format) => {
            let reason = format!("`format: {format}` without a `type`");
            definitions.source.warn(
                "format-without-type",
                &flat.pointer,
                reason.as_str(),
                "any JSON",
            );
            Kind::Untyped(reason)
        }
    }
}
