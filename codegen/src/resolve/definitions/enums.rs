//! Enumerations: constants and their names.

use indexmap::IndexMap;
use serde_json::Value;

use crate::api::{EnumValue, Enumeration, Kind};
use crate::openapi::TypeSet;
use crate::resolve::definitions::Definitions;
use crate::resolve::definitions::scalars;
use crate::resolve::flat::FlatSchema;
use crate::resolve::formats;
use crate::resolve::unions::json_types;

/// A schema with listed values.
pub fn kind<'d>(
    definitions: &mut Definitions<'d, '_>,
    flat: &mut FlatSchema<'d>,
    values: Vec<EnumValue>,
) -> Kind {
    let count = values.len();
    let mut values = values;
    values.retain(|value| !value.value.is_null());
    flat.nullable |= values.len() < count;
    if values.is_empty() {
        return Kind::Null;
    }
    let allowed = flat.types.unwrap_or(TypeSet::ALL);
    let of_type = |value: &EnumValue| {
        let is_whole = value.digits.is_some() && allowed.contains(TypeSet::INTEGER);
        is_whole || allowed.contains(TypeSet::of(&value.value))
    };
    if values.iter().any(of_type) && !values.iter().all(of_type) {
        let message = "some values of this `enum` are not of the schema's `type`";
        let (kind, instead) = ("enum-of-other-type", "the values of the type");
        let source = &mut definitions.source;
        source.warn(kind, &flat.pointer, message, instead);
        values.retain(of_type);
    }
    let types = values
        .iter()
        .fold(TypeSet::NONE, |all, value| all | TypeSet::of(&value.value));
    if !(types & (TypeSet::ARRAY | TypeSet::OBJECT)).is_empty() {
        return structured_constants(definitions, flat, values, types);
    }
    if types == TypeSet::BOOLEAN && values.len() == 2 {
        return scalars::kind(&mut definitions.source, flat, TypeSet::BOOLEAN);
    }
    let only_empty = values
        .iter()
        .all(|value| value.value == Value::String(String::new()));
    if flat.open && only_empty {
        flat.format = flat.format.filter(|format| formats::is_any_text(format));
        return scalars::kind(&mut definitions.source, flat, TypeSet::STRING);
    }
    // Values that are not listed may have fractions, which an enumeration of integers cannot hold.
    if flat.open && types == TypeSet::INTEGER && allowed.contains(TypeSet::NUMBER) {
        return scalars::kind(&mut definitions.source, flat, TypeSet::NUMBER);
    }
    Kind::Enumeration(Enumeration {
        values,
        open: flat.open,
    })
}

/// Arrays and objects as constants: their types without the values, as variants beside the other
/// constants.
fn structured_constants<'d>(
    definitions: &mut Definitions<'d, '_>,
    flat: &mut FlatSchema<'d>,
    values: Vec<EnumValue>,
    types: TypeSet,
) -> Kind {
    if types.name().is_some() {
        flat.types = Some(types);
        return super::kind(definitions, flat);
    }
    let mut parts: IndexMap<&str, (TypeSet, Vec<EnumValue>)> = IndexMap::new();
    let structured = TypeSet::ARRAY | TypeSet::OBJECT;
    let scalars = types.without(structured);
    for value in values {
        let ty = TypeSet::of(&value.value);
        match structured.contains(ty) {
            true => parts.entry(ty.name().unwrap_or_default()).or_default().0 = ty,
            false => {
                let name = scalars.name().unwrap_or("value");
                let part = parts.entry(name).or_insert((scalars, Vec::new()));
                part.1.push(value);
            }
        }
    }
    let parts = parts.into_iter().map(|(name, (types, values))| {
        let part = FlatSchema {
            types: Some(types),
            values: Some(values).filter(|values| !values.is_empty()),
            ..flat.clone()
        };
        (name, part)
    });
    json_types::union_of_parts(definitions, parts.collect())
}
