//! Whether a text is spelled as its format says, as far as its shape shows.
//!
//! This is as lenient as the code that reads the text. It finds texts of another shape, not hours
//! beyond 24.

use crate::api::StringFormat;

/// Any text is right for a format that is not listed.
pub fn is_spelled(format: StringFormat, text: &str) -> bool {
    match format {
        StringFormat::DateTime => is_date_time(text),
        StringFormat::Date => is_date(text),
        StringFormat::Time => is_time(text),
        StringFormat::Duration => is_duration(text),
        StringFormat::Uuid => is_uuid(text),
        StringFormat::Ipv4 => is_ipv4(text),
        StringFormat::Ipv6 => is_ipv6(text),
        StringFormat::Int64 => text.parse::<i64>().is_ok(),
        StringFormat::UInt64 => text.parse::<u64>().is_ok(),
        StringFormat::Double => text.parse::<f64>().is_ok(),
        StringFormat::Decimal => is_decimal(text),
        StringFormat::Plain
        | StringFormat::Byte
        | StringFormat::ByteUrl
        | StringFormat::Binary
        | StringFormat::File
        | StringFormat::Uri
        | StringFormat::Password => true,
    }
}

/// RFC 3339, section 5.6.
fn is_date(text: &str) -> bool {
    let parts: Vec<_> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else {
        return false;
    };
    let within = |part: &str, last: u32| {
        let number = number(part, 2);
        number.is_some_and(|number| (1..=last).contains(&number))
    };
    number(year, 4).is_some() && within(month, 12) && within(day, 31)
}

fn is_time(text: &str) -> bool {
    let Some((clock, rest)) = text.split_at_checked(5) else {
        return false;
    };
    let (hour, minute) = clock.split_once(':').unwrap_or_default();
    let is_part = |symbol: char| symbol.is_ascii_digit() || ":.,Zz+- ".contains(symbol);
    number(hour, 2).is_some() && number(minute, 2).is_some() && rest.chars().all(is_part)
}

fn is_date_time(text: &str) -> bool {
    let Some((date, rest)) = text.split_at_checked(10) else {
        return false;
    };
    let time = rest.strip_prefix(['T', 't', ' ']);
    is_date(date) && time.is_some_and(is_time)
}

/// ISO 8601-1, section 5.5.2.
fn is_duration(text: &str) -> bool {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let is_part = |symbol: char| symbol.is_ascii_digit() || "YyMmWwDdTtHhSs.,".contains(symbol);
    let parts = unsigned.strip_prefix(['P', 'p']);
    parts.is_some_and(|parts| {
        parts.contains(|symbol: char| symbol.is_ascii_digit()) && parts.chars().all(is_part)
    })
}

/// RFC 9562, with or without hyphens and braces.
fn is_uuid(text: &str) -> bool {
    let bare = text.strip_prefix("urn:uuid:").unwrap_or(text);
    let inner = bare
        .strip_prefix('{')
        .and_then(|rest| rest.strip_suffix('}'));
    let parts: Vec<_> = inner.unwrap_or(bare).split('-').collect();
    let lengths: Vec<_> = parts.iter().map(|part| part.len()).collect();
    let mut digits = parts.iter().flat_map(|part| part.bytes());
    matches!(lengths.as_slice(), [8, 4, 4, 4, 12] | [32])
        && digits.all(|digit| digit.is_ascii_hexdigit())
}

/// RFC 2673, section 3.2.
fn is_ipv4(text: &str) -> bool {
    text.split('.').count() == 4 && text.split('.').all(|part| part.parse::<u8>().is_ok())
}

/// RFC 4291, section 2.2.
fn is_ipv6(text: &str) -> bool {
    let is_part = |symbol: char| symbol.is_ascii_hexdigit() || matches!(symbol, ':' | '.');
    text.matches(':').count() >= 2 && text.chars().all(is_part)
}

/// Digits with or without a point, a sign and an exponent.
fn is_decimal(text: &str) -> bool {
    let is_part = |symbol: char| symbol.is_ascii_digit() || ".-+eE".contains(symbol);
    text.chars().all(is_part) && text.parse::<f64>().is_ok()
}

/// A number with this many digits.
fn number(text: &str, digits: usize) -> Option<u32> {
    let is_number = text.len() == digits && text.bytes().all(|digit| digit.is_ascii_digit());
    text.parse().ok().filter(|_| is_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_readers_take_is_spelled_well() {
        for (format, text) in [
            (StringFormat::DateTime, "2026-01-02T03:04:05.678+02:00"),
            (StringFormat::DateTime, "2026-01-02 03:04:05 -0700"),
            (StringFormat::DateTime, "2026-01-02t03:04z"),
            (StringFormat::Date, "2026-12-31"),
            (StringFormat::Time, "23:59"),
            (StringFormat::Duration, "-P1DT2.5H"),
            (StringFormat::Uuid, "123E4567-e89b-12d3-a456-426614174000"),
            (StringFormat::Uuid, "123e4567e89b12d3a456426614174000"),
            (StringFormat::Ipv6, "::ffff:192.0.2.1"),
            (StringFormat::Byte, "no Base64!"),
        ] {
            assert!(is_spelled(format, text), "{text}");
        }
    }

    #[test]
    fn another_shape_is_another_format() {
        for (format, text) in [
            (StringFormat::DateTime, "2026-01-02"),
            (StringFormat::DateTime, "Fri, 02 Jan 2026 03:04:05 GMT"),
            (StringFormat::Date, ""),
            (StringFormat::Date, "2026-13-01"),
            (StringFormat::Date, "2026-01-02T00:00:00Z"),
            (StringFormat::Time, "noon"),
            (StringFormat::Duration, "24h"),
            (StringFormat::Duration, "P"),
            (StringFormat::Uuid, "req-456"),
            (StringFormat::Uuid, "123E4567-E89B-12D3-A456426614174000"),
            (StringFormat::Ipv4, "192.0.2.1/24"),
        ] {
            assert!(!is_spelled(format, text), "{text}");
        }
    }
}
