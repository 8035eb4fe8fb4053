//! The public API of a crate: a line for each item that callers can name.

use std::fmt;

use super::{Ident, Passing, Traits, Type};

/// One item of the public API, for comparing two versions of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SurfaceLine {
    /// The JSON pointer of its origin. Empty where it comes from the description as a whole.
    pub pointer: String,
    /// `types::Subscription::id`, below the API's module.
    pub path: String,
    pub signature: Signature,
}

/// What an item is, and what callers give it and get from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Signature {
    /// A struct, enum or union, with the traits that are not the same for all types.
    Item(&'static str, Vec<&'static str>),
    Alias(Type),
    Field {
        ty: Type,
        may_be_absent: bool,
    },
    /// The field for members that no other field names: a map with values of the type.
    Rest(Type),
    /// A variant of an enum: its value as JSON.
    Value(String),
    /// A variant with a value of the type.
    Variant(Type),
    /// A text that callers use by its name.
    Constant(String),
    Function(Function),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Function {
    pub receiver: Option<Receiver>,
    pub arguments: Vec<Taken>,
    pub output: Output,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Receiver {
    /// `&self`.
    Reference,
    /// `self`.
    Value,
}

/// An argument of a function. Its name is for people: callers do not write it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    pub name: String,
    pub ty: Type,
    pub passing: Passing,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Output {
    /// The value that the function was called on, or the type that it belongs to.
    Same,
    /// The types of a success and of an error.
    Call(Type, Type),
    Items(Type),
    Pages,
    Type(Type),
    /// A struct with the methods of a group, or another type that is named.
    Named(String),
}

impl Traits {
    /// The names of the traits that callers can use, sorted.
    pub fn names(self) -> Vec<&'static str> {
        let Self {
            default,
            copy,
            eq,
            hash,
            ord,
            from,
            hide: _,
            set,
        } = self;
        let traits = [
            (copy, "Copy"),
            (default, "Default"),
            (eq, "Eq"),
            (from, "From"),
            (hash, "Hash"),
            (ord, "Ord"),
            (set, "Set"),
        ];
        let listed = traits.iter().filter(|(is_listed, _)| *is_listed);
        listed.map(|(_, name)| *name).collect()
    }
}

impl Taken {
    pub fn new(ident: &Ident, ty: &Type, passing: Passing) -> Self {
        Self {
            name: ident.to_string(),
            ty: ty.clone(),
            passing,
        }
    }
}

impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Item(word, traits) if traits.is_empty() => f.write_str(word),
            Self::Item(word, traits) => write!(f, "{word}: {}", traits.join(", ")),
            Self::Alias(ty) => write!(f, "= {ty}"),
            Self::Field { ty, may_be_absent } => {
                write!(
                    f,
                    "{ty}{}",
                    if *may_be_absent {
                        ", may be absent"
                    } else {
                        ""
                    }
                )
            }
            Self::Rest(ty) => write!(f, "Map<{ty}>"),
            Self::Value(text) => f.write_str(text),
            Self::Variant(ty) => ty.fmt(f),
            Self::Constant(text) => write!(f, "const {text:?}"),
            Self::Function(function) => function.fmt(f),
        }
    }
}

impl fmt::Display for Function {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let receiver = self.receiver.map(|receiver| match receiver {
            Receiver::Reference => "&self".to_owned(),
            Receiver::Value => "self".to_owned(),
        });
        let arguments = self.arguments.iter().map(Taken::to_string);
        let arguments: Vec<_> = receiver.into_iter().chain(arguments).collect();
        write!(f, "fn({}) -> {}", arguments.join(", "), self.output)
    }
}

impl fmt::Display for Taken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, ty, passing } = self;
        match (passing, ty) {
            (Passing::Str, _) => write!(f, "{name}: &str"),
            (Passing::Slice, Type::Vec(item)) => write!(f, "{name}: &[{item}]"),
            (Passing::Value, ty) => write!(f, "{name}: {ty}"),
            (Passing::Into, ty) => write!(f, "{name}: impl Into<{ty}>"),
            (Passing::Text, Type::Vec(item)) => write!(f, "{name}: impl Argument<[{item}]>"),
            (Passing::Text, ty) => write!(f, "{name}: impl Argument<{ty}>"),
            (Passing::Reference | Passing::Slice, ty) => write!(f, "{name}: &{ty}"),
        }
    }
}

impl fmt::Display for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Same => f.write_str("Self"),
            Self::Call(success, error) => write!(f, "Call<{success}, {error}>"),
            Self::Items(item) => write!(f, "Items<{item}>"),
            Self::Pages => f.write_str("Pages"),
            Self::Type(ty) => ty.fmt(f),
            Self::Named(name) => f.write_str(name),
        }
    }
}
