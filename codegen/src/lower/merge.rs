//! Inline schemas of one component or operation that say the same become one type: a description
//! that spells out the same user ten times over means one.
//!
//! Only within one family, so that a change elsewhere never renames a type. Descriptions of fields
//! count, examples and titles do not.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::api::{
    Additional, Api, Content, Docs, Kind, Object, Recognition, Step, TypeDef, TypeId, Types, Union,
    Use,
};
use crate::settings::Settings;

use super::names::key as settings_key;

/// The API with every use pointing to the type that stands for its equals; the others remain in
/// the arena without a use.
#[derive(Debug)]
pub(super) struct Merged {
    pub(super) api: Api,
    /// By index of the type: whether it stands for itself.
    kept: Vec<bool>,
}

impl Merged {
    pub(super) fn new(api: &Api, settings: &Settings) -> Self {
        let representatives = representatives(api, settings);
        let kept = api
            .types
            .iter()
            .map(|(id, _)| at(&representatives, id) == id)
            .collect();
        let mut api = api.clone();
        let redirect = |use_: &mut Use| use_.ty = at(&representatives, use_.ty);
        api.types = redirected(&api.types, redirect);
        for operation in &mut api.operations {
            operation
                .parameters
                .iter_mut()
                .for_each(|parameter| redirect(&mut parameter.ty));
            let sent = operation.body.iter_mut().flat_map(|body| &mut body.content);
            let received = operation
                .responses
                .iter_mut()
                .flat_map(|one| &mut one.content);
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
        Self { api, kept }
    }

    pub(super) fn is_kept(&self, id: TypeId) -> bool {
        self.kept.get(id.index()).is_none_or(|kept| *kept)
    }
}

fn at(representatives: &[TypeId], id: TypeId) -> TypeId {
    representatives.get(id.index()).copied().unwrap_or(id)
}

/// For each type the one that stands for it: of equal ones the one nearest to the root.
fn representatives(api: &Api, settings: &Settings) -> Vec<TypeId> {
    let types = &api.types;
    let mut order: Vec<_> = types.iter().collect();
    order.sort_by_key(|(id, ty)| (std::cmp::Reverse(ty.origin.steps.len()), *id));
    let mut classes: Vec<TypeId> = types.iter().map(|(id, _)| id).collect();
    let mut known: BTreeMap<(Family<'_>, String), TypeId> = BTreeMap::new();
    let mut nearest: BTreeMap<TypeId, TypeId> = BTreeMap::new();
    for (id, ty) in order {
        let Some(family) = Family::of(ty) else {
            continue;
        };
        if settings.type_name(settings_key(ty)).is_some() {
            continue;
        }
        let class = *known.entry((family, spell(ty, &classes))).or_insert(id);
        if let Some(slot) = classes.get_mut(id.index()) {
            *slot = class;
        }
        let best = nearest.entry(class).or_insert(id);
        let rank = |id: TypeId| (types[id].origin.steps.len(), &types[id].origin.steps, id);
        if rank(id) < rank(*best) {
            *best = id;
        }
    }
    classes
        .into_iter()
        .map(|class| nearest.get(&class).copied().unwrap_or(class))
        .collect()
}

/// Objects with fewer fields, and all enumerations, mean the same only under the same name.
const FEW_FIELDS: usize = 4;

/// Types among which equal ones are one.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Family<'a> {
    root: &'a Step,
    /// Of an operation: whether it is sent, received or an error, or which parameter it is.
    part: Option<(u8, &'a str)>,
    name: Option<&'a Step>,
}

impl<'a> Family<'a> {
    /// None for what is not inline.
    fn of(ty: &'a TypeDef) -> Option<Self> {
        let [root, below, ..] = ty.origin.steps.as_slice() else {
            return None;
        };
        let part = match (root, below) {
            (Step::Operation(_), Step::Parameter(name)) => Some((0, name.as_str())),
            (Step::Operation(_), Step::Response(status)) => {
                Some((if status.starts_with('2') { 2 } else { 3 }, ""))
            }
            (Step::Operation(_), _) => Some((1, "")),
            _ => None,
        };
        let telling = match &ty.kind {
            Kind::Object(object) => object.fields.len() >= FEW_FIELDS,
            Kind::Enumeration(_) | Kind::Union(_) => false,
            _ => true,
        };
        let is_name = |step: &&Step| !matches!(step, Step::Item | Step::Value);
        let name = ty
            .origin
            .steps
            .iter()
            .rev()
            .find(is_name)
            .filter(|_| !telling);
        Some(Self { root, part, name })
    }
}

/// Everything that makes a difference, as text.
fn spell(ty: &TypeDef, classes: &[TypeId]) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = write_kind(&mut text, &ty.kind, classes);
    text
}

fn write_kind(text: &mut String, kind: &Kind, classes: &[TypeId]) -> std::fmt::Result {
    match kind {
        Kind::Any | Kind::Untyped(_) | Kind::Null | Kind::Scalar(_) => write!(text, "{kind:?}"),
        Kind::Enumeration(values) => {
            write!(text, "enum {}", values.open)?;
            values.values.iter().try_for_each(|one| {
                write!(text, ",{}:{:?}:{:?}", one.value, one.name, one.description)
            })
        }
        Kind::Array { items, .. } => write!(text, "[{}", used(*items, classes)),
        Kind::Map(values) => write!(text, "map {}", used(*values, classes)),
        Kind::Alias(target) => write!(text, "= {}", used(*target, classes)),
        Kind::Tuple { members, rest } => {
            text.push_str("tuple");
            members
                .iter()
                .try_for_each(|member| write!(text, ",{}", used(*member, classes)))?;
            write!(text, "/{:?}", rest.map(|rest| used(rest, classes)))
        }
        Kind::Object(object) => write_object(text, object, classes),
        Kind::Union(union) => write_union(text, union, classes),
    }
}

fn write_object(text: &mut String, object: &Object, classes: &[TypeId]) -> std::fmt::Result {
    match object.additional {
        Additional::Typed(values) => write!(text, "object {}", used(values, classes))?,
        other => write!(text, "object {other:?}")?,
    }
    object.fields.iter().try_for_each(|field| {
        let Docs {
            description,
            deprecated,
            ..
        } = &field.docs;
        let flags = (
            field.required,
            field.read_only,
            field.write_only,
            deprecated,
        );
        let ty = used(field.ty, classes);
        write!(text, ",{:?}:{ty}{flags:?}{description:?}", field.wire_name)
    })
}

fn write_union(text: &mut String, union: &Union, classes: &[TypeId]) -> std::fmt::Result {
    match &union.recognition {
        Recognition::Discriminator(discriminator) => write!(text, "union {discriminator:?}")?,
        Recognition::Shapes(shapes) => write!(text, "union {shapes:?}")?,
    }
    union
        .variants
        .iter()
        .try_for_each(|variant| write!(text, ",{:?}:{}", variant.name, used(variant.ty, classes)))
}

fn used(use_: Use, classes: &[TypeId]) -> String {
    let null = if use_.nullable { "?" } else { "" };
    format!("{}{null}", at(classes, use_.ty).index())
}

fn redirected(types: &Types, redirect: impl Fn(&mut Use)) -> Types {
    let mut redirected = Types::default();
    for (_, ty) in types.iter() {
        let mut ty = ty.clone();
        match &mut ty.kind {
            Kind::Any | Kind::Untyped(_) | Kind::Null | Kind::Scalar(_) | Kind::Enumeration(_) => {}
            Kind::Array { items: inner, .. } | Kind::Map(inner) | Kind::Alias(inner) => {
                redirect(inner);
            }
            Kind::Tuple { members, rest } => members.iter_mut().chain(rest).for_each(&redirect),
            Kind::Object(object) => {
                object
                    .fields
                    .iter_mut()
                    .for_each(|field| redirect(&mut field.ty));
                if let Additional::Typed(values) = &mut object.additional {
                    redirect(values);
                }
            }
            Kind::Union(union) => {
                union
                    .variants
                    .iter_mut()
                    .for_each(|variant| redirect(&mut variant.ty));
            }
        }
        redirected.push(ty);
    }
    redirected
}
