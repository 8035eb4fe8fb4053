//! Identifiers: what Rust says where JSON says something else. The only place that knows heck.
//!
//! Free text comes in, [`Ident`]s go out: valid Rust whatever the text, each handed out once by
//! its [`Scope`]. Must not know what the names are for beyond their [`Role`].

mod reserved;
mod words;

use std::collections::BTreeSet;
use std::fmt;

use reserved::{is_keyword, is_prelude_name};
use words::Words;

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
            Role::Type => "unnamed",
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

    pub fn reserve(&mut self, name: &str) {
        self.taken.insert(name.to_owned());
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
        let separator = match role {
            Role::Type | Role::Variant if !last.ends_with(|c: char| c.is_ascii_digit()) => "",
            _ => "_",
        };
        let numbered = (2_u64..).map(|number| format!("{last}{separator}{number}"));
        let mut free = numbered.filter(|name| self.taken.insert(name.clone()));
        Ident(free.next().unwrap_or(last))
    }
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
        Role::Type => safe_type(words.pascal()),
        Role::Variant => escaped(words.pascal()),
        Role::Field | Role::Method => escaped(words.snake()),
        Role::Constant => words.constant(),
        Role::Module => safe_module(words.snake()),
    }
}

fn escaped(name: String) -> String {
    if is_keyword(&name) { name + "_" } else { name }
}

/// Type files import each other's types by name, so none may hide what they use of the prelude.
fn safe_type(name: String) -> String {
    if is_keyword(&name) || is_prelude_name(&name) {
        name + "Schema"
    } else {
        name
    }
}

fn safe_module(name: String) -> String {
    if is_keyword(&name) || reserved::is_device(&name) {
        name + "_"
    } else {
        name
    }
}

#[cfg(test)]
mod tests;
