//! Cargo features of a crate of its own: one for each group of operations, with the types that it
//! reaches.
//!
//! A feature enables whole files, so a file reaches everything that any of its items mentions.

use std::collections::{BTreeMap, BTreeSet};

use crate::rust::{Api, Ident, TypeFile, is_passed_on};

/// A crate with at least this many operations gets features.
const LARGE: usize = 100;
/// A file that is needed by more features than this is always there. There are few such files.
const FEW: usize = 4;
/// The feature for types that no operation reaches.
const OTHERS: &str = "other-types";
/// Stands for all features: for types in the headers of any group.
const ALWAYS: &str = "";
/// The feature that every crate has for the enum of webhooks.
const WEBHOOKS: &str = "webhooks";
/// Names with a meaning for Cargo or the manifest.
const TAKEN: &[&str] = &["default", OTHERS, "runtime"];

/// Whether features are worth their cost.
pub fn is_large(api: &Api) -> bool {
    let operations: usize = api.groups.iter().map(|group| group.operations.len()).sum();
    api.groups.len() > 1 && operations >= LARGE
}

/// Puts each group and each file of types behind a feature.
pub fn gate_by_group(api: &mut Api) {
    for group in &mut api.groups {
        group.feature = Some(feature(&group.module));
    }
    let reached = reached(api);
    if let Some(webhooks) = &mut api.webhooks {
        webhooks.feature = Some(WEBHOOKS.to_owned());
    }
    for (file, features) in api.types.iter_mut().zip(reached) {
        if features.len() <= FEW && !features.contains(ALWAYS) {
            file.features = features.into_iter().collect();
        }
    }
    let groups = api.groups.iter().filter_map(|group| group.feature.clone());
    let is_other = |file: &TypeFile| file.features.iter().any(|feature| feature == OTHERS);
    let others = api.types.iter().any(is_other).then(|| OTHERS.to_owned());
    api.features = groups.chain(others).collect();
}

fn feature(module: &Ident) -> String {
    let name = module.as_str().trim_matches('_').replace('_', "-");
    if TAKEN.contains(&name.as_str()) || is_passed_on(&name) {
        format!("{name}-operations")
    } else {
        name
    }
}

/// The features that each file of types is needed for.
fn reached(api: &Api) -> Vec<BTreeSet<String>> {
    let mut reach = Reach {
        files: &api.types,
        owners: owners(&api.types),
        features: vec![BTreeSet::new(); api.types.len()],
    };
    let in_webhooks = api.webhooks.as_ref().map_or(&[][..], |one| &one.uses);
    let in_headers = api.headers.as_ref().map_or(&[][..], |one| &one.uses);
    for group in &api.groups {
        let feature = group.feature.as_deref().unwrap_or_default();
        reach.add(feature, reach.owners_of(&group.uses));
    }
    reach.add(WEBHOOKS, reach.owners_of(in_webhooks));
    reach.add(ALWAYS, reach.owners_of(in_headers));
    let unreached = reach.features.iter().enumerate();
    let unreached = unreached.filter(|(_, features)| features.is_empty());
    reach.add(OTHERS, unreached.map(|(index, _)| index).collect());
    reach.features
}

struct Reach<'a> {
    files: &'a [TypeFile],
    owners: BTreeMap<&'a Ident, usize>,
    features: Vec<BTreeSet<String>>,
}

impl Reach<'_> {
    fn owners_of(&self, uses: &[Ident]) -> Vec<usize> {
        let owners = uses.iter().filter_map(|ident| self.owners.get(ident));
        owners.copied().collect()
    }

    fn add(&mut self, feature: &str, mut pending: Vec<usize>) {
        while let Some(index) = pending.pop() {
            let Some(features) = self.features.get_mut(index) else {
                continue;
            };
            if features.insert(feature.to_owned())
                && let Some(file) = self.files.get(index)
            {
                pending.extend(self.owners_of(&file.uses));
            }
        }
    }
}

fn owners(files: &[TypeFile]) -> BTreeMap<&Ident, usize> {
    let items = files.iter().enumerate().flat_map(|(index, file)| {
        let idents = file.items.iter().map(|item| item.ident());
        idents.map(move |ident| (ident, index))
    });
    items.collect()
}
