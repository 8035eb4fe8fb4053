//! Equal inline schemas become one type: a description that spells out the same user ten times
//! means one type.
//!
//! Documentation does not count. The documentation of the one type says only what is true for all
//! of them.

mod classes;
mod spell;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::api::visit::redirect;
use crate::api::{Api, Docs, Equal, Kind, Step, TypeDef, TypeId, Types};
use crate::settings::Settings;

/// Points every use to the type that replaces its equals. The others stay in the arena without
/// uses.
pub(super) fn merge(api: &mut Api, settings: &Settings) {
    let representatives = classes::representatives(api, settings);
    let mut equal: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
    for (id, _) in api.types.iter().filter(|(_, ty)| is_inline(ty)) {
        let one = at(&representatives, id);
        if is_inline(&api.types[one]) {
            equal.entry(one).or_default().push(id);
        }
    }
    equal.retain(|_, ids| ids.len() > 1);
    agree(&mut api.types, &equal);
    let all = equal.into_iter();
    let all = all.map(|(id, ids)| (id, ids.iter().map(|id| place(&api.types[*id])).collect()));
    api.equal = all.collect();
    redirect(api, |id| at(&representatives, id));
}

fn place(ty: &TypeDef) -> Equal {
    Equal {
        origin: ty.origin.clone(),
        title: ty.docs.title.clone(),
    }
}

fn at(representatives: &[TypeId], id: TypeId) -> TypeId {
    representatives.get(id.index()).copied().unwrap_or(id)
}

/// Not a component schema.
fn is_inline(ty: &TypeDef) -> bool {
    !matches!(ty.origin.steps.as_slice(), [] | [Step::Component(_)])
}

/// Reduces the documentation of these types to what is true for all that they replace.
fn agree(types: &mut Types, equal: &BTreeMap<TypeId, Vec<TypeId>>) {
    for (id, ids) in equal {
        let mut ty = types[*id].clone();
        let all: Vec<_> = ids.iter().map(|id| &types[*id]).collect();
        let docs: Vec<_> = all.iter().map(|ty| &ty.docs).collect();
        ty.docs = agreed(&ty.docs, &docs);
        if docs
            .iter()
            .any(|docs| docs.description != ty.docs.description)
        {
            ty.docs.description = None;
        }
        if let Kind::Object(object) = &mut ty.kind {
            for (index, field) in object.fields.iter_mut().enumerate() {
                let docs: Vec<_> = all.iter().filter_map(|ty| field_docs(ty, index)).collect();
                field.docs = agreed(&field.docs, &docs);
            }
        }
        types.set(*id, ty);
    }
}

fn field_docs(ty: &TypeDef, index: usize) -> Option<&Docs> {
    match &ty.kind {
        Kind::Object(object) => object.fields.get(index).map(|field| &field.docs),
        _ => None,
    }
}

/// Description and example of the first. Other facts stay only where they are equal.
fn agreed(first: &Docs, all: &[&Docs]) -> Docs {
    let mut docs = first.clone();
    let differ = |fact: &dyn Fn(&Docs) -> bool| all.iter().any(|docs| !fact(docs));
    if differ(&|other| other.title == first.title) {
        docs.title = None;
    }
    if differ(&|other| other.default == first.default) {
        docs.default = None;
    }
    if differ(&|other| other.constraints == first.constraints) {
        docs.constraints.clear();
    }
    if differ(&|other| other.external == first.external) {
        docs.external = None;
    }
    docs.deprecated &= !differ(&|other| other.deprecated);
    docs
}
