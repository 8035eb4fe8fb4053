//! Calls of runtime's macros: how types are spelled in JSON, how calls end.

use super::tokens::literal;

/// A macro call that `format` lays out, since prettyplease leaves the inside of macros alone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// `object` for `runtime::object!`.
    pub name: &'static str,
    /// Lines of rustdoc above the head.
    pub docs: Vec<String>,
    /// What stands before the rows, `pub struct Pet: Eq, Hash`; empty where rows are all there is.
    pub head: String,
    pub rows: Rows,
    /// What stands behind the rows.
    pub tail: String,
}

/// Where the rows of a table stand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Rows {
    #[default]
    None,
    /// In braces behind the head.
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

/// What a row says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Text {
    /// As it is; lines after the first get the indentation too.
    Lines(String),
    Method(Method),
}

/// A method in a table, to be broken into lines where it is long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Method {
    pub name: String,
    /// Those of several lines never share one.
    pub arguments: Vec<String>,
    /// `Call<Pet, Problem, ListPets>`.
    pub result: String,
    /// What is sent: name, method and path of the operation.
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

/// Text as a literal of Rust.
pub(super) fn quoted(text: &str) -> String {
    literal(text).to_string()
}

/// The name of a field or setter, with that on the wire where it is another. rustc puts accents in
/// identifiers together, so those do not say what the wire says.
pub(super) fn named(name: &crate::rust::Ident, wire_name: &str) -> String {
    if name.as_str() == wire_name && wire_name.is_ascii() {
        name.to_string()
    } else {
        format!("{name} {}", quoted(wire_name))
    }
}
