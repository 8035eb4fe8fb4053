//! Dates and times of the library `chrono`, for APIs whose settings name it.

use std::fmt;

use ::chrono::{
    Datelike as _, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeZone as _, Timelike as _,
};

use super::moment::{self, Clock, Day};
use super::spelled::{Spell, Spelled, read_text, write_spelled};
use crate::json::{Reader, Writer};
use crate::wire::{Encode, JsonError, Wire};

/// A date-time, read as leniently as [`runtime::DateTime`](crate::DateTime).
pub type DateTime = Spelled<::chrono::DateTime<FixedOffset>>;

/// A date, RFC 3339, section 5.6.
pub type Date = NaiveDate;

/// A time of day; an offset is kept in the spelling.
pub type Time = Spelled<NaiveTime>;

fn date(day: Day) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(day.year, day.month.into(), day.day.into())
}

fn day(date: NaiveDate) -> Day {
    Day {
        year: date.year(),
        month: byte(date.month()),
        day: byte(date.day()),
    }
}

fn time(clock: Clock) -> Option<NaiveTime> {
    let Clock {
        hour,
        minute,
        second,
        nanosecond,
    } = clock;
    NaiveTime::from_hms_nano_opt(hour.into(), minute.into(), second.into(), nanosecond)
}

/// A leap second, which chrono keeps as more than a second of nanoseconds, is the last moment
/// before it.
fn clock(time: NaiveTime) -> Clock {
    Clock {
        hour: byte(time.hour()),
        minute: byte(time.minute()),
        second: byte(time.second()),
        nanosecond: time.nanosecond().min(999_999_999),
    }
}

fn byte(value: u32) -> u8 {
    u8::try_from(value).unwrap_or(0)
}

impl Spell for ::chrono::DateTime<FixedOffset> {
    const EXPECTED: &'static str = "a date-time";

    fn parse(text: &str) -> Option<Self> {
        let (day, clock, offset) = moment::parse_moment(text)?;
        let local = NaiveDateTime::new(date(day)?, time(clock)?);
        FixedOffset::east_opt(offset)?
            .from_local_datetime(&local)
            .single()
    }

    fn is_regular(text: &str) -> bool {
        moment::is_regular_moment(text)
    }

    fn spell(&self, out: &mut dyn fmt::Write) -> fmt::Result {
        let offset = self.offset().local_minus_utc();
        moment::spell_moment(day(self.date_naive()), clock(self.time()), offset, out)
    }

    fn vacant() -> Self {
        ::chrono::DateTime::UNIX_EPOCH.fixed_offset()
    }
}

impl Spell for NaiveTime {
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

impl Spell for NaiveDate {
    const EXPECTED: &'static str = "a date";

    fn parse(text: &str) -> Option<Self> {
        date(moment::parse_day(text)?)
    }

    fn spell(&self, out: &mut dyn fmt::Write) -> fmt::Result {
        moment::spell_day(day(*self), out)
    }

    fn vacant() -> Self {
        ::chrono::DateTime::UNIX_EPOCH.date_naive()
    }
}

impl Encode for NaiveDate {
    fn write(&self, writer: &mut Writer<'_>) {
        write_spelled(self, writer);
    }
}

impl Wire for NaiveDate {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), JsonError> {
        *self = read_text(reader, Self::EXPECTED, <Self as Spell>::parse)?;
        Ok(())
    }

    fn vacant() -> Self {
        Spell::vacant()
    }
}
