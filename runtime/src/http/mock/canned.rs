//! A transport that a function is.

use std::{fmt, future::ready, sync::Arc, time::Duration};

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, header};

use super::{expectation::Canned as Response, seen::MockRequest};
use crate::http::transport::{
    BoxFuture, HttpRequest, HttpResponse, Transport, TransportError, TransportErrorKind,
};

/// Responds with what a function says: a status, and a body of JSON.
///
/// Waiting takes no time. Clones are the same function.
///
/// ```
/// use runtime::{Canned, ClientBuilder, Value};
///
/// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
/// let mut builder = ClientBuilder::new("http://localhost");
/// builder.transport(Canned::new(|request| match request.path() {
///     "/pets/7" => (200, r#""Rex""#),
///     _ => (404, r#""no such pet""#),
/// }));
/// let client = builder.build()?;
///
/// let pet: Value = client.request("GET", ["pets", "7"]).await?;
/// assert_eq!(pet, "Rex");
/// # Ok::<(), Box<dyn std::error::Error>>(()) })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Canned {
    respond: Arc<Respond>,
}

type Respond = dyn Fn(&MockRequest) -> (u16, Bytes) + Send + Sync;

impl Canned {
    /// A transport of this function. A status that HTTP does not have is an error of the transport.
    pub fn new<B: Into<Bytes>>(
        respond: impl Fn(&MockRequest) -> (u16, B) + Send + Sync + 'static,
    ) -> Self {
        let respond = move |request: &MockRequest| {
            let (status, body) = respond(request);
            (status, body.into())
        };
        Self {
            respond: Arc::new(respond),
        }
    }
}

impl Transport for Canned {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        let (status, body) = (self.respond)(&MockRequest::of_request(&request));
        let json = HeaderValue::from_static("application/json");
        let headers = HeaderMap::from_iter([(header::CONTENT_TYPE, json)]);
        let response = StatusCode::from_u16(status)
            .map(|status| Response::new(status, headers, body).into_http())
            .map_err(|error| TransportError::new(TransportErrorKind::Other, error));
        Box::pin(ready(response))
    }

    /// Is ready at once.
    fn sleep(&self, _: Duration) -> BoxFuture<'_, ()> {
        Box::pin(ready(()))
    }
}

impl fmt::Debug for Canned {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Canned").finish_non_exhaustive()
    }
}
