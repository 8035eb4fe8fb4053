//! What is recorded with `tracing`, if the feature of that name is on: names of operations,
//! methods, path templates, statuses, times and places in bodies; never a value of a parameter, a
//! header, a query or a body.

use std::{future::Future, pin::Pin, time::Duration};

use super::{drift::Drift, error::Fault, request::Request, response::RawResponse};

/// Runs a call in a span of its own.
#[cfg(feature = "tracing")]
pub(super) async fn in_span<T>(request: &Request, call: Pin<&mut impl Future<Output = T>>) -> T {
    use tracing::Instrument;
    let span = tracing::debug_span!(
        "call",
        operation = request.operation().name(),
        method = request.method(),
        path = request.template(),
    );
    call.instrument(span).await
}

/// Runs a call.
#[cfg(not(feature = "tracing"))]
pub(super) async fn in_span<T>(_: &Request, call: Pin<&mut impl Future<Output = T>>) -> T {
    call.await
}

/// Another attempt will be made.
#[cfg(feature = "tracing")]
pub(super) fn retry(outcome: &Result<RawResponse, Fault>, delay: Duration) {
    match outcome {
        Ok(response) => tracing::warn!(status = response.status(), ?delay, "will try again"),
        Err(Fault::Transport(error)) => tracing::warn!(%error, ?delay, "will try again"),
        Err(_) => tracing::warn!(?delay, "will try again"),
    }
}

/// Another attempt will be made.
#[cfg(not(feature = "tracing"))]
pub(super) fn retry(_: &Result<RawResponse, Fault>, _: Duration) {}

/// Whether anybody hears of drift.
#[cfg(feature = "tracing")]
pub(super) fn hears_drift() -> bool {
    tracing::enabled!(tracing::Level::DEBUG)
}

/// Whether anybody hears of drift.
#[cfg(not(feature = "tracing"))]
pub(super) fn hears_drift() -> bool {
    false
}

/// A value was read that is not what the description says.
#[cfg(feature = "tracing")]
pub(super) fn drift(drift: &Drift) {
    let Drift {
        path,
        expected,
        kind,
        ..
    } = drift;
    let kind = kind.as_str();
    tracing::debug!(path, kind, expected, "not as described");
}

/// A value was read that is not what the description says.
#[cfg(not(feature = "tracing"))]
pub(super) fn drift(_: &Drift) {}

/// The call has its response, or none.
#[cfg(feature = "tracing")]
pub(super) fn end(outcome: &Result<RawResponse, Fault>) {
    match outcome {
        Ok(response) => tracing::debug!(status = response.status(), "response"),
        Err(Fault::Transport(error)) => tracing::debug!(%error, "no response"),
        Err(Fault::Timeout(error)) => tracing::debug!(%error, "no response"),
        Err(Fault::Auth(error)) => tracing::debug!(%error, "not sent"),
        Err(Fault::Request(error)) => tracing::debug!(%error, "not sent"),
        Err(Fault::Decode(error)) => tracing::debug!(%error, "not read"),
    }
}

/// The call has its response, or none.
#[cfg(not(feature = "tracing"))]
pub(super) fn end(_: &Result<RawResponse, Fault>) {}
