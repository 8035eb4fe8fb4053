//! Whether the pages of one run agree with each other.

use serde_yaml::Value;

use super::outline::{Body, Entry};
use super::page::Page;
use crate::failure::{Failure, Result};

/// Any two pages must agree on everything that both show.
///
/// # Errors
/// One line for each place where they do not agree: both pages and the JSON pointer.
pub fn check(pages: &[&Page]) -> Result<()> {
    let mut places = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        for other in &pages[..index] {
            let mut pointers = Vec::new();
            compare(&other.entries, &page.entries, "", &mut pointers);
            places.extend(pointers.into_iter().map(|pointer| {
                let (other, page) = (other.path.display(), page.path.display());
                format!("{other} and {page} differ at {pointer}")
            }));
        }
    }
    if places.is_empty() {
        Ok(())
    } else {
        Err(Failure::error(places.join("\n")))
    }
}

fn compare(left: &[Entry], right: &[Entry], pointer: &str, pointers: &mut Vec<String>) {
    for entry in right {
        let Some(other) = left.iter().find(|other| other.key == entry.key) else {
            continue;
        };
        let pointer = join(pointer, &entry.name());
        match (&other.body, &entry.body) {
            (Body::Whole { value: left, .. }, Body::Whole { value: right, .. }) => {
                difference(left, right, pointer, pointers);
            }
            (Body::Parts { entries: left, .. }, Body::Parts { entries: right, .. }) => {
                compare(left, right, &pointer, pointers);
            }
            (Body::Whole { .. }, Body::Parts { .. }) | (Body::Parts { .. }, Body::Whole { .. }) => {
                pointers.push(pointer);
            }
        }
    }
}

/// The innermost places where two values differ.
fn difference(left: &Value, right: &Value, pointer: String, pointers: &mut Vec<String>) {
    if left == right {
        return;
    }
    let (Value::Mapping(one), Value::Mapping(two)) = (left, right) else {
        return pointers.push(pointer);
    };
    let same_keys = one.len() == two.len() && one.keys().all(|key| two.contains_key(key));
    if !same_keys {
        return pointers.push(pointer);
    }
    for (key, left) in one {
        if let (Some(name), Some(right)) = (key.as_str(), two.get(key)) {
            difference(left, right, join(&pointer, name), pointers);
        }
    }
}

/// A JSON pointer, one step longer (RFC 6901).
pub fn join(pointer: &str, key: &str) -> String {
    format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"))
}
