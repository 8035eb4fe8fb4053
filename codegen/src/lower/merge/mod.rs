//! Inline schemas that say the same become one type: a description that spells out the same user
//! ten times over means one.
//!
//! Documentation does not count; what the one type says of itself is true for all that it stands
//! for.

mod classes;
mod spell;

use std::collections::BTreeMap;

use crate::api::{Additional, Api, Content, Docs, Kind, Step, TypeDef, TypeId, Types, Use};
use crate::settings::Settings;

/// The API with every use pointing to the type that stands for its equals; the others remain in
/// the arena without a use.
#[derive(Debug)]
pub(super) struct Merged {
    pub(super) api: Api,
    /// By index of the type: whether it stands for itself.
    kept: Vec<bool>,
    /// What inline types stand for, themselves included, where that is more.
    pub(super) shared: BTreeMap<TypeId, Vec<TypeId>>,
}

impl Merged {
    pub(super) fn new(mut api: Api, settings: &Settings) -> Self {
        let representatives = classes::representatives(&api, settings);
        let mut shared: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
        for (id, _) in api.types.iter().filter(|(_, ty)| is_inline(ty)) {
            let one = at(&representatives, id);
            if is_inline(&api.types[one]) {
                shared.entry(one).or_default().push(id);
            }
        }
        shared.retain(|_, ids| ids.len() > 1);
        let kept = api
            .types
            .iter()
            .map(|(id, _)| at(&representatives, id) == id)
            .collect();
        agree(&mut api.types, &shared);
        let redirect = |use_: &mut Use| use_.ty = at(&representatives, use_.ty);
        api.types
            .iter_mut()
            .for_each(|ty| redirect_uses(&mut ty.kind, redirect));
        for operation in api.operations.iter_mut().chain(&mut api.messages) {
            operation
                .parameters
                .iter_mut()
                .for_each(|parameter| redirect(&mut parameter.ty));
            let sent = operation.body.iter_mut().flat_map(|body| &mut body.content);
            let received = operation
                .responses
                .iter_mut()
                .flat_map(|one| one.content.iter_mut().chain(&mut one.stream));
            sent.chain(received).for_each(|content: &mut Content| {
                content
                    .ty
                    .iter_mut()
                    .chain(&mut content.item)
                    .for_each(redirect);
            });
            if let Some(pagination) = &mut operation.pagination {
                pagination.item = at(&representatives, pagination.item);
            }
        }
        Self { api, kept, shared }
    }

    pub(super) fn is_kept(&self, id: TypeId) -> bool {
        self.kept.get(id.index()).is_none_or(|kept| *kept)
    }
}

fn at(representatives: &[TypeId], id: TypeId) -> TypeId {
    representatives.get(id.index()).copied().unwrap_or(id)
}

/// Not a component schema.
fn is_inline(ty: &TypeDef) -> bool {
    !matches!(ty.origin.steps.as_slice(), [] | [Step::Component(_)])
}

/// Lets the documentation of types that stand for others say only what is true for all of them.
fn agree(types: &mut Types, shared: &BTreeMap<TypeId, Vec<TypeId>>) {
    for (id, ids) in shared {
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

/// Description and example of the first; facts only where all say the same.
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

fn redirect_uses(kind: &mut Kind, redirect: impl Fn(&mut Use)) {
    match kind {
        Kind::Any | Kind::Untyped(_) | Kind::Null | Kind::Scalar(_) | Kind::Enumeration(_) => {}
        Kind::Array { items: inner, .. } | Kind::Map(inner) | Kind::Alias(inner) => {
            redirect(inner);
        }
        Kind::Tuple { members, rest, .. } => {
            members.iter_mut().chain(rest).for_each(redirect);
        }
        Kind::Object(object) => {
            let fields = object.fields.iter_mut();
            fields.for_each(|field| redirect(&mut field.ty));
            if let Additional::Typed(values) = &mut object.additional {
                redirect(values);
            }
        }
        Kind::Union(union) => {
            let variants = union.variants.iter_mut();
            variants.for_each(|variant| redirect(&mut variant.ty));
        }
    }
}
