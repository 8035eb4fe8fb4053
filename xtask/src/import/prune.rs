//! Components that nothing refers to any more after an update.

use std::collections::BTreeSet;

use serde_yaml::Value;

use super::conflict::join;
use super::outline::{Body, Entry};
use super::page::Page;

/// The `$ref`s and the names of security schemes in the entries.
pub fn references(entries: &[Entry]) -> BTreeSet<String> {
    let mut references = BTreeSet::new();
    for entry in entries {
        match &entry.body {
            Body::Whole { value, .. } => collect(value, &mut references),
            Body::Parts { entries, .. } => references.extend(self::references(entries)),
        }
    }
    references
}

fn collect(value: &Value, references: &mut BTreeSet<String>) {
    match value {
        Value::Mapping(mapping) => {
            for (key, value) in mapping {
                match (key.as_str(), value) {
                    (Some("$ref"), Value::String(target)) => {
                        references.insert(target.clone());
                    }
                    (Some("security"), Value::Sequence(any)) => schemes(any, references),
                    _ => collect(value, references),
                }
            }
        }
        Value::Sequence(values) => values.iter().for_each(|value| collect(value, references)),
        _ => {}
    }
}

fn schemes(any_of: &[Value], references: &mut BTreeSet<String>) {
    let names = any_of
        .iter()
        .filter_map(Value::as_mapping)
        .flat_map(|all_of| all_of.keys());
    let names = names.filter_map(Value::as_str);
    references.extend(names.map(|name| format!("#/components/securitySchemes/{name}")));
}

/// Removes the components that were referred to `before`, are not any more, and are not shown by a
/// page of this run. A component that was never referred to stays. Returns their pointers.
pub fn prune(entries: &mut [Entry], before: &BTreeSet<String>, pages: &[&Page]) -> Vec<String> {
    let mut removed = Vec::new();
    loop {
        let still = references(entries);
        let orphan = |pointer: &str| {
            let reference = format!("#{pointer}");
            before.contains(&reference) && !still.contains(&reference) && !shown(pages, pointer)
        };
        let found = remove_components(entries, orphan);
        if found.is_empty() {
            return removed;
        }
        removed.extend(found);
    }
}

fn remove_components(entries: &mut [Entry], orphan: impl Fn(&str) -> bool) -> Vec<String> {
    let mut removed = Vec::new();
    let components = entries
        .iter_mut()
        .find(|entry| entry.name() == "components");
    let Some(Body::Parts { entries: kinds, .. }) = components.map(|entry| &mut entry.body) else {
        return removed;
    };
    for kind in &mut *kinds {
        let prefix = join("/components", &kind.name());
        if let Body::Parts {
            entries: components,
            ..
        } = &mut kind.body
        {
            components.retain(|component| {
                let pointer = join(&prefix, &component.name());
                let keep = !orphan(&pointer);
                if !keep {
                    removed.push(pointer);
                }
                keep
            });
        }
    }
    kinds.retain(|kind| !matches!(&kind.body, Body::Parts { entries, .. } if entries.is_empty()));
    removed
}

fn shown(pages: &[&Page], pointer: &str) -> bool {
    let mut names = pointer.split('/').skip(1);
    let mut name = || {
        names
            .next()
            .unwrap_or_default()
            .replace("~1", "/")
            .replace("~0", "~")
    };
    let path = [name(), name(), name()];
    pages.iter().any(|page| {
        let found = path
            .iter()
            .try_fold(&page.value, |value, name| value.get(name.as_str()));
        found.is_some()
    })
}
