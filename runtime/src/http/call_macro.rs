//! `operations!`: what does not change from call to call. `call!`: what operations with optional
//! parameters return.

/// A constant for each operation: its name, method, path template and the settings of
/// [`Operation`](crate::Operation).
///
/// ```
/// runtime::operations! {
///     LIST_PETS "list_pets" "GET" "/pets",
///     GET_PET "get_pet" "GET" "/pets/{petId}" accept("application/json"),
/// }
/// assert_eq!(GET_PET.path(), "/pets/{petId}");
/// # assert_eq!(LIST_PETS.name(), "list_pets");
/// ```
#[macro_export]
macro_rules! operations {
    ($(
        $constant:ident $name:literal $method:literal $path:literal
            $($setting:ident($($value:tt)*))*
    ),* $(,)?) => {
        $(
            const $constant: $crate::Operation =
                $crate::Operation::new($name, $method, $path)$(.$setting($($value)*))*;
        )*
    };
}

/// A call with optional parameters: what it gives, its error, and a setter for each parameter.
///
/// A parameter says where it goes (`query`, `header`, `cookie`, or one of these with `_json`), its
/// setter's name, its name in the request where that is another, and what the setter takes. In
/// parentheses stands how it is spelled: style, explode and reserved characters of a query
/// parameter where it is not `(Form, true, false)`, explode of a header or a cookie where it is not
/// `(false)` or `(true)`.
///
/// The call gets `Debug`, `Clone`, `IntoFuture` and the methods of [`Call`](crate::Call).
///
/// ```
/// runtime::call! {
///     /// Pets, page by page.
///     pub struct ListPets -> runtime::Value, runtime::Value {
///         /// At most so many.
///         query page_size "page[size]": i64,
///         query(PipeDelimited, false, false) colors: &[String],
///     }
/// }
/// # fn main() {}
/// ```
#[macro_export]
macro_rules! call {
    (
        $(#[$about:meta])*
        $visibility:vis struct $name:ident -> $body:ty, $error:ty {
            $(
                $(#[$docs:meta])*
                $place:ident $(($($spelling:tt)+))? $setter:ident $($wire:literal)?: $value:ty
            ),* $(,)?
        }
    ) => {
        $(#[$about])*
        #[must_use = "nothing is sent until the call is awaited"]
        $visibility struct $name {
            request: $crate::Request,
        }

        impl $name {
            $(
                $(#[$docs])*
                #[inline]
                pub fn $setter(mut self, value: $value) -> Self {
                    $crate::__set! {
                        self.request, $crate::__wire_name!($setter $($wire)?), &value;
                        $place $($($spelling)+)?
                    }
                    self
                }
            )*

            /// The time for the whole call with all its attempts, instead of the client's.
            #[must_use = "nothing is sent until the call is awaited"]
            #[inline]
            pub fn timeout(mut self, timeout: ::std::time::Duration) -> Self {
                self.request.set_timeout(timeout);
                self
            }

            /// One more header; it replaces what would be sent under this name.
            #[must_use = "nothing is sent until the call is awaited"]
            #[inline]
            pub fn header(mut self, name: &str, value: &str) -> Self {
                self.request.set_header(name, value);
                self
            }

            /// Sends the call and gives the decoded body. The same as awaiting the call itself.
            ///
            /// # Errors
            ///
            /// Every kind of `Error`.
            #[inline]
            pub fn send(self) -> $crate::Sending<$body, $error> {
                $crate::Call::new(self.request).send()
            }

            /// Sends the call and gives the decoded body with the status and the headers.
            ///
            /// # Errors
            ///
            /// Every kind of `Error`.
            #[inline]
            pub fn response(self) -> $crate::Sending<$crate::Response<$body>, $error> {
                $crate::Call::new(self.request).send()
            }
        }

        impl ::core::future::IntoFuture for $name {
            type Output = ::core::result::Result<$body, $crate::Error<$error>>;
            type IntoFuture = $crate::Sending<$body, $error>;

            #[inline]
            fn into_future(self) -> Self::IntoFuture {
                self.send()
            }
        }

        impl ::core::clone::Clone for $name {
            #[inline]
            fn clone(&self) -> Self {
                Self {
                    request: ::core::clone::Clone::clone(&self.request),
                }
            }
        }

        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.request, formatter)
            }
        }
    };
}

/// Sets a parameter of a request.
#[doc(hidden)]
#[macro_export]
macro_rules! __set {
    ($request:expr, $name:expr, $value:expr; query) => {
        $request.query($name, $crate::Style::Form, true, false, $value);
    };
    ($request:expr, $name:expr, $value:expr; query $style:ident, $explode:literal, $reserved:literal) => {
        $request.query($name, $crate::Style::$style, $explode, $reserved, $value);
    };
    ($request:expr, $name:expr, $value:expr; header) => {
        $request.header($name, false, $value);
    };
    ($request:expr, $name:expr, $value:expr; cookie) => {
        $request.cookie($name, true, $value);
    };
    ($request:expr, $name:expr, $value:expr; $place:ident $explode:literal) => {
        $request.$place($name, $explode, $value);
    };
    ($request:expr, $name:expr, $value:expr; $json:ident) => {
        $request.$json($name, $value);
    };
}
