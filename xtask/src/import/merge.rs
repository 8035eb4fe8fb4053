//! Pages are put into the description that they are parts of.

use serde_yaml::Value;

use super::conflict::join;
use super::outline::{Body, Entry};
use super::page::Page;
use super::prune;
use super::spec::Spec;
use crate::failure::{Failure, Result};

/// Puts the pages into the description: known places are replaced in their positions, new ones come
/// after those before them on the page. Returns a line for each changed place.
pub fn merge(spec: &mut Spec, pages: &[&Page]) -> Vec<String> {
    let before = prune::references(&spec.entries);
    let mut changes = Vec::new();
    let fresh = spec.entries.is_empty();
    for page in pages {
        merge_entries(&mut spec.entries, &page.entries, "", &mut changes);
    }
    if fresh {
        changes.clear();
    }
    let removed = prune::prune(&mut spec.entries, &before, pages);
    changes.extend(
        removed
            .into_iter()
            .map(|pointer| format!("removed {pointer}")),
    );
    changes
}

fn merge_entries(into: &mut Vec<Entry>, from: &[Entry], pointer: &str, changes: &mut Vec<String>) {
    let mut position = into.len();
    for entry in from {
        let pointer = join(pointer, &entry.name());
        if let Some(index) = into.iter().position(|other| other.key == entry.key) {
            merge_entry(&mut into[index], entry, &pointer, changes);
            position = index + 1;
        } else {
            into.insert(position, entry.clone());
            position += 1;
            changes.push(format!("added {pointer}"));
        }
    }
}

fn merge_entry(into: &mut Entry, from: &Entry, pointer: &str, changes: &mut Vec<String>) {
    match (&mut into.body, &from.body) {
        (Body::Parts { entries, .. }, Body::Parts { entries: from, .. }) => {
            merge_entries(entries, from, pointer, changes);
        }
        (Body::Whole { value, .. }, Body::Whole { value: from, .. }) if value == from => {}
        (body, from) => {
            *body = from.clone();
            changes.push(format!("updated {pointer}"));
        }
    }
}

/// Reads the assembled text and looks for each page in it.
///
/// # Errors
/// A page that is not found as a whole.
pub fn verify(text: &str, pages: &[&Page]) -> Result<()> {
    let whole: Value = serde_yaml::from_str(text)
        .map_err(|cause| Failure::error(format!("the assembled text is broken: {cause}")))?;
    for page in pages {
        if let Some(pointer) = missing(&whole, &page.entries, "") {
            let path = page.path.display();
            return Err(Failure::error(format!(
                "{path}: {pointer} got lost in assembling"
            )));
        }
    }
    Ok(())
}

/// The first place of a page that is different in the description.
fn missing(whole: &Value, entries: &[Entry], pointer: &str) -> Option<String> {
    entries.iter().find_map(|entry| {
        let pointer = join(pointer, &entry.name());
        let Some(found) = whole.get(&entry.key) else {
            return Some(pointer);
        };
        match &entry.body {
            Body::Whole { value, .. } => (found != value).then_some(pointer),
            Body::Parts { entries, .. } => missing(found, entries, &pointer),
        }
    })
}
