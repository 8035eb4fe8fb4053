//! Identifiers: names in Rust for names in JSON.
//!
//! Free text comes in, [`Ident`]s go out: valid Rust for any text, each given out once by its
//! [`Scope`]. This room must not know what the names are for, beyond their [`Role`].

mod reserved;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::rc::Rc;

use crate::words::Words;

pub use crate::words::words;
use reserved::{is_keyword, is_prelude_name};

/// A valid Rust identifier. Made only by a [`Scope`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ident(String);

impl Ident {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The kind of thing that is named. It decides the case, and what to do where the text alone is not
/// an identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A module with a file of its own: ASCII only, and not a name that file systems refuse.
    Module,
    Type,
    /// The type with the methods of a group of operations.
    Group,
    Variant,
    Field,
    /// Methods, their arguments and setters.
    Method,
    Constant,
}

impl Role {
    /// What is put before a name that starts with a digit.
    fn prefix(self) -> &'static str {
        match self {
            Role::Module => "module",
            Role::Type => "schema",
            Role::Group => "group",
            Role::Variant => "v",
            Role::Field => "field",
            Role::Method => "with",
            Role::Constant => "operation",
        }
    }

    /// The identifier for an empty name.
    fn empty(self) -> &'static str {
        match self {
            Role::Module => "unnamed",
            Role::Type | Role::Group => "unnamed",
            Role::Variant => "empty",
            Role::Field => "unnamed",
            Role::Method => "unnamed",
            Role::Constant => "unnamed",
        }
    }
}

/// Names that must not clash with each other.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    taken: BTreeSet<String>,
    /// Names that are taken in this scope as well.
    outer: Option<Rc<Scope>>,
    /// The last number that was added to each beginning of a name.
    numbers: BTreeMap<String, u64>,
}

impl Scope {
    /// A scope in which these names are taken.
    pub fn with_reserved(names: &[&str]) -> Self {
        let taken = names.iter().map(|&name| name.to_owned()).collect();
        Self {
            taken,
            ..Self::default()
        }
    }

    /// A scope in which all names of another are taken.
    pub fn within(outer: Rc<Self>) -> Self {
        Self {
            outer: Some(outer),
            ..Self::default()
        }
    }

    pub fn is_taken(&self, name: &str) -> bool {
        let outer = self.outer.as_ref();
        self.taken.contains(name) || outer.is_some_and(|outer| outer.is_taken(name))
    }

    fn take(&mut self, name: &str) -> bool {
        let outer = self.outer.as_ref();
        !outer.is_some_and(|outer| outer.is_taken(name)) && self.taken.insert(name.to_owned())
    }

    pub fn reserve(&mut self, name: &str) {
        self.taken.insert(name.to_owned());
    }

    /// Names for siblings with their candidates, such that the order does not matter: first those
    /// whose spelling in Rust is that of the document, then the others by their spelling.
    pub fn claim_all<I>(&mut self, role: Role, siblings: impl IntoIterator<Item = I>) -> Vec<Ident>
    where
        I: Iterator<Item = String>,
    {
        let siblings = siblings.into_iter().enumerate();
        let mut order: Vec<_> = siblings
            .map(|(index, mut candidates)| {
                let text = candidates.next().unwrap_or_default();
                let cased = text.contains(char::is_uppercase);
                let spelled = spell(role, &text);
                let exact = spelled.strip_suffix('_').unwrap_or(&spelled) == text;
                ((!exact, cased, text), index, spelled, candidates)
            })
            .collect();
        order.sort_by(|(one, ..), (other, ..)| one.cmp(other));
        let mut idents = vec![None; order.len()];
        for (_, index, spelled, others) in order {
            if let Some(slot) = idents.get_mut(index) {
                *slot = Some(self.claim_spelled(role, spelled, others));
            }
        }
        idents.into_iter().flatten().collect()
    }

    /// Gives out a name that is an identifier already, such as `Status4XX`.
    pub fn claim_exactly(&mut self, name: &str) -> Ident {
        if is_identifier(name) && self.take(name) {
            Ident(name.to_owned())
        } else {
            self.claim(Role::Type, [name])
        }
    }

    /// Gives out a name as it has been given out before, without spelling it again.
    pub fn keep(&mut self, role: Role, name: &str) -> Ident {
        if is_word(name) && !is_keyword(name) && self.take(name) {
            Ident(name.to_owned())
        } else {
            self.claim(role, [name])
        }
    }

    /// Gives out the first candidate that is free, else the last one with a number.
    pub fn claim<I>(&mut self, role: Role, candidates: I) -> Ident
    where
        I: IntoIterator,
        I::Item: AsRef<str>,
    {
        let mut candidates = candidates.into_iter();
        let first = candidates.next();
        let first = first.map_or_else(|| spell(role, ""), |first| spell(role, first.as_ref()));
        self.claim_spelled(role, first, candidates)
    }

    fn claim_spelled<I>(&mut self, role: Role, first: String, mut others: I) -> Ident
    where
        I: Iterator,
        I::Item: AsRef<str>,
    {
        let mut last = first;
        while !self.take(&last) {
            match others.next() {
                Some(candidate) => last = spell(role, candidate.as_ref()),
                None => return self.numbered(role, last),
            }
        }
        Ident(last)
    }

    /// The name with the first free number.
    fn numbered(&mut self, role: Role, mut stem: String) -> Ident {
        stem.truncate(stem.trim_end_matches('_').len());
        match role {
            Role::Type | Role::Group | Role::Variant
                if !stem.ends_with(|c: char| c.is_ascii_digit()) => {}
            _ => stem.push('_'),
        }
        // A name is never given back, so that all smaller numbers are taken.
        let mut number = self.numbers.get(&stem).copied().unwrap_or(1);
        let ident = loop {
            number += 1;
            let numbered = format!("{stem}{number}");
            if self.take(&numbered) {
                break numbered;
            }
        };
        self.numbers.insert(stem, number);
        Ident(ident)
    }
}

/// A text in words, with its symbols among them.
pub fn spelled_out(text: &str) -> String {
    Words::spelled_out(text).join(" ")
}

/// The spelling of a text as an identifier of this role, before clashes are settled.
pub fn spell(role: Role, text: &str) -> String {
    let mut words = Words::of(text, role == Role::Module);
    if words.is_empty() {
        words = Words::of(role.empty(), false);
    }
    words.shorten();
    words.prefix_digits(role.prefix());
    match role {
        Role::Type => safe_type(words.pascal(), "Schema"),
        Role::Group => safe_type(words.pascal(), "Operations"),
        Role::Variant => escaped(words.pascal()),
        Role::Field | Role::Method => escaped(words.snake()),
        Role::Constant => words.constant(),
        Role::Module => safe_module(words.snake()),
    }
}

fn is_identifier(name: &str) -> bool {
    is_word(name) && !name.contains('_') && !is_keyword(name)
}

/// An identifier or a keyword.
fn is_word(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

fn escaped(name: String) -> String {
    if is_keyword(&name) { name + "_" } else { name }
}

/// Type files import each other's types by name, so no type may hide what they use from the
/// prelude.
fn safe_type(name: String, suffix: &str) -> String {
    if is_keyword(&name) || is_prelude_name(&name) {
        name + suffix
    } else {
        name
    }
}

fn safe_module(name: String) -> String {
    if is_keyword(&name) || reserved::is_taken_file(&name) {
        name + "_"
    } else {
        name
    }
}

#[cfg(test)]
mod tests;
