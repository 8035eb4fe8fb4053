//! Numbers that keep their digits.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use crate::json::{Number, Reader, Writer, fixed_integer, is_integer, is_number};
use crate::wire::{Encode, JsonError, Wire};

/// A number of any size and precision, kept as it is spelled. Compared by value: `1.50` equals
/// `15e-1`.
///
/// ```
/// let price: runtime::Decimal = "19.90".parse()?;
/// assert_eq!(price.to_string(), "19.90");
/// assert_eq!(price.to_f64(), 19.9);
/// # Ok::<(), runtime::JsonError>(())
/// ```
#[derive(Clone)]
pub struct Decimal(Box<str>);

/// An integer of any size, kept as it is spelled. Compared by value.
///
/// ```
/// let huge: runtime::BigInteger = "123456789012345678901234567890".parse()?;
/// assert_eq!(huge.to_i128(), Some(123456789012345678901234567890));
/// # Ok::<(), runtime::JsonError>(())
/// ```
#[derive(Clone)]
pub struct BigInteger(Box<str>);

impl Decimal {
    /// The integer of the same value, if there is one.
    pub fn to_i128(&self) -> Option<i128> {
        fixed_integer(&self.0)
    }
}

impl BigInteger {
    /// The integer of the same value, if it fits.
    pub fn to_i128(&self) -> Option<i128> {
        fixed_integer(&self.0)
    }
}

impl Decimal {
    /// The number of this float; none for infinities and NaN.
    pub fn from_f64(value: f64) -> Option<Self> {
        let text = crate::to_string(&value);
        is_number(&text).then(|| Self(text.into()))
    }
}

/// Zero below every number of its sign; then by place of the first digit, then digit by digit.
fn compare(one: &str, other: &str) -> Ordering {
    let key = |text| {
        let (negative, digits, power) = Number::parse(text)?.normal();
        let sign = if digits.is_empty() {
            0
        } else if negative {
            -1
        } else {
            1
        };
        let place = power.saturating_add(i64::try_from(digits.len()).ok()?);
        Some((sign, place, digits))
    };
    match (key(one), key(other)) {
        (Some((sign, ..)), Some((other, ..))) if sign != other => sign.cmp(&other),
        (Some((-1, place, digits)), Some((_, other_place, other))) => {
            (other_place, other).cmp(&(place, digits))
        }
        (one, other) => one.cmp(&other),
    }
}

macro_rules! number {
    ($type:ident, $expected:literal, $check:ident) => {
        impl $type {
            /// The number as it is spelled.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The float next to it; infinite when it is too large for any.
            pub fn to_f64(&self) -> f64 {
                self.0.parse().unwrap_or(f64::NAN)
            }
        }

        impl FromStr for $type {
            type Err = JsonError;

            fn from_str(text: &str) -> Result<Self, JsonError> {
                if !$check(text) {
                    let message = format!(concat!("expected ", $expected, ", found {:?}"), text);
                    return Err(JsonError::custom(message));
                }
                Ok(Self(text.into()))
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl fmt::Debug for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Default for $type {
            fn default() -> Self {
                Self("0".into())
            }
        }

        impl From<i128> for $type {
            fn from(value: i128) -> Self {
                Self(value.to_string().into())
            }
        }

        impl From<i64> for $type {
            fn from(value: i64) -> Self {
                i128::from(value).into()
            }
        }

        impl From<i32> for $type {
            fn from(value: i32) -> Self {
                i128::from(value).into()
            }
        }

        impl From<u64> for $type {
            fn from(value: u64) -> Self {
                i128::from(value).into()
            }
        }

        impl PartialEq for $type {
            fn eq(&self, other: &Self) -> bool {
                self.0 == other.0 || compare(&self.0, &other.0) == Ordering::Equal
            }
        }

        impl Eq for $type {}

        impl PartialOrd for $type {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                Some(self.cmp(other))
            }
        }

        impl Ord for $type {
            fn cmp(&self, other: &Self) -> Ordering {
                compare(&self.0, &other.0)
            }
        }

        impl Hash for $type {
            fn hash<H: Hasher>(&self, state: &mut H) {
                Number::parse(&self.0)
                    .map(|number| number.normal())
                    .hash(state);
            }
        }

        impl Encode for $type {
            fn write(&self, writer: &mut Writer<'_>) {
                writer.raw(&self.0);
            }
        }

        impl Wire for $type {
            fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), JsonError> {
                reader.peek_byte();
                let mark = reader.mark();
                let text = match reader.peek()? {
                    crate::json::Kind::Number => reader.number()?,
                    _ => reader.number_as_text($expected)?,
                };
                if !$check(text) {
                    reader.rewind(mark);
                    return Err(reader.expected($expected));
                }
                self.0 = text.into();
                Ok(())
            }

            fn become_empty(&mut self) -> bool {
                *self = 0i64.into();
                true
            }

            fn vacant() -> Self {
                Self(Box::default())
            }
        }
    };
}

number!(Decimal, "a number", is_number);
number!(BigInteger, "an integer", is_integer);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{from_slice, to_string};

    #[test]
    fn digits_survive() {
        for text in [
            "0.10",
            "1e400",
            "-123456789012345678901234567890.0001",
            "1E-7",
        ] {
            let read: Decimal = from_slice(text.as_bytes()).unwrap();
            assert_eq!(to_string(&read), text);
        }
        let read: BigInteger = from_slice(b"1e30").unwrap();
        assert_eq!(to_string(&read), "1e30");
        assert_eq!(read.to_i128(), Some(10i128.pow(30)));
        for bad in ["1.5", "\"1\"", "null"] {
            assert!(from_slice::<BigInteger>(bad.as_bytes()).is_err(), "{bad}");
        }
    }

    #[test]
    fn order_is_that_of_the_values() {
        let sorted = [
            "-1e3", "-20", "-3", "-0.5", "0", "0.5", "0.51", "3", "20", "1e3",
        ];
        for (at, one) in sorted.iter().enumerate() {
            for (other_at, other) in sorted.iter().enumerate() {
                assert_eq!(compare(one, other), at.cmp(&other_at), "{one} {other}");
            }
        }
        assert_eq!(compare("1.50", "15e-1"), Ordering::Equal);
        assert_eq!(compare("-0", "0.0"), Ordering::Equal);
    }
}
