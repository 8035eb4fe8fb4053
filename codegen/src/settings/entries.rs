//! A table of the settings that remembers which of its entries were used.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use super::{Place, Problem, nearest};

/// Entries by key, and the keys that were looked up: what an entry nobody used may have meant.
#[derive(Debug)]
pub(super) struct Entries<T> {
    entries: BTreeMap<String, Entry<T>>,
    asked: RefCell<BTreeSet<String>>,
}

#[derive(Debug)]
struct Entry<T> {
    value: T,
    place: Place,
    used: Cell<bool>,
}

impl<T> Default for Entries<T> {
    fn default() -> Self {
        Self {
            entries: BTreeMap::new(),
            asked: RefCell::default(),
        }
    }
}

impl<T> Entries<T> {
    pub(super) fn insert(&mut self, key: String, value: T, place: Place) {
        self.entries.insert(
            key,
            Entry {
                value,
                place,
                used: Cell::new(false),
            },
        );
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub(super) fn get(&self, key: &str) -> Option<&T> {
        if self.entries.is_empty() {
            return None;
        }
        if let Some(entry) = self.entries.get(key) {
            entry.used.set(true);
            return Some(&entry.value);
        }
        self.asked.borrow_mut().insert(key.to_owned());
        None
    }

    /// The entry `owner.member`, or `owner` where `member` is empty.
    pub(super) fn get_member(&self, owner: &str, member: &str) -> Option<&T> {
        if self.entries.is_empty() {
            return None;
        }
        if member.is_empty() {
            return self.get(owner);
        }
        self.get(&format!("{owner}.{member}"))
    }

    /// One problem for each entry that was never found. `noun` says what its key should name.
    pub(super) fn unused(&self, noun: &str, problems: &mut Vec<Problem>) {
        let asked = self.asked.borrow();
        let unused = self.entries.iter().filter(|(_, entry)| !entry.used.get());
        problems.extend(unused.map(|(key, entry)| {
            Problem {
                place: entry.place.clone(),
                message: format!("no {noun} `{key}` in the description"),
                help: nearest(key, asked.iter().map(String::as_str))
                    .map(|name| format!("did you mean `{name}`?")),
            }
        }));
    }
}
