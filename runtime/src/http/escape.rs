//! Percent-encoding (RFC 3986 section 2) and percent-decoding.

use std::fmt::Write;

/// Which characters of a text are kept as they are; all others are encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keep {
    /// Letters, digits and `-._~`.
    Unreserved,
    /// Also what `allowReserved` lets through, and percent-encoded triplets as they are. `&` and
    /// `#` are still encoded, because they would end the parameter.
    Reserved,
    /// As `Reserved`, but for the comma: the text is one of several with commas between them.
    ReservedInList,
    /// As `application/x-www-form-urlencoded` has it (the WHATWG URL standard, section 5.2): a
    /// space is `+`, and `*-._` stay.
    Form,
    /// All of them: nothing is encoded.
    Everything,
}

impl Keep {
    /// The same place, for the name of a parameter or a member.
    pub(super) fn for_names(self) -> Self {
        match self {
            Self::Reserved | Self::ReservedInList => Self::Unreserved,
            Self::Unreserved | Self::Form | Self::Everything => self,
        }
    }

    /// The same place, for one text of several with this delimiter between them.
    pub(super) fn beside(self, delimiter: char) -> Self {
        match self {
            Self::Reserved if delimiter == ',' => Self::ReservedInList,
            other => other,
        }
    }

    fn keeps(self, bytes: &[u8], index: usize, byte: u8) -> bool {
        match self {
            Self::Everything => true,
            Self::Form => byte.is_ascii_alphanumeric() || b"*-._".contains(&byte),
            Self::Unreserved => is_unreserved(byte),
            Self::ReservedInList if byte == b',' => false,
            Self::Reserved | Self::ReservedInList => {
                is_unreserved(byte)
                    || b":/?[]@!$'()*+,;=".contains(&byte)
                    || starts_triplet(bytes, index)
            }
        }
    }
}

/// Appends `text`, encoded.
pub(super) fn push_escaped(out: &mut String, text: &str, keep: Keep) {
    if keep == Keep::Everything {
        return out.push_str(text);
    }
    let bytes = text.as_bytes();
    for (index, &byte) in bytes.iter().enumerate() {
        match byte {
            _ if keep.keeps(bytes, index, byte) => out.push(char::from(byte)),
            b' ' if keep == Keep::Form => out.push('+'),
            _ => push_triplet(out, byte),
        }
    }
}

pub(super) fn escape(text: &str, keep: Keep) -> String {
    let mut out = String::with_capacity(text.len());
    push_escaped(&mut out, text, keep);
    out
}

/// Appends the delimiter between two texts. Commas, dots, semicolons and equals signs are kept
/// wherever the texts are encoded, so that they differ from those within the texts.
pub(super) fn push_delimiter(out: &mut String, delimiter: char, keep: Keep) {
    let stays = keep == Keep::Everything || ",.;=".contains(delimiter);
    match u8::try_from(delimiter) {
        Ok(byte) if !stays => push_triplet(out, byte),
        _ => out.push(delimiter),
    }
}

/// Appends `text` as a part of `application/x-www-form-urlencoded`.
pub(super) fn push_form(out: &mut String, text: &str) {
    push_escaped(out, text, Keep::Form);
}

/// A name or value of `application/x-www-form-urlencoded` as it was (the WHATWG URL standard,
/// section 5.1). Bytes that are not UTF-8 are replaced by `U+FFFD`, as that standard says.
pub(super) fn unescape_form(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        let mut rest = bytes.clone();
        let mut digit = || rest.next().and_then(|byte| char::from(byte).to_digit(16));
        match (byte, digit().zip(digit())) {
            (b'+', _) => out.push(b' '),
            (b'%', Some((high, low))) => {
                out.extend(u8::try_from(high * 16 + low));
                bytes = rest;
            }
            _ => out.push(byte),
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Makes the query of a link fit for a request line: what may stand there stays as it is.
pub(super) fn mend_query(query: &str) -> String {
    let mut out = String::with_capacity(query.len());
    for byte in query.bytes() {
        if byte.is_ascii_graphic() && !b"\"<>\\^`{|}#".contains(&byte) {
            out.push(char::from(byte));
        } else {
            push_triplet(&mut out, byte);
        }
    }
    out
}

/// Undoes percent-encoding and `+`; broken triplets stay as they are.
pub(super) fn unescape(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut index = 0;
    while let Some(&byte) = bytes.get(index) {
        match triplet(bytes, index) {
            Some(decoded) => {
                out.push(decoded);
                index += 3;
            }
            None => {
                out.push(if byte == b'+' { b' ' } else { byte });
                index += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~".contains(&byte)
}

fn push_triplet(out: &mut String, byte: u8) {
    // Writing to a string cannot fail.
    let _ = write!(out, "%{byte:02X}");
}

fn starts_triplet(bytes: &[u8], index: usize) -> bool {
    triplet(bytes, index).is_some()
}

fn triplet(bytes: &[u8], index: usize) -> Option<u8> {
    let digit = |offset: usize| {
        let byte = *bytes.get(index + offset)?;
        char::from(byte)
            .to_digit(16)
            .and_then(|digit| u8::try_from(digit).ok())
    };
    if bytes.get(index) != Some(&b'%') {
        return None;
    }
    Some(digit(1)? * 16 + digit(2)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodes_everything_that_is_not_unreserved() {
        assert_eq!(escape("a b/é?", Keep::Unreserved), "a%20b%2F%C3%A9%3F");
        assert_eq!(escape("%41", Keep::Unreserved), "%2541");
    }

    #[test]
    fn reserved_characters_pass_but_not_those_that_end_the_parameter() {
        assert_eq!(
            escape("a/b?c=d&e#f%20%zz^", Keep::Reserved),
            "a/b?c=d%26e%23f%20%25zz%5E"
        );
    }

    #[test]
    fn what_stands_between_texts_differs_from_what_is_in_them() {
        let list = |delimiter, keep: Keep| {
            let mut out = escape("a,b c", keep.beside(delimiter));
            push_delimiter(&mut out, delimiter, keep);
            out
        };
        assert_eq!(list(',', Keep::Unreserved), "a%2Cb%20c,");
        assert_eq!(list(',', Keep::Reserved), "a%2Cb%20c,");
        assert_eq!(list('|', Keep::Reserved), "a,b%20c%7C");
        assert_eq!(list(',', Keep::Form), "a%2Cb+c,");
        assert_eq!(list(' ', Keep::Form), "a%2Cb+c%20");
        assert_eq!(list('\t', Keep::Everything), "a,b c\t");
    }

    #[test]
    fn unescape_undoes() {
        assert_eq!(unescape("a%20b+c%C3%A9%zz"), "a b cé%zz");
    }

    #[test]
    fn a_query_of_a_link_stays_as_it_is_where_it_can() {
        assert_eq!(mend_query("a[b]=1&c=%20 \"é"), "a[b]=1&c=%20%20%22%C3%A9");
    }
}
