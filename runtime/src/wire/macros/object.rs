//! `object!`: structs.

/// A struct and how it is spelled as a JSON object.
///
/// Each field says how it is treated, its name in Rust, its name in JSON where that is another,
/// and its type. All fields are public.
///
/// - `required`: always written. Missing when read, it is an error, unless it is an `Option`.
/// - `optional`: an `Option` or [`Maybe`](crate::Maybe); left out when absent.
/// - `nullable`: the same, where `null` is one of the values that the description names.
/// - `rest`: a [`Map`](crate::Map) of the members no other field names.
///
/// The type gets [`Wire`](crate::Wire), `Clone`, `Debug`, `PartialEq` and serde's traits, and
/// those listed after its name, of `Copy`, `Eq`, `Hash`, `Ord`, `Default` and
/// `Hide`. With `Set` each `optional` and `nullable` field has a setter of its name, which takes
/// what [`IntoMember`](crate::setters::IntoMember) allows.
///
/// ```
/// runtime::object! {
///     /// An animal with an owner.
///     pub struct Pet: Eq {
///         required id: i64,
///         /// What it is called at home.
///         optional nick_name "nickName": Option<String>,
///         rest extra: runtime::Map<runtime::Value>,
///     }
/// }
///
/// let pet: Pet = runtime::from_slice(br#"{"id": 7, "age": 3}"#)?;
/// assert_eq!(pet.extra["age"], 3);
/// assert_eq!(runtime::to_string(&pet), r#"{"id":7,"age":3}"#);
/// # Ok::<(), runtime::JsonError>(())
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! object {
    (
        $(#[$about:meta])*
        $visibility:vis struct $name:ident $(: $($trait:ident),+)? {
            $($(#[$docs:meta])* $kind:ident $field:ident $($wire:literal)?: $ty:ty),* $(,)?
        }
    ) => {
        $(#[$about])*
        $visibility struct $name {
            $($(#[$docs])* pub $field: $ty,)*
        }

        impl $name {
            const MEMBERS: &'static [$crate::private::Field] = &[$(
                $crate::private::Field::$kind($crate::__wire_name!($field $($wire)?))
            ),*];
        }

        impl $crate::private::Encode for $name {
            #[inline]
            fn write(&self, writer: &mut $crate::private::Writer<'_>) {
                $crate::private::write_object(writer, Self::MEMBERS, &[$(&self.$field),*]);
            }
        }

        impl $crate::private::Wire for $name {
            #[inline]
            fn read(
                &mut self,
                reader: &mut $crate::private::Reader<'_>,
            ) -> $crate::private::Result<(), $crate::private::JsonError> {
                $crate::private::read_object(
                    reader,
                    Self::MEMBERS,
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
                Self { $($field: $crate::private::Clone::clone(&self.$field)),* }
            }
        }

        impl $crate::private::PartialEq for $name {
            #[inline]
            #[allow(unused_variables)]
            fn eq(&self, other: &Self) -> $crate::private::bool {
                true $(&& self.$field == other.$field)*
            }
        }

        $crate::__object_traits! {
            [$($($trait)+)?] $name [$($field)*] [$($kind $field ($ty))*]
        }
        $crate::__serde! { $name }
    };
}

/// A field's name in JSON: its own where no other is given.
#[doc(hidden)]
#[macro_export]
macro_rules! __wire_name {
    ($field:ident) => {
        $crate::private::stringify!($field)
    };
    ($field:ident $wire:literal) => {
        $wire
    };
}

/// The traits an object lists, one after another.
#[doc(hidden)]
#[macro_export]
macro_rules! __object_traits {
    ([$($trait:ident)*] $name:ident $fields:tt $types:tt) => {
        $($crate::__object_trait! { $trait $name $fields $types })*
    };
}

/// The traits an object may list.
#[doc(hidden)]
#[macro_export]
macro_rules! __object_trait {
    (Copy $name:ident $fields:tt $types:tt) => {
        impl $crate::private::Copy for $name {}
    };
    (Eq $name:ident $fields:tt $types:tt) => {
        impl $crate::private::Eq for $name {}
    };
    (Hide $name:ident $fields:tt $types:tt) => {
        $crate::__hide! { $name }
    };
    (Default $name:ident $fields:tt $types:tt) => {
        impl $crate::private::Default for $name {
            #[inline]
            fn default() -> Self {
                $crate::private::Wire::vacant()
            }
        }
    };
    (Hash $name:ident [$($field:ident)*] $types:tt) => {
        impl $crate::private::Hash for $name {
            #[inline]
            #[allow(unused_variables)]
            fn hash<H: $crate::private::Hasher>(&self, state: &mut H) {
                $($crate::private::Hash::hash(&self.$field, state);)*
            }
        }
    };
    (Ord $name:ident [$($field:ident)*] $types:tt) => {
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
    (Set $name:ident $fields:tt [$($kind:ident $field:ident ($ty:ty))*]) => {
        impl $name {
            $($crate::__setter! { $kind $field $ty })*
        }
    };
    // No trait of this list: an error at its name, which tells the nearest one.
    ($other:ident $name:ident $fields:tt $types:tt) => {
        const _: $crate::private::ObjectTrait = $crate::private::ObjectTrait::$other;
    };
}

/// The setter of a member that may be absent. `new` is the constructor.
#[doc(hidden)]
#[macro_export]
macro_rules! __setter {
    (required $($field:tt)*) => {};
    (rest $($field:tt)*) => {};
    ($kind:ident new $ty:ty) => {};
    ($kind:ident $field:ident $ty:ty) => {
        /// Sets this member.
        #[inline]
        #[must_use]
        pub fn $field<How>(mut self, value: impl $crate::setters::IntoMember<$ty, How>) -> Self {
            self.$field = $crate::setters::IntoMember::into_member(value);
            self
        }
    };
}
