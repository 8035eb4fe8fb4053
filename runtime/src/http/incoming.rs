//! Bodies of responses that are read while they arrive.

use std::{
    error::Error as StdError,
    fmt,
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll},
};

use bytes::Bytes;
use futures_core::Stream;

use super::{
    api_error::ApiError,
    body::Body,
    client::Client,
    decode_error::DecodeError,
    error::{Error, TimeoutError, TimeoutKind},
    response::{FromResponse, RawResponse},
    transport::{BoxFuture, TransportError},
};

/// Why a stream ended early, or could not give an item.
#[derive(Debug)]
pub enum StreamError {
    /// An item is the error that the server sends in place of one. The stream goes on after it, if
    /// the server does.
    Api(ApiError<()>),
    /// An item does not fit its type in the description. The stream goes on after it, unless the
    /// item was too large.
    Decode(DecodeError),
    /// The connection broke.
    Transport(TransportError),
    /// The server was silent for too long.
    Timeout(TimeoutError),
}

impl fmt::Display for StreamError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api(error) => error.fmt(formatter),
            Self::Decode(error) => error.fmt(formatter),
            Self::Transport(error) => error.fmt(formatter),
            Self::Timeout(error) => error.fmt(formatter),
        }
    }
}

impl StdError for StreamError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Transport(error) => error.source(),
            Self::Api(_) | Self::Decode(_) | Self::Timeout(_) => None,
        }
    }
}

/// So that `events.try_next().await?` works in a function that returns the error of the call.
impl<E> From<StreamError> for Error<E> {
    fn from(error: StreamError) -> Self {
        match error {
            StreamError::Api(error) => Self::Api(error.untyped()),
            StreamError::Decode(error) => Self::Decode(error),
            StreamError::Transport(error) => Self::Transport(error),
            StreamError::Timeout(error) => Self::Timeout(error),
        }
    }
}

/// The body of a response whose head has arrived.
pub(super) struct Incoming {
    body: Body,
    client: Client,
    operation: &'static str,
    /// What ends the wait for the next piece.
    alarm: Option<BoxFuture<'static, ()>>,
}

impl Incoming {
    pub(super) fn new(body: Body, client: Client, operation: &'static str) -> Self {
        Self {
            body,
            client,
            operation,
            alarm: None,
        }
    }

    /// The largest body, or item of one, in bytes.
    pub(super) fn limit(&self) -> usize {
        self.client.shared().max_body
    }

    /// The next piece, for which the server has the time of one read.
    pub(super) fn poll_chunk(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, StreamError>>> {
        if let Poll::Ready(chunk) = self.body.poll_chunk(context) {
            self.alarm = None;
            let failed = |error: TransportError| error.in_operation(self.operation);
            let chunk = chunk.map(|chunk| chunk.map_err(failed).map_err(StreamError::Transport));
            return Poll::Ready(chunk);
        }
        let Some(limit) = self.client.shared().read_timeout else {
            return Poll::Pending;
        };
        let client = &self.client;
        let alarm = self.alarm.get_or_insert_with(|| {
            let client = client.clone();
            Box::pin(async move { client.shared().transport.sleep(limit).await })
        });
        if alarm.as_mut().poll(context).is_pending() {
            return Poll::Pending;
        }
        let late = TimeoutError::new(self.operation, TimeoutKind::Read, Some(limit));
        Poll::Ready(Some(Err(StreamError::Timeout(late))))
    }
}

/// A body in pieces as they arrive, of any size: a download that is not held in memory.
///
/// The time of the call counts until the head of the response is there; from then on the server may
/// be silent for the client's time for one read, however long all of it takes. After an error the
/// stream is at its end.
#[must_use = "nothing is read until the stream is asked for something"]
pub struct Chunks {
    head: RawResponse,
    rest: Option<Incoming>,
}

impl Chunks {
    /// The next piece, not empty, or `None` at the end.
    ///
    /// # Errors
    ///
    /// See [`StreamError`].
    pub async fn try_next(&mut self) -> Result<Option<Bytes>, StreamError> {
        poll_fn(|context| self.poll(context)).await.transpose()
    }

    /// How many bytes the server has announced, if it has. RFC 9110, section 8.6.
    pub fn content_length(&self) -> Option<u64> {
        let length = self.head.headers().get(http::header::CONTENT_LENGTH)?;
        length.to_str().ok()?.parse().ok()
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, StreamError>>> {
        let Some(rest) = &mut self.rest else {
            return Poll::Ready(None);
        };
        let chunk = std::task::ready!(rest.poll_chunk(context));
        if !matches!(chunk, Some(Ok(_))) {
            self.rest = None;
        }
        Poll::Ready(chunk)
    }
}

impl Stream for Chunks {
    type Item = Result<Bytes, StreamError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

impl FromResponse for Chunks {
    const STREAMED: bool = true;

    fn from_response(response: &RawResponse) -> Result<Self, DecodeError> {
        Ok(Self {
            rest: response.take_rest(),
            head: response.with_body(Bytes::new()),
        })
    }
}

impl fmt::Debug for Chunks {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Chunks")
    }
}
