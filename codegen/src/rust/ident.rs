//! Identifiers: what Rust says where JSON says something else. The only place that knows heck.
//!
//! (to be written: `Ident` has a private constructor and comes only from a `Scope`; a `Scope`
//! hands out each identifier once.)

/// A valid Rust identifier, raw (`r#type`) where it must be.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ident(String);

/// Names that must not clash with each other.
#[derive(Debug, Clone, Default)]
pub struct Scope {}
