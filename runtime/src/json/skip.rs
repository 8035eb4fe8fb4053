//! The rare parts of reading: skipped values, raw values, escapes.

use super::Reader;
use super::scan::plain_length;
use crate::wire::JsonError;

impl<'a> Reader<'a> {
    /// Skips the next value; it is checked to be JSON.
    pub fn skip(&mut self) -> Result<(), JsonError> {
        // One bit for each open value, the innermost last: whether it is an object.
        let mut open: Vec<bool> = Vec::new();
        loop {
            let entered = match self.peek_byte() {
                b'{' => self.begin_object()?.then_some(true),
                b'[' => self.begin_array()?.then_some(false),
                _ => self.skip_scalar().map(|()| None)?,
            };
            if let Some(object) = entered {
                open.push(object);
            } else {
                loop {
                    let more = match open.last() {
                        None => return Ok(()),
                        Some(true) => self.next_member()?,
                        Some(false) => self.next_item()?,
                    };
                    if more {
                        break;
                    }
                    open.pop();
                }
            }
            if open.last() == Some(&true) {
                self.name()?;
            }
        }
    }

    fn skip_scalar(&mut self) -> Result<(), JsonError> {
        match self.byte() {
            b'"' => self.string().map(drop),
            b'-' | b'0'..=b'9' => self.number_here().map(drop),
            b't' => self.word("true"),
            b'f' => self.word("false"),
            b'n' => self.word("null"),
            _ => Err(self.syntax("expected a value")),
        }
    }

    /// Reads the next value and returns its text, without the whitespace around it.
    pub fn raw(&mut self) -> Result<&'a str, JsonError> {
        self.peek_byte();
        let start = self.at;
        self.skip()?;
        Ok(self.slice(start, self.at))
    }

    /// Reads the rest of a string whose plain part ends at `at`.
    #[cold]
    pub(super) fn escaped(&mut self, start: usize, at: usize) -> Result<String, JsonError> {
        let mut string = String::with_capacity(at - start + 16);
        let mut from = start;
        self.at = at;
        loop {
            string.push_str(self.slice(from, self.at));
            match self.byte() {
                b'"' => {
                    self.at += 1;
                    return Ok(string);
                }
                b'\\' => {
                    self.at += 1;
                    string.push(self.escape()?);
                }
                _ => return Err(self.syntax("control character in a string")),
            }
            from = self.at;
            self.at += plain_length(self.rest_bytes());
        }
    }

    /// What comes after a backslash.
    fn escape(&mut self) -> Result<char, JsonError> {
        let char = match self.byte() {
            b'"' => '"',
            b'\\' => '\\',
            b'/' => '/',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.unicode_escape(),
            _ => return Err(self.syntax("unknown escape")),
        };
        self.at += 1;
        Ok(char)
    }

    /// `uXXXX`, two of them where a surrogate pair is spelled.
    fn unicode_escape(&mut self) -> Result<char, JsonError> {
        let start = self.at;
        let high = self.four_digits()?;
        let mut code = high;
        if (0xd800..0xdc00).contains(&high) && self.rest_bytes().starts_with(b"\\u") {
            self.at += 1;
            let low = self.four_digits()?;
            if (0xdc00..0xe000).contains(&low) {
                code = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
            }
        }
        char::from_u32(code).ok_or_else(|| JsonError::syntax("lone surrogate", start - 1))
    }

    fn four_digits(&mut self) -> Result<u32, JsonError> {
        let from = self.at + 1;
        let digits = self.text.as_bytes().get(from..from + 4).unwrap_or_default();
        let mut code = 0;
        for digit in digits {
            match char::from(*digit).to_digit(16) {
                Some(digit) => code = code * 16 + digit,
                None => return Err(self.syntax("malformed escape")),
            }
        }
        if digits.len() < 4 {
            return Err(self.syntax("malformed escape"));
        }
        self.at = from + 4;
        Ok(code)
    }
}
