//! IR 1: what a description says, resolved.
//!
//! Plain data without a word of Rust in it: references are followed, `allOf` is merged, unions are
//! told apart, parameters inherited from path items stand in their operations. It comes out of
//! [`resolve`](crate::resolve), goes through the [`passes`](crate::passes) and into
//! [`lower`](crate::lower). [`visit`] asks it what several rooms want to know. Must not know
//! openapi, heck or quote.

mod operation;
mod pages;
#[cfg(test)]
pub(crate) mod sample;
mod scalar;
mod schema;
mod security;
mod show;
pub mod visit;

use std::collections::BTreeMap;

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
pub use show::show;

/// One description, resolved: everything the generator has understood of it.
#[derive(Debug, Clone, Default)]
pub struct Api {
    pub title: String,
    /// The version of the API, `info.version`.
    pub version: String,
    /// Summary and description of `info`, CommonMark.
    pub description: Option<String>,
    pub servers: Vec<Server>,
    /// In the document's order; names are the keys of `components.securitySchemes`.
    pub security_schemes: Vec<SecurityScheme>,
    /// In the document's order (path, then method).
    pub operations: Vec<Operation>,
    /// What the server sends by itself: webhooks and callbacks. Their bodies are read, their
    /// responses are sent; they have no parameters.
    pub messages: Vec<Operation>,
    /// Descriptions of the tags, in the document's order: name, description.
    pub tags: Vec<(String, Option<String>)>,
    /// Every schema, components first, in the document's order; inline ones after the type that
    /// holds them.
    pub types: Types,
    /// Of inline types that stand for others which say the same: all of these, themselves included.
    pub equal: BTreeMap<TypeId, Vec<Equal>>,
    /// What was read but could not be expressed, for the module's documentation.
    pub left_out: Vec<LeftOut>,
}

impl Api {
    /// JSON pointers of all schemas that a type stands for.
    pub fn places(&self, id: TypeId) -> Vec<&str> {
        match self.equal.get(&id) {
            Some(equal) => equal.iter().map(|one| &*one.origin.pointer).collect(),
            None => vec![&self.types[id].origin.pointer],
        }
    }
}

/// A server of the API; the first one is the default.
#[derive(Debug, Clone, PartialEq)]
pub struct Server {
    /// As in the document, with `{variables}` in place.
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
    /// All values there are; none where any will do.
    pub values: Vec<String>,
    pub description: Option<String>,
}

/// Something of the description that the generated code does not offer.
#[derive(Debug, Clone, PartialEq)]
pub struct LeftOut {
    /// JSON pointer of the place.
    pub pointer: String,
    /// What it is, for people: "operation GET /pets".
    pub what: String,
    pub reason: String,
}
