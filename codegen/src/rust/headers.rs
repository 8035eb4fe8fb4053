//! Headers of responses: one method each in a trait of the API.

use super::{Docs, Ident, StyleName, Type};

/// The trait by which callers read the headers that responses declare.
#[derive(Debug, Clone, PartialEq)]
pub struct Headers {
    pub ident: Ident,
    pub docs: Docs,
    /// Types of this API that the methods name, sorted.
    pub uses: Vec<Ident>,
    pub methods: Vec<HeaderMethod>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct HeaderMethod {
    pub ident: Ident,
    /// JSON pointer of the header that was declared first.
    pub pointer: String,
    pub docs: Docs,
    pub wire_name: String,
    /// Every response that declares the header has it.
    pub required: bool,
    /// What is read; an `Option` where the header may be absent.
    pub ty: Type,
    pub spelling: HeaderSpelling,
}

/// `runtime::private::HeaderSpelling`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HeaderSpelling {
    Simple,
    Exploded,
    /// Lists within lists, the style of each from outside in.
    Lists(Vec<StyleName>),
    Json,
}
