//! Transports as services of `tower`, and services as transports.

use std::{
    fmt,
    future::poll_fn,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll, ready},
    time::Duration,
};

use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};
use tower_layer::Layer;
use tower_service::Service;

use super::{
    body::Body,
    builder::ClientBuilder,
    transport::{
        BoxError, BoxFuture, HttpRequest, HttpResponse, Transport, TransportError,
        TransportErrorKind,
    },
};

/// A [`Transport`] as a [`Service`], which layers of `tower` are put around.
#[derive(Clone)]
pub struct TransportService {
    inner: Arc<dyn Transport>,
}

impl Service<HttpRequest> for TransportService {
    type Response = HttpResponse;
    type Error = BoxError;
    type Future = BoxFuture<'static, Result<HttpResponse, BoxError>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: HttpRequest) -> Self::Future {
        let inner = Arc::clone(&self.inner);
        Box::pin(async move { Ok(inner.send(request).await?) })
    }
}

impl fmt::Debug for TransportService {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("TransportService")
            .finish_non_exhaustive()
    }
}

/// A [`Service`] as a [`Transport`]: any HTTP client that is one, with any layers around it.
///
/// The service is cloned for each attempt of each call, as clones of services share their limits. It
/// must not follow redirects, as [`Transport`] says. Its errors are of the kind
/// [`Other`](TransportErrorKind::Other), unless they are a [`TransportError`] of another kind.
///
/// ```
/// use runtime::{Body, Bytes, ClientBuilder, HttpRequest, HttpResponse, ServiceTransport, Value};
///
/// # tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
/// let service = tower::service_fn(async |request: HttpRequest| {
///     assert_eq!(request.uri().path(), "/pets/7");
///     Ok::<_, std::io::Error>(HttpResponse::new(Body::from(Bytes::from_static(b"\"Rex\""))))
/// });
/// let mut builder = ClientBuilder::new("http://localhost");
/// builder.transport(ServiceTransport::new(service, tokio::time::sleep));
/// let pet: Value = builder.build()?.request("GET", ["pets", "7"]).await?;
/// assert_eq!(pet, "Rex");
/// # Ok::<(), Box<dyn std::error::Error>>(()) })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct ServiceTransport<S> {
    /// Only while it is cloned, so that services need not be `Sync`.
    service: Mutex<S>,
    sleep: Sleep,
}

type Sleep = Box<dyn Fn(Duration) -> BoxFuture<'static, ()> + Send + Sync>;

impl<S> ServiceTransport<S> {
    /// The service, and what waits: `tokio::time::sleep` where it runs on tokio.
    pub fn new<F>(service: S, sleep: impl Fn(Duration) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = ()> + Send + 'static,
    {
        Self {
            service: Mutex::new(service),
            sleep: Box::new(move |duration| Box::pin(sleep(duration))),
        }
    }
}

impl<S> fmt::Debug for ServiceTransport<S> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ServiceTransport")
            .finish_non_exhaustive()
    }
}

/// A service of HTTP with responses of this body.
pub trait HttpService<B>:
    Service<HttpRequest, Response = http::Response<B>, Error: Into<BoxError>, Future: Send>
    + Clone
    + Send
    + 'static
{
}

impl<S, B> HttpService<B> for S where
    S: Service<HttpRequest, Response = http::Response<B>, Error: Into<BoxError>, Future: Send>
        + Clone
        + Send
        + 'static
{
}

/// What a service may have as the body of its responses.
pub trait HttpServiceBody: HttpBody<Data = Bytes, Error: Into<BoxError>> + Send + 'static {}

impl<B: HttpBody<Data = Bytes, Error: Into<BoxError>> + Send + 'static> HttpServiceBody for B {}

impl<S, B> Transport for ServiceTransport<S>
where
    S: Service<HttpRequest, Response = http::Response<B>, Error: Into<BoxError>, Future: Send>
        + Clone
        + Send
        + 'static,
    B: HttpServiceBody,
{
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        let service = self.service.lock();
        let mut service = service.unwrap_or_else(PoisonError::into_inner).clone();
        Box::pin(async move {
            let failed = |error| failed(error, TransportErrorKind::Other);
            poll_fn(|context| service.poll_ready(context))
                .await
                .map_err(failed)?;
            let response = service.call(request).await.map_err(failed)?;
            Ok(response.map(|body| Body::new(Read(Box::pin(body)))))
        })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        (self.sleep)(duration)
    }
}

/// The error of a service, which may be one that a transport within it gave.
fn failed(error: impl Into<BoxError>, kind: TransportErrorKind) -> TransportError {
    match error.into().downcast::<TransportError>() {
        Ok(error) => *error,
        Err(error) => TransportError::new(kind, error),
    }
}

impl ClientBuilder {
    /// Puts a layer of `tower` around the transport, as [`wrap_transport`](Self::wrap_transport)
    /// does: each attempt of each call goes through it.
    ///
    /// An error of the layer is a [`TransportError`] of the kind
    /// [`Other`](TransportErrorKind::Other), unless it is one that the transport gave.
    pub fn layer<L, B>(&mut self, layer: L)
    where
        L: Layer<TransportService, Service: HttpService<B>> + Send + Sync + 'static,
        B: HttpServiceBody,
    {
        self.wrap_transport(move |inner| {
            let service = layer.layer(TransportService {
                inner: Arc::clone(&inner),
            });
            ServiceTransport {
                service: Mutex::new(service),
                sleep: Box::new(move |duration| {
                    let inner = Arc::clone(&inner);
                    Box::pin(async move { inner.sleep(duration).await })
                }),
            }
        });
    }
}

/// The body that a service gives.
struct Read<B>(Pin<Box<B>>);

impl<B> HttpBody for Read<B>
where
    B: HttpBody<Data = Bytes>,
    B::Error: Into<BoxError>,
{
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let frame = ready!(self.0.as_mut().poll_frame(context));
        let error = |error| failed(error, TransportErrorKind::Interrupted);
        Poll::Ready(frame.map(|frame| frame.map_err(error)))
    }

    fn size_hint(&self) -> SizeHint {
        self.0.size_hint()
    }
}

/// So that services may send it, and layers may wrap it.
impl HttpBody for Body {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let piece = ready!(self.poll_chunk(context));
        Poll::Ready(piece.map(|piece| piece.map(Frame::data)))
    }

    fn size_hint(&self) -> SizeHint {
        self.length()
            .map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}
