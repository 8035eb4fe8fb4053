//! The transport: the one interface between the runtime and an HTTP library.

use std::{error::Error as StdError, fmt, future::Future, pin::Pin, sync::Arc, time::Duration};

use super::body::Body;

/// A request as a [`Transport`] is given it.
pub type HttpRequest = http::Request<Body>;

/// A response as a [`Transport`] gives it.
pub type HttpResponse = http::Response<Body>;

/// A future behind a pointer.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Any error that can be sent between threads.
pub type BoxError = Box<dyn StdError + Send + Sync>;

/// Sends one request and gives its response.
///
/// The runtime does retries, redirects, credentials, the limits on time and size and the decoding
/// of bodies. It must not follow redirects, and it must decompress bodies if it asks for compressed
/// ones.
///
/// ```
/// use std::time::Duration;
/// use runtime::{Body, BoxFuture, Bytes, HttpRequest, HttpResponse, Transport, TransportError};
///
/// /// Responds to everything with an empty object.
/// struct Canned;
///
/// impl Transport for Canned {
///     fn send(
///         &self,
///         request: HttpRequest,
///     ) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
///         println!("{} {}", request.method(), request.uri().path());
///         Box::pin(async { Ok(HttpResponse::new(Body::from(Bytes::from_static(b"{}")))) })
///     }
///
///     fn sleep(&self, _: Duration) -> BoxFuture<'_, ()> {
///         Box::pin(std::future::ready(()))
///     }
/// }
/// ```
pub trait Transport: Send + Sync {
    /// Sends the request, waits for the head of the response and gives it with a body to be read.
    ///
    /// Most bodies of requests are there as a [whole](Body::whole); the others are read piece by
    /// piece.
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>>;

    /// Is ready after that time. Retries and time limits wait with it.
    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()>;
}

/// So that a test can keep hold of its transport.
impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        (**self).send(request)
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        (**self).sleep(duration)
    }
}

/// The kind of an error below HTTP.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// There was no connection, so nothing was sent.
    Connect,
    /// There was no connection within the time for that, so nothing was sent.
    ConnectTimeout,
    /// The connection broke while the request was sent or the response was read.
    Interrupted,
    /// The bytes that came back are not an HTTP response, or its body does not match its headers.
    Protocol,
    /// The request cannot be encoded.
    Request,
    /// Anything else.
    Other,
}

/// The request or its response did not get through.
pub struct TransportError {
    inner: Box<Inner>,
}

struct Inner {
    kind: TransportErrorKind,
    operation: Option<&'static str>,
    source: BoxError,
}

impl TransportError {
    /// An error of a [`Transport`]. The source must not print URLs with their query.
    pub fn new(kind: TransportErrorKind, source: impl Into<BoxError>) -> Self {
        Self {
            inner: Box::new(Inner {
                kind,
                operation: None,
                source: source.into(),
            }),
        }
    }

    /// The kind of the error.
    pub fn kind(&self) -> TransportErrorKind {
        self.inner.kind
    }

    pub(super) fn in_operation(mut self, operation: &'static str) -> Self {
        self.inner.operation = Some(operation);
        self
    }

    /// The innermost cause, which says the most.
    fn root(&self) -> &(dyn StdError + 'static) {
        let mut error: &(dyn StdError + 'static) = &*self.inner.source;
        while let Some(source) = error.source() {
            error = source;
        }
        error
    }
}

impl fmt::Debug for TransportError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("TransportError")
            .field("operation", &self.inner.operation)
            .field("kind", &self.inner.kind)
            .field("source", &self.inner.source)
            .finish()
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(operation) = self.inner.operation {
            write!(formatter, "`{operation}`: ")?;
        }
        let what = match self.inner.kind {
            TransportErrorKind::Connect | TransportErrorKind::ConnectTimeout => "cannot connect",
            TransportErrorKind::Interrupted => "the connection broke",
            TransportErrorKind::Protocol => "the response is not well-formed HTTP",
            TransportErrorKind::Request => "the request cannot be sent",
            TransportErrorKind::Other => "the request did not get through",
        };
        write!(formatter, "{what}: {}", self.root())
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.inner.source)
    }
}
