//! Errors of webhooks.

use std::{error::Error as StdError, fmt, time::Duration};

use crate::JsonError;

/// Why a request is not one of the sender's webhooks, or cannot be read as one.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum WebhookError {
    /// This header is missing.
    Missing(&'static str),
    /// The timestamp is no number of seconds.
    Timestamp,
    /// The timestamp is so far from now.
    Time {
        /// How far.
        difference: Duration,
    },
    /// The secret is not spelled as one of Standard Webhooks.
    Secret,
    /// The signature is another one.
    Signature,
    /// The body is not what the description says.
    Body(JsonError),
}

impl fmt::Display for WebhookError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(name) => write!(formatter, "the webhook has no header `{name}`"),
            Self::Timestamp => formatter.write_str("the webhook's timestamp is no number"),
            Self::Time { difference } => {
                let seconds = difference.as_secs();
                write!(formatter, "the webhook's timestamp is {seconds} s from now")
            }
            Self::Secret => formatter.write_str("the webhook's secret is not Base64"),
            Self::Signature => formatter.write_str("the webhook's signature does not fit its body"),
            Self::Body(error) => write!(formatter, "the body of the webhook: {error}"),
        }
    }
}

impl StdError for WebhookError {}
