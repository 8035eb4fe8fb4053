//! Arrays with a type for each item: Rust tuples, and [`Tuple`] where an array may be shorter or
//! longer.

use super::{DriftKind, Encode, JsonError, Wire};
use crate::json::{Reader, Writer};

/// A Rust tuple of at most twelve items.
pub trait Head: Wire + Sized {
    /// The items, to be written.
    fn items(&self) -> Vec<&dyn Encode>;

    /// The items, to be read.
    fn slots(&mut self) -> Vec<&mut dyn Wire>;
}

/// An array whose first items have a type each, and which may go on. Items at the end of the head
/// that are absent (`None`, `Maybe::Absent`) are not written.
///
/// ```
/// use runtime::Tuple;
///
/// type Row = Tuple<(String, Option<i64>), f64>;
/// let row: Row = runtime::from_slice(br#"["a", 1, 0.5, 2]"#)?;
/// assert_eq!(row.head, ("a".to_owned(), Some(1)));
/// assert_eq!(row.rest, [0.5, 2.0]);
/// let short: Row = runtime::from_slice(br#"["a"]"#)?;
/// assert_eq!(runtime::to_string(&short), r#"["a"]"#);
/// # Ok::<(), runtime::JsonError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Tuple<H, T> {
    /// The first items.
    pub head: H,
    /// The items after them.
    pub rest: Vec<T>,
}

impl<H, T> Tuple<H, T> {
    /// An array that ends with the head.
    pub fn new(head: H) -> Self {
        let rest = Vec::new();
        Self { head, rest }
    }
}

impl<H: Head, T: Encode> Encode for Tuple<H, T> {
    fn write(&self, writer: &mut Writer<'_>) {
        let mut items = self.head.items();
        if self.rest.is_empty() {
            let present = items.iter().rposition(|item| !item.is_absent());
            items.truncate(present.map_or(0, |last| last + 1));
        }
        items.extend(self.rest.iter().map(|item| item as &dyn Encode));
        items.write(writer);
    }
}

impl<H: Head, T: Wire> Wire for Tuple<H, T> {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), JsonError> {
        *self = Self::vacant();
        let mut slots = self.head.slots();
        let (mut more, absent) = read_head(reader, &mut slots)?;
        if let Some(offset) = absent {
            reader.lose_at(offset, DriftKind::NullForOptional, "an item")?;
        }
        let length = slots.len();
        while more {
            let mut item = T::vacant();
            let read = item.read(reader);
            read.map_err(|error| error.at_index(length + self.rest.len()))?;
            self.rest.push(item);
            more = reader.next_item()?;
        }
        Ok(())
    }

    fn vacant() -> Self {
        Self::new(H::vacant())
    }
}

/// Reads the items of an array into their slots; those that are not there must take `null`. Whether
/// more items follow; and the offset of the last one, where it stands for one that is not there.
fn read_head(
    reader: &mut Reader<'_>,
    slots: &mut [&mut dyn Wire],
) -> Result<(bool, Option<usize>), JsonError> {
    let start = reader.offset();
    let mut more = reader.begin_array()?;
    let mut absent = None;
    for (index, slot) in slots.iter_mut().enumerate() {
        if more {
            let offset = reader.offset();
            slot.read(reader).map_err(|error| error.at_index(index))?;
            more = reader.next_item()?;
            absent = (!more && slot.is_absent()).then_some(offset);
        } else if slot.read(&mut Reader::absent()).is_err() {
            return Err(JsonError::syntax(format!("missing item {index}"), start));
        }
    }
    Ok((more, absent))
}

/// Reads an array of so many items; more of them are skipped.
fn read_tuple(reader: &mut Reader<'_>, slots: &mut [&mut dyn Wire]) -> Result<(), JsonError> {
    let (mut more, _) = read_head(reader, slots)?;
    while more {
        reader.lose(DriftKind::UnknownMember, "no further item")?;
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
            fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), JsonError> {
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

        impl<$($type: Wire),*> Head for ($($type,)*) {
            fn items(&self) -> Vec<&dyn Encode> {
                vec![$(&self.$index),*]
            }

            fn slots(&mut self) -> Vec<&mut dyn Wire> {
                vec![$(&mut self.$index),*]
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
