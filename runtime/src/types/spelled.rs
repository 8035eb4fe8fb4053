//! Values with several notations in JSON.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::str::FromStr;

use crate::json::{Reader, Writer};
use crate::wire::{Encode, JsonError, Wire};

/// A value that is a string in JSON and has one canonical spelling.
pub trait Spell: fmt::Debug + Sized {
    /// What it is, for errors: `a UUID`.
    const EXPECTED: &'static str;

    /// Reads any spelling of it.
    fn parse(text: &str) -> Option<Self>;

    /// Whether a spelling that can be read, and is not the canonical one, is one that the value's
    /// format has.
    fn is_regular(_text: &str) -> bool {
        true
    }

    /// Writes the canonical spelling.
    fn spell(&self, out: &mut dyn fmt::Write) -> fmt::Result;

    /// Any value, cheap to make.
    fn vacant() -> Self;
}

/// A value together with its spelling, where that is not the canonical one: what a server sends is
/// written back as it was.
///
/// It dereferences to the value, is made [`From`] it, and is compared by it.
///
/// ```
/// use runtime::{DateTime, Spelled};
///
/// let odd: DateTime = "2026-01-02 03:04:05.120+0000".parse()?;
/// let plain: DateTime = "2026-01-02T03:04:05.12Z".parse()?;
/// assert_eq!(odd, plain);
/// assert_eq!(odd.hour(), 3);
/// assert_eq!(odd.to_string(), "2026-01-02 03:04:05.120+0000");
/// assert_eq!(Spelled::from(*odd).to_string(), "2026-01-02T03:04:05.12Z");
/// # Ok::<(), runtime::JsonError>(())
/// ```
#[derive(Clone)]
pub struct Spelled<T> {
    value: T,
    spelling: Option<Box<str>>,
}

impl<T> Spelled<T> {
    /// A value in its canonical spelling.
    #[inline]
    pub const fn new(value: T) -> Self {
        Self {
            value,
            spelling: None,
        }
    }

    /// The value alone.
    #[inline]
    pub fn into_inner(self) -> T {
        self.value
    }

    /// The spelling it was read in, if that is not the canonical one.
    #[inline]
    pub fn spelling(&self) -> Option<&str> {
        self.spelling.as_deref()
    }
}

impl<T: Spell> Spelled<T> {
    fn parse(text: &str) -> Option<Self> {
        let value = T::parse(text)?;
        let mut canonical = Canonical::default();
        let same = value.spell(&mut canonical).is_ok() && canonical.as_bytes() == text.as_bytes();
        let spelling = if same { None } else { Some(text.into()) };
        Some(Self { value, spelling })
    }
}

impl<T> Deref for Spelled<T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> From<T> for Spelled<T> {
    #[inline]
    fn from(value: T) -> Self {
        Self::new(value)
    }
}

impl<T: Default> Default for Spelled<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T: Spell> FromStr for Spelled<T> {
    type Err = JsonError;

    fn from_str(text: &str) -> Result<Self, JsonError> {
        Self::parse(text)
            .ok_or_else(|| JsonError::custom(format!("expected {}, found {text:?}", T::EXPECTED)))
    }
}

impl<T: Spell> fmt::Display for Spelled<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.spelling {
            Some(spelling) => f.pad(spelling),
            None => {
                let mut canonical = Canonical::default();
                self.value.spell(&mut canonical)?;
                f.pad(canonical.as_str())
            }
        }
    }
}

/// Shows the spelling.
impl<T: Spell> fmt::Debug for Spelled<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl<T: PartialEq> PartialEq for Spelled<T> {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: PartialEq> PartialEq<T> for Spelled<T> {
    #[inline]
    fn eq(&self, other: &T) -> bool {
        self.value == *other
    }
}

impl<T: Eq> Eq for Spelled<T> {}

impl<T: PartialOrd> PartialOrd for Spelled<T> {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        self.value.partial_cmp(&other.value)
    }
}

impl<T: Ord> Ord for Spelled<T> {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        self.value.cmp(&other.value)
    }
}

impl<T: Hash> Hash for Spelled<T> {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.value.hash(state);
    }
}

impl<T: Spell> Encode for Spelled<T> {
    fn write(&self, writer: &mut Writer<'_>) {
        match &self.spelling {
            Some(spelling) => writer.string(spelling),
            None => write_spelled(&self.value, writer),
        }
    }
}

/// Writes a value in its canonical spelling.
pub(super) fn write_spelled<T: Spell>(value: &T, writer: &mut Writer<'_>) {
    let mut canonical = Canonical::default();
    // Writing into a buffer that grows never fails.
    let _ = value.spell(&mut canonical);
    writer.string(canonical.as_str());
}

impl<T: Spell> Wire for Spelled<T> {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), JsonError> {
        *self = read_text(reader, T::EXPECTED, Self::parse)?;
        match &self.spelling {
            Some(text) if reader.rules.is_watchful() && !T::is_regular(text) => {
                reader.respell(T::EXPECTED)
            }
            _ => Ok(()),
        }
    }

    #[inline]
    fn vacant() -> Self {
        Self::new(T::vacant())
    }
}

/// Reads a string and parses it.
#[inline]
pub(super) fn read_text<T>(
    reader: &mut Reader<'_>,
    expected: &'static str,
    parse: impl FnOnce(&str) -> Option<T>,
) -> Result<T, JsonError> {
    reader.peek_byte();
    let mark = reader.mark();
    let text = reader.string_or(expected)?;
    parse(&text).ok_or_else(|| {
        reader.rewind(mark);
        reader.expected(expected)
    })
}

/// A text without an allocation as long as it is short.
pub(super) struct Canonical {
    bytes: [u8; 64],
    length: usize,
    /// The whole of a longer one.
    long: String,
}

impl Default for Canonical {
    fn default() -> Self {
        Self {
            bytes: [0; 64],
            length: 0,
            long: String::new(),
        }
    }
}

impl Canonical {
    pub(super) fn as_bytes(&self) -> &[u8] {
        if !self.long.is_empty() {
            return self.long.as_bytes();
        }
        self.bytes.get(..self.length).unwrap_or_default()
    }

    pub(super) fn as_str(&self) -> &str {
        std::str::from_utf8(self.as_bytes()).unwrap_or_default()
    }
}

impl fmt::Write for Canonical {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let end = self.length + text.len();
        match self.bytes.get_mut(self.length..end) {
            Some(place) if self.long.is_empty() => {
                place.copy_from_slice(text.as_bytes());
                self.length = end;
            }
            _ => {
                if self.long.is_empty() {
                    self.long = self.as_str().to_owned();
                }
                self.long.push_str(text);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    #[test]
    fn canonical_spellings_have_any_length() {
        let mut canonical = Canonical::default();
        assert!(canonical.write_str(&"x".repeat(64)).is_ok());
        assert_eq!(canonical.as_str().len(), 64);
        assert!(canonical.write_str("y").is_ok() && canonical.write_str("z").is_ok());
        assert_eq!(canonical.as_str(), "x".repeat(64) + "yz");
    }
}
