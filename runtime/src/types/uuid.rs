//! UUIDs, RFC 9562.

use std::fmt;

use super::spelled::{Spell, Spelled, read_text, write_spelled};
use crate::json::{Reader, Writer};
use crate::wire::{Encode, JsonError, Wire};

/// A UUID, RFC 9562. Upper-case digits, braces and missing hyphens are read and written back.
pub type Uuid = Spelled<::uuid::Uuid>;

impl Spell for ::uuid::Uuid {
    const EXPECTED: &'static str = "a UUID";

    fn parse(text: &str) -> Option<Self> {
        Self::try_parse(text).ok()
    }

    /// RFC 9562, section 4: with hyphens, in any case.
    fn is_regular(text: &str) -> bool {
        text.len() == 36
    }

    fn spell(&self, out: &mut dyn fmt::Write) -> fmt::Result {
        out.write_str(self.hyphenated().encode_lower(&mut [0; 36]))
    }

    fn vacant() -> Self {
        Self::nil()
    }
}

/// Without a spelling of its own, for arguments.
impl Encode for ::uuid::Uuid {
    fn write(&self, writer: &mut Writer<'_>) {
        write_spelled(self, writer);
    }
}

impl Wire for ::uuid::Uuid {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), JsonError> {
        *self = read_text(reader, Self::EXPECTED, <Self as Spell>::parse)?;
        Ok(())
    }

    fn vacant() -> Self {
        Self::nil()
    }
}
