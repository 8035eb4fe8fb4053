//! From a difference in a response to actions of an overlay.

use serde_json::{Map, Value, json};

use super::line::{Kind, Line, Step};
use super::{place, resolved};
use crate::document::{Node, pointer};
use crate::openapi::Schema;

/// An action of an overlay.
#[derive(Debug, PartialEq)]
pub struct Action {
    /// A JSONPath.
    target: String,
    change: Change,
}

#[derive(Debug, PartialEq)]
enum Change {
    Update(Value),
    Remove,
}

impl Action {
    /// An item of the list of actions.
    pub fn to_yaml(&self, evidence: &str) -> String {
        let mut text = format!("  - target: {}\n", Value::from(self.target.as_str()));
        if !evidence.is_empty() {
            text.push_str(&format!("    description: {}\n", Value::from(evidence)));
        }
        match &self.change {
            Change::Update(update) => text.push_str(&format!("    update: {update}\n")),
            Change::Remove => text.push_str("    remove: true\n"),
        }
        text
    }
}

/// A description and its version.
pub(super) struct Healing<'t> {
    pub(super) tree: &'t Node,
    /// OpenAPI 3.1 or newer, where `null` is a type.
    pub(super) is_new: bool,
}

/// The actions that make the description say what was seen. `body` is the pointer of the schema of
/// the body.
///
/// # Errors
/// Why there is no proposal.
pub fn actions(
    tree: &Node,
    is_new: bool,
    line: &Line,
    body: String,
) -> Result<Vec<Action>, &'static str> {
    const NOWHERE: &str = "the description has no schema there";
    let healing = Healing { tree, is_new };
    let whole = || place::at(tree, body.clone(), &line.path).ok_or(NOWHERE);
    let around = || {
        let (last, holder) = line.path.split_last().ok_or(NOWHERE)?;
        let Step::Member(name) = last else {
            return Err("it is an item of a tuple");
        };
        let holder = place::at(tree, body.clone(), holder).ok_or(NOWHERE)?;
        Ok((holder, name.as_str()))
    };
    match line.kind {
        Kind::NullForOptional | Kind::NullForRequired => Ok(healing.nullable(&whole()?)),
        Kind::TextForScalar => healing.text(&whole()?, &line.found),
        Kind::WholeNumber => healing.number(&whole()?),
        Kind::UnknownValue => match around() {
            Ok((union, tag)) if healing.is_tag(&union, tag) => {
                healing.tagged(&union, tag, &line.found)
            }
            _ => healing.value(&whole()?, &line.found),
        },
        Kind::UnknownMember => match line.path.split_last() {
            Some((Step::Item(index), holder)) => {
                let holder = place::at(tree, body, holder).ok_or(NOWHERE)?;
                healing.item(&holder, *index, &line.found)
            }
            _ => {
                let (holder, name) = around()?;
                healing.member(&holder, name, &line.found)
            }
        },
        Kind::OddSpelling => Ok(healing.any_text(&resolved(tree, &whole()?))),
        Kind::RepeatedMember => Err("no description can say that a member comes twice"),
        Kind::JsonForText => healing.json_response(&body),
        Kind::Missing | Kind::MissingForNull => {
            let (holder, name) = around()?;
            Ok(healing.optional(&holder, name))
        }
    }
}

impl Healing<'_> {
    pub(super) fn node(&self, place: &str) -> Option<&Node> {
        pointer::find(self.tree, place)
    }

    pub(super) fn update(&self, place: &str, update: Value) -> Action {
        Action {
            target: place::json_path(self.tree, place),
            change: Change::Update(update),
        }
    }

    /// Removes a keyword, if it is there.
    pub(super) fn without(&self, place: &str, keyword: &str) -> Vec<Action> {
        let place = pointer::join(place, keyword);
        let is_there = self.node(&place).is_some();
        let remove = || Action {
            target: place::json_path(self.tree, &place),
            change: Change::Remove,
        };
        is_there.then(remove).into_iter().collect()
    }

    /// A text of any spelling.
    fn any_text(&self, place: &str) -> Vec<Action> {
        let keywords = ["format", "contentEncoding"];
        let actions = keywords.map(|keyword| self.without(place, keyword));
        actions.into_iter().flatten().collect()
    }

    /// A string of JSON in place of the text that a response is. `schema` is that of the text.
    fn json_response(&self, schema: &str) -> Result<Vec<Action>, &'static str> {
        let media_type = schema.rsplit_once('/').map(|(media_type, _)| media_type);
        let content = media_type.and_then(|place| place.rsplit_once('/'));
        let (content, name) = content.ok_or("the description has no content there")?;
        if !content.ends_with("/content") {
            return Err("in Swagger 2.0, `produces` says it");
        }
        if name.contains("json") {
            return Ok(Vec::new());
        }
        let name = pointer::tokens(name).next().unwrap_or_default();
        let mut actions = self.without(content, &name);
        let json = json!({"application/json": {"schema": {"type": "string"}}});
        actions.push(self.update(content, json));
        Ok(actions)
    }

    fn nullable(&self, place: &str) -> Vec<Action> {
        let keyword = |name: &str| self.node(place).and_then(|node| node.get(name));
        let schema = self.node(place).map(Schema::new);
        if schema.is_some_and(|schema| schema.is_nullable() || schema.any_of().iter().any(is_null))
        {
            return Vec::new();
        }
        if !self.is_new {
            let is_swagger = self.tree.get("swagger").is_some();
            let name = if is_swagger { "x-nullable" } else { "nullable" };
            let Some(reference) = keyword("$ref") else {
                return vec![self.update(place, json!({name: true}))];
            };
            let mut actions = self.without(place, "$ref");
            let update = json!({name: true, "allOf": [{"$ref": reference.to_json()}]});
            actions.push(self.update(place, update));
            return actions;
        }
        let of_null = json!({"type": "null"});
        if let Some(reference) = keyword("$ref") {
            let mut actions = self.without(place, "$ref");
            let update = json!({"anyOf": [{"$ref": reference.to_json()}, of_null]});
            actions.push(self.update(place, update));
            return actions;
        }
        let mut update = Map::new();
        if let Some(ty) = keyword("type") {
            let types = match ty.as_str() {
                Some(one) => json!([one, "null"]),
                None => json!(["null"]),
            };
            update.insert("type".to_owned(), types);
        }
        for list in ["anyOf", "oneOf"] {
            if keyword(list).is_some() {
                update.insert(list.to_owned(), json!([of_null]));
            }
        }
        if keyword("enum").is_some() {
            update.insert("enum".to_owned(), json!([null]));
        }
        vec![self.update(place, Value::Object(update))]
    }

    /// One more member of an object.
    fn member(&self, holder: &str, name: &str, found: &str) -> Result<Vec<Action>, &'static str> {
        let place = resolved(self.tree, holder);
        let has = |list: &str| {
            self.node(&place)
                .is_some_and(|node| node.get(list).is_some())
        };
        if has("oneOf") || has("anyOf") {
            return Err("it is not known which of several types has it");
        }
        if place::member(self.tree, &place, name).is_some() {
            return Ok(Vec::new());
        }
        let update = json!({"properties": {name: schema_of(found)}});
        Ok(vec![self.update(&place, update)])
    }

    /// Removes a name from the lists of required members.
    fn optional(&self, holder: &str, name: &str) -> Vec<Action> {
        let mut actions = Vec::new();
        for part in place::parts(self.tree, holder) {
            let list = format!("{part}/required");
            let names = self
                .node(&list)
                .and_then(Node::as_sequence)
                .unwrap_or_default();
            let index = names
                .iter()
                .position(|required| required.as_str() == Some(name));
            actions.extend(index.map(|index| Action {
                target: place::json_path(self.tree, &format!("{list}/{index}")),
                change: Change::Remove,
            }));
        }
        actions
    }
}

/// The schema of a value of which only the type is known: "an object", "a string", "null".
pub(super) fn schema_of(found: &str) -> Value {
    match found.rsplit(' ').next().unwrap_or_default() {
        "null" => json!({}),
        "array" => json!({"type": "array", "items": {}}),
        ty => json!({"type": ty}),
    }
}

fn is_null(schema: Schema<'_>) -> bool {
    schema.node().text("type") == Some("null")
}
