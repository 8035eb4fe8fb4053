//! From a request to its response: attempts, redirects, limits of time and size.
//!
//! Nothing here is generic; what the body means is decided by the caller.

use std::{
    future::{Future, poll_fn},
    pin::{Pin, pin},
    sync::atomic::{AtomicUsize, Ordering},
    task::Poll,
    time::{Duration, Instant},
};

use bytes::Bytes;
use http::{Method, StatusCode};

use super::{
    attempt::Attempt,
    body::{Body, Gathered},
    client::{Client, Shared},
    error::{Fault, RequestError, TimeoutError, TimeoutKind},
    idempotency,
    incoming::Incoming,
    message::Message,
    operation::Operation,
    redirect::redirect,
    request::Request,
    response::RawResponse,
    retry::{Repeat, RetryPolicy},
    transport::{Transport, TransportErrorKind},
};

/// Redirects within the origin that are followed before the caller gets one as an error.
const MAX_REDIRECTS: usize = 5;
/// No token server needs more.
const MAX_TOKEN_BODY: usize = 1 << 20;

/// One call: everything that its attempts share.
pub(super) struct Exchange<'a> {
    pub(super) request: &'a Request,
    pub(super) client: &'a Client,
    pub(super) shared: &'a Shared,
    pub(super) retry: &'a RetryPolicy,
    pub(super) operation: &'static Operation,
    pub(super) deadline: Option<Instant>,
    /// Whether the body of a success is read later.
    pub(super) streamed: bool,
    /// How many requests were sent.
    pub(super) sent: AtomicUsize,
}

/// What a message is sent for.
#[derive(Clone, Copy)]
pub(super) enum Purpose {
    /// For the caller.
    Call(Repeat),
    /// For a token. No redirect is followed at all.
    Token(Repeat),
}

/// Sends the request and reads the response, whatever its status.
pub(super) async fn execute(request: Request, streamed: bool) -> Result<RawResponse, Fault> {
    let call = pin!(async {
        let outcome = execute_within(&request, streamed).await;
        super::trace::end(&outcome);
        outcome
    });
    super::trace::in_span(&request, call).await
}

async fn execute_within(request: &Request, streamed: bool) -> Result<RawResponse, Fault> {
    let shared = request.shared();
    let operation = request.operation();
    let mut message = request.message().map_err(Fault::Request)?;
    idempotency::fill(operation, &mut message.headers);
    let needed = shared.credentials.select(request).map_err(Fault::Auth)?;
    let repeat = Repeat::of(operation, &message.method, &message.headers);
    let limit = request.time_limit();
    let exchange = Exchange {
        request,
        client: request.client(),
        shared,
        retry: request.retry(),
        operation,
        deadline: limit.and_then(|limit| Instant::now().checked_add(limit)),
        streamed,
        sent: AtomicUsize::new(0),
    };
    let mut response = pin!(exchange.authorized(message, &needed, repeat));
    let outcome = match limit {
        Some(limit) => match within(&*shared.transport, limit, response.as_mut()).await {
            Some(outcome) => outcome,
            None => Err(exchange.timeout(TimeoutKind::Call, Some(limit))),
        },
        None => response.await,
    };
    outcome.map(|response| match response.status_code() {
        StatusCode::NOT_FOUND => response.hinted(shared.missing_path.clone()),
        _ => response,
    })
}

impl Exchange<'_> {
    /// Sends the request until a response is final or no attempt is left.
    pub(super) async fn attempts(
        &self,
        mut message: Message,
        purpose: Purpose,
    ) -> Result<RawResponse, Fault> {
        let repeatable = message.body.is_repeatable();
        let mut delays = self.retry.delays().filter(|_| repeatable);
        let mut redirects = 0;
        let (repeat, max_body, max_redirects) = match purpose {
            Purpose::Call(repeat) => (repeat, self.shared.max_body, MAX_REDIRECTS),
            Purpose::Token(repeat) => (repeat, self.shared.max_body.min(MAX_TOKEN_BODY), 0),
        };
        loop {
            let attempt = self.attempt(repeat);
            let outcome = self.once(&message, &attempt, max_body).await;
            let target = outcome
                .as_ref()
                .ok()
                .filter(|_| repeatable)
                .filter(|response| !response.is_success())
                .and_then(|response| redirect(&message, response));
            if let Some(target) = target.filter(|_| redirects < max_redirects) {
                redirects += 1;
                message.uri = target;
                continue;
            }
            let Some(delay) = delays.next() else {
                return self.settle(outcome);
            };
            match self.retry.wait(&attempt, &outcome, delay, self.left()) {
                Some(delay) => {
                    super::trace::retry(&outcome, delay);
                    self.shared.transport.sleep(delay).await;
                }
                None => return self.settle(outcome),
            }
        }
    }

    /// The next one.
    fn attempt(&self, repeat: Repeat) -> Attempt {
        Attempt {
            operation: self.operation.name(),
            template: self.operation.path(),
            number: self.sent.fetch_add(1, Ordering::Relaxed) + 1,
            repeatable: repeat == Repeat::Harmless,
        }
    }

    /// Sends the message once and reads the response.
    async fn once(
        &self,
        message: &Message,
        attempt: &Attempt,
        max_body: usize,
    ) -> Result<RawResponse, Fault> {
        let mut request = message.to_request().ok_or_else(|| self.spent())?;
        if self.shared.tells_attempts {
            request.extensions_mut().insert(*attempt);
            #[cfg(feature = "mock")]
            super::mock::mark(&mut request, &self.shared.credentials);
        }
        let sent = self
            .read_in_time(pin!(self.shared.transport.send(request)))
            .await?;
        let (head, mut body) = sent
            .map_err(|error| Fault::Transport(error.in_operation(self.operation.name())))?
            .into_parts();
        let response = |bytes| {
            let response = RawResponse::new(self.operation, head.status, head.headers, bytes);
            response.read_by(self.shared.reading.clone())
        };
        let is_result = self.operation.is_result(head.status);
        if !has_body(&message.method, head.status) {
            return Ok(response(Bytes::new()));
        }
        if self.streamed && is_result {
            let rest = Incoming::new(body, self.client.clone(), self.operation.name());
            return Ok(response(Bytes::new()).followed_by(rest));
        }
        match self.read_body(&mut body, max_body).await {
            Ok(bytes) => Ok(response(bytes)),
            // Of an error, status and headers are kept even if its body cannot be read to the end.
            Err((trouble, bytes)) if !is_result => Ok(response(bytes).broken(trouble.to_string())),
            Err((BodyTrouble::TooLarge(limit), _)) => {
                let response = response(Bytes::new());
                let message = BodyTrouble::TooLarge(limit).to_string();
                Err(Fault::Decode(response.decode_error(message)))
            }
            Err((BodyTrouble::Fault(fault), _)) => Err(fault),
        }
    }

    async fn read_body(
        &self,
        body: &mut Body,
        max_body: usize,
    ) -> Result<Bytes, (BodyTrouble, Bytes)> {
        let mut whole = Gathered::default();
        loop {
            let trouble = match self.read_in_time(pin!(body.chunk())).await {
                Ok(None) => return Ok(whole.into_bytes()),
                Ok(Some(Ok(chunk))) if whole.len() + chunk.len() <= max_body => {
                    whole.push(chunk);
                    continue;
                }
                Ok(Some(Ok(_))) => BodyTrouble::TooLarge(max_body),
                Ok(Some(Err(error))) => {
                    BodyTrouble::Fault(Fault::Transport(error.in_operation(self.operation.name())))
                }
                Err(fault) => BodyTrouble::Fault(fault),
            };
            return Err((trouble, whole.into_bytes()));
        }
    }

    /// Waits for the server, but not for longer than a read may take.
    async fn read_in_time<T>(&self, read: Pin<&mut impl Future<Output = T>>) -> Result<T, Fault> {
        let Some(limit) = self.shared.read_timeout else {
            return Ok(read.await);
        };
        let read = within(&*self.shared.transport, limit, read).await;
        read.ok_or_else(|| self.timeout(TimeoutKind::Read, Some(limit)))
    }

    /// What is left of the call's time.
    fn left(&self) -> Duration {
        self.deadline.map_or(Duration::MAX, |deadline| {
            deadline.saturating_duration_since(Instant::now())
        })
    }

    /// To the caller, a connection that took too long is a timeout.
    fn settle(&self, outcome: Result<RawResponse, Fault>) -> Result<RawResponse, Fault> {
        if outcome.as_ref().is_ok_and(RawResponse::is_success) {
            self.retry.succeeded();
        }
        match outcome {
            Err(Fault::Transport(error)) if error.kind() == TransportErrorKind::ConnectTimeout => {
                Err(self.timeout(TimeoutKind::Connect, self.shared.connect_timeout))
            }
            other => other,
        }
    }

    /// The body could be read only once, and was.
    fn spent(&self) -> Fault {
        let message = "can be sent once, and was sent before";
        Fault::Request(RequestError::new(self.operation.name(), "body", message))
    }

    pub(super) fn timeout(&self, kind: TimeoutKind, limit: Option<Duration>) -> Fault {
        Fault::Timeout(TimeoutError::new(self.operation.name(), kind, limit))
    }
}

/// Why a body is not whole.
enum BodyTrouble {
    TooLarge(usize),
    Fault(Fault),
}

impl std::fmt::Display for BodyTrouble {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::TooLarge(limit) => write!(formatter, "larger than the limit of {limit} bytes"),
            Self::Fault(Fault::Transport(error)) => write!(formatter, "broke off: {error}"),
            Self::Fault(_) => formatter.write_str("did not arrive in time"),
        }
    }
}

/// Whether a response has a body: never one to HEAD, nor one with these statuses. RFC 9110, section 6.4.1.
fn has_body(method: &Method, status: StatusCode) -> bool {
    let bodiless = [
        StatusCode::NO_CONTENT,
        StatusCode::RESET_CONTENT,
        StatusCode::NOT_MODIFIED,
    ];
    *method != Method::HEAD && !bodiless.contains(&status)
}

/// The outcome of the future, or `None` when the time is up.
///
/// Futures are handed on by reference here: one that is handed on by value is stored twice, and
/// copied each time.
pub(super) async fn within<T>(
    transport: &dyn Transport,
    limit: Duration,
    mut future: Pin<&mut impl Future<Output = T>>,
) -> Option<T> {
    let mut sleep = None;
    poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(outcome) => Poll::Ready(Some(outcome)),
        // Most reads are ready at once; those need no timer.
        Poll::Pending => {
            let sleep = sleep.get_or_insert_with(|| transport.sleep(limit));
            sleep.as_mut().poll(context).map(|()| None)
        }
    })
    .await
}
