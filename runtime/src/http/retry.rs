//! Which requests are sent again, and when.

use std::{
    fmt,
    sync::Arc,
    time::{Duration, SystemTime},
};

use backon::{BackoffBuilder, ExponentialBuilder};
use http::{HeaderMap, Method, StatusCode, header};

use super::{
    attempt::Attempt,
    error::Fault,
    idempotency,
    operation::Operation,
    response::RawResponse,
    retry_budget::RetryBudget,
    transport::{TransportError, TransportErrorKind},
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
///
/// [`classify`](Self::classify) adds rules of your own, [`budget`](Self::budget) a limit that calls
/// share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetryPolicy {
    attempts: usize,
    delay: Duration,
    max_delay: Duration,
    max_retry_after: Duration,
    jitter: bool,
    classifier: Option<Classifier>,
    budget: Option<RetryBudget>,
}

/// What comes of an attempt that a classifier has looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RetryDecision {
    /// What the rules of [`RetryPolicy`] say.
    AsUsual,
    /// Another attempt after the time that `Retry-After` asks for, or else the policy's.
    Retry,
    /// Another attempt after this time, if it is not more than
    /// [`max_retry_after`](RetryPolicy::max_retry_after).
    RetryAfter(Duration),
    /// No other attempt.
    Stop,
}

type Classify =
    dyn Fn(&Attempt, Result<&RawResponse, &TransportError>) -> RetryDecision + Send + Sync;

#[derive(Clone)]
struct Classifier(Arc<Classify>);

/// Whether they are the same function.
impl PartialEq for Classifier {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Classifier {}

impl fmt::Debug for Classifier {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Classifier")
    }
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

    /// Rules of your own, asked before those above about every response, also a success, and every
    /// error of the transport. The number of attempts and the limits of time stay as they are, and a
    /// body that can be sent only once is not sent again.
    ///
    /// ```
    /// use std::time::Duration;
    /// use runtime::{RetryDecision, RetryPolicy};
    ///
    /// // A server that limits calls with status 403.
    /// let policy = RetryPolicy::default().classify(|_attempt, outcome| match outcome {
    ///     Ok(response) if response.status() == 403 && response.text().contains("rate limit") => {
    ///         match response.headers().contains_key("retry-after") {
    ///             true => RetryDecision::Retry,
    ///             false => RetryDecision::RetryAfter(Duration::from_secs(60)),
    ///         }
    ///     }
    ///     _ => RetryDecision::AsUsual,
    /// });
    /// ```
    #[must_use]
    pub fn classify(
        mut self,
        classify: impl Fn(&Attempt, Result<&RawResponse, &TransportError>) -> RetryDecision
        + Send
        + Sync
        + 'static,
    ) -> Self {
        self.classifier = Some(Classifier(Arc::new(classify)));
        self
    }

    /// A limit of retries that all calls with this policy share.
    #[must_use]
    pub fn budget(mut self, budget: RetryBudget) -> Self {
        self.budget = Some(budget);
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
        attempt: &Attempt,
        outcome: &Result<RawResponse, Fault>,
        delay: Duration,
        left: Duration,
    ) -> Option<Duration> {
        let outcome = match outcome {
            Ok(response) => Ok(response),
            Err(Fault::Transport(error)) => Err(error),
            Err(Fault::Auth(_) | Fault::Decode(_) | Fault::Request(_) | Fault::Timeout(_)) => {
                return None;
            }
        };
        let decision = match &self.classifier {
            Some(Classifier(classify)) => classify(attempt, outcome),
            None => RetryDecision::AsUsual,
        };
        let asked = outcome.ok();
        let asked = asked.and_then(|response| retry_after(response.headers()));
        let wanted = match decision {
            RetryDecision::Stop => return None,
            RetryDecision::AsUsual if !is_passing(attempt, outcome) => return None,
            RetryDecision::AsUsual | RetryDecision::Retry => asked,
            RetryDecision::RetryAfter(time) => Some(time),
        };
        let delay = match wanted {
            Some(wanted) if wanted > self.max_retry_after => return None,
            Some(wanted) => wanted,
            None => delay,
        };
        let budget = self.budget.as_ref();
        (delay < left && budget.is_none_or(RetryBudget::withdraw)).then_some(delay)
    }

    /// The call has succeeded.
    pub(super) fn succeeded(&self) {
        if let Some(budget) = &self.budget {
            budget.deposit();
        }
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
            classifier: None,
            budget: None,
        }
    }
}

/// Whether another attempt may fare better, and does no harm.
fn is_passing(attempt: &Attempt, outcome: Result<&RawResponse, &TransportError>) -> bool {
    let repeat = match attempt.repeatable {
        true => Repeat::Harmless,
        false => Repeat::Harmful,
    };
    match outcome {
        Ok(response) => repeat.after_response(response),
        Err(error) => repeat.after_trouble(error.kind()),
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
            || idempotency::has_key(operation, headers);
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
