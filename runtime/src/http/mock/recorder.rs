//! A transport that writes calls and their responses to a file.

use std::{
    fmt,
    fs::File,
    io::{self, Write},
    path::Path,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll, ready},
    time::Duration,
};

use bytes::{Bytes, BytesMut};
use http_body::Frame;

use super::{
    line::{Head, Line},
    secrets::Secrets,
    seen::MockRequest,
};
use crate::http::{
    body::Body,
    transport::{BoxFuture, HttpRequest, HttpResponse, Transport, TransportError},
};

/// Writes each request and its response to a file, from which a [`Replay`](crate::Replay) responds
/// later: one line of JSON for each, in the order in which the responses end.
///
/// Secrets are not written. Of the headers of a request there is only its media type. In the
/// query, in forms and in JSON the values of credentials, and of names such as `api_key`, `password`
/// and `access_token`, say `HIDDEN`; so do credentials of the request that come back in the response.
/// [`hide`](Self::hide) names others. Responses are written without `Set-Cookie`. Look at the file
/// all the same before you share it: personal data are not known as such.
///
/// ```no_run
/// use runtime::{ClientBuilder, Recorder, Value};
///
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// let recorder = Recorder::create("tests/pets.jsonl")?.hide("x-customer");
/// let mut builder = ClientBuilder::new("https://pets.example");
/// builder.wrap_transport(move |inner| recorder.around(inner));
/// let client = builder.build()?;
/// let pet: Value = client.request("GET", ["pets", "7"]).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Recorder {
    file: Arc<Mutex<File>>,
    secrets: Secrets,
}

impl Recorder {
    /// Records to this file, which is emptied.
    ///
    /// # Errors
    ///
    /// It cannot be written.
    pub fn create(path: impl AsRef<Path>) -> io::Result<Self> {
        Ok(Self {
            file: Arc::new(Mutex::new(File::create(path)?)),
            secrets: Secrets::default(),
        })
    }

    /// Hides the values of headers, parameters of queries, members of JSON and of forms that have
    /// this name.
    #[must_use]
    pub fn hide(mut self, name: &str) -> Self {
        self.secrets.add(name);
        self
    }

    /// The transport that records what goes through another one.
    pub fn around(&self, inner: Arc<dyn Transport>) -> impl Transport + use<> {
        Recording {
            inner,
            recorder: self.clone(),
        }
    }

    /// A call does not fail because this does.
    fn write(&self, line: &Line) {
        let line = line.to_json() + "\n";
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = file.write_all(line.as_bytes());
    }
}

impl fmt::Debug for Recorder {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Recorder").finish_non_exhaustive()
    }
}

struct Recording {
    inner: Arc<dyn Transport>,
    recorder: Recorder,
}

impl Transport for Recording {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        let seen = MockRequest::of_request(&request);
        let secrets = self.recorder.secrets.of_call(&request, &seen);
        let recorder = self.recorder.clone();
        Box::pin(async move {
            let response = self.inner.send(request).await?;
            let head = Head::of(&response);
            Ok(response.map(|body| {
                Body::new(Recorded {
                    body,
                    read: BytesMut::new(),
                    is_broken: false,
                    recorder,
                    seen,
                    secrets,
                    head,
                })
            }))
        })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        self.inner.sleep(duration)
    }
}

/// The body of a response, which is recorded when it is dropped, as far as it was read.
struct Recorded {
    body: Body,
    read: BytesMut,
    is_broken: bool,
    recorder: Recorder,
    seen: MockRequest,
    secrets: Secrets,
    head: Head,
}

impl http_body::Body for Recorded {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let piece = ready!(self.body.poll_chunk(context));
        match &piece {
            Some(Ok(piece)) => self.read.extend_from_slice(piece),
            Some(Err(_)) => self.is_broken = true,
            None => {}
        }
        Poll::Ready(piece.map(|piece| piece.map(Frame::data)))
    }
}

impl Drop for Recorded {
    fn drop(&mut self) {
        if !self.is_broken {
            let line = Line::new(&self.seen, &self.head, &self.read, &self.secrets);
            self.recorder.write(&line);
        }
    }
}
