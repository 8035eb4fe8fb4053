//! Macros that give generated types what they all have in common. What they make is documented
//! here, because it is the generated crate's documentation that shows it.

/// Gives a call type `stream()`, the other way of calling an operation that can respond item by
/// item.
///
/// Behind the result come the Accept header and the property of the body that asks for such a
/// response, if there is one.
///
/// ```
/// runtime::call_type! {
///     pub struct Call;
/// }
///
/// mod operations {
///     pub mod chats {
///         use runtime::{Event, Events, Value};
///
///         pub enum Complete {}
///
///         runtime::stream! {
///             Complete -> Result<Events<Event<Value>>, ()>;
///             accept = "text/event-stream", property = "stream"
///         }
///     }
/// }
/// # fn main() {}
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! stream {
    (
        $name:ident -> Result<$body:ty, $error:ty>;
        accept = $accept:literal $(, property = $property:literal)?
    ) => {
        impl<T> super::super::Call<T, $error, $name> {
            /// The same call with a response that is read item by item, while it arrives. What the
            /// body says of streaming is set to true.
            #[inline]
            pub fn stream(mut self) -> super::super::Call<$body, $error> {
                let property: &[&str] = &[$($property)?];
                self.request.set_stream($accept, property.first().copied());
                super::super::Call::new(self.request)
            }
        }
    };
}

/// Gives a call type a method for each media type that has to be asked for.
///
/// A row names the method and its result, the Accept header, and the property of the body that asks
/// for such a response, if there is one.
///
/// ```
/// runtime::call_type! {
///     pub struct Call;
/// }
///
/// mod operations {
///     pub mod reports {
///         pub enum Export {}
///
///         runtime::media_types! { Export {
///             as_csv -> Result<runtime::Text, ()>: accept = "text/csv";
///             as_pdf -> Result<runtime::Bytes, ()>: accept = "application/pdf";
///         } }
///     }
/// }
/// # fn main() {}
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! media_types {
    ($name:ident { $(
        $method:ident -> Result<$body:ty, $error:ty>:
            accept = $accept:literal $(, property = $property:literal)?;
    )+ }) => {
        $(
            impl<T> super::super::Call<T, $error, $name> {
                #[doc = ::core::concat!("The same call with a response of `", $accept, "`.")]
                #[inline]
                pub fn $method(mut self) -> super::super::Call<$body, $error> {
                    let property: &[&str] = &[$($property)?];
                    self.request.set_stream($accept, property.first().copied());
                    super::super::Call::new(self.request)
                }
            }
        )+
    };
}

/// An enum of bodies by status, which responses decode into, with `Clone`, `Debug` and `PartialEq`.
///
/// ```
/// runtime::by_status! {
///     pub enum CreatePetError {
///         /// What is wrong with the pet.
///         Status400(runtime::Value) "400",
///         Status4XX(runtime::Text) "4XX",
///         Default(runtime::Bytes) "default",
///     }
/// }
/// # fn main() {}
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! by_status {
    (
        $(#[$about:meta])*
        $visibility:vis enum $name:ident {
            $($(#[$docs:meta])* $variant:ident($body:ty) $status:literal),+ $(,)?
        }
    ) => {
        $(#[$about])*
        $visibility enum $name {
            $($(#[$docs])* $variant($body),)+
        }

        impl $crate::FromResponse for $name {
            #[inline]
            fn from_response(
                response: &$crate::RawResponse,
            ) -> ::core::result::Result<Self, $crate::DecodeError> {
                match response.select(&[$($status),+]) {
                    $(::core::option::Option::Some($status) => {
                        $crate::FromResponse::from_response(response).map(Self::$variant)
                    })+
                    _ => ::core::result::Result::Err(response.undocumented()),
                }
            }
        }

        impl ::core::clone::Clone for $name {
            #[inline]
            fn clone(&self) -> Self {
                match self {
                    $(Self::$variant(body) => Self::$variant(::core::clone::Clone::clone(body)),)+
                }
            }
        }

        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                match self {
                    $(Self::$variant(body) => {
                        formatter.debug_tuple(::core::stringify!($variant)).field(body).finish()
                    })+
                }
            }
        }

        impl ::core::cmp::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                match (self, other) {
                    $((Self::$variant(left), Self::$variant(right)) => left == right,)+
                    #[allow(unreachable_patterns)]
                    _ => false,
                }
            }
        }
    };
}
