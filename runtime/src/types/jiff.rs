//! Dates and times of the library `jiff`, for APIs whose settings name it.

use std::fmt;

use ::jiff::civil;
use ::jiff::tz::{Offset, TimeZone};
use ::jiff::{Timestamp, Zoned};

use super::moment::{self, Clock, Day};
use super::spelled::{Spell, Spelled, read_text, write_spelled};
use crate::json::{Reader, Writer};
use crate::wire::{Encode, JsonError, Wire};

/// A date-time in a zone of fixed offset, read as leniently as
/// [`runtime::DateTime`](crate::DateTime).
pub type DateTime = Spelled<Zoned>;

/// A date, RFC 3339, section 5.6.
pub type Date = civil::Date;

/// A time of day; an offset is kept in the spelling.
pub type Time = Spelled<civil::Time>;

fn date(day: Day) -> Option<civil::Date> {
    let Day { year, month, day } = day;
    civil::Date::new(
        year.try_into().ok()?,
        month.try_into().ok()?,
        day.try_into().ok()?,
    )
    .ok()
}

fn day(date: civil::Date) -> Day {
    Day {
        year: date.year().into(),
        month: byte(date.month()),
        day: byte(date.day()),
    }
}

fn time(clock: Clock) -> Option<civil::Time> {
    let Clock {
        hour,
        minute,
        second,
        nanosecond,
    } = clock;
    let nanosecond = i32::try_from(nanosecond).ok()?;
    let small = |value: u8| i8::try_from(value).ok();
    civil::Time::new(small(hour)?, small(minute)?, small(second)?, nanosecond).ok()
}

fn clock(time: civil::Time) -> Clock {
    Clock {
        hour: byte(time.hour()),
        minute: byte(time.minute()),
        second: byte(time.second()),
        nanosecond: u32::try_from(time.subsec_nanosecond()).unwrap_or(0),
    }
}

fn byte(value: i8) -> u8 {
    u8::try_from(value).unwrap_or(0)
}

impl Spell for Zoned {
    const EXPECTED: &'static str = "a date-time";

    fn parse(text: &str) -> Option<Self> {
        let (day, clock, offset) = moment::parse_moment(text)?;
        let offset = Offset::from_seconds(offset).ok()?;
        let local = civil::DateTime::from_parts(date(day)?, time(clock)?);
        let zone = if offset == Offset::UTC {
            TimeZone::UTC
        } else {
            TimeZone::fixed(offset)
        };
        Some(offset.to_timestamp(local).ok()?.to_zoned(zone))
    }

    fn is_regular(text: &str) -> bool {
        moment::is_regular_moment(text)
    }

    fn spell(&self, out: &mut dyn fmt::Write) -> fmt::Result {
        moment::spell_moment(
            day(self.date()),
            clock(self.time()),
            self.offset().seconds(),
            out,
        )
    }

    fn vacant() -> Self {
        Timestamp::UNIX_EPOCH.to_zoned(TimeZone::UTC)
    }
}

impl Spell for civil::Time {
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
        Self::MIN
    }
}

impl Spell for civil::Date {
    const EXPECTED: &'static str = "a date";

    fn parse(text: &str) -> Option<Self> {
        date(moment::parse_day(text)?)
    }

    fn spell(&self, out: &mut dyn fmt::Write) -> fmt::Result {
        moment::spell_day(day(*self), out)
    }

    fn vacant() -> Self {
        Self::default()
    }
}

impl Encode for civil::Date {
    fn write(&self, writer: &mut Writer<'_>) {
        write_spelled(self, writer);
    }
}

impl Wire for civil::Date {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), JsonError> {
        *self = read_text(reader, Self::EXPECTED, <Self as Spell>::parse)?;
        Ok(())
    }

    fn vacant() -> Self {
        Spell::vacant()
    }
}
