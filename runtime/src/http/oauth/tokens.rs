//! What a token server gives (RFC 6749, section 5).

use std::{
    fmt,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use serde_json::{Value, json};

use crate::Secret;
use crate::http::{auth_error::AuthError, response::RawResponse};

/// What a token server has given.
///
/// `Debug` shows no token. [`to_json`](Self::to_json) is for storing them.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tokens {
    /// What goes with calls.
    pub access_token: Secret,
    /// What another access token is got with (RFC 6749, section 6).
    pub refresh_token: Option<Secret>,
    /// When the access token ends, where the server says that.
    pub expires_at: Option<SystemTime>,
    /// The scopes that were granted, separated by spaces, where the server names them.
    pub scope: Option<String>,
    /// Who the user is, a JWT whose signature nobody has looked at yet (OpenID Connect Core,
    /// section 2).
    pub id_token: Option<Secret>,
}

impl Tokens {
    /// A refresh token that was stored; the access token is got with it.
    pub fn from_refresh_token(token: impl Into<Secret>) -> Self {
        Self {
            refresh_token: Some(token.into()),
            ..Self::none()
        }
    }

    pub(super) fn none() -> Self {
        Self {
            access_token: Secret::default(),
            refresh_token: None,
            expires_at: None,
            scope: None,
            id_token: None,
        }
    }

    /// The tokens as JSON, for storing them: it shows all of them.
    pub fn to_json(&self) -> Secret {
        let mut members = serde_json::Map::new();
        let mut set = |name: &str, value: Value| members.insert(name.to_owned(), value);
        set("access_token", json!(self.access_token.expose()));
        if let Some(token) = &self.refresh_token {
            set("refresh_token", json!(token.expose()));
        }
        let seconds = self.expires_at.map(|end| end.duration_since(UNIX_EPOCH));
        if let Some(Ok(seconds)) = seconds {
            set("expires_at", json!(seconds.as_secs()));
        }
        if let Some(scope) = &self.scope {
            set("scope", json!(scope));
        }
        if let Some(token) = &self.id_token {
            set("id_token", json!(token.expose()));
        }
        Secret::from(Value::Object(members).to_string())
    }

    /// What [`to_json`](Self::to_json) has written.
    ///
    /// # Errors
    ///
    /// The text is something else.
    pub fn from_json(text: &str) -> Result<Self, AuthError> {
        // The error of the reader is not shown: it might quote a token.
        let body: Value = serde_json::from_str(text).unwrap_or_default();
        let tokens = Self::read(&body, None);
        tokens.ok_or_else(|| AuthError::unavailable("oauth2", "the text holds no stored tokens"))
    }

    /// The tokens of a response to a request that was sent at `asked`, or why there are none. What
    /// is quoted of the response shows no secret of the request.
    pub(super) fn of_response(
        scheme: &str,
        response: &RawResponse,
        asked: SystemTime,
        secrets: &[&Secret],
    ) -> Result<Self, AuthError> {
        let body: Value = serde_json::from_slice(response.body()).unwrap_or_default();
        let text = |key: &str| body.get(key).and_then(Value::as_str);
        let refused = |error: Option<&str>, description: Option<&str>| {
            let clean = |text: Option<&str>| text.map(|text| clean(text, secrets));
            AuthError::refused(scheme, response.status(), clean(error), clean(description))
        };
        let (error, description) = (text("error"), text("error_description"));
        // Some servers send errors with status 200.
        if !response.is_success() || error.is_some() && text("access_token").is_none() {
            return Err(refused(error, description));
        }
        match text("token_type") {
            Some(kind) if !kind.eq_ignore_ascii_case("bearer") => {
                Err(refused(Some("the token is not a bearer token"), Some(kind)))
            }
            _ => Self::read(&body, Some(asked))
                .ok_or_else(|| refused(None, Some("no `access_token` in the response"))),
        }
    }

    fn read(body: &Value, asked: Option<SystemTime>) -> Option<Self> {
        let text = |key: &str| body.get(key).and_then(Value::as_str);
        let (from, key) = match asked {
            Some(asked) => (asked, "expires_in"),
            None => (UNIX_EPOCH, "expires_at"),
        };
        Some(Self {
            access_token: text("access_token").map(Secret::from)?,
            refresh_token: text("refresh_token").map(Secret::from),
            expires_at: seconds(body, key).and_then(|time| from.checked_add(time)),
            scope: text("scope").map(str::to_owned),
            id_token: text("id_token").map(Secret::from),
        })
    }
}

/// Without the tokens.
impl fmt::Debug for Tokens {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Tokens")
            .field("expires_at", &self.expires_at)
            .field("scope", &self.scope)
            .finish_non_exhaustive()
    }
}

/// A number of seconds, which some servers send as text.
pub(super) fn seconds(body: &Value, key: &str) -> Option<Duration> {
    let seconds = match body.get(key)? {
        Value::String(text) => text.trim().parse().ok()?,
        number => number.as_f64()?,
    };
    Duration::try_from_secs_f64(seconds.max(0.0)).ok()
}

/// Text from elsewhere for an error: short, without a secret that it may quote.
pub(super) fn clean(text: &str, secrets: &[&Secret]) -> String {
    let secrets = secrets.iter().map(|secret| secret.expose());
    let text = secrets
        .filter(|secret| !secret.is_empty())
        .fold(text.to_owned(), |text, secret| text.replace(secret, "***"));
    let shown = text.chars().filter(|character| !character.is_control());
    shown.take(300).collect()
}
