//! Webhooks: who has sent a request, and which event it is.

mod error;
mod event;
mod secret;
#[cfg(test)]
mod tests;

pub use error::WebhookError;
pub use event::{WebhookRow, choose, choose_named, read_body, read_unknown};
pub use secret::WebhookSecret;
