//! Types inside types inside types: a box now and then, since the compiler lays out no more than
//! about 128 of them in one another.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::{Kind, TypeId, Types};

use super::cycles::by_value;

/// So many types may lie inside each other without a box.
const MOST: u32 = 40;

/// Adds boxes to those that cycles need: holder and held.
pub(super) fn limit(types: &Types, boxed: &mut BTreeSet<(TypeId, TypeId)>) {
    let mut depths: BTreeMap<TypeId, u32> = BTreeMap::new();
    for (root, _) in types.iter() {
        if depths.contains_key(&root) {
            continue;
        }
        let mut path = vec![(root, by_value(types, root).into_iter())];
        while let Some((node, inner)) = path.last_mut() {
            match inner.next() {
                Some(next) if !depths.contains_key(&next) && !boxed.contains(&(*node, next)) => {
                    path.push((next, by_value(types, next).into_iter()));
                }
                Some(_) => {}
                None => {
                    let node = *node;
                    let depth = depth(types, node, &depths, boxed);
                    depths.insert(node, depth);
                    path.pop();
                }
            }
        }
    }
}

/// How many types lie inside each other in this one, whose own are known.
fn depth(
    types: &Types,
    node: TypeId,
    depths: &BTreeMap<TypeId, u32>,
    boxed: &mut BTreeSet<(TypeId, TypeId)>,
) -> u32 {
    let can_box = matches!(types[node].kind, Kind::Object(_) | Kind::Union(_));
    let mut deepest = 0;
    for next in by_value(types, node) {
        let inner = depths.get(&next).copied().unwrap_or_default() + 1;
        if boxed.contains(&(node, next)) {
            continue;
        }
        if inner > MOST && can_box {
            boxed.insert((node, next));
        } else {
            deepest = deepest.max(inner);
        }
    }
    deepest
}
