//! Dates and times as text: RFC 3339 (sections 5.6 and 5.7) and the variants that servers send.
//!
//! One reader and one writer serve the types of every date-time library.

use std::fmt;

/// A date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Day {
    pub(super) year: i32,
    pub(super) month: u8,
    pub(super) day: u8,
}

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) hour: u8,
    pub(super) minute: u8,
    pub(super) second: u8,
    pub(super) nanosecond: u32,
}

/// The text that is still to be read.
struct Text<'a>(&'a [u8]);

impl Text<'_> {
    /// A number of so many digits.
    fn digits(&mut self, count: usize) -> Option<u32> {
        let (digits, rest) = self.0.split_at_checked(count)?;
        let mut value = 0;
        for digit in digits {
            if !digit.is_ascii_digit() {
                return None;
            }
            value = value * 10 + u32::from(digit & 15);
        }
        self.0 = rest;
        Some(value)
    }

    fn two(&mut self) -> Option<u8> {
        self.digits(2).and_then(|value| u8::try_from(value).ok())
    }

    /// Takes one of these bytes.
    fn any(&mut self, bytes: &[u8]) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        if !bytes.contains(first) {
            return None;
        }
        self.0 = rest;
        Some(*first)
    }

    fn day(&mut self) -> Option<Day> {
        let year = i32::try_from(self.digits(4)?).ok()?;
        self.any(b"-")?;
        let month = self.two()?;
        self.any(b"-")?;
        Some(Day {
            year,
            month,
            day: self.two()?,
        })
    }

    /// `03:04`, `03:04:05`, `03:04:05.678`. A leap second is the last nanosecond before it, as no
    /// library knows them. Digits beyond nanoseconds are cut off.
    fn clock(&mut self) -> Option<Clock> {
        let hour = self.two()?;
        self.any(b":")?;
        let mut clock = Clock {
            hour,
            minute: self.two()?,
            second: 0,
            nanosecond: 0,
        };
        if self.any(b":").is_none() {
            return Some(clock);
        }
        clock.second = self.two()?;
        if self.any(b".,").is_some() {
            clock.nanosecond = self.fraction()?;
        }
        if clock.second == 60 {
            (clock.second, clock.nanosecond) = (59, 999_999_999);
        }
        Some(clock)
    }

    fn fraction(&mut self) -> Option<u32> {
        let mut value = 0;
        let mut unit = 100_000_000;
        value += self.digits(1)? * unit;
        while let Some(digit) = self.digits(1) {
            unit /= 10;
            value += digit * unit;
        }
        Some(value)
    }

    /// Seconds east of UTC: `Z`, `+02:00`, `+0200`, `+02`.
    fn offset(&mut self) -> Option<i32> {
        self.any(b" ");
        let sign = match self.any(b"Zz+-")? {
            b'+' => 1,
            b'-' => -1,
            _ => return Some(0),
        };
        let hours = i32::from(self.two()?);
        let colon = self.any(b":").is_some();
        let minutes = if colon || !self.0.is_empty() {
            i32::from(self.two()?)
        } else {
            0
        };
        (hours < 24 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
    }
}

/// A date, `2026-01-02`.
pub(super) fn parse_day(text: &str) -> Option<Day> {
    let mut text = Text(text.as_bytes());
    let day = text.day()?;
    text.0.is_empty().then_some(day)
}

/// A time, with or without an offset.
pub(super) fn parse_clock(text: &str) -> Option<Clock> {
    let mut text = Text(text.as_bytes());
    let clock = text.clock()?;
    if !text.0.is_empty() {
        text.offset()?;
    }
    text.0.is_empty().then_some(clock)
}

/// A date-time and its offset in seconds. Between date and time there may be `T`, `t` or a space;
/// where the offset is missing, it is UTC.
pub(super) fn parse_moment(text: &str) -> Option<(Day, Clock, i32)> {
    let mut text = Text(text.as_bytes());
    let day = text.day()?;
    text.any(b"Tt ")?;
    let clock = text.clock()?;
    let offset = if text.0.is_empty() { 0 } else { text.offset()? };
    text.0.is_empty().then_some((day, clock, offset))
}

/// Whether a date-time that can be read is one of RFC 3339, section 5.6.
pub(super) fn is_regular_moment(text: &str) -> bool {
    let time = text
        .get(10..)
        .and_then(|rest| rest.strip_prefix(['T', 't']));
    let is_whole = |time: &str| time.ends_with(['Z', 'z']) || time.contains(['+', '-']);
    time.is_some_and(|time| is_regular_clock(time) && is_whole(time))
}

/// Whether a time that can be read is one of RFC 3339, section 5.6, with an offset or without.
pub(super) fn is_regular_clock(text: &str) -> bool {
    let Some(rest) = text.get(8..).filter(|_| text.get(5..6) == Some(":")) else {
        return false;
    };
    let offset = match rest.strip_prefix('.') {
        Some(fraction) => fraction.trim_start_matches(|c: char| c.is_ascii_digit()),
        None => rest,
    };
    let offset = offset.as_bytes();
    matches!(offset, [] | [b'Z' | b'z'] | [b'+' | b'-', _, _, b':', _, _])
}

/// `2026-01-02`
pub(super) fn spell_day(day: Day, out: &mut dyn fmt::Write) -> fmt::Result {
    let year = day.year.unsigned_abs();
    if day.year < 0 {
        out.write_char('-')?;
    }
    if year > 9999 {
        write!(out, "{}", year / 10_000)?;
    }
    pair(year / 100 % 100, out)?;
    pair(year % 100, out)?;
    out.write_char('-')?;
    pair(u32::from(day.month), out)?;
    out.write_char('-')?;
    pair(u32::from(day.day), out)
}

/// `03:04:05`, `03:04:05.678`: as many digits of the fraction as are needed.
pub(super) fn spell_clock(clock: Clock, out: &mut dyn fmt::Write) -> fmt::Result {
    pair(u32::from(clock.hour), out)?;
    out.write_char(':')?;
    pair(u32::from(clock.minute), out)?;
    out.write_char(':')?;
    pair(u32::from(clock.second), out)?;
    let mut rest = clock.nanosecond;
    if rest == 0 {
        return Ok(());
    }
    out.write_char('.')?;
    let mut unit = 100_000_000;
    while rest > 0 {
        digit(rest / unit, out)?;
        rest %= unit;
        unit /= 10;
    }
    Ok(())
}

/// `2026-01-02T03:04:05.678Z`, `2026-01-02T03:04:05+02:00`
pub(super) fn spell_moment(
    day: Day,
    clock: Clock,
    offset: i32,
    out: &mut dyn fmt::Write,
) -> fmt::Result {
    spell_day(day, out)?;
    out.write_char('T')?;
    spell_clock(clock, out)?;
    if offset == 0 {
        return out.write_char('Z');
    }
    let minutes = offset.unsigned_abs() / 60;
    out.write_char(if offset < 0 { '-' } else { '+' })?;
    pair(minutes / 60, out)?;
    out.write_char(':')?;
    pair(minutes % 60, out)
}

fn pair(value: u32, out: &mut dyn fmt::Write) -> fmt::Result {
    digit(value / 10, out)?;
    digit(value % 10, out)
}

fn digit(value: u32, out: &mut dyn fmt::Write) -> fmt::Result {
    out.write_char(char::from_digit(value, 10).unwrap_or('9'))
}
