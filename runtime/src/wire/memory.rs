//! What a reader remembers about its input.

use std::any::TypeId;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::object::Field;
use super::tolerance::Note;

/// The variants of the union are being tried right now.
pub(super) const UNDECIDED: usize = usize::MAX;

/// Kept by the reader, also when it goes back.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    /// Variant of a union at an offset, found by trying. Without it, unions in unions would be
    /// tried over and over, more often with each level.
    choices: HashMap<(TypeId, usize), usize>,
    /// Members of large tables by name.
    indexes: HashMap<*const Field, HashMap<&'static str, usize>>,
    /// Offsets of the values that were left out while variants are tried.
    lost: Vec<usize>,
    /// What was tolerated.
    pub(super) notes: Vec<Note>,
    /// How many unions are trying their variants.
    trials: usize,
    /// Offset of the last value that a union does not know and keeps as it is.
    pub(super) kept: Option<usize>,
    /// Offset of the innermost union and how many unions started there.
    pub(crate) unions: (usize, usize),
}

impl Memory {
    /// The variant of a union at an offset. The first time there is none, and it is
    /// [`UNDECIDED`] from then on.
    pub(crate) fn choice(&mut self, union: TypeId, offset: usize) -> Option<usize> {
        match self.choices.entry((union, offset)) {
            Entry::Occupied(entry) => Some(*entry.get()),
            Entry::Vacant(entry) => {
                entry.insert(UNDECIDED);
                None
            }
        }
    }

    pub(crate) fn choose(&mut self, union: TypeId, offset: usize, variant: usize) {
        self.choices.insert((union, offset), variant);
    }

    /// Notes a value that is left out.
    pub(crate) fn lose(&mut self, offset: usize) {
        if self.trials > 0 {
            self.lost.push(offset);
        }
    }

    /// What is left out from here on is of a variant that is tried. Comes back with where to end.
    pub(super) fn begin_trial(&mut self) -> usize {
        self.trials += 1;
        self.lost.len()
    }

    /// The offsets of what the variant leaves out.
    pub(super) fn end_trial(&mut self, begin: usize) -> Vec<usize> {
        self.trials -= 1;
        self.lost.split_off(begin.min(self.lost.len()))
    }

    /// Index of a member in a table.
    pub(crate) fn index(&mut self, table: &'static [Field], name: &str) -> Option<usize> {
        let index = self.indexes.entry(table.as_ptr()).or_insert_with(|| {
            let named = table.iter().enumerate().rev();
            named
                .filter_map(|(at, field)| Some((field.name()?, at)))
                .collect()
        });
        index.get(name).copied()
    }
}
