//! The client credentials grant of OAuth2 (RFC 6749 section 4.4).
//!
//! A token is kept for each set of scopes until shortly before it expires. Calls that need one at
//! the same time wait for a single request to the token server and share its outcome.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use base64::{Engine, engine::general_purpose::STANDARD};
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, Uri, header};
use serde_json::Value;

use super::{
    auth_error::AuthError, credentials::sensitive, error::Fault, escape::push_form,
    message::Message, response::RawResponse,
};
use crate::Secret;

/// How the token server is asked, where that differs from the description.
#[derive(Debug, Clone, Default)]
pub struct TokenOptions {
    pub(super) url: Option<String>,
    in_body: bool,
    parameters: Vec<(String, String)>,
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

/// A client that a token server knows, and the tokens it has got.
pub(super) struct ClientCredentials {
    pub(super) url: Uri,
    pub(super) client_id: String,
    pub(super) client_secret: Secret,
    pub(super) options: TokenOptions,
    slots: Mutex<BTreeMap<Vec<&'static str>, Arc<Slot>>>,
}

/// The token for one set of scopes.
#[derive(Default)]
struct Slot {
    /// How many requests have ended, so that a call that waited knows whether one ended in the
    /// meantime.
    ended: AtomicU64,
    state: tokio::sync::Mutex<State>,
}

#[derive(Default)]
enum State {
    #[default]
    Empty,
    Token(Token),
    Refused(AuthError),
}

struct Token {
    secret: Secret,
    /// Not used from then on.
    stale: Option<Instant>,
}

impl ClientCredentials {
    pub(super) fn new(
        url: Uri,
        client_id: String,
        client_secret: Secret,
        options: TokenOptions,
    ) -> Self {
        Self {
            url,
            client_id,
            client_secret,
            options,
            slots: Mutex::default(),
        }
    }

    /// A token for the scopes; `refused` is the one that the server has just refused with 401.
    /// `fetch` sends the token request.
    pub(super) async fn token(
        &self,
        scheme: &str,
        scopes: &[&'static str],
        refused: Option<&Secret>,
        fetch: impl AsyncFnOnce(Message) -> Result<RawResponse, Fault>,
    ) -> Result<Secret, AuthError> {
        let slot = self.slot(scopes);
        let ended = slot.ended.load(Ordering::Acquire);
        let mut state = slot.state.lock().await;
        match &*state {
            State::Token(token) if token.is_fresh(refused) => return Ok(token.secret.clone()),
            // The request that this call waited for has failed; another one would fail, too.
            State::Refused(error) if slot.ended.load(Ordering::Acquire) != ended => {
                return Err(error.clone());
            }
            State::Empty | State::Token(_) | State::Refused(_) => {}
        }
        let outcome = self.fetch(scheme, scopes, fetch).await;
        slot.ended.fetch_add(1, Ordering::Release);
        match outcome {
            Ok(token) => {
                let secret = token.secret.clone();
                *state = State::Token(token);
                Ok(secret)
            }
            Err(error) => {
                *state = State::Refused(error.clone());
                Err(error)
            }
        }
    }

    fn slot(&self, scopes: &[&'static str]) -> Arc<Slot> {
        let mut scopes = scopes.to_vec();
        scopes.sort_unstable();
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(slots.entry(scopes).or_default())
    }

    async fn fetch(
        &self,
        scheme: &str,
        scopes: &[&str],
        fetch: impl AsyncFnOnce(Message) -> Result<RawResponse, Fault>,
    ) -> Result<Token, AuthError> {
        let asked = Instant::now();
        let message = self
            .message(scopes)
            .map_err(|error| AuthError::unavailable(scheme, error))?;
        let response = fetch(message)
            .await
            .map_err(|fault| unavailable(scheme, fault))?;
        self.read(scheme, asked, &response)
    }

    fn message(&self, scopes: &[&str]) -> Result<Message, super::error::BuildError> {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/x-www-form-urlencoded"),
        );
        let mut body = String::new();
        push_pair(&mut body, "grant_type", "client_credentials");
        let scope = scopes.join(" ");
        let replaced = self
            .options
            .parameters
            .iter()
            .any(|(name, _)| name == "scope");
        if !scope.is_empty() && !replaced {
            push_pair(&mut body, "scope", &scope);
        }
        for (name, value) in &self.options.parameters {
            push_pair(&mut body, name, value);
        }
        if self.options.in_body {
            push_pair(&mut body, "client_id", &self.client_id);
            push_pair(&mut body, "client_secret", self.client_secret.expose());
        } else {
            headers.insert(header::AUTHORIZATION, sensitive(&self.authorization())?);
        }
        let body = Bytes::from(body).into();
        Ok(Message {
            method: Method::POST,
            uri: self.url.clone(),
            headers,
            body,
        })
    }

    /// Identifier and secret are form-encoded before they are joined (RFC 6749 section 2.3.1).
    fn authorization(&self) -> String {
        let mut pair = String::new();
        push_form(&mut pair, &self.client_id);
        pair.push(':');
        push_form(&mut pair, self.client_secret.expose());
        format!("Basic {}", STANDARD.encode(pair))
    }

    fn read(
        &self,
        scheme: &str,
        asked: Instant,
        response: &RawResponse,
    ) -> Result<Token, AuthError> {
        let body: Value = serde_json::from_slice(response.body()).unwrap_or_default();
        let text = |key: &str| body.get(key).and_then(Value::as_str);
        let refused = |error: Option<&str>, description: Option<&str>| {
            let clean = |text: Option<&str>| text.map(|text| self.clean(text));
            AuthError::refused(scheme, response.status(), clean(error), clean(description))
        };
        if !response.is_success() {
            return Err(refused(text("error"), text("error_description")));
        }
        let Some(token) = text("access_token") else {
            return Err(refused(
                text("error"),
                Some("no `access_token` in the response"),
            ));
        };
        match text("token_type") {
            Some(kind) if !kind.eq_ignore_ascii_case("bearer") => {
                Err(refused(Some("the token is not a bearer token"), Some(kind)))
            }
            _ => Ok(Token {
                secret: Secret::new(token),
                stale: lifetime(&body).and_then(|lifetime| asked.checked_add(usable(lifetime))),
            }),
        }
    }

    /// Text of the token server for an error: short, without the secret it may quote.
    fn clean(&self, text: &str) -> String {
        let secret = self.client_secret.expose();
        let text = if secret.is_empty() {
            text.to_owned()
        } else {
            text.replace(secret, "***")
        };
        text.chars()
            .filter(|character| !character.is_control())
            .take(300)
            .collect()
    }
}

impl Token {
    fn is_fresh(&self, refused: Option<&Secret>) -> bool {
        let stale = self.stale.is_some_and(|stale| stale <= Instant::now());
        let refused = refused.is_some_and(|refused| refused.expose() == self.secret.expose());
        !stale && !refused
    }
}

/// `expires_in`, which some servers send as text.
fn lifetime(body: &Value) -> Option<Duration> {
    let seconds = match body.get("expires_in")? {
        Value::String(text) => text.trim().parse().ok()?,
        number => number.as_f64()?,
    };
    Duration::try_from_secs_f64(seconds.max(0.0)).ok()
}

/// How long a token is used: until 30 s before it expires, or a tenth of its time if that is less.
fn usable(lifetime: Duration) -> Duration {
    lifetime.saturating_sub((lifetime / 10).min(Duration::from_secs(30)))
}

fn unavailable(scheme: &str, fault: Fault) -> AuthError {
    match fault {
        Fault::Auth(error) => error,
        Fault::Decode(error) => AuthError::unavailable(scheme, error),
        Fault::Transport(error) => AuthError::unavailable(scheme, error),
        Fault::Timeout(error) => AuthError::unavailable(scheme, error),
        Fault::Request(error) => AuthError::unavailable(scheme, error),
    }
}

fn push_pair(out: &mut String, name: &str, value: &str) {
    if !out.is_empty() {
        out.push('&');
    }
    push_form(out, name);
    out.push('=');
    push_form(out, value);
}
