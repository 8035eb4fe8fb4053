//! One token for all calls that need it.
//!
//! Calls that need another one at the same time wait for a single request to the token server and
//! share its outcome.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, SystemTime},
};

use tokio::sync::Mutex;

use super::tokens::Tokens;
use crate::Secret;
use crate::http::auth_error::AuthError;

/// Where the token is kept.
#[derive(Default)]
pub(super) struct Slot {
    /// How many requests have ended, so that a call that waited knows whether one ended in the
    /// meantime.
    ended: AtomicU64,
    state: Mutex<State>,
}

#[derive(Default)]
enum State {
    #[default]
    Empty,
    Token(Token),
    Refused(AuthError),
}

pub(super) struct Token {
    secret: Secret,
    /// Not used from then on.
    stale: Option<SystemTime>,
}

impl Slot {
    pub(super) fn holding(tokens: &Tokens) -> Self {
        let is_there = !tokens.access_token.expose().is_empty();
        Self {
            ended: AtomicU64::default(),
            state: Mutex::new(match is_there {
                true => State::Token(Token::of(tokens)),
                false => State::Empty,
            }),
        }
    }

    /// The token; `refused` is the one that the server has just refused with 401. `fetch` gets
    /// another one.
    pub(super) async fn token(
        &self,
        refused: Option<&Secret>,
        fetch: impl AsyncFnOnce() -> Result<Token, AuthError>,
    ) -> Result<Secret, AuthError> {
        let ended = self.ended.load(Ordering::Acquire);
        let mut state = self.state.lock().await;
        match &*state {
            State::Token(token) if token.is_fresh(refused) => return Ok(token.secret.clone()),
            // The request that this call waited for has failed; another one would fail, too.
            State::Refused(error) if self.ended.load(Ordering::Acquire) != ended => {
                return Err(error.clone());
            }
            State::Empty | State::Token(_) | State::Refused(_) => {}
        }
        let outcome = fetch().await;
        self.ended.fetch_add(1, Ordering::Release);
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
}

impl Token {
    /// It is used until 30 s before it expires, or for nine tenths of its time if that is longer.
    pub(super) fn of(tokens: &Tokens) -> Self {
        let reserve = |end: SystemTime| {
            let lifetime = end.duration_since(SystemTime::now()).unwrap_or_default();
            end.checked_sub((lifetime / 10).min(Duration::from_secs(30)))
        };
        Self {
            secret: tokens.access_token.clone(),
            stale: tokens.expires_at.and_then(reserve),
        }
    }

    fn is_fresh(&self, refused: Option<&Secret>) -> bool {
        let stale = self.stale.is_some_and(|stale| stale <= SystemTime::now());
        !stale && refused != Some(&self.secret)
    }
}
