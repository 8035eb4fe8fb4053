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
            #[allow(dead_code)]
            pub fn as_str(&self) -> &$crate::private::str {
                $crate::private::Constant::names(self).value()
            }
        }

        impl $crate::private::Wire for $name {
            #[inline]
            fn read(
                &mut self,
                reader: &mut $crate::private::Reader<'_>,
            ) -> $crate::private::Result<(), $crate::private::JsonError> {
                *self = $crate::private::read_string(reader)?;
                $crate::private::Ok(())
            }

            $crate::__first! { $($variant)*; $unknown($crate::private::String::new()) }
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

        $crate::__constants! {
            strings(str) $name { $($variant = $wire,)*; $unknown(held) = held }
        }
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
            #[allow(dead_code)]
            pub fn value(self) -> $crate::private::i64 {
                *$crate::private::Constant::names(&self).value()
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

        impl $crate::private::Wire for $name {
            #[inline]
            fn read(
                &mut self,
                reader: &mut $crate::private::Reader<'_>,
            ) -> $crate::private::Result<(), $crate::private::JsonError> {
                *self = $crate::private::From::from($crate::private::read_integer(reader)?);
                if matches!(self, Self::$unknown(_)) {
                    reader.miss()?;
                }
                $crate::private::Ok(())
            }

            $crate::__first! { $($variant)*; $unknown(0) }
        }

        impl $crate::private::Copy for $name {}

        $crate::__constants! {
            integers(i64) $name { $($variant = &$wire,)*; $unknown(held) = held }
        }
    };
}

/// What enums of all constants have in common. The first word is a module of
/// [`enums`](crate::wire::enums) that knows what a constant is, and behind it stands its type.
#[doc(hidden)]
#[macro_export]
macro_rules! __constants {
    (
        $kind:ident($value:ident) $name:ident {
            $($variant:ident = $constant:expr,)*; $unknown:ident($held:ident) = $kept:expr
        }
    ) => {
        impl $crate::private::Constant<$crate::private::$value> for $name {
            #[inline]
            fn names(&self) -> $crate::private::Names<'_, $crate::private::$value> {
                match self {
                    $(Self::$variant => {
                        $crate::private::Names::Known($crate::private::stringify!($variant), $constant)
                    })*
                    Self::$unknown($held) => {
                        $crate::private::Names::Unknown($crate::private::stringify!($unknown), $kept)
                    }
                }
            }
        }

        impl $crate::private::Encode for $name {
            #[inline]
            fn write(&self, writer: &mut $crate::private::Writer<'_>) {
                $crate::private::$kind::write($crate::private::Constant::names(self), writer);
            }
        }

        impl $crate::private::fmt::Debug for $name {
            #[inline]
            fn fmt(
                &self,
                formatter: &mut $crate::private::fmt::Formatter<'_>,
            ) -> $crate::private::fmt::Result {
                $crate::private::$kind::debug($crate::private::Constant::names(self), formatter)
            }
        }

        impl $crate::private::fmt::Display for $name {
            #[inline]
            fn fmt(
                &self,
                formatter: &mut $crate::private::fmt::Formatter<'_>,
            ) -> $crate::private::fmt::Result {
                $crate::private::$kind::display($crate::private::Constant::names(self), formatter)
            }
        }

        impl $crate::private::Clone for $name {
            #[inline]
            fn clone(&self) -> Self {
                match self {
                    $(Self::$variant => Self::$variant,)*
                    Self::$unknown(held) => Self::$unknown($crate::private::Clone::clone(held)),
                }
            }
        }

        impl $crate::private::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> $crate::private::bool {
                $crate::private::$kind::same(
                    $crate::private::Constant::names(self),
                    $crate::private::Constant::names(other),
                )
            }
        }

        impl $crate::private::Eq for $name {}

        impl $crate::private::Hash for $name {
            #[inline]
            fn hash<H: $crate::private::Hasher>(&self, state: &mut H) {
                $crate::private::$kind::hash($crate::private::Constant::names(self), state);
            }
        }

        $crate::__serde! { $name }
    };
}
