//! Siblings whose names have the same words: they are told apart by their symbols (`Etc/GMT+1`,
//! `Etc/GMT-1`) or by their case, but only where they differ in nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::iter::once;

use crate::rust::{spelled_out, words};

/// The names of the fields of an object, or of the values or variants of an enum.
pub(super) struct Siblings<'a> {
    /// The spellings of names, by their letters and digits in lower case.
    spellings: BTreeMap<String, BTreeSet<String>>,
    /// The names, by their letters and digits in lower case.
    names: BTreeMap<String, BTreeSet<&'a str>>,
}

impl<'a> Siblings<'a> {
    pub fn of(all: impl Iterator<Item = &'a str>) -> Self {
        let mut siblings = Self {
            spellings: BTreeMap::new(),
            names: BTreeMap::new(),
        };
        for name in all {
            let letters = letters(name);
            let caseless = siblings.spellings.entry(letters.to_lowercase());
            caseless.or_default().insert(letters.clone());
            siblings.names.entry(letters).or_default().insert(name);
        }
        siblings
    }

    /// Candidates for a name: as it is, with its symbols, with a word for its case.
    pub fn candidates(&self, name: &str) -> impl Iterator<Item = String> + use<> {
        let letters = letters(name);
        let with_symbols = self
            .names
            .get(&letters)
            .is_some_and(|names| names.len() > 1);
        let with_symbols = with_symbols.then(|| spelled_out(name));
        let has_upper = letters.chars().any(char::is_uppercase);
        let spellings = self.spellings.get(&letters.to_lowercase());
        let with_case = has_upper && spellings.is_some_and(|spellings| spellings.len() > 1);
        let lower = letters.chars().any(char::is_lowercase);
        let case = if lower { "mixed case" } else { "uppercase" };
        let with_case = with_case.then(|| format!("{} {case}", words(name)));
        once(name.to_owned()).chain(with_symbols).chain(with_case)
    }
}

fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).collect()
}
