//! Values that no enum, union or tuple of the description knows.

use serde_json::{Value, json};

use super::action::{Action, Healing, schema_of};
use super::{place, resolved};
use crate::document::{Node, pointer};

const UNIONS: [&str; 2] = ["oneOf", "anyOf"];

impl Healing<'_> {
    fn list(&self, place: &str, keyword: &str) -> Option<&[Node]> {
        self.node(place)?.get(keyword)?.as_sequence()
    }

    /// One more value of an enum, or one more variant of a union.
    pub(super) fn value(&self, place: &str, found: &str) -> Result<Vec<Action>, &'static str> {
        let value = serde_json::from_str::<Value>(found).ok();
        let parts = place::parts(self.tree, place);
        let mut enums = parts
            .iter()
            .filter(|part| self.list(part, "enum").is_some());
        if let (Some(value), Some(part)) = (&value, enums.next()) {
            let values = self.list(part, "enum").unwrap_or_default();
            let is_known = values.iter().any(|known| known.to_json() == *value);
            let one = || self.update(part, json!({"enum": [value]}));
            return Ok((!is_known).then(one).into_iter().collect());
        }
        let unions = parts
            .iter()
            .flat_map(|part| UNIONS.map(|keyword| (part, keyword)));
        let mut unions = unions.filter(|(part, keyword)| self.list(part, keyword).is_some());
        match (unions.next(), value) {
            (Some((union, keyword)), value) => self.variant(union, keyword, value, found),
            (None, Some(_)) => Err("the description has no list of values there"),
            (None, None) => Err("it is not a single value"),
        }
    }

    /// One more variant of a union that has none of this type; with its value among constants.
    fn variant(
        &self,
        union: &str,
        keyword: &str,
        value: Option<Value>,
        found: &str,
    ) -> Result<Vec<Action>, &'static str> {
        let variants = self.list(union, keyword).unwrap_or_default();
        let constants = variants.iter().filter_map(|variant| variant.get("const"));
        if let Some(value) = value.as_ref().filter(|_| constants.count() > 0) {
            return Ok(vec![
                self.update(union, json!({keyword: [{"const": value}]})),
            ]);
        }
        let schema = match &value {
            Some(value) => schema_of(type_of(value)),
            None => schema_of(found),
        };
        let wanted = schema.get("type").and_then(Value::as_str);
        let is_taken = place::parts(self.tree, union).iter().any(|part| {
            let ty = self.node(part).and_then(|node| node.text("type"));
            let is_object = self
                .node(part)
                .is_some_and(|node| node.get("properties").is_some());
            ty == wanted || is_object && wanted == Some("object")
        });
        match is_taken {
            true => Err("which of its members tell the new variant apart is not known"),
            false => Ok(vec![self.update(union, json!({keyword: [schema]}))]),
        }
    }

    /// The union that is told apart by this member.
    fn tagged_union(&self, holder: &str, name: &str) -> Option<(String, &'static str)> {
        place::parts(self.tree, holder)
            .into_iter()
            .find_map(|part| {
                let discriminator = self.node(&part)?.get("discriminator")?;
                let keyword = UNIONS
                    .into_iter()
                    .find(|list| self.list(&part, list).is_some())?;
                let is_tag = discriminator.text("propertyName") == Some(name);
                is_tag.then_some((part, keyword))
            })
    }

    /// Whether a member is the discriminator of a union or of a parent.
    pub(super) fn is_tag(&self, holder: &str, name: &str) -> bool {
        let parts = place::parts(self.tree, holder);
        let mut discriminators = parts
            .iter()
            .filter_map(|part| self.node(part)?.get("discriminator"));
        discriminators.any(|one| one.text("propertyName").or(one.as_str()) == Some(name))
    }

    /// One more variant of a union with a discriminator: an object of which the tag is known.
    pub(super) fn tagged(
        &self,
        holder: &str,
        name: &str,
        found: &str,
    ) -> Result<Vec<Action>, &'static str> {
        const CHILD: &str =
            "a child of a parent with a discriminator is missing; its members are not known";
        let (union, keyword) = self.tagged_union(holder, name).ok_or(CHILD)?;
        let tag: Value = serde_json::from_str(found).map_err(|_| "it is not a single value")?;
        let ty = type_of(&tag);
        let component = format!("{} {}", name, tag.as_str().unwrap_or(found));
        let component = component.replace(|letter: char| !letter.is_ascii_alphanumeric(), "_");
        let place = pointer::join("/components/schemas", &component);
        if self.node(&place).is_some() {
            return Ok(Vec::new());
        }
        if self.node("/components/schemas").is_none() {
            return Err("the description has no schemas of components to add one to");
        }
        let schema = json!({
            "type": "object",
            "required": [name],
            "properties": { name: { "type": ty, "enum": [&tag] } },
        });
        let reference = format!("#{place}");
        let update = match tag.as_str() {
            Some(tag) => json!({
                keyword: [{ "$ref": reference }],
                "discriminator": { "mapping": { tag: reference } },
            }),
            None => json!({ keyword: [{ "$ref": reference }] }),
        };
        Ok(vec![
            self.update("/components/schemas", json!({ component: schema })),
            self.update(&union, update),
        ])
    }

    /// One more item of a tuple.
    pub(super) fn item(
        &self,
        holder: &str,
        index: usize,
        found: &str,
    ) -> Result<Vec<Action>, &'static str> {
        let place = resolved(self.tree, holder);
        match self.list(&place, "prefixItems") {
            Some(items) if items.len() > index => Ok(Vec::new()),
            Some(items) if items.len() == index => {
                Ok(vec![self.update(
                    &place,
                    json!({"prefixItems": [schema_of(found)]}),
                )])
            }
            _ => Err("it is an item of a tuple"),
        }
    }
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_i64() || number.is_u64() => "integer",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}
