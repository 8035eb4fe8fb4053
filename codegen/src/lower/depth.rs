//! How deep types lie in one another, and where a wall must stand between them.
//!
//! To find out whether a type can be sent to another thread, or what dropping it does, the
//! compiler looks into its members, into their members and so on, and gives up after 128 steps. A
//! crate can raise that limit for itself, but not for the crates that use it. A box does not help,
//! since the compiler looks into it; a wall, `runtime::Opaque`, does.

use std::collections::BTreeSet;

use crate::api::visit::{resolved, uses};
use crate::api::{Kind, TypeId, Types, Use};

use super::graph::Order;

/// So many steps may lie behind a type. The others of the 128 are for types of callers.
const MOST: u32 = 104;

/// Types that all reach each other are looked at from each of them. After so many steps, what is
/// known from one of them is taken for the others.
const PATIENCE: u32 = 20_000_000;

/// What a step costs, by what the compiler has to look into. `Vec` and `Map` are made of several
/// types, and so is a box.
const VEC: u32 = 3;
const MAP: u32 = 4;
const BOX: u32 = 2;

/// Something that a type holds.
struct Edge {
    held: TypeId,
    cost: u32,
    /// A wall can stand here: what is held is a type with a name.
    can_wall: bool,
}

/// The edges where a wall must stand: holder and held.
pub(super) fn walls(
    types: &Types,
    order: &Order,
    boxed: &BTreeSet<(TypeId, TypeId)>,
) -> BTreeSet<(TypeId, TypeId)> {
    let mut depths = Depths {
        edges: types
            .iter()
            .map(|(id, _)| edges(types, id, boxed))
            .collect(),
        behind: vec![None; types.len()],
        known: Vec::new(),
        steps: 0,
        walls: BTreeSet::new(),
    };
    for root in order.iter() {
        depths.walk(root);
        if depths.steps < PATIENCE {
            depths.forget();
        }
    }
    depths.walls
}

fn edges(types: &Types, holder: TypeId, boxed: &BTreeSet<(TypeId, TypeId)>) -> Vec<Edge> {
    let kind = &types[holder].kind;
    let uses = uses(kind).into_iter().enumerate();
    let edges = uses.map(|(index, use_)| {
        let is_boxed = boxed.contains(&(holder, use_.ty));
        Edge {
            held: use_.ty,
            cost: step(kind, index) + u32::from(use_.nullable) + if is_boxed { BOX } else { 0 },
            can_wall: has_name(types, use_),
        }
    });
    edges.collect()
}

/// What it costs to look from a type into the one that it names at this place.
fn step(holder: &Kind, index: usize) -> u32 {
    match holder {
        Kind::Object(object) => match object.fields.get(index) {
            Some(field) => 1 + u32::from(!field.required),
            None => 1 + MAP,
        },
        Kind::Tuple { members, .. } if index >= members.len() => 1 + VEC,
        Kind::Union(_) | Kind::Tuple { .. } => 1,
        Kind::Array { .. } => VEC,
        Kind::Map(_) => MAP,
        Kind::Alias(_) => 0,
        Kind::Any | Kind::Untyped(_) | Kind::Null | Kind::Scalar(_) | Kind::Enumeration(_) => 0,
    }
}

/// The type that is held has an item of its own, maybe by another name.
fn has_name(types: &Types, held: Use) -> bool {
    let bare = Use {
        nullable: false,
        ..held
    };
    let target = resolved(types, bare);
    !target.nullable && matches!(types[target.ty].kind, Kind::Object(_) | Kind::Union(_))
}

struct Depths {
    /// By index of the holder.
    edges: Vec<Vec<Edge>>,
    /// By index: the most steps behind a type, as far as known. Zero for those on the way.
    behind: Vec<Option<u32>>,
    known: Vec<TypeId>,
    steps: u32,
    walls: BTreeSet<(TypeId, TypeId)>,
}

impl Depths {
    fn walk(&mut self, root: TypeId) {
        if !self.enter(root) {
            return;
        }
        let mut path = vec![(root, 0)];
        while let Some((node, index)) = path.last_mut() {
            let edge = self
                .edges
                .get(node.index())
                .and_then(|edges| edges.get(*index));
            let (node, held) = (*node, edge.map(|edge| edge.held));
            *index += 1;
            match held {
                Some(held) if self.walls.contains(&(node, held)) => {}
                Some(held) if self.enter(held) => path.push((held, 0)),
                Some(_) => {}
                None => {
                    self.leave(node);
                    path.pop();
                }
            }
        }
    }

    fn enter(&mut self, id: TypeId) -> bool {
        self.steps = self.steps.saturating_add(1);
        match self.behind.get_mut(id.index()) {
            Some(behind @ None) => {
                *behind = Some(0);
                self.known.push(id);
                true
            }
            _ => false,
        }
    }

    /// All that the type holds is known.
    fn leave(&mut self, id: TypeId) {
        let mut deepest = 0;
        for edge in self.edges.get(id.index()).into_iter().flatten() {
            let behind = self.behind.get(edge.held.index()).copied().flatten();
            let depth = edge.cost + behind.unwrap_or_default();
            if self.walls.contains(&(id, edge.held)) {
                continue;
            }
            if depth > MOST && edge.can_wall {
                self.walls.insert((id, edge.held));
            } else {
                deepest = deepest.max(depth);
            }
        }
        if let Some(behind) = self.behind.get_mut(id.index()) {
            *behind = Some(deepest);
        }
    }

    fn forget(&mut self) {
        for id in self.known.drain(..) {
            if let Some(behind) = self.behind.get_mut(id.index()) {
                *behind = None;
            }
        }
    }
}
