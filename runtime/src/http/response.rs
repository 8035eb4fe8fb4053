//! Responses, raw and decoded.

use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::{decode_error::DecodeError, incoming::Incoming};
use crate::{Misfit, Wire};

/// A successful response with everything that came with it.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Response<T> {
    /// The status, 200 to 299.
    pub status: u16,
    /// The headers, as they came.
    pub headers: HeaderMap,
    /// The decoded body.
    pub body: T,
}

/// Without the headers, which may hold cookies.
impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Response")
            .field("status", &self.status)
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

/// A response before its body is decoded.
#[derive(Clone)]
pub struct RawResponse {
    operation: &'static str,
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    /// Why the body is not whole.
    broken: Option<String>,
    /// The body of a success that is read later.
    rest: Option<Arc<Mutex<Option<Incoming>>>>,
}

impl RawResponse {
    pub(super) fn new(
        operation: &'static str,
        status: StatusCode,
        headers: HeaderMap,
        body: Bytes,
    ) -> Self {
        Self {
            operation,
            status,
            headers,
            body,
            broken: None,
            rest: None,
        }
    }

    pub(super) fn broken(mut self, why: String) -> Self {
        self.broken = Some(why);
        self
    }

    pub(super) fn followed_by(mut self, rest: Incoming) -> Self {
        self.rest = Some(Arc::new(Mutex::new(Some(rest))));
        self
    }

    /// The body that is still to be read, for the first one who asks.
    pub(super) fn take_rest(&self) -> Option<Incoming> {
        let rest = self.rest.as_ref()?;
        rest.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// The same response with a part of its body in place of all of it.
    pub(super) fn with_body(&self, body: Bytes) -> Self {
        Self {
            body,
            rest: None,
            ..self.clone()
        }
    }

    /// The status.
    pub fn status(&self) -> u16 {
        self.status.as_u16()
    }

    /// The headers, as they came.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body, decompressed.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// The one of `patterns` (`"404"`, `"4XX"`, `"default"`) that describes this response best.
    pub fn select(&self, patterns: &[&'static str]) -> Option<&'static str> {
        let status = self.status();
        let exact = |pattern: &&&str| pattern.parse() == Ok(status);
        let range = |pattern: &&&str| {
            let mut characters = pattern.chars();
            let hundreds = characters.next().and_then(|digit| digit.to_digit(10));
            hundreds == Some(u32::from(status / 100))
                && characters.as_str().eq_ignore_ascii_case("xx")
        };
        let default = |pattern: &&&str| pattern.eq_ignore_ascii_case("default");
        let mut found = patterns.iter().find(exact);
        found = found.or_else(|| patterns.iter().find(range));
        found.or_else(|| patterns.iter().find(default)).copied()
    }

    /// An error that says that the description does not name the status.
    pub fn undocumented(&self) -> DecodeError {
        self.unfit("the description does not name this status")
    }

    /// An error that says that the body does not fit.
    pub fn misfit(&self, misfit: &Misfit) -> DecodeError {
        let place = misfit.line().zip(misfit.column());
        DecodeError::new(self.clone(), misfit.path(), misfit.message(), place)
    }

    /// An error about the body as a whole.
    pub(super) fn unfit(&self, message: impl Into<String>) -> DecodeError {
        DecodeError::new(self.clone(), String::new(), message.into(), None)
    }

    /// The body, if it came whole.
    pub(super) fn whole(&self) -> Result<&Bytes, DecodeError> {
        match &self.broken {
            None => Ok(&self.body),
            Some(why) => Err(self.unfit(why)),
        }
    }

    /// Whether the status is 200 to 299.
    pub fn is_success(&self) -> bool {
        self.status.is_success()
    }

    pub(super) fn is_unauthorized(&self) -> bool {
        self.status == StatusCode::UNAUTHORIZED
    }

    pub(super) fn status_code(&self) -> StatusCode {
        self.status
    }

    pub(super) fn operation(&self) -> &'static str {
        self.operation
    }
}

/// Without headers and body, which may hold what is not meant for a log.
impl fmt::Debug for RawResponse {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("RawResponse")
            .field("operation", &self.operation)
            .field("status", &self.status())
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish_non_exhaustive()
    }
}

/// What the body of a response can be decoded into.
///
/// Types that implement [`Wire`] are read as JSON, [`Bytes`] and [`Text`](crate::Text) as they come; `()`
/// stands for a body of no interest. No body at all is read as `null`, where the type has one.
pub trait FromResponse: Sized {
    /// Whether the body is read by what it is decoded into, while it arrives.
    const STREAMED: bool = false;

    /// Decodes the body.
    ///
    /// # Errors
    ///
    /// The body does not fit, or did not come whole.
    fn from_response(response: &RawResponse) -> Result<Self, DecodeError>;
}

impl<T: Wire> FromResponse for T {
    #[inline]
    fn from_response(response: &RawResponse) -> Result<Self, DecodeError> {
        let body = response.whole()?.clone();
        if body.is_empty() {
            return Self::from_body(body)
                .or_else(|_| Self::from_body(Bytes::from_static(b"null")))
                .map_err(|_| response.unfit("is empty"));
        }
        Self::from_body(body).map_err(|misfit| response.misfit(&misfit))
    }
}

impl<T: FromResponse> FromResponse for Response<T> {
    const STREAMED: bool = T::STREAMED;

    #[inline]
    fn from_response(response: &RawResponse) -> Result<Self, DecodeError> {
        Ok(Self {
            status: response.status(),
            headers: response.headers().clone(),
            body: T::from_response(response)?,
        })
    }
}
