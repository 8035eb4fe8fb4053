//! The schemas of a description as JSON Schema 2020-12, and the independent validator for them.
//!
//! Every schema stays at its pointer, so that references keep working; a schema that takes `null`
//! by an annotation moves below `anyOf/1`, and [`Translation::pointer`] knows. Translated are the
//! meanings of 2.0 and 3.0: `nullable` (also `x-nullable`, also where there is no `type` and
//! beside a `$ref`, as authors mean it), boolean exclusive bounds, the siblings of `$ref` that do
//! not count, `int32` and the other formats of numbers. Keywords that are no JSON Schema are left
//! out, and so is a reference that leads nowhere or to another file.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use codegen::document::pointer::{self, join, tokens};
use codegen::document::{Node, Tree};
use jsonschema::{Registry, Validator};
use serde_json::{Map, Value, json};

use super::schemas::{Place, walk};

const BASE: &str = "https://description.invalid/";

/// A whole description, translated.
pub struct Translation {
    document: Value,
    wrapped: BTreeSet<String>,
}

/// Validators for the schemas of one description, made when they are needed.
pub struct Judge<'t> {
    translation: &'t Translation,
    registry: Registry<'t>,
    made: BTreeMap<(String, bool), Option<Rc<Validator>>>,
}

/// What a validator says about a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Judgement {
    Valid,
    /// Valid except for the `format` of a string or number.
    Misformatted,
    Invalid,
    /// The validator refuses the schema.
    NoSchema,
}

impl Translation {
    pub fn new(root: &Tree) -> Self {
        let mut schemas = Vec::new();
        walk(root, &mut |place, _| {
            if let Place::Schema { pointer, node } = place {
                schemas.push((pointer, node));
            }
        });
        let wrapped = schemas.iter().filter(|(_, node)| needs_wrapping(node));
        let mut translation = Self {
            document: root.to_json(),
            wrapped: wrapped.map(|(pointer, _)| pointer.clone()).collect(),
        };
        let flags = Flags {
            ref_stands_alone: root.text("openapi").is_none_or(|version| version < "3.1"),
        };
        let mut patterns = BTreeMap::new();
        // From the end: a schema is translated before the one around it moves.
        for (pointer, _) in schemas.iter().rev() {
            if let Some(Value::Object(schema)) = translation.document.pointer_mut(pointer) {
                let schema_text = Schema {
                    root,
                    flags,
                    patterns: &mut patterns,
                };
                schema_text.translate(schema);
            }
        }
        translation.wrap();
        translation
    }

    fn wrap(&mut self) {
        for pointer in self.wrapped.iter().rev() {
            if let Some(schema) = self.document.pointer_mut(pointer) {
                let inner = schema.take();
                *schema = json!({"anyOf": [{"type": "null"}, inner]});
            }
        }
        let wrapped = std::mem::take(&mut self.wrapped);
        rewrite_references(&mut self.document, &wrapped);
        self.wrapped = wrapped;
    }

    /// The place of a schema in the translation.
    pub fn pointer(&self, pointer: &str) -> String {
        moved(pointer, &self.wrapped)
    }
}

fn moved(pointer: &str, wrapped: &BTreeSet<String>) -> String {
    let (mut original, mut translated) = (String::new(), String::new());
    for token in tokens(pointer) {
        if wrapped.contains(&original) {
            translated.push_str("/anyOf/1");
        }
        original = join(&original, &token);
        translated = join(&translated, &token);
    }
    translated
}

fn rewrite_references(node: &mut Value, wrapped: &BTreeSet<String>) {
    match node {
        Value::Object(members) => {
            if let Some(Value::String(target)) = members.get_mut("$ref")
                && let Some(fragment) = target.strip_prefix('#')
            {
                let new = moved(&pointer::percent_decode(fragment), wrapped);
                *target = format!("#{}", fragment_escaped(&new));
            }
            members
                .values_mut()
                .for_each(|member| rewrite_references(member, wrapped));
        }
        Value::Array(items) => {
            items
                .iter_mut()
                .for_each(|item| rewrite_references(item, wrapped));
        }
        _ => {}
    }
}

/// `%xx` for characters that the fragment of a URI cannot have.
fn fragment_escaped(pointer: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/~-._!$&'()*+,;=:@?".contains(&byte);
    let mut escaped = String::new();
    for byte in pointer.bytes() {
        if plain(byte) {
            escaped.push(char::from(byte));
        } else {
            escaped.push_str(&format!("%{byte:02X}"));
        }
    }
    escaped
}

fn is_nullable(schema: &Node) -> bool {
    let says = |key: &str| schema.get(key).and_then(Node::as_bool) == Some(true);
    says("nullable") || says("x-nullable")
}

/// `nullable` without a `type` to put `null` into.
fn needs_wrapping(schema: &Node) -> bool {
    let combines = ["$ref", "allOf", "oneOf", "anyOf"]
        .iter()
        .any(|key| schema.get(key).is_some());
    is_nullable(schema) && combines
}

#[derive(Clone, Copy)]
struct Flags {
    /// The siblings of `$ref` do not count.
    ref_stands_alone: bool,
}

/// One schema that is being translated.
struct Schema<'s> {
    root: &'s Node,
    flags: Flags,
    /// Whether the validator can read a pattern.
    patterns: &'s mut BTreeMap<String, bool>,
}

impl Schema<'_> {
    fn translate(mut self, schema: &mut Map<String, Value>) {
        let reference = schema
            .get("$ref")
            .and_then(Value::as_str)
            .map(str::to_owned);
        if let Some(target) = reference {
            if self.flags.ref_stands_alone {
                schema.retain(|key, _| key == "$ref");
            }
            let local = target.starts_with('#');
            if !local || pointer::find(self.root, &target).is_none() {
                schema.remove("$ref");
            }
        }
        let nullable = ["nullable", "x-nullable"]
            .iter()
            .any(|key| schema.get(*key) == Some(&json!(true)));
        if nullable {
            allow_null(schema);
        }
        exclusive(schema, "exclusiveMinimum", "minimum");
        exclusive(schema, "exclusiveMaximum", "maximum");
        number_format(schema);
        if let Some(Value::Array(items)) = schema.get("items").cloned() {
            schema.remove("items");
            schema.insert("prefixItems".to_owned(), Value::Array(items));
        }
        schema.retain(|keyword, value| self.is_sound(keyword, value));
    }

    /// Whether a keyword is one of JSON Schema and has a valid value.
    fn is_sound(&mut self, keyword: &str, value: &mut Value) -> bool {
        match keyword {
            "$ref" | "const" => true,
            "type" => is_type(value),
            "enum" => value.as_array().is_some_and(|values| !values.is_empty()),
            "required" => unique_strings(value),
            "properties" | "patternProperties" | "$defs" | "definitions" | "dependentSchemas" => {
                let Value::Object(members) = value else {
                    return false;
                };
                members.retain(|name, member| {
                    is_schema(member) && (keyword != "patternProperties" || self.is_pattern(name))
                });
                true
            }
            "allOf" | "oneOf" | "anyOf" | "prefixItems" => {
                let Value::Array(items) = value else {
                    return false;
                };
                items.retain(is_schema);
                !items.is_empty()
            }
            "items"
            | "additionalProperties"
            | "not"
            | "if"
            | "then"
            | "else"
            | "contains"
            | "propertyNames"
            | "unevaluatedItems"
            | "unevaluatedProperties" => is_schema(value),
            "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" => value.is_number(),
            "multipleOf" => value.as_f64().is_some_and(|number| number > 0.0),
            "minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties"
            | "maxProperties" | "minContains" | "maxContains" => value.is_u64(),
            "uniqueItems" => value.is_boolean(),
            "pattern" => value
                .as_str()
                .is_some_and(|pattern| self.is_pattern(pattern)),
            "format" => value.is_string(),
            "dependentRequired" => value.is_object(),
            _ => false,
        }
    }

    fn is_pattern(&mut self, pattern: &str) -> bool {
        let known = self.patterns.entry(pattern.to_owned());
        *known.or_insert_with(|| jsonschema::validator_for(&json!({"pattern": pattern})).is_ok())
    }
}

fn allow_null(schema: &mut Map<String, Value>) {
    let null = json!("null");
    match schema.get_mut("type") {
        Some(Value::Array(types)) if !types.contains(&null) => types.push(null),
        Some(Value::String(one)) => {
            let one = Value::String(std::mem::take(one));
            schema.insert("type".to_owned(), json!([one, "null"]));
        }
        _ => {}
    }
    if let Some(Value::Array(values)) = schema.get_mut("enum")
        && !values.contains(&Value::Null)
    {
        values.push(Value::Null);
    }
}

/// `exclusiveMinimum: true` beside `minimum: 1` is `exclusiveMinimum: 1`.
fn exclusive(schema: &mut Map<String, Value>, flag: &str, bound: &str) {
    if schema.get(flag) == Some(&json!(true))
        && let Some(number) = schema.remove(bound)
    {
        schema.insert(flag.to_owned(), number);
    }
}

/// The formats of numbers become bounds.
fn number_format(schema: &mut Map<String, Value>) {
    let bounds: (i128, i128) = match schema.get("format").and_then(Value::as_str) {
        Some("int8") => (i8::MIN.into(), i8::MAX.into()),
        Some("int16") => (i16::MIN.into(), i16::MAX.into()),
        Some("int32") => (i32::MIN.into(), i32::MAX.into()),
        Some("int64") => (i64::MIN.into(), i64::MAX.into()),
        Some("uint8") => (0, u8::MAX.into()),
        Some("uint16") => (0, u16::MAX.into()),
        Some("uint32") => (0, u32::MAX.into()),
        Some("uint64") => (0, u64::MAX.into()),
        _ => return,
    };
    let types = schema.get("type").map(Value::to_string).unwrap_or_default();
    if !types.contains("integer") {
        return;
    }
    // Beside the bounds that are there, whatever they are.
    let number = |bound: i128| i64::try_from(bound).map_or_else(|_| json!(u64::MAX), |n| json!(n));
    let part = json!({"minimum": number(bounds.0), "maximum": number(bounds.1)});
    match schema.get_mut("allOf") {
        Some(Value::Array(parts)) => parts.push(part),
        _ => {
            schema.insert("allOf".to_owned(), json!([part]));
        }
    }
}

fn is_schema(value: &Value) -> bool {
    value.is_object() || value.is_boolean()
}

fn is_type(value: &Value) -> bool {
    let is_one = |value: &Value| {
        let names = [
            "array", "boolean", "integer", "null", "number", "object", "string",
        ];
        value.as_str().is_some_and(|name| names.contains(&name))
    };
    match value {
        Value::Array(types) => !types.is_empty() && types.iter().all(is_one),
        one => is_one(one),
    }
}

fn unique_strings(value: &mut Value) -> bool {
    let Value::Array(names) = value else {
        return false;
    };
    let mut seen = BTreeSet::new();
    names.retain(|name| {
        name.as_str()
            .is_some_and(|name| seen.insert(name.to_owned()))
    });
    true
}

impl<'t> Judge<'t> {
    /// Nothing when the validator cannot use the document at all.
    pub fn new(translation: &'t Translation) -> Option<Self> {
        let registry = Registry::new()
            .add(BASE, &translation.document)
            .ok()?
            .prepare()
            .ok()?;
        Some(Self {
            translation,
            registry,
            made: BTreeMap::new(),
        })
    }

    /// Whether a value fits a schema, by the schema's pointer.
    pub fn judge(&mut self, schema: &str, value: &Value) -> Judgement {
        match self.validator(schema, true) {
            None => return Judgement::NoSchema,
            Some(validator) if validator.is_valid(value) => return Judgement::Valid,
            Some(_) => {}
        }
        match self.validator(schema, false) {
            Some(validator) if validator.is_valid(value) => Judgement::Misformatted,
            _ => Judgement::Invalid,
        }
    }

    fn validator(&mut self, schema: &str, formats: bool) -> Option<Rc<Validator>> {
        let key = (schema.to_owned(), formats);
        if let Some(made) = self.made.get(&key) {
            return made.clone();
        }
        let fragment = fragment_escaped(&self.translation.pointer(schema));
        let made = jsonschema::options()
            .with_registry(&self.registry)
            .with_draft(jsonschema::Draft::Draft202012)
            .should_validate_formats(formats)
            .with_format("byte", is_base64)
            .offline()
            .build(&json!({"$ref": format!("{BASE}#{fragment}")}))
            .ok()
            .map(Rc::new);
        self.made.insert(key, made.clone());
        made
    }
}

/// RFC 4648, either alphabet, padded or not.
fn is_base64(text: &str) -> bool {
    let body = text.trim_end_matches('=');
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"+/-_".contains(&byte);
    body.bytes().all(plain) && body.len() % 4 != 1 && text.len() - body.len() <= 2
}
