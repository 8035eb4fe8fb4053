//! Cycles among types: the edges that close them.

use std::collections::BTreeSet;

use crate::api::{TypeId, Types};

/// Types in the order of their origins, so that the document's order does not matter.
pub(super) struct Order {
    sorted: Vec<TypeId>,
    /// By index of the type.
    ranks: Vec<usize>,
}

impl Order {
    pub(super) fn of(types: &Types) -> Self {
        let mut sorted: Vec<_> = types.iter().map(|(id, _)| id).collect();
        sorted.sort_by_key(|id| (&types[*id].origin.steps, *id));
        let mut ranks = vec![0; types.len()];
        for (rank, id) in sorted.iter().enumerate() {
            if let Some(slot) = ranks.get_mut(id.index()) {
                *slot = rank;
            }
        }
        Self { sorted, ranks }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = TypeId> {
        self.sorted.iter().copied()
    }

    fn rank(&self, id: TypeId) -> usize {
        self.ranks.get(id.index()).copied().unwrap_or_default()
    }
}

/// The edges that close a cycle: those that lead back to a node on the current path.
pub(super) fn back_edges(
    order: &Order,
    edges: impl Fn(TypeId) -> Vec<TypeId>,
) -> BTreeSet<(TypeId, TypeId)> {
    let sorted = |id| {
        let mut edges = edges(id);
        edges.sort_by_key(|id| order.rank(*id));
        edges.into_iter()
    };
    let mut states = vec![State::New; order.sorted.len()];
    let mut back = BTreeSet::new();
    for root in order.sorted.iter().copied() {
        if !enter(&mut states, root) {
            continue;
        }
        let mut path = vec![(root, sorted(root))];
        while let Some((node, edges)) = path.last_mut() {
            let Some(next) = edges.next() else {
                set(&mut states, *node, State::Done);
                path.pop();
                continue;
            };
            if state(&states, next) == State::OnPath {
                back.insert((*node, next));
            } else if enter(&mut states, next) {
                path.push((next, sorted(next)));
            }
        }
    }
    back
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    OnPath,
    Done,
}

fn state(states: &[State], id: TypeId) -> State {
    states.get(id.index()).copied().unwrap_or(State::Done)
}

fn set(states: &mut [State], id: TypeId, state: State) {
    if let Some(slot) = states.get_mut(id.index()) {
        *slot = state;
    }
}

fn enter(states: &mut [State], id: TypeId) -> bool {
    let new = state(states, id) == State::New;
    if new {
        set(states, id, State::OnPath);
    }
    new
}
