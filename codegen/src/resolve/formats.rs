//! What a `format` says about the type of a value. The format registry of OpenAPI.

use crate::api::{IntegerFormat, NumberFormat, StringFormat};
use crate::openapi::TypeSet;

/// The types of a schema that has a format and no `type`. Bytes are strings; any other format says
/// nothing about values of other types.
pub fn types_of_lone_format(format: &str) -> Option<TypeSet> {
    matches!(
        string_format(format),
        StringFormat::Byte | StringFormat::ByteUrl | StringFormat::Binary
    )
    .then_some(TypeSet::STRING)
}

/// The types that a format is about.
fn types_of_format(format: &str) -> Option<TypeSet> {
    if string_format(format) != StringFormat::Plain || is_text(format) {
        Some(TypeSet::STRING)
    } else if integer_format(format) != IntegerFormat::Unspecified {
        Some(TypeSet::INTEGER)
    } else if number_format(format) != NumberFormat::Unspecified {
        Some(TypeSet::NUMBER)
    } else {
        None
    }
}

/// Formats that have a type of their own.
pub fn has_type(format: &str) -> bool {
    types_of_format(format).is_some() && !is_text(format)
}

fn is_text(format: &str) -> bool {
    matches!(
        format,
        "email"
            | "idn-email"
            | "hostname"
            | "idn-hostname"
            | "uri-reference"
            | "uri-template"
            | "iri"
            | "iri-reference"
            | "json-pointer"
            | "relative-json-pointer"
            | "regex"
            | "url"
    )
}

/// Formats whose strings may have any content.
pub fn is_any_text(format: &str) -> bool {
    matches!(
        format_of_string(format),
        StringFormat::Plain | StringFormat::Password
    )
}

/// Formats that do not go with the type.
pub fn contradicts(format: &str, types: TypeSet) -> bool {
    match types_of_format(format) {
        None => false,
        Some(TypeSet::STRING) => types != TypeSet::STRING,
        Some(_) if types == TypeSet::STRING => {
            matches!(
                format,
                "int8" | "int16" | "int32" | "uint8" | "uint16" | "uint32" | "float"
            )
        }
        Some(TypeSet::NUMBER) => types != TypeSet::NUMBER,
        Some(_) => (types & TypeSet::NUMBER).is_empty(),
    }
}

/// Among several types, a format belongs to the one that it is about.
pub fn is_of(format: &str, ty: TypeSet, all: TypeSet) -> bool {
    types_of_format(format).is_none_or(|types| {
        let numbers = TypeSet::NUMBER.contains(types);
        let types = if numbers { TypeSet::NUMBER } else { types };
        !(types & ty).is_empty() || (types & all).is_empty()
    })
}

/// The type of a string. Some of these formats mean numbers as strings of digits.
pub fn format_of_string(format: &str) -> StringFormat {
    match format {
        "int64" | "long" => StringFormat::Int64,
        "uint64" => StringFormat::UInt64,
        "decimal" | "decimal128" | "bigdecimal" => StringFormat::Decimal,
        "double" => StringFormat::Double,
        format => string_format(format),
    }
}

fn string_format(format: &str) -> StringFormat {
    match format {
        "date-time" => StringFormat::DateTime,
        "date" => StringFormat::Date,
        "time" => StringFormat::Time,
        "duration" => StringFormat::Duration,
        "uuid" | "guid" => StringFormat::Uuid,
        "byte" | "base64" => StringFormat::Byte,
        "base64url" => StringFormat::ByteUrl,
        "binary" => StringFormat::Binary,
        "uri" => StringFormat::Uri,
        "ipv4" => StringFormat::Ipv4,
        "ipv6" => StringFormat::Ipv6,
        "password" => StringFormat::Password,
        _ => StringFormat::Plain,
    }
}

pub fn integer_format(format: &str) -> IntegerFormat {
    match format {
        "int8" => IntegerFormat::Int8,
        "int16" => IntegerFormat::Int16,
        "int32" => IntegerFormat::Int32,
        "int64" | "long" => IntegerFormat::Int64,
        "uint8" => IntegerFormat::UInt8,
        "uint16" => IntegerFormat::UInt16,
        "uint32" => IntegerFormat::UInt32,
        "uint64" | "uint" => IntegerFormat::UInt64,
        "int128" | "uint128" | "bigint" | "biginteger" => IntegerFormat::Big,
        _ => IntegerFormat::Unspecified,
    }
}

/// The first format, from this one on, that holds both integers.
pub fn holding(format: IntegerFormat, least: i128, most: i128) -> IntegerFormat {
    let holds = |format: &IntegerFormat| {
        range(*format).is_none_or(|(from, to)| from <= least && most <= to)
    };
    [format, IntegerFormat::Int64, IntegerFormat::UInt64]
        .into_iter()
        .find(holds)
        .unwrap_or(IntegerFormat::Big)
}

/// The least and the greatest integer of a format.
fn range(format: IntegerFormat) -> Option<(i128, i128)> {
    Some(match format {
        IntegerFormat::Unspecified | IntegerFormat::Big => return None,
        IntegerFormat::Int8 => (i8::MIN.into(), i8::MAX.into()),
        IntegerFormat::Int16 => (i16::MIN.into(), i16::MAX.into()),
        IntegerFormat::Int32 => (i32::MIN.into(), i32::MAX.into()),
        IntegerFormat::Int64 => (i64::MIN.into(), i64::MAX.into()),
        IntegerFormat::UInt8 => (0, u8::MAX.into()),
        IntegerFormat::UInt16 => (0, u16::MAX.into()),
        IntegerFormat::UInt32 => (0, u32::MAX.into()),
        IntegerFormat::UInt64 => (0, u64::MAX.into()),
    })
}

pub fn number_format(format: &str) -> NumberFormat {
    match format {
        "float" => NumberFormat::Float,
        "double" => NumberFormat::Double,
        "decimal" | "decimal128" | "bigdecimal" => NumberFormat::Decimal,
        _ => NumberFormat::Unspecified,
    }
}

/// One type for the values of all of these, which are of one class: all strings, all numbers or all
/// booleans.
pub fn widest<'d>(formats: &[Option<&'d str>], types: TypeSet) -> Option<&'d str> {
    let first = formats.first().copied().flatten();
    if formats.iter().all(|format| *format == first) {
        return first;
    }
    let any = |name: &str| formats.iter().flatten().any(|format| *format == name);
    match types {
        TypeSet::INTEGER if any("int64") && !any("uint64") => Some("int64"),
        TypeSet::NUMBER | TypeSet::FRACTION if any("decimal") => Some("decimal"),
        TypeSet::NUMBER | TypeSet::FRACTION => Some("double"),
        _ => None,
    }
}
