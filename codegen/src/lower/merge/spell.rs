//! Everything about a type that users or JSON see, as text.

use std::fmt::Write as _;

use crate::api::{Additional, Kind, Object, Recognition, Scalar, TypeDef, TypeId, Union, Use};
use crate::lower::enumeration::text as value_text;
use crate::lower::names::key as settings_key;
use crate::settings::Settings;

use super::at;

/// Everything that makes a difference, as text.
pub(super) fn spell(ty: &TypeDef, classes: &[TypeId], settings: &Settings) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = write_kind(&mut text, &ty.kind, classes);
    let _ = write_renames(&mut text, ty, settings);
    text
}

/// What the settings call members of the type.
fn write_renames(text: &mut String, ty: &TypeDef, settings: &Settings) -> std::fmt::Result {
    let key = settings_key(ty);
    match &ty.kind {
        Kind::Object(object) => object.fields.iter().try_for_each(|field| {
            match settings.field_name(key, &field.wire_name) {
                Some(name) => write!(text, "/{}={name}", field.wire_name),
                None => Ok(()),
            }
        }),
        Kind::Enumeration(values) => values.values.iter().try_for_each(|one| {
            match settings.value_name(key, &value_text(one)) {
                Some(name) => write!(text, "/{}={name}", one.value),
                None => Ok(()),
            }
        }),
        _ => Ok(()),
    }
}

fn write_kind(text: &mut String, kind: &Kind, classes: &[TypeId]) -> std::fmt::Result {
    match kind {
        Kind::Scalar(Scalar::Integer(format, bounds)) => {
            write!(text, "{format:?}{:?}", bounds.minimum >= Some(0))?;
            let wide = bounds.maximum > Some(i128::from(i64::MAX));
            write!(text, "{wide}")
        }
        Kind::Any | Kind::Untyped(_) | Kind::Null | Kind::Scalar(_) => write!(text, "{kind:?}"),
        Kind::Enumeration(values) => {
            write!(text, "enum {}", values.open)?;
            values
                .values
                .iter()
                .try_for_each(|one| write!(text, ",{}:{:?}", one.value, one.name))
        }
        Kind::Array { items, .. } => write!(text, "[{}", used(*items, classes)),
        Kind::Map(values) => write!(text, "map {}", used(*values, classes)),
        Kind::Alias(target) => write!(text, "= {}", used(*target, classes)),
        Kind::Tuple {
            members,
            required,
            rest,
        } => {
            write!(text, "tuple {required}")?;
            members
                .iter()
                .try_for_each(|member| write!(text, ",{}", used(*member, classes)))?;
            write!(text, "/{:?}", rest.map(|rest| used(rest, classes)))
        }
        Kind::Object(object) => write_object(text, object, classes),
        Kind::Union(union) => write_union(text, union, classes),
    }
}

fn write_object(text: &mut String, object: &Object, classes: &[TypeId]) -> std::fmt::Result {
    match object.additional {
        Additional::Typed(values) => write!(text, "object {}", used(values, classes))?,
        other => write!(text, "object {other:?}")?,
    }
    object.fields.iter().try_for_each(|field| {
        let flags = (field.required, field.read_only, field.write_only);
        let ty = used(field.ty, classes);
        write!(text, ",{:?}:{ty}{flags:?}", field.wire_name)
    })
}

fn write_union(text: &mut String, union: &Union, classes: &[TypeId]) -> std::fmt::Result {
    match &union.recognition {
        Recognition::Discriminator(discriminator) => write!(text, "union {discriminator:?}")?,
        Recognition::Shapes(shapes) => write!(text, "union {shapes:?}")?,
    }
    union
        .variants
        .iter()
        .try_for_each(|variant| write!(text, ",{:?}:{}", variant.name, used(variant.ty, classes)))
}

fn used(use_: Use, classes: &[TypeId]) -> String {
    let null = if use_.nullable { "?" } else { "" };
    format!("{}{null}", at(classes, use_.ty).index())
}
