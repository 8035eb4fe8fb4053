//! How long the parts of a JSON text are, without reading them.

use memchr::memchr2;

/// The length of the string at the start of the text, with its quotes.
pub fn string(text: &[u8]) -> usize {
    let mut at = 1;
    loop {
        let rest = text.get(at..).unwrap_or_default();
        match memchr2(b'"', b'\\', rest) {
            None => return text.len(),
            Some(passed) if rest.get(passed) == Some(&b'"') => return at + passed + 1,
            Some(passed) => at += passed + 2,
        }
    }
}

/// The length of the number or word at the start of the text, or of what stands in its place.
pub fn word(text: &[u8]) -> usize {
    let ends = |byte: &u8| b" \t\r\n:,}]{[\"".contains(byte);
    text.iter().position(ends).unwrap_or(text.len())
}
