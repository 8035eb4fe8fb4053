//! The table macros of generated types.
//!
//! They expand to as little as they can, since every item of a large API comes through here.
//! Everything that two types share is a function of [`wire`](super); all methods are `#[inline]`,
//! so that a crate of types compiles no code for those nobody uses.

mod constants;
mod enums;
mod modules;
mod object;
mod union;

/// `Hide`. Compiled with the type, unlike all others.
#[doc(hidden)]
#[macro_export]
macro_rules! __hide {
    ($name:ident) => {
        impl $crate::private::Hide for $name {
            fn hide(self) -> $crate::private::Box<dyn $crate::private::Hidden> {
                $crate::private::Box::new(self)
            }

            fn hide_vacant() -> $crate::private::Box<dyn $crate::private::Hidden> {
                $crate::private::Box::new(<Self as $crate::private::Wire>::vacant())
            }
        }
    };
}

/// `Serialize` and `Deserialize`, where the feature is on.
#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! __serde {
    ($name:ident) => {
        impl $crate::private::Serialize for $name {
            #[inline]
            fn serialize<S: $crate::private::Serializer>(
                &self,
                serializer: S,
            ) -> $crate::private::Result<S::Ok, S::Error> {
                $crate::private::serialize(self, serializer)
            }
        }

        impl<'de> $crate::private::Deserialize<'de> for $name {
            #[inline]
            fn deserialize<D: $crate::private::Deserializer<'de>>(
                deserializer: D,
            ) -> $crate::private::Result<Self, D::Error> {
                $crate::private::deserialize(deserializer)
            }
        }
    };
}

/// `Serialize` and `Deserialize`, where the feature is on.
#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __serde {
    ($name:ident) => {};
}
