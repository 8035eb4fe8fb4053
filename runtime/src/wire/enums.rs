//! Enums of constants: strings, integers, other JSON.

use std::borrow::Cow;
use std::fmt;

use super::{Encode, Misfit, Wire};
use crate::json::Reader;
use crate::types::Json;

/// An enum of strings.
pub trait StringEnum: Encode + Sized {
    /// Names of the variant: in Rust, in JSON; the catch-all has its text for the latter.
    fn names(&self) -> Names<'_>;

    /// The variant of a text, if the table has it.
    fn find(text: &str) -> Option<Self>;

    /// The variant that keeps any other text.
    fn keep(text: String) -> Self;
}

/// What a variant is called.
pub enum Names<'a> {
    /// In Rust and in JSON.
    Known(&'static str, &'static str),
    /// In Rust, and the text it keeps.
    Unknown(&'static str, &'a str),
}

impl<'a> Names<'a> {
    /// The string in JSON.
    #[inline]
    pub fn text(self) -> &'a str {
        match self {
            Self::Known(_, text) => text,
            Self::Unknown(_, text) => text,
        }
    }

    /// Shows `Live` or `Unrecognized("shadow")`.
    pub fn debug(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(variant, _) => f.write_str(variant),
            Self::Unknown(variant, text) => debug_variant(variant, &text, f),
        }
    }
}

/// Reads an enum of strings.
#[inline]
pub fn read_string<T: StringEnum>(reader: &mut Reader<'_>) -> Result<T, Misfit> {
    let text = reader.string()?;
    Ok(T::find(&text).unwrap_or_else(|| {
        reader.misses += 1;
        T::keep(text.into_owned())
    }))
}

/// The value of a text.
#[inline]
pub fn string_value<T: StringEnum>(text: Cow<'_, str>) -> T {
    T::find(&text).unwrap_or_else(|| T::keep(text.into_owned()))
}

/// Shows `Variant(value)`.
pub fn debug_variant(
    name: &str,
    value: &dyn fmt::Debug,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    f.debug_tuple(name).field(value).finish()
}

/// Reads an enum of integers.
#[inline]
pub fn read_integer(reader: &mut Reader<'_>) -> Result<i64, Misfit> {
    let mut value = 0i64;
    value.read(reader)?;
    Ok(value)
}

/// Reads an enum of other constants.
pub fn read_constant(reader: &mut Reader<'_>) -> Result<Json, Misfit> {
    if reader.mode.absent {
        return Err(reader.expected("a value"));
    }
    let mut json = Json::null();
    json.read(reader)?;
    Ok(json)
}
