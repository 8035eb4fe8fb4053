//! Headers of responses: one method for each, in a trait of the API.

use super::{Docs, Ident, StyleName, Type};

/// The trait with which callers read the headers that responses declare.
#[derive(Debug, Clone, PartialEq)]
pub struct Headers {
    pub ident: Ident,
    pub docs: Docs,
    /// The types of this API in the signatures, sorted.
    pub uses: Vec<Ident>,
    pub methods: Vec<HeaderMethod>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct HeaderMethod {
    pub ident: Ident,
    /// The JSON pointer of the first declaration of the header.
    pub pointer: String,
    pub docs: Docs,
    pub wire_name: String,
    /// Every response that declares the header requires it.
    pub required: bool,
    /// The type that is read. It is an `Option` where the header may be absent.
    pub ty: Type,
    pub spelling: HeaderSpelling,
}

/// `runtime::private::HeaderSpelling`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HeaderSpelling {
    Simple,
    Exploded,
    /// Lists within lists, with the style of each from the outside in.
    Lists(Vec<StyleName>),
    Json,
}
