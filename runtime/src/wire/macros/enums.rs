//! `string_enum!`, `integer_enum!`, `json_enum!`: enums of constants.

/// An enum of strings and how it is spelled.
///
/// A line for each variant: its name in Rust and the string. A string that is not listed is kept
/// in the variant named after `else`, which holds a `String`, and written back unchanged.
///
/// The type gets [`Wire`](crate::Wire), `as_str`, `Display`, `From<&str>`, `From<String>`,
/// `Clone`, `Debug`, `PartialEq`, `Eq`, `Hash` and serde's traits. Two values are equal when their
/// strings are.
///
/// ```
/// runtime::string_enum! {
///     pub enum Mode {
///         Live "live",
///         Test "test",
///     } else Unrecognized
/// }
///
/// assert_eq!(Mode::from("live"), Mode::Live);
/// assert_eq!(Mode::from("shadow").as_str(), "shadow");
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! string_enum {
    (
        $(#[$about:meta])*
        $visibility:vis enum $name:ident {
            $($(#[$docs:meta])* $variant:ident $wire:literal),* $(,)?
        } else $unknown:ident
    ) => {
        $(#[$about])*
        $visibility enum $name {
            $($(#[$docs])* $variant,)*
            /// A value that the description does not name.
            $unknown($crate::private::String),
        }

        impl $crate::private::StringEnum for $name {
            #[inline]
            fn names(&self) -> $crate::private::Names<'_> {
                match self {
                    $(Self::$variant => {
                        $crate::private::Names::Known($crate::private::stringify!($variant), $wire)
                    })*
                    Self::$unknown(text) => {
                        $crate::private::Names::Unknown($crate::private::stringify!($unknown), text)
                    }
                }
            }

            #[inline]
            fn find(text: &$crate::private::str) -> $crate::private::Option<Self> {
                match text {
                    $($wire => $crate::private::Some(Self::$variant),)*
                    _ => $crate::private::None,
                }
            }

            #[inline]
            fn keep(text: $crate::private::String) -> Self {
                Self::$unknown(text)
            }
        }

        impl $name {
            /// The string it stands for.
            #[inline]
            pub fn as_str(&self) -> &$crate::private::str {
                $crate::private::StringEnum::names(self).text()
            }
        }

        impl $crate::private::Encode for $name {
            #[inline]
            fn write(&self, writer: &mut $crate::private::Writer<'_>) {
                writer.string(self.as_str());
            }
        }

        impl $crate::private::Wire for $name {
            #[inline]
            fn read(
                &mut self,
                reader: &mut $crate::private::Reader<'_>,
            ) -> $crate::private::Result<(), $crate::private::Misfit> {
                *self = $crate::private::read_string(reader)?;
                $crate::private::Ok(())
            }

            $crate::__first! { $($variant)*; $unknown($crate::private::String::new()) }
        }

        impl $crate::private::fmt::Debug for $name {
            #[inline]
            fn fmt(
                &self,
                formatter: &mut $crate::private::fmt::Formatter<'_>,
            ) -> $crate::private::fmt::Result {
                $crate::private::StringEnum::names(self).debug(formatter)
            }
        }

        impl $crate::private::fmt::Display for $name {
            #[inline]
            fn fmt(
                &self,
                formatter: &mut $crate::private::fmt::Formatter<'_>,
            ) -> $crate::private::fmt::Result {
                formatter.pad(self.as_str())
            }
        }

        impl $crate::private::Clone for $name {
            #[inline]
            fn clone(&self) -> Self {
                match self {
                    $(Self::$variant => Self::$variant,)*
                    Self::$unknown(text) => Self::$unknown($crate::private::Clone::clone(text)),
                }
            }
        }

        impl $crate::private::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> $crate::private::bool {
                self.as_str() == other.as_str()
            }
        }

        impl $crate::private::Eq for $name {}

        impl $crate::private::Hash for $name {
            #[inline]
            fn hash<H: $crate::private::Hasher>(&self, state: &mut H) {
                $crate::private::Hash::hash(self.as_str(), state);
            }
        }

        impl $crate::private::From<&$crate::private::str> for $name {
            #[inline]
            fn from(text: &$crate::private::str) -> Self {
                $crate::private::string_value($crate::private::Cow::Borrowed(text))
            }
        }

        impl $crate::private::From<$crate::private::String> for $name {
            #[inline]
            fn from(text: $crate::private::String) -> Self {
                $crate::private::string_value($crate::private::Cow::Owned(text))
            }
        }

        $crate::__serde! { $name }
    };
}

/// `vacant` of an enum: its first variant.
#[doc(hidden)]
#[macro_export]
macro_rules! __first {
    ($first:ident $($variant:ident)*; $($unknown:tt)*) => {
        #[inline]
        fn vacant() -> Self {
            Self::$first
        }
    };
    (; $($unknown:tt)*) => {
        #[inline]
        fn vacant() -> Self {
            Self::$($unknown)*
        }
    };
}

/// An enum of integers and how it is spelled.
///
/// A line for each variant: its name in Rust and the integer. An integer that is not listed is
/// kept in the variant named after `else`, which holds an `i64`.
///
/// The type gets [`Wire`](crate::Wire), `value`, `Display`, `From<i64>`, `Clone`, `Copy`, `Debug`,
/// `PartialEq`, `Eq`, `Hash` and serde's traits.
///
/// ```
/// runtime::integer_enum! {
///     pub enum Level {
///         Low 1,
///         High 2,
///     } else Unrecognized
/// }
///
/// assert_eq!(Level::from(2), Level::High);
/// assert_eq!(Level::from(9).value(), 9);
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! integer_enum {
    (
        $(#[$about:meta])*
        $visibility:vis enum $name:ident {
            $($(#[$docs:meta])* $variant:ident $wire:literal),* $(,)?
        } else $unknown:ident
    ) => {
        $(#[$about])*
        $visibility enum $name {
            $($(#[$docs])* $variant,)*
            /// A value that the description does not name.
            $unknown($crate::private::i64),
        }

        impl $name {
            /// The integer it stands for.
            #[inline]
            pub fn value(self) -> $crate::private::i64 {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::$unknown(value) => value,
                }
            }
        }

        impl $crate::private::From<$crate::private::i64> for $name {
            #[inline]
            fn from(value: $crate::private::i64) -> Self {
                match value {
                    $($wire => Self::$variant,)*
                    other => Self::$unknown(other),
                }
            }
        }

        impl $crate::private::Encode for $name {
            #[inline]
            fn write(&self, writer: &mut $crate::private::Writer<'_>) {
                writer.integer(self.value());
            }
        }

        impl $crate::private::Wire for $name {
            #[inline]
            fn read(
                &mut self,
                reader: &mut $crate::private::Reader<'_>,
            ) -> $crate::private::Result<(), $crate::private::Misfit> {
                *self = $crate::private::From::from($crate::private::read_integer(reader)?);
                $crate::private::Ok(())
            }

            $crate::__first! { $($variant)*; $unknown(0) }
        }

        impl $crate::private::fmt::Debug for $name {
            #[inline]
            fn fmt(
                &self,
                formatter: &mut $crate::private::fmt::Formatter<'_>,
            ) -> $crate::private::fmt::Result {
                match self {
                    $(Self::$variant => formatter.write_str($crate::private::stringify!($variant)),)*
                    Self::$unknown(value) => $crate::private::debug_variant(
                        $crate::private::stringify!($unknown),
                        value,
                        formatter,
                    ),
                }
            }
        }

        impl $crate::private::fmt::Display for $name {
            #[inline]
            fn fmt(
                &self,
                formatter: &mut $crate::private::fmt::Formatter<'_>,
            ) -> $crate::private::fmt::Result {
                $crate::private::fmt::Display::fmt(&self.value(), formatter)
            }
        }

        impl $crate::private::Clone for $name {
            #[inline]
            fn clone(&self) -> Self {
                *self
            }
        }

        impl $crate::private::Copy for $name {}

        impl $crate::private::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> $crate::private::bool {
                self.value() == other.value()
            }
        }

        impl $crate::private::Eq for $name {}

        impl $crate::private::Hash for $name {
            #[inline]
            fn hash<H: $crate::private::Hasher>(&self, state: &mut H) {
                $crate::private::Hash::hash(&self.value(), state);
            }
        }

        $crate::__serde! { $name }
    };
}
