//! Definitions as the document means them: aliases are followed, nullability is moved to the uses,
//! a type that contains only itself is reported, and unneeded definitions are dropped.

use indexmap::{IndexMap, IndexSet};

use crate::api::visit::{received_mut, sent_mut, uses, uses_mut};
use crate::api::{Api, Kind, TypeId, Types, Use};
use crate::diagnostics::Diagnostics;

/// Rebuilds the arena: components first, inline definitions in the order in which they are met. The
/// uses in operations follow.
pub(super) fn compact(api: &mut Api, nullable: IndexSet<TypeId>, diagnostics: &mut Diagnostics) {
    let mut types = std::mem::take(&mut api.types);
    break_cycles(&mut types, diagnostics);
    let nullable = spread(&types, nullable);
    let mut plan = Plan {
        types: &types,
        nullable: &nullable,
        ids: IndexMap::new(),
        waiting: Vec::new(),
    };
    let components = types
        .iter()
        .filter(|(_, definition)| definition.component().is_some());
    for (id, _) in components {
        plan.number(id);
    }
    plan.follow();
    for operation in api.operations.iter_mut().chain(&mut api.messages) {
        let mut settle = |used: &mut Use| {
            *used = plan.settled(*used);
            plan.follow();
        };
        sent_mut(operation, &mut settle);
        received_mut(operation, &mut settle);
    }
    let Plan { ids, .. } = plan;
    api.types = rebuild(types, &nullable, &ids);
}

/// New numbers for the definitions that are needed.
struct Plan<'t> {
    types: &'t Types,
    nullable: &'t IndexSet<TypeId>,
    /// Old to new.
    ids: IndexMap<TypeId, TypeId>,
    waiting: Vec<TypeId>,
}

impl Plan<'_> {
    fn number(&mut self, id: TypeId) -> TypeId {
        let next = TypeId::numbered(self.ids.len());
        if let Some(known) = self.ids.get(&id) {
            return *known;
        }
        self.ids.insert(id, next);
        self.waiting.push(id);
        next
    }

    /// Numbers everything that the numbered definitions use.
    fn follow(&mut self) {
        // Components wait in the document's order. Inline definitions go before the next component.
        self.waiting.reverse();
        while let Some(id) = self.waiting.pop() {
            let first = self.waiting.len();
            for used in uses(&self.types[id].kind) {
                self.settled(used);
            }
            if let Some(fresh) = self.waiting.get_mut(first..) {
                fresh.reverse();
            }
        }
    }

    fn settled(&mut self, used: Use) -> Use {
        let (ty, nullable) = target(self.types, self.nullable, used);
        Use {
            ty: self.number(ty),
            nullable,
        }
    }
}

/// Where a use leads through inline aliases, and whether it may be null.
fn target(types: &Types, nullable: &IndexSet<TypeId>, used: Use) -> (TypeId, bool) {
    let (mut id, mut is_nullable) = (used.ty, used.nullable);
    loop {
        is_nullable |= nullable.contains(&id);
        match &types[id].kind {
            Kind::Alias(next) if types[id].component().is_none() => {
                is_nullable |= next.nullable;
                id = next.ty;
            }
            _ => return (id, is_nullable),
        }
    }
}

fn rebuild(mut types: Types, nullable: &IndexSet<TypeId>, ids: &IndexMap<TypeId, TypeId>) -> Types {
    let mut targets = IndexMap::new();
    for old in ids.keys() {
        for used in uses(&types[*old].kind) {
            targets.insert(used, target(&types, nullable, used));
        }
    }
    let mut rebuilt = Types::default();
    for old in ids.keys() {
        let mut definition = types.take(*old);
        let belongs_to_uses = matches!(definition.kind, Kind::Alias(_) | Kind::Union(_));
        uses_mut(&mut definition.kind, &mut |used| {
            if let Some((ty, may_be_null)) = targets.get(used)
                && let Some(id) = ids.get(ty)
            {
                *used = Use {
                    ty: *id,
                    nullable: *may_be_null && !belongs_to_uses,
                };
            }
        });
        rebuilt.push(definition);
    }
    rebuilt
}

/// Nullability passes from a definition to its aliases and to unions with it as a variant.
fn spread(types: &Types, mut nullable: IndexSet<TypeId>) -> IndexSet<TypeId> {
    let mut holders: IndexMap<TypeId, Vec<TypeId>> = IndexMap::new();
    for (holder, definition) in types.iter() {
        for used in passed_on(&definition.kind) {
            holders.entry(used.ty).or_default().push(holder);
            let is_choice = matches!(definition.kind, Kind::Union(_));
            if used.nullable || is_choice && takes_anything(types, used.ty) {
                nullable.insert(holder);
            }
        }
    }
    let mut next = 0;
    while let Some(id) = nullable.get_index(next).copied() {
        next += 1;
        nullable.extend(holders.get(&id).into_iter().flatten());
    }
    nullable
}

/// Nothing is said of the values, so that null is one of them.
fn takes_anything(types: &Types, mut id: TypeId) -> bool {
    while let Kind::Alias(next) = types[id].kind {
        id = next.ty;
    }
    matches!(types[id].kind, Kind::Any | Kind::Untyped(_))
}

/// The definitions that a definition is only a choice of.
fn passed_on(kind: &Kind) -> Vec<Use> {
    match kind {
        Kind::Alias(target) => vec![*target],
        Kind::Union(union) => union.variants.iter().map(|variant| variant.ty).collect(),
        Kind::Any
        | Kind::Untyped(_)
        | Kind::Null
        | Kind::Scalar(_)
        | Kind::Enumeration(_)
        | Kind::Array { .. }
        | Kind::Tuple { .. }
        | Kind::Object(_)
        | Kind::Map(_) => Vec::new(),
    }
}

/// A schema that is only another name for itself has no content. A union that is one of its own
/// variants loses nothing without that variant.
fn break_cycles(types: &mut Types, diagnostics: &mut Diagnostics) {
    for (id, targets) in back_edges(types) {
        let mut definition = types.take(id);
        let pointer = &definition.origin.pointer;
        match &mut definition.kind {
            Kind::Union(union) => {
                union
                    .variants
                    .retain(|variant| !targets.contains(&variant.ty.ty));
                let message = "this union contains itself";
                diagnostics
                    .warn("cyclic-union", pointer, message)
                    .instead("the other variants");
                match union.variants.as_slice() {
                    [] => {
                        definition.kind = Kind::Untyped("a union of nothing but itself".to_owned())
                    }
                    [only] => definition.kind = Kind::Alias(only.ty),
                    _ => {}
                }
            }
            kind => {
                let message = "this schema refers only to itself";
                diagnostics
                    .warn("cyclic-ref", pointer, message)
                    .instead("any JSON");
                *kind = Kind::Untyped("a schema that refers only to itself".to_owned());
            }
        }
        types.set(id, definition);
    }
}

/// The steps among aliases and unions that lead back to the start, by their beginnings.
fn back_edges(types: &Types) -> IndexMap<TypeId, IndexSet<TypeId>> {
    let mut edges: IndexMap<TypeId, IndexSet<TypeId>> = IndexMap::new();
    let mut done = IndexSet::new();
    for (root, _) in types.iter() {
        if done.contains(&root) {
            continue;
        }
        let mut path = IndexMap::from([(root, passed_on(&types[root].kind))]);
        while let Some((id, rest)) = path.last_mut() {
            let id = *id;
            match rest.pop() {
                Some(next) if path.contains_key(&next.ty) => {
                    edges.entry(id).or_default().insert(next.ty);
                }
                Some(next) if done.contains(&next.ty) => {}
                Some(next) => {
                    path.insert(next.ty, passed_on(&types[next.ty].kind));
                }
                None => {
                    path.pop();
                    done.insert(id);
                }
            }
        }
    }
    edges
}
