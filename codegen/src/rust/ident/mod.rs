//! Identifiers: what Rust says where JSON says something else.
//!
//! Free text comes in, [`Ident`]s go out: valid Rust whatever the text, each handed out once by
//! its [`Scope`]. Must not know what the names are for beyond their [`Role`].

mod reserved;

use std::collections::BTreeSet;
use std::fmt;

use crate::words::Words;
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

/// What is named: decides the case, and what to do where the text alone makes no identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A module with a file of its own, so ASCII only and not a name that file systems refuse.
    Module,
    Type,
    /// The type that has the methods of a group of operations.
    Group,
    Variant,
    Field,
    /// Methods, their arguments and setters.
    Method,
    Constant,
}

impl Role {
    /// Put before a name that starts with a digit.
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

    /// The name of what has an empty name.
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
}

impl Scope {
    /// A scope in which these names are taken.
    pub fn with_reserved(names: &[&str]) -> Self {
        let taken = names.iter().map(|&name| name.to_owned()).collect();
        Self { taken }
    }

    pub fn is_taken(&self, name: &str) -> bool {
        self.taken.contains(name)
    }

    pub fn reserve(&mut self, name: &str) {
        self.taken.insert(name.to_owned());
    }

    /// Names for siblings, each with its candidates, such that their order does not matter: first
    /// come those that are spelled in Rust as in the document, then the rest by their spelling.
    pub fn claim_all(&mut self, role: Role, siblings: &[Vec<String>]) -> Vec<Ident> {
        let first = |index: &usize| siblings.get(*index).and_then(|names| names.first());
        let mut order: Vec<usize> = (0..siblings.len()).collect();
        order.sort_by_cached_key(|index| {
            let text = first(index).map_or("", String::as_str);
            let cased = text.contains(char::is_uppercase);
            let spelled = spell(role, text);
            let exact = spelled.strip_suffix('_').unwrap_or(&spelled) == text;
            (!exact, cased, text)
        });
        let mut idents = vec![None; siblings.len()];
        for index in order {
            let candidates = siblings.get(index).into_iter().flatten();
            let ident = self.claim(role, candidates);
            if let Some(slot) = idents.get_mut(index) {
                *slot = Some(ident);
            }
        }
        idents.into_iter().flatten().collect()
    }

    /// Hands out a name that is an identifier already, such as `Status4XX`.
    pub fn claim_exactly(&mut self, name: &str) -> Ident {
        if is_identifier(name) && self.taken.insert(name.to_owned()) {
            Ident(name.to_owned())
        } else {
            self.claim(Role::Type, [name])
        }
    }

    /// Hands out the first of the candidates that is free, else the last one with a number.
    pub fn claim<I>(&mut self, role: Role, candidates: I) -> Ident
    where
        I: IntoIterator,
        I::Item: AsRef<str>,
    {
        let mut last = String::new();
        for candidate in candidates {
            last = spell(role, candidate.as_ref());
            if self.taken.insert(last.clone()) {
                return Ident(last);
            }
        }
        if last.is_empty() {
            last = spell(role, "");
        }
        let last = last.trim_end_matches('_').to_owned();
        let separator = match role {
            Role::Type | Role::Group | Role::Variant
                if !last.ends_with(|c: char| c.is_ascii_digit()) =>
            {
                ""
            }
            _ => "_",
        };
        let numbered = (2_u64..).map(|number| format!("{last}{separator}{number}"));
        let mut free = numbered.filter(|name| self.taken.insert(name.clone()));
        Ident(free.next().unwrap_or(last))
    }
}

/// A text in words of its own, to be put together with others.
pub fn words(text: &str) -> String {
    Words::of(text, false).join(" ")
}

/// A text in words with its symbols among them.
pub fn spelled_out(text: &str) -> String {
    Words::spelled_out(text).join(" ")
}

/// How a text is spelled as an identifier of that role, before any clash is settled.
pub fn spell(role: Role, text: &str) -> String {
    let mut words = Words::of(text, role == Role::Module);
    if words.is_empty() {
        words = Words::of(role.empty(), false);
    }
    words.shorten(text);
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
    let ascii = |c: char| c.is_ascii_alphanumeric();
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(ascii)
        && !is_keyword(name)
}

fn escaped(name: String) -> String {
    if is_keyword(&name) { name + "_" } else { name }
}

/// Type files import each other's types by name, so none may hide what they use of the prelude.
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
