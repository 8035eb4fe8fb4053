//! Lengths of time, ISO 8601-1, section 5.5.2.

use std::fmt::{self, Write as _};
use std::str::FromStr;

use super::spelled::read_text;
use crate::json::{Reader, Writer};
use crate::wire::{Encode, JsonError, Wire};

/// A length of time as ISO 8601 spells it: `P1DT2H`, `PT0.5S`, `P3M`.
///
/// The text is kept, since years and months have no fixed length;
/// [`to_std`](Self::to_std) gives the others as a [`std::time::Duration`].
///
/// ```
/// use runtime::Duration;
///
/// let duration: Duration = "PT1M30.5S".parse()?;
/// assert_eq!(duration.to_std(), Some(std::time::Duration::from_millis(90_500)));
/// assert_eq!(Duration::from(std::time::Duration::from_secs(90)).as_str(), "PT90S");
/// # Ok::<(), runtime::JsonError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Duration(Box<str>);

const EXPECTED: &str = "a duration";

/// A part of a duration: digits before and after the point, unit, whether it stands after `T`.
type Part<'a> = (&'a str, &'a str, char, bool);

impl Duration {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The length, if it is a fixed one (no years and months) that is not negative. Weeks and days
    /// count as seven and one times 24 hours.
    pub fn to_std(&self) -> Option<std::time::Duration> {
        let text = self.0.strip_prefix('+').unwrap_or(&self.0);
        let mut total = 0u128;
        for (whole, fraction, unit, in_time) in parts(text)? {
            let seconds: u128 = match (unit, in_time) {
                ('W', false) => 7 * 24 * 3600,
                ('D', false) => 24 * 3600,
                ('H', true) => 3600,
                ('M', true) => 60,
                ('S', true) => 1,
                _ if whole.bytes().all(|digit| digit == b'0') => 0,
                _ => return None,
            };
            let digits = fraction.get(..9).unwrap_or(fraction);
            let part = format!("{whole}{digits:0<9}").parse::<u128>().ok()?;
            total = total.checked_add(part.checked_mul(seconds)?)?;
        }
        let seconds = u64::try_from(total / 1_000_000_000).ok()?;
        let nanoseconds = u32::try_from(total % 1_000_000_000).ok()?;
        Some(std::time::Duration::new(seconds, nanoseconds))
    }

    fn parse(text: &str) -> Option<Self> {
        let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
        parts(unsigned).map(|_| Self(text.into()))
    }
}

/// The parts of an unsigned duration, at least one; none if the text is no duration.
fn parts(text: &str) -> Option<Vec<Part<'_>>> {
    let mut rest = text.strip_prefix(['P', 'p'])?;
    let mut parts = Vec::new();
    let mut in_time = false;
    while !rest.is_empty() {
        if let Some(time) = rest.strip_prefix(['T', 't']).filter(|_| !in_time) {
            (rest, in_time) = (time, true);
            if rest.is_empty() {
                return None;
            }
        }
        let length = rest.find(|char: char| char.is_ascii_alphabetic())?;
        let (number, unit) = rest.split_at(length);
        let (whole, fraction) = number.split_once(['.', ',']).unwrap_or((number, ""));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let mut chars = unit.chars();
        let unit = chars.next()?.to_ascii_uppercase();
        let units = if in_time { "HMS" } else { "YMWD" };
        if whole.is_empty() || !digits(whole) || !digits(fraction) || !units.contains(unit) {
            return None;
        }
        parts.push((whole, fraction, unit, in_time));
        rest = chars.as_str();
    }
    (!parts.is_empty()).then_some(parts)
}

impl From<std::time::Duration> for Duration {
    fn from(duration: std::time::Duration) -> Self {
        let mut text = format!("PT{}", duration.as_secs());
        if duration.subsec_nanos() > 0 {
            let fraction = format!("{:09}", duration.subsec_nanos());
            // Writing to a string never fails.
            let _ = write!(text, ".{}", fraction.trim_end_matches('0'));
        }
        text.push('S');
        Self(text.into())
    }
}

impl FromStr for Duration {
    type Err = JsonError;

    fn from_str(text: &str) -> Result<Self, JsonError> {
        Self::parse(text)
            .ok_or_else(|| JsonError::custom(format!("expected {EXPECTED}, found {text:?}")))
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Encode for Duration {
    fn write(&self, writer: &mut Writer<'_>) {
        writer.string(&self.0);
    }
}

impl Wire for Duration {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), JsonError> {
        *self = read_text(reader, EXPECTED, Self::parse)?;
        Ok(())
    }

    fn vacant() -> Self {
        Self("PT0S".into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_what_iso_8601_spells() {
        for good in [
            "P1Y",
            "P1Y2M3DT4H5M6S",
            "PT0.5S",
            "-P1D",
            "P2W",
            "PT36H",
            "P1M",
            "pt1s",
        ] {
            assert!(good.parse::<Duration>().is_ok(), "{good}");
        }
        for bad in [
            "", "P", "PT", "1D", "P1", "P1H", "PT1D", "P-1D", "P1DT", "PT.5S", "P1D2",
        ] {
            assert!(bad.parse::<Duration>().is_err(), "{bad}");
        }
    }

    #[test]
    fn converts_where_the_length_is_fixed() {
        let seconds = |text: &str| {
            text.parse::<Duration>()
                .ok()?
                .to_std()
                .map(|duration| duration.as_secs_f64())
        };
        assert_eq!(seconds("P1DT1H"), Some(90_000.0));
        assert_eq!(seconds("P0Y1W"), Some(604_800.0));
        assert_eq!(seconds("PT0,25S"), Some(0.25));
        assert_eq!(seconds("P1M"), None);
        assert_eq!(seconds("-PT1S"), None);
        assert_eq!(
            seconds("PT99999999999999999999999999999999999999999S"),
            None
        );
    }
}
