//! `[webhooks]`: what tells the webhooks of a description apart, where it does not say it.

use super::entries::Entries;

#[derive(Debug, Default)]
pub struct WebhookSettings {
    pub key: Option<WebhookKey>,
    pub(super) values: Entries<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WebhookKey {
    /// The name of a header.
    Header(String),
    /// A member of the body.
    Member(String),
}

impl WebhookSettings {
    /// The text of the header or member for the webhook with this name.
    pub fn value(&self, webhook: &str) -> Option<&str> {
        self.values.get(webhook).map(String::as_str)
    }
}
