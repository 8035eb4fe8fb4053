//! Types in fields, arguments and results.

use std::collections::BTreeSet;
use std::fmt;

use super::Ident;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Type {
    /// `()`, of responses without a body.
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
    /// `runtime::Decimal`: a number that keeps its spelling.
    Decimal,
    /// `runtime::DateTime`, or the one of the library that the settings name.
    DateTime(TimeLibrary),
    Date(TimeLibrary),
    Time(TimeLibrary),
    Duration,
    Uuid,
    Ipv4,
    Ipv6,
    /// `runtime::Base64`.
    Base64,
    /// `runtime::Base64Url`.
    Base64Url,
    /// A number written as a string.
    InText(InText, Box<Type>),
    /// `runtime::Secret`.
    Secret,
    /// `runtime::Bytes`: a body that is not JSON.
    Bytes,
    /// `runtime::Text`: a body that is plain text.
    Text,
    /// `runtime::File`: content that is sent unchanged.
    File,
    /// `runtime::Parts`: a multipart response.
    Parts,
    /// `runtime::Event<T>`: a server-sent event with data of the type.
    Event(Box<Type>),
    /// `runtime::Events<T>`: a response of server-sent events.
    Events(Box<Type>),
    /// `runtime::Lines<T>`: a response of JSON values, one after another.
    Lines(Box<Type>),
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
    /// `runtime::Opaque<T>`: a box that the compiler does not look into.
    Opaque(Box<Type>),
    /// A Rust tuple.
    Tuple(Vec<Type>),
    /// `runtime::Tuple<H, T>`: a Rust tuple and the items after it.
    Longer(Box<Type>, Box<Type>),
}

/// The library for dates and times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeLibrary {
    /// `time`, at the root of `runtime`.
    Time,
    /// `runtime::chrono`.
    Chrono,
    /// `runtime::jiff`.
    Jiff,
}

/// The path before the name of a type.
impl fmt::Display for TimeLibrary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Time => "",
            Self::Chrono => "chrono::",
            Self::Jiff => "jiff::",
        })
    }
}

/// When a number is written as a string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InText {
    /// `runtime::Spelled`.
    Always,
    /// `runtime::Numeric`: only where it was read as one.
    Sometimes,
}

/// The name of the type around the number.
impl fmt::Display for InText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Always => "Spelled",
            Self::Sometimes => "Numeric",
        })
    }
}

fn list(types: &[Type]) -> String {
    let types: Vec<_> = types.iter().map(Type::to_string).collect();
    types.join(", ")
}

/// For people: without paths.
impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Type::Unit => f.write_str("()"),
            Type::Bool => f.write_str("bool"),
            Type::I8 => f.write_str("i8"),
            Type::I16 => f.write_str("i16"),
            Type::I32 => f.write_str("i32"),
            Type::I64 => f.write_str("i64"),
            Type::U8 => f.write_str("u8"),
            Type::U16 => f.write_str("u16"),
            Type::U32 => f.write_str("u32"),
            Type::U64 => f.write_str("u64"),
            Type::F32 => f.write_str("f32"),
            Type::F64 => f.write_str("f64"),
            Type::String => f.write_str("String"),
            Type::BigInteger => f.write_str("BigInteger"),
            Type::Decimal => f.write_str("Decimal"),
            Type::DateTime(library) => write!(f, "{library}DateTime"),
            Type::Date(library) => write!(f, "{library}Date"),
            Type::Time(library) => write!(f, "{library}Time"),
            Type::Duration => f.write_str("Duration"),
            Type::Uuid => f.write_str("Uuid"),
            Type::Ipv4 => f.write_str("Ipv4"),
            Type::Ipv6 => f.write_str("Ipv6"),
            Type::Base64 => f.write_str("Base64"),
            Type::Base64Url => f.write_str("Base64Url"),
            Type::InText(text, number) => write!(f, "{text}<{number}>"),
            Type::Secret => f.write_str("Secret"),
            Type::Bytes => f.write_str("Bytes"),
            Type::Text => f.write_str("Text"),
            Type::File => f.write_str("File"),
            Type::Parts => f.write_str("Parts"),
            Type::Event(data) => write!(f, "Event<{data}>"),
            Type::Events(item) => write!(f, "Events<{item}>"),
            Type::Lines(item) => write!(f, "Lines<{item}>"),
            Type::Value => f.write_str("Value"),
            Type::Object => f.write_str("Object"),
            Type::Named(ident) | Type::Local(ident) => ident.fmt(f),
            Type::Option(inner) => write!(f, "Option<{inner}>"),
            Type::Maybe(inner) => write!(f, "Maybe<{inner}>"),
            Type::Vec(inner) => write!(f, "Vec<{inner}>"),
            Type::Map(inner) => write!(f, "Map<{inner}>"),
            Type::Box(inner) => write!(f, "Box<{inner}>"),
            Type::Opaque(inner) => write!(f, "Opaque<{inner}>"),
            Type::Tuple(members) => write!(f, "({})", list(members)),
            Type::Longer(head, rest) => write!(f, "Tuple<{head}, {rest}>"),
        }
    }
}

impl Type {
    /// Adds the types of this API that the type mentions.
    pub fn named<'t>(&'t self, names: &mut BTreeSet<&'t Ident>) {
        match self {
            Type::Named(ident) => drop(names.insert(ident)),
            Type::Option(inner)
            | Type::Event(inner)
            | Type::Events(inner)
            | Type::Lines(inner)
            | Type::Maybe(inner)
            | Type::Vec(inner)
            | Type::Map(inner)
            | Type::Box(inner)
            | Type::Opaque(inner) => inner.named(names),
            Type::Tuple(members) => members.iter().for_each(|member| member.named(names)),
            Type::Longer(head, rest) => [head, rest].into_iter().for_each(|ty| ty.named(names)),
            _ => {}
        }
    }

    /// Whether two types are equal, where `is_same` decides about the types of an API: `types` or
    /// `operations`, and both names.
    pub fn is_same(&self, other: &Self, is_same: &dyn Fn(&str, &Ident, &Ident) -> bool) -> bool {
        match (self, other) {
            (Type::Named(one), Type::Named(other)) => is_same("types", one, other),
            (Type::Local(one), Type::Local(other)) => is_same("operations", one, other),
            (Type::Option(one), Type::Option(other))
            | (Type::Event(one), Type::Event(other))
            | (Type::Events(one), Type::Events(other))
            | (Type::Lines(one), Type::Lines(other))
            | (Type::Maybe(one), Type::Maybe(other))
            | (Type::Vec(one), Type::Vec(other))
            | (Type::Map(one), Type::Map(other))
            | (Type::Box(one), Type::Box(other))
            | (Type::Opaque(one), Type::Opaque(other)) => one.is_same(other, is_same),
            (Type::Tuple(members), Type::Tuple(others)) => {
                let mut pairs = members.iter().zip(others);
                members.len() == others.len()
                    && pairs.all(|(one, other)| one.is_same(other, is_same))
            }
            (Type::Longer(head, rest), Type::Longer(other, others)) => {
                head.is_same(other, is_same) && rest.is_same(others, is_same)
            }
            (one, other) => one == other,
        }
    }
}
