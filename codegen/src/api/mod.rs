//! IR 1: what a description says, resolved.
//!
//! It is plain data without a word of Rust: references are followed, `allOf` is merged, unions are
//! told apart, operations have the parameters of their path items. It comes out of
//! [`resolve`](crate::resolve), goes through the [`passes`](crate::passes) and into
//! [`lower`](crate::lower). [`visit`] has the questions that several rooms ask about it. This room
//! must not know openapi, heck or quote.

mod constraint;
mod link;
mod operation;
mod pages;
#[cfg(test)]
pub(crate) mod sample;
mod scalar;
mod schema;
mod security;
mod show;
pub mod visit;
mod webhook;

use std::collections::BTreeMap;

pub use constraint::{Constraint, Counted, Quantity};
pub use link::{Link, LinkSource, LinkTarget, LinkValue};
pub use operation::{
    Body, Content, Credentials, Encoding, Header, HttpMethod, Location, Operation, Parameter,
    Response, StatusRange, Style, Values, WireFormat,
};
pub use pages::{DeclaredPages, NextPage, PageItems, Pagination, Paging, Place, TokenSource};
pub use scalar::{Bounds, IntegerFormat, NumberFormat, Numeric, Scalar, StringFormat};
pub use schema::{
    Additional, Discriminator, Docs, EnumValue, Enumeration, Equal, Field, Kind, Object, Origin,
    Recognition, Shape, Step, TypeDef, TypeId, Types, Union, Use, Variant,
};
pub use security::{
    ApiKeyLocation, OAuth2, OAuthFlow, OAuthFlowKind, SecurityScheme, SecuritySchemeKind,
};
#[cfg(test)]
pub use show::show_inline;
pub use show::{label, show};
pub use webhook::{HeaderTexts, ToldApart, Webhook, Webhooks};

/// One description, resolved: everything that the generator has understood.
#[derive(Debug, Clone, Default)]
pub struct Api {
    pub title: String,
    /// The version of the API, `info.version`.
    pub version: String,
    /// Summary and description of `info`, CommonMark.
    pub description: Option<String>,
    pub servers: Vec<Server>,
    /// In the document's order. Names are the keys of `components.securitySchemes`.
    pub security_schemes: Vec<SecurityScheme>,
    /// In the document's order (path, then method).
    pub operations: Vec<Operation>,
    /// Messages that the server sends on its own: webhooks and callbacks. Their bodies are read,
    /// the responses to them are sent. They have no parameters.
    pub messages: Vec<Operation>,
    pub webhooks: Webhooks,
    /// Descriptions of the tags, in the document's order: name, description.
    pub tags: Vec<(String, Option<String>)>,
    /// Every schema, components first, in the document's order. An inline schema comes after the
    /// type that contains it.
    pub types: Types,
    /// For an inline type that replaces equal ones: all of these, itself included.
    pub equal: BTreeMap<TypeId, Vec<Equal>>,
    /// What was read but cannot be expressed, for the documentation of the module.
    pub left_out: Vec<LeftOut>,
}

impl Api {
    /// JSON pointers of all schemas that become this type.
    pub fn places(&self, id: TypeId) -> Vec<&str> {
        match self.equal.get(&id) {
            Some(equal) => equal.iter().map(|one| &*one.origin.pointer).collect(),
            None => vec![&self.types[id].origin.pointer],
        }
    }
}

/// A server of the API. The first one is the default.
#[derive(Debug, Clone, PartialEq)]
pub struct Server {
    /// As in the document, with its `{variables}`.
    pub url: String,
    pub description: Option<String>,
    /// Name, default, allowed values (may be empty), description.
    pub variables: Vec<ServerVariable>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct ServerVariable {
    pub name: String,
    /// None where the document does not declare the variable.
    pub default: Option<String>,
    /// All allowed values. Empty where any value will do.
    pub values: Vec<String>,
    pub description: Option<String>,
}

/// Something in the description for which no code is generated.
#[derive(Debug, Clone, PartialEq)]
pub struct LeftOut {
    /// The JSON pointer of the place.
    pub pointer: String,
    /// A name for people: "operation GET /pets".
    pub what: String,
    pub reason: String,
}
