//! Characters that are invisible or change how the text around them looks. This room knows no
//! other.

/// Whether a character is a control character, breaks lines, changes the direction of the text
/// around it, or takes no space.
pub fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{61c}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
        )
}

/// The text with such characters spelled out, `\u{202e}`.
pub fn spelled_out(text: &str) -> String {
    // Nearly all texts have none of them.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.to_owned();
    }
    let mut spelled = String::with_capacity(text.len());
    for c in text.chars() {
        match is_hidden(c) {
            true => spelled.extend(c.escape_unicode()),
            false => spelled.push(c),
        }
    }
    spelled
}
