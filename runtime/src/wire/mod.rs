//! How types are read from JSON and written to it.
//!
//! [`Encode`] writes, [`Wire`] also reads; both are object-safe. Generated types get them from a
//! table: the macros `object!`, `string_enum!`, `integer_enum!`, `json_enum!` and `union!` expand
//! to calls of the non-generic functions in this module, which see the fields of a
//! value as trait objects. That keeps a generated crate quick to compile.

mod compound;
pub(crate) mod enums;
mod json_error;
mod macros;
mod memory;
pub(crate) mod object;
mod scalar;
#[cfg(feature = "serde")]
pub(crate) mod serde;
pub(crate) mod shape;
mod tag;
#[cfg(test)]
mod tests;
mod tolerance;
mod trial;
pub(crate) mod tuples;
pub(crate) mod union;

use std::fmt;

use bytes::Bytes;

use crate::json::{Reader, Writer};

pub(crate) use crate::types::same_json;
pub use json_error::JsonError;
pub(crate) use memory::Memory;
pub(crate) use tag::{ReadTag, Tags};
pub use tolerance::{DriftKind, Tolerance};
pub(crate) use tolerance::{Found, Rules};
pub use tuples::Tuple;
use union::Flag;

/// A value that can be written as JSON.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be sent",
    note = "`runtime::object!` and its like make types that can, as do the types of `runtime`"
)]
pub trait Encode: fmt::Debug {
    /// Writes the value.
    fn write(&self, writer: &mut Writer<'_>);

    /// Whether an optional member with this value is left out.
    #[inline]
    fn is_absent(&self) -> bool {
        false
    }
}

/// A value that can be read from JSON, and written.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from JSON",
    note = "`runtime::object!` and its like make types that can, as do the types of `runtime`"
)]
pub trait Wire: Encode {
    /// Reads the value in place of `self`, which is [vacant](Self::vacant).
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), JsonError>;

    /// A cheap placeholder to read into: `""`, `0`, `None`, `[]`, the first value of an enum.
    fn vacant() -> Self
    where
        Self: Sized;

    /// Becomes the empty value of its type, if the type has one: `""`, 0, `[]`, an empty map. Enums
    /// and unions have none.
    #[inline]
    fn become_empty(&mut self) -> bool {
        false
    }

    /// Whether `null` is a value like any other, which [`vacant`](Self::vacant) then is: so it is
    /// for any JSON.
    #[inline]
    fn takes_null() -> bool
    where
        Self: Sized,
    {
        false
    }

    /// What the body of an HTTP message has to be for this type.
    #[inline]
    fn body_kind() -> BodyKind
    where
        Self: Sized,
    {
        BodyKind::Json
    }

    /// Reads the body of an HTTP message: JSON, unless the type says otherwise. Bodies of responses
    /// that are JSON are given to [`read`](Self::read) at once.
    #[inline]
    fn from_body(body: Bytes) -> Result<Self, JsonError>
    where
        Self: Sized,
    {
        from_slice(&body)
    }
}

/// What a body is before it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyKind {
    /// JSON; of plain text also what a string of JSON would say.
    Json,
    /// A string of JSON; plain text is the string itself.
    String,
    /// Text, whatever is in it.
    Text,
    /// Anything.
    Bytes,
}

/// A placeholder, see [`Wire::vacant`]. In generated code it stands for members that are absent
/// and for those that have one possible value.
#[inline]
pub fn vacant<T: Wire>() -> T {
    T::vacant()
}

/// Reads a value from JSON text.
///
/// # Errors
/// The text is not JSON, does not end after the value, or does not fit the type.
#[inline]
pub fn from_slice<T: Wire>(bytes: &[u8]) -> Result<T, JsonError> {
    let mut value = T::vacant();
    read_whole(bytes, &mut value)?;
    Ok(value)
}

fn read_whole(bytes: &[u8], value: &mut dyn Wire) -> Result<(), JsonError> {
    read_by(Rules::default(), bytes, value).map(drop)
}

/// Reads a value from JSON text by the rules, and gives what these tolerated.
pub(crate) fn read_by(
    rules: Rules,
    bytes: &[u8],
    value: &mut dyn Wire,
) -> Result<Vec<Found>, JsonError> {
    let mut read = || {
        let mut reader = Reader::new(bytes)?;
        reader.rules = rules;
        value.read(&mut reader)?;
        reader.end()?;
        Ok(reader.located_notes())
    };
    read().map_err(|error: JsonError| error.locate(bytes))
}

/// Writes a value as compact JSON.
pub fn to_vec(value: &dyn Encode) -> Vec<u8> {
    let mut writer = Writer::new();
    value.write(&mut writer);
    writer.into_bytes()
}

/// Writes a value as compact JSON.
pub fn to_string(value: &dyn Encode) -> String {
    let mut writer = Writer::new();
    value.write(&mut writer);
    writer.into_string()
}
