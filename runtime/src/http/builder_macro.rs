//! `client_builder!`: what the clients of all APIs and their builders offer.
//!
//! It is documented here, because it is the generated crate's documentation that shows it.

/// Gives a builder with a field `inner` (a [`ClientBuilder`](crate::ClientBuilder)) its settings
/// and a `build()` that makes the client, which has a field `inner` too and makes calls of the type
/// that [`call_type!`](crate::call_type) has made.
///
/// ```
/// runtime::call_type! {
///     pub struct Call;
/// }
///
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
/// runtime::client_builder! { ClientBuilder => Client => Call }
/// # fn main() {}
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! client_builder {
    ($builder:ident => $client:ident => $call:ident $(: $($auth:ident),+)?) => {
        impl $client {
            /// A call that the description does not know, with authentication, retries and errors
            /// like all others. The path is appended to the base URL: text as it is sent, or a list
            /// of segments, `["pets", id]`. `T` is what the body is decoded into.
            pub fn request<T>(
                &self,
                method: impl ::core::convert::AsRef<str>,
                path: impl $crate::ToPath,
            ) -> $call<T, $crate::Value> {
                $call::new(self.inner.custom(method.as_ref(), &path))
            }
        }

        /// The client inside this one, for code that works with the clients of all APIs.
        impl ::core::convert::AsRef<$crate::Client> for $client {
            fn as_ref(&self) -> &$crate::Client {
                &self.inner
            }
        }

        /// A client with the server, the credentials and the connections of another one.
        impl ::core::convert::From<$crate::Client> for $client {
            fn from(inner: $crate::Client) -> Self {
                Self { inner }
            }
        }

        impl ::core::convert::From<$client> for $crate::Client {
            fn from(client: $client) -> Self {
                client.inner
            }
        }

        /// The builder inside this one, for code that works with the builders of all APIs.
        impl ::core::convert::AsMut<$crate::ClientBuilder> for $builder {
            fn as_mut(&mut self) -> &mut $crate::ClientBuilder {
                &mut self.inner
            }
        }

        $crate::__reqwest! { $builder }
        $crate::__tower! { $builder }

        $($($crate::__auth! { $builder $auth })+)?

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

            /// Which requests are retried, and when. By default a request that failed for a
            /// temporary reason is retried at most twice, if repeating it is safe; `RetryPolicy`
            /// has the rules.
            #[must_use]
            #[inline]
            pub fn retry(mut self, policy: $crate::RetryPolicy) -> Self {
                self.inner.retry(policy);
                self
            }

            /// Takes nothing that is not as described: it is an error. `DriftKind` has the table.
            #[must_use]
            #[inline]
            pub fn strict(mut self) -> Self {
                self.inner.tolerance($crate::Tolerance::Strict);
                self
            }

            /// Also takes required members that are missing or `null`, as empty texts, 0, empty
            /// lists and maps. `DriftKind` has the table.
            #[must_use]
            #[inline]
            pub fn lenient(mut self) -> Self {
                self.inner.tolerance($crate::Tolerance::Lenient);
                self
            }

            /// Appends to a file what responses have that is not what the description says, and was
            /// read all the same: a line of JSON for each place of the description and run. It is
            /// written while a response is read, and holds single values of responses.
            #[must_use]
            #[inline]
            pub fn drift_file(
                mut self,
                path: impl ::core::convert::AsRef<::std::path::Path>,
            ) -> Self {
                self.inner.drift_file(path);
                self
            }

            /// Is told what responses have that is not what the description says, and was read all
            /// the same: `DriftKind` has the table. A further call adds one who is told. Reading
            /// takes longer while somebody is.
            #[must_use]
            #[inline]
            pub fn on_drift(
                mut self,
                tell: impl ::core::ops::Fn(&$crate::Drift)
                + ::core::marker::Send
                + ::core::marker::Sync
                + 'static,
            ) -> Self {
                self.inner.on_drift(tell);
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

            /// Bearer tokens from elsewhere, for every scheme that takes one and is not given its
            /// own. If the description has no such scheme, they go with every call.
            #[must_use]
            #[inline]
            pub fn token_provider(
                mut self,
                provider: impl $crate::TokenProvider + 'static,
            ) -> Self {
                self.inner.token_provider(provider);
                self
            }

            /// A provider of bearer tokens for the security scheme of that name in the description.
            #[must_use]
            #[inline]
            pub fn token_provider_for(
                mut self,
                scheme: &str,
                provider: impl $crate::TokenProvider + 'static,
            ) -> Self {
                self.inner.token_provider_for(scheme, provider);
                self
            }

            /// Sends no credential at all, also where the description asks for one. A single call
            /// can be anonymous, too.
            #[must_use]
            #[inline]
            pub fn anonymous(mut self) -> Self {
                self.inner.anonymous();
                self
            }

            /// The transport that sends the requests: an HTTP client of your own, or a stand-in for
            /// tests.
            #[must_use]
            #[inline]
            pub fn transport(mut self, transport: impl $crate::Transport + 'static) -> Self {
                self.inner.transport(transport);
                self
            }

            /// Puts the transport, the built-in one or another, into one that sees each attempt on
            /// its way out and its response on the way back. A further call puts that into the next
            /// one.
            #[must_use]
            #[inline]
            pub fn wrap_transport<T: $crate::Transport + 'static>(
                mut self,
                wrap: impl ::core::ops::Fn(::std::sync::Arc<dyn $crate::Transport>) -> T
                + ::core::marker::Send
                + ::core::marker::Sync
                + 'static,
            ) -> Self {
                self.inner.wrap_transport(wrap);
                self
            }

            /// Is told of each attempt of each call: before it is sent, when it can be changed, and
            /// after its response has begun. `Interceptor` has an example.
            #[must_use]
            #[inline]
            pub fn intercept(mut self, interceptor: impl $crate::Interceptor + 'static) -> Self {
                self.inner.intercept(interceptor);
                self
            }

            /// Makes the client.
            ///
            /// # Errors
            ///
            /// A setting cannot be used, such as a base URL that is no URL.
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

/// Credentials that every builder takes, unless a scheme of the description is called so.
#[doc(hidden)]
#[macro_export]
macro_rules! __auth {
    ($builder:ident bearer_auth) => {
        impl $builder {
            /// A bearer token, for every scheme that takes one and is not given its own. If the
            /// description has no such scheme, it goes with every call.
            #[must_use]
            #[inline]
            pub fn bearer_auth(
                mut self,
                token: impl ::core::convert::Into<$crate::Secret>,
            ) -> Self {
                self.inner.bearer_auth(token);
                self
            }
        }
    };
    ($builder:ident basic_auth) => {
        impl $builder {
            /// User name and password, for every scheme that takes them and is not given its own.
            /// If the description has no such scheme, they go with every call.
            #[must_use]
            #[inline]
            pub fn basic_auth(
                mut self,
                username: impl ::core::convert::AsRef<str>,
                password: impl ::core::convert::Into<$crate::Secret>,
            ) -> Self {
                self.inner.basic_auth(username, password);
                self
            }
        }
    };
    ($builder:ident header_auth) => {
        impl $builder {
            /// A header that proves who is calling. It goes with every call that is not anonymous,
            /// and is the credential of the schemes that would send this header.
            #[must_use]
            #[inline]
            pub fn header_auth(
                mut self,
                name: &str,
                value: impl ::core::convert::Into<$crate::Secret>,
            ) -> Self {
                self.inner.header_auth(name, value);
                self
            }
        }
    };
}

/// What builders offer for the built-in transport.
#[cfg(feature = "reqwest")]
#[doc(hidden)]
#[macro_export]
macro_rules! __reqwest {
    ($builder:ident) => {
        impl $builder {
            /// Adjusts the built-in HTTP client: proxies, certificates, addresses, pools. Redirects
            /// and compression stay as they are. Not for a transport of your own.
            ///
            /// Once it is adjusted, reqwest's own settings of TLS count, its certificates among
            /// them; where the process has no provider of cryptography, it gets ring.
            #[must_use]
            #[inline]
            pub fn reqwest(
                mut self,
                adjust: impl ::core::ops::Fn(
                    $crate::reqwest::ClientBuilder,
                ) -> $crate::reqwest::ClientBuilder
                + ::core::marker::Send
                + ::core::marker::Sync
                + 'static,
            ) -> Self {
                self.inner.reqwest(adjust);
                self
            }
        }
    };
}

/// Without the built-in transport there is nothing to adjust.
#[cfg(not(feature = "reqwest"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __reqwest {
    ($builder:ident) => {};
}
