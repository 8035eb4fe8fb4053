//! Variants that are tried one after another: which comes first.

use indexmap::IndexMap;

/// For each variant, those that must be tried before it.
pub(super) struct Order(Vec<Vec<usize>>);

impl Order {
    pub fn new(variants: usize) -> Self {
        Self(vec![Vec::new(); variants])
    }

    pub fn try_before(&mut self, earlier: usize, later: usize) {
        if let Some(list) = self.0.get_mut(later) {
            list.push(earlier);
        }
    }

    /// Puts each variant behind those that must be tried before it, and otherwise keeps the order.
    pub fn apply<T>(&self, entries: impl IntoIterator<Item = T>) -> Vec<T> {
        let mut rest: IndexMap<usize, T> = entries.into_iter().enumerate().collect();
        let mut ordered = Vec::with_capacity(rest.len());
        let mut moved = vec![false; self.0.len()];
        while !rest.is_empty() {
            let is_moved = |index: &usize| moved.get(*index).copied().unwrap_or_default();
            let is_free = |index: &usize| {
                let before = self.0.get(*index);
                before.is_none_or(|earlier| earlier.iter().all(is_moved))
            };
            let next = rest.keys().position(is_free).unwrap_or_default();
            if let Some((index, entry)) = rest.shift_remove_index(next) {
                ordered.push(entry);
                if let Some(moved) = moved.get_mut(index) {
                    *moved = true;
                }
            }
        }
        ordered
    }
}
