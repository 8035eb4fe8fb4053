//! What a call can end with other than its result.

use std::{error::Error as StdError, fmt, time::Duration};

use bytes::Bytes;
use http::HeaderMap;

use super::{
    auth_error::AuthError,
    decode_error::DecodeError,
    response::{FromResponse, RawResponse},
    retry::retry_after,
    transport::TransportError,
};

/// Why a call has no result. `E` is the error body that the description names.
///
/// No variant prints a credential or the query of a URL.
#[derive(Debug)]
pub enum Error<E> {
    /// The server responded with a status that is not a success.
    Api(ApiError<E>),
    /// The server reported success, but the body is not what the description says.
    Decode(DecodeError),
    /// The request or the response did not get through.
    Transport(TransportError),
    /// The time was up.
    Timeout(TimeoutError),
    /// There was no credential to send, or the token server gave none.
    Auth(AuthError),
    /// The request cannot be sent as it is; nothing was sent.
    Request(RequestError),
}

impl<E> Error<E> {
    /// The status of the response, if there was one.
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Api(error) => Some(error.status()),
            Self::Decode(error) => Some(error.status()),
            Self::Transport(_) | Self::Timeout(_) | Self::Auth(_) | Self::Request(_) => None,
        }
    }
}

impl<E> fmt::Display for Error<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api(error) => error.fmt(formatter),
            Self::Decode(error) => error.fmt(formatter),
            Self::Transport(error) => error.fmt(formatter),
            Self::Timeout(error) => error.fmt(formatter),
            Self::Auth(error) => error.fmt(formatter),
            Self::Request(error) => error.fmt(formatter),
        }
    }
}

impl<E: fmt::Debug> StdError for Error<E> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Transport(error) => error.source(),
            Self::Auth(error) => error.source(),
            Self::Api(_) | Self::Decode(_) | Self::Timeout(_) | Self::Request(_) => None,
        }
    }
}

/// An [`Error`] that is not [`Error::Api`], so that most of the runtime need not be generic.
#[derive(Debug)]
pub(super) enum Fault {
    Decode(DecodeError),
    Transport(TransportError),
    Timeout(TimeoutError),
    Auth(AuthError),
    Request(RequestError),
}

impl<E> From<Fault> for Error<E> {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Decode(error) => Self::Decode(error),
            Fault::Transport(error) => Self::Transport(error),
            Fault::Timeout(error) => Self::Timeout(error),
            Fault::Auth(error) => Self::Auth(error),
            Fault::Request(error) => Self::Request(error),
        }
    }
}

/// So that `error.body()?` works in a function that returns this error.
impl<E> From<DecodeError> for Error<E> {
    fn from(error: DecodeError) -> Self {
        Self::Decode(error)
    }
}

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

impl<E> ApiError<E> {
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
        match raw.hint() {
            Some(hint) => write!(formatter, " ({hint})"),
            None => Ok(()),
        }
    }
}

impl<E: fmt::Debug> StdError for ApiError<E> {}

/// Which limit on time was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TimeoutKind {
    /// There was no connection.
    Connect,
    /// The server sent nothing: no head of a response, or nothing more of its body.
    Read,
    /// The whole call with its retries took too long.
    Call,
}

/// The time was up.
#[derive(Debug, Clone)]
pub struct TimeoutError {
    inner: Box<Limit>,
}

#[derive(Debug, Clone)]
struct Limit {
    operation: &'static str,
    kind: TimeoutKind,
    limit: Option<Duration>,
}

impl TimeoutError {
    pub(super) fn new(operation: &'static str, kind: TimeoutKind, limit: Option<Duration>) -> Self {
        Self {
            inner: Box::new(Limit {
                operation,
                kind,
                limit,
            }),
        }
    }

    /// Which limit it was.
    pub fn kind(&self) -> TimeoutKind {
        self.inner.kind
    }

    /// The limit, where the runtime itself kept it.
    pub fn limit(&self) -> Option<Duration> {
        self.inner.limit
    }
}

impl fmt::Display for TimeoutError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Limit {
            operation,
            kind,
            limit,
        } = &*self.inner;
        let what = match kind {
            TimeoutKind::Connect => "no connection",
            TimeoutKind::Read => "the server sent nothing",
            TimeoutKind::Call => "not done",
        };
        write!(formatter, "`{operation}`: {what} within ")?;
        match limit {
            Some(limit) => write!(formatter, "{limit:?}"),
            None => formatter.write_str("the time for that"),
        }
    }
}

impl StdError for TimeoutError {}

/// A request that cannot be sent as it is.
#[derive(Debug, Clone)]
pub struct RequestError {
    inner: Box<Reason>,
}

#[derive(Debug, Clone)]
struct Reason {
    operation: &'static str,
    subject: String,
    message: String,
}

impl RequestError {
    pub(super) fn new(
        operation: &'static str,
        subject: impl Into<String>,
        message: impl Into<String>,
    ) -> Self {
        Self {
            inner: Box::new(Reason {
                operation,
                subject: subject.into(),
                message: message.into(),
            }),
        }
    }

    /// What is wrong: "parameter `petId`", "body", "base URL".
    pub fn subject(&self) -> &str {
        &self.inner.subject
    }

    /// What is wrong with it.
    pub fn message(&self) -> &str {
        &self.inner.message
    }
}

impl fmt::Display for RequestError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Reason {
            operation,
            subject,
            message,
        } = &*self.inner;
        write!(formatter, "`{operation}`: {subject} {message}")
    }
}

impl StdError for RequestError {}

/// Settings that make no client.
#[derive(Debug, Clone)]
pub struct BuildError {
    pub(super) message: String,
}

impl BuildError {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
        }
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl StdError for BuildError {}
