//! What a description says, read in its place: a view of a node for each kind of object, with an
//! accessor for each keyword.
//!
//! A view is a node and nothing else. It owns nothing and remembers nothing, so that reading costs
//! memory only for what is looked at. Keywords are those of OpenAPI 3.2 and JSON Schema 2020-12;
//! accessors understand the older spellings of the same meaning. Normalizing has repaired or dropped
//! what is ill-typed, so that an accessor never reports: what is not there or not of its type is
//! nothing. References are not followed here.

mod info;
mod limits;
mod link;
mod operation;
mod parameter;
mod payload;
mod schema;
mod security;
#[cfg(test)]
mod tests;
mod types;

pub use info::{Info, Server, ServerVariable, Tag};
pub use limits::{Limit, Quantity, Range};
pub use link::Link;
pub use operation::{Operation, PathItem};
pub use parameter::{Header, Parameter};
pub use payload::{Content, Encoding, LINES, MediaType, RequestBody, Response};
pub use schema::{Discriminator, Schema, SchemaList};
pub use security::{Flow, Requirement, SecurityScheme, requirements};
pub use types::TypeSet;

use crate::document::{Mapping, Node};

/// The members of a mapping under a key.
fn members<'d>(node: &'d Node, key: &str) -> impl Iterator<Item = (&'d str, &'d Node)> + use<'d> {
    let members = node.get(key).and_then(Node::as_mapping);
    let members = members.into_iter().flat_map(Mapping::iter);
    members.map(|(name, member)| (name.as_str(), member))
}

/// The items of a list under a key.
fn items<'d>(node: &'d Node, key: &str) -> &'d [Node] {
    node.get(key)
        .and_then(Node::as_sequence)
        .unwrap_or_default()
}

/// The strings of a list under a key.
fn texts<'d>(node: &'d Node, key: &str) -> impl Iterator<Item = &'d str> + use<'d> {
    items(node, key).iter().filter_map(Node::as_str)
}

/// A flag under a key, where it is set.
fn flag(node: &Node, key: &str) -> bool {
    node.get(key).and_then(Node::as_bool) == Some(true)
}

/// The page that `externalDocs` names.
fn external_docs(node: &Node) -> Option<&str> {
    node.get("externalDocs")?.text("url")
}
