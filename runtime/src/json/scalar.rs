//! Reading numbers.

use super::number::fixed_integer;
use super::{Reader, is_number};
use crate::wire::Misfit;

impl<'a> Reader<'a> {
    /// Reads a number and returns it as it is spelled.
    #[inline]
    pub fn number(&mut self) -> Result<&'a str, Misfit> {
        match self.peek_byte() {
            b'-' | b'0'..=b'9' => self.number_here(),
            _ => Err(self.expected("a number")),
        }
    }

    pub(super) fn number_here(&mut self) -> Result<&'a str, Misfit> {
        let is_part = |byte: &&u8| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-');
        let length = self.rest_bytes().iter().take_while(is_part).count();
        let text = self.slice(self.at, self.at + length);
        if !is_number(text) {
            return Err(self.syntax("malformed number"));
        }
        self.at += length;
        Ok(text)
    }

    /// Reads an integer, also one spelled with a point or an exponent (`1.0`, `1e3`).
    ///
    /// `expected` names the type for the error, as in `an integer of 32 bits`.
    #[inline]
    pub fn integer(&mut self, expected: &'static str) -> Result<i128, Misfit> {
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
    fn odd_integer(&mut self, expected: &'static str) -> Result<i128, Misfit> {
        let mark = self.mark();
        if !matches!(self.byte(), b'-' | b'0'..=b'9') {
            return Err(self.expected(expected));
        }
        let text = self.number()?;
        fixed_integer(text).ok_or_else(|| {
            self.rewind(mark);
            self.expected(expected)
        })
    }

    /// Reads a number as a float.
    #[inline]
    pub fn float(&mut self) -> Result<f64, Misfit> {
        self.finite("a number of 64 bits", |value: &f64| value.is_finite())
    }

    /// Reads a number as a float of 32 bits.
    #[inline]
    pub fn float32(&mut self) -> Result<f32, Misfit> {
        self.finite("a number of 32 bits", |value: &f32| value.is_finite())
    }

    fn finite<T: std::str::FromStr>(
        &mut self,
        expected: &'static str,
        is_finite: impl FnOnce(&T) -> bool,
    ) -> Result<T, Misfit> {
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
