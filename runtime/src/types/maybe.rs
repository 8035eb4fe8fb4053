//! Members that may be absent, `null` or a value.

use crate::json::{Reader, Writer};
use crate::wire::{Encode, JsonError, Wire};

/// A member of a request that may be absent, `null` or a value: three different things, as in a
/// patch where absent means "leave it" and `null` means "remove it".
///
/// ```
/// use runtime::Maybe;
///
/// let note: Maybe<String> = Maybe::from("hello".to_owned());
/// assert_eq!(note.value().map(String::as_str), Some("hello"));
/// assert_eq!(Maybe::<i64>::from(None), Maybe::Null);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Maybe<T> {
    /// The member is not there.
    #[default]
    Absent,
    /// The member is `null`.
    Null,
    /// The member has a value.
    Value(T),
}

impl<T> Maybe<T> {
    /// The value, if there is one.
    #[inline]
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The value to be changed, if there is one.
    #[inline]
    pub fn value_mut(&mut self) -> Option<&mut T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The value, if there is one.
    #[inline]
    pub fn into_value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Whether the member is not there.
    #[inline]
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether the member is `null`.
    #[inline]
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

impl<T> From<T> for Maybe<T> {
    #[inline]
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

/// `None` is `null`.
impl<T> From<Option<T>> for Maybe<T> {
    #[inline]
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }
}

/// Absent and `null` are `None`.
impl<T> From<Maybe<T>> for Option<T> {
    #[inline]
    fn from(value: Maybe<T>) -> Self {
        value.into_value()
    }
}

impl<T: Encode> Encode for Maybe<T> {
    #[inline]
    fn write(&self, writer: &mut Writer<'_>) {
        match self {
            Self::Value(value) => value.write(writer),
            Self::Absent | Self::Null => writer.null(),
        }
    }

    #[inline]
    fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }
}

impl<T: Wire> Wire for Maybe<T> {
    #[inline]
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), JsonError> {
        if reader.null()? {
            *self = if reader.mode.absent {
                Self::Absent
            } else {
                Self::Null
            };
            return Ok(());
        }
        let mut value = T::vacant();
        value.read(reader)?;
        *self = Self::Value(value);
        Ok(())
    }

    #[inline]
    fn vacant() -> Self {
        Self::Absent
    }
}
