//! `union!`: enums of types.

/// An enum of types and how they are told apart.
///
/// Each variant holds its type or a box of it; the one named after `else` holds the
/// [`Json`](crate::Json) that fits no other.
///
/// With a discriminator, `on` names the member that holds the tag, and each variant lists its
/// tags, of which the union writes the first one where the variant has no field for it or another
/// value in the field. `default`: the variant is also taken when the tag is unknown or not there,
/// and then written as it is. `json`: the tags are numbers or booleans, as JSON.
///
/// ```
/// runtime::object! { pub struct Cat { required kind: String } }
/// runtime::object! { pub struct Dog: Default { optional loud: Option<bool> } }
///
/// runtime::union! {
///     pub enum Pet: From on "kind" {
///         Cat(Cat) "cat" | "kitty",
///         Dog(Box<Dog>) "dog",
///     } else Unrecognized
/// }
///
/// let pet: Pet = runtime::from_slice(br#"{"loud": true, "kind": "dog"}"#)?;
/// assert_eq!(runtime::to_string(&pet), r#"{"kind":"dog","loud":true}"#);
/// assert_eq!(runtime::to_string(&Pet::from(Dog::default())), r#"{"kind":"dog"}"#);
/// # Ok::<(), runtime::JsonError>(())
/// ```
///
/// Without one, each variant lists the JSON types it may have (`array`, `object`, `string`,
/// `integer`, `number`, `boolean`, `null`, joined with `+`), then what must hold for an object
/// (`has "member"`, `"member" = "value" | "other"`, `"member" = json "1" | "true"` for constants that
/// are no strings) or the values of a string. Where more than one fits, they are tried in order, those with a constant first.
///
/// ```
/// runtime::union! {
///     pub enum Errors {
///         Many(Vec<String>) array,
///         One(String) string,
///     } else Unrecognized
/// }
///
/// let errors: Errors = runtime::from_slice(br#"["a", "b"]"#)?;
/// assert_eq!(errors, Errors::Many(vec!["a".into(), "b".into()]));
/// # Ok::<(), runtime::JsonError>(())
/// ```
///
/// The type gets [`Wire`](crate::Wire), `Clone`, `Debug`, `PartialEq` and serde's traits, and
/// those listed after its name, of `Eq`, `Hash`, `Hide` and `From` for the type of each variant,
/// without its box.
#[doc(hidden)]
#[macro_export]
macro_rules! union {
    (
        $(#[$about:meta])*
        $visibility:vis enum $name:ident $(: $($trait:ident),+)? on $tag:literal {
            $(
                $(#[$docs:meta])*
                $variant:ident($($ty:tt)+) $($flag:ident)* $($value:literal)|*
            ),* $(,)?
        } else $unknown:ident
    ) => {
        $(#[$about])*
        $visibility enum $name {
            $($(#[$docs])* $variant($($ty)+),)*
            /// A value that fits nothing the description names.
            $unknown($crate::private::Json),
        }

        impl $crate::private::Encode for $name {
            #[inline]
            fn write(&self, writer: &mut $crate::private::Writer<'_>) {
                match self {
                    $(Self::$variant(content) => $crate::private::write_tagged(
                        writer,
                        $tag,
                        (&[$($crate::private::Flag::$flag),*], &[$($value),*]),
                        content,
                    ),)*
                    Self::$unknown(content) => $crate::private::Encode::write(content, writer),
                }
            }
        }

        impl $crate::private::Wire for $name {
            #[inline]
            fn read(
                &mut self,
                reader: &mut $crate::private::Reader<'_>,
            ) -> $crate::private::Result<(), $crate::private::JsonError> {
                $crate::private::read_tagged(
                    reader,
                    self,
                    $tag,
                    &[$((&[$($crate::private::Flag::$flag),*], &[$($value),*])),*],
                )
            }

            #[inline]
            fn vacant() -> Self {
                Self::$unknown($crate::private::Json::null())
            }
        }

        $crate::__union! { $name [$($($trait)+)?] $($variant($($ty)+))*; $unknown }
    };
    (
        $(#[$about:meta])*
        $visibility:vis enum $name:ident $(: $($trait:ident),+)? $($flag:ident)? {
            $(
                $(#[$docs:meta])*
                $variant:ident($($ty:tt)+) $type:ident $(+ $other:ident)* $({ $($rules:tt)* })?
                    $([ $($value:literal)|* ])?
            ),* $(,)?
        } else $unknown:ident
    ) => {
        $(#[$about])*
        $visibility enum $name {
            $($(#[$docs])* $variant($($ty)+),)*
            /// A value that fits nothing the description names.
            $unknown($crate::private::Json),
        }

        impl $crate::private::Encode for $name {
            #[inline]
            fn write(&self, writer: &mut $crate::private::Writer<'_>) {
                match self {
                    $(Self::$variant(content) => $crate::private::Encode::write(content, writer),)*
                    Self::$unknown(content) => $crate::private::Encode::write(content, writer),
                }
            }
        }

        impl $crate::private::Wire for $name {
            #[inline]
            fn read(
                &mut self,
                reader: &mut $crate::private::Reader<'_>,
            ) -> $crate::private::Result<(), $crate::private::JsonError> {
                $crate::private::read_shape(
                    reader,
                    self,
                    $crate::private::TypeId::of::<Self>(),
                    &[$($crate::private::Flag::$flag)?],
                    &[$((
                        &[$crate::private::Type::$type $(, $crate::private::Type::$other)*],
                        $crate::__rules!($({ $($rules)* })?),
                        &[$($($value),*)?],
                    )),*],
                )
            }

            #[inline]
            fn vacant() -> Self {
                Self::$unknown($crate::private::Json::null())
            }
        }

        $crate::__union! { $name [$($($trait)+)?] $($variant($($ty)+))*; $unknown }
    };
}

/// The items that both kinds of unions have.
#[doc(hidden)]
#[macro_export]
macro_rules! __union {
    ($name:ident [$($trait:ident)*] $($variant:ident $ty:tt)*; $unknown:ident) => {
        impl $crate::private::Union for $name {
            #[inline]
            #[allow(unused_mut, unused_assignments, unused_variables)]
            fn select(&mut self, mut index: $crate::private::usize) {
                $(
                    if index == 0 {
                        *self = Self::$variant($crate::private::Wire::vacant());
                        return;
                    }
                    index -= 1;
                )*
                *self = $crate::private::Wire::vacant();
            }

            #[inline]
            fn content(&mut self) -> &mut dyn $crate::private::Wire {
                match self {
                    $(Self::$variant(content) => content,)*
                    Self::$unknown(content) => content,
                }
            }
        }

        impl $crate::private::fmt::Debug for $name {
            #[inline]
            fn fmt(
                &self,
                formatter: &mut $crate::private::fmt::Formatter<'_>,
            ) -> $crate::private::fmt::Result {
                let (name, content): (_, &dyn $crate::private::fmt::Debug) = match self {
                    $(Self::$variant(content) => ($crate::private::stringify!($variant), content),)*
                    Self::$unknown(content) => ($crate::private::stringify!($unknown), content),
                };
                $crate::private::debug_variant(name, content, formatter)
            }
        }

        impl $crate::private::Clone for $name {
            #[inline]
            fn clone(&self) -> Self {
                match self {
                    $(Self::$variant(content) => {
                        Self::$variant($crate::private::Clone::clone(content))
                    })*
                    Self::$unknown(content) => {
                        Self::$unknown($crate::private::Clone::clone(content))
                    }
                }
            }
        }

        impl $crate::private::PartialEq for $name {
            #[inline]
            #[allow(unreachable_patterns)]
            fn eq(&self, other: &Self) -> $crate::private::bool {
                match (self, other) {
                    $((Self::$variant(one), Self::$variant(other)) => one == other,)*
                    (Self::$unknown(one), Self::$unknown(other)) => one == other,
                    _ => false,
                }
            }
        }

        $crate::__union_traits! { [$($trait)*] $name ($($variant $ty)*; $unknown) }
        $crate::__serde! { $name }
    };
}

/// The traits a union lists, one after another.
#[doc(hidden)]
#[macro_export]
macro_rules! __union_traits {
    ([$($trait:ident)*] $name:ident $variants:tt) => {
        $($crate::__union_trait! { $trait $name $variants })*
    };
}

/// The traits a union may list.
#[doc(hidden)]
#[macro_export]
macro_rules! __union_trait {
    (Eq $name:ident $variants:tt) => {
        impl $crate::private::Eq for $name {}
    };
    (Hide $name:ident $variants:tt) => {
        $crate::__hide! { $name }
    };
    (Hash $name:ident ($($variant:ident $ty:tt)*; $unknown:ident)) => {
        impl $crate::private::Hash for $name {
            #[inline]
            fn hash<H: $crate::private::Hasher>(&self, state: &mut H) {
                match self {
                    $(Self::$variant(content) => $crate::private::Hash::hash(content, state),)*
                    Self::$unknown(content) => $crate::private::Hash::hash(content, state),
                }
            }
        }
    };
    (From $name:ident ($($variant:ident $ty:tt)*; $unknown:ident)) => {
        $($crate::__union_from! { $name $variant $ty })*
    };
    (Default $name:ident $variants:tt) => {
        impl $crate::private::Default for $name {
            #[inline]
            fn default() -> Self {
                $crate::private::Wire::vacant()
            }
        }
    };
    // No trait of this list: an error at its name, which tells the nearest one.
    ($other:ident $name:ident $variants:tt) => {
        const _: $crate::private::UnionTrait = $crate::private::UnionTrait::$other;
    };
}

/// A conversion from the type of a variant, without its box.
#[doc(hidden)]
#[macro_export]
macro_rules! __union_from {
    ($name:ident $variant:ident (Box<$ty:ty>)) => {
        impl $crate::private::From<$ty> for $name {
            #[inline]
            fn from(value: $ty) -> Self {
                Self::$variant($crate::private::Box::new(value))
            }
        }
    };
    ($name:ident $variant:ident (runtime::Opaque<$ty:ty>)) => {
        impl $crate::private::From<$ty> for $name {
            #[inline]
            fn from(value: $ty) -> Self {
                Self::$variant($crate::Opaque::new(value))
            }
        }
    };
    ($name:ident $variant:ident (String)) => {
        impl $crate::private::From<$crate::private::String> for $name {
            #[inline]
            fn from(value: $crate::private::String) -> Self {
                Self::$variant(value)
            }
        }

        impl $crate::private::FromText for $name {
            #[inline]
            fn from_text(text: $crate::private::Cow<'_, $crate::private::str>) -> Self {
                Self::$variant($crate::private::Cow::into_owned(text))
            }
        }
    };
    ($name:ident $variant:ident ($ty:ty)) => {
        impl $crate::private::From<$ty> for $name {
            #[inline]
            fn from(value: $ty) -> Self {
                Self::$variant(value)
            }
        }
    };
}

/// Rules of an object variant.
#[doc(hidden)]
#[macro_export]
macro_rules! __rules {
    () => { &[] };
    ({ $($rules:tt)* }) => { $crate::__rules!(@ [] $($rules)*) };
    (@ [$($done:tt)*]) => { &[$($done)*] };
    (@ [$($done:tt)*] has $name:literal $(, $($more:tt)*)?) => {
        $crate::__rules!(@ [$($done)* $crate::private::Rule::has($name),] $($($more)*)?)
    };
    (@ [$($done:tt)*] $name:literal = json $($value:literal)|+ $(, $($more:tt)*)?) => {
        $crate::__rules!(
            @ [$($done)* $crate::private::Rule::equals($name, &[$($value),+]),] $($($more)*)?
        )
    };
    (@ [$($done:tt)*] $name:literal = $($value:literal)|+ $(, $($more:tt)*)?) => {
        $crate::__rules!(
            @ [$($done)* $crate::private::Rule::is($name, &[$($value),+]),] $($($more)*)?
        )
    };
}
