//! IR 2: the Rust that will be written. Every name is final and every choice is made.
//!
//! It comes out of [`lower`](crate::lower) and goes into [`emit`](crate::emit), which decides
//! nothing. This room must not know the description ([`api`](crate::api)) or quote.

mod client;
mod features;
mod front;
mod headers;
mod ident;
mod operation;
mod surface;
mod ty;
mod types;
mod webhooks;

pub use client::{
    Auth, AuthMethod, Client, ErrorShape, ErrorTest, Flows, Server, ServerMethod, ServerVariable,
};
pub(crate) use features::{FEATURES, is_passed_on};
pub use front::{Example, ExampleKind, Front, Made, Value};
pub use headers::{HeaderMethod, HeaderSpelling, Headers};
pub use ident::{Ident, Role, Scope, spell, spelled_out, words};
pub use operation::{
    Argument, ArgumentPlace, Body, BodyFormat, Encoding, Group, Operation, Outcome, OutcomeVariant,
    PageFact, Pages, Passing, Requirement, Setter, Streamed, StyleName,
};
pub use surface::{Function, Output, Receiver, Signature, SurfaceLine, Taken};
pub use ty::{InText, TimeLibrary, Type};
pub use types::{
    Alias, Constants, Enum, EnumVariant, Field, Fixed, Item, Presence, Rest, Struct, Traits,
    TypeFile, Union, UnionRule, UnionVariant, WireValue,
};
pub use webhooks::{EventKey, EventVariant, Webhooks};

/// One API as a module of Rust.
#[derive(Debug, Clone, PartialEq)]
pub struct Api {
    /// The name of the module, or of the crate for a crate of its own.
    pub module: Ident,
    /// Title and version of the description.
    pub title: String,
    pub version: String,
    /// The front page, above `docs`.
    pub front: Front,
    /// The description, messages of the server and what was left out, as lines of CommonMark.
    pub docs: Docs,
    pub client: Client,
    /// None where no response declares a header.
    pub headers: Option<Headers>,
    /// None where the description has no webhooks.
    pub webhooks: Option<Webhooks>,
    /// One file for each under `operations/`.
    pub groups: Vec<Group>,
    /// One file for each under `types/`, sorted by module name.
    pub types: Vec<TypeFile>,
    pub surface: Vec<SurfaceLine>,
    /// Cargo features, where the crate has any: those of the groups, and one for types without
    /// operations.
    pub features: Vec<String>,
    /// Lints that the code violates, each with the reason.
    pub allows: Vec<(&'static str, &'static str)>,
    /// Types nest deeper than the default recursion limit of the compiler.
    pub is_deep: bool,
}

/// Lines of rustdoc, made safe. Empty where there is no documentation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Docs {
    pub lines: Vec<String>,
    pub deprecated: bool,
}
