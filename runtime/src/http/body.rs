//! The body of a request or a response, read piece by piece.

use std::{
    fmt,
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll, ready},
};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http_body::Frame;

use super::transport::{BoxError, TransportError, TransportErrorKind};

type Pieces = Pin<Box<dyn http_body::Body<Data = Bytes, Error = TransportError> + Send>>;

/// A body that is read piece by piece.
pub struct Body {
    inner: Inner,
    length: Option<u64>,
}

enum Inner {
    Whole(Bytes),
    Pieces(Pieces),
}

impl Body {
    /// Wraps what a [`Transport`](super::Transport) reads from.
    pub fn new(
        body: impl http_body::Body<Data = Bytes, Error = TransportError> + Send + 'static,
    ) -> Self {
        let length = body.size_hint().exact();
        Self {
            inner: Inner::Pieces(Box::pin(body)),
            length,
        }
    }

    /// A body of the pieces that a stream gives. An error of the stream ends the call.
    pub fn stream<S, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<BoxError>,
    {
        Self::new(Streamed {
            stream: Box::pin(stream),
        })
    }

    /// The same body; `watch` is told of the error that it breaks off with.
    pub(super) fn watched(self, watch: Watch) -> Self {
        match self.inner {
            Inner::Whole(_) => self,
            Inner::Pieces(pieces) => Self {
                inner: Inner::Pieces(Box::pin(Watched { pieces, watch })),
                length: self.length,
            },
        }
    }

    /// Says how many bytes there will be, so that the server is told before they come.
    #[must_use]
    pub fn with_length(mut self, bytes: u64) -> Self {
        self.length = Some(bytes);
        self
    }

    /// How many bytes there will be, as far as that is known.
    pub fn length(&self) -> Option<u64> {
        match &self.inner {
            Inner::Whole(bytes) => Some(bytes.len() as u64),
            Inner::Pieces(_) => self.length,
        }
    }

    /// The bytes, if they are all there already.
    pub fn whole(&self) -> Option<&Bytes> {
        match &self.inner {
            Inner::Whole(bytes) => Some(bytes),
            Inner::Pieces(_) => None,
        }
    }

    /// The next piece, not empty; `None` at the end.
    pub async fn chunk(&mut self) -> Option<Result<Bytes, TransportError>> {
        poll_fn(|context| self.poll_chunk(context)).await
    }

    pub(super) fn poll_chunk(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, TransportError>>> {
        loop {
            let pieces = match &mut self.inner {
                Inner::Whole(bytes) => {
                    let bytes = std::mem::take(bytes);
                    return Poll::Ready((!bytes.is_empty()).then_some(Ok(bytes)));
                }
                Inner::Pieces(pieces) => pieces,
            };
            match ready!(pieces.as_mut().poll_frame(context)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                // Trailers are skipped: no description declares any.
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(data) if !data.is_empty() => return Poll::Ready(Some(Ok(data))),
                    _ => {}
                },
            }
        }
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self {
            inner: Inner::Whole(bytes),
            length: None,
        }
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Body")
    }
}

/// A stream from outside this crate as a body.
struct Streamed<S: ?Sized> {
    stream: Pin<Box<S>>,
}

impl<S, E> http_body::Body for Streamed<S>
where
    S: Stream<Item = Result<Bytes, E>> + ?Sized,
    E: Into<BoxError>,
{
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let piece = ready!(self.stream.as_mut().poll_next(context));
        let failed = |error| TransportError::new(TransportErrorKind::Request, error);
        Poll::Ready(piece.map(|piece| piece.map(Frame::data).map_err(failed)))
    }
}

/// Is told of an error.
pub(super) type Watch = Box<dyn Fn(&TransportError) + Send>;

/// Pieces, and who is told when they break off.
struct Watched {
    pieces: Pieces,
    watch: Watch,
}

impl http_body::Body for Watched {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let frame = ready!(self.pieces.as_mut().poll_frame(context));
        if let Some(Err(error)) = &frame {
            (self.watch)(error);
        }
        Poll::Ready(frame)
    }
}

/// The pieces of a body so far. A body of one piece, which most are, is not copied.
#[derive(Default)]
pub(super) struct Gathered {
    first: Bytes,
    all: BytesMut,
}

impl Gathered {
    pub(super) fn len(&self) -> usize {
        self.first.len() + self.all.len()
    }

    pub(super) fn push(&mut self, chunk: Bytes) {
        if self.len() == 0 {
            self.first = chunk;
            return;
        }
        self.all.extend_from_slice(&std::mem::take(&mut self.first));
        self.all.extend_from_slice(&chunk);
    }

    pub(super) fn into_bytes(self) -> Bytes {
        if self.all.is_empty() {
            self.first
        } else {
            self.all.freeze()
        }
    }
}
