//! Values for schemas, most of them valid, and what becomes of them by a small change.
//!
//! Whether a value is valid is not said here: that is the business of the validator.

use serde_json::{Map, Value, json};

use super::random::Random;

/// How deep values go; below, there is no more than has to be.
const DEPTH: usize = 5;

/// Texts by their formats; each has some spellings.
const TEXTS: [(&str, &[&str]); 7] = [
    ("date", &["2024-02-29", "0001-01-01", "9999-12-31"]),
    (
        "date-time",
        &[
            "2024-02-29T12:30:45Z",
            "2024-02-29T12:30:45.123456789+05:30",
            "1985-04-12T23:20:50.52-00:00",
            "1996-12-19T16:39:57-08:00",
        ],
    ),
    (
        "uuid",
        &[
            "550e8400-e29b-41d4-a716-446655440000",
            "00000000-0000-0000-0000-000000000000",
        ],
    ),
    ("byte", &["", "aGVsbG8=", "AA=="]),
    ("ipv4", &["127.0.0.1", "255.255.255.255"]),
    ("uri", &["https://example.com/a?b=c#d", "urn:x:y"]),
    ("duration", &["P1D", "PT1H30M", "P3Y6M4DT12H30M5S"]),
];

/// Makes values for the schemas of one description.
pub struct Values<'d> {
    pub description: &'d Value,
}

impl Values<'_> {
    /// A value that fits, as far as this knows.
    pub fn value(&self, random: &mut Random, schema: &Value, depth: usize) -> Value {
        let Some(keywords) = schema.as_object() else {
            return any(random, depth.min(2));
        };
        if keywords.get("nullable") == Some(&json!(true)) && random.chance(15) {
            return Value::Null;
        }
        if let Some(Value::Array(values)) = keywords.get("enum") {
            return random.pick(values).clone();
        }
        let mut value = self.own(random, keywords, depth);
        for part in self.parts(random, keywords) {
            let other = self.value(random, part, depth.saturating_sub(1));
            value = Some(match (value, other) {
                (Some(Value::Object(mut members)), Value::Object(more)) => {
                    members.extend(more);
                    Value::Object(members)
                }
                (_, other) => other,
            });
        }
        value.unwrap_or_else(|| any(random, depth.min(2)))
    }

    /// Schemas that count beside a schema's own keywords, one of those to choose from.
    fn parts<'s>(
        &'s self,
        random: &mut Random,
        keywords: &'s Map<String, Value>,
    ) -> Vec<&'s Value> {
        let mut parts = Vec::new();
        let list = |keyword: &str| keywords.get(keyword).and_then(Value::as_array);
        if let Some(Value::String(target)) = keywords.get("$ref") {
            parts.extend(self.description.pointer(target.trim_start_matches('#')));
        }
        parts.extend(list("allOf").into_iter().flatten());
        for keyword in ["oneOf", "anyOf"] {
            parts.extend(list(keyword).map(|variants| random.pick(variants)));
        }
        let chosen = if random.chance(50) {
            ["if", "then"]
        } else {
            ["else", "else"]
        };
        parts.extend(chosen.iter().filter_map(|keyword| keywords.get(*keyword)));
        let dependent = keywords.get("dependentSchemas").and_then(Value::as_object);
        parts.extend(dependent.into_iter().flat_map(Map::values));
        parts
    }

    /// What a schema's own keywords ask for.
    fn own(
        &self,
        random: &mut Random,
        keywords: &Map<String, Value>,
        depth: usize,
    ) -> Option<Value> {
        if let Some(constant) = keywords.get("const") {
            return Some(constant.clone());
        }
        let ty = match keywords.get("type") {
            Some(Value::Array(types)) => random.pick(types).as_str(),
            Some(ty) => ty.as_str(),
            None if keywords.contains_key("properties") => Some("object"),
            None => None,
        };
        Some(match ty? {
            "null" => Value::Null,
            "boolean" => json!(random.chance(50)),
            "integer" => integer(random, keywords),
            "number" => number(random, keywords),
            "string" => json!(text(random, keywords)),
            "array" => self.array(random, keywords, depth),
            _ => self.object(random, keywords, depth),
        })
    }

    fn array(&self, random: &mut Random, keywords: &Map<String, Value>, depth: usize) -> Value {
        let first = keywords.get("prefixItems").and_then(Value::as_array);
        let first = first.map(Vec::as_slice).unwrap_or_default();
        let mut items: Vec<Value> = first
            .iter()
            .map(|schema| self.value(random, schema, depth.saturating_sub(1)))
            .collect();
        let least = keywords.get("minItems").map_or(0, |_| 1);
        let more = match depth {
            0 => least,
            _ => least.max(random.below(3)),
        };
        let rest = keywords.get("items").unwrap_or(&Value::Bool(true));
        if rest != &Value::Bool(false) {
            items.extend((0..more).map(|_| self.value(random, rest, depth.saturating_sub(1))));
        }
        Value::Array(items)
    }

    fn object(&self, random: &mut Random, keywords: &Map<String, Value>, depth: usize) -> Value {
        let required = keywords.get("required").and_then(Value::as_array);
        let required = required.map(Vec::as_slice).unwrap_or_default();
        let mut members = Map::new();
        let properties = keywords.get("properties").and_then(Value::as_object);
        for (name, schema) in properties.into_iter().flatten() {
            if required.contains(&json!(name)) || depth > 0 && random.chance(60) {
                let value = self.value(random, schema, depth.saturating_sub(1));
                members.insert(name.clone(), value);
            }
        }
        if depth > 0 && random.chance(40) {
            let others = match keywords.get("additionalProperties") {
                Some(Value::Bool(false)) => None,
                Some(schema) => Some(("more", schema)),
                None => None,
            };
            let patterns = keywords.get("patternProperties");
            let pattern = patterns.and_then(|all| Some(("x-a", all.get("^x-")?)));
            for (name, schema) in others.into_iter().chain(pattern) {
                let value = self.value(random, schema, depth.saturating_sub(1));
                members.insert(name.to_owned(), value);
            }
        }
        Value::Object(members)
    }
}

/// A value for a schema of the root: in one case of three with a change.
pub fn for_schema(values: &Values<'_>, random: &mut Random, schema: &Value) -> Value {
    let mut value = values.value(random, schema, DEPTH);
    if random.chance(33) {
        change(random, &mut value);
    }
    value
}

/// Something small: a member that goes or comes, or another value somewhere.
fn change(random: &mut Random, value: &mut Value) {
    match value {
        Value::Object(members) if !members.is_empty() && random.chance(75) => {
            let names: Vec<String> = members.keys().cloned().collect();
            let name = random.pick(&names).clone();
            match random.below(4) {
                0 => drop(members.remove(&name)),
                1 => drop(members.insert("unknown".to_owned(), any(random, 1))),
                _ => change(random, members.entry(name).or_insert(Value::Null)),
            }
        }
        Value::Array(items) if !items.is_empty() && random.chance(75) => {
            let at = random.below(items.len());
            change(random, &mut items[at]);
        }
        value => *value = any(random, 2),
    }
}

/// Any JSON.
fn any(random: &mut Random, depth: usize) -> Value {
    match random.below(if depth == 0 { 6 } else { 8 }) {
        0 => Value::Null,
        1 => json!(random.chance(50)),
        2 => json!(random.between(-300, 300)),
        3 => json!(0.25),
        4 => json!(*random.pick(&["", "a", "tag-0", "x", "2024-02-29", "\u{1f980}\n\""])),
        5 => json!([]),
        6 => json!([any(random, depth - 1)]),
        _ => json!({*random.pick(&["id", "kind", "x-a", "zz"]): any(random, depth - 1)}),
    }
}

fn integer(random: &mut Random, keywords: &Map<String, Value>) -> Value {
    let bound = |keyword: &str| keywords.get(keyword).and_then(Value::as_i64);
    let (low, high) = match keywords.get("format").and_then(Value::as_str) {
        Some("int32") => (i32::MIN.into(), i32::MAX.into()),
        _ => (i64::MIN, i64::MAX),
    };
    let (low, high) = (
        bound("minimum").unwrap_or(low),
        bound("maximum").unwrap_or(high),
    );
    let number = match random.below(8) {
        0 => low,
        1 => high,
        2 => random.between(low, high),
        _ => random.between(low.max(-100), high.min(1000)),
    };
    json!(match bound("multipleOf") {
        Some(step) => number - number % step,
        None => number,
    })
}

fn number(random: &mut Random, keywords: &Map<String, Value>) -> Value {
    // An integer beyond 64 bits could be meant for a member that is an integer, too.
    let positive = [0.5, 1.5, 12.0, 1e15, 2.5e-300, 0.1, 123_456_789.125];
    let negative = [-0.5, -1e-7, -3.0];
    match random.below(4) {
        0 => json!(random.between(1, 1_000_000)),
        1 if !keywords.contains_key("minimum") => json!(*random.pick(&negative)),
        _ => json!(*random.pick(&positive)),
    }
}

fn text(random: &mut Random, keywords: &Map<String, Value>) -> String {
    let format = keywords.get("format").and_then(Value::as_str);
    let known = TEXTS.iter().find(|(name, _)| Some(*name) == format);
    let all: &[&str] = match known {
        Some((_, texts)) => texts,
        None if keywords.contains_key("pattern") => &["abc", "z"],
        None if keywords.contains_key("minLength") => &["ab", "äöüß", "\u{1f980}x"],
        None => &["", "a", "only", "b-c", "Ä \"\\/\u{8}", "1", "true", "null"],
    };
    (*random.pick(all)).to_owned()
}
