//! Enums of constants: strings, integers, other JSON.

use std::borrow::Cow;
use std::fmt;
use std::hash::{Hash, Hasher};

use super::{JsonError, Wire};
use crate::json::{Reader, Writer};
use crate::types::{Json, hash_json, same_json};

/// An enum of constants.
///
/// `V` is what a constant is compared by: a string, an integer, the text of other JSON. It is not
/// an associated type, because an enum may have a variant `Value`.
pub trait Constant<V: ?Sized> {
    /// Names of the variant: in Rust, in JSON.
    fn names(&self) -> Names<'_, V>;
}

/// An enum of strings.
pub trait StringEnum: Constant<str> + Sized {
    /// The variant of a text, if the table has it.
    fn find(text: &str) -> Option<Self>;

    /// The variant that keeps any other text.
    fn keep(text: String) -> Self;
}

/// A type of which every text is a value: enums of strings, and unions with a variant for text.
pub trait FromText {
    /// The value of the text.
    fn from_text(text: Cow<'_, str>) -> Self;
}

impl<T: StringEnum> FromText for T {
    #[inline]
    fn from_text(text: Cow<'_, str>) -> Self {
        string_value(text)
    }
}

/// The names of a variant.
#[derive(Debug, Clone, Copy)]
pub enum Names<'a, V: ?Sized> {
    /// In Rust and in JSON.
    Known(&'static str, &'a V),
    /// In Rust, and the constant that it keeps.
    Unknown(&'static str, &'a V),
}

impl<'a, V: ?Sized> Names<'a, V> {
    /// The constant in JSON.
    #[inline]
    pub fn value(self) -> &'a V {
        match self {
            Self::Known(_, value) | Self::Unknown(_, value) => value,
        }
    }
}

/// Reads an enum of strings.
#[inline]
pub fn read_string<T: StringEnum>(reader: &mut Reader<'_>) -> Result<T, JsonError> {
    let text = reader.string()?;
    match T::find(&text) {
        Some(known) => Ok(known),
        None => {
            reader.miss()?;
            Ok(T::keep(text.into_owned()))
        }
    }
}

/// The value of a text.
#[inline]
pub fn string_value<T: StringEnum>(text: Cow<'_, str>) -> T {
    T::find(&text).unwrap_or_else(|| T::keep(text.into_owned()))
}

/// Prints `Variant(value)`.
pub fn debug_variant(
    name: &str,
    value: &dyn fmt::Debug,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    f.debug_tuple(name).field(value).finish()
}

/// Reads an enum of integers.
#[inline]
pub fn read_integer(reader: &mut Reader<'_>) -> Result<i64, JsonError> {
    let mut value = 0i64;
    value.read(reader)?;
    Ok(value)
}

/// Reads an enum of other constants.
pub fn read_constant(reader: &mut Reader<'_>) -> Result<Json, JsonError> {
    if reader.mode.absent {
        return Err(reader.expected("a value"));
    }
    let mut json = Json::null();
    json.read(reader)?;
    Ok(json)
}

/// Methods of enums whose constants are strings.
pub mod strings {
    use super::{Hash, Hasher, Names, Writer, debug_variant, fmt};

    /// Writes the string.
    pub fn write(names: Names<'_, str>, writer: &mut Writer<'_>) {
        writer.string(names.value());
    }

    /// Shows `Live` or `Unrecognized("shadow")`.
    pub fn debug(names: Names<'_, str>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match names {
            Names::Known(variant, _) => f.write_str(variant),
            Names::Unknown(variant, text) => debug_variant(variant, &text, f),
        }
    }

    /// Shows the string.
    pub fn display(names: Names<'_, str>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(names.value())
    }

    /// Whether the strings are equal.
    pub fn same(one: Names<'_, str>, other: Names<'_, str>) -> bool {
        one.value() == other.value()
    }

    /// Hashes the string.
    pub fn hash<H: Hasher>(names: Names<'_, str>, state: &mut H) {
        names.value().hash(state);
    }
}

/// Methods of enums whose constants are integers.
pub mod integers {
    use super::{Hash, Hasher, Names, Writer, debug_variant, fmt};

    /// Writes the integer.
    pub fn write(names: Names<'_, i64>, writer: &mut Writer<'_>) {
        writer.integer(*names.value());
    }

    /// Shows `High` or `Unrecognized(9)`.
    pub fn debug(names: Names<'_, i64>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match names {
            Names::Known(variant, _) => f.write_str(variant),
            Names::Unknown(variant, value) => debug_variant(variant, value, f),
        }
    }

    /// Shows the integer.
    pub fn display(names: Names<'_, i64>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(names.value(), f)
    }

    /// Whether the integers are equal.
    pub fn same(one: Names<'_, i64>, other: Names<'_, i64>) -> bool {
        one.value() == other.value()
    }

    /// Hashes the integer.
    pub fn hash<H: Hasher>(names: Names<'_, i64>, state: &mut H) {
        names.value().hash(state);
    }
}

/// Methods of enums whose constants are other JSON.
pub mod constants {
    use super::{Hasher, Names, Writer, debug_variant, fmt, hash_json, same_json};

    /// Writes the JSON.
    pub fn write(names: Names<'_, str>, writer: &mut Writer<'_>) {
        writer.raw(names.value());
    }

    /// Shows `Half` or `Unrecognized(0.25)`.
    pub fn debug(names: Names<'_, str>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match names {
            Names::Known(variant, _) => f.write_str(variant),
            Names::Unknown(variant, json) => debug_variant(variant, &format_args!("{json}"), f),
        }
    }

    /// Shows the JSON.
    pub fn display(names: Names<'_, str>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(names.value())
    }

    /// Whether the JSON means the same.
    pub fn same(one: Names<'_, str>, other: Names<'_, str>) -> bool {
        same_json(one.value(), other.value())
    }

    /// Hashes what the JSON means.
    pub fn hash<H: Hasher>(names: Names<'_, str>, state: &mut H) {
        hash_json(names.value(), state);
    }
}
