//! Numbers and text: numbers that are also read from a string, and numbers that are a string.

use std::fmt;
use std::ops::Deref;

use super::spelled::Spell;
use super::{BigInteger, Decimal};
use crate::json::{Kind, Reader, Writer};
use crate::wire::{Encode, JsonError, Wire, from_slice, to_string};

/// A number that is also read from a string, and always written as a number: some servers take and
/// give both.
///
/// It dereferences to the number and is made [`From`] it.
///
/// ```
/// use runtime::Numeric;
///
/// let count: Numeric<i32> = runtime::from_slice(br#""17""#)?;
/// assert_eq!(count, 17);
/// assert_eq!(runtime::to_string(&count), "17");
/// # Ok::<(), runtime::JsonError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Numeric<T>(pub T);

impl<T> Deref for Numeric<T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> From<T> for Numeric<T> {
    #[inline]
    fn from(number: T) -> Self {
        Self(number)
    }
}

impl<T: PartialEq> PartialEq<T> for Numeric<T> {
    #[inline]
    fn eq(&self, other: &T) -> bool {
        self.0 == *other
    }
}

impl<T: fmt::Display> fmt::Display for Numeric<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Shows the number.
impl<T: fmt::Debug> fmt::Debug for Numeric<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<T: Encode> Encode for Numeric<T> {
    fn write(&self, writer: &mut Writer<'_>) {
        self.0.write(writer);
    }
}

impl<T: Wire> Wire for Numeric<T> {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), JsonError> {
        if reader.peek()? != Kind::String {
            return self.0.read(reader);
        }
        let mark = reader.mark();
        let text = reader.string()?;
        match from_slice(text.as_bytes()) {
            Ok(number) => self.0 = number,
            Err(_) => {
                reader.rewind(mark);
                return Err(reader.expected("a number, or one as text"));
            }
        }
        Ok(())
    }

    fn become_empty(&mut self) -> bool {
        self.0.become_empty()
    }

    #[inline]
    fn vacant() -> Self {
        Self(T::vacant())
    }
}

macro_rules! spelled_integers {
    ($($type:ident $expected:literal,)*) => {$(
        impl Spell for $type {
            const EXPECTED: &'static str = $expected;

            fn parse(text: &str) -> Option<Self> {
                text.parse().ok()
            }

            fn spell(&self, out: &mut dyn fmt::Write) -> fmt::Result {
                write!(out, "{self}")
            }

            fn vacant() -> Self {
                0
            }
        }
    )*};
}

spelled_integers! {
    i64 "the text of an integer of 64 bits",
    u64 "the text of an unsigned integer of 64 bits",
}

/// As JSON spells it, and `NaN`, `Infinity` and `-Infinity`.
impl Spell for f64 {
    const EXPECTED: &'static str = "the text of a number";

    fn parse(text: &str) -> Option<Self> {
        text.parse().ok()
    }

    fn spell(&self, out: &mut dyn fmt::Write) -> fmt::Result {
        match self {
            _ if self.is_finite() => out.write_str(&to_string(self)),
            _ if self.is_nan() => out.write_str("NaN"),
            _ if *self > 0.0 => out.write_str("Infinity"),
            _ => out.write_str("-Infinity"),
        }
    }

    fn vacant() -> Self {
        0.0
    }
}

/// Leading zeros, a plus sign and a point without digits on one side are read, too.
impl Spell for Decimal {
    const EXPECTED: &'static str = "the text of a number";

    fn parse(text: &str) -> Option<Self> {
        if let Ok(number) = text.parse() {
            return Some(number);
        }
        let (sign, rest) = match text.strip_prefix('-') {
            Some(rest) => ("-", rest),
            None => ("", text.strip_prefix('+').unwrap_or(text)),
        };
        let end = rest.find(['e', 'E']).unwrap_or(rest.len());
        let (digits, power) = rest.split_at_checked(end)?;
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        if whole.is_empty() && fraction.is_empty() {
            return None;
        }
        let whole = Some(whole.trim_start_matches('0')).filter(|whole| !whole.is_empty());
        let point = if fraction.is_empty() { "" } else { "." };
        let whole = whole.unwrap_or("0");
        format!("{sign}{whole}{point}{fraction}{power}")
            .parse()
            .ok()
    }

    fn spell(&self, out: &mut dyn fmt::Write) -> fmt::Result {
        out.write_str(self.as_str())
    }

    fn vacant() -> Self {
        0i64.into()
    }
}

/// Leading zeros and a plus sign are read, too.
impl Spell for BigInteger {
    const EXPECTED: &'static str = "the text of an integer";

    fn parse(text: &str) -> Option<Self> {
        <Decimal as Spell>::parse(text)?.as_str().parse().ok()
    }

    fn spell(&self, out: &mut dyn fmt::Write) -> fmt::Result {
        out.write_str(self.as_str())
    }

    fn vacant() -> Self {
        0i64.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Spelled;

    #[track_caller]
    fn kept<T: Spell>(text: &str) -> Spelled<T> {
        let json = format!("{text:?}");
        let read: Spelled<T> = from_slice(json.as_bytes()).unwrap();
        assert_eq!(to_string(&read), json);
        read
    }

    #[test]
    fn numbers_in_strings_stay_as_they_are_spelled() {
        assert_eq!(kept::<i64>("-007"), -7);
        assert_eq!(kept::<u64>("18446744073709551615"), u64::MAX);
        assert_eq!(kept::<f64>("1.50"), 1.5);
        assert!(kept::<f64>("NaN").is_nan());
        for (text, number) in [
            ("+01.50", "1.50"),
            (".5", "0.5"),
            ("-5.", "-5"),
            ("1E3", "1E3"),
        ] {
            assert_eq!(kept::<Decimal>(text).as_str(), number);
        }
        kept::<BigInteger>("00012");
        let long = "1".repeat(100);
        assert_eq!(kept::<Decimal>(&long).spelling(), None);
        assert_eq!(to_string(&Spelled::from(f64::INFINITY)), r#""Infinity""#);
        for bad in ["", ".", "-", "1,5", "e3", "0x1"] {
            let json = format!("{bad:?}");
            assert!(
                from_slice::<Spelled<Decimal>>(json.as_bytes()).is_err(),
                "{bad}"
            );
            assert!(
                from_slice::<Spelled<i64>>(json.as_bytes()).is_err(),
                "{bad}"
            );
        }
        assert!(from_slice::<Spelled<i64>>(b"5").is_err());
    }

    #[test]
    fn numbers_are_read_from_both_and_written_as_numbers() {
        for (json, written) in [("5", "5"), (r#""-5""#, "-5")] {
            assert_eq!(
                to_string(&from_slice::<Numeric<i32>>(json.as_bytes()).unwrap()),
                written
            );
        }
        let price: Numeric<f64> = from_slice(br#""1.5e3""#).unwrap();
        assert_eq!(price, 1500.0);
        for bad in [r#""""#, r#""x""#, "true", "null", r#""1 2""#] {
            assert!(from_slice::<Numeric<i32>>(bad.as_bytes()).is_err(), "{bad}");
        }
    }
}
