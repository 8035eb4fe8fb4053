//! Bodies that are not JSON: raw bytes and plain text.

use std::fmt;
use std::ops::Deref;

use bytes::Bytes;

use crate::json::{Reader, Writer};
use crate::wire::{BodyKind, Encode, JsonError, Wire};

/// A body that is plain text. A response is read in the encoding that its `Content-Type` names, and
/// bytes that are no text in it are an error.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Text(pub String);

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        text.0
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// In JSON, a string.
impl Encode for Text {
    fn write(&self, writer: &mut Writer<'_>) {
        writer.string(&self.0);
    }
}

impl Wire for Text {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), JsonError> {
        self.0.read(reader)
    }

    fn become_empty(&mut self) -> bool {
        *self = Self::vacant();
        true
    }

    fn vacant() -> Self {
        Self::default()
    }

    fn body_kind() -> BodyKind {
        BodyKind::Text
    }

    fn from_body(body: Bytes) -> Result<Self, JsonError> {
        let text = String::from_utf8(body.into());
        text.map(Self).map_err(|error| {
            let at = error.utf8_error().valid_up_to();
            JsonError::custom(format!("is not text: byte {at} is not UTF-8"))
        })
    }
}

/// In JSON, a string of the text the bytes are.
impl Encode for Bytes {
    fn write(&self, writer: &mut Writer<'_>) {
        writer.string(&String::from_utf8_lossy(self));
    }
}

impl Wire for Bytes {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), JsonError> {
        *self = reader.string()?.into_owned().into();
        Ok(())
    }

    fn vacant() -> Self {
        Self::new()
    }

    fn body_kind() -> BodyKind {
        BodyKind::Bytes
    }

    fn from_body(body: Bytes) -> Result<Self, JsonError> {
        Ok(body)
    }
}
