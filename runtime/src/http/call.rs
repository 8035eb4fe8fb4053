//! Calls: requests that know what their responses decode into.

use std::{
    fmt,
    future::Future,
    marker::PhantomData,
    pin::Pin,
    task::{Context, Poll},
};

use super::{
    api_error::ApiError,
    error::{Error, Fault},
    request::Request,
    response::{FromResponse, RawResponse},
    transport::BoxFuture,
};

crate::call_type! {
    /// Generated clients have a type of their own that is made like this one, with the optional
    /// parameters of their operations.
    ///
    /// ```no_run
    /// # async fn example(call: runtime::Call<(), ()>) -> Result<(), runtime::Error<()>> {
    /// use std::time::Duration;
    ///
    /// call.timeout(Duration::from_secs(5)).header("X-Request-Id", "42").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub struct Call;
}

/// A call that is under way: the future of every call.
///
/// Written by hand around one future that is not generic, so that only the decoding is compiled
/// anew for each operation.
#[must_use = "nothing is sent until the call is awaited"]
pub struct Sending<T, E> {
    inner: BoxFuture<'static, Result<RawResponse, Fault>>,
    outcome: PhantomData<fn() -> (T, E)>,
}

impl<T: FromResponse, E: FromResponse> Sending<T, E> {
    /// Sends the request when it is awaited.
    #[inline]
    pub fn of(request: Request) -> Self {
        Self {
            inner: request.send(T::STREAMED),
            outcome: PhantomData,
        }
    }
}

impl<T, E> Sending<T, E> {
    /// The response, whatever its status.
    #[cfg(feature = "blocking")]
    pub(super) fn into_outcome(self) -> BoxFuture<'static, Result<RawResponse, Fault>> {
        self.inner
    }
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

/// The decoded body of a successful response, or the error that the response stands for.
#[inline]
pub(super) fn conclude<T: FromResponse, E: FromResponse>(
    outcome: Result<RawResponse, Fault>,
) -> Result<T, Error<E>> {
    let raw = outcome?;
    if !raw.is_success() && !T::ANY_STATUS {
        return Err(Error::Api(ApiError::new(raw)));
    }
    T::from_response(&raw).map_err(Error::Decode)
}
