//! How long the parts of a JSON text are, without reading them.

/// The length of the string at the start of the text, with its quotes.
pub fn string(text: &[u8]) -> usize {
    let mut at = 1;
    loop {
        match text.get(at) {
            None => return at,
            Some(b'"') => return at + 1,
            Some(b'\\') => at += 2,
            Some(_) => at += 1,
        }
    }
}

/// The length of the number or word at the start of the text, or of what stands in its place.
pub fn word(text: &[u8]) -> usize {
    let ends = |byte: &u8| b" \t\r\n:,}]{[\"".contains(byte);
    text.iter().position(ends).unwrap_or(text.len())
}
