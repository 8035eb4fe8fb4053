//! Internet addresses.

use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};

use super::spelled::{Spell, Spelled, read_text, write_spelled};
use crate::json::{Reader, Writer};
use crate::wire::{Encode, JsonError, Wire};

/// An IPv4 address, RFC 2673, section 3.2: `192.0.2.1`. It has one spelling.
pub type Ipv4 = Ipv4Addr;

/// An IPv6 address, RFC 4291, section 2.2. Written as RFC 5952 has it, unless it was read
/// otherwise.
pub type Ipv6 = Spelled<Ipv6Addr>;

impl Spell for Ipv4Addr {
    const EXPECTED: &'static str = "an IPv4 address";

    fn parse(text: &str) -> Option<Self> {
        text.parse().ok()
    }

    fn spell(&self, out: &mut dyn fmt::Write) -> fmt::Result {
        write!(out, "{self}")
    }

    fn vacant() -> Self {
        Self::UNSPECIFIED
    }
}

impl Spell for Ipv6Addr {
    const EXPECTED: &'static str = "an IPv6 address";

    fn parse(text: &str) -> Option<Self> {
        text.parse().ok()
    }

    fn spell(&self, out: &mut dyn fmt::Write) -> fmt::Result {
        write!(out, "{self}")
    }

    fn vacant() -> Self {
        Self::UNSPECIFIED
    }
}

impl Encode for Ipv4Addr {
    fn write(&self, writer: &mut Writer<'_>) {
        write_spelled(self, writer);
    }
}

impl Wire for Ipv4Addr {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), JsonError> {
        *self = read_text(reader, Self::EXPECTED, <Self as Spell>::parse)?;
        Ok(())
    }

    fn vacant() -> Self {
        Spell::vacant()
    }
}

/// Without a spelling of its own, for arguments.
impl Encode for Ipv6Addr {
    fn write(&self, writer: &mut Writer<'_>) {
        write_spelled(self, writer);
    }
}
