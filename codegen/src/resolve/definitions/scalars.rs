//! Strings, numbers and booleans by their formats.

use crate::api::{Bounds, IntegerFormat, Kind, NumberFormat, Numeric, Scalar, StringFormat};
use crate::openapi::TypeSet;
use crate::openapi::{Limit, Quantity};
use crate::resolve::flat::FlatSchema;
use crate::resolve::formats::{self, contradicts, format_of_string, integer_format, number_format};
use crate::resolve::source::Source;

/// A schema with exactly one scalar type.
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
        _ if integer_format(format) == IntegerFormat::Unspecified
            || has_fractions(source, flat) =>
        {
            Scalar::Number(number_format(format))
        }
        _ => Scalar::Integer(integer(source, flat), bounds(flat)),
    })
}

/// `type: [integer, string]` with the format of a number and a pattern for digits. .NET writes this
/// for every number, in OpenAPI 3.0 without the `type`.
pub fn number_or_text(source: &mut Source<'_, '_>, flat: &FlatSchema<'_>) -> Option<Kind> {
    let format = flat.format?;
    let whole = integer_format(format) != IntegerFormat::Unspecified;
    let is_number = whole || number_format(format) != NumberFormat::Unspecified;
    if !is_number || !flat.pattern.is_some_and(is_of_digits) {
        return None;
    }
    let number = match flat.plain_types() {
        None if whole => TypeSet::INTEGER,
        None => TypeSet::NUMBER,
        Some(types) => types.without(TypeSet::STRING),
    };
    let has_text = flat
        .plain_types()
        .is_none_or(|types| types.contains(TypeSet::STRING));
    if !has_text || number.is_empty() || !TypeSet::NUMBER.contains(number) {
        return None;
    }
    Some(Kind::Scalar(Scalar::NumberOrText(match whole {
        true => Numeric::Integer(integer(source, flat), bounds(flat)),
        false => Numeric::Number(number_format(format)),
    })))
}

/// Whether only numbers match the pattern, as far as its symbols tell.
fn is_of_digits(pattern: &str) -> bool {
    let digits = ["\\d", "[0-9]", "[1-9]"];
    let mut rest = pattern.to_owned();
    digits
        .iter()
        .for_each(|digit| rest = rest.replace(digit, ""));
    rest.len() < pattern.len()
        && rest
            .chars()
            .all(|symbol| "^$-+?:*.|()[]{},0123456789eE\\".contains(symbol))
}

/// If a text in the document does not have the format, servers send such texts, too.
fn string(source: &mut Source<'_, '_>, flat: &FlatSchema<'_>) -> StringFormat {
    let name = flat.format.unwrap_or_default();
    let format = format_of_string(name);
    if format == StringFormat::Plain || !source.examples.of(&flat.pointer).misspelled {
        return format;
    }
    let message = format!("an example or default is not a valid `{name}`");
    source.warn("format-of-other-text", &flat.pointer, message, "any text");
    StringFormat::Plain
}

/// A number in the document is not one of the integers of the format.
fn has_fractions(source: &mut Source<'_, '_>, flat: &FlatSchema<'_>) -> bool {
    let is_real = |limit: Option<Limit>| matches!(limit, Some(Limit { value: Quantity::Real(value), .. }) if value.fract() != 0.0);
    let shows = is_real(flat.minimum)
        || is_real(flat.maximum)
        || source.examples.of(&flat.pointer).fraction;
    if shows {
        let name = flat.format.unwrap_or_default();
        let message = format!("a bound, an example or a default is not a valid `{name}`");
        source.warn(
            "format-of-other-number",
            &flat.pointer,
            message,
            "any number",
        );
    }
    shows
}

/// Without a format, 64 bits are enough unless a value of the document shows more. A format gives
/// way to bounds and values that do not fit into it.
fn integer(source: &mut Source<'_, '_>, flat: &FlatSchema<'_>) -> IntegerFormat {
    let name = flat.format.unwrap_or_default();
    let format = integer_format(name);
    let bounds = bounds(flat);
    let asks = format != IntegerFormat::Int64 || source.references.has_huge();
    if format == IntegerFormat::Unspecified {
        let is_open = bounds.minimum.is_none() || bounds.maximum.is_none();
        return match is_open
            && asks
            && source.references.has_huge()
            && source.examples.of(&flat.pointer).huge
        {
            true => IntegerFormat::Big,
            false => format,
        };
    }
    let shown = match asks {
        true => source.examples.of(&flat.pointer).integers,
        false => None,
    };
    let (least, most) = shown.unwrap_or_default();
    let least = least.min(exact(bounds.minimum.unwrap_or_default()));
    let most = most.max(exact(bounds.maximum.unwrap_or_default()));
    let held = formats::holding(format, least, most);
    if held != format {
        let beyond = if formats::holding(format, least, 0) == format {
            most
        } else {
            least
        };
        let message = format!("`{name}` cannot hold {beyond}, which is a bound or a value here");
        let instead = match held {
            IntegerFormat::Int64 => "an integer of 64 bits",
            IntegerFormat::UInt64 => "an unsigned integer of 64 bits",
            _ => "an integer of any length",
        };
        source.warn("format-of-other-number", &flat.pointer, message, instead);
    }
    held
}

/// A bound, corrected where 64-bit floating point has rounded one of the largest integers.
fn exact(bound: i128) -> i128 {
    const I64_ROUNDED: i128 = 9_223_372_036_854_776_000;
    const U64_ROUNDED: i128 = 18_446_744_073_709_552_000;
    match bound {
        _ if bound < i64::MIN.into() && bound >= -I64_ROUNDED => i64::MIN.into(),
        _ if bound > i64::MAX.into() && bound <= I64_ROUNDED => i64::MAX.into(),
        _ if bound > u64::MAX.into() && bound <= U64_ROUNDED => u64::MAX.into(),
        bound => bound,
    }
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
