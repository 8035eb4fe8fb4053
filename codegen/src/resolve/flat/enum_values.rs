//! `enum` and `const`: the values and their names.

use indexmap::IndexMap;
use serde_json::Value;

use crate::api::EnumValue;
use crate::document::{self, Node};
use crate::openapi::{Quantity, Schema, TypeSet};

/// Extensions that name the values, that describe them, and that do both.
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

/// The values of `enum`, each once, with names and descriptions from extensions.
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

/// The value. Among numbers, one without a fraction is an integer however it is written.
fn json(node: &Node, are_numbers: bool) -> Value {
    match (&node.value, Quantity::of(node)) {
        (document::Value::Float(_), Some(Quantity::Whole(whole))) if are_numbers => {
            i64::try_from(whole).map_or_else(|_| node.to_json(), Value::from)
        }
        _ => node.to_json(),
    }
}

/// The digits of an integer beyond 64 bits, which are lost where it is read as a float.
fn digits(node: &Node) -> Option<String> {
    match &node.value {
        document::Value::BigInt(digits) => {
            let is_lost = digits.parse::<u64>().is_err();
            is_lost.then(|| digits.to_string())
        }
        _ => None,
    }
}

/// The label of a value. Labels are a list in the order of the values, or a map by value.
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
