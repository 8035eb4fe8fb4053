//! Enumerations: constants and what to call them.

use crate::resolve::definitions::Definitions;
use crate::resolve::unions::json_types;
use indexmap::IndexMap;
use serde_json::Value;

use crate::api::{EnumValue, Enumeration, Kind};
use crate::document::{self, Node};
use crate::openapi::TypeSet;
use crate::openapi::{Quantity, Schema};
use crate::resolve::definitions::scalars;
use crate::resolve::flat::FlatSchema;

/// What calls the values by names, what describes them, and what does both.
const NAMES: [&str; 4] = [
    "x-enum-varnames",
    "x-enumNames",
    "x-enum-names",
    "x-enum-var-names",
];
const DESCRIPTIONS: [&str; 3] = [
    "x-enum-descriptions",
    "x-enumDescriptions",
    "x-enum-description",
];

/// The values of `enum`, each once, with the names and descriptions that extensions give them.
pub fn values(schema: Schema<'_>) -> Vec<EnumValue> {
    let extension = |key: &str| schema.extension(key);
    let names = NAMES.into_iter().find_map(extension);
    let descriptions = DESCRIPTIONS.into_iter().find_map(extension);
    let detailed = extension("x-ms-enum").and_then(|all| all.get("values")?.as_sequence());
    let are_numbers =
        schema.types().map(|types| types.without(TypeSet::NULL)) == Some(TypeSet::NUMBER);
    let mut distinct = IndexMap::with_capacity(schema.values().len());
    for (index, node) in schema.values().iter().enumerate() {
        let mut details = detailed.into_iter().flatten();
        let detail = details.find(|detail| detail.get("value") == Some(node));
        let text = |all: Option<&Node>, key: &str| {
            let from_list = all.and_then(|all| labelled(all, index, node));
            from_list.or_else(|| detail?.text(key).map(str::to_owned))
        };
        let entry = EnumValue {
            value: json(node, are_numbers),
            digits: digits(node),
            name: text(names, "name"),
            description: text(descriptions, "description"),
        };
        distinct.entry(entry.json()).or_insert(entry);
    }
    distinct.into_values().collect()
}

/// The value; among numbers, one without a fraction is an integer however it is written.
fn json(node: &Node, are_numbers: bool) -> Value {
    match (&node.value, Quantity::of(node)) {
        (document::Value::Float(_), Some(Quantity::Whole(whole))) if are_numbers => {
            i64::try_from(whole).map_or_else(|_| node.to_json(), Value::from)
        }
        _ => node.to_json(),
    }
}

/// What is lost of an integer beyond 64 bits where it is read as a float.
fn digits(node: &Node) -> Option<String> {
    match &node.value {
        document::Value::BigInt(digits) => {
            let is_lost = digits.parse::<u64>().is_err();
            is_lost.then(|| digits.to_string())
        }
        _ => None,
    }
}

/// The label of a value: labels stand in a list in the values' order, or in a map by value.
fn labelled(labels: &Node, index: usize, value: &Node) -> Option<String> {
    let label = match (&labels.value, value.as_str()) {
        (document::Value::Sequence(labels), _) => labels.get(index)?,
        (document::Value::Mapping(labels), Some(value)) => labels.get(value)?,
        (document::Value::Mapping(labels), None) => labels.get(&value.to_json().to_string())?,
        _ => return None,
    };
    let label = label.as_str().filter(|label| !label.trim().is_empty());
    label.map(str::to_owned)
}

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
        flat.format = flat.format.filter(|format| scalars::is_any_text(format));
        return scalars::kind(&mut definitions.source, flat, TypeSet::STRING);
    }
    // Values that are not listed may have fractions, which an enumeration of integers has not.
    if flat.open && types == TypeSet::INTEGER && allowed.contains(TypeSet::NUMBER) {
        return scalars::kind(&mut definitions.source, flat, TypeSet::NUMBER);
    }
    Kind::Enumeration(Enumeration {
        values,
        open: flat.open,
    })
}

/// Arrays and objects as constants: their types without the values, beside the other constants.
fn structured_constants<'d>(
    definitions: &mut Definitions<'d, '_>,
    flat: &mut FlatSchema<'d>,
    values: Vec<EnumValue>,
    types: TypeSet,
) -> Kind {
    if types.name().is_some() {
        flat.types = Some(types);
        return definitions.kind(flat);
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
