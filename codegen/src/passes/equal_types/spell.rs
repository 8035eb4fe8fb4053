//! Everything about a type that is visible to users or in JSON, as text, apart from the types
//! inside it.

use std::fmt::Write as _;

use crate::api::{Additional, Kind, Object, Recognition, Scalar, TypeDef, Union, Use};
use crate::settings::{Settings, TypeKey};

/// Everything that makes a difference, as text, except the types inside it.
pub(super) fn spell(ty: &TypeDef, settings: &Settings) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = write_kind(&mut text, &ty.kind);
    let _ = write_renames(&mut text, ty, settings);
    text
}

/// The names that the settings give the members of the type.
fn write_renames(text: &mut String, ty: &TypeDef, settings: &Settings) -> std::fmt::Result {
    let key = TypeKey::from(ty);
    match &ty.kind {
        Kind::Object(object) => object.fields.iter().try_for_each(|field| {
            match settings.field_name(key, &field.wire_name) {
                Some(name) => write!(text, "/{}={name}", field.wire_name),
                None => Ok(()),
            }
        }),
        Kind::Enumeration(values) => {
            values
                .values
                .iter()
                .try_for_each(|one| match settings.value_name(key, &one.text()) {
                    Some(name) => write!(text, "/{}={name}", one.json()),
                    None => Ok(()),
                })
        }
        _ => Ok(()),
    }
}

fn write_kind(text: &mut String, kind: &Kind) -> std::fmt::Result {
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
                .try_for_each(|one| write!(text, ",{}:{:?}", one.json(), one.name))
        }
        Kind::Array { items, .. } => write!(text, "[{}", null(*items)),
        Kind::Map(values) => write!(text, "map {}", null(*values)),
        Kind::Alias(target) => write!(text, "= {}", null(*target)),
        Kind::Tuple {
            members,
            required,
            rest,
        } => {
            write!(text, "tuple {required}")?;
            members
                .iter()
                .try_for_each(|member| write!(text, ",{}", null(*member)))?;
            write!(text, "/{:?}", rest.map(null))
        }
        Kind::Object(object) => write_object(text, object),
        Kind::Union(union) => write_union(text, union),
    }
}

fn write_object(text: &mut String, object: &Object) -> std::fmt::Result {
    match object.additional {
        Additional::Typed(values) => write!(text, "object {}", null(values))?,
        other => write!(text, "object {other:?}")?,
    }
    for field in &object.fields {
        // With its length, so that no part of the name can be taken for what follows.
        write!(text, ",{}:", field.wire_name.len())?;
        text.push_str(&field.wire_name);
        text.push_str(null(field.ty));
        let flags = [field.required, field.read_only, field.write_only];
        text.extend(flags.map(|flag| if flag { '+' } else { '-' }));
    }
    Ok(())
}

fn write_union(text: &mut String, union: &Union) -> std::fmt::Result {
    write!(text, "{} ", union.exclusive)?;
    match &union.recognition {
        Some(Recognition::Discriminator(discriminator)) => write!(text, "union {discriminator:?}")?,
        Some(Recognition::Shapes(shapes)) => write!(text, "union {shapes:?}")?,
        None => text.push_str("union"),
    }
    union
        .variants
        .iter()
        .try_for_each(|variant| write!(text, ",{:?}:{}", variant.name, null(variant.ty)))
}

fn null(use_: Use) -> &'static str {
    if use_.nullable { "?" } else { "" }
}
