//! Which types are equal: classes of types, found from the innermost schemas outwards.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use indexmap::IndexSet;

use crate::api::visit::{Reach, uses};
use crate::api::{Api, Kind, Step, TypeDef, TypeId};
use crate::settings::{Settings, TypeKey};
use crate::words::words;

use super::spell::spell;
use super::{at, is_inline};

/// Objects with fewer fields than this, and all enumerations, are equal only under the same name.
const FEW_FIELDS: usize = 4;

/// More rounds than there are levels of schemas with equal components.
const MOST_ROUNDS: usize = 16;

/// The type that replaces each type: a component where one is certainly meant, else the equal one
/// nearest to its root.
pub(super) fn representatives(api: &Api, settings: &Settings) -> Vec<TypeId> {
    let equal = Equal::new(api, settings);
    let mut classes: Vec<TypeId> = api.types.iter().map(|(id, _)| id).collect();
    for _ in 0..MOST_ROUNDS {
        let before = classes.clone();
        equal.round(&mut classes);
        if classes == before {
            break;
        }
    }
    equal.nearest(&classes)
}

/// What the equality of two types depends on.
struct Equal<'a> {
    api: &'a Api,
    /// Inline types, the innermost first.
    inline: Vec<Said>,
    components: Vec<Component<'a>>,
}

/// A component that inline types may be meant to be.
struct Component<'a> {
    said: Said,
    title: Option<&'a str>,
    name: String,
}

/// A type, with what is known before it is decided which of the types in it are equal.
struct Said {
    id: TypeId,
    /// The same for types with the same content.
    text: usize,
    /// The same for types that share the name without which they mean different things.
    name: Option<usize>,
    held: Vec<TypeId>,
}

/// The content of a type, and the classes of the types in it.
type Text = (usize, Vec<TypeId>);

impl<'a> Equal<'a> {
    fn new(api: &'a Api, settings: &'a Settings) -> Self {
        let mut numbers = Numbers::new(api, settings);
        let is_free = |ty: &TypeDef| settings.type_name(TypeKey::from(ty)).is_none();
        let inline = api
            .types
            .iter()
            .filter(|(_, ty)| is_inline(ty) && is_free(ty));
        let mut inline: Vec<_> = inline
            .map(|(id, ty)| numbers.said(id, ty, name(ty)))
            .collect();
        inline.sort_by_key(|said| (Reverse(api.types[said.id].origin.steps.len()), said.id));
        let components = api.types.iter().filter(|(_, ty)| is_telling(&ty.kind));
        let components = components.filter_map(|(id, ty)| match ty.origin.steps.as_slice() {
            [Step::Component(name)] => Some(Component {
                said: numbers.said(id, ty, None),
                title: ty.docs.title.as_deref(),
                name: words(name),
            }),
            _ => None,
        });
        Self {
            api,
            components: components.collect(),
            inline,
        }
    }

    /// Computes the classes from those of the round before.
    fn round(&self, classes: &mut [TypeId]) {
        let mut components: BTreeMap<Text, Vec<&Component<'_>>> = BTreeMap::new();
        for component in &self.components {
            let text = component.said.text(classes);
            components.entry(text).or_default().push(component);
        }
        let mut known = BTreeMap::new();
        for said in &self.inline {
            let text = said.text(classes);
            let equal = components.get(&text).map_or(&[][..], Vec::as_slice);
            let class = match meant(equal, &self.api.types[said.id]) {
                Some(component) => component,
                None => *known.entry((said.name, text)).or_insert(said.id),
            };
            if let Some(slot) = classes.get_mut(said.id.index()) {
                *slot = class;
            }
        }
    }

    /// The type nearest to its root in each class.
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

impl Said {
    fn text(&self, classes: &[TypeId]) -> Text {
        let held = self.held.iter().map(|id| at(classes, *id));
        (self.text, held.collect())
    }
}

/// Numbers for texts and names, which are then compared once for each type, not in each round.
struct Numbers<'a> {
    api: &'a Api,
    settings: &'a Settings,
    reach: Reach,
    texts: IndexSet<String>,
    names: IndexSet<String>,
}

impl<'a> Numbers<'a> {
    fn new(api: &'a Api, settings: &'a Settings) -> Self {
        Self {
            api,
            settings,
            reach: Reach::of(api),
            texts: IndexSet::new(),
            names: IndexSet::new(),
        }
    }

    fn said(&mut self, id: TypeId, ty: &TypeDef, name: Option<String>) -> Said {
        let mut text = spell(ty, self.settings);
        if depends_on_direction(self.api, ty) {
            text.push_str(if self.reach.requests.contains(id) {
                ">"
            } else {
                ""
            });
            text.push_str(if self.reach.responses.contains(id) {
                "<"
            } else {
                ""
            });
            text.push_str(if self.reach.only_read(id) { "." } else { "" });
        }
        Said {
            id,
            text: self.texts.insert_full(text).0,
            name: name.map(|name| self.names.insert_full(name).0),
            held: uses(&ty.kind).into_iter().map(|used| used.ty).collect(),
        }
    }
}

/// The only component among equal ones that has the same title, or the same name.
fn meant(equal: &[&Component<'_>], ty: &TypeDef) -> Option<TypeId> {
    // Most types equal no component, and then their names need not be split into words.
    if equal.is_empty() {
        return None;
    }
    let title = ty.docs.title.as_deref();
    let own = ty.origin.steps.last().and_then(own_name);
    let mut meant = equal.iter().filter(|component| match title {
        Some(_) => component.title == title,
        None => own.as_ref() == Some(&component.name),
    });
    match (meant.next(), meant.next()) {
        (Some(component), None) => Some(component.said.id),
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

/// The name without which two equal types may mean different things.
fn name(ty: &TypeDef) -> Option<String> {
    let is_name = |step: &&Step| !matches!(step, Step::Item | Step::Value);
    let last = ty.origin.steps.iter().rev().find(is_name)?;
    match (last, &ty.kind) {
        (Step::RequestBody, kind) if is_item(kind) => Some(of_operation(ty, "request")),
        (Step::Payload, kind) if is_item(kind) => Some(of_operation(ty, "payload")),
        (Step::Response(status), kind) if is_item(kind) => match status.starts_with('2') {
            true => Some(of_operation(ty, "response")),
            false => Some("error".to_owned()),
        },
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

/// The bodies of operations are called this. The last word says what they contain.
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

/// Whether fields differ between types that are sent, received or both.
fn depends_on_direction(api: &Api, ty: &TypeDef) -> bool {
    match &ty.kind {
        Kind::Object(object) => object.fields.iter().any(|field| {
            let any = matches!(api.types[field.ty.ty].kind, Kind::Any | Kind::Untyped(_));
            field.read_only || field.write_only || !field.required && (field.ty.nullable || any)
        }),
        _ => false,
    }
}
