//! Which requests are sent again, and when.

use std::time::{Duration, SystemTime};

use backon::{BackoffBuilder, ExponentialBuilder};
use http::{HeaderMap, Method, StatusCode, header};

use super::{
    error::Fault, operation::Operation, response::RawResponse, transport::TransportErrorKind,
};

/// When a request is sent again, and how often.
///
/// - When no connection could be made, whatever the method: nothing was sent.
/// - When the connection broke, or the status is 408, 429, 502, 503 or 504, and repeating does no
///   harm: the method is GET, HEAD, OPTIONS, TRACE, QUERY, PUT or DELETE, the operation says so, or
///   the request has an `Idempotency-Key` header.
/// - With any other method, when the server has refused the request without processing it: status
///   429, and 503 with a `Retry-After` header.
/// - Never after a read took too long, and never for a body that does not fit.
///
/// `Retry-After` is obeyed up to [`max_retry_after`](Self::max_retry_after); if it asks for more,
/// or for more than is left of the call's time, the response goes to the caller at once, as
/// [`Error::Api`](crate::Error::Api) with
/// [`retry_after()`](crate::ApiError::retry_after). Without the header the waiting time doubles
/// from [`delay`](Self::delay) on up to [`max_delay`](Self::max_delay), plus a random part of it.
/// All attempts together have the time of the call.
///
/// The default: 3 attempts, delays from 0.2 s up to 5 s, `Retry-After` up to 60 s.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetryPolicy {
    attempts: usize,
    delay: Duration,
    max_delay: Duration,
    max_retry_after: Duration,
    jitter: bool,
}

impl RetryPolicy {
    /// Sends everything once.
    #[must_use]
    pub fn none() -> Self {
        Self::default().attempts(1)
    }

    /// How often a request is sent at most, the first time included.
    #[must_use]
    pub fn attempts(mut self, attempts: usize) -> Self {
        self.attempts = attempts;
        self
    }

    /// The first waiting time.
    #[must_use]
    pub fn delay(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// The longest waiting time that the runtime chooses by itself.
    #[must_use]
    pub fn max_delay(mut self, delay: Duration) -> Self {
        self.max_delay = delay;
        self
    }

    /// The longest `Retry-After` that is obeyed.
    #[must_use]
    pub fn max_retry_after(mut self, delay: Duration) -> Self {
        self.max_retry_after = delay;
        self
    }

    /// Whether a random part is added to the waiting times, so that clients that failed together
    /// do not come back together. True by default.
    #[must_use]
    pub fn jitter(mut self, jitter: bool) -> Self {
        self.jitter = jitter;
        self
    }

    /// The waiting times before the second, third ... attempt.
    pub(super) fn delays(&self) -> impl Iterator<Item = Duration> + Send + use<> {
        let mut builder = ExponentialBuilder::default()
            .with_min_delay(self.delay)
            .with_max_delay(self.max_delay)
            .with_max_times(self.attempts.saturating_sub(1));
        if self.jitter {
            builder = builder.with_jitter();
        }
        builder.build()
    }

    /// How long to wait before another attempt, if there should be one. `delay` is what the policy
    /// itself would wait, `left` the time that the call still has.
    pub(super) fn wait(
        &self,
        repeat: Repeat,
        outcome: &Result<RawResponse, Fault>,
        delay: Duration,
        left: Duration,
    ) -> Option<Duration> {
        let delay = match outcome {
            Ok(response) if repeat.after_response(response) => {
                let asked = retry_after(response.headers());
                if asked.is_some_and(|asked| asked > self.max_retry_after) {
                    return None;
                }
                asked.unwrap_or(delay)
            }
            Err(Fault::Transport(error)) if repeat.after_trouble(error.kind()) => delay,
            _ => return None,
        };
        (delay < left).then_some(delay)
    }
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            attempts: 3,
            delay: Duration::from_millis(200),
            max_delay: Duration::from_secs(5),
            max_retry_after: Duration::from_secs(60),
            jitter: true,
        }
    }
}

/// Whether a request may reach the server twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Repeat {
    Harmless,
    Harmful,
}

impl Repeat {
    pub(super) fn of(operation: &Operation, method: &Method, headers: &HeaderMap) -> Self {
        let harmless = operation.is_idempotent()
            || method.is_idempotent()
            || method.as_str() == "QUERY"
            || headers.contains_key("idempotency-key");
        if harmless {
            Self::Harmless
        } else {
            Self::Harmful
        }
    }

    fn after_response(self, response: &RawResponse) -> bool {
        match response.status_code() {
            StatusCode::TOO_MANY_REQUESTS => true,
            StatusCode::SERVICE_UNAVAILABLE => {
                self == Self::Harmless || response.headers().contains_key(header::RETRY_AFTER)
            }
            StatusCode::REQUEST_TIMEOUT | StatusCode::BAD_GATEWAY | StatusCode::GATEWAY_TIMEOUT => {
                self == Self::Harmless
            }
            _ => false,
        }
    }

    fn after_trouble(self, kind: TransportErrorKind) -> bool {
        match kind {
            TransportErrorKind::Connect | TransportErrorKind::ConnectTimeout => true,
            TransportErrorKind::Interrupted => self == Self::Harmless,
            TransportErrorKind::Protocol
            | TransportErrorKind::Request
            | TransportErrorKind::Other => false,
        }
    }
}

/// The `Retry-After` header: seconds, or a date in one of the three formats of HTTP.
pub(super) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // A number that is too large to read is longer than any limit.
        return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
    }
    let date = httpdate::parse_http_date(text).ok()?;
    Some(date.duration_since(SystemTime::now()).unwrap_or_default())
}
