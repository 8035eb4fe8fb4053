//! Webhooks: one enum of all events that a receiver may get.

use super::{Constants, Docs, Ident, Type};

/// The enum of the webhooks of an API.
#[derive(Debug, Clone, PartialEq)]
pub struct Webhooks {
    pub ident: Ident,
    pub docs: Docs,
    /// The types of this API in the variants, sorted.
    pub uses: Vec<Ident>,
    /// The Cargo feature that the types need. None: they are always there.
    pub feature: Option<String>,
    pub key: EventKey,
    pub variants: Vec<EventVariant>,
    /// The variant that keeps unknown events.
    pub unknown: Ident,
}

/// Where a request says which event it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EventKey {
    Header(String),
    Member,
    /// It does not say it.
    Name,
}

#[derive(Debug, Clone, PartialEq)]
pub struct EventVariant {
    pub ident: Ident,
    /// The JSON pointer of the operation of the webhook.
    pub pointer: String,
    pub docs: Docs,
    /// None where the body is not JSON.
    pub ty: Option<Type>,
    /// The key of the webhook in the document.
    pub name: String,
    /// Texts of the header.
    pub values: Vec<String>,
    /// Members of the body.
    pub constants: Vec<(String, Constants)>,
}
