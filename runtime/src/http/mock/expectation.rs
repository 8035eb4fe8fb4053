//! What a mock expects, and what it responds.

use std::{borrow::Borrow, fmt, marker::PhantomData};

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};

use super::{Mock, seen::MockRequest};
use crate::http::{
    body::Body,
    operation::Operation,
    response::{FromResponse, RawResponse},
    transport::{HttpResponse, TransportErrorKind},
};
use crate::{Encode, Wire, to_vec, wire::BodyKind};

/// An expected call, as the mock keeps it.
pub(super) struct Expected {
    request: MockRequest,
    /// Parameters and body do not matter.
    any: bool,
    matches: Option<Matches>,
    replies: Vec<Reply>,
    times: Option<usize>,
    calls: usize,
}

type Matches = Box<dyn Fn(&MockRequest) -> bool + Send>;

/// What comes of a call.
#[derive(Clone)]
pub(super) enum Reply {
    Response(Canned),
    Breaks(TransportErrorKind),
    Hangs,
    Unexpected(String),
}

#[derive(Clone)]
pub(super) struct Canned {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

impl Canned {
    pub(super) fn new(status: StatusCode, headers: HeaderMap, body: Bytes) -> Self {
        Self {
            status,
            headers,
            body,
        }
    }

    pub(super) fn into_http(self) -> HttpResponse {
        let mut response = HttpResponse::new(Body::from(self.body));
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        response
    }
}

impl Expected {
    pub(super) fn new(request: MockRequest, any: bool) -> Self {
        Self {
            request,
            any,
            matches: None,
            replies: Vec::new(),
            times: None,
            calls: 0,
        }
    }

    pub(super) fn operation(&self) -> &str {
        self.request.operation()
    }

    pub(super) fn fits(&self, request: &MockRequest) -> bool {
        self.differences(request).is_empty()
    }

    pub(super) fn differences(&self, request: &MockRequest) -> Vec<String> {
        let mut differences = match self.any {
            false => self.request.differences(request),
            true if self.operation() == request.operation() => Vec::new(),
            true => vec![format!("operation `{}`", request.operation())],
        };
        if self
            .matches
            .as_ref()
            .is_some_and(|matches| !matches(request))
        {
            differences.push("the condition does not hold".to_owned());
        }
        if self.times.is_some_and(|times| self.calls >= times) {
            differences.push(format!("it has come {} times already", self.calls));
        }
        differences
    }

    /// The replies one after the other, the last one from then on.
    pub(super) fn reply(&mut self) -> Reply {
        let reply = self.replies.get(self.calls).or(self.replies.last());
        self.calls += 1;
        let none = || Reply::Unexpected(format!("{self} was given no response"));
        reply.cloned().unwrap_or_else(none)
    }

    /// What is said if too few calls have come.
    pub(super) fn missing(&self) -> Option<String> {
        let wanted = self.times.unwrap_or(1);
        let came = self.calls;
        (came < wanted).then(|| format!("expected {self}: {wanted} times, came {came} times"))
    }
}

impl fmt::Display for Expected {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.any {
            true => write!(formatter, "any call of `{}`", self.operation()),
            false => self.request.fmt(formatter),
        }
    }
}

/// A call that a [`Mock`] expects, which says what it gives. Several responses are given one after
/// the other, the last one again and again.
#[derive(Clone)]
pub struct Expectation<T, E> {
    mock: Mock,
    index: usize,
    operation: &'static Operation,
    outcome: PhantomData<fn() -> (T, E)>,
}

impl<T, E> Expectation<T, E> {
    pub(super) fn new(mock: Mock, index: usize, operation: &'static Operation) -> Self {
        Self {
            mock,
            index,
            operation,
            outcome: PhantomData,
        }
    }

    /// Only calls for which the condition holds.
    pub fn when(self, matches: impl Fn(&MockRequest) -> bool + Send + 'static) -> Self {
        self.change(|expected| expected.matches = Some(Box::new(matches)))
    }

    /// So many calls: more are not expected, fewer are missing.
    pub fn times(self, times: usize) -> Self {
        self.change(|expected| expected.times = Some(times))
    }

    /// How many calls have come.
    pub fn calls(&self) -> usize {
        let state = self.mock.lock();
        state
            .expected
            .get(self.index)
            .map_or(0, |expected| expected.calls)
    }

    /// A response of any kind, as a server would send it.
    ///
    /// # Panics
    ///
    /// The status or the media type is none.
    #[expect(
        clippy::panic,
        reason = "a test that responds with no status of HTTP has failed"
    )]
    pub fn sends(self, status: u16, media_type: &str, body: impl Into<Bytes>) -> Self {
        let found = (
            StatusCode::from_u16(status),
            HeaderValue::from_str(media_type),
        );
        let (Ok(status), Ok(media_type)) = found else {
            panic!("`{status}` and `{media_type}` are no status and media type");
        };
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, media_type);
        let body = body.into();
        self.push(Reply::Response(Canned {
            status,
            headers,
            body,
        }))
    }

    /// One more header of the last response, a link to the next page for example.
    ///
    /// # Panics
    ///
    /// The name or the value is none of a header.
    #[expect(
        clippy::panic,
        reason = "a test that responds with no header of HTTP has failed"
    )]
    pub fn header(self, name: &str, value: &str) -> Self {
        let found = (HeaderName::try_from(name), HeaderValue::from_str(value));
        let (Ok(header), Ok(value)) = found else {
            panic!("`{name}: {value}` is no header");
        };
        self.change(|expected| {
            if let Some(Reply::Response(response)) = expected.replies.last_mut() {
                response.headers.append(header, value);
            }
        })
    }

    /// The request or its response does not get through.
    pub fn breaks(self, kind: TransportErrorKind) -> Self {
        self.push(Reply::Breaks(kind))
    }

    /// There is no response until the time of the call is over, which is at once.
    pub fn hangs(self) -> Self {
        self.push(Reply::Hangs)
    }

    fn push(self, reply: Reply) -> Self {
        self.change(|expected| expected.replies.push(reply))
    }

    fn change(self, change: impl FnOnce(&mut Expected)) -> Self {
        let mut state = self.mock.lock();
        if let Some(expected) = state.expected.get_mut(self.index) {
            change(expected);
        }
        drop(state);
        self
    }
}

impl<T: Wire, E> Expectation<T, E> {
    /// The call succeeds with this body and status 200, or 204 where the body is nothing.
    pub fn returns(self, body: impl Borrow<T>) -> Self {
        let (media_type, body) = encoded(body.borrow());
        match body.is_empty() {
            true => self.sends(204, media_type, body),
            false => self.sends(200, media_type, body),
        }
    }
}

impl<T, E: Wire> Expectation<T, E> {
    /// The server responds with an error of this status and body.
    pub fn fails(self, status: u16, body: impl Borrow<E>) -> Self {
        let (media_type, body) = encoded(body.borrow());
        self.sends(status, media_type, body)
    }
}

impl<T: FromResponse, E: FromResponse> Expectation<T, E> {
    /// A response of this status, with JSON that the type which the description has for it can read.
    ///
    /// # Panics
    ///
    /// It cannot.
    #[expect(
        clippy::panic,
        reason = "a test whose server says what it cannot say has failed"
    )]
    #[track_caller]
    pub fn responds(self, status: u16, body: &(impl Encode + ?Sized)) -> Self {
        let json = to_vec(&body);
        let this = self.sends(status, "application/json", json.clone());
        let status = StatusCode::from_u16(status).unwrap_or_default();
        let mut headers = HeaderMap::new();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/json"),
        );
        let response = RawResponse::new(this.operation, status, headers, json.into());
        let read = match response.is_success() {
            true if T::STREAMED => Ok(()),
            true => T::from_response(&response).map(drop),
            false => E::from_response(&response).map(drop),
        };
        if let Err(error) = read {
            panic!("the description has another body for this status: {error}");
        }
        this
    }
}

impl<T, E> fmt::Debug for Expectation<T, E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Expectation")
            .field("operation", &self.operation.name())
            .field("calls", &self.calls())
            .finish_non_exhaustive()
    }
}

/// The body as a server sends it, and its media type.
fn encoded<T: Wire>(body: &T) -> (&'static str, Bytes) {
    let json = to_vec(body);
    if json == b"null" {
        return ("application/json", Bytes::new());
    }
    // Text and bytes are strings in JSON.
    let text = || serde_json::from_slice::<String>(&json).unwrap_or_default();
    match T::body_kind() {
        BodyKind::Json | BodyKind::String => ("application/json", json.into()),
        BodyKind::Text => ("text/plain", text().into()),
        BodyKind::Bytes => ("application/octet-stream", text().into()),
    }
}
