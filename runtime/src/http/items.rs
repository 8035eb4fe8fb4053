//! JSON values one after the other, read while they arrive.

use std::{
    fmt,
    future::poll_fn,
    marker::PhantomData,
    pin::Pin,
    task::{Context, Poll, ready},
};

use bytes::Bytes;
use futures_core::Stream;

use super::{
    api_error::ApiError,
    decode_error::DecodeError,
    incoming::{Incoming, StreamError},
    media_type,
    response::{FromResponse, RawResponse},
    sequence::{Cut, Cutter, Slice, separator},
};
use crate::{JsonError, Wire};

/// A body that is cut into slices while it arrives. Not generic, so that it is compiled once.
pub(super) struct Slices {
    pub(super) head: RawResponse,
    rest: Option<Incoming>,
    cutter: Cutter,
    /// The largest item, in bytes.
    limit: usize,
    /// The media type that the body should have, if it has another one; the body is then taken as a
    /// whole.
    foreign: Option<&'static str>,
    is_read: bool,
}

impl Slices {
    /// `foreign` is the media type that the body should have, where it has another.
    pub(super) fn new(response: &RawResponse, cut: Cut, foreign: Option<&'static str>) -> Self {
        let rest = response.take_rest();
        let foreign = foreign.filter(|_| rest.is_some());
        let cut = if foreign.is_some() { Cut::Nowhere } else { cut };
        Self {
            foreign,
            is_read: false,
            limit: rest.as_ref().map_or(usize::MAX, Incoming::limit),
            rest,
            head: response.with_body(Bytes::new()),
            cutter: Cutter::new(cut),
        }
    }

    /// Whether the body is of another media type than the caller reads.
    pub(super) fn is_foreign(&self) -> bool {
        self.foreign.is_some()
    }

    /// Reads nothing more.
    pub(super) fn end(&mut self) {
        self.is_read = true;
        self.rest = None;
        self.cutter.clear();
    }

    /// The next slice. `held` is how many bytes the caller keeps of the same item.
    pub(super) fn poll(
        &mut self,
        held: usize,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Slice, StreamError>>> {
        loop {
            let next = self.cutter.next();
            let length = next.as_ref().map(|slice| slice.bytes.len());
            if held + length.unwrap_or(self.cutter.waiting()) > self.limit {
                self.end();
                return Poll::Ready(Some(Err(self.too_large())));
            }
            if let Some(slice) = next {
                return Poll::Ready(Some(Ok(slice)));
            }
            let Some(rest) = &mut self.rest else {
                return Poll::Ready(self.last());
            };
            match ready!(rest.poll_chunk(context)) {
                Some(Ok(chunk)) => self.cutter.push(&chunk),
                Some(Err(error)) => {
                    self.end();
                    return Poll::Ready(Some(Err(error)));
                }
                None => self.rest = None,
            }
        }
    }

    /// What is left at the end. Of a body of another media type this is all of it: JSON is the only
    /// item, anything else is an error that holds it.
    fn last(&mut self) -> Option<Result<Slice, StreamError>> {
        let rest = self.cutter.rest();
        let Some(expected) = self.foreign.filter(|_| !self.is_read) else {
            return rest.map(Ok);
        };
        self.is_read = true;
        let media_type = self.head.media_type().unwrap_or_default();
        match rest {
            Some(item) if media_type::is_json(media_type) => Some(Ok(item)),
            other => {
                let raw = self
                    .head
                    .with_body(other.map_or_else(Bytes::new, |item| item.bytes));
                let message = not_of(media_type, expected);
                Some(Err(StreamError::Decode(raw.decode_error(message))))
            }
        }
    }

    /// The error that the server sends in place of an item, if it does.
    pub(super) fn sent_error(&self, item: &[u8]) -> Option<StreamError> {
        let is_error = self.head.reading.finds_error(item);
        is_error.then(|| {
            let raw = self.head.with_body(Bytes::copy_from_slice(item));
            StreamError::Api(ApiError::of_item(raw))
        })
    }

    fn too_large(&self) -> StreamError {
        let message = format!("an item is larger than the limit of {} bytes", self.limit);
        StreamError::Decode(self.head.decode_error(message))
    }

    /// An error about one item.
    pub(super) fn item_error(&self, error: &JsonError, number: u64, item: Slice) -> StreamError {
        let raw = self.head.with_body(item.bytes);
        if let Some(expected) = self.foreign {
            let media_type = self.head.media_type().unwrap_or_default();
            let message = format!("{}: {error}", not_of(media_type, expected));
            return StreamError::Decode(raw.decode_error(message));
        }
        StreamError::Decode(raw.json_error(error).in_item(number, item.offset))
    }
}

fn not_of(media_type: &str, expected: &str) -> String {
    format!("is {}, not {expected}", media_type::essence(media_type))
}

/// The items of a body of JSON values that stand one after the other: JSON Lines and JSON text
/// sequences (RFC 7464). Each is read when it has arrived.
///
/// The time of the call counts until the head of the response is there; from then on the server may
/// be silent for the client's time for one read. The limit on the size of bodies counts for each
/// item. After an item that does not fit its type, which is an error, the stream goes on; any other
/// error ends it. A body of another kind, such as HTML, is an error that holds it.
#[must_use = "nothing is read until the stream is asked for something"]
pub struct Lines<T> {
    slices: Slices,
    number: u64,
    item: PhantomData<fn() -> T>,
}

impl<T: Wire> Lines<T> {
    /// The next item, or `None` at the end.
    ///
    /// # Errors
    ///
    /// See [`StreamError`].
    #[inline]
    pub async fn try_next(&mut self) -> Result<Option<T>, StreamError> {
        poll_fn(|context| self.poll(context)).await.transpose()
    }

    #[inline]
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, StreamError>>> {
        let slice = match ready!(self.poll_slice(context)) {
            None => return Poll::Ready(None),
            Some(Err(error)) => return Poll::Ready(Some(Err(error))),
            Some(Ok(slice)) => slice,
        };
        if let Some(error) = self.slices.sent_error(&slice.bytes) {
            return Poll::Ready(Some(Err(error)));
        }
        let item = self.slices.head.read(slice.bytes.clone());
        Poll::Ready(Some(item.map_err(|error| {
            self.slices.item_error(&error, self.number - 1, slice)
        })))
    }
}

impl<T> Lines<T> {
    /// The next slice that is not blank.
    fn poll_slice(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Slice, StreamError>>> {
        loop {
            let slice = ready!(self.slices.poll(0, context));
            match slice {
                Some(Ok(slice)) if slice.bytes.trim_ascii().is_empty() => {}
                Some(Ok(slice)) => {
                    self.number += 1;
                    return Poll::Ready(Some(Ok(slice)));
                }
                other => return Poll::Ready(other),
            }
        }
    }
}

impl<T> Unpin for Lines<T> {}

impl<T: Wire> Stream for Lines<T> {
    type Item = Result<T, StreamError>;

    #[inline]
    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

impl<T> FromResponse for Lines<T> {
    const STREAMED: bool = true;

    fn from_response(response: &RawResponse) -> Result<Self, DecodeError> {
        let media_type = response.media_type().unwrap_or_default();
        let cut = match separator(media_type).is_empty() {
            true => Cut::Line,
            false => Cut::Record,
        };
        Ok(Self {
            slices: Slices::new(
                response,
                cut,
                (!is_of_values(media_type)).then_some("JSON values"),
            ),
            number: 0,
            item: PhantomData,
        })
    }
}

/// Whether bodies of this type may be JSON values one after the other. Servers label them as they
/// like, also as plain text.
fn is_of_values(media_type: &str) -> bool {
    let essence = media_type::essence(media_type).to_ascii_lowercase();
    let is_plain = essence == "text/plain" || essence.contains("json");
    is_plain || !(essence.starts_with("text/") || essence.contains("xml"))
}

impl<T> fmt::Debug for Lines<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Lines")
    }
}
