//! Maps that contain themselves, alone or through lists and other maps. A map is written out where
//! it is used, which would never end. So one map of each circle becomes an object without fields,
//! whose other members have the type of the map's values.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::visit::uses;
use crate::api::{Additional, Kind, Object, TypeDef, TypeId, Types};

/// Gives such maps types of their own.
pub(super) fn name(types: &mut Types) {
    loop {
        let endless = find(types);
        if endless.is_empty() {
            return;
        }
        for id in endless {
            if let Kind::Map(values) = types[id].kind {
                let kind = Kind::Object(Object {
                    additional: Additional::Typed(values),
                    ..Object::default()
                });
                let definition = types[id].clone();
                types.set(id, TypeDef { kind, ..definition });
            }
        }
    }
}

/// One map of each circle that a walk closes, as far as circles do not overlap.
fn find(types: &Types) -> BTreeSet<TypeId> {
    let mut endless = BTreeSet::new();
    // Every type that was met, with its position while it is on the current path.
    let mut places = BTreeMap::new();
    for (root, _) in types.iter() {
        if places.contains_key(&root) {
            continue;
        }
        places.insert(root, Some(0));
        let mut path = vec![(root, spelled_out(types, root))];
        while let Some((id, rest)) = path.last_mut() {
            let Some(next) = rest.pop() else {
                places.insert(*id, None);
                path.pop();
                continue;
            };
            match places.get(&next) {
                None => {
                    places.insert(next, Some(path.len()));
                    path.push((next, spelled_out(types, next)));
                }
                Some(Some(start)) => {
                    let circle = path.iter().skip(*start).map(|(id, _)| *id);
                    if circle.clone().all(|id| !endless.contains(&id)) {
                        let mut maps = circle.filter(|id| matches!(types[*id].kind, Kind::Map(_)));
                        endless.extend(maps.next());
                    }
                }
                Some(None) => {}
            }
        }
    }
    endless
}

/// The content of a type that is written out in full where it is used.
fn spelled_out(types: &Types, id: TypeId) -> Vec<TypeId> {
    let kind = &types[id].kind;
    match kind {
        Kind::Array { .. } | Kind::Map(_) | Kind::Tuple { .. } | Kind::Alias(_) => {
            uses(kind).into_iter().map(|used| used.ty).collect()
        }
        Kind::Object(_)
        | Kind::Union(_)
        | Kind::Enumeration(_)
        | Kind::Any
        | Kind::Untyped(_)
        | Kind::Null
        | Kind::Scalar(_) => Vec::new(),
    }
}
