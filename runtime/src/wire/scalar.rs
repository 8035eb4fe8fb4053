//! Booleans, numbers and strings.

use std::borrow::Cow;

use super::{BodyKind, Encode, JsonError, Wire};
use crate::json::{Reader, Writer};

impl Encode for bool {
    #[inline]
    fn write(&self, writer: &mut Writer<'_>) {
        writer.boolean(*self);
    }
}

impl Wire for bool {
    #[inline]
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), JsonError> {
        *self = reader.boolean()?;
        Ok(())
    }

    #[inline]
    fn vacant() -> Self {
        false
    }
}

macro_rules! integers {
    ($($type:ident $expected:literal,)*) => {$(
        impl Encode for $type {
            #[inline]
            fn write(&self, writer: &mut Writer<'_>) {
                writer.integer(*self);
            }
        }

        impl Wire for $type {
            #[inline]
            fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), JsonError> {
                reader.peek_byte();
                let mark = reader.mark();
                match $type::try_from(reader.integer($expected)?) {
                    Ok(value) => *self = value,
                    Err(_) => {
                        reader.rewind(mark);
                        return Err(reader.expected($expected));
                    }
                }
                Ok(())
            }

            #[inline]
            fn become_empty(&mut self) -> bool {
                *self = 0;
                true
            }

            #[inline]
            fn vacant() -> Self {
                0
            }
        }
    )*};
}

integers! {
    i8 "an integer of 8 bits",
    i16 "an integer of 16 bits",
    i32 "an integer of 32 bits",
    i64 "an integer of 64 bits",
    i128 "an integer of 128 bits",
    u8 "an unsigned integer of 8 bits",
    u16 "an unsigned integer of 16 bits",
    u32 "an unsigned integer of 32 bits",
    u64 "an unsigned integer of 64 bits",
}

impl Encode for f64 {
    #[inline]
    fn write(&self, writer: &mut Writer<'_>) {
        writer.float(*self);
    }
}

impl Wire for f64 {
    #[inline]
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), JsonError> {
        *self = reader.float()?;
        Ok(())
    }

    #[inline]
    fn become_empty(&mut self) -> bool {
        *self = 0.0;
        true
    }

    #[inline]
    fn vacant() -> Self {
        0.0
    }
}

impl Encode for f32 {
    #[inline]
    fn write(&self, writer: &mut Writer<'_>) {
        writer.float32(*self);
    }
}

impl Wire for f32 {
    #[inline]
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), JsonError> {
        *self = reader.float32()?;
        Ok(())
    }

    #[inline]
    fn become_empty(&mut self) -> bool {
        *self = 0.0;
        true
    }

    #[inline]
    fn vacant() -> Self {
        0.0
    }
}

impl Encode for str {
    #[inline]
    fn write(&self, writer: &mut Writer<'_>) {
        writer.string(self);
    }
}

impl Encode for String {
    #[inline]
    fn write(&self, writer: &mut Writer<'_>) {
        writer.string(self);
    }
}

impl Wire for String {
    #[inline]
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), JsonError> {
        *self = reader.string()?.into_owned();
        Ok(())
    }

    #[inline]
    fn become_empty(&mut self) -> bool {
        self.clear();
        true
    }

    #[inline]
    fn vacant() -> Self {
        Self::new()
    }

    #[inline]
    fn body_kind() -> BodyKind {
        BodyKind::String
    }
}

impl Encode for Cow<'_, str> {
    #[inline]
    fn write(&self, writer: &mut Writer<'_>) {
        writer.string(self);
    }
}

impl Encode for () {
    #[inline]
    fn write(&self, writer: &mut Writer<'_>) {
        writer.null();
    }
}

/// `null`; as the body of a message, whatever it is.
impl Wire for () {
    #[inline]
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), JsonError> {
        if reader.null()? {
            Ok(())
        } else {
            Err(reader.expected("null"))
        }
    }

    #[inline]
    fn vacant() -> Self {}

    #[inline]
    fn takes_null() -> bool {
        true
    }

    #[inline]
    fn body_kind() -> BodyKind {
        BodyKind::Bytes
    }

    #[inline]
    fn from_body(_: bytes::Bytes) -> Result<Self, JsonError> {
        Ok(())
    }
}
