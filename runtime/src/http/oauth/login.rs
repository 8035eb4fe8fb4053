//! The authorization code flow with PKCE (RFC 6749, section 4.1; RFC 7636).

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::rand::{SecureRandom, SystemRandom};

use super::flows::OAuth2;
use super::request::push_pair;
use super::tokens::{Tokens, clean};
use crate::Secret;
use crate::http::{auth_error::AuthError, escape::unescape_form};

impl OAuth2 {
    /// Begins the authorization code flow with PKCE. `redirect_uri` is where the browser comes back
    /// to: an address of your own that the authorization server knows.
    ///
    /// # Errors
    ///
    /// There is no authorization URL, or the system gives no randomness.
    pub fn login(&self, redirect_uri: &str, scopes: &[&str]) -> Result<Login, AuthError> {
        let url = self.endpoint(self.authorization_url.as_deref(), "authorization URL")?;
        let (verifier, state) = (self.random()?, self.random()?);
        let digest = ring::digest::digest(&ring::digest::SHA256, verifier.as_bytes());
        let login = Login {
            url: url.to_string(),
            state,
            verifier: Secret::from(verifier),
            redirect_uri: redirect_uri.to_owned(),
            oauth: self.clone(),
        };
        let state = login.state.clone();
        let login = login
            .parameter("response_type", "code")
            .parameter("client_id", &self.asker.client_id)
            .parameter("redirect_uri", redirect_uri);
        let scopes = scopes.join(" ");
        let login = match &*scopes {
            "" => login,
            scopes => login.parameter("scope", scopes),
        };
        Ok(login
            .parameter("state", &state)
            .parameter("code_challenge", &URL_SAFE_NO_PAD.encode(digest))
            .parameter("code_challenge_method", "S256"))
    }

    /// 256 bits that nobody can guess.
    fn random(&self) -> Result<String, AuthError> {
        let mut bytes = [0; 32];
        let filled = SystemRandom::new().fill(&mut bytes);
        filled.map_err(|_| self.trouble("the system gives no randomness"))?;
        Ok(URL_SAFE_NO_PAD.encode(bytes))
    }
}

/// An authorization that the user still has to give, in a browser.
#[derive(Debug, Clone)]
pub struct Login {
    url: String,
    state: String,
    verifier: Secret,
    redirect_uri: String,
    oauth: OAuth2,
}

impl Login {
    /// What the user's browser has to open.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// What the browser brings back. A server of many users finds this login again with it.
    pub fn state(&self) -> &str {
        &self.state
    }

    /// What proves that who exchanges the code has asked for it. A server of many users keeps it
    /// until the browser comes back, for [`OAuth2::exchange`].
    pub fn verifier(&self) -> &Secret {
        &self.verifier
    }

    /// One more parameter of the URL, such as `prompt`, `login_hint` or `access_type`.
    #[must_use]
    pub fn parameter(mut self, name: &str, value: &str) -> Self {
        self.url
            .push(if self.url.contains('?') { '&' } else { '?' });
        let mut pair = String::new();
        push_pair(&mut pair, name, value);
        self.url.push_str(&pair);
        self
    }

    /// Exchanges what the browser has brought back: the URL that it was sent to, or its query.
    ///
    /// # Errors
    ///
    /// The user has refused ([`AuthError::error`] is `access_denied`), the state or the issuer is
    /// another one, or the token server gives no tokens.
    pub async fn finish(&self, came_back: &str) -> Result<Tokens, AuthError> {
        let query = came_back.split_once('?');
        let query = query.map_or(came_back, |(_, query)| query);
        let query = query.split('#').next().unwrap_or_default();
        let value = |name: &str| {
            let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            let found = pairs.find(|(key, _)| *key == name);
            found.map(|(_, value)| unescape_form(value))
        };
        if value("state").as_deref() != Some(&*self.state) {
            return Err(self
                .oauth
                .trouble("the browser came back with another `state`"));
        }
        // RFC 9207.
        if let (Some(issuer), Some(found)) = (&self.oauth.issuer, value("iss"))
            && *issuer != found
        {
            return Err(self
                .oauth
                .trouble("another issuer has sent the browser back"));
        }
        if let Some(error) = value("error") {
            let why = value("error_description").map(|why| clean(&why, &[]));
            return Err(AuthError::denied(
                &self.oauth.scheme,
                clean(&error, &[]),
                why,
            ));
        }
        let Some(code) = value("code") else {
            return Err(self.oauth.trouble("the browser came back without a `code`"));
        };
        self.oauth
            .exchange(&code, &self.redirect_uri, &self.verifier)
            .await
    }
}
