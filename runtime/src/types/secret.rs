//! Text that must not be shown.

use std::fmt;

use crate::json::{Reader, Writer};
use crate::wire::{Encode, JsonError, Wire};

/// A password, token or key. It is written to JSON and never shown by `Debug` or in an error.
///
/// ```
/// let secret = runtime::Secret::from("hunter2");
/// assert_eq!(format!("{secret:?}"), "[redacted]");
/// assert_eq!(secret.expose(), "hunter2");
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Secret(Box<str>);

impl Secret {
    /// A secret of this text.
    pub fn new(text: impl Into<Box<str>>) -> Self {
        Self(text.into())
    }

    /// The text itself.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl From<&String> for Secret {
    fn from(text: &String) -> Self {
        Self(text.as_str().into())
    }
}

impl From<Box<str>> for Secret {
    fn from(text: Box<str>) -> Self {
        Self(text)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

impl Encode for Secret {
    fn write(&self, writer: &mut Writer<'_>) {
        writer.string(&self.0);
    }
}

impl Wire for Secret {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), JsonError> {
        let text = reader.string().map_err(JsonError::discreet)?;
        self.0 = text.into();
        Ok(())
    }

    fn become_empty(&mut self) -> bool {
        *self = Self::vacant();
        true
    }

    fn vacant() -> Self {
        Self::default()
    }
}
