//! Which types are equal: classes of them, found from the innermost schemas outwards.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::api::{Api, Kind, Step, TypeDef, TypeId};
use crate::lower::graph::held;
use crate::lower::names::key as settings_key;
use crate::lower::reach::Reach;
use crate::rust::words;
use crate::settings::Settings;

use super::spell::spell;
use super::{at, is_inline};

/// Objects with fewer fields, and all enumerations, mean the same only under the same name.
const FEW_FIELDS: usize = 4;

/// More rounds than schemas are nested whose equals are components.
const MOST_ROUNDS: usize = 16;

/// For each type the one that stands for it: a component where one is certainly meant, else of
/// equal ones the one nearest to its root.
pub(super) fn representatives(api: &Api, settings: &Settings) -> Vec<TypeId> {
    let equal = Equal::new(api, settings);
    let mut texts = vec![Text::default(); api.types.len()];
    let mut classes: Vec<TypeId> = api.types.iter().map(|(id, _)| id).collect();
    for _ in 0..MOST_ROUNDS {
        let before = classes.clone();
        equal.round(&mut texts, &mut classes);
        if classes == before {
            break;
        }
    }
    equal.nearest(&classes)
}

/// What equality of two types depends on.
struct Equal<'a> {
    api: &'a Api,
    settings: &'a Settings,
    reach: Reach,
    /// Inline types, the innermost first, each with the name it must share with its equals.
    inline: Vec<(TypeId, Option<Rc<str>>)>,
    components: Vec<Component<'a>>,
}

/// A component that inline types may be meant to be.
struct Component<'a> {
    id: TypeId,
    title: Option<&'a str>,
    name: String,
}

/// What a type says, and the classes of what it held when it said so.
#[derive(Clone, Default)]
struct Text {
    text: Option<Rc<str>>,
    held: Vec<TypeId>,
}

impl<'a> Equal<'a> {
    fn new(api: &'a Api, settings: &'a Settings) -> Self {
        let types = api.types.iter();
        let is_free = |ty: &TypeDef| settings.type_name(settings_key(ty)).is_none();
        let mut inline: Vec<_> = types
            .filter(|(_, ty)| is_inline(ty) && is_free(ty))
            .map(|(id, ty)| (id, name(ty).map(Rc::from)))
            .collect();
        inline.sort_by_key(|(id, _)| (Reverse(api.types[*id].origin.steps.len()), *id));
        let components = api.types.iter().filter(|(_, ty)| is_telling(&ty.kind));
        let components = components.filter_map(|(id, ty)| match ty.origin.steps.as_slice() {
            [Step::Component(name)] => Some(Component {
                id,
                title: ty.docs.title.as_deref(),
                name: words(name),
            }),
            _ => None,
        });
        Self {
            api,
            settings,
            reach: Reach::find(api),
            inline,
            components: components.collect(),
        }
    }

    /// Finds the classes anew, given those of a round before.
    fn round(&self, texts: &mut [Text], classes: &mut [TypeId]) {
        let mut components: BTreeMap<Rc<str>, Vec<&Component<'_>>> = BTreeMap::new();
        for component in &self.components {
            let text = self.text(component.id, texts, classes);
            components.entry(text).or_default().push(component);
        }
        let mut known = BTreeMap::new();
        for (id, name) in &self.inline {
            let text = self.text(*id, texts, classes);
            let equal = components.get(&text).map_or(&[][..], Vec::as_slice);
            let class = match meant(equal, &self.api.types[*id]) {
                Some(component) => component,
                None => *known.entry((name.clone(), text)).or_insert(*id),
            };
            if let Some(slot) = classes.get_mut(id.index()) {
                *slot = class;
            }
        }
    }

    fn text(&self, id: TypeId, texts: &mut [Text], classes: &[TypeId]) -> Rc<str> {
        let ty = &self.api.types[id];
        let held = held(ty).into_iter();
        let held: Vec<_> = held.map(|(use_, _)| at(classes, use_.ty)).collect();
        let Some(slot) = texts.get_mut(id.index()) else {
            return Rc::from("");
        };
        match &slot.text {
            Some(text) if slot.held == held => Rc::clone(text),
            _ => {
                let text: Rc<str> = Rc::from(self.spell(id, ty, classes));
                let shared = Some(Rc::clone(&text));
                *slot = Text { text: shared, held };
                text
            }
        }
    }

    fn spell(&self, id: TypeId, ty: &TypeDef, classes: &[TypeId]) -> String {
        let mut text = spell(ty, classes, self.settings);
        if depends_on_direction(self.api, ty) {
            text.push_str(if self.reach.requests(id) { ">" } else { "" });
            text.push_str(if self.reach.responses(id) { "<" } else { "" });
        }
        text
    }

    /// Of each class the type nearest to its root.
    fn nearest(&self, classes: &[TypeId]) -> Vec<TypeId> {
        let types = &self.api.types;
        let rank = |id: TypeId| (types[id].origin.steps.len(), &types[id].origin.steps, id);
        let mut nearest: BTreeMap<TypeId, TypeId> = BTreeMap::new();
        for (id, _) in types.iter() {
            let best = nearest.entry(at(classes, id)).or_insert(id);
            if rank(id) < rank(*best) {
                *best = id;
            }
        }
        classes
            .iter()
            .map(|class| nearest.get(class).copied().unwrap_or(*class))
            .collect()
    }
}

/// The one component among equal ones that has the same title, or the same name.
fn meant(equal: &[&Component<'_>], ty: &TypeDef) -> Option<TypeId> {
    let title = ty.docs.title.as_deref();
    let own = ty.origin.steps.last().and_then(own_name);
    let mut meant = equal.iter().filter(|component| match title {
        Some(_) => component.title == title,
        None => own.as_ref() == Some(&component.name),
    });
    match (meant.next(), meant.next()) {
        (Some(component), None) => Some(component.id),
        _ => None,
    }
}

fn is_telling(kind: &Kind) -> bool {
    match kind {
        Kind::Object(object) => object.fields.len() >= FEW_FIELDS,
        Kind::Enumeration(values) => values.values.len() > 1,
        _ => false,
    }
}

/// The name without which two equal types may be different things.
fn name(ty: &TypeDef) -> Option<String> {
    let is_name = |step: &&Step| !matches!(step, Step::Item | Step::Value);
    let last = ty.origin.steps.iter().rev().find(is_name)?;
    match (last, &ty.kind) {
        (Step::RequestBody, kind) if is_item(kind) => Some(of_operation(ty, "request")),
        (Step::Payload, kind) if is_item(kind) => Some(of_operation(ty, "payload")),
        (Step::Response(status), kind) if is_item(kind) => {
            let success = status.starts_with('2');
            Some(of_operation(ty, if success { "response" } else { "error" }))
        }
        (_, Kind::Object(object)) if object.fields.len() >= FEW_FIELDS => None,
        (last, kind) if is_item(kind) => own_name(last),
        _ => None,
    }
}

fn is_item(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::Object(_) | Kind::Enumeration(_) | Kind::Union(_)
    )
}

/// Bodies of operations are called after these; the last word tells what they are of.
fn of_operation(ty: &TypeDef, part: &str) -> String {
    let operation = match ty.origin.steps.first() {
        Some(Step::Operation(name) | Step::Message(name)) => words(name),
        _ => String::new(),
    };
    let last = operation.rsplit(' ').next().unwrap_or_default();
    format!("{last} {part}")
}

fn own_name(step: &Step) -> Option<String> {
    match step {
        Step::Property(name)
        | Step::Parameter(name)
        | Step::Header(name)
        | Step::Variant(name)
        | Step::Component(name)
        | Step::Shared(name)
        | Step::Operation(name)
        | Step::Message(name) => Some(words(name)),
        Step::Member(index) | Step::Part(index) => Some(index.to_string()),
        Step::Item | Step::Value | Step::RequestBody | Step::Payload | Step::Response(_) => None,
    }
}

/// Whether fields look different in types that are sent, received or both.
fn depends_on_direction(api: &Api, ty: &TypeDef) -> bool {
    match &ty.kind {
        Kind::Object(object) => object.fields.iter().any(|field| {
            let any = matches!(api.types[field.ty.ty].kind, Kind::Any | Kind::Untyped(_));
            field.read_only || field.write_only || !field.required && (field.ty.nullable || any)
        }),
        _ => false,
    }
}
