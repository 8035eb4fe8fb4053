//! Server-sent events, read while they arrive.

use std::{
    fmt,
    future::poll_fn,
    marker::PhantomData,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use bytes::Bytes;
use futures_core::Stream;

use super::{
    decode_error::DecodeError,
    incoming::StreamError,
    items::Slices,
    media_type,
    response::{FromResponse, RawResponse},
    sequence::{Cut, RawEvent, Slice},
};
use crate::{JsonError, Wire, from_slice, json::Reader, to_string, to_vec};

const EVENT_STREAM: &str = "text/event-stream";

/// A server-sent event whose data the description describes.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Event<T> {
    /// The event's type; without one it is a `message`.
    pub event: Option<String>,
    /// The event's own id; see [`Events::last_event_id`].
    pub id: Option<String>,
    /// How long the server asks to wait before connecting again.
    pub retry: Option<Duration>,
    /// The data.
    pub data: T,
}

/// The events of a response of `text/event-stream` (the WHATWG HTML standard, section 9.2). Each is
/// read when it has arrived.
///
/// `T` is an [`Event`] where the description tells of the data, and a type with members `event`,
/// `data`, `id` and `retry` where it tells of whole events. Comments and events without data are
/// skipped. The data `[DONE]`, with which some servers end their streams, ends this one, unless `T`
/// can hold it.
///
/// The time of the call counts until the head of the response is there; from then on the server may
/// be silent for the client's time for one read. The limit on the size of bodies counts for each
/// event. After an event that does not fit its type, which is an error, the stream goes on; any
/// other error ends it. The stream does not reconnect.
///
/// A response that is JSON is the data of one event, also where it is said to be of events; one of
/// any other media type, or without any event in it, is an error that holds its body.
#[must_use = "nothing is read until the stream is asked for something"]
pub struct Events<T> {
    slices: Slices,
    pending: RawEvent,
    /// The lines until now, as long as none of them is one of an event stream.
    stray: Option<Vec<u8>>,
    number: u64,
    last_id: Option<String>,
    item: PhantomData<fn() -> T>,
}

impl<T: FromEvent> Events<T> {
    /// The next event, or `None` at the end.
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
        let event = match ready!(self.poll_event(context)) {
            None => return Poll::Ready(None),
            Some(Err(error)) => return Poll::Ready(Some(Err(error))),
            Some(Ok(event)) => event,
        };
        let data = event.data.as_deref().unwrap_or_default();
        if let Some(error) = self.slices.sent_error(data) {
            return Poll::Ready(Some(Err(error)));
        }
        match T::from_event(&event, &self.slices.head) {
            Ok(item) => Poll::Ready(Some(Ok(item))),
            Err(error) => Poll::Ready(self.event_error(event, &error).map(Err)),
        }
    }
}

impl<T> Events<T> {
    /// The id of the last event that had one, for the header `Last-Event-ID` of another call.
    pub fn last_event_id(&self) -> Option<&str> {
        self.last_id.as_deref()
    }

    fn poll_event(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<RawEvent, StreamError>>> {
        loop {
            let stray = self.stray.as_ref().map_or(0, Vec::len);
            let held = self.pending.len() + stray;
            let event = match ready!(self.slices.poll(held, context)) {
                Some(Ok(whole)) if self.slices.is_foreign() => Some(RawEvent::only(&whole)),
                Some(Ok(line)) => {
                    self.note_stray(&line);
                    self.pending.line(&line)
                }
                Some(Err(error)) => {
                    self.pending = RawEvent::default();
                    return Poll::Ready(Some(Err(error)));
                }
                // A server that closes the connection properly has sent all of its last event.
                None => match self.pending.end() {
                    None => match self.mislabelled() {
                        Some(Ok(only)) => Some(only),
                        other => return Poll::Ready(other),
                    },
                    last => last,
                },
            };
            if let Some(event) = event {
                self.number += 1;
                if event.id.is_some() {
                    self.last_id.clone_from(&event.id);
                }
                return Poll::Ready(Some(Ok(event)));
            }
        }
    }

    /// A body that has no event in it although it is said to be of events: JSON is the data of one.
    fn mislabelled(&mut self) -> Option<Result<RawEvent, StreamError>> {
        let stray = self.stray.take().filter(|stray| !stray.is_empty())?;
        let bytes = Bytes::from(stray);
        if is_json(&bytes) {
            return Some(Ok(RawEvent::only(&Slice { offset: 0, bytes })));
        }
        let raw = self.slices.head.with_body(bytes);
        let error = raw.decode_error(format!("is {EVENT_STREAM} without any event"));
        Some(Err(StreamError::Decode(error)))
    }

    fn note_stray(&mut self, line: &Slice) {
        let Some(stray) = &mut self.stray else {
            return;
        };
        match RawEvent::has(line) {
            true => self.stray = None,
            false if line.bytes.is_empty() => {}
            false => {
                stray.extend_from_slice(&line.bytes);
                stray.push(b'\n');
            }
        }
    }

    /// The error, or the end of the stream.
    fn event_error(&mut self, event: RawEvent, error: &JsonError) -> Option<StreamError> {
        let bytes = Bytes::from(event.data.unwrap_or_default());
        if bytes.trim_ascii() == b"[DONE]" {
            self.slices.end();
            return None;
        }
        let offset = event.offset;
        Some(
            self.slices
                .item_error(error, self.number - 1, Slice { offset, bytes }),
        )
    }
}

impl<T> Unpin for Events<T> {}

impl<T: FromEvent> Stream for Events<T> {
    type Item = Result<T, StreamError>;

    #[inline]
    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

impl<T> FromResponse for Events<T> {
    const STREAMED: bool = true;

    fn from_response(response: &RawResponse) -> Result<Self, DecodeError> {
        let media_type = media_type::essence(response.media_type().unwrap_or(EVENT_STREAM));
        let is_of_events = media_type.eq_ignore_ascii_case(EVENT_STREAM);
        let foreign = (!is_of_events).then_some(EVENT_STREAM);
        Ok(Self {
            slices: Slices::new(response, Cut::AnyLine, foreign),
            pending: RawEvent::default(),
            stray: Some(Vec::new()),
            number: 0,
            last_id: None,
            item: PhantomData,
        })
    }
}

impl<T> fmt::Debug for Events<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Events")
    }
}

/// What a server-sent event is read into: an [`Event`], or a type with the members of one.
pub trait FromEvent: Sized {
    /// Reads the event of a response.
    ///
    /// # Errors
    ///
    /// The event does not fit.
    fn from_event(event: &RawEvent, head: &RawResponse) -> Result<Self, JsonError>;
}

impl<T: Wire> FromEvent for Event<T> {
    #[inline]
    fn from_event(event: &RawEvent, head: &RawResponse) -> Result<Self, JsonError> {
        let data = event.data.as_deref().unwrap_or_default();
        let read = head.read(data.to_vec().into());
        Ok(Self {
            data: read.or_else(|error| from_slice(&quoted(data)).map_err(|_| error))?,
            event: event.event.clone(),
            id: event.id.clone(),
            retry: event.retry.map(Duration::from_millis),
        })
    }
}

/// A type with the members of an event.
impl<T: Wire> FromEvent for T {
    #[inline]
    fn from_event(event: &RawEvent, head: &RawResponse) -> Result<Self, JsonError> {
        let data = event.data.as_deref().unwrap_or_default();
        match is_json(data) {
            false => from_slice(&envelope(event, &quoted(data))),
            true => head
                .read(envelope(event, data).into())
                .or_else(|error| from_slice(&envelope(event, &quoted(data))).map_err(|_| error)),
        }
    }
}

fn is_json(data: &[u8]) -> bool {
    let whole = |mut reader: Reader<'_>| reader.skip().and_then(|()| reader.end());
    Reader::new(data).and_then(whole).is_ok()
}

/// The text as a JSON string; an empty text, which is not JSON, where the bytes are not UTF-8.
fn quoted(data: &[u8]) -> Vec<u8> {
    std::str::from_utf8(data).map_or_else(|_| data.to_vec(), |text| to_vec(&text))
}

/// The event as JSON.
fn envelope(event: &RawEvent, data: &[u8]) -> Vec<u8> {
    let mut json = Vec::from(b"{\"data\":");
    json.extend_from_slice(data);
    for (name, text) in [("event", &event.event), ("id", &event.id)] {
        if let Some(text) = text {
            json.extend_from_slice(format!(",\"{name}\":{}", to_string(text)).as_bytes());
        }
    }
    if let Some(retry) = event.retry {
        json.extend_from_slice(format!(",\"retry\":{retry}").as_bytes());
    }
    json.push(b'}');
    json
}
