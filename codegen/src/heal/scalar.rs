//! Scalars of another JSON type than described, or spelled as text.

use serde_json::{Value, json};

use super::action::{Action, Healing};
use super::place;
use crate::openapi::Schema;

impl Healing<'_> {
    /// The schema or the part of it that is of one of the types, and which.
    fn scalar(&self, place: &str, types: &[&'static str]) -> Option<(String, &'static str)> {
        place::parts(self.tree, place).into_iter().find_map(|part| {
            let declared = self.node(&part)?.get("type")?;
            let has = |ty: &str| match declared.as_sequence() {
                Some(all) => all.iter().any(|one| one.as_str() == Some(ty)),
                None => declared.as_str() == Some(ty),
            };
            let ty = types.iter().copied().find(|ty| has(ty))?;
            Some((part, ty))
        })
    }

    /// Replaces a type, which may stand in a list of types.
    fn retype(&self, place: &str, old: &str, new: &[&str]) -> Vec<Action> {
        let declared = self.node(place).and_then(|node| node.get("type"));
        let listed = declared.and_then(|node| node.as_sequence());
        let index = listed.and_then(|all| all.iter().position(|one| one.as_str() == Some(old)));
        let Some(index) = index else {
            let new = match new {
                [one] => json!(one),
                all => json!(all),
            };
            return vec![self.update(place, json!({"type": new}))];
        };
        let mut actions = self.without(&format!("{place}/type"), &index.to_string());
        actions.push(self.update(place, json!({"type": new})));
        actions
    }

    /// Any number in place of integers only.
    pub(super) fn number(&self, place: &str) -> Result<Vec<Action>, &'static str> {
        if let Some((part, _)) = self.scalar(place, &["integer"]) {
            let mut actions = self.without(&part, "format");
            actions.extend(self.retype(&part, "integer", &["number"]));
            return Ok(actions);
        }
        match self.scalar(place, &["number"]) {
            Some(_) => Ok(Vec::new()),
            None => Err("its type is not an integer in the description"),
        }
    }

    /// A scalar that is also spelled as text.
    pub(super) fn text(&self, place: &str, found: &str) -> Result<Vec<Action>, &'static str> {
        const INTEGER: &str = r"^-?(?:0|[1-9]\d*)$";
        const NUMBER: &str = r"^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$";
        // As an earlier action has left it.
        let is_done = |part: &String| {
            let pattern = self.node(part).and_then(|node| node.text("pattern"));
            let is_spelled = [INTEGER, NUMBER]
                .into_iter()
                .any(|known| pattern == Some(known));
            is_spelled || self.is_spelled_boolean(part)
        };
        if place::parts(self.tree, place).iter().any(is_done) {
            return Ok(Vec::new());
        }
        let scalar = self.scalar(place, &["integer", "number", "boolean"]);
        let (place, ty) = scalar.ok_or("its type is not a scalar in the description")?;
        let (pattern, format) = match ty {
            "boolean" => return Ok(self.boolean(&place, found)),
            "integer" => (INTEGER, "int64"),
            _ => (NUMBER, "double"),
        };
        let keyword = |name: &str| self.node(&place).and_then(|node| node.text(name));
        let update = json!({"format": keyword("format").unwrap_or(format), "pattern": pattern});
        let mut actions = match self.is_new {
            true => self.retype(&place, ty, &[ty, "string"]),
            // Without a type, the format decides.
            false => self.without(&place, "type"),
        };
        actions.push(self.update(&place, update));
        Ok(actions)
    }

    fn is_spelled_boolean(&self, place: &str) -> bool {
        let schema = self.node(place).map(Schema::new);
        let variants = schema.into_iter().flat_map(|schema| schema.one_of().iter());
        variants
            .into_iter()
            .any(|one| one.node().text("type") == Some("boolean"))
    }

    fn boolean(&self, place: &str, found: &str) -> Vec<Action> {
        let is_upper = found.contains(char::is_uppercase);
        let words = match is_upper {
            true => json!(["True", "False"]),
            false => json!(["true", "false"]),
        };
        let others = self
            .node(place)
            .and_then(|node| node.get("type")?.as_sequence());
        let of_null = others
            .into_iter()
            .flatten()
            .any(|ty| ty.as_str() == Some("null"));
        let mut variants = vec![
            json!({"type": "boolean"}),
            json!({"type": "string", "enum": words}),
        ];
        variants.extend(of_null.then(|| json!({"type": "null"})));
        let mut actions = self.without(place, "type");
        actions.push(self.update(place, json!({"oneOf": Value::Array(variants)})));
        actions
    }
}
