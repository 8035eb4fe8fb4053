//! `operations!`: a group of operations, each with its method. `call!`: the optional parameters of
//! one.

/// A group of operations: a struct that borrows the client, with a method for each operation.
///
/// A method says what it takes and what its call gives: the decoded body, the body of errors, and
/// the name that [`call!`](crate::call) gives to its optional parameters. Arguments are written as
/// the parameters of `call!` are. Behind the `=` come the name of the operation, its HTTP method,
/// its path template and what all calls of it share:
///
/// - `accept("application/json")`: the Accept header;
/// - `security("app" & "key" | "oauth"("pets:read") | none)`: the security requirements, here both
///   of two schemes, or a scheme with its scopes, or no credential at all;
/// - `errors("404", "4XX")`: the statuses whose bodies the type of errors describes, where it does
///   not describe all of them; `results("302")`: those beside 2xx that are results;
/// - `base_url("https://files.example.com")`: the operation's own server;
/// - `idempotency_key("Idempotency-Key")`: the header for a key by which the server knows a request
///   that comes again;
/// - `error_when("ok" = "false")`, `error_unless("meta", "code" = "0")`, `error_where("error")`: what
///   tells an error in the body of a success, where it is not the same for all operations.
///
/// The call is the type that [`call_type!`](crate::call_type) makes two modules above.
///
/// ```
/// runtime::call_type! {
///     pub struct Call;
/// }
///
/// mod operations {
///     pub mod pets {
///         use runtime::Value;
///
///         runtime::operations! {
///             /// Everything about pets.
///             pub struct Pets;
///
///             /// One pet.
///             fn get(path pet_id "petId": &str) -> Call<Value, Value>
///                 = "get_pet" "GET" "/pets/{petId}" accept("application/json");
///
///             /// Pets, page by page.
///             fn list(query quietly: bool) -> Call<Value, Value, ListPets>
///                 = "list_pets" "GET" "/pets";
///         }
///
///         runtime::call! {
///             pub struct ListPets {
///                 /// At most so many.
///                 query page_size "page[size]": i64,
///                 query(style = pipe_delimited, explode = false) colors: &[String],
///             }
///         }
///     }
/// }
///
/// # use runtime::Value;
/// # fn main() {}
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! operations {
    (
        $(#[$about:meta])*
        $visibility:vis struct $group:ident;
        $(
            $(#[$docs:meta])*
            fn $operation:ident($(
                $place:ident $(($($spelling:tt)+))? $argument:ident $($wire:literal)?: $ty:ty
            ),* $(,)?) -> Call<$body:ty, $error:ty $(, $parameters:ty)?>
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
                pub fn $operation(
                    &self,
                    $($argument: $ty),*
                ) -> super::super::Call<$body, $error $(, $parameters)?> {
                    const OPERATION: $crate::private::Operation =
                        $crate::private::Operation::new($name, $method, $path)
                            $(.$setting($crate::__named!($setting $($value)*)))*;
                    #[allow(unused_mut)]
                    let mut request = self.client.operation(&OPERATION);
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

/// The optional parameters of an operation, as setters of its calls.
///
/// A parameter has a place, the name of its setter, its name in the request where that is another,
/// and the type that the setter takes.
///
/// - `path`, `query`, `header`, `cookie`: how the value is encoded stands in parentheses, where it
///   is not the default of OpenAPI: `query(style = pipe_delimited, explode = false)`,
///   `query(allow_reserved = true)`, `path(style = label)`, `header(explode = true)`.
///   Lists of lists have the style of each, from outside in: `query(lists = [form,
///   pipe_delimited])`.
/// - `path_json`, `query_json`, `header_json`, `cookie_json`: the value is encoded as JSON.
/// - `cookie_plain`: the value is not encoded.
/// - `query_string_form`, `query_string_json`, `query_string_text`: the value is the whole query.
///
/// An optional body stands among the parameters:
///
/// - `json`, `form`, `text("text/csv")`, `bytes("image/png")`, `lines("application/jsonl")`,
///   `json_as("application/merge-patch+json")`;
/// - `form_as(..)` and `multipart("multipart/form-data", ..)` with the encodings of properties
///   (the OpenAPI specification, "Encoding Object"):
///   `"labels" | "tags" { style = form, explode = false }`,
///   `"photo" { content_type = "image/png", headers = ["X-Kind" = "photo"] }`. Parts without names
///   are known by their numbers, `"0"` for the first; `""` stands for all others.
///
/// Where responses are pages, the name is followed by the type of their items and what leads from page
/// to page: `pages of Pet = items("data") token("meta", "next") query("cursor")`. The words are
/// those of `Paging`: `link`, `link_header`, `token`, `token_header`, `last_item`, `page`, `offset`;
/// `query` and `body` for what takes them; `more`, `pages` and `total` for what tells the end.
///
/// The type that is made only names the operation: it is the third parameter of
/// [`Call`](crate::call_type), whose setters these are. An example is at
/// [`operations!`](crate::operations).
#[doc(hidden)]
#[macro_export]
macro_rules! call {
    (
        $(#[$about:meta])*
        $visibility:vis struct $name:ident
            $(pages $(of $item:ty)? = $($setting:ident($($value_of:tt)*))*)?
        {
            $(
                $(#[$docs:meta])*
                $place:ident $(($($spelling:tt)+))? $setter:ident $($wire:literal)?: $value:ty
            ),* $(,)?
        }
    ) => {
        $(#[$about])*
        #[derive(Debug)]
        $visibility enum $name {}

        $(
            impl $crate::private::HasPages for $name {
                const PAGING: &'static $crate::private::Paging =
                    &$crate::private::Paging::new()
                        $(.$setting($crate::__named!($setting $($value_of)*)))*;
            }

            $(
                impl $crate::private::HasItems for $name {
                    type Item = $item;
                }
            )?
        )?

        impl<T, E> super::super::Call<T, E, $name> {
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
        }
    };
}

/// Sets a parameter or the body of a request.
#[doc(hidden)]
#[macro_export]
macro_rules! __set {
    ($request:expr, $name:expr, $value:ident; path) => {
        $request.path($name, $crate::private::Style::Simple, false, &$value);
    };
    ($request:expr, $name:expr, $value:ident; path lists = $styles:tt) => {
        $request.path_lists($name, $crate::__setting!($styles), &$value);
    };
    ($request:expr, $name:expr, $value:ident; path $($fact:ident = $setting:tt),+) => {
        let mut how = $crate::private::InPath::DEFAULT;
        $(how.$fact = $crate::__setting!($setting);)+
        $request.path($name, how.style, how.explode, &$value);
    };
    ($request:expr, $name:expr, $value:ident; query) => {
        $request.query($name, $crate::private::Style::Form, true, false, &$value);
    };
    ($request:expr, $name:expr, $value:ident; query lists = $styles:tt) => {
        $request.query_lists($name, $crate::__setting!($styles), &$value);
    };
    ($request:expr, $name:expr, $value:ident; query $($fact:ident = $setting:tt),+) => {
        let mut how = $crate::private::InQuery::DEFAULT;
        $(how.$fact = $crate::__setting!($setting);)+
        $request.query($name, how.style, how.explode, how.allow_reserved, &$value);
    };
    ($request:expr, $name:expr, $value:ident; header) => {
        $request.header($name, false, &$value);
    };
    ($request:expr, $name:expr, $value:ident; header lists = $styles:tt) => {
        $request.header_lists($name, $crate::__setting!($styles), &$value);
    };
    ($request:expr, $name:expr, $value:ident; cookie) => {
        $request.cookie($name, true, &$value);
    };
    ($request:expr, $name:expr, $value:ident; cookie_plain) => {
        $request.cookie_plain($name, true, &$value);
    };
    ($request:expr, $name:expr, $value:ident; query_string_form $($encodings:tt)*) => {
        $request.query_string_form($name, $crate::__encodings!($($encodings)*), &$value);
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
    ($request:expr, $name:expr, $value:ident; form_as $($encodings:tt)+) => {
        $request.form_as($crate::__encodings!($($encodings)+), &$value);
    };
    (
        $request:expr, $name:expr, $value:ident;
        multipart $media_type:literal $(, $($encodings:tt)*)?
    ) => {
        $request.multipart($media_type, $crate::__encodings!($($($encodings)*)?), &$value);
    };
    (
        $request:expr, $name:expr, $value:ident;
        multipart_of $media_type:literal, $part:literal $(, $($encodings:tt)*)?
    ) => {
        $request.multipart_of(
            $media_type,
            $part,
            $crate::__encodings!($($($encodings)*)?),
            &$value,
        );
    };
    ($request:expr, $name:expr, $value:ident; $place:ident explode = $explode:literal) => {
        $request.$place($name, $explode, &$value);
    };
    ($request:expr, $name:expr, $value:ident; $json:ident) => {
        $request.$json($name, &$value);
    };
}

/// The value of a setting that has a name.
#[doc(hidden)]
#[macro_export]
macro_rules! __named {
    (security $($(none)? $($scheme:literal $(($($scope:literal),+))?)&*)|+) => {
        &[$(&[$(($scheme, &[$($($scope),+)?])),*]),+]
    };
    (accept $value:literal) => { $value };
    (base_url $value:literal) => { $value };
    (idempotency_key $value:literal) => { $value };
    (error_when $($name:literal),+ = $json:literal) => { (&[$($name),+], $json) };
    (error_unless $($name:literal),+ = $json:literal) => { (&[$($name),+], $json) };
    (link_header $value:literal) => { $value };
    (offset $value:literal) => { $value };
    (page $value:literal) => { $value };
    (query $value:literal) => { $value };
    (token_header $value:literal) => { $value };
    ($list:ident $($value:literal),*) => { &[$($value),*] };
}

/// How properties of a form are encoded.
#[doc(hidden)]
#[macro_export]
macro_rules! __encodings {
    ($($($property:literal)|+ { $($fact:ident = $setting:tt),* }),* $(,)?) => {
        &[$(
            $crate::private::Encoding::new(&[$($property),+])
                $(.$fact($crate::__setting!($setting)))*
        ),*]
    };
}

/// The value of a named fact.
#[doc(hidden)]
#[macro_export]
macro_rules! __setting {
    ($value:literal) => { $value };
    ([$($name:literal = $value:literal),*]) => { &[$(($name, $value)),*] };
    ([$($style:ident),*]) => { &[$($crate::__setting!($style)),*] };
    (simple) => { $crate::private::Style::Simple };
    (label) => { $crate::private::Style::Label };
    (matrix) => { $crate::private::Style::Matrix };
    (form) => { $crate::private::Style::Form };
    (space_delimited) => { $crate::private::Style::SpaceDelimited };
    (pipe_delimited) => { $crate::private::Style::PipeDelimited };
    (tab_delimited) => { $crate::private::Style::TabDelimited };
    (deep_object) => { $crate::private::Style::DeepObject };
}
