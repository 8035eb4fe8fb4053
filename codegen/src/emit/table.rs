//! Calls of runtime's macros: how types are spelled in JSON, how calls end.

/// A macro call that `format` lays out, since prettyplease leaves the inside of macros alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// `object` for `runtime::object!`.
    pub name: &'static str,
    /// What stands before the rows, `Pet: Eq, Hash`.
    pub head: String,
    /// What stands in braces behind the head, one row a line; no braces without rows.
    pub rows: Option<Vec<String>>,
    /// What stands behind the rows.
    pub tail: String,
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
