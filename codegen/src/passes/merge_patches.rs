//! Types of merge patches: any member of a type, with `null` for one that is to be removed,
//! whatever the type requires. Objects inside are patched in the same way; everything else is
//! replaced as a whole. RFC 7396.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::twin_names::TwinNames;
use crate::api::visit::{resolved, uses};
use crate::api::{Additional, Api, Kind, Step, TypeDef, TypeId, Types, Use};

/// Gives requests that are merge patches definitions of their own, where their types do not
/// describe such patches already.
pub(super) fn define(api: &mut Api) {
    let types = &mut api.types;
    let operations = api.operations.iter_mut();
    let bodies = operations.flat_map(|operation| operation.body.as_mut());
    let contents = bodies.flat_map(|body| &mut body.content);
    let patches = contents.filter(|content| is_merge_patch(&content.media_type));
    let roots: Vec<_> = patches.flat_map(|content| content.ty.as_mut()).collect();
    let patched = patched(types, roots.iter().map(|root| root.ty));
    let count = types.len();
    let twins: IndexMap<_, _> = patched
        .iter()
        .enumerate()
        .map(|(index, id)| (*id, TypeId::numbered(count + index)))
        .collect();
    let mut names = TwinNames::of(types);
    for id in &patched {
        let patch = patch(types, *id, &twins, &mut names);
        types.push(patch);
    }
    for root in roots {
        root.ty = twin(types, *root, &twins).ty;
    }
}

fn is_merge_patch(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/merge-patch+json")
}

/// The objects and maps that are patched and whose patches differ from themselves.
fn patched(types: &Types, roots: impl Iterator<Item = TypeId>) -> BTreeSet<TypeId> {
    let mut pending: Vec<_> = roots.collect();
    let mut reached = BTreeSet::new();
    while let Some(id) = pending.pop() {
        let id = resolved(types, plain(id)).ty;
        if matches!(types[id].kind, Kind::Object(_) | Kind::Map(_)) && reached.insert(id) {
            pending.extend(uses(&types[id].kind).iter().map(|used| used.ty));
        }
    }
    let is_strict = |id: &TypeId| match &types[*id].kind {
        Kind::Object(object) => object
            .fields
            .iter()
            .any(|field| field.required || !field.ty.nullable),
        Kind::Map(values) => !resolved(types, *values).nullable,
        _ => false,
    };
    let mut changed: BTreeSet<_> = reached.iter().copied().filter(is_strict).collect();
    loop {
        let holds = |id: &&TypeId| {
            let held = uses(&types[**id].kind);
            let mut held = held.iter().map(|used| resolved(types, *used).ty);
            !changed.contains(*id) && held.any(|held| changed.contains(&held))
        };
        let more: Vec<_> = reached.iter().filter(holds).copied().collect();
        if more.is_empty() {
            return changed;
        }
        changed.extend(more);
    }
}

fn patch(
    types: &Types,
    id: TypeId,
    twins: &IndexMap<TypeId, TypeId>,
    names: &mut TwinNames,
) -> TypeDef {
    let mut patch = types[id].clone();
    // Takes the place in an operation of the type it is made from.
    if let Some(Step::Component(key)) = patch.origin.steps.first_mut() {
        let whole = names.original(key).to_owned();
        *key = names.twin(&whole, ["Patch", "MergePatch", "PatchInput"]);
    }
    let removable = |used: &mut Use| {
        *used = Use {
            nullable: true,
            ..twin(types, *used, twins)
        };
    };
    match &mut patch.kind {
        Kind::Object(object) => {
            for field in &mut object.fields {
                field.required = false;
                removable(&mut field.ty);
            }
            if let Additional::Typed(values) = &mut object.additional {
                removable(values);
            }
        }
        Kind::Map(values) => removable(values),
        _ => {}
    }
    patch
}

/// The patch of the used type, where it has one.
fn twin(types: &Types, used: Use, twins: &IndexMap<TypeId, TypeId>) -> Use {
    let target = resolved(types, used);
    match twins.get(&target.ty) {
        Some(twin) => Use {
            ty: *twin,
            ..target
        },
        None => used,
    }
}

fn plain(ty: TypeId) -> Use {
    Use {
        ty,
        nullable: false,
    }
}
