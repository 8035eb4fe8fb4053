//! Responses whose status is not a success.

use std::{borrow::Cow, error::Error as StdError, fmt, time::Duration};

use bytes::Bytes;
use http::HeaderMap;
use serde::de::DeserializeOwned;

use super::{
    decode_error::DecodeError,
    response::{FromResponse, RawResponse},
    retry::retry_after,
    said,
};

/// A response whose status is not a success.
pub struct ApiError<E> {
    inner: Box<Inner<E>>,
}

struct Inner<E> {
    raw: RawResponse,
    body: Result<E, DecodeError>,
}

impl<E: FromResponse> ApiError<E> {
    pub(super) fn new(raw: RawResponse) -> Self {
        let body = match raw.is_described_error() {
            true => E::from_response(&raw),
            false => Err(raw.undocumented()),
        };
        Self {
            inner: Box::new(Inner { raw, body }),
        }
    }
}

impl ApiError<()> {
    /// Of an item of a stream.
    pub(super) fn of_item(raw: RawResponse) -> Self {
        Self {
            inner: Box::new(Inner { raw, body: Ok(()) }),
        }
    }

    /// The same with a body that is known by its JSON only.
    pub(super) fn untyped<E>(self) -> ApiError<E> {
        let raw = self.inner.raw;
        let body = Err(raw.decode_error("is an item of a stream, for which no error is described"));
        ApiError {
            inner: Box::new(Inner { raw, body }),
        }
    }
}

impl<E> ApiError<E> {
    pub(super) fn response(&self) -> &RawResponse {
        &self.inner.raw
    }

    /// The same without the decoded body.
    pub(super) fn undecoded(self) -> ApiError<()> {
        let Inner { raw, body } = *self.inner;
        ApiError {
            inner: Box::new(Inner {
                raw,
                body: body.map(|_| ()),
            }),
        }
    }

    /// The status.
    pub fn status(&self) -> u16 {
        self.inner.raw.status()
    }

    /// The headers, as they came.
    pub fn headers(&self) -> &HeaderMap {
        self.inner.raw.headers()
    }

    /// The body as it came, decompressed; what there was of it, if it broke off.
    pub fn raw(&self) -> &Bytes {
        self.inner.raw.body()
    }

    /// The body that the description names for this status.
    ///
    /// # Errors
    ///
    /// The body is not what the description says, or the description names none for this status.
    pub fn body(&self) -> Result<&E, DecodeError> {
        self.inner.body.as_ref().map_err(Clone::clone)
    }

    /// The body by value, for a caller who has no use for the rest.
    ///
    /// # Errors
    ///
    /// As [`body`](Self::body).
    pub fn into_body(self) -> Result<E, DecodeError> {
        self.inner.body
    }

    /// What the server says is wrong: `message`, `error.message`, `error_description`, `detail`,
    /// `title` or `errors[0]` of a body of JSON, the beginning of a text.
    pub fn message(&self) -> Option<String> {
        said::message(&self.inner.raw)
    }

    /// The server's own code for what is wrong: `code`, `error.code`, `error` of a body of JSON.
    pub fn code(&self) -> Option<String> {
        said::code(&self.inner.raw)
    }

    /// The body as text.
    pub fn text(&self) -> Cow<'_, str> {
        self.inner.raw.text()
    }

    /// The body as JSON, read into any type that the caller likes.
    ///
    /// # Errors
    ///
    /// The body does not fit.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        self.inner.raw.json()
    }

    /// What the server calls this request, such as the `X-Request-Id` header.
    pub fn request_id(&self) -> Option<&str> {
        said::request_id(self.headers())
    }

    /// How long the server asks to wait: the `Retry-After` header (RFC 9110, section 10.2.3),
    /// a date counted from now.
    pub fn retry_after(&self) -> Option<Duration> {
        retry_after(self.headers())
    }
}

impl<E: fmt::Debug> fmt::Debug for ApiError<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = formatter.debug_struct("ApiError");
        debug
            .field("operation", &self.inner.raw.operation())
            .field("status", &self.status());
        match &self.inner.body {
            Ok(body) => debug.field("body", body),
            Err(error) => debug.field("body", &format_args!("{error}")),
        };
        debug.finish_non_exhaustive()
    }
}

impl<E> fmt::Display for ApiError<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let raw = &self.inner.raw;
        write!(
            formatter,
            "`{}`: the server responded with {}",
            raw.operation(),
            raw.status_code()
        )?;
        if let Some(message) = said::message(raw) {
            write!(formatter, ": {message}")?;
        }
        match raw.hint() {
            Some(hint) => write!(formatter, " ({hint})"),
            None => Ok(()),
        }
    }
}

impl<E: fmt::Debug> StdError for ApiError<E> {}
