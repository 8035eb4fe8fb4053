//! References, boxes, options and arrays.

use bytes::Bytes;

use super::{BodyKind, Encode, JsonError, Wire};
use crate::json::{Reader, Writer};

impl<T: Encode + ?Sized> Encode for &T {
    #[inline]
    fn write(&self, writer: &mut Writer<'_>) {
        (**self).write(writer);
    }

    #[inline]
    fn is_absent(&self) -> bool {
        (**self).is_absent()
    }
}

impl<T: Encode + ?Sized> Encode for Box<T> {
    #[inline]
    fn write(&self, writer: &mut Writer<'_>) {
        (**self).write(writer);
    }

    #[inline]
    fn is_absent(&self) -> bool {
        (**self).is_absent()
    }
}

impl<T: Wire> Wire for Box<T> {
    #[inline]
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), JsonError> {
        (**self).read(reader)
    }

    #[inline]
    fn become_empty(&mut self) -> bool {
        (**self).become_empty()
    }

    #[inline]
    fn vacant() -> Self {
        Self::new(T::vacant())
    }

    #[inline]
    fn takes_null() -> bool {
        T::takes_null()
    }

    #[inline]
    fn body_kind() -> BodyKind {
        T::body_kind()
    }

    #[inline]
    fn from_body(body: Bytes) -> Result<Self, JsonError> {
        T::from_body(body).map(Self::new)
    }
}

/// The absent member is `None`, and so is `null` unless it is a value of `T` (any JSON).
impl<T: Encode> Encode for Option<T> {
    #[inline]
    fn write(&self, writer: &mut Writer<'_>) {
        match self {
            Some(value) => value.write(writer),
            None => writer.null(),
        }
    }

    #[inline]
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Wire> Wire for Option<T> {
    #[inline]
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), JsonError> {
        let is_present = !reader.mode.absent;
        if reader.null()? {
            *self = (is_present && T::takes_null()).then(T::vacant);
            return Ok(());
        }
        self.insert(T::vacant()).read(reader)
    }

    #[inline]
    fn vacant() -> Self {
        None
    }

    #[inline]
    fn body_kind() -> BodyKind {
        T::body_kind()
    }

    /// An empty body is `None`.
    #[inline]
    fn from_body(body: Bytes) -> Result<Self, JsonError> {
        if body.is_empty() || &*body == b"null" {
            return Ok(None);
        }
        T::from_body(body).map(Some)
    }
}

impl<T: Encode> Encode for [T] {
    #[inline]
    fn write(&self, writer: &mut Writer<'_>) {
        writer.begin_array();
        for item in self {
            writer.item();
            item.write(writer);
        }
        writer.end_array();
    }
}

impl<T: Encode, const N: usize> Encode for [T; N] {
    #[inline]
    fn write(&self, writer: &mut Writer<'_>) {
        self.as_slice().write(writer);
    }
}

impl<T: Encode> Encode for Vec<T> {
    #[inline]
    fn write(&self, writer: &mut Writer<'_>) {
        self.as_slice().write(writer);
    }
}

impl<T: Wire> Wire for Vec<T> {
    #[inline]
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), JsonError> {
        self.clear();
        let mut more = reader.begin_array()?;
        while more {
            let mut item = T::vacant();
            match item.read(reader) {
                Ok(()) => self.push(item),
                Err(error) => return Err(error.at_index(self.len())),
            }
            more = reader.next_item()?;
        }
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
}
