//! `object!`: structs.

/// How a struct is spelled as a JSON object.
///
/// Below the struct stands a line for each field, in the struct's order: how it is treated, its
/// name in Rust, its name in JSON.
///
/// - `required`: always written. Missing when read, it is an error, unless its type takes `null`.
/// - `optional`: an `Option` or [`Maybe`](crate::Maybe); left out when absent.
/// - `rest`: a [`Map`](crate::Map) of the members no other field names.
///
/// The type gets [`Wire`](crate::Wire), `Clone`, `Debug`, `PartialEq` and serde's traits, and
/// those listed after its name, of `Copy`, `Eq`, `Hash`, `Ord` and `Default`.
///
/// ```
/// pub struct Pet {
///     pub id: i64,
///     pub nick_name: Option<String>,
///     pub extra: runtime::Map<runtime::Value>,
/// }
///
/// runtime::object! {
///     Pet {
///         required id "id",
///         optional nick_name "nickName",
///         rest extra,
///     }
/// }
///
/// let pet: Pet = runtime::from_slice(br#"{"id": 7, "age": 3}"#)?;
/// assert_eq!(pet.extra["age"], 3);
/// assert_eq!(runtime::to_string(&pet), r#"{"id":7,"age":3}"#);
/// # Ok::<(), runtime::Misfit>(())
/// ```
#[macro_export]
macro_rules! object {
    ($name:ident { $($kind:ident $field:ident $($wire:literal)?),* $(,)? }) => {
        impl $crate::private::Encode for $name {
            #[inline]
            fn write(&self, writer: &mut $crate::private::Writer<'_>) {
                $crate::private::write_object(
                    writer,
                    &[$($crate::private::Field::$kind($($wire)?)),*],
                    &[$(&self.$field),*],
                );
            }
        }

        impl $crate::private::Wire for $name {
            #[inline]
            fn read(
                &mut self,
                reader: &mut $crate::private::Reader<'_>,
            ) -> $crate::private::Result<(), $crate::private::Misfit> {
                $crate::private::read_object(
                    reader,
                    &[$($crate::private::Field::$kind($($wire)?)),*],
                    &mut [$(&mut self.$field),*],
                )
            }

            #[inline]
            fn vacant() -> Self {
                Self { $($field: $crate::private::Wire::vacant()),* }
            }
        }

        impl $crate::private::fmt::Debug for $name {
            #[inline]
            fn fmt(
                &self,
                formatter: &mut $crate::private::fmt::Formatter<'_>,
            ) -> $crate::private::fmt::Result {
                $crate::private::debug_object($crate::private::stringify!($name), self, formatter)
            }
        }

        impl $crate::private::Clone for $name {
            #[inline]
            fn clone(&self) -> Self {
                Self { $($field: self.$field.clone()),* }
            }
        }

        impl $crate::private::PartialEq for $name {
            #[inline]
            #[allow(unused_variables)]
            fn eq(&self, other: &Self) -> $crate::private::bool {
                true $(&& self.$field == other.$field)*
            }
        }

        $crate::__serde! { $name }
    };
    ($name:ident : $($trait:ident),+ { $($fields:tt)* }) => {
        $crate::object! { $name { $($fields)* } }
        $crate::__object_traits! { [$($trait)+] $name { $($fields)* } }
    };
}

/// The traits an object lists, one after another.
#[doc(hidden)]
#[macro_export]
macro_rules! __object_traits {
    ([$($trait:ident)+] $name:ident $fields:tt) => {
        $($crate::__object_trait! { $trait $name $fields })+
    };
}

/// The traits an object may list.
#[doc(hidden)]
#[macro_export]
macro_rules! __object_trait {
    (Copy $name:ident $fields:tt) => {
        impl $crate::private::Copy for $name {}
    };
    (Eq $name:ident $fields:tt) => {
        impl $crate::private::Eq for $name {}
    };
    (Default $name:ident $fields:tt) => {
        impl $crate::private::Default for $name {
            #[inline]
            fn default() -> Self {
                $crate::private::Wire::vacant()
            }
        }
    };
    (Hash $name:ident { $($kind:ident $field:ident $($wire:literal)?),* $(,)? }) => {
        impl $crate::private::Hash for $name {
            #[inline]
            #[allow(unused_variables)]
            fn hash<H: $crate::private::Hasher>(&self, state: &mut H) {
                $($crate::private::Hash::hash(&self.$field, state);)*
            }
        }
    };
    (Ord $name:ident { $($kind:ident $field:ident $($wire:literal)?),* $(,)? }) => {
        impl $crate::private::PartialOrd for $name {
            #[inline]
            fn partial_cmp(
                &self,
                other: &Self,
            ) -> $crate::private::Option<$crate::private::Ordering> {
                $crate::private::Some($crate::private::Ord::cmp(self, other))
            }
        }

        impl $crate::private::Ord for $name {
            #[inline]
            #[allow(unused_variables)]
            fn cmp(&self, other: &Self) -> $crate::private::Ordering {
                $crate::private::Ordering::Equal
                    $(.then_with(|| $crate::private::Ord::cmp(&self.$field, &other.$field)))*
            }
        }
    };
}
