//! Whether an edit broke the wire, by values: requests of the old version that the new one refuses,
//! and responses of the new version that a client of the old one cannot read.
//!
//! A client reads more than the description says: unknown members, unknown values of enumerations,
//! values beyond limits, unknown variants. These keywords are left out of what it is taken to expect.

use std::collections::BTreeSet;

use codegen::diagnostics::Diagnostics;
use codegen::document::{self, Tree};
use serde_json::{Map, Value};

use super::edit::Edit;
use crate::corpus::json_schema::{Judge, Judgement, Translation};
use crate::properties::random::Random;
use crate::properties::values::Values;

/// Values that are tried for each schema.
const VALUES: usize = 60;
/// Schemas that are tried for each edit.
const SCHEMAS: usize = 6;

/// Why the wire is broken, if it is.
pub fn broken(old: &Value, new: &Value, edit: &Edit, random: &mut Random) -> Option<String> {
    if edit.breaks {
        return Some("requests without it are refused".to_owned());
    }
    let roots = roots(old, new, &edit.pointer);
    let sent = || roots.iter().filter(|root| root.sent).take(SCHEMAS);
    let received = || roots.iter().filter(|root| root.received).take(SCHEMAS);
    let request = |document: &Value| without(document, &["readOnly"], &[]);
    let response = |document: &Value| without(document, &["writeOnly"], &[]);
    refused(
        &request(old),
        &request(new),
        sent().map(|root| &*root.pointer),
        random,
    )
    .map(|why| format!("a request that was valid is not: {why}"))
    .or_else(|| {
        let expected = tolerant(&response(old));
        refused(
            &response(new),
            &expected,
            received().map(|root| &*root.pointer),
            random,
        )
        .map(|why| format!("a response cannot be read: {why}"))
    })
}

/// The first value that is valid by one version and not by the other.
fn refused<'p>(
    one: &Value,
    other: &Value,
    pointers: impl Iterator<Item = &'p str>,
    random: &mut Random,
) -> Option<String> {
    let pointers: Vec<&str> = pointers.collect();
    if pointers.is_empty() {
        return None;
    }
    let (one_tree, other_tree) = (tree(one)?, tree(other)?);
    let (first, second) = (Translation::new(&one_tree), Translation::new(&other_tree));
    let (mut gives, mut takes) = (Judge::new(&first)?, Judge::new(&second)?);
    let values = Values { description: one };
    for pointer in pointers {
        let Some(schema) = one.pointer(pointer) else {
            continue;
        };
        for _ in 0..VALUES {
            let mut value = values.value(random, schema, 4);
            if random.chance(25) {
                stretch(&mut value);
            }
            // Whether null stands in its place is decided where the schema is used.
            if value.is_null() {
                continue;
            }
            if gives.judge(pointer, &value) == Judgement::Valid
                && matches!(
                    takes.judge(pointer, &value),
                    Judgement::Invalid | Judgement::Misformatted
                )
            {
                return Some(format!("{pointer}: {value}"));
            }
        }
    }
    None
}

/// A value as large as nothing forbids: long texts, unknown members.
fn stretch(value: &mut Value) {
    match value {
        Value::String(text) if text.chars().all(char::is_alphanumeric) => *text = "x".repeat(600),
        Value::Array(items) => items.iter_mut().for_each(stretch),
        Value::Object(members) => {
            members.values_mut().for_each(stretch);
            members.insert("unknown".to_owned(), Value::from(1));
        }
        _ => {}
    }
}

fn tree(document: &Value) -> Option<Tree> {
    document::read(
        "edited.json",
        &document.to_string(),
        &mut Diagnostics::default(),
    )
}

/// The document without members that have one of these marks, and without these keywords.
fn without(document: &Value, marks: &[&str], keywords: &[&str]) -> Value {
    let mut document = document.clone();
    strip(&mut document, marks, keywords);
    document
}

fn strip(value: &mut Value, marks: &[&str], keywords: &[&str]) {
    match value {
        Value::Object(members) => {
            strip_schema(members, marks, keywords);
            members
                .values_mut()
                .for_each(|member| strip(member, marks, keywords));
        }
        Value::Array(items) => items
            .iter_mut()
            .for_each(|item| strip(item, marks, keywords)),
        _ => {}
    }
}

fn strip_schema(members: &mut Map<String, Value>, marks: &[&str], keywords: &[&str]) {
    let is_schema = members
        .get("type")
        .is_none_or(|ty| ty.is_string() || ty.is_array());
    if is_schema {
        keywords
            .iter()
            .for_each(|keyword| drop(members.shift_remove(*keyword)));
    }
    let Some(Value::Object(properties)) = members.get_mut("properties") else {
        return;
    };
    let is_marked = |schema: &Value| marks.iter().any(|mark| schema[*mark] == true);
    let gone: Vec<_> = properties
        .iter()
        .filter(|(_, schema)| is_marked(schema))
        .collect();
    let gone: BTreeSet<String> = gone.into_iter().map(|(name, _)| name.clone()).collect();
    properties.retain(|name, _| !gone.contains(name));
    if let Some(Value::Array(required)) = members.get_mut("required") {
        required.retain(|name| name.as_str().is_none_or(|name| !gone.contains(name)));
    }
}

/// What a client of the version reads: less than this is not refused.
fn tolerant(document: &Value) -> Value {
    let keywords = [
        "const",
        "enum",
        "maxItems",
        "maxLength",
        "maximum",
        "minItems",
        "minLength",
        "minimum",
        "multipleOf",
        "oneOf",
        "anyOf",
        "not",
        "pattern",
        "uniqueItems",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "minProperties",
        "maxProperties",
        "discriminator",
        "if",
        "then",
        "else",
    ];
    let mut document = without(document, &[], &keywords);
    open(&mut document);
    document
}

/// Unknown members are read, and null is read as absent where a member may be absent.
fn open(value: &mut Value) {
    match value {
        Value::Object(members) => {
            if members.get("additionalProperties") == Some(&Value::Bool(false)) {
                members.shift_remove("additionalProperties");
            }
            let required = members.get("required").and_then(Value::as_array).cloned();
            let required = required.unwrap_or_default();
            if let Some(Value::Object(properties)) = members.get_mut("properties") {
                for (name, schema) in properties.iter_mut() {
                    if !required.iter().any(|one| one == name) {
                        let inner = schema.take();
                        *schema = serde_json::json!({"anyOf": [inner, {"enum": [null]}]});
                    }
                }
            }
            members.values_mut().for_each(open);
        }
        Value::Array(items) => items.iter_mut().for_each(open),
        _ => {}
    }
}

/// A schema that is sent or received as a whole.
#[derive(Debug, Clone)]
struct Root {
    pointer: String,
    sent: bool,
    received: bool,
}

/// The schemas around an edit that both versions have, with the directions in which the old version
/// uses them.
fn roots(old: &Value, new: &Value, pointer: &str) -> Vec<Root> {
    let mut roots = Vec::new();
    let ends = pointer
        .match_indices('/')
        .map(|(at, _)| at)
        .chain([pointer.len()]);
    for end in ends {
        let candidate = &pointer[..end];
        let is_root = candidate.rsplit_once('/').is_some_and(|(parent, last)| {
            matches!(parent, "/components/schemas" | "/definitions") || last == "schema"
        });
        if is_root && old.pointer(candidate).is_some() && new.pointer(candidate).is_some() {
            let (sent, received) = directions(old, candidate);
            roots.push(Root {
                pointer: candidate.to_owned(),
                sent,
                received,
            });
        }
    }
    roots
}

/// Whether a schema is sent, and whether it is received, by all references to it.
fn directions(document: &Value, pointer: &str) -> (bool, bool) {
    let mut met = BTreeSet::new();
    let mut waiting = vec![pointer.to_owned()];
    let (mut sent, mut received) = (false, false);
    while let Some(pointer) = waiting.pop() {
        if !met.insert(pointer.clone()) {
            continue;
        }
        let is_message = pointer.starts_with("/webhooks/") || pointer.contains("/callbacks/");
        if pointer.starts_with("/paths/") && !is_message {
            let is_response = pointer.contains("/responses/");
            sent |= !is_response;
            received |= is_response;
            continue;
        }
        if is_message {
            // The other way around, and seldom: nothing is tried.
            continue;
        }
        // The component that it stands in, and everything that refers to that.
        let mut tokens = pointer.splitn(5, '/').skip(1);
        let depth = if pointer.starts_with("/components/") {
            3
        } else {
            2
        };
        let component: Vec<_> = tokens.by_ref().take(depth).collect();
        let component = format!("#/{}", component.join("/"));
        let refers =
            |_: &str, value: &Value| value.get("$ref").and_then(Value::as_str) == Some(&component);
        waiting.extend(super::edit::find(document, &refers));
    }
    (sent, received)
}
