//! Calls: requests that know what their responses decode into.

use std::{
    fmt,
    future::{Future, IntoFuture},
    marker::PhantomData,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use bytes::Bytes;

use super::{
    error::{ApiError, Error, Fault},
    incoming::Chunks,
    request::Request,
    response::{FromResponse, RawResponse, Response},
    transport::BoxFuture,
};

/// A call of an operation that has nothing optional to set. Awaiting it sends it.
///
/// ```no_run
/// # async fn example(call: runtime::Call<(), ()>) -> Result<(), runtime::Error<()>> {
/// use std::time::Duration;
///
/// call.timeout(Duration::from_secs(5)).header("X-Request-Id", "42").await?;
/// # Ok(())
/// # }
/// ```
#[must_use = "nothing is sent until the call is awaited"]
pub struct Call<T, E> {
    request: Request,
    outcome: PhantomData<fn() -> (T, E)>,
}

impl<T, E> Call<T, E> {
    /// A call of the request.
    #[inline]
    pub fn new(request: Request) -> Self {
        Self {
            request,
            outcome: PhantomData,
        }
    }

    /// The time for the whole call with all its attempts, instead of the client's.
    #[inline]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.request.set_timeout(timeout);
        self
    }

    /// One more header; it replaces what would be sent under this name.
    #[inline]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.request.set_header(name, value);
        self
    }
}

impl<T, E> From<Request> for Call<T, E> {
    #[inline]
    fn from(request: Request) -> Self {
        Self::new(request)
    }
}

impl<T: FromResponse, E: FromResponse> Call<T, E> {
    /// Sends the call and gives the decoded body. The same as awaiting the call itself.
    ///
    /// # Errors
    ///
    /// See [`Error`].
    #[inline]
    pub fn send(self) -> Sending<T, E> {
        Sending {
            inner: self.request.send(T::STREAMED),
            outcome: PhantomData,
        }
    }

    /// Sends the call and gives the decoded body with the status and the headers.
    ///
    /// # Errors
    ///
    /// See [`Error`].
    #[inline]
    pub fn response(self) -> Sending<Response<T>, E> {
        Call::new(self.request).send()
    }
}

impl<E> Call<Bytes, E> {
    /// The same call with a body that is not held in memory: it is read while it arrives, and may
    /// be of any size.
    #[inline]
    pub fn stream(self) -> Call<Chunks, E> {
        Call::new(self.request)
    }
}

impl<T: FromResponse, E: FromResponse> IntoFuture for Call<T, E> {
    type Output = Result<T, Error<E>>;
    type IntoFuture = Sending<T, E>;

    #[inline]
    fn into_future(self) -> Sending<T, E> {
        self.send()
    }
}

/// A call that is under way: the future of [`Call`] and of every other call type.
///
/// Written by hand around one future that is not generic, so that only the decoding is compiled
/// anew for each operation.
#[must_use = "nothing is sent until the call is awaited"]
pub struct Sending<T, E> {
    inner: BoxFuture<'static, Result<RawResponse, Fault>>,
    outcome: PhantomData<fn() -> (T, E)>,
}

impl<T: FromResponse, E: FromResponse> Future for Sending<T, E> {
    type Output = Result<T, Error<E>>;

    #[inline]
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let outcome = self.inner.as_mut().poll(context);
        outcome.map(|outcome| conclude(outcome))
    }
}

impl<T, E> fmt::Debug for Sending<T, E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Sending")
    }
}

/// The body of a success, or the error that the response is.
#[inline]
fn conclude<T: FromResponse, E: FromResponse>(
    outcome: Result<RawResponse, Fault>,
) -> Result<T, Error<E>> {
    let raw = outcome?;
    if !raw.is_success() {
        return Err(Error::Api(ApiError::new(raw)));
    }
    T::from_response(&raw).map_err(Error::Decode)
}

impl<T, E> Clone for Call<T, E> {
    #[inline]
    fn clone(&self) -> Self {
        Self::new(self.request.clone())
    }
}

impl<T, E> fmt::Debug for Call<T, E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Call").field(&self.request).finish()
    }
}
