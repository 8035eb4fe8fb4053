//! How deep types nest, and where an opaque box must stand between them.
//!
//! To find out whether a type can be sent to another thread, or how to drop it, the compiler looks
//! into its members, into their members and so on, and gives up after 128 steps. A crate can raise
//! that limit for itself, but not for the crates that use it. A box does not help, because the
//! compiler looks into it. An opaque box (`runtime::Opaque`) does.

use std::collections::BTreeSet;

use crate::api::visit::{resolved, uses};
use crate::api::{Kind, TypeId, Types, Use};

use super::graph::Order;

/// How many steps may lie behind a type. The rest of the 128 are left for types of callers.
const MOST: u32 = 104;

/// Types that all reach each other are examined from each of them. After this many steps, what is
/// known from one of them is used for the others.
const PATIENCE: u32 = 20_000_000;

/// The cost of a step, by what the compiler has to look into. `Vec` and `Map` consist of several
/// types, and so does a box.
const VEC: u32 = 3;
const MAP: u32 = 4;
const BOX: u32 = 2;

/// Something inside a type.
struct Edge {
    held: TypeId,
    cost: u32,
    /// An opaque box can stand here, because the content is a type with a name.
    can_hide: bool,
}

/// The edges where an opaque box must stand: container and content.
pub(super) fn opaque(
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
        opaque: BTreeSet::new(),
    };
    for root in order.iter() {
        depths.walk(root);
        if depths.steps < PATIENCE {
            depths.forget();
        }
    }
    depths.opaque
}

fn edges(types: &Types, holder: TypeId, boxed: &BTreeSet<(TypeId, TypeId)>) -> Vec<Edge> {
    let kind = &types[holder].kind;
    let uses = uses(kind).into_iter().enumerate();
    let edges = uses.map(|(index, use_)| {
        let is_boxed = boxed.contains(&(holder, use_.ty));
        Edge {
            held: use_.ty,
            cost: step(kind, index) + u32::from(use_.nullable) + if is_boxed { BOX } else { 0 },
            can_hide: has_name(types, use_),
        }
    });
    edges.collect()
}

/// The cost of looking from a type into the one that it mentions here.
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

/// The content has an item of its own, maybe under another name.
fn has_name(types: &Types, held: Use) -> bool {
    let bare = Use {
        nullable: false,
        ..held
    };
    let target = resolved(types, bare);
    !target.nullable && matches!(types[target.ty].kind, Kind::Object(_) | Kind::Union(_))
}

struct Depths {
    /// By the index of the container.
    edges: Vec<Vec<Edge>>,
    /// By index: the most steps behind a type, as far as known. Zero for types on the current path.
    behind: Vec<Option<u32>>,
    known: Vec<TypeId>,
    steps: u32,
    opaque: BTreeSet<(TypeId, TypeId)>,
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
                Some(held) if self.opaque.contains(&(node, held)) => {}
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

    /// Everything inside the type is known.
    fn leave(&mut self, id: TypeId) {
        let mut deepest = 0;
        for edge in self.edges.get(id.index()).into_iter().flatten() {
            let behind = self.behind.get(edge.held.index()).copied().flatten();
            let depth = edge.cost + behind.unwrap_or_default();
            if self.opaque.contains(&(id, edge.held)) {
                continue;
            }
            if depth > MOST && edge.can_hide {
                self.opaque.insert((id, edge.held));
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
