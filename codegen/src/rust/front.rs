//! The front page of a client: which of its operations the examples call, and with what.

use super::{Ident, Outcome, Passing, Type};

/// What stands on the front page, which is also the `README.md`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Front {
    /// The title of the description, and its first paragraph, as lines of CommonMark.
    pub heading: String,
    pub summary: Vec<String>,
    /// The method of the builder for the credential that the first call needs, with its arguments.
    pub credential: Option<(Ident, &'static [&'static str])>,
    /// The first call: a response that is read as a whole.
    pub first: Option<Example>,
    /// A call whose errors are told apart.
    pub failure: Option<Example>,
    pub pages: Option<Example>,
    pub stream: Option<Example>,
    pub download: Option<Example>,
    /// A call with a body that is made.
    pub body: Option<Example>,
}

/// A call of an operation.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    /// The method of the client.
    pub group: Ident,
    pub method: Ident,
    pub arguments: Vec<Value>,
    pub kind: ExampleKind,
}

/// What is done with the call.
#[derive(Debug, Clone, PartialEq)]
pub enum ExampleKind {
    /// The response is read as a whole.
    Whole(Outcome),
    /// Statuses are errors, one of which the example names; whether their bodies have a type.
    Errors { status: u16, typed: bool },
    /// `.items()`, or `.pages()` where a page has several lists.
    Pages { items: bool },
    /// The body is bytes, which arrive piece by piece.
    Download,
    /// The response arrives piece by piece; `by` is the method that asks for it, if one does.
    Stream { by: Option<Ident> },
}

/// An argument in an example.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// As it is written in Rust: `"name"`, `1`, `true`.
    Literal(String),
    /// A variant of an enum of this API.
    Variant(Ident, Ident),
    New(Made),
    /// What has no short value is a parameter of the example.
    Given(Ident, Type, Passing),
}

/// A value of an object, made by `new` and setters.
#[derive(Debug, Clone, PartialEq)]
pub struct Made {
    /// The variable that holds it.
    pub name: Ident,
    pub ty: Ident,
    pub by_reference: bool,
    /// The arguments of `new`.
    pub required: Vec<Value>,
    pub setters: Vec<(Ident, Value)>,
}
