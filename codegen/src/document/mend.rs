//! Valid JSON that says more than its reader can hold: numbers beyond the largest float, halves of
//! surrogate pairs. RFC 8259, sections 6 and 8.2.

use super::digits::is_part;
use crate::json_text::string;

/// The text with such values replaced by the nearest ones that can be held, at the same columns.
/// Nothing when there is no such value.
pub fn mended(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let mut mended = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let rest = bytes.get(at..).unwrap_or_default();
        let length = match byte {
            b'"' => string(rest),
            b'-' | b'0'..=b'9' => rest.iter().take_while(|byte| is_part(**byte)).count(),
            _ => rest.iter().take_while(|byte| is_between(**byte)).count(),
        };
        let end = at.saturating_add(length.max(1)).min(text.len());
        let token = text.get(at..end)?;
        match byte {
            b'"' => whole_pairs(token, &mut mended),
            b'-' | b'0'..=b'9' => in_range(token, &mut mended),
            _ => mended.push_str(token),
        }
        at = end;
    }
    (mended != text).then_some(mended)
}

/// The text here is in neither a string nor a number.
fn is_between(byte: u8) -> bool {
    byte != b'"' && byte != b'-' && !byte.is_ascii_digit()
}

fn in_range(number: &str, mended: &mut String) {
    let is_beyond = number.parse().is_ok_and(f64::is_infinite);
    let sign = if number.starts_with('-') { "-" } else { "" };
    let nearest = if is_beyond {
        format!("{sign}1e308")
    } else {
        number.to_owned()
    };
    mended.push_str(&nearest);
    mended.extend(std::iter::repeat_n(
        ' ',
        number.len().saturating_sub(nearest.len()),
    ));
}

/// Halves of surrogate pairs become U+FFFD.
fn whole_pairs(text: &str, mended: &mut String) {
    let mut rest = text;
    while let Some(escape) = rest.find('\\') {
        let (before, after) = rest.split_at(escape);
        mended.push_str(before);
        let length = match (
            surrogate(after),
            surrogate(after.get(6..).unwrap_or_default()),
        ) {
            (Some(Half::High), Some(Half::Low)) => 12,
            (Some(_), _) => {
                mended.push_str("\\ufffd");
                rest = after.get(6..).unwrap_or_default();
                continue;
            }
            (None, _) => 1 + after.chars().nth(1).map_or(0, char::len_utf8),
        };
        let (escape, after) = after.split_at(length.min(after.len()));
        mended.push_str(escape);
        rest = after;
    }
    mended.push_str(rest);
}

enum Half {
    High,
    Low,
}

/// The half of a surrogate pair that is escaped here.
fn surrogate(text: &str) -> Option<Half> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    match u16::from_str_radix(digits, 16).ok()? {
        0xD800..=0xDBFF => Some(Half::High),
        0xDC00..=0xDFFF => Some(Half::Low),
        _ => None,
    }
}
