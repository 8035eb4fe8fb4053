//! What is told of each attempt of a call, and may change it.

use std::{sync::Arc, time::Duration};

use super::{
    attempt::Attempt,
    body::Watch,
    builder::ClientBuilder,
    transport::{
        BoxError, BoxFuture, HttpRequest, HttpResponse, Transport, TransportError,
        TransportErrorKind,
    },
};

/// Is told of each attempt of each call before it is sent and after its response has begun.
///
/// It sees requests as they are sent, credentials included, and knows the operation. What has to
/// wait for something else belongs into a [`Transport`] around another one.
///
/// ```
/// use runtime::{Attempt, BoxError, HttpRequest, HttpResponse, Interceptor, TransportError};
///
/// /// Prints what takes more than one attempt.
/// struct Printed;
///
/// impl Interceptor for Printed {
///     fn before(&self, attempt: &Attempt, request: &mut HttpRequest) -> Result<(), BoxError> {
///         if attempt.number() > 1 {
///             println!("{} again: {}", attempt.operation(), request.uri().path());
///         }
///         Ok(())
///     }
///
///     fn after(&self, attempt: &Attempt, outcome: Result<&HttpResponse, &TransportError>) {
///         if let Ok(response) = outcome {
///             println!("{}: {}", attempt.operation(), response.status());
///         }
///     }
/// }
///
/// let mut builder = runtime::ClientBuilder::new("http://localhost");
/// builder.intercept(Printed);
/// ```
pub trait Interceptor: Send + Sync {
    /// Before the attempt is sent. The request may be changed: headers may be added, for example a
    /// signature of its [body](crate::Body::whole).
    ///
    /// # Errors
    ///
    /// The request is not to be sent. The call ends with a [`TransportError`] of this source, of
    /// the kind [`Request`](TransportErrorKind::Request).
    fn before(&self, _attempt: &Attempt, _request: &mut HttpRequest) -> Result<(), BoxError> {
        Ok(())
    }

    /// When the head of the response is there, before its body is read, or when there is none. It
    /// is not called for an attempt that is given up because its time is over.
    fn after(&self, _attempt: &Attempt, _outcome: Result<&HttpResponse, &TransportError>) {}

    /// When the body of a response breaks off, after [`after`](Self::after) has seen its head. It is
    /// not called where the client itself stops reading, because its time is over for example.
    fn broken(&self, _attempt: &Attempt, _error: &TransportError) {}
}

impl<I: Interceptor + ?Sized> Interceptor for Arc<I> {
    fn before(&self, attempt: &Attempt, request: &mut HttpRequest) -> Result<(), BoxError> {
        (**self).before(attempt, request)
    }

    fn after(&self, attempt: &Attempt, outcome: Result<&HttpResponse, &TransportError>) {
        (**self).after(attempt, outcome);
    }

    fn broken(&self, attempt: &Attempt, error: &TransportError) {
        (**self).broken(attempt, error);
    }
}

impl ClientBuilder {
    /// An interceptor of each attempt. It is put around the transport as by
    /// [`wrap_transport`](Self::wrap_transport): of several, the last one is the first to see a
    /// request.
    pub fn intercept(&mut self, interceptor: impl Interceptor + 'static) {
        let interceptor = Arc::new(interceptor);
        self.wrap_transport(move |inner| Intercepted {
            inner,
            interceptor: Arc::clone(&interceptor),
        });
    }
}

/// A transport and its interceptor.
struct Intercepted<I> {
    inner: Arc<dyn Transport>,
    interceptor: Arc<I>,
}

impl<I: Interceptor + 'static> Transport for Intercepted<I> {
    fn send(
        &self,
        mut request: HttpRequest,
    ) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        Box::pin(async move {
            let Some(attempt) = request.extensions().get::<Attempt>().copied() else {
                return self.inner.send(request).await;
            };
            let changed = self.interceptor.before(&attempt, &mut request);
            changed.map_err(|error| TransportError::new(TransportErrorKind::Request, error))?;
            let outcome = self.inner.send(request).await;
            self.interceptor.after(&attempt, outcome.as_ref());
            let interceptor = Arc::clone(&self.interceptor);
            let watch: Watch = Box::new(move |error| interceptor.broken(&attempt, error));
            outcome.map(|response| response.map(|body| body.watched(watch)))
        })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        self.inner.sleep(duration)
    }
}
