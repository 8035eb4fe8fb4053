//! Components: those of the same name are compared although nothing uses them. Others came, went, or
//! have another name.

use std::collections::BTreeMap;

use super::change::Directions;
use super::finding::{Findings, Pair, Spotted};
use super::rules::{TYPE_ADDED, TYPE_REMOVED, TYPE_RENAMED};
use super::walk::Walk;
use crate::api::{Api, TypeId, Use};

pub(super) fn compare(findings: &mut Findings, walk: &mut Walk<'_>) {
    let (old, new) = (by_name(walk.old), by_name(walk.new));
    for (name, id) in &old {
        if let Some(other) = new.get(name) {
            walk.meet(plain(*id), plain(*other), Directions::default());
        }
    }
    let renamed = renamed(walk, &old, &new);
    let is_new: Vec<_> = renamed.values().copied().collect();
    for (name, id) in old.iter().filter(|(name, _)| !new.contains_key(*name)) {
        let pointer = &walk.old.types[*id].origin.pointer;
        match renamed
            .get(name)
            .and_then(|name| new.get(*name).map(|id| (*name, *id)))
        {
            Some((other, other_id)) => {
                let pair = Pair::both(pointer, &walk.new.types[other_id].origin.pointer);
                let at = Spotted::new(*name, pair, Directions::default());
                let (before, after) = (Some((*name).to_owned()), Some(other.to_owned()));
                findings.change(
                    &TYPE_RENAMED,
                    &at,
                    "the component has another name",
                    before,
                    after,
                );
            }
            None => {
                let at = Spotted::new(*name, Pair::old(pointer), Directions::default());
                findings.add(
                    &TYPE_REMOVED,
                    &at,
                    format!("the component `{name}` was removed"),
                );
            }
        }
    }
    let added = new
        .iter()
        .filter(|(name, _)| !old.contains_key(*name) && !is_new.contains(name));
    for (name, id) in added {
        let pair = Pair::new(&walk.new.types[*id].origin.pointer);
        let at = Spotted::new(*name, pair, Directions::default());
        findings.add(
            &TYPE_ADDED,
            &at,
            format!("the component `{name}` was added"),
        );
    }
}

/// New names by old ones, where the old name is gone and the new one was not there.
fn renamed<'a>(walk: &Walk<'a>, old: &Named<'a>, new: &Named<'a>) -> BTreeMap<&'a str, &'a str> {
    let mut renamed: BTreeMap<&str, &str> = BTreeMap::new();
    for (one, other) in walk.pairs.keys() {
        let names = (
            walk.old.types[*one].component(),
            walk.new.types[*other].component(),
        );
        if let (Some(one), Some(other)) = names
            && !new.contains_key(one)
            && !old.contains_key(other)
            && !renamed.values().any(|known| *known == other)
        {
            renamed.entry(one).or_insert(other);
        }
    }
    renamed
}

/// Components by their names.
type Named<'a> = BTreeMap<&'a str, TypeId>;

fn by_name(api: &Api) -> Named<'_> {
    let all = api.types.iter();
    all.filter_map(|(id, ty)| Some((ty.component()?, id)))
        .collect()
}

fn plain(ty: TypeId) -> Use {
    Use {
        ty,
        nullable: false,
    }
}
