//! Descriptions by chance: small schemas in every combination that has a meaning of its own.

use serde_json::{Map, Value, json};

use super::random::Random;

/// Names of members, some of them odd.
const NAMES: [&str; 12] = [
    "id", "name", "kind", "size", "type", "a-b", "$x", "self", "ä", "Id", "1st", "",
];

/// Schemas of scalars beside the ones with bounds.
const SCALARS: [&str; 24] = [
    r#"{"type": "boolean"}"#,
    r#"{"type": "integer"}"#,
    r#"{"type": "integer", "format": "int32"}"#,
    r#"{"type": "integer", "format": "int64"}"#,
    r#"{"type": "integer", "minimum": 0, "maximum": 255}"#,
    r#"{"type": "integer", "multipleOf": 5, "minimum": -20}"#,
    r#"{"type": "integer", "enum": [1, 2, -3]}"#,
    r#"{"type": "number"}"#,
    r#"{"type": "number", "format": "double", "minimum": 0.5}"#,
    r#"{"type": "number", "enum": [0.5, 1, 2.25]}"#,
    r#"{"type": "string"}"#,
    r#"{"type": "string", "minLength": 2, "maxLength": 4}"#,
    r#"{"type": "string", "pattern": "^[a-z]+$"}"#,
    r#"{"type": "string", "enum": ["a", "b-c", "", "Ä"]}"#,
    r#"{"type": "string", "format": "date"}"#,
    r#"{"type": "string", "format": "date-time"}"#,
    r#"{"type": "string", "format": "uuid"}"#,
    r#"{"type": "string", "format": "byte"}"#,
    r#"{"type": "string", "format": "ipv4"}"#,
    r#"{"type": "string", "format": "uri"}"#,
    r#"{"type": "string", "format": "duration"}"#,
    r#"{"enum": ["a", 1, true]}"#,
    r#"{"type": "string", "enum": ["only"]}"#,
    r#"{}"#,
];

/// A description in the making.
struct Making<'r> {
    random: &'r mut Random,
    /// 3.0, where `null` has a spelling of its own and some keywords are missing.
    is_old: bool,
    schemas: Map<String, Value>,
    /// Components that are objects without variants.
    objects: Vec<String>,
    /// Components to be: anything may refer to them.
    count: usize,
}

/// A description with so many schemas `S0`, `S1`, ... and the ones that they need.
pub fn description(random: &mut Random, is_old: bool, count: usize) -> Value {
    let mut making = Making {
        random,
        is_old,
        schemas: Map::new(),
        objects: Vec::new(),
        count,
    };
    for number in 0..count {
        let name = format!("S{number}");
        let schema = making.component(&name);
        making.schemas.insert(name, schema);
    }
    let version = if is_old { "3.0.3" } else { "3.1.0" };
    json!({"openapi": version, "info": {"title": "Properties", "version": "1"}, "paths": {},
        "components": {"schemas": making.schemas}})
}

impl Making<'_> {
    fn component(&mut self, name: &str) -> Value {
        match self.random.below(10) {
            0..3 => {
                let object = self.object(2);
                self.objects.push(name.to_owned());
                object
            }
            3..6 => self.union(name, 2),
            6 => self.all_of(2),
            7 => self.array(2),
            8 => self.map(2),
            _ => self.conditional(2),
        }
    }

    /// Anything, where it is used.
    fn schema(&mut self, depth: usize) -> Value {
        let kinds = if depth == 0 { 5 } else { 12 };
        let schema = match self.random.below(kinds) {
            0..4 => self.scalar(),
            4 => self.reference(),
            5..7 => self.object(depth - 1),
            7 => self.array(depth - 1),
            8 => self.map(depth - 1),
            9 => self.all_of(depth - 1),
            _ => self.inline_union(depth - 1),
        };
        if self.random.chance(15) {
            self.nullable(schema)
        } else {
            schema
        }
    }

    fn scalar(&mut self) -> Value {
        parsed(SCALARS[self.random.below(SCALARS.len())])
    }

    fn reference(&mut self) -> Value {
        let number = self.random.below(self.count);
        json!({"$ref": format!("#/components/schemas/S{number}")})
    }

    fn nullable(&mut self, mut schema: Value) -> Value {
        let Some(members) = schema.as_object_mut() else {
            return schema;
        };
        if self.is_old {
            match members.contains_key("$ref") {
                true => return json!({"nullable": true, "allOf": [schema]}),
                false => members.insert("nullable".to_owned(), json!(true)),
            };
            if let Some(Value::Array(values)) = members.get_mut("enum") {
                values.push(Value::Null);
            }
            return schema;
        }
        match members.get("type").cloned() {
            Some(ty) if !members.contains_key("enum") => {
                members.insert("type".to_owned(), json!([ty, "null"]));
                schema
            }
            _ => json!({"oneOf": [schema, {"type": "null"}]}),
        }
    }

    fn object(&mut self, depth: usize) -> Value {
        let mut properties = Map::new();
        let mut required = Vec::new();
        for _ in 0..self.random.below(5) {
            let name = *self.random.pick(&NAMES);
            // What is required holds no reference: it would have no end.
            let is_required = self.random.chance(40);
            let schema = match is_required {
                true => self.scalar(),
                false => self.schema(depth),
            };
            if is_required && !properties.contains_key(name) {
                required.push(json!(name));
            }
            properties.entry(name).or_insert(schema);
        }
        let mut object = json!({"type": "object", "properties": properties});
        if !required.is_empty() {
            object["required"] = json!(required);
        }
        match self.random.below(8) {
            0 => object["additionalProperties"] = json!(false),
            1 => object["additionalProperties"] = json!(true),
            2 => object["additionalProperties"] = self.schema(0),
            3 if !self.is_old => object["patternProperties"] = json!({"^x-": self.schema(0)}),
            _ => {}
        }
        object
    }

    fn array(&mut self, depth: usize) -> Value {
        if !self.is_old && self.random.chance(25) {
            let first: Vec<Value> = (0..=self.random.below(3)).map(|_| self.scalar()).collect();
            let mut tuple = json!({"type": "array", "prefixItems": first});
            match self.random.below(3) {
                0 => tuple["items"] = json!(false),
                1 => tuple["items"] = self.schema(0),
                _ => {}
            }
            return tuple;
        }
        let mut array = json!({"type": "array", "items": self.schema(depth)});
        match self.random.below(6) {
            0 => array["minItems"] = json!(1),
            1 => array["maxItems"] = json!(2),
            2 => array["uniqueItems"] = json!(true),
            _ => {}
        }
        array
    }

    fn map(&mut self, depth: usize) -> Value {
        let mut map = json!({"type": "object", "additionalProperties": self.schema(depth)});
        if !self.is_old && self.random.chance(20) {
            map["propertyNames"] = json!({"pattern": "^[a-z]"});
        }
        map
    }

    /// Parts that are objects: one by reference, one inline, each with members of its own.
    fn all_of(&mut self, depth: usize) -> Value {
        let own = self.object(depth);
        let other = match self.objects.is_empty() {
            true => self.object(depth),
            false => {
                let name = self.random.pick(&self.objects).clone();
                json!({"$ref": format!("#/components/schemas/{name}")})
            }
        };
        json!({"allOf": [other, own]})
    }

    /// Members that only some values have.
    fn conditional(&mut self, depth: usize) -> Value {
        let mut object = self.object(depth);
        if self.is_old {
            return object;
        }
        // Where the condition does not hold the member cannot come: it would be any JSON.
        let mut extra = json!({"properties": {"extra": self.scalar()}});
        match self.random.below(3) {
            0 => {
                let is_a = json!({"properties": {"kind": {"const": "a"}}, "required": ["kind"]});
                object["if"] = is_a;
                extra["not"] = json!({"required": ["other"]});
                object["then"] = extra;
                object["else"] = json!({"properties": {"other": self.scalar()},
                    "not": {"required": ["extra"]}});
            }
            1 => {
                object["dependentSchemas"] = json!({"id": extra});
                object["dependentRequired"] = json!({"extra": ["id"]});
            }
            _ => object["dependentRequired"] = json!({"id": ["name"]}),
        }
        object
    }

    /// Variants told apart by a tag, which are components, or as inline ones are.
    fn union(&mut self, name: &str, depth: usize) -> Value {
        if self.random.chance(70) {
            return self.inline_union(depth);
        }
        let mut variants = Vec::new();
        let mut mapping = Map::new();
        for number in 0..2 + self.random.below(2) {
            let variant = format!("{name}V{number}");
            let tag = format!("tag-{number}");
            let schema = self.tagged(json!(tag), depth);
            self.schemas.insert(variant.clone(), schema);
            let reference = format!("#/components/schemas/{variant}");
            mapping.insert(tag, json!(reference));
            variants.push(json!({"$ref": reference}));
        }
        let keyword = *self.random.pick(&["oneOf", "anyOf"]);
        json!({keyword: variants,
            "discriminator": {"propertyName": "kind", "mapping": mapping}})
    }

    /// An object with a constant `kind`, which it requires.
    fn tagged(&mut self, tag: Value, depth: usize) -> Value {
        let mut object = self.object(depth);
        object["properties"]["kind"] = match &tag {
            Value::String(_) => json!({"type": "string", "enum": [tag]}),
            tag => json!({"enum": [tag]}),
        };
        let mut required = match object["required"].take() {
            Value::Array(names) => names,
            _ => Vec::new(),
        };
        if !required.contains(&json!("kind")) {
            required.push(json!("kind"));
        }
        object["required"] = json!(required);
        object
    }

    fn inline_union(&mut self, depth: usize) -> Value {
        let keyword = *self.random.pick(&["oneOf", "anyOf"]);
        let mut variants: Vec<Value> = match self.random.below(7) {
            // By a constant.
            0 => ["x", "y"].map(|tag| self.tagged(json!(tag), depth)).into(),
            1 => [1, 2].map(|tag| self.tagged(json!(tag), depth)).into(),
            // By a member that only one of them requires.
            2 => ["one", "two"]
                .map(|name| {
                    let mut object = self.object(depth);
                    object["properties"][name] = self.scalar();
                    object["required"] = json!([name]);
                    object
                })
                .into(),
            // By their types.
            3 => vec![
                parsed(r#"{"type": "string"}"#),
                self.object(depth),
                self.array(depth),
            ],
            4 => vec![
                parsed(r#"{"type": "integer"}"#),
                parsed(r#"{"type": "number"}"#),
                parsed(r#"{"type": "boolean"}"#),
            ],
            // By nothing.
            5 => vec![self.object(depth), self.object(depth)],
            _ => vec![self.scalar(), self.scalar(), self.array(depth)],
        };
        match keyword {
            "anyOf" => share_properties(&mut variants),
            _ => share_others(&mut variants),
        }
        json!({keyword: variants})
    }
}

/// Objects of an `anyOf` become one type: what one of them declares the others must not have in
/// another way.
fn share_properties(variants: &mut [Value]) {
    let mut all = Map::new();
    for properties in variants
        .iter()
        .filter_map(|one| one["properties"].as_object())
    {
        for (name, schema) in properties {
            all.entry(name.as_str()).or_insert_with(|| schema.clone());
        }
    }
    for variant in variants.iter_mut().filter(|one| one["type"] == "object") {
        // Tags stay what they are.
        let own = variant["properties"]["kind"].take();
        variant["properties"] = Value::Object(all.clone());
        if !own.is_null() {
            variant["properties"]["kind"] = own;
        }
    }
}

/// Objects that nothing tells apart take the same others, and have members of one name alike: what
/// is declared would depend on the variant that is chosen.
fn share_others(variants: &mut [Value]) {
    let mut all = Map::new();
    let objects = variants.iter_mut();
    for properties in objects.filter_map(|one| one.get_mut("properties")?.as_object_mut()) {
        for (name, schema) in properties.iter_mut().filter(|(name, _)| *name != "kind") {
            let first = all.entry(name.as_str()).or_insert_with(|| schema.clone());
            schema.clone_from(first);
        }
    }
    let objects = variants.iter_mut().filter(|one| one["type"] == "object");
    let mut objects = objects.filter_map(Value::as_object_mut);
    let Some(first) = objects.next() else { return };
    let keywords = ["additionalProperties", "patternProperties"];
    for object in objects {
        for keyword in keywords {
            match first.get(keyword) {
                Some(others) => drop(object.insert(keyword.to_owned(), others.clone())),
                None => drop(object.remove(keyword)),
            }
        }
    }
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_default()
}
