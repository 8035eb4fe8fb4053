//! `operations!`: a group of operations, each with its method. `call!`: what operations with
//! optional parameters return.

/// A group of operations: a struct that borrows the client, with a method for each operation.
///
/// A method says what it takes and what it gives: the decoded body and the error for a
/// [`Call`](crate::Call), or the name of a type made by [`call!`](crate::call). Arguments are
/// written as the parameters of `call!` are, bodies as [`Request`](crate::Request) calls them:
/// `json`, `form`, `text("text/csv")` and so on. Behind the `=` come the name of the operation, its
/// HTTP method, its path template and the settings of [`Operation`](crate::Operation).
///
/// ```
/// # use runtime::Value;
/// runtime::operations! {
///     /// Everything about pets.
///     pub struct Pets;
///
///     /// One pet.
///     fn get(path pet_id "petId": &str) -> Value, Value
///         = "get_pet" "GET" "/pets/{petId}" accept("application/json");
///
///     /// Another pet.
///     fn add(query quietly: bool, json body: &Value) -> AddPet
///         = "add_pet" "POST" "/pets";
/// }
///
/// runtime::call! {
///     pub struct AddPet -> Value, Value {}
/// }
///
/// fn example(client: &runtime::Client) -> runtime::Call<Value, Value> {
///     Pets::new(client).get("rex")
/// }
/// # fn main() {}
/// ```
#[macro_export]
macro_rules! operations {
    (
        $(#[$about:meta])*
        $visibility:vis struct $group:ident;
        $(
            $(#[$docs:meta])*
            fn $operation:ident($(
                $place:ident $(($($spelling:tt)+))? $argument:ident $($wire:literal)?: $ty:ty
            ),* $(,)?) -> $body:ty $(, $error:ty)?
                = $name:literal $method:literal $path:literal $($setting:ident($($value:tt)*))*;
        )*
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy)]
        $visibility struct $group<'c> {
            client: &'c $crate::Client,
        }

        impl<'c> $group<'c> {
            pub(crate) fn new(client: &'c $crate::Client) -> Self {
                Self { client }
            }

            $(
                $(#[$docs])*
                pub fn $operation(&self, $($argument: $ty),*) -> $crate::__call!($body $(, $error)?) {
                    const OPERATION: $crate::Operation =
                        $crate::Operation::new($name, $method, $path)$(.$setting($($value)*))*;
                    #[allow(unused_mut)]
                    let mut request = self.client.request(&OPERATION);
                    $(
                        $crate::__set! {
                            request, $crate::__wire_name!($argument $($wire)?), $argument;
                            $place $($($spelling)+)?
                        }
                    )*
                    ::core::convert::Into::into(request)
                }
            )*
        }
    };
}

/// What a method gives: a call of its own, or one of these types.
#[doc(hidden)]
#[macro_export]
macro_rules! __call {
    ($call:ty) => { $call };
    ($body:ty, $error:ty) => { $crate::Call<$body, $error> };
}

/// A call with optional parameters: what it gives, its error, and a setter for each parameter.
///
/// A parameter says where it goes (`query`, `header`, `cookie`, or one of these with `_json`;
/// `cookie_plain` for one that is not encoded; `query_string_form`, `query_string_json` or
/// `query_string_text` for the whole query), its
/// setter's name, its name in the request where that is another, and what the setter takes. In
/// parentheses stands how it is spelled: style, explode and reserved characters of a query
/// parameter where it is not `(Form, true, false)`, explode of a header or a cookie where it is not
/// `(false)` or `(true)`. Lists of lists are `query_lists`, `path_lists` or `header_lists` with
/// their styles, `([Form, PipeDelimited])`. An optional body stands among them: `json`, `form`,
/// `text("text/csv")`.
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
                        self.request, $crate::__wire_name!($setter $($wire)?), value;
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

        impl ::core::convert::From<$crate::Request> for $name {
            #[inline]
            fn from(request: $crate::Request) -> Self {
                Self { request }
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

/// Sets a parameter or the body of a request.
#[doc(hidden)]
#[macro_export]
macro_rules! __set {
    ($request:expr, $name:expr, $value:ident; path) => {
        $request.path($name, $crate::Style::Simple, false, &$value);
    };
    ($request:expr, $name:expr, $value:ident; path $style:ident, $explode:literal) => {
        $request.path($name, $crate::Style::$style, $explode, &$value);
    };
    ($request:expr, $name:expr, $value:ident; query) => {
        $request.query($name, $crate::Style::Form, true, false, &$value);
    };
    ($request:expr, $name:expr, $value:ident; query $style:ident, $explode:literal, $reserved:literal) => {
        $request.query($name, $crate::Style::$style, $explode, $reserved, &$value);
    };
    ($request:expr, $name:expr, $value:ident; header) => {
        $request.header($name, false, &$value);
    };
    ($request:expr, $name:expr, $value:ident; cookie) => {
        $request.cookie($name, true, &$value);
    };
    ($request:expr, $name:expr, $value:ident; json) => {
        $request.json(&$value);
    };
    ($request:expr, $name:expr, $value:ident; form) => {
        $request.form(&$value);
    };
    ($request:expr, $name:expr, $value:ident; bytes $media_type:literal) => {
        $request.bytes($media_type, $value.into());
    };
    ($request:expr, $name:expr, $value:ident; text $media_type:literal) => {
        $request.text($media_type, &$value);
    };
    ($request:expr, $name:expr, $value:ident; lines $media_type:literal) => {
        $request.lines($media_type, &$value);
    };
    ($request:expr, $name:expr, $value:ident; json_as $media_type:literal) => {
        $request.json_as($media_type, &$value);
    };
    ($request:expr, $name:expr, $value:ident; form_as $encodings:expr) => {
        $request.form_as($encodings, &$value);
    };
    ($request:expr, $name:expr, $value:ident; multipart $media_type:literal, $encodings:expr) => {
        $request.multipart($media_type, $encodings, &$value);
    };
    ($request:expr, $name:expr, $value:ident; query_string_form $encodings:expr) => {
        $request.query_string_form($name, $encodings, &$value);
    };
    ($request:expr, $name:expr, $value:ident; $lists:ident [$($style:ident),+]) => {
        $request.$lists($name, &[$($crate::Style::$style),+], &$value);
    };
    ($request:expr, $name:expr, $value:ident; multipart_of $media_type:literal, $part:literal, $encodings:expr) => {
        $request.multipart_of($media_type, $part, $encodings, &$value);
    };
    ($request:expr, $name:expr, $value:ident; $place:ident $explode:literal) => {
        $request.$place($name, $explode, &$value);
    };
    ($request:expr, $name:expr, $value:ident; $json:ident) => {
        $request.$json($name, &$value);
    };
}
