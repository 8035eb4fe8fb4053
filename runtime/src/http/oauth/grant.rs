//! Grants of OAuth2 that need no user: client credentials and passwords (RFC 6749, sections 4.4 and
//! 4.3). A token is kept for each set of scopes until shortly before it expires.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
    time::SystemTime,
};

use http::Uri;

use super::request::{Asker, unavailable};
use super::slot::{Slot, Token};
use super::tokens::Tokens;
use crate::Secret;
use crate::http::{auth_error::AuthError, error::Fault, message::Message, response::RawResponse};

/// Whom tokens are got for, and those that it has got.
pub(in crate::http) struct Grant {
    url: Uri,
    asker: Asker,
    /// Without, the client itself.
    user: Option<User>,
    slots: Mutex<BTreeMap<Vec<&'static str>, Arc<Slot>>>,
}

/// A user of the password grant.
#[derive(Clone)]
pub(in crate::http) struct User {
    pub(in crate::http) name: String,
    pub(in crate::http) password: Secret,
}

impl Grant {
    pub(in crate::http) fn new(url: Uri, asker: Asker, user: Option<User>) -> Self {
        Self {
            url,
            asker,
            user,
            slots: Mutex::default(),
        }
    }

    /// A token for the scopes; `refused` is the one that the server has just refused with 401.
    /// `send` sends the token request.
    pub(in crate::http) async fn token(
        &self,
        scheme: &str,
        scopes: &[&'static str],
        refused: Option<&Secret>,
        send: impl AsyncFnOnce(Message) -> Result<RawResponse, Fault>,
    ) -> Result<Secret, AuthError> {
        let fetch = async || self.fetch(scheme, scopes, send).await;
        self.slot(scopes).token(refused, fetch).await
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
        send: impl AsyncFnOnce(Message) -> Result<RawResponse, Fault>,
    ) -> Result<Token, AuthError> {
        let asked = SystemTime::now();
        let scopes = scopes.join(" ");
        let pairs = pairs(self.user.as_ref(), &scopes);
        let message = self.asker.message(self.url.clone(), &pairs);
        let message = message.map_err(|error| AuthError::unavailable(scheme, error))?;
        let response = send(message).await;
        let response = response.map_err(|fault| unavailable(scheme, fault))?;
        let password = self.user.as_ref().map(|user| &user.password);
        let secrets: Vec<_> = password
            .into_iter()
            .chain(&self.asker.client_secret)
            .collect();
        let tokens = Tokens::of_response(scheme, &response, asked, &secrets)?;
        Ok(Token::of(&tokens))
    }
}

/// The form of the token request.
pub(super) fn pairs<'a>(user: Option<&'a User>, scopes: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut pairs = match user {
        None => vec![("grant_type", "client_credentials")],
        Some(user) => vec![
            ("grant_type", "password"),
            ("username", &*user.name),
            ("password", user.password.expose()),
        ],
    };
    pairs.push(("scope", scopes));
    pairs
}
