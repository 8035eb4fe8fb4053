//! One edit by chance, of any kind, at any place.

use serde_json::Value;

use super::{operations, schemas};
use crate::properties::random::Random;

/// What was done to a description.
#[derive(Debug, Clone)]
pub struct Edit {
    pub what: String,
    /// Where.
    pub pointer: String,
    /// Requests that were valid are not valid any more, for certain.
    pub breaks: bool,
    /// It may break callers in a way that values do not show.
    pub may_break: bool,
}

impl Edit {
    pub fn new(what: impl Into<String>, pointer: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            pointer: pointer.into(),
            breaks: false,
            may_break: false,
        }
    }

    pub fn breaking(self) -> Self {
        Self {
            breaks: true,
            may_break: true,
            ..self
        }
    }

    pub fn doubtful(self) -> Self {
        Self {
            may_break: true,
            ..self
        }
    }
}

/// Edits the document. Nothing comes back if no place was found for the edit.
pub fn make(random: &mut Random, document: &mut Value) -> Option<Edit> {
    for _ in 0..50 {
        let edit = match random.chance(65) {
            true => schemas::edit(random, document),
            false => operations::edit(random, document),
        };
        if edit.is_some() {
            return edit;
        }
    }
    None
}

/// JSON pointers of all values below that pass a test.
pub fn find(document: &Value, test: &dyn Fn(&str, &Value) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    collect(document, &mut String::new(), test, &mut found);
    found
}

fn collect(
    value: &Value,
    pointer: &mut String,
    test: &dyn Fn(&str, &Value) -> bool,
    found: &mut Vec<String>,
) {
    if test(pointer, value) {
        found.push(pointer.clone());
    }
    let length = pointer.len();
    let mut visit = |token: &str, value: &Value| {
        pointer.push('/');
        pointer.push_str(&token.replace('~', "~0").replace('/', "~1"));
        collect(value, pointer, test, found);
        pointer.truncate(length);
    };
    match value {
        Value::Object(members) => {
            let is_example = |key: &str| ["example", "examples", "default", "enum"].contains(&key);
            for (key, member) in members {
                if !is_example(key) {
                    visit(key, member);
                }
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                visit(&index.to_string(), item);
            }
        }
        _ => {}
    }
}
