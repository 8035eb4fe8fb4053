//! Reading numbers.

use super::Reader;
use super::number::{fixed_integer, is_number};
use super::scan::plain_length;
use crate::wire::{DriftKind, JsonError};

impl<'a> Reader<'a> {
    /// Reads a number and returns it as it is spelled.
    #[inline]
    pub fn number(&mut self) -> Result<&'a str, JsonError> {
        match self.peek_byte() {
            b'-' | b'0'..=b'9' => self.number_here(),
            _ => self.number_as_text("a number"),
        }
    }

    pub(super) fn number_here(&mut self) -> Result<&'a str, JsonError> {
        let Some(length) = number_length(self.rest_bytes()) else {
            return Err(self.syntax("malformed number"));
        };
        let text = self.slice(self.at, self.at + length);
        self.at += length;
        Ok(text)
    }

    /// Reads an integer, also one spelled with a point or an exponent (`1.0`, `1e3`).
    ///
    /// `expected` names the type for the error, as in `an integer of 32 bits`.
    #[inline]
    pub fn integer(&mut self, expected: &'static str) -> Result<i128, JsonError> {
        let negative = self.peek_byte() == b'-';
        let start = self.at + usize::from(negative);
        let bytes = self.text.as_bytes();
        let (mut at, mut value) = (start, 0u64);
        while let Some(digit @ b'0'..=b'9') = bytes.get(at) {
            value = value.wrapping_mul(10).wrapping_add(u64::from(digit & 15));
            at += 1;
        }
        let length = at - start;
        let simple = (1..=19).contains(&length)
            && !matches!(bytes.get(at), Some(b'.' | b'e' | b'E'))
            && (length == 1 || bytes.get(start) != Some(&b'0'));
        if !simple {
            return self.odd_integer(expected);
        }
        self.at = at;
        Ok(if negative {
            -i128::from(value)
        } else {
            i128::from(value)
        })
    }

    #[cold]
    fn odd_integer(&mut self, expected: &'static str) -> Result<i128, JsonError> {
        let mark = self.mark();
        let start = self.at;
        let text = match self.byte() {
            b'-' | b'0'..=b'9' => self.number()?,
            _ => self.number_as_text(expected)?,
        };
        let Some(integer) = fixed_integer(text) else {
            self.rewind(mark);
            return Err(self.expected(expected));
        };
        if self.rules.is_watchful() && text.contains(['.', 'e', 'E']) {
            self.tolerate(DriftKind::WholeNumber, start, expected)?;
        }
        Ok(integer)
    }

    /// Reads a text that spells a number, where the rules tolerate it.
    #[cold]
    pub(crate) fn number_as_text(&mut self, expected: &'static str) -> Result<&'a str, JsonError> {
        match self.plain_text() {
            Some((text, end)) if is_number(text) => {
                self.tolerate(DriftKind::TextForScalar, self.at, expected)?;
                self.at = end;
                Ok(text)
            }
            _ => Err(self.expected(expected)),
        }
    }

    /// Reads a text that spells a boolean, where the rules tolerate it.
    #[cold]
    pub(super) fn boolean_as_text(&mut self) -> Result<bool, JsonError> {
        const EXPECTED: &str = "a boolean";
        let spelled = self.plain_text().and_then(|(text, end)| {
            let is = |word| text.eq_ignore_ascii_case(word);
            let value = is("true");
            (value || is("false")).then_some((value, end))
        });
        let Some((value, end)) = spelled else {
            return Err(self.expected(EXPECTED));
        };
        self.tolerate(DriftKind::TextForScalar, self.at, EXPECTED)?;
        self.at = end;
        Ok(value)
    }

    /// The text that comes next, without white space around it, and where it ends; nothing where no
    /// text is read as another scalar.
    fn plain_text(&self) -> Option<(&'a str, usize)> {
        if !self.rules.tolerates(DriftKind::TextForScalar) || self.byte() != b'"' {
            return None;
        }
        let start = self.at + 1;
        let end = start + plain_length(self.text.as_bytes().get(start..)?);
        let is_whole = self.text.as_bytes().get(end) == Some(&b'"');
        is_whole.then(|| (self.slice(start, end).trim(), end + 1))
    }

    /// Reads a number as a float.
    #[inline]
    pub fn float(&mut self) -> Result<f64, JsonError> {
        self.finite("a number of 64 bits", |value: &f64| value.is_finite())
    }

    /// Reads a number as a float of 32 bits.
    #[inline]
    pub fn float32(&mut self) -> Result<f32, JsonError> {
        self.finite("a number of 32 bits", |value: &f32| value.is_finite())
    }

    fn finite<T: std::str::FromStr>(
        &mut self,
        expected: &'static str,
        is_finite: impl FnOnce(&T) -> bool,
    ) -> Result<T, JsonError> {
        self.peek_byte();
        let mark = self.mark();
        if let Ok(value) = self.number()?.parse()
            && is_finite(&value)
        {
            return Ok(value);
        }
        self.rewind(mark);
        Err(self.expected(expected))
    }
}

/// Bytes of the number at the start; none where it is malformed.
fn number_length(bytes: &[u8]) -> Option<usize> {
    let digits = |from: usize| {
        let rest = bytes.get(from..).unwrap_or_default();
        rest.iter().take_while(|byte| byte.is_ascii_digit()).count()
    };
    let start = usize::from(bytes.first() == Some(&b'-'));
    let whole = digits(start);
    if whole == 0 || whole > 1 && bytes.get(start) == Some(&b'0') {
        return None;
    }
    let mut at = start + whole;
    if bytes.get(at) == Some(&b'.') {
        let fraction = digits(at + 1);
        at = (fraction > 0).then_some(at + 1 + fraction)?;
    }
    if let Some(b'e' | b'E') = bytes.get(at) {
        let signed = matches!(bytes.get(at + 1), Some(b'+' | b'-'));
        at += 1 + usize::from(signed);
        let exponent = digits(at);
        at = (exponent > 0).then_some(at + exponent)?;
    }
    let goes_on = matches!(
        bytes.get(at),
        Some(b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-')
    );
    (!goes_on).then_some(at)
}
