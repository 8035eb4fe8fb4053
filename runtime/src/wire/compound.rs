//! What holds other values: references, boxes, options, arrays, tuples.

use bytes::Bytes;

use super::{Encode, Misfit, Wire};
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
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), Misfit> {
        (**self).read(reader)
    }

    #[inline]
    fn vacant() -> Self {
        Self::new(T::vacant())
    }

    #[inline]
    fn from_body(body: Bytes) -> Result<Self, Misfit> {
        T::from_body(body).map(Self::new)
    }
}

/// `null` and the absent member are `None`.
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
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), Misfit> {
        if reader.null()? {
            *self = None;
            return Ok(());
        }
        self.insert(T::vacant()).read(reader)
    }

    #[inline]
    fn vacant() -> Self {
        None
    }

    /// An empty body is `None`.
    #[inline]
    fn from_body(body: Bytes) -> Result<Self, Misfit> {
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
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), Misfit> {
        self.clear();
        let mut more = reader.begin_array()?;
        while more {
            let mut item = T::vacant();
            match item.read(reader) {
                Ok(()) => self.push(item),
                Err(misfit) => return Err(misfit.at_index(self.len())),
            }
            more = reader.next_item()?;
        }
        Ok(())
    }

    #[inline]
    fn vacant() -> Self {
        Self::new()
    }
}

/// Reads an array into a slot for each item. Items beyond them are skipped; those that are not
/// there must take `null`.
fn read_tuple(reader: &mut Reader<'_>, slots: &mut [&mut dyn Wire]) -> Result<(), Misfit> {
    let start = reader.offset();
    let mut more = reader.begin_array()?;
    for (index, slot) in slots.iter_mut().enumerate() {
        if more {
            slot.read(reader).map_err(|misfit| misfit.at_index(index))?;
            more = reader.next_item()?;
        } else if slot.read(&mut Reader::absent()).is_err() {
            return Err(Misfit::syntax(format!("missing item {index}"), start));
        }
    }
    while more {
        reader.skip()?;
        more = reader.next_item()?;
    }
    Ok(())
}

macro_rules! tuples {
    ($($type:ident $index:tt),*) => {
        impl<$($type: Encode),*> Encode for ($($type,)*) {
            #[inline]
            fn write(&self, writer: &mut Writer<'_>) {
                let slots: &[&dyn Encode] = &[$(&self.$index),*];
                slots.write(writer);
            }
        }

        /// An array with a type for each item.
        impl<$($type: Wire),*> Wire for ($($type,)*) {
            #[inline]
            fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), Misfit> {
                if reader.mode.dirty {
                    *self = Self::vacant();
                }
                read_tuple(reader, &mut [$(&mut self.$index),*])
            }

            #[inline]
            fn vacant() -> Self {
                ($($type::vacant(),)*)
            }
        }
    };
}

tuples!(A 0);
tuples!(A 0, B 1);
tuples!(A 0, B 1, C 2);
tuples!(A 0, B 1, C 2, D 3);
tuples!(A 0, B 1, C 2, D 3, E 4);
tuples!(A 0, B 1, C 2, D 3, E 4, F 5);
tuples!(A 0, B 1, C 2, D 3, E 4, F 5, G 6);
tuples!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7);
tuples!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8);
tuples!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9);
tuples!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10);
tuples!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11);
