//! Strings, numbers and booleans by their formats.

use crate::api::{Bounds, IntegerFormat, Kind, Scalar, StringFormat};
use crate::openapi::TypeSet;
use crate::openapi::{Limit, Quantity};
use crate::resolve::flat::FlatSchema;
use crate::resolve::formats::{contradicts, integer_format, number_format, string_format};
use crate::resolve::source::Source;

/// A schema of exactly one scalar type.
pub fn kind(source: &mut Source<'_, '_>, flat: &FlatSchema<'_>, types: TypeSet) -> Kind {
    let format = flat.format.unwrap_or_default();
    if contradicts(format, types) {
        let name = types.name().unwrap_or("value");
        let message = format!("type `{name}` has no format `{format}`");
        source.warn(
            "format-of-other-type",
            &flat.pointer,
            message,
            "the type without format",
        );
    }
    Kind::Scalar(match types {
        TypeSet::BOOLEAN => Scalar::Boolean,
        TypeSet::STRING => Scalar::String(string(source, flat)),
        TypeSet::INTEGER => Scalar::Integer(integer(source, flat), bounds(flat)),
        _ => match integer_format(format) {
            IntegerFormat::Unspecified => Scalar::Number(number_format(format)),
            whole => Scalar::Integer(whole, bounds(flat)),
        },
    })
}

/// A text of the document that is spelled otherwise is what servers send, too.
fn string(source: &mut Source<'_, '_>, flat: &FlatSchema<'_>) -> StringFormat {
    let name = flat.format.unwrap_or_default();
    let format = string_format(name);
    if format == StringFormat::Plain || !source.examples.of(&flat.pointer).misspelled {
        return format;
    }
    let message = format!("an example or default is no `{name}`");
    source.warn("format-of-other-text", &flat.pointer, message, "any text");
    StringFormat::Plain
}

/// Without a format, 64 bits do unless a value of the document shows more.
fn integer(source: &mut Source<'_, '_>, flat: &FlatSchema<'_>) -> IntegerFormat {
    let format = integer_format(flat.format.unwrap_or_default());
    let is_bounded = flat.minimum.is_some() && flat.maximum.is_some();
    let is_open = format == IntegerFormat::Unspecified && !is_bounded;
    if is_open && source.references.has_huge() && source.examples.of(&flat.pointer).huge {
        return IntegerFormat::Big;
    }
    format
}

/// Inclusive bounds of an integer.
fn bounds(flat: &FlatSchema<'_>) -> Bounds {
    Bounds {
        minimum: flat.minimum.map(|limit| inclusive(limit, 1)),
        maximum: flat.maximum.map(|limit| inclusive(limit, -1)),
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "saturates, which bounds may"
)]
fn inclusive(limit: Limit, inwards: i128) -> i128 {
    match limit.value {
        Quantity::Whole(value) if limit.exclusive => value.saturating_add(inwards),
        Quantity::Whole(value) => value,
        Quantity::Real(value) if inwards > 0 => value.ceil() as i128,
        Quantity::Real(value) => value.floor() as i128,
    }
}
