//! Calls of the macros of `runtime`: how types are spelled in JSON, how operations are called.

use super::tokens::literal;

/// A macro call that `format` lays out, because prettyplease does not format the inside of macros.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// `object` for `runtime::object!`.
    pub name: &'static str,
    /// Lines of rustdoc above the head.
    pub docs: Vec<String>,
    /// The text before the rows, `pub struct Pet: Eq, Hash`. Empty where there are only rows.
    pub head: String,
    pub rows: Rows,
    /// The text after the rows.
    pub tail: String,
}

/// The position of the rows of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Rows {
    #[default]
    None,
    /// In braces after the head.
    Braced(Vec<Row>),
    /// Below the head, each after a blank line, or without any head.
    Below(Vec<Row>),
}

/// A part of a table, with documentation above it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    pub docs: Vec<String>,
    pub deprecated: bool,
    pub text: Text,
}

/// The content of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Text {
    /// As it is. Lines after the first one get the indentation, too.
    Lines(String),
    Method(Method),
}

/// A method in a table, which is broken into lines where it is long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Method {
    pub name: String,
    /// Arguments of several lines never share one.
    pub arguments: Vec<String>,
    /// `Call<Pet, Problem, ListPets>`.
    pub result: String,
    /// The request: name, method and path of the operation.
    pub route: String,
    /// Settings of the operation, `accept("application/json")`.
    pub settings: Vec<String>,
}

impl Default for Text {
    fn default() -> Self {
        Self::Lines(String::new())
    }
}

impl Row {
    pub(super) fn new(docs: &crate::rust::Docs, text: String) -> Self {
        Self {
            docs: docs.lines.clone(),
            text: Text::Lines(text),
            ..Self::default()
        }
    }
}

impl From<String> for Row {
    fn from(text: String) -> Self {
        Self {
            text: Text::Lines(text),
            ..Self::default()
        }
    }
}

/// A text as a Rust literal.
pub(super) fn quoted(text: &str) -> String {
    literal(text).to_string()
}

/// The name of a field or setter, with the wire name where that is different. rustc normalizes
/// accents in identifiers, so identifiers with accents always have the wire name.
pub(super) fn named(name: &crate::rust::Ident, wire_name: &str) -> String {
    if name.as_str() == wire_name && wire_name.is_ascii() {
        name.to_string()
    } else {
        format!("{name} {}", quoted(wire_name))
    }
}
