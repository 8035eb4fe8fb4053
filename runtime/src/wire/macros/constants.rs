//! Enums of mixed constants.

/// An enum of other constants and how it is spelled: of booleans, of floats, or mixed.
///
/// A line for each variant: its name in Rust and the constant as compact JSON. Values that are not
/// listed are kept in the variant named after `else`, which holds a [`Json`](crate::Json).
///
/// The type gets [`Wire`](crate::Wire), `as_json`, `Display`, `Clone`, `Debug`, `PartialEq`, `Eq`,
/// `Hash` and serde's traits.
///
/// ```
/// runtime::json_enum! {
///     pub enum Odd {
///         Yes "true",
///         Half "0.5",
///     } else Unrecognized
/// }
///
/// let half: Odd = runtime::from_slice(b"5e-1")?;
/// assert_eq!(half, Odd::Half);
/// # Ok::<(), runtime::JsonError>(())
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! json_enum {
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
            $unknown($crate::private::Json),
        }

        impl $name {
            /// The constant it stands for, as JSON text.
            #[inline]
            pub fn as_json(&self) -> &$crate::private::str {
                $crate::private::Constant::names(self).value()
            }
        }

        impl $crate::private::Wire for $name {
            #[inline]
            fn read(
                &mut self,
                reader: &mut $crate::private::Reader<'_>,
            ) -> $crate::private::Result<(), $crate::private::JsonError> {
                let json = $crate::private::read_constant(reader)?;
                $(if json.is($wire) {
                    *self = Self::$variant;
                    return $crate::private::Ok(());
                })*
                reader.miss()?;
                *self = Self::$unknown(json);
                $crate::private::Ok(())
            }

            $crate::__first! { $($variant)*; $unknown($crate::private::Json::null()) }
        }

        $crate::__constants! {
            constants(str) $name { $($variant = $wire,)*; $unknown(held) = held.as_str() }
        }
    };
}
