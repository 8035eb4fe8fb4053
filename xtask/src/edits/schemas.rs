//! Edits of schemas: members, types, values, limits, variants, words.

use serde_json::{Map, Value, json};

use super::edit::{Edit, find};
use crate::properties::random::Random;

/// Edits one schema.
pub fn edit(random: &mut Random, document: &mut Value) -> Option<Edit> {
    let is_new = document["openapi"]
        .as_str()
        .is_some_and(|version| version >= "3.1");
    let all = find(document, &|pointer, value| is_schema(pointer, value));
    if all.is_empty() {
        return None;
    }
    let pointer = random.pick(&all).clone();
    let schema = document.pointer_mut(&pointer)?.as_object_mut()?;
    let kind = random.below(12);
    let what = match kind {
        0 | 1 => members(random, schema),
        2 | 3 => required(random, schema),
        4 => null(schema, is_new),
        5 => retype(random, schema),
        6 => values(random, schema),
        7 | 8 => limits(random, schema),
        9 => format(random, schema),
        10 => others(random, schema),
        _ => variants_or_words(random, schema),
    }?;
    Some(Edit::new(what, pointer))
}

/// A schema that says something itself.
fn is_schema(pointer: &str, value: &Value) -> bool {
    let Some(members) = value.as_object() else {
        return false;
    };
    let is_place = pointer.starts_with("/components/schemas/")
        || pointer.starts_with("/definitions/")
        || pointer.contains("/schema");
    let last = pointer.rsplit('/').next().unwrap_or_default();
    is_place
        && !["properties", "schemas", "definitions"].contains(&last)
        && ["type", "properties", "enum", "oneOf", "anyOf"]
            .iter()
            .any(|key| members.contains_key(*key))
        && members
            .get("type")
            .is_none_or(|ty| ty.is_string() || ty.is_array())
}

fn properties(schema: &mut Map<String, Value>) -> Option<&mut Map<String, Value>> {
    schema.get_mut("properties")?.as_object_mut()
}

fn members(random: &mut Random, schema: &mut Map<String, Value>) -> Option<String> {
    let names: Vec<String> = properties(schema)?.keys().cloned().collect();
    match random.below(5) {
        0 => {
            properties(schema)?.insert("added".to_owned(), json!({"type": "string"}));
            Some("add a member".to_owned())
        }
        1 => {
            properties(schema)?.insert("added".to_owned(), json!({"type": "string"}));
            let required = schema.entry("required").or_insert(json!([]));
            required.as_array_mut()?.push(json!("added"));
            Some("add a required member".to_owned())
        }
        2 if !names.is_empty() => {
            let name = random.pick(&names).clone();
            properties(schema)?.shift_remove(&name);
            if let Some(required) = schema.get_mut("required").and_then(Value::as_array_mut) {
                required.retain(|one| one != &json!(name));
            }
            Some(format!("remove the member {name}"))
        }
        3 if !names.is_empty() => {
            let name = random.pick(&names).clone();
            let value = properties(schema)?.shift_remove(&name)?;
            properties(schema)?.insert("renamed".to_owned(), value);
            if let Some(required) = schema.get_mut("required").and_then(Value::as_array_mut) {
                required
                    .iter_mut()
                    .filter(|one| **one == json!(name))
                    .for_each(|one| *one = json!("renamed"));
            }
            Some(format!("rename the member {name}"))
        }
        4 if names.len() > 1 => {
            let first = names.first()?;
            let value = properties(schema)?.shift_remove(first)?;
            properties(schema)?.insert(first.clone(), value);
            Some("reorder members".to_owned())
        }
        _ => None,
    }
}

fn required(random: &mut Random, schema: &mut Map<String, Value>) -> Option<String> {
    let names: Vec<String> = properties(schema)?.keys().cloned().collect();
    if names.is_empty() {
        return None;
    }
    let name = json!(random.pick(&names));
    let required = schema
        .entry("required")
        .or_insert(json!([]))
        .as_array_mut()?;
    let what = match required.iter().position(|one| *one == name) {
        Some(at) => {
            required.remove(at);
            format!("make {name} optional")
        }
        None => {
            required.push(name.clone());
            format!("make {name} required")
        }
    };
    if required.is_empty() {
        schema.shift_remove("required");
    }
    Some(what)
}

fn null(schema: &mut Map<String, Value>, is_new: bool) -> Option<String> {
    if !is_new {
        return match schema.shift_remove("nullable") {
            Some(Value::Bool(true)) => Some("forbid null".to_owned()),
            _ if schema.contains_key("type") && !schema.contains_key("enum") => {
                schema.insert("nullable".to_owned(), json!(true));
                Some("allow null".to_owned())
            }
            _ => None,
        };
    }
    match schema.get_mut("type")? {
        Value::Array(types) if types.len() == 2 && types.contains(&json!("null")) => {
            types.retain(|ty| ty != "null");
            Some("forbid null".to_owned())
        }
        ty @ Value::String(_) if !schema_has_values(ty) => {
            *ty = json!([ty.clone(), "null"]);
            Some("allow null".to_owned())
        }
        _ => None,
    }
}

fn schema_has_values(ty: &Value) -> bool {
    ty == "null"
}

fn retype(random: &mut Random, schema: &mut Map<String, Value>) -> Option<String> {
    let scalars = ["string", "integer", "number", "boolean"];
    let ty = schema.get("type")?.as_str()?.to_owned();
    if !scalars.contains(&ty.as_str()) || schema.contains_key("enum") {
        return None;
    }
    let others: Vec<_> = scalars.iter().filter(|other| **other != ty).collect();
    let new = match random.below(4) {
        0 => {
            let items = Value::Object(schema.clone());
            *schema = Map::from_iter([
                ("type".to_owned(), json!("array")),
                ("items".to_owned(), items),
            ]);
            return Some(format!("make a list of {ty}"));
        }
        1 => {
            *schema = Map::new();
            return Some(format!("make anything of {ty}"));
        }
        _ => **random.pick(&others),
    };
    for keyword in [
        "format",
        "minimum",
        "maximum",
        "pattern",
        "minLength",
        "maxLength",
        "default",
        "example",
        "examples",
    ] {
        schema.shift_remove(keyword);
    }
    schema.insert("type".to_owned(), json!(new));
    Some(format!("make {new} of {ty}"))
}

fn values(random: &mut Random, schema: &mut Map<String, Value>) -> Option<String> {
    let is_text = schema.get("type") == Some(&json!("string"));
    match schema.get_mut("enum") {
        Some(Value::Array(values)) if values.iter().all(Value::is_string) => {
            match random.below(3) {
                0 => {
                    values.push(json!("added"));
                    Some("add a value".to_owned())
                }
                1 if values.len() > 1 => {
                    let at = random.below(values.len());
                    Some(format!("remove the value {}", values.remove(at)))
                }
                2 => {
                    schema.shift_remove("enum");
                    schema.insert("type".to_owned(), json!("string"));
                    Some("open an enumeration".to_owned())
                }
                _ => None,
            }
        }
        None if is_text && random.chance(30) => {
            schema.shift_remove("format");
            schema.shift_remove("pattern");
            schema.insert("enum".to_owned(), json!(["a", "only"]));
            Some("close a string".to_owned())
        }
        _ => None,
    }
}

fn limits(random: &mut Random, schema: &mut Map<String, Value>) -> Option<String> {
    let keywords: &[(&str, [i64; 3])] = match schema.get("type")?.as_str()? {
        "string" if !schema.contains_key("format") && !schema.contains_key("enum") => {
            &[("maxLength", [1, 3, 500]), ("minLength", [1, 2, 3])]
        }
        "integer" => &[("minimum", [-5, 0, 7]), ("maximum", [10, 50, 5000])],
        "array" => &[("minItems", [1, 1, 2]), ("maxItems", [1, 2, 100])],
        _ => return None,
    };
    let (keyword, numbers) = random.pick(keywords);
    match schema.shift_remove(*keyword) {
        Some(_) if random.chance(40) => Some(format!("remove {keyword}")),
        old => {
            let number = json!(random.pick(numbers));
            schema.insert((*keyword).to_owned(), number.clone());
            let old = old.map_or("none".to_owned(), |old| old.to_string());
            Some(format!("set {keyword} from {old} to {number}"))
        }
    }
}

fn format(random: &mut Random, schema: &mut Map<String, Value>) -> Option<String> {
    let formats: &[&str] = match schema.get("type")?.as_str()? {
        "string" if !schema.contains_key("enum") => {
            &["date", "date-time", "uuid", "uri", "byte", "email"]
        }
        "integer" => &["int32", "int64"],
        "number" => &["float", "double"],
        _ => return None,
    };
    let old = schema.shift_remove("format");
    for keyword in [
        "default",
        "example",
        "examples",
        "pattern",
        "minLength",
        "maxLength",
    ] {
        schema.shift_remove(keyword);
    }
    if old.is_some() && random.chance(40) {
        return Some(format!("remove the format {old:?}"));
    }
    let new = *random.pick(formats);
    schema.insert("format".to_owned(), json!(new));
    (old != Some(json!(new))).then(|| format!("set the format from {old:?} to {new}"))
}

fn others(random: &mut Random, schema: &mut Map<String, Value>) -> Option<String> {
    if !schema.contains_key("properties") {
        return None;
    }
    let old = schema.shift_remove("additionalProperties");
    let choices = [json!(false), json!(true), json!({"type": "string"})];
    let new = random.pick(&choices).clone();
    schema.insert("additionalProperties".to_owned(), new.clone());
    (old.as_ref() != Some(&new)).then(|| format!("set additionalProperties from {old:?} to {new}"))
}

fn variants_or_words(random: &mut Random, schema: &mut Map<String, Value>) -> Option<String> {
    let union = ["oneOf", "anyOf"]
        .into_iter()
        .find(|key| schema.contains_key(*key));
    if let Some(union) = union.filter(|_| !schema.contains_key("discriminator")) {
        let variants = schema.get_mut(union)?.as_array_mut()?;
        return match random.below(3) {
            0 => {
                variants.push(json!({"type": "object", "required": ["added"], "properties": {"added": {"type": "integer"}}}));
                Some("add a variant".to_owned())
            }
            1 if variants.len() > 1 => {
                variants.remove(random.below(variants.len()));
                Some("remove a variant".to_owned())
            }
            2 if variants.len() > 1 => {
                variants.reverse();
                Some("reorder variants".to_owned())
            }
            _ => None,
        };
    }
    match random.below(3) {
        0 => {
            schema.insert("description".to_owned(), json!("Other words."));
            Some("describe".to_owned())
        }
        1 => {
            schema.insert("deprecated".to_owned(), json!(true));
            Some("deprecate".to_owned())
        }
        _ => {
            schema.insert("title".to_owned(), json!("Other title"));
            Some("give a title".to_owned())
        }
    }
}
