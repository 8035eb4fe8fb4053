//! Enumerations: constants and what to call them.

use indexmap::IndexMap;
use serde_json::Value;

use super::keywords::Keywords;
use super::merged::Merged;
use super::scalars;
use super::schemas::Schemas;
use super::types::TypeSet;
use crate::api::{EnumValue, Enumeration, Kind};

/// The values of `enum`, each once, with the names and descriptions that extensions give them.
pub(super) fn values(keywords: &Keywords<'_>) -> Option<Vec<EnumValue>> {
    let values = keywords.values.as_ref()?;
    let extension = |key: &str| keywords.data.extensions.get(key);
    let names = [
        "x-enum-varnames",
        "x-enumNames",
        "x-enum-names",
        "x-enum-var-names",
    ];
    let names = names.into_iter().find_map(extension);
    let descriptions = [
        "x-enum-descriptions",
        "x-enumDescriptions",
        "x-enum-description",
    ];
    let descriptions = descriptions.into_iter().find_map(extension);
    let detailed = extension("x-ms-enum").and_then(|enumeration| enumeration.get("values"));
    let digits = extension("x-oas-enum-digits").and_then(Value::as_array);
    let mut distinct = IndexMap::with_capacity(values.len());
    for (index, value) in values.iter().enumerate() {
        let detail = detailed.and_then(Value::as_array).and_then(|details| {
            details
                .iter()
                .find(|detail| detail.get("value") == Some(value))
        });
        let text = |all: Option<&Value>, key: &str| {
            let from_list = all.and_then(|all| labelled(all, index, value));
            from_list.or_else(|| detail?.get(key)?.as_str().map(str::to_owned))
        };
        let entry = EnumValue {
            value: value.clone(),
            digits: digits
                .and_then(|digits| digits.get(index)?.as_str())
                .map(str::to_owned),
            name: text(names, "name"),
            description: text(descriptions, "description"),
        };
        distinct.entry(entry.json()).or_insert(entry);
    }
    Some(distinct.into_values().collect())
}

/// The label of a value: labels stand in a list in the values' order, or in a map by value.
fn labelled(labels: &Value, index: usize, value: &Value) -> Option<String> {
    let label = match (labels, value) {
        (Value::Array(labels), _) => labels.get(index)?,
        (Value::Object(labels), Value::String(value)) => labels.get(value)?,
        (Value::Object(labels), value) => labels.get(&value.to_string())?,
        _ => return None,
    };
    label
        .as_str()
        .filter(|label| !label.trim().is_empty())
        .map(str::to_owned)
}

impl<'d> Schemas<'d, '_> {
    /// A schema with listed values.
    pub fn enumeration(&mut self, merged: &mut Merged<'d>, values: Vec<EnumValue>) -> Kind {
        let count = values.len();
        let mut values = values;
        values.retain(|value| !value.value.is_null());
        merged.nullable |= values.len() < count;
        if values.is_empty() {
            return Kind::Null;
        }
        let allowed = merged.types.unwrap_or(TypeSet::ALL);
        let of_type = |value: &EnumValue| {
            let is_whole = value.digits.is_some() && allowed.contains(TypeSet::INTEGER);
            is_whole || allowed.contains(TypeSet::of(&value.value))
        };
        if values.iter().any(of_type) && !values.iter().all(of_type) {
            let message = "some values of this `enum` are not of the schema's `type`";
            self.warn(
                "enum-of-other-type",
                &merged.pointer,
                message,
                "the values of the type",
            );
            values.retain(of_type);
        }
        let types = values
            .iter()
            .fold(TypeSet::NONE, |all, value| all | TypeSet::of(&value.value));
        if !(types & (TypeSet::ARRAY | TypeSet::OBJECT)).is_empty() {
            return self.structured_constants(merged, values, types);
        }
        if types == TypeSet::BOOLEAN && values.len() == 2 {
            return self.scalar(merged, TypeSet::BOOLEAN);
        }
        let only_empty = values
            .iter()
            .all(|value| value.value == Value::String(String::new()));
        if merged.open && only_empty {
            merged.format = merged.format.filter(|format| scalars::is_any_text(format));
            return self.scalar(merged, TypeSet::STRING);
        }
        // Values that are not listed may have fractions, which an enumeration of integers has not.
        if merged.open && types == TypeSet::INTEGER && allowed.contains(TypeSet::NUMBER) {
            return self.scalar(merged, TypeSet::NUMBER);
        }
        Kind::Enumeration(Enumeration {
            values,
            open: merged.open,
        })
    }

    /// Arrays and objects as constants: their types without the values, beside the other constants.
    fn structured_constants(
        &mut self,
        merged: &mut Merged<'d>,
        values: Vec<EnumValue>,
        types: TypeSet,
    ) -> Kind {
        if types.name().is_some() {
            merged.types = Some(types);
            return self.kind(merged);
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
            let part = Merged {
                types: Some(types),
                values: Some(values).filter(|values| !values.is_empty()),
                ..merged.clone()
            };
            (name, part)
        });
        self.union_of_parts(parts.collect())
    }
}
