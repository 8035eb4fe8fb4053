//! The errors of calls.

use std::{borrow::Cow, error::Error as StdError, fmt, time::Duration};

use serde::de::DeserializeOwned;

use super::{
    api_error::ApiError,
    auth_error::AuthError,
    decode_error::DecodeError,
    response::RawResponse,
    retry::retry_after,
    said,
    transport::{TransportError, TransportErrorKind},
};

/// Why a call has no result. `E` is the error body that the description names.
///
/// No variant prints a credential or the query of a URL.
#[derive(Debug)]
pub enum Error<E> {
    /// The server responded with a status that is not a success.
    Api(ApiError<E>),
    /// The server reported success, but the body does not fit its type in the description.
    Decode(DecodeError),
    /// The request could not be sent, or the response could not be received.
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

    /// What the server says is wrong: `message`, `error.message`, `error_description`, `detail`,
    /// `title` or `errors[0]` of a body of JSON, the beginning of a text.
    pub fn message(&self) -> Option<String> {
        self.refusal()?.message()
    }

    /// The server's own code for what is wrong: `code`, `error.code`, `error` of a body of JSON.
    pub fn code(&self) -> Option<String> {
        self.refusal()?.code()
    }

    /// The body as text; empty where there is none.
    pub fn text(&self) -> Cow<'_, str> {
        self.response().map(RawResponse::text).unwrap_or_default()
    }

    /// The body as JSON, read into any type that the caller likes; `None` where there is none, or
    /// where it does not fit.
    pub fn json<T: DeserializeOwned>(&self) -> Option<T> {
        self.response()?.json().ok()
    }

    /// How long the server asks to wait: the `Retry-After` header (RFC 9110, section 10.2.3).
    pub fn retry_after(&self) -> Option<Duration> {
        retry_after(self.response()?.headers())
    }

    /// What the server calls this request, such as the `X-Request-Id` header.
    pub fn request_id(&self) -> Option<&str> {
        said::request_id(self.response()?.headers())
    }

    /// Whether a limit on time was reached.
    pub fn is_timeout(&self) -> bool {
        matches!(self, Self::Timeout(_))
    }

    /// Whether there was no connection, so that nothing was sent.
    pub fn is_connect(&self) -> bool {
        match self {
            Self::Transport(error) => matches!(
                error.kind(),
                TransportErrorKind::Connect | TransportErrorKind::ConnectTimeout
            ),
            Self::Timeout(error) => error.kind() == TimeoutKind::Connect,
            Self::Api(_) | Self::Decode(_) | Self::Auth(_) | Self::Request(_) => false,
        }
    }

    /// Whether it is a matter of credentials: there was none, or the server responded with 401 or
    /// 403.
    pub fn is_auth(&self) -> bool {
        matches!(self, Self::Auth(_)) || matches!(self.status(), Some(401 | 403))
    }

    /// Whether the server has carried out the request, but its response cannot be read.
    pub fn is_decode(&self) -> bool {
        matches!(self, Self::Decode(_))
    }

    fn refusal(&self) -> Option<&ApiError<E>> {
        match self {
            Self::Api(error) => Some(error),
            Self::Decode(_)
            | Self::Transport(_)
            | Self::Timeout(_)
            | Self::Auth(_)
            | Self::Request(_) => None,
        }
    }

    fn response(&self) -> Option<&RawResponse> {
        match self {
            Self::Api(error) => Some(error.response()),
            Self::Decode(error) => Some(error.response()),
            Self::Transport(_) | Self::Timeout(_) | Self::Auth(_) | Self::Request(_) => None,
        }
    }

    /// The same without the decoded body.
    pub(super) fn undecoded(self) -> Error<()> {
        match self {
            Self::Api(error) => Error::Api(error.undecoded()),
            Self::Decode(error) => Error::Decode(error),
            Self::Transport(error) => Error::Transport(error),
            Self::Timeout(error) => Error::Timeout(error),
            Self::Auth(error) => Error::Auth(error),
            Self::Request(error) => Error::Request(error),
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

/// Which limit on time was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TimeoutKind {
    /// No connection was made in time.
    Connect,
    /// The server sent nothing in time: no response, or no more of the body.
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

    /// The limit, unless the transport set it.
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

/// A setting with which no client can be built.
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
