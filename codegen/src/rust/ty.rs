//! Types as they stand in fields, arguments and results.

use super::Ident;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Type {
    /// `()`, of answers without a body.
    Unit,
    Bool,
    I8,
    I16,
    I32,
    I64,
    U8,
    U16,
    U32,
    U64,
    F32,
    F64,
    String,
    /// `runtime::BigInteger`: digits of any length.
    BigInteger,
    /// `runtime::Decimal`: a number whose spelling survives.
    Decimal,
    /// `runtime::DateTime` or what the settings name.
    DateTime,
    Date,
    Time,
    Duration,
    Uuid,
    Ipv4,
    Ipv6,
    /// `runtime::Base64`.
    Base64,
    /// `runtime::Secret`.
    Secret,
    /// `runtime::Bytes`: a body that is not JSON.
    Bytes,
    /// `runtime::Text`: a body that is plain text.
    Text,
    /// `runtime::Value` (serde_json's): any JSON.
    Value,
    /// `runtime::Object` (serde_json's `Map<String, Value>`): any JSON object.
    Object,
    /// A type of this API, in `types`.
    Named(Ident),
    /// An enum of bodies by status, in the operation's own module.
    Local(Ident),
    Option(Box<Type>),
    /// `runtime::Maybe<T>`: absent, null or a value.
    Maybe(Box<Type>),
    Vec(Box<Type>),
    /// `runtime::Map<T>`: values by name, in the order of the document.
    Map(Box<Type>),
    Box(Box<Type>),
    /// A Rust tuple.
    Tuple(Vec<Type>),
}
