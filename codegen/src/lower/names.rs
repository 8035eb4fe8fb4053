//! The names of all types, their files and their members, decided before anything else.
//!
//! Explicit renames come first, then names of the lock, then components, then inline types, which
//! are named after their origin. An inline type never renames a component, and the order of the
//! document does not matter.

use std::collections::{BTreeMap, BTreeSet};
use std::iter::once;

use crate::api::visit::{Reached, in_client};
use crate::api::{self, Kind, Step, TypeDef, TypeId};
use crate::lock::{MemberKind, Moved};
use crate::rust::{Ident, Role, Scope, spell, words};
use crate::settings::Settings;

use super::given::Given;
use super::shared_names::{self, Shared};
use super::siblings::Siblings;

#[derive(Debug, Default)]
pub(super) struct Names {
    /// Types that the client receives or sends.
    written: Reached,
    /// By the index of the type. None for types that are written out where they are used.
    types: Vec<Option<Ident>>,
    /// Aliases of types that are written out in full elsewhere.
    aliases: BTreeMap<Ident, TypeId>,
    /// By the index of the type, in the order of its fields. The field for other members comes
    /// last.
    fields: Vec<Vec<Ident>>,
    /// Types whose places are new and whose names are not.
    pub(super) moved: Vec<Moved>,
    /// Types named after what several components or operations have in common.
    shared: BTreeSet<TypeId>,
    /// Files of `types/`, sorted by module.
    pub(super) files: Vec<(Ident, Vec<TypeId>)>,
}

impl Names {
    pub(super) fn allocate(api: &api::Api, settings: &Settings) -> Self {
        let mut names = Self {
            types: vec![None; api.types.len()],
            written: in_client(api),
            ..Self::default()
        };
        let mut scope = Scope::default();
        names.renamed(api, settings, &mut scope);
        names.locked(api, &settings.lock, &mut scope);
        names.components(api, &mut scope);
        names.shared(api, &mut scope);
        names.refuse_taken(api, settings);
        names.inline(api, &mut scope);
        names.fields = api
            .types
            .iter()
            .map(|(_, ty)| fields(ty, settings))
            .collect();
        names.files = names.files(api);
        let named = api.types.iter().filter(|(_, ty)| !is_item(ty));
        names.aliases = named
            .filter_map(|(id, _)| Some((names.ty(id)?.clone(), id)))
            .collect();
        names
    }

    /// The name of a type that has one.
    pub(super) fn ty(&self, id: TypeId) -> Option<&Ident> {
        self.types.get(id.index()).and_then(Option::as_ref)
    }

    /// The type behind an alias.
    pub(super) fn alias(&self, ident: &Ident) -> Option<TypeId> {
        self.aliases.get(ident).copied()
    }

    /// The names of an object's fields, then that of the field for its other members.
    pub(super) fn fields(&self, id: TypeId) -> &[Ident] {
        self.fields.get(id.index()).map_or(&[], Vec::as_slice)
    }

    /// Types with an item of their own. The others are written out where they are used.
    pub(super) fn is_named(&self, id: TypeId, ty: &TypeDef) -> bool {
        ty.component().is_some() || is_item(ty) && self.written.contains(id)
    }

    /// Whether the type is named after what several have in common, and has a file of its own.
    pub(super) fn is_shared(&self, id: TypeId) -> bool {
        self.shared.contains(&id)
    }

    pub(super) fn share(&mut self, id: TypeId) {
        self.shared.insert(id);
    }

    pub(super) fn set(&mut self, id: TypeId, ident: Ident) {
        if let Some(slot) = self.types.get_mut(id.index()) {
            *slot = Some(ident);
        }
    }

    fn renamed(&mut self, api: &api::Api, settings: &Settings, scope: &mut Scope) {
        let named = api.types.iter().filter(|(id, ty)| self.is_named(*id, ty));
        let named: Vec<_> = named.collect();
        for (id, ty) in named {
            if let Some(name) = settings.type_name(ty.into()) {
                let ident = scope.claim(Role::Type, [name]);
                if ident.as_str() != spell(Role::Type, name) {
                    settings.refuse_type_name(name);
                }
                self.set(id, ident);
            }
        }
    }

    /// A new name must not be that of a component that keeps its name.
    fn refuse_taken(&self, api: &api::Api, settings: &Settings) {
        let given = |ty: &TypeDef| settings.type_name(ty.into());
        let renames = api.types.iter().filter_map(|(_, ty)| given(ty));
        let renames: BTreeMap<_, _> = renames
            .map(|name| (spell(Role::Type, name), name))
            .collect();
        if renames.is_empty() {
            return;
        }
        let lock = &settings.lock;
        let is_free = |ty: &TypeDef| given(ty).is_none() && lock.ty(&ty.origin.pointer).is_none();
        for (id, ty) in api.types.iter().filter(|(_, ty)| is_free(ty)) {
            let wanted = ty.component().map(|name| spell(Role::Type, name));
            let lost =
                wanted.filter(|wanted| self.ty(id).is_some_and(|ident| ident.as_str() != wanted));
            if let Some(name) = lost.and_then(|wanted| renames.get(&wanted)) {
                settings.refuse_type_name(name);
            }
        }
    }

    fn components(&mut self, api: &api::Api, scope: &mut Scope) {
        let unnamed = api.types.iter().filter(|(id, _)| self.ty(*id).is_none());
        let (ids, candidates): (Vec<_>, Vec<_>) = unnamed
            .filter_map(|(id, ty)| Some((id, once(ty.component()?.to_owned()))))
            .unzip();
        for (id, ident) in ids.into_iter().zip(scope.claim_all(Role::Type, candidates)) {
            self.set(id, ident);
        }
    }

    fn shared(&mut self, api: &api::Api, scope: &mut Scope) {
        let types = &api.types;
        let with_success = with_success(api);
        let in_words = |steps: &[Step]| {
            let has_success = operation(steps).is_none_or(|name| with_success.contains(name));
            let steps = steps
                .iter()
                .map(|step| step_words(step, has_success, false));
            steps.collect::<Vec<_>>()
        };
        let unnamed = |id: &TypeId| self.is_named(*id, &types[*id]) && self.ty(*id).is_none();
        let inline = types.iter().map(|(id, _)| id).filter(unnamed);
        let own_name = |id: TypeId| in_words(&types[id].origin.steps).join(" ");
        let taken = inline.map(|id| (spell(Role::Type, &own_name(id)), id));
        let taken: BTreeMap<_, _> = taken.collect();
        let shared = api.equal.iter().filter(|(id, _)| unnamed(id));
        let shared =
            shared.filter_map(|(id, equal)| Shared::of(*id, &types[*id].kind, equal, in_words));
        let mut shared: Vec<_> = shared.collect();
        shared.sort_by_key(|one| &types[one.id].origin.steps);
        for (id, ident) in shared_names::names(&shared, &taken, scope) {
            self.shared.insert(id);
            self.set(id, ident);
        }
    }

    fn inline(&mut self, api: &api::Api, scope: &mut Scope) {
        let with_success = with_success(api);
        let mut by_steps: BTreeMap<&[Step], Ident> = BTreeMap::new();
        let mut inline = Vec::new();
        for (id, ty) in api.types.iter().filter(|(id, ty)| self.is_named(*id, ty)) {
            match self.ty(id) {
                Some(ident) => drop(by_steps.insert(&ty.origin.steps, ident.clone())),
                None => inline.push((id, ty)),
            }
        }
        inline.sort_by_key(|(id, ty)| (ty.origin.steps.len(), &ty.origin.steps, *id));
        for (id, ty) in inline {
            let steps = &ty.origin.steps;
            let named = (1..steps.len()).rev().find_map(|length| {
                let ident = by_steps.get(steps.get(..length)?)?;
                Some((ident.as_str(), steps.get(length..)?))
            });
            let (holder, below) = named.unwrap_or(("", steps));
            let has_success = operation(steps).is_none_or(|name| with_success.contains(name));
            let name = |holder: Option<&str>, steps: &[Step], full| {
                let steps = steps.iter().map(|step| step_words(step, has_success, full));
                let words = holder.map(str::to_owned).into_iter().chain(steps);
                words.collect::<Vec<_>>().join(" ")
            };
            let candidates = (0..4).map(|rank| match rank {
                0 => name(Some(holder), below, false),
                1 => name(Some(holder), below, true),
                2 => name(None, steps, false),
                _ => name(None, steps, false) + " property",
            });
            let ident = scope.claim(Role::Type, candidates);
            by_steps.entry(steps).or_insert_with(|| ident.clone());
            self.set(id, ident);
        }
    }

    /// A file for each component, for the inline types of each operation, and for types that
    /// several of them share. It is named after its first type.
    fn files(&self, api: &api::Api) -> Vec<(Ident, Vec<TypeId>)> {
        let shared = self.shared.iter();
        let shared: BTreeMap<&[Step], TypeId> = shared
            .map(|id| (api.types[*id].origin.steps.as_slice(), *id))
            .collect();
        let mut families: BTreeMap<Home<'_>, Vec<TypeId>> = BTreeMap::new();
        for (id, ty) in api.types.iter().filter(|(id, _)| self.ty(*id).is_some()) {
            let steps = ty.origin.steps.as_slice();
            let holders = (1..=steps.len()).rev().filter_map(|end| steps.get(..end));
            let holder = holders.filter_map(|steps| shared.get(steps)).next();
            let home = match (holder.and_then(|id| self.ty(*id)), steps.first()) {
                (Some(ident), _) => Home::Shared(ident),
                (None, Some(root)) => Home::Root(root),
                (None, None) => continue,
            };
            families.entry(home).or_default().push(id);
        }
        for ids in families.values_mut() {
            ids.sort_by_key(|id| (api.types[*id].origin.steps.len() > 1, *id));
        }
        let roots: Vec<_> = families.into_iter().collect();
        let candidates = roots.iter().map(|(home, ids)| {
            let names = match home {
                Home::Root(root) => self.module(api, root, ids),
                Home::Shared(ident) => vec![ident.to_string(), format!("{ident} type")],
            };
            names.into_iter()
        });
        let modules = Scope::with_reserved(&["types"]).claim_all(Role::Module, candidates);
        let mut files: Vec<_> = modules
            .into_iter()
            .zip(roots.into_iter().map(|(_, ids)| ids))
            .collect();
        files.sort();
        files
    }

    fn module(&self, api: &api::Api, root: &Step, ids: &[TypeId]) -> Vec<String> {
        let of_root = ids
            .iter()
            .find(|id| api.types[**id].origin.steps.len() == 1);
        match root {
            Step::Component(name) => {
                let ident = of_root.and_then(|id| self.ty(*id));
                vec![ident.map_or_else(|| name.clone(), |ident| ident.as_str().to_owned())]
            }
            Step::Operation(name) => vec![name.clone(), format!("{name} operation")],
            Step::Message(name) => vec![name.clone(), format!("{name} message")],
            Step::Shared(name) => vec![name.clone(), format!("{name} response")],
            other => vec![step_words(other, true, true)],
        }
    }
}

/// What the file of a type is named after.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Home<'a> {
    /// Its component or operation.
    Root(&'a Step),
    /// The shared type of this name.
    Shared(&'a Ident),
}

fn is_item(ty: &TypeDef) -> bool {
    matches!(
        ty.kind,
        Kind::Enumeration(_) | Kind::Object(_) | Kind::Union(_)
    )
}

fn operation(steps: &[Step]) -> Option<&str> {
    match steps.first() {
        Some(Step::Operation(name) | Step::Message(name)) => Some(name),
        _ => None,
    }
}

/// Names of the operations that document a response of success.
fn with_success(api: &api::Api) -> BTreeSet<&str> {
    let succeeds = |operation: &&api::Operation| {
        operation
            .responses
            .iter()
            .any(|response| response.status.is_success())
    };
    let messages = api.messages.iter();
    let all = api.operations.iter().chain(messages);
    all.filter(succeeds)
        .map(|operation| operation.name.as_str())
        .collect()
}

/// A step in words. The long form has everything that the step says, for when the short form is
/// taken.
fn step_words(step: &Step, has_success: bool, full: bool) -> String {
    match step {
        Step::Component(name)
        | Step::Operation(name)
        | Step::Message(name)
        | Step::Shared(name)
        | Step::Property(name)
        | Step::Variant(name) => words(name),
        Step::Parameter(name) if full => format!("{} parameter", words(name)),
        Step::Header(name) if full => format!("{} header", words(name)),
        Step::Parameter(name) | Step::Header(name) => words(name),
        Step::Item => "item".to_owned(),
        Step::Value => "value".to_owned(),
        Step::Member(index) => format!("member {}", index + 1),
        Step::Part(index) => format!("part {}", index + 1),
        Step::Payload if full => "payload body".to_owned(),
        Step::Payload => "payload".to_owned(),
        Step::RequestBody if full => "request body".to_owned(),
        Step::RequestBody => "request".to_owned(),
        Step::Response(status) => response_words(status, has_success, full),
    }
}

fn response_words(status: &str, has_success: bool, full: bool) -> String {
    let success = status.starts_with(['2', '3']) || (status == "default" && !has_success);
    match (success, full) {
        (true, false) => "response".to_owned(),
        (true, true) => format!("response {status}"),
        (false, false) => format!("error {status}"),
        (false, true) => format!("error response {status}"),
    }
}

fn fields(ty: &TypeDef, settings: &Settings) -> Vec<Ident> {
    let Kind::Object(object) = &ty.kind else {
        return Vec::new();
    };
    let mut scope = Scope::default();
    let mut renamed = Vec::new();
    let mut candidates = Vec::new();
    let siblings = Siblings::of(object.fields.iter().map(|field| &*field.wire_name));
    for field in &object.fields {
        let name = settings.field_name(ty.into(), &field.wire_name);
        let locked = || settings.lock.member(MemberKind::Field, &field.pointer, "");
        let name = Given::of(name, locked);
        renamed.push(name.map(|name| name.claim(Role::Field, &mut scope)));
        if name.is_none() {
            candidates.push(siblings.candidates(&field.wire_name));
        }
    }
    let mut others = scope.claim_all(Role::Field, candidates).into_iter();
    let mut idents: Vec<_> = renamed
        .into_iter()
        .filter_map(|ident| ident.or_else(|| others.next()))
        .collect();
    idents.push(scope.claim(Role::Field, ["additional", "additional_properties"]));
    idents
}

/// Names of values or variants, given ones first.
pub(super) fn variants(names: &[(Option<Given<'_>>, String)]) -> (Vec<Ident>, Ident) {
    let mut scope = Scope::default();
    let renamed: Vec<_> = names
        .iter()
        .map(|(name, _)| name.map(|name| name.claim(Role::Variant, &mut scope)))
        .collect();
    let unnamed = names.iter().filter(|(name, _)| name.is_none());
    let siblings = Siblings::of(names.iter().map(|(_, text)| &**text));
    let candidates = unnamed.map(|(_, text)| siblings.candidates(text));
    let mut others = scope.claim_all(Role::Variant, candidates).into_iter();
    let idents = renamed
        .into_iter()
        .filter_map(|ident| ident.or_else(|| others.next()))
        .collect();
    let unknown = scope.claim(Role::Variant, ["Unrecognized", "UnrecognizedValue"]);
    (idents, unknown)
}
