//! Integers of a JSON text that its reader would round, because they have more than 64 bits.

use std::collections::VecDeque;

use crate::json_text::string;

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

/// Whether so many digits stand in a row. One of every nineteen bytes is looked at: such a row has
/// one of them.
fn has_run(bytes: &[u8]) -> bool {
    let digits = |bytes: &mut dyn Iterator<Item = &u8>| {
        bytes.take_while(|byte| byte.is_ascii_digit()).count()
    };
    (MANY - 1..bytes.len()).step_by(MANY).any(|at| {
        let (before, rest) = bytes.split_at(at);
        let right = digits(&mut rest.iter());
        right > 0 && right + digits(&mut before.iter().rev()) >= MANY
    })
}

pub fn is_part(byte: u8) -> bool {
    byte.is_ascii_digit() || b"+-.eE".contains(&byte)
}

/// The digits of a number that is read as a float, when it is an integer.
fn as_float(number: &str) -> Option<Option<Box<str>>> {
    if number == "-0" || number.contains(['.', 'e', 'E']) {
        return Some(None);
    }
    let fits = number.parse::<u64>().is_ok() || number.parse::<i64>().is_ok();
    (!fits).then(|| Some(number.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_long_numbers_wherever_they_stand() {
        for before in 0..2 * MANY {
            let text = format!("{}{}]", " ".repeat(before), "9".repeat(MANY));
            assert!(has_run(text.as_bytes()), "{text}");
            let text = format!("{}{}]", " ".repeat(before), "9".repeat(MANY - 1));
            assert!(!has_run(text.as_bytes()), "{text}");
        }
    }
}
