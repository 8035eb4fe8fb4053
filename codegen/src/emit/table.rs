//! Calls of runtime's macros: how types are spelled in JSON, how calls end.

/// A macro call that `format` lays out, since prettyplease leaves the inside of macros alone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// `object` for `runtime::object!`.
    pub name: &'static str,
    /// Lines of rustdoc above the head.
    pub docs: Vec<String>,
    /// What stands before the rows, `pub struct Pet: Eq, Hash`.
    pub head: String,
    /// What stands in braces behind the head; no braces without rows.
    pub rows: Option<Vec<Row>>,
    /// What stands behind the rows.
    pub tail: String,
}

/// One line of a table, with documentation above it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    pub docs: Vec<String>,
    pub text: String,
}

impl Row {
    pub(super) fn new(docs: &crate::rust::Docs, text: String) -> Self {
        Self {
            docs: docs.lines.clone(),
            text,
        }
    }
}

impl From<String> for Row {
    fn from(text: String) -> Self {
        Self {
            docs: Vec::new(),
            text,
        }
    }
}

/// A constant made by calls that are chained, laid out by `format` since prettyplease breaks the
/// first of them before the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// `const NAME: Type`
    pub declared: String,
    pub function: String,
    pub arguments: Vec<String>,
    /// Without the dot.
    pub calls: Vec<String>,
}

/// Text as a literal of Rust.
pub(super) fn quoted(text: &str) -> String {
    super::literal(text).to_string()
}
