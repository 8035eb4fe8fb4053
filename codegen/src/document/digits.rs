//! Integers of a JSON text that its reader would round, because they have more than 64 bits.

use std::collections::VecDeque;

/// The numbers that the JSON reader takes for floats, in the order of the text: the digits of each
/// that is an integer. The list is empty when there is no such integer.
pub type Digits = VecDeque<Option<Box<str>>>;

/// A shorter integer always fits into 64 bits.
const MANY: usize = 19;

pub fn beyond_64_bits(text: &str) -> Digits {
    let mut found = Digits::new();
    let bytes = text.as_bytes();
    if !has_run(bytes) {
        return found;
    }
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let rest = bytes.get(at..).unwrap_or_default();
        at += match byte {
            b'"' => string(rest),
            b'-' | b'0'..=b'9' => {
                let length = rest.iter().take_while(|byte| is_part(**byte)).count();
                let number = text.get(at..at + length).unwrap_or_default();
                found.extend(as_float(number));
                length
            }
            _ => 1,
        };
    }
    if found.iter().all(Option::is_none) {
        found.clear();
    }
    found
}

fn has_run(bytes: &[u8]) -> bool {
    let mut run = 0;
    bytes.iter().any(|byte| {
        run = if byte.is_ascii_digit() { run + 1 } else { 0 };
        run == MANY
    })
}

pub fn is_part(byte: u8) -> bool {
    byte.is_ascii_digit() || b"+-.eE".contains(&byte)
}

/// The length of the string at the start of the text.
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

/// The digits of a number that is read as a float, when it is an integer.
fn as_float(number: &str) -> Option<Option<Box<str>>> {
    if number == "-0" || number.contains(['.', 'e', 'E']) {
        return Some(None);
    }
    let fits = number.parse::<u64>().is_ok() || number.parse::<i64>().is_ok();
    (!fits).then(|| Some(number.into()))
}
