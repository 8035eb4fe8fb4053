//! Findings and the items of Rust that changed with them. What changed in Rust alone becomes a
//! finding of its own.

use std::collections::BTreeMap;

use super::change::{Directions, ItemKind};
use super::finding::{Findings, Pair, Spotted};
use super::items::Item;
use super::rules::{
    self, RUST_ADDED, RUST_CHANGED, RUST_REMOVED, RUST_RENAMED, Rule, Shift, TRAITS_LOST,
};
use super::same::Same;

/// Findings by the pointers of items of Rust, in the old and in the new version.
struct Index {
    old: BTreeMap<String, Vec<usize>>,
    new: BTreeMap<String, Vec<usize>>,
    old_holders: BTreeMap<String, Vec<usize>>,
    new_holders: BTreeMap<String, Vec<usize>>,
}

/// For each finding, the items that changed with it. The findings of Rust alone come last.
pub(super) fn join(findings: &mut Findings, items: Vec<Item>, same: &Same) -> Vec<Vec<Item>> {
    let index = Index::of(findings, same);
    let mut joined: Vec<Vec<Item>> = findings.0.iter().map(|_| Vec::new()).collect();
    for item in items {
        let found = match item.lost_traits {
            Some(_) => None,
            None => index.find(findings, &item),
        };
        match found.and_then(|at| joined.get_mut(at)) {
            Some(items) => items.push(item),
            None => {
                alone(findings, &item);
                joined.push(vec![item]);
            }
        }
    }
    joined
}

fn alone(findings: &mut Findings, item: &Item) {
    let path = &item.change.path;
    let (rule, what): (&'static Rule, _) = match (&item.change.kind, &item.lost_traits) {
        (_, Some(traits)) => (&TRAITS_LOST, format!("types lost {traits}")),
        (ItemKind::Renamed(new), None) => (&RUST_RENAMED, format!("`{path}` is `{new}` now")),
        (ItemKind::Changed(..), None) => (&RUST_CHANGED, format!("`{path}` changed")),
        (ItemKind::Removed(_), None) => (&RUST_REMOVED, format!("`{path}` was removed")),
        (ItemKind::Added(_), None) => (&RUST_ADDED, format!("`{path}` was added")),
    };
    let place = Pair {
        old: item.old.clone(),
        new: item.new.clone(),
    };
    let directions = Directions::SENT.union(Directions::RECEIVED);
    let at = Spotted::new("Rust", place, directions);
    findings.add(rule, &at, what);
}

impl Index {
    fn of(findings: &Findings, same: &Same) -> Self {
        let mut index = Self {
            old: BTreeMap::new(),
            new: BTreeMap::new(),
            old_holders: BTreeMap::new(),
            new_holders: BTreeMap::new(),
        };
        let all = findings.0.iter().enumerate();
        for (number, finding) in all.filter(|(_, finding)| may_change_rust(finding.rule)) {
            let Pair { old, new } = &finding.at.at;
            let add = |map: &mut BTreeMap<String, Vec<usize>>, pointer: Option<String>| {
                if let Some(pointer) = pointer {
                    map.entry(pointer).or_default().push(number);
                }
            };
            add(&mut index.old, old.as_deref().map(|at| same.in_old(at)));
            add(&mut index.new, new.as_deref().map(|at| same.in_new(at)));
            for holder in &finding.at.holders {
                let Pair { old, new } = holder;
                add(
                    &mut index.old_holders,
                    old.as_deref().map(|at| same.in_old(at)),
                );
                add(
                    &mut index.new_holders,
                    new.as_deref().map(|at| same.in_new(at)),
                );
            }
        }
        index
    }

    /// The finding at the place of the item; else one at a part of it; else one at what contains it.
    fn find(&self, findings: &Findings, item: &Item) -> Option<usize> {
        let is_call =
            matches!(&item.change.kind, ItemKind::Changed(before, _) if before.starts_with("fn("));
        let strict = is_call.then(|| self.find_by(findings, item, &changes_arguments));
        strict
            .flatten()
            .or_else(|| self.find_by(findings, item, &|_| true))
    }

    fn find_by(
        &self,
        findings: &Findings,
        item: &Item,
        is_wanted: &dyn Fn(&Rule) -> bool,
    ) -> Option<usize> {
        let fits = |at: &&usize| {
            let finding = findings.0.get(**at).filter(|one| is_wanted(one.rule));
            finding.is_some_and(|finding| match (&item.word, &finding.word) {
                (Some(word), Some(other)) => word == other,
                (None, _) | (Some(_), None) => fits(finding.rule, &item.change.kind),
            })
        };
        let sides = [
            (&item.old, &self.old, &self.old_holders),
            (&item.new, &self.new, &self.new_holders),
        ];
        let sides = || {
            sides.into_iter().filter_map(|(pointer, at, holders)| {
                Some((
                    pointer.as_deref().filter(|pointer| !pointer.is_empty())?,
                    at,
                    holders,
                ))
            })
        };
        let direct = sides().find_map(|(pointer, at, _)| at.get(pointer)?.iter().find(fits));
        let part =
            || sides().find_map(|(pointer, _, holders)| holders.get(pointer)?.iter().find(fits));
        let below = || {
            sides().find_map(|(pointer, at, _)| {
                let prefix = format!("{pointer}/");
                let all = at.range(prefix.clone()..);
                let mut all = all.take_while(|(other, _)| other.starts_with(&prefix));
                all.find_map(|(_, all)| all.iter().find(fits))
            })
        };
        let above = || {
            sides().find_map(|(pointer, at, _)| {
                let mut holders = pointer
                    .rmatch_indices('/')
                    .map(|(end, _)| pointer.split_at(end).0);
                holders.find_map(|holder| at.get(holder)?.iter().find(fits))
            })
        };
        direct.or_else(part).or_else(below).or_else(above).copied()
    }
}

/// Whether a change of this kind can be the reason for a change in Rust.
fn may_change_rust(rule: &Rule) -> bool {
    let words = [
        &rules::DEFAULT_CHANGED,
        &rules::SECURITY_LOOSENED,
        &rules::SECURITY_TIGHTENED,
        &rules::SERVER_DEFAULT,
        &rules::VARIANTS_EXCLUSIVE,
        &rules::VARIANTS_JOINED,
    ];
    rule.shift != Shift::Documentation && !words.contains(&rule)
}

/// Whether changes of this kind add arguments to functions, or take them away.
fn changes_arguments(rule: &Rule) -> bool {
    let words = [
        "required",
        "optional",
        "body",
        "success",
        "error",
        "media-type",
    ];
    words.iter().any(|word| rule.name.contains(word))
}

/// Whether an item can come, go or change with a change of this kind.
fn fits(rule: &Rule, kind: &ItemKind) -> bool {
    let adds_only = [
        &rules::HEADER_ADDED,
        &rules::MEMBER_ADDED,
        &rules::OPERATION_ADDED,
        &rules::PARAMETER_ADDED,
        &rules::TYPE_ADDED,
        &rules::VALUE_ADDED,
    ];
    let added = rule.name.ends_with("-added");
    let removed = rule.name.ends_with("-removed");
    match kind {
        ItemKind::Added(_) => !removed,
        ItemKind::Removed(_) => !added,
        ItemKind::Changed(..) | ItemKind::Renamed(_) => !adds_only.contains(&rule),
    }
}
