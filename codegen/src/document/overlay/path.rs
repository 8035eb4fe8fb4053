//! JSONPath as data (RFC 9535), without slices and functions.

use super::super::node::Value;

/// `$.paths.*.get`
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Path {
    /// Whether it begins with `$`, not with `@`.
    pub is_absolute: bool,
    pub segments: Vec<Segment>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Segment {
    /// `..`: the node and everything in it.
    pub descends: bool,
    pub selectors: Vec<Selector>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Selector {
    Name(String),
    /// Negative indexes count from the end.
    Index(i64),
    Wildcard,
    Filter(Filter),
}

#[derive(Debug, Clone, PartialEq)]
pub enum Filter {
    Any(Vec<Filter>),
    All(Vec<Filter>),
    Not(Box<Filter>),
    /// The path finds something.
    Exists(Path),
    Compare(Operand, Comparison, Operand),
}

#[derive(Debug, Clone, PartialEq)]
pub enum Operand {
    Literal(Value),
    /// A path that finds one node at most.
    Path(Path),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}
