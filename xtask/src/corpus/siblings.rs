//! Which schemas apply to a value besides the one that has the example.
//!
//! A part of an `allOf` is not a schema of its own: the other parts may say something about its
//! properties, too. The type is made from all of them.

use std::collections::BTreeSet;

use codegen::document::Node;
use codegen::document::pointer::{self, join};

use super::compare::referenced;

/// The pointer itself, and those of the schemas that apply to the same values.
pub fn siblings(root: &Node, schema: &str) -> BTreeSet<String> {
    let tokens: Vec<String> = pointer::tokens(schema)
        .map(|token| token.into_owned())
        .collect();
    let mut found = BTreeSet::from([schema.to_owned()]);
    let is_part = |pair: &[String]| matches!(pair, [all, number] if all == "allOf" && number.parse::<u32>().is_ok());
    let Some(first) = tokens.windows(2).position(is_part) else {
        return found;
    };
    let mut literal = tokens
        .iter()
        .take(first)
        .fold(String::new(), |at, token| join(&at, token));
    let mut schemas = expand(root, BTreeSet::from([literal.clone()]));
    let mut rest = tokens.iter().skip(first);
    while let Some(token) = rest.next() {
        literal = join(&literal, token);
        let steps: Vec<&String> = match token.as_str() {
            "items" | "additionalProperties" => vec![token],
            "properties" | "allOf" | "oneOf" | "anyOf" => {
                let Some(key) = rest.next() else { return found };
                literal = join(&literal, key);
                vec![token, key]
            }
            _ => return found,
        };
        schemas = match token.as_str() {
            "allOf" => schemas,
            "oneOf" | "anyOf" => expand(root, BTreeSet::from([literal.clone()])),
            _ => {
                let below = |at: &String| steps.iter().fold(at.clone(), |at, step| join(&at, step));
                let below = schemas.iter().map(below);
                expand(
                    root,
                    below
                        .filter(|at| pointer::find(root, at).is_some())
                        .collect(),
                )
            }
        };
    }
    found.extend(schemas);
    found
}

/// With what they refer to and the parts of their `allOf`.
fn expand(root: &Node, schemas: BTreeSet<String>) -> BTreeSet<String> {
    let mut expanded = BTreeSet::new();
    let mut rest: Vec<String> = schemas.into_iter().collect();
    while let Some(at) = rest.pop() {
        let Some(schema) = pointer::find(root, &at).filter(|_| expanded.insert(at.clone())) else {
            continue;
        };
        let target = schema
            .text("$ref")
            .and_then(|target| referenced(root, target));
        rest.extend(target.map(|(at, _)| at));
        let parts = schema
            .get("allOf")
            .and_then(Node::as_sequence)
            .unwrap_or_default();
        let part = |number: usize| join(&join(&at, "allOf"), &number.to_string());
        rest.extend((0..parts.len()).map(part));
    }
    expanded
}
