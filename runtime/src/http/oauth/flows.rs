//! The flows of OAuth2: URLs to open, codes to exchange, tokens to renew.
//!
//! No browser is opened and no server is started here.

use std::{fmt, time::SystemTime};

use http::Uri;

use super::discovery;
use super::grant::{User, pairs};
use super::request::{self, Asker, unavailable};
use super::tokens::Tokens;
use crate::Secret;
use crate::http::{
    auth_error::AuthError,
    authorized,
    builder::ClientBuilder,
    client::Client,
    error::BuildError,
    message::Message,
    response::RawResponse,
    retry::Repeat,
    transport::BoxError,
    url::{BaseUrl, is_absolute},
};

/// A client that an authorization server knows, and how tokens are got with it.
///
/// Generated builders make one of what the description declares; [`new`](Self::new) starts with
/// nothing. It opens no browser and listens nowhere: that is up to the program.
///
/// ```no_run
/// # async fn example(came_back: &str) -> Result<(), Box<dyn std::error::Error>> {
/// use runtime::OAuth2;
///
/// let oauth = OAuth2::new("my-app")
///     .authorization_url("https://login.example.com/authorize")
///     .token_url("https://login.example.com/token");
/// let login = oauth.login("http://127.0.0.1:8123/", &["pets:read"])?;
/// println!("open {}", login.url());
/// // The browser comes back to `http://127.0.0.1:8123/?code=..&state=..`.
/// let tokens = login.finish(came_back).await?;
/// let tokens = oauth.provider(tokens).on_renewal(|tokens| async move {
///     std::fs::write("tokens.json", tokens.to_json().expose())
/// });
/// # let mut builder = runtime::ClientBuilder::new("");
/// builder.token_provider(tokens);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct OAuth2 {
    pub(super) scheme: String,
    pub(super) asker: Asker,
    pub(super) authorization_url: Option<String>,
    pub(super) token_url: Option<String>,
    pub(super) refresh_url: Option<String>,
    pub(super) device_url: Option<String>,
    pub(super) metadata_url: Option<String>,
    /// Known from the metadata.
    pub(super) issuer: Option<String>,
    client: Result<Client, BuildError>,
    /// URLs without a host are relative to the server of the API.
    relative: bool,
}

impl OAuth2 {
    /// A public client, that is one without a secret, with a transport of its own.
    pub fn new(client_id: impl Into<String>) -> Self {
        let client = ClientBuilder::new("http://localhost").build();
        let mut oauth = Self::with_client("oauth2", client_id.into(), client);
        oauth.relative = false;
        oauth
    }

    pub(in crate::http) fn with_client(
        scheme: &str,
        client_id: String,
        client: Result<Client, BuildError>,
    ) -> Self {
        Self {
            scheme: scheme.to_owned(),
            asker: Asker {
                client_id,
                client_secret: None,
                options: super::TokenOptions::new(),
            },
            authorization_url: None,
            token_url: None,
            refresh_url: None,
            device_url: None,
            metadata_url: None,
            issuer: None,
            client,
            relative: true,
        }
    }

    /// The secret of a confidential client.
    #[must_use]
    pub fn client_secret(mut self, secret: impl Into<Secret>) -> Self {
        self.asker.client_secret = Some(secret.into());
        self
    }

    /// Where the user's browser is sent.
    #[must_use]
    pub fn authorization_url(mut self, url: impl Into<String>) -> Self {
        self.authorization_url = Some(url.into());
        self
    }

    /// Where tokens come from.
    #[must_use]
    pub fn token_url(mut self, url: impl Into<String>) -> Self {
        self.token_url = Some(url.into());
        self
    }

    /// Where refresh tokens are exchanged, if not at the token URL.
    #[must_use]
    pub fn refresh_url(mut self, url: impl Into<String>) -> Self {
        self.refresh_url = Some(url.into());
        self
    }

    /// Where the device flow starts.
    #[must_use]
    pub fn device_authorization_url(mut self, url: impl Into<String>) -> Self {
        self.device_url = Some(url.into());
        self
    }

    /// Where the server describes itself, or its issuer; see [`discover`](Self::discover).
    #[must_use]
    pub fn metadata_url(mut self, url: impl Into<String>) -> Self {
        self.metadata_url = Some(url.into());
        self
    }

    /// How the token server is asked. A token URL in it counts more than all others.
    #[must_use]
    pub fn options(mut self, options: super::TokenOptions) -> Self {
        self.asker.options = options;
        self
    }

    /// Asks with the connections, the limits and the base URL of this client.
    #[must_use]
    pub fn with(mut self, client: impl AsRef<Client>) -> Self {
        self.client = Ok(client.as_ref().clone());
        self.relative = true;
        self
    }

    /// Takes the URLs from what the server says of itself (OpenID Connect Discovery 1.0, section 4;
    /// RFC 8414). What it does not name stays as it is.
    ///
    /// # Errors
    ///
    /// There is no [`metadata_url`](Self::metadata_url), the server cannot be asked, or it is
    /// another issuer's.
    pub async fn discover(mut self) -> Result<Self, AuthError> {
        let url = self.endpoint(self.metadata_url.as_deref(), "metadata URL")?;
        let place = discovery::place(&url.to_string());
        let message = request::get(self.parse(&place)?);
        let response = self.send(message, Repeat::Harmless).await?;
        let metadata = discovery::read(&place, &response).map_err(|error| self.trouble(error))?;
        self.authorization_url = metadata.authorization_url.or(self.authorization_url);
        self.token_url = metadata.token_url.or(self.token_url);
        self.device_url = metadata.device_url.or(self.device_url);
        self.issuer = Some(metadata.issuer);
        Ok(self)
    }

    /// Exchanges the code that a browser has brought back (RFC 6749, section 4.1.3). `verifier` is
    /// that of the [`Login`](crate::Login), whose `finish` does the same in one step.
    ///
    /// # Errors
    ///
    /// The token server gives no tokens.
    pub async fn exchange(
        &self,
        code: &str,
        redirect_uri: &str,
        verifier: &Secret,
    ) -> Result<Tokens, AuthError> {
        let pairs = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", redirect_uri),
            ("code_verifier", verifier.expose()),
        ];
        let secrets = [&Secret::from(code), verifier];
        self.tokens(&pairs, &secrets, Repeat::Harmful).await
    }

    /// Tokens for a user's name and password (RFC 6749, section 4.3).
    ///
    /// # Errors
    ///
    /// The token server gives no tokens.
    pub async fn password(
        &self,
        username: impl Into<String>,
        password: impl Into<Secret>,
        scopes: &[&str],
    ) -> Result<Tokens, AuthError> {
        let (name, password) = (username.into(), password.into());
        self.granted(Some(&User { name, password }), scopes).await
    }

    /// Tokens for the client itself (RFC 6749, section 4.4).
    ///
    /// # Errors
    ///
    /// The token server gives no tokens.
    pub async fn client_credentials(&self, scopes: &[&str]) -> Result<Tokens, AuthError> {
        self.granted(None, scopes).await
    }

    pub(super) async fn granted(
        &self,
        user: Option<&User>,
        scopes: &[&str],
    ) -> Result<Tokens, AuthError> {
        let password = user.map(|user| &user.password);
        let secrets: Vec<_> = password.into_iter().collect();
        let scopes = scopes.join(" ");
        let pairs = pairs(user, &scopes);
        self.tokens(&pairs, &secrets, Repeat::Harmless).await
    }

    /// Other tokens for a refresh token (RFC 6749, section 6). Where the server gives no new refresh
    /// token, the old one stays.
    ///
    /// # Errors
    ///
    /// The token server gives no tokens.
    pub async fn refresh(&self, refresh_token: &Secret) -> Result<Tokens, AuthError> {
        let pairs = [
            ("grant_type", "refresh_token"),
            ("refresh_token", refresh_token.expose()),
        ];
        let url = self.refresh_url.as_deref().or(self.token_url.as_deref());
        let secrets = [refresh_token];
        let asked = self.ask(url, &pairs, &secrets, Repeat::Harmful);
        let mut tokens = asked.await?;
        let kept = || refresh_token.clone();
        tokens.refresh_token.get_or_insert_with(kept);
        Ok(tokens)
    }

    /// What the token server gives for the form.
    pub(super) async fn tokens(
        &self,
        pairs: &[(&str, &str)],
        secrets: &[&Secret],
        repeat: Repeat,
    ) -> Result<Tokens, AuthError> {
        self.ask(self.token_url.as_deref(), pairs, secrets, repeat)
            .await
    }

    async fn ask(
        &self,
        url: Option<&str>,
        pairs: &[(&str, &str)],
        secrets: &[&Secret],
        repeat: Repeat,
    ) -> Result<Tokens, AuthError> {
        let url = self.asker.options.url.as_deref().or(url);
        let url = self.endpoint(url, "token URL")?;
        let asked = SystemTime::now();
        let message = self.asker.message(url, pairs);
        let message = message.map_err(|error| self.trouble(error))?;
        let response = self.send(message, repeat).await?;
        let own = self.asker.client_secret.iter();
        let secrets: Vec<_> = own.chain(secrets.iter().copied()).collect();
        Tokens::of_response(&self.scheme, &response, asked, &secrets)
    }

    pub(super) async fn send(
        &self,
        message: Message,
        repeat: Repeat,
    ) -> Result<RawResponse, AuthError> {
        let sent = authorized::ask_token_server(self.client()?, message, repeat).await;
        sent.map_err(|fault| unavailable(&self.scheme, fault))
    }

    pub(super) fn client(&self) -> Result<&Client, AuthError> {
        let client = self.client.as_ref();
        client.map_err(|error| self.trouble(error.clone()))
    }

    /// A URL of the authorization server, which the description may have said relative to its own
    /// server.
    pub(super) fn endpoint(&self, url: Option<&str>, what: &str) -> Result<Uri, AuthError> {
        let Some(url) = url.filter(|url| !url.is_empty()) else {
            let discover = match self.metadata_url {
                Some(_) if self.issuer.is_none() => ": call `.discover()` first",
                _ => "",
            };
            return Err(self.trouble(format!("there is no {what}{discover}")));
        };
        if !is_absolute(url) && !self.relative {
            return Err(self.trouble(format!("the {what} `{url}` has no host")));
        }
        let base: &BaseUrl = &self.client()?.shared().base;
        let uri = base.endpoint(url);
        uri.map_err(|why| self.trouble(format!("the {what} `{url}` {why}")))
    }

    fn parse(&self, url: &str) -> Result<Uri, AuthError> {
        let uri = url.parse();
        uri.map_err(|_| self.trouble(format!("`{url}` is not a URL")))
    }

    pub(super) fn trouble(&self, what: impl Into<BoxError>) -> AuthError {
        AuthError::unavailable(&self.scheme, what)
    }
}

/// Without the secret.
impl fmt::Debug for OAuth2 {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("OAuth2")
            .field("client_id", &self.asker.client_id)
            .field("authorization_url", &self.authorization_url)
            .field("token_url", &self.token_url)
            .field("refresh_url", &self.refresh_url)
            .field("device_authorization_url", &self.device_url)
            .field("metadata_url", &self.metadata_url)
            .finish_non_exhaustive()
    }
}
