//! Dates and times of the library `time`, which is the default.

use std::fmt;

use ::time::{Month, OffsetDateTime, UtcOffset};

use super::moment::{self, Clock, Day};
use super::spelled::{Spell, Spelled, read_text, write_spelled};
use crate::json::{Reader, Writer};
use crate::wire::{Encode, JsonError, Wire};

/// A date-time, RFC 3339, section 5.6: `2026-01-02T03:04:05Z`.
///
/// Read with any offset and any number of digits after the second; also with a space or a
/// lower-case `t` in the middle, with offsets like `+0200`, and without seconds or offset (then it
/// is taken as UTC). It is written back as it was read.
pub type DateTime = Spelled<OffsetDateTime>;

/// A date, RFC 3339, section 5.6: `2026-01-02`.
pub type Date = ::time::Date;

/// A time of day, RFC 3339, section 5.6: `03:04:05.678`. An offset, where there is one, is kept in
/// the spelling and does not count when compared.
pub type Time = Spelled<::time::Time>;

fn date(day: Day) -> Option<Date> {
    Date::from_calendar_date(day.year, Month::try_from(day.month).ok()?, day.day).ok()
}

fn day(date: Date) -> Day {
    Day {
        year: date.year(),
        month: u8::from(date.month()),
        day: date.day(),
    }
}

fn time(clock: Clock) -> Option<::time::Time> {
    let Clock {
        hour,
        minute,
        second,
        nanosecond,
    } = clock;
    ::time::Time::from_hms_nano(hour, minute, second, nanosecond).ok()
}

fn clock(time: ::time::Time) -> Clock {
    let (hour, minute, second, nanosecond) = time.as_hms_nano();
    Clock {
        hour,
        minute,
        second,
        nanosecond,
    }
}

impl Spell for OffsetDateTime {
    const EXPECTED: &'static str = "a date-time";

    fn parse(text: &str) -> Option<Self> {
        let (day, clock, offset) = moment::parse_moment(text)?;
        let offset = UtcOffset::from_whole_seconds(offset).ok()?;
        Some(Self::new_in_offset(date(day)?, time(clock)?, offset))
    }

    fn is_regular(text: &str) -> bool {
        moment::is_regular_moment(text)
    }

    fn spell(&self, out: &mut dyn fmt::Write) -> fmt::Result {
        let offset = self.offset().whole_seconds();
        moment::spell_moment(day(self.date()), clock(self.time()), offset, out)
    }

    fn vacant() -> Self {
        Self::UNIX_EPOCH
    }
}

impl Spell for ::time::Time {
    const EXPECTED: &'static str = "a time";

    fn parse(text: &str) -> Option<Self> {
        time(moment::parse_clock(text)?)
    }

    fn is_regular(text: &str) -> bool {
        moment::is_regular_clock(text)
    }

    fn spell(&self, out: &mut dyn fmt::Write) -> fmt::Result {
        moment::spell_clock(clock(*self), out)
    }

    fn vacant() -> Self {
        Self::MIDNIGHT
    }
}

impl Spell for Date {
    const EXPECTED: &'static str = "a date";

    fn parse(text: &str) -> Option<Self> {
        date(moment::parse_day(text)?)
    }

    fn spell(&self, out: &mut dyn fmt::Write) -> fmt::Result {
        moment::spell_day(day(*self), out)
    }

    fn vacant() -> Self {
        OffsetDateTime::UNIX_EPOCH.date()
    }
}

impl Encode for Date {
    fn write(&self, writer: &mut Writer<'_>) {
        write_spelled(self, writer);
    }
}

impl Wire for Date {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), JsonError> {
        *self = read_text(reader, Self::EXPECTED, <Self as Spell>::parse)?;
        Ok(())
    }

    fn vacant() -> Self {
        Spell::vacant()
    }
}

/// Without a spelling of its own, for arguments.
impl Encode for OffsetDateTime {
    fn write(&self, writer: &mut Writer<'_>) {
        write_spelled(self, writer);
    }
}

/// Without a spelling of its own, for arguments.
impl Encode for ::time::Time {
    fn write(&self, writer: &mut Writer<'_>) {
        write_spelled(self, writer);
    }
}
