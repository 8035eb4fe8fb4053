//! The body of a request, for all of its attempts.

use std::{
    collections::VecDeque,
    fmt,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll, ready},
};

use bytes::Bytes;
use http_body::{Frame, SizeHint};

use super::{body::Body, transport::TransportError};

/// Where bytes to be sent come from.
#[derive(Clone)]
pub(super) enum Content {
    Bytes(Bytes),
    /// Opened anew for each attempt.
    Opened(Arc<dyn Fn() -> Body + Send + Sync>),
    /// Used up by the first attempt.
    Once(Arc<Mutex<Option<Body>>>),
}

impl Content {
    pub(super) fn once(body: Body) -> Self {
        Self::Once(Arc::new(Mutex::new(Some(body))))
    }

    fn open(&self) -> Option<Body> {
        match self {
            Self::Bytes(bytes) => Some(Body::from(bytes.clone())),
            Self::Opened(open) => Some(open()),
            Self::Once(body) => body.lock().unwrap_or_else(PoisonError::into_inner).take(),
        }
    }

    /// The bytes, if they are there without waiting.
    pub(super) fn bytes(&self) -> Option<&Bytes> {
        match self {
            Self::Bytes(bytes) => Some(bytes),
            Self::Opened(_) | Self::Once(_) => None,
        }
    }
}

/// Bytes by content, streams by identity.
impl PartialEq for Content {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Bytes(left), Self::Bytes(right)) => left == right,
            (Self::Opened(left), Self::Opened(right)) => Arc::ptr_eq(left, right),
            (Self::Once(left), Self::Once(right)) => Arc::ptr_eq(left, right),
            _ => false,
        }
    }
}

impl fmt::Debug for Content {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes(bytes) => write!(formatter, "{} bytes", bytes.len()),
            Self::Opened(_) | Self::Once(_) => formatter.write_str("stream"),
        }
    }
}

/// A body that can be sent several times, unless one of its contents can be read only once.
#[derive(Clone, Default)]
pub(super) struct Payload {
    contents: Arc<[Content]>,
}

impl Payload {
    /// One body behind the other. Bytes that follow each other become one piece.
    pub(super) fn chain(contents: impl IntoIterator<Item = Content>) -> Self {
        let mut merged: Vec<Content> = Vec::new();
        for content in contents {
            match (merged.last_mut(), content) {
                (Some(Content::Bytes(last)), Content::Bytes(more)) => {
                    *last = [&last[..], &more[..]].concat().into();
                }
                (_, content) => merged.push(content),
            }
        }
        Self {
            contents: merged.into(),
        }
    }

    /// The bytes, if they are there without waiting.
    pub(super) fn bytes(&self) -> Option<&Bytes> {
        match &*self.contents {
            [only] => only.bytes(),
            _ => None,
        }
    }

    /// Whether nothing is sent.
    pub(super) fn is_empty(&self) -> bool {
        match &*self.contents {
            [] => true,
            [only] => only.bytes().is_some_and(Bytes::is_empty),
            _ => false,
        }
    }

    /// Whether it can be sent again.
    pub(super) fn is_repeatable(&self) -> bool {
        let mut contents = self.contents.iter();
        !contents.any(|content| matches!(content, Content::Once(_)))
    }

    /// The body for one attempt; none where it can be read only once and was sent already.
    pub(super) fn open(&self) -> Option<Body> {
        match &*self.contents {
            [] => Some(Body::from(Bytes::new())),
            [only] => only.open(),
            all => {
                let bodies: Option<VecDeque<Body>> = all.iter().map(Content::open).collect();
                Some(Body::new(Chain { bodies: bodies? }))
            }
        }
    }
}

impl From<Bytes> for Payload {
    fn from(bytes: Bytes) -> Self {
        Self::from(Content::Bytes(bytes))
    }
}

impl From<Content> for Payload {
    fn from(content: Content) -> Self {
        Self {
            contents: Arc::new([content]),
        }
    }
}

/// Bodies one behind the other.
struct Chain {
    bodies: VecDeque<Body>,
}

impl http_body::Body for Chain {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        while let Some(body) = self.bodies.front_mut() {
            if let Some(chunk) = ready!(body.poll_chunk(context)) {
                return Poll::Ready(Some(chunk.map(Frame::data)));
            }
            self.bodies.pop_front();
        }
        Poll::Ready(None)
    }

    fn size_hint(&self) -> SizeHint {
        let lengths = self.bodies.iter().map(Body::length);
        let length: Option<u64> = lengths.sum();
        length.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}
