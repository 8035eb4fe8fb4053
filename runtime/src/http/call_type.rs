//! `call_type!`: the type of calls, once for each API.
//!
//! An API has a type of its own so that its operations can add setters to it; everything that all
//! calls have in common is written here and compiled once.

/// The type of an API's calls: `Call<T, E, P>` gives a `T` or an `Error<E>`; `P` is the operation
/// whose optional parameters it has, see [`call!`](crate::call).
///
/// ```
/// runtime::call_type! {
///     pub struct Call;
/// }
///
/// async fn example(call: Call<String, ()>) -> Result<(), runtime::Error<()>> {
///     let raw = call.query("verbose", true).raw().await?;
///     println!("{} {:?}", raw.status(), raw.text());
///     Ok(())
/// }
/// # fn main() {}
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! call_type {
    ($(#[$about:meta])* $visibility:vis struct $call:ident;) => {
        /// A call that gives a `T`, or an error whose body is an `E`; `P` is the operation whose
        /// optional parameters it has. Awaiting it sends it.
        ///
        $(#[$about])*
        #[must_use = "nothing is sent until the call is awaited"]
        $visibility struct $call<T, E, P = ()> {
            pub(crate) request: $crate::private::Request,
            outcome: ::core::marker::PhantomData<fn() -> (T, E, P)>,
        }

        impl<T, E> $call<T, E> {
            /// A call of the request.
            #[inline]
            pub fn new(request: $crate::private::Request) -> Self {
                Self {
                    request,
                    outcome: ::core::marker::PhantomData,
                }
            }
        }

        /// Settings of a single call, whatever the description says of the operation.
        impl<T, E, P> $call<T, E, P> {
            /// One more parameter of the query, percent-encoded; a list gives a pair for each item.
            #[inline]
            pub fn query(mut self, name: &str, value: impl $crate::Encode) -> Self {
                self.request.push_query(name, &value);
                self
            }

            /// One more header; it replaces the header of this name that would be sent. In the
            /// place of a credential, it is used as the credential.
            #[inline]
            pub fn header(mut self, name: &str, value: &str) -> Self {
                self.request.set_header(name, value);
                self
            }

            /// The time for the whole call with all its attempts, instead of the client's; `None`
            /// for no limit.
            #[inline]
            pub fn timeout(
                mut self,
                timeout: impl ::core::convert::Into<::core::option::Option<::std::time::Duration>>,
            ) -> Self {
                self.request.set_timeout(timeout.into());
                self
            }

            /// When this call is retried, instead of the client's policy.
            #[inline]
            pub fn retry(mut self, policy: $crate::RetryPolicy) -> Self {
                self.request.set_retry(policy);
                self
            }

            /// Sends no credential of the client with this call.
            #[inline]
            pub fn anonymous(mut self) -> Self {
                self.request.set_anonymous();
                self
            }

            /// Another Accept header: what the response should be. See [`raw`](Self::raw) and
            /// [`decode`](Self::decode).
            #[inline]
            pub fn accept(mut self, media_type: &str) -> Self {
                self.request.set_header("accept", media_type);
                self
            }

            /// Another body: the JSON of any value that can be serialized. It replaces the body that the call has.
            #[inline]
            pub fn body_json(mut self, body: &(impl $crate::private::Serialize + ?::core::marker::Sized)) -> Self {
                self.request.set_json(body);
                self
            }

            /// Another body: bytes, text or a file, with their media type. It replaces the body
            /// that the call has.
            #[inline]
            pub fn body_bytes(
                mut self,
                media_type: &str,
                body: impl ::core::convert::Into<$crate::File>,
            ) -> Self {
                self.request.bytes(media_type, body.into());
                self
            }

            /// The same call with a response of another type.
            #[inline]
            pub fn decode<U>(self) -> $call<U, E> {
                $call::new(self.request)
            }

            /// The same call with an undecoded response: status, headers and bytes, whatever the
            /// status is.
            #[inline]
            pub fn raw(self) -> $call<$crate::RawResponse, E> {
                $call::new(self.request)
            }

            /// The same call with a body that is not held in memory: it is read while it arrives,
            /// and may be of any size.
            #[inline]
            pub fn chunks(self) -> $call<$crate::Chunks, E> {
                $call::new(self.request)
            }

            /// The same call with a body of JSON values, one after the other, each read when it has
            /// arrived.
            #[inline]
            pub fn lines<U>(self) -> $call<$crate::Lines<U>, E> {
                $call::new(self.request)
            }

            /// The same call with server-sent events as its body, each read when it has arrived. It
            /// asks for `text/event-stream`.
            #[inline]
            pub fn events<U>(mut self) -> $call<$crate::Events<$crate::Event<U>>, E> {
                self.request.set_stream("text/event-stream", ::core::option::Option::None);
                $call::new(self.request)
            }
        }

        impl<T: $crate::FromResponse, E: $crate::FromResponse, P> $call<T, E, P> {
            /// Sends the call and gives the decoded body. The same as awaiting the call itself.
            ///
            /// # Errors
            ///
            /// Every kind of [`Error`]($crate::Error).
            #[inline]
            pub fn send(self) -> $crate::Sending<T, E> {
                $crate::Sending::of(self.request)
            }

            /// Sends the call and gives the decoded body with the status and the headers.
            ///
            /// # Errors
            ///
            /// Every kind of [`Error`]($crate::Error).
            #[inline]
            pub fn response(self) -> $crate::Sending<$crate::Response<T>, E> {
                $crate::Sending::of(self.request)
            }
        }

        $crate::__blocking! { $call }
        $crate::__mock! { $call }

        impl<T, E, P: $crate::private::HasPages> $call<T, E, P> {
            /// All pages from here on, each fetched when it is asked for: a stream with a
            /// `try_next()` of its own. It always ends; [`Pages`]($crate::Pages) tells how.
            #[inline]
            pub fn pages(self) -> $crate::Pages<T, E> {
                $crate::Pages::new(self.request, P::PAGING)
            }
        }

        impl<T, E, P: $crate::private::HasItems> $call<T, E, P> {
            /// The items of all pages from here on, fetched page by page: a stream with a
            /// `try_next()` of its own. It always ends; [`Pages`]($crate::Pages) tells how.
            #[inline]
            pub fn items(self) -> $crate::Items<P::Item, E> {
                $crate::Items::new(self.request, P::PAGING)
            }
        }

        impl<T, E, P> ::core::convert::From<$crate::private::Request> for $call<T, E, P> {
            #[inline]
            fn from(request: $crate::private::Request) -> Self {
                Self {
                    request,
                    outcome: ::core::marker::PhantomData,
                }
            }
        }

        impl<T: $crate::FromResponse, E: $crate::FromResponse, P> ::core::future::IntoFuture
            for $call<T, E, P>
        {
            type Output = ::core::result::Result<T, $crate::Error<E>>;
            type IntoFuture = $crate::Sending<T, E>;

            #[inline]
            fn into_future(self) -> Self::IntoFuture {
                self.send()
            }
        }

        impl<T, E, P> ::core::clone::Clone for $call<T, E, P> {
            #[inline]
            fn clone(&self) -> Self {
                ::core::convert::From::from(::core::clone::Clone::clone(&self.request))
            }
        }

        impl<T, E, P> ::core::fmt::Debug for $call<T, E, P> {
            #[inline]
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                formatter.debug_tuple("Call").field(&self.request).finish()
            }
        }
    };
}

/// The call that blocks.
#[cfg(feature = "blocking")]
#[doc(hidden)]
#[macro_export]
macro_rules! __blocking {
    ($call:ident) => {
        impl<T: $crate::FromResponse, E: $crate::FromResponse, P> $call<T, E, P> {
            /// Sends the call and blocks the thread until the decoded body is there. Streams of
            /// items, pages, lines, events and pieces have a `blocking()`, too: an iterator.
            ///
            /// # Errors
            ///
            /// Every kind of [`Error`]($crate::Error).
            #[inline]
            pub fn blocking(self) -> ::core::result::Result<T, $crate::Error<E>> {
                self.send().blocking()
            }
        }
    };
}

/// Without the feature there is none.
#[cfg(not(feature = "blocking"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __blocking {
    ($call:ident) => {};
}

/// What a mock takes of a call.
#[cfg(feature = "mock")]
#[doc(hidden)]
#[macro_export]
macro_rules! __mock {
    ($call:ident) => {
        impl<T, E, P> $crate::MockedCall for $call<T, E, P> {
            type Body = T;
            type Error = E;

            #[inline]
            fn into_request(self) -> $crate::private::Request {
                self.request
            }
        }
    };
}

/// Without the feature there are no mocks.
#[cfg(not(feature = "mock"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __mock {
    ($call:ident) => {};
}
