//! A table of the settings that remembers which entries were used.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

/// Line and column in the settings file, both from 1.
pub(super) type Spot = (u32, u32);

/// Entries by key, and all keys that were looked up, to find what an unused entry was meant for.
#[derive(Debug)]
pub(super) struct Entries<T> {
    entries: BTreeMap<String, Entry<T>>,
    asked: Mutex<BTreeSet<String>>,
}

#[derive(Debug)]
struct Entry<T> {
    value: T,
    spot: Spot,
    used: AtomicBool,
    /// The new name is already that of something else.
    refused: AtomicBool,
}

impl<T> Default for Entries<T> {
    fn default() -> Self {
        Self {
            entries: BTreeMap::new(),
            asked: Mutex::default(),
        }
    }
}

impl<T> Entries<T> {
    pub(super) fn insert(&mut self, key: String, value: T, spot: Spot) {
        self.entries.insert(
            key,
            Entry {
                value,
                spot,
                used: AtomicBool::new(false),
                refused: AtomicBool::new(false),
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
            entry.used.store(true, Ordering::Relaxed);
            return Some(&entry.value);
        }
        if let Ok(mut asked) = self.asked.lock() {
            asked.insert(key.to_owned());
        }
        None
    }

    /// The entry with the longest pattern that fits the name. `*` stands for any text.
    pub(super) fn longest_fit(&self, name: &str) -> Option<&T> {
        let picked = self.entries.iter().filter(|(key, _)| fits(key, name));
        let (_, entry) = picked.max_by_key(|(key, _)| key.len())?;
        entry.used.store(true, Ordering::Relaxed);
        Some(&entry.value)
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

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        let entries = self.entries.iter();
        entries.map(|(key, entry)| (key.as_str(), &entry.value))
    }

    /// Whether the pattern of an entry fits one of the names. `*` stands for any text.
    pub(super) fn fit(&self, names: &[&str]) -> bool {
        let mut fit = false;
        for (pattern, entry) in &self.entries {
            if names.iter().any(|name| fits(pattern, name)) {
                entry.used.store(true, Ordering::Relaxed);
                fit = true;
            }
        }
        if let (false, Ok(mut asked)) = (fit, self.asked.lock()) {
            asked.extend(names.iter().map(|&name| name.to_owned()));
        }
        fit
    }

    /// The entries that were never found. `noun` says what their keys name.
    pub(super) fn unused(&self, noun: &'static str, unused: &mut Vec<Unused>) {
        let asked = self
            .asked
            .lock()
            .map(|asked| asked.clone())
            .unwrap_or_default();
        let entries = self
            .entries
            .iter()
            .filter(|(_, entry)| !entry.used.load(Ordering::Relaxed));
        unused.extend(entries.map(|(key, entry)| Unused {
            noun,
            key: key.clone(),
            spot: entry.spot,
            near: asked.iter().cloned().collect(),
        }));
    }
}

fn fits(pattern: &str, name: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else {
        return pattern == name;
    };
    let Some(name) = name.strip_prefix(start) else {
        return false;
    };
    let mut ends = name
        .char_indices()
        .map(|(index, _)| index)
        .chain([name.len()]);
    ends.any(|end| name.get(end..).is_some_and(|name| fits(rest, name)))
}

impl Entries<String> {
    /// Notes that something else already has the new name of these entries.
    pub(super) fn refuse(&self, name: &str) {
        for entry in self.entries.values().filter(|entry| entry.value == name) {
            entry.refused.store(true, Ordering::Relaxed);
        }
    }

    /// Name and place of the entries whose new names were refused.
    pub(super) fn refused(&self) -> impl Iterator<Item = (&str, Spot)> {
        let entries = self.entries.values();
        entries
            .filter(|entry| entry.refused.load(Ordering::Relaxed))
            .map(|entry| (entry.value.as_str(), entry.spot))
    }
}

/// An entry that was not used.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unused {
    pub(super) noun: &'static str,
    pub(super) key: String,
    pub(super) spot: Spot,
    /// The keys that were looked up in the same table.
    pub(super) near: Vec<String>,
}
