//! Macros that give generated types what they all have in common. What they make is documented
//! here, because it is the generated crate's documentation that shows it.

/// Gives a call type `stream()`, the other way of calling an operation that can respond item by
/// item.
///
/// Behind the result come the Accept header and the property of the body that asks for such a
/// response, if there is one.
///
/// ```
/// runtime::call! {
///     pub struct Complete -> Result<runtime::Value, ()> {}
/// }
///
/// runtime::stream! {
///     Complete -> Result<runtime::Events<runtime::Event<runtime::Value>>, ()>;
///     accept = "text/event-stream", property = "stream"
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
        impl $name {
            /// The same call with a response that is read item by item, while it arrives. What the
            /// body says of streaming is set to true.
            #[inline]
            pub fn stream(mut self) -> $crate::Call<$body, $error> {
                let property: &[&str] = &[$($property)?];
                self.request.set_stream($accept, property.first().copied());
                $crate::Call::new(self.request)
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
/// runtime::call! {
///     pub struct Export -> Result<runtime::Value, ()> {}
/// }
///
/// runtime::media_types! { Export {
///     as_csv -> Result<runtime::Text, ()>: accept = "text/csv";
///     as_pdf -> Result<runtime::Bytes, ()>: accept = "application/pdf";
/// } }
/// # fn main() {}
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! media_types {
    ($name:ident { $(
        $method:ident -> Result<$body:ty, $error:ty>:
            accept = $accept:literal $(, property = $property:literal)?;
    )+ }) => {
        impl $name {
            $(
                #[doc = ::core::concat!("The same call with a response of `", $accept, "`.")]
                #[inline]
                pub fn $method(mut self) -> $crate::Call<$body, $error> {
                    let property: &[&str] = &[$($property)?];
                    self.request.set_stream($accept, property.first().copied());
                    $crate::Call::new(self.request)
                }
            )+
        }
    };
}

/// Gives a call type `pages()` and `items()`.
///
/// `next` finds the link to the next page in a page, `Option<&str>`; `items` takes the items out
/// of one, a vector.
///
/// ```
/// # use runtime::Value;
/// runtime::call! {
///     pub struct ListPets -> Result<Value, Value> {}
/// }
///
/// runtime::pages! {
///     ListPets -> Result<Value, Value> {
///         next |page| page.get("next")?.as_str(),
///         items |page| -> Vec<Value> { page.as_array().cloned().unwrap_or_default() },
///     }
/// }
/// # fn main() {}
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! pages {
    ($name:ident -> Result<$page:ty, $error:ty> {
        next |$from:ident| $next:expr,
        items |$of:ident| -> Vec<$item:ty> $items:block $(,)?
    }) => {
        impl $name {
            /// All pages from here on, each fetched when it is asked for: a stream with a
            /// `try_next()` of its own.
            ///
            /// The stream ends where there is no link to the next page, and with an error where a
            /// link repeats itself or leads to another server.
            #[inline]
            pub fn pages(self) -> $crate::Pages<$page, $error> {
                fn next($from: &$page) -> ::core::option::Option<&str> {
                    $next
                }
                $crate::Pages::new(self.request, next)
            }

            /// The items of all pages from here on, fetched page by page: a stream with a
            /// `try_next()` of its own. See [`pages`](Self::pages).
            #[inline]
            pub fn items(self) -> $crate::Items<$page, $item, $error> {
                fn items($of: $page) -> ::std::vec::Vec<$item> $items
                $crate::Items::new(self.pages(), items)
            }
        }
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

/// Gives a builder with a field `inner` (a [`ClientBuilder`](crate::ClientBuilder)) its settings
/// and a `build()` that makes the client, which has a field `inner` too.
///
/// ```
/// #[derive(Debug, Clone)]
/// pub struct Client {
///     inner: runtime::Client,
/// }
///
/// #[derive(Debug, Clone)]
/// pub struct ClientBuilder {
///     inner: runtime::ClientBuilder,
/// }
///
/// runtime::client_builder! { ClientBuilder => Client }
/// # fn main() {}
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! client_builder {
    ($builder:ident => $client:ident) => {
        impl $builder {
            /// Another server than the one that the description names, also for operations with
            /// a server of their own. Paths are appended to it.
            #[must_use]
            #[inline]
            pub fn base_url(
                mut self,
                base_url: impl ::core::convert::Into<::std::string::String>,
            ) -> Self {
                self.inner.base_url(base_url);
                self
            }

            /// The User-Agent header. By default name and version of this crate.
            #[must_use]
            #[inline]
            pub fn user_agent(mut self, user_agent: &str) -> Self {
                self.inner.user_agent(user_agent);
                self
            }

            /// A header that goes with every request.
            #[must_use]
            #[inline]
            pub fn header(mut self, name: &str, value: &str) -> Self {
                self.inner.header(name, value);
                self
            }

            /// The time for a whole call with all its attempts: 60 s by default, `None` for no
            /// limit. A single call can have its own.
            #[must_use]
            #[inline]
            pub fn timeout(
                mut self,
                timeout: impl ::core::convert::Into<::core::option::Option<::std::time::Duration>>,
            ) -> Self {
                self.inner.timeout(timeout);
                self
            }

            /// The time for making a connection: 10 s by default, `None` for no limit. Only for
            /// the built-in transport.
            #[must_use]
            #[inline]
            pub fn connect_timeout(
                mut self,
                timeout: impl ::core::convert::Into<::core::option::Option<::std::time::Duration>>,
            ) -> Self {
                self.inner.connect_timeout(timeout);
                self
            }

            /// The time that the server may be silent, before its response and within it: 30 s by
            /// default, `None` for no limit.
            #[must_use]
            #[inline]
            pub fn read_timeout(
                mut self,
                timeout: impl ::core::convert::Into<::core::option::Option<::std::time::Duration>>,
            ) -> Self {
                self.inner.read_timeout(timeout);
                self
            }

            /// The largest body that is read, in bytes after decompression: 64 MiB by default.
            #[must_use]
            #[inline]
            pub fn max_body(mut self, bytes: usize) -> Self {
                self.inner.max_body(bytes);
                self
            }

            /// Which requests are sent again and when. By default what failed for a reason that may
            /// pass and may safely be repeated, twice at most; `RetryPolicy` has the rules.
            #[must_use]
            #[inline]
            pub fn retry(mut self, policy: $crate::RetryPolicy) -> Self {
                self.inner.retry(policy);
                self
            }

            /// How token servers are asked, where that differs from the description. Only for
            /// schemes with client credentials.
            #[must_use]
            #[inline]
            pub fn token_options(mut self, options: $crate::TokenOptions) -> Self {
                self.inner.token_options(options);
                self
            }

            /// Bearer tokens from elsewhere for the security scheme of that name in the
            /// description.
            #[must_use]
            #[inline]
            pub fn token_provider(
                mut self,
                scheme: &str,
                provider: impl $crate::TokenProvider + 'static,
            ) -> Self {
                self.inner.token_provider(scheme, provider);
                self
            }

            /// What carries the requests: an HTTP client of your own, or something for a test.
            #[must_use]
            #[inline]
            pub fn transport(mut self, transport: impl $crate::Transport + 'static) -> Self {
                self.inner.transport(transport);
                self
            }

            /// Makes the client.
            ///
            /// # Errors
            ///
            /// A setting that cannot be used, such as a base URL that is none.
            #[inline]
            pub fn build(mut self) -> ::core::result::Result<$client, $crate::BuildError> {
                self.inner.default_user_agent(
                    ::core::option_env!("CARGO_PKG_NAME"),
                    ::core::option_env!("CARGO_PKG_VERSION"),
                );
                ::core::result::Result::Ok($client {
                    inner: self.inner.build()?,
                })
            }
        }
    };
}
