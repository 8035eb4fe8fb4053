//! Where the schemas and examples of a description are, in versions 2.0 to 3.2.
//!
//! The description as it is written comes in, places go out. This file knows nothing of what the
//! generator makes of them, so that it can check the generator.

use codegen::document::pointer::{self, join};
use codegen::document::{Node, Value};

/// A place that matters.
#[derive(Debug)]
pub enum Place<'a> {
    Schema { pointer: String, node: &'a Node },
    Example(Example<'a>),
}

/// A value in the description for a schema.
#[derive(Debug, Clone)]
pub struct Example<'a> {
    /// The place of the value.
    pub pointer: String,
    /// The schema of the value.
    pub schema: String,
    pub value: &'a Node,
}

/// Whether the client sends it, so that the types below it are types of requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Sent,
    Received,
}

/// Called with every place. The outer ones come first.
pub struct Walk<'a, 'v> {
    root: &'a Node,
    visit: &'v mut dyn FnMut(Place<'a>, Option<Direction>),
}

type Members<'a> = Vec<(&'a str, &'a Node)>;

const METHODS: [&str; 10] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query", "copy",
];
const SCHEMA_MAPS: [&str; 5] = [
    "properties",
    "patternProperties",
    "$defs",
    "definitions",
    "dependentSchemas",
];
const SCHEMA_LISTS: [&str; 4] = ["allOf", "oneOf", "anyOf", "prefixItems"];
const SCHEMA_ONES: [&str; 10] = [
    "items",
    "additionalProperties",
    "not",
    "if",
    "then",
    "else",
    "contains",
    "propertyNames",
    "unevaluatedItems",
    "unevaluatedProperties",
];

/// Walks through a whole description.
pub fn walk<'a>(root: &'a Node, visit: &mut dyn FnMut(Place<'a>, Option<Direction>)) {
    let mut walk = Walk { root, visit };
    walk.components();
    for (key, item) in members(root, "paths") {
        walk.path_item(&join("/paths", key), item, true);
    }
    for (key, item) in members(root, "webhooks") {
        walk.path_item(&join("/webhooks", key), item, false);
    }
}

impl<'a> Walk<'a, '_> {
    fn components(&mut self) {
        for (key, node) in members(self.root, "definitions") {
            self.schema(&join("/definitions", key), node, None);
        }
        // 2.0 has them at the top.
        for (key, node) in members(self.root, "parameters") {
            self.parameter(&join("/parameters", key), node, Direction::Sent);
        }
        for (key, node) in members(self.root, "responses") {
            self.response(&join("/responses", key), node, Direction::Received);
        }
        let Some(components) = self.root.get("components") else {
            return;
        };
        let at = |kind: &str, key: &str| join(&join("/components", kind), key);
        for (key, node) in members(components, "schemas") {
            self.schema(&at("schemas", key), node, None);
        }
        for (key, node) in members(components, "parameters") {
            self.parameter(&at("parameters", key), node, Direction::Sent);
        }
        for (key, node) in members(components, "headers") {
            self.parameter(&at("headers", key), node, Direction::Received);
        }
        for (key, node) in members(components, "requestBodies") {
            self.content(&at("requestBodies", key), node, Direction::Sent);
        }
        for (key, node) in members(components, "responses") {
            self.response(&at("responses", key), node, Direction::Received);
        }
        for (key, node) in members(components, "pathItems") {
            self.path_item(&at("pathItems", key), node, true);
        }
    }

    /// `called`: by the client. The server calls webhooks and callbacks.
    fn path_item(&mut self, at: &str, item: &'a Node, called: bool) {
        self.parameters(at, item, called);
        for method in METHODS {
            if let Some(operation) = item.get(method) {
                self.operation(&join(at, method), operation, called);
            }
        }
        for (method, operation) in members(item, "additionalOperations") {
            self.operation(
                &join(&join(at, "additionalOperations"), method),
                operation,
                called,
            );
        }
    }

    fn operation(&mut self, at: &str, operation: &'a Node, called: bool) {
        self.parameters(at, operation, called);
        let (out, back) = if called {
            (Direction::Sent, Direction::Received)
        } else {
            (Direction::Received, Direction::Sent)
        };
        if let Some(body) = operation.get("requestBody") {
            self.content(&join(at, "requestBody"), body, out);
        }
        for (status, response) in members(operation, "responses") {
            self.response(&join(&join(at, "responses"), status), response, back);
        }
        for (key, callback) in members(operation, "callbacks") {
            let at = join(&join(at, "callbacks"), key);
            for (expression, item) in all(callback) {
                self.path_item(&join(&at, expression), item, false);
            }
        }
    }

    fn parameters(&mut self, at: &str, holder: &'a Node, called: bool) {
        let direction = if called {
            Direction::Sent
        } else {
            Direction::Received
        };
        let at = join(at, "parameters");
        let list = holder.get("parameters").and_then(Node::as_sequence);
        for (index, parameter) in list.into_iter().flatten().enumerate() {
            self.parameter(&join(&at, &index.to_string()), parameter, direction);
        }
    }

    /// Also headers.
    fn parameter(&mut self, at: &str, parameter: &'a Node, direction: Direction) {
        if let Some(schema) = parameter.get("schema") {
            self.schema(&join(at, "schema"), schema, Some(direction));
            self.examples(at, parameter);
        } else if self.root.get("swagger").is_some() {
            // In 2.0 the parameter is a schema itself, unless it is the body.
            self.schema(at, parameter, Some(direction));
        }
        self.content(at, parameter, direction);
    }

    fn response(&mut self, at: &str, response: &'a Node, direction: Direction) {
        self.content(at, response, direction);
        for (name, header) in members(response, "headers") {
            self.parameter(&join(&join(at, "headers"), name), header, direction);
        }
        // 2.0 has the schema here, and examples by their media types.
        if let Some(schema) = response.get("schema") {
            let schema_at = join(at, "schema");
            self.schema(&schema_at, schema, Some(direction));
            for (media_type, value) in members(response, "examples") {
                if media_type.contains("json") {
                    self.example(join(&join(at, "examples"), media_type), &schema_at, value);
                }
            }
        }
    }

    fn content(&mut self, at: &str, holder: &'a Node, direction: Direction) {
        for (media_type, content) in members(holder, "content") {
            let at = join(&join(at, "content"), media_type);
            for key in ["schema", "itemSchema"] {
                if let Some(schema) = content.get(key) {
                    self.schema(&join(&at, key), schema, Some(direction));
                }
            }
            // Examples of other media types are written as they are sent.
            if media_type.contains("json") && content.get("schema").is_some() {
                self.examples(&at, content);
            }
        }
    }

    /// `example` and `examples` beside a `schema`.
    fn examples(&mut self, at: &str, holder: &'a Node) {
        let schema = join(at, "schema");
        if let Some(value) = holder.get("example") {
            self.example(join(at, "example"), &schema, value);
        }
        for (name, example) in members(holder, "examples") {
            let mut at = join(&join(at, "examples"), name);
            let mut example = example;
            if let Some(target) = example.text("$ref") {
                let Some(found) = pointer::find(self.root, target) else {
                    continue;
                };
                (at, example) = (target.trim_start_matches('#').to_owned(), found);
            }
            if let Some(value) = example.get("value") {
                self.example(join(&at, "value"), &schema, value);
            }
        }
    }

    fn example(&mut self, pointer: String, schema: &str, value: &'a Node) {
        let schema = schema.to_owned();
        (self.visit)(
            Place::Example(Example {
                pointer,
                schema,
                value,
            }),
            None,
        );
    }

    fn schema(&mut self, at: &str, schema: &'a Node, direction: Option<Direction>) {
        let pointer = at.to_owned();
        (self.visit)(
            Place::Schema {
                pointer,
                node: schema,
            },
            direction,
        );
        for key in ["example", "default"] {
            if let Some(value) = schema.get(key) {
                self.example(join(at, key), at, value);
            }
        }
        let examples = schema.get("examples").and_then(Node::as_sequence);
        for (index, value) in examples.into_iter().flatten().enumerate() {
            self.example(join(&join(at, "examples"), &index.to_string()), at, value);
        }
        for (pointer, node) in children(at, schema) {
            self.schema(&pointer, node, None);
        }
    }
}

/// The schemas that a schema holds, with their pointers.
pub fn children<'a>(at: &str, schema: &'a Node) -> Vec<(String, &'a Node)> {
    let mut found = Vec::new();
    for keyword in SCHEMA_MAPS {
        for (key, node) in members(schema, keyword) {
            found.push((join(&join(at, keyword), key), node));
        }
    }
    let mut list = |keyword: &str| {
        let items = schema.get(keyword).and_then(Node::as_sequence);
        for (index, node) in items.into_iter().flatten().enumerate() {
            found.push((join(&join(at, keyword), &index.to_string()), node));
        }
    };
    SCHEMA_LISTS.into_iter().for_each(&mut list);
    list("items");
    for keyword in SCHEMA_ONES {
        if let Some(node) = schema
            .get(keyword)
            .filter(|node| node.as_mapping().is_some())
        {
            found.push((join(at, keyword), node));
        }
    }
    found.retain(|(_, node)| matches!(node.value, Value::Mapping(_) | Value::Bool(_)));
    found
}

/// The members of a member, without extensions.
fn members<'a>(node: &'a Node, key: &str) -> Members<'a> {
    node.get(key)
        .filter(|node| node.as_mapping().is_some())
        .map(all)
        .unwrap_or_default()
}

fn all(node: &Node) -> Members<'_> {
    let members = node.as_mapping().into_iter().flatten();
    members.map(|(key, node)| (key.as_str(), node)).collect()
}
