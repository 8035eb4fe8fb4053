//! How the token server is asked.

use crate::Secret;

/// How the token server is asked, where that differs from the description.
#[derive(Debug, Clone, Default)]
pub struct TokenOptions {
    pub(in crate::http) url: Option<String>,
    pub(in crate::http) client: Option<(String, Secret)>,
    pub(super) in_body: bool,
    pub(super) parameters: Vec<(String, String)>,
}

impl TokenOptions {
    /// What the description says: its token URL, client authentication by the Authorization
    /// header, no further parameters.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Another token URL; a path is one on the host of the base URL.
    #[must_use]
    pub fn url(mut self, url: impl Into<String>) -> Self {
        self.url = Some(url.into());
        self
    }

    /// Identifier and secret of the client, for the password grant, which does not ask for them. An
    /// empty secret is that of a public client.
    #[must_use]
    pub fn client(mut self, client_id: impl Into<String>, secret: impl Into<Secret>) -> Self {
        self.client = Some((client_id.into(), secret.into()));
        self
    }

    /// Identifier and secret in the body instead of the Authorization header
    /// (`client_secret_post`).
    #[must_use]
    pub fn client_auth_in_body(mut self) -> Self {
        self.in_body = true;
        self
    }

    /// One more parameter of the token request, such as `audience`; `scope` replaces the scopes
    /// of the description.
    #[must_use]
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.parameters.push((name.into(), value.into()));
        self
    }
}
