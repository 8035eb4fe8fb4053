//! Strings, numbers and booleans: their types and formats.

use super::finding::{Findings, Spotted};
use super::rules::{
    FORMAT_CHANGED, FORMAT_NARROWED, FORMAT_SAME, FORMAT_UNREAD, FORMAT_WIDENED, Rule,
    TYPE_CHANGED, TYPE_NARROWED, TYPE_WIDENED,
};
use crate::api::{IntegerFormat, NumberFormat, Numeric, Scalar, StringFormat};

pub(super) fn compare(findings: &mut Findings, at: &Spotted, old: Scalar, new: Scalar) {
    let Some(rule) = rule(old, new) else {
        return;
    };
    let what = match std::ptr::eq(rule, &TYPE_CHANGED)
        || std::ptr::eq(rule, &TYPE_WIDENED)
        || std::ptr::eq(rule, &TYPE_NARROWED)
    {
        true => "the type changed",
        false => "the format changed",
    };
    findings.change(rule, at, what, Some(word(old)), Some(word(new)));
}

fn rule(old: Scalar, new: Scalar) -> Option<&'static Rule> {
    use Scalar::{Boolean, Integer, Number, NumberOrText, String};
    Some(match (old, new) {
        (Boolean, Boolean) => return None,
        (Integer(old, _), Integer(new, _)) => return integers(old, new),
        (Number(old), Number(new)) => return (old != new).then_some(&FORMAT_SAME),
        (String(old), String(new)) => return strings(old, new),
        (NumberOrText(old), NumberOrText(new)) => match (old, new) {
            (Numeric::Integer(old, _), Numeric::Integer(new, _)) => return integers(old, new),
            (Numeric::Number(old), Numeric::Number(new)) => {
                return (old != new).then_some(&FORMAT_SAME);
            }
            (Numeric::Integer(..), Numeric::Number(_)) => &TYPE_WIDENED,
            (Numeric::Number(_), Numeric::Integer(..)) => &TYPE_NARROWED,
        },
        (Integer(..), Number(_) | NumberOrText(_))
        | (Number(_), NumberOrText(Numeric::Number(_))) => &TYPE_WIDENED,
        (Number(_) | NumberOrText(_), Integer(..))
        | (NumberOrText(Numeric::Number(_)), Number(_)) => &TYPE_NARROWED,
        _ => &TYPE_CHANGED,
    })
}

fn integers(old: IntegerFormat, new: IntegerFormat) -> Option<&'static Rule> {
    let (was, is) = (range(old), range(new));
    let (lost, gained) = (is.0 > was.0 || is.1 < was.1, is.0 < was.0 || is.1 > was.1);
    match (lost, gained) {
        (false, false) => (old != new).then_some(&FORMAT_SAME),
        (true, false) => Some(&FORMAT_NARROWED),
        (false, true) => Some(&FORMAT_WIDENED),
        (true, true) => Some(&FORMAT_CHANGED),
    }
}

/// The integers of a format. Without one, those of 64 bits.
fn range(format: IntegerFormat) -> (i128, i128) {
    match format {
        IntegerFormat::Unspecified | IntegerFormat::Int64 => (i64::MIN.into(), i64::MAX.into()),
        IntegerFormat::Int8 => (i8::MIN.into(), i8::MAX.into()),
        IntegerFormat::Int16 => (i16::MIN.into(), i16::MAX.into()),
        IntegerFormat::Int32 => (i32::MIN.into(), i32::MAX.into()),
        IntegerFormat::UInt8 => (0, u8::MAX.into()),
        IntegerFormat::UInt16 => (0, u16::MAX.into()),
        IntegerFormat::UInt32 => (0, u32::MAX.into()),
        IntegerFormat::UInt64 => (0, u64::MAX.into()),
        IntegerFormat::Big => (i128::MIN, i128::MAX),
    }
}

fn strings(old: StringFormat, new: StringFormat) -> Option<&'static Rule> {
    use StringFormat::{Binary, Password, Plain, Uri};
    if old == new {
        return None;
    }
    let is_text = |format| matches!(format, Plain | Password);
    Some(match (old, new) {
        (Plain | Password, Plain | Password) => &FORMAT_SAME,
        // Clients take any text for them.
        (Uri | Binary, new) if is_text(new) => &FORMAT_UNREAD,
        (_, new) if is_text(new) => &FORMAT_WIDENED,
        (old, _) if is_text(old) => &FORMAT_NARROWED,
        _ => &FORMAT_CHANGED,
    })
}

/// A scalar in words.
pub(super) fn word(scalar: Scalar) -> String {
    match scalar {
        Scalar::Boolean => "boolean".to_owned(),
        Scalar::Integer(format, _) => integer(format),
        Scalar::Number(format) => number(format).to_owned(),
        Scalar::String(format) => string(format).to_owned(),
        Scalar::NumberOrText(Numeric::Integer(format, _)) => format!("{} or text", integer(format)),
        Scalar::NumberOrText(Numeric::Number(format)) => format!("{} or text", number(format)),
    }
}

fn integer(format: IntegerFormat) -> String {
    match format {
        IntegerFormat::Unspecified => "integer".to_owned(),
        IntegerFormat::Big => "integer of any size".to_owned(),
        format => format!("integer ({})", format!("{format:?}").to_lowercase()),
    }
}

fn number(format: NumberFormat) -> &'static str {
    match format {
        NumberFormat::Unspecified => "number",
        NumberFormat::Float => "number (float)",
        NumberFormat::Double => "number (double)",
        NumberFormat::Decimal => "number (decimal)",
    }
}

fn string(format: StringFormat) -> &'static str {
    match format {
        StringFormat::Plain => "string",
        StringFormat::DateTime => "string (date-time)",
        StringFormat::Date => "string (date)",
        StringFormat::Time => "string (time)",
        StringFormat::Duration => "string (duration)",
        StringFormat::Uuid => "string (uuid)",
        StringFormat::Byte => "string (base64)",
        StringFormat::ByteUrl => "string (base64url)",
        StringFormat::Int64 => "string (int64)",
        StringFormat::UInt64 => "string (uint64)",
        StringFormat::Decimal => "string (decimal)",
        StringFormat::Double => "string (double)",
        StringFormat::Binary => "bytes",
        StringFormat::File => "file",
        StringFormat::Uri => "string (uri)",
        StringFormat::Ipv4 => "string (ipv4)",
        StringFormat::Ipv6 => "string (ipv6)",
        StringFormat::Password => "string (password)",
    }
}
