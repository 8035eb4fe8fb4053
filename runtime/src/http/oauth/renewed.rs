//! Tokens that are kept and renewed.

use std::{
    fmt,
    future::Future,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use super::flows::OAuth2;
use super::grant::User;
use super::slot::{Slot, Token};
use super::tokens::Tokens;
use crate::Secret;
use crate::http::{
    auth_error::AuthError,
    credentials::TokenProvider,
    transport::{BoxError, BoxFuture},
};

impl OAuth2 {
    /// The tokens of a login, renewed with their refresh token before they expire and after a 401.
    pub fn provider(&self, tokens: Tokens) -> RenewedTokens {
        RenewedTokens::new(self.clone(), Way::RefreshToken, tokens)
    }

    /// Tokens for a user's name and password. They are got when they are needed first, and renewed
    /// with the refresh token where the server gives one.
    pub fn password_provider(
        &self,
        username: impl Into<String>,
        password: impl Into<Secret>,
        scopes: &[&str],
    ) -> RenewedTokens {
        let (name, password) = (username.into(), password.into());
        let user = Some(User { name, password });
        RenewedTokens::new(self.clone(), Way::grant(user, scopes), Tokens::none())
    }

    /// Tokens for the client itself, got when they are needed first.
    pub fn client_credentials_provider(&self, scopes: &[&str]) -> RenewedTokens {
        RenewedTokens::new(self.clone(), Way::grant(None, scopes), Tokens::none())
    }
}

/// A [`TokenProvider`] of an [`OAuth2`]: it keeps tokens, and gets others before they expire and
/// after the server has refused them with 401.
///
/// Calls that come meanwhile wait for the same tokens. A call that is given up while it waits does
/// not lose them.
pub struct RenewedTokens {
    renewal: Arc<Renewal>,
    slot: Slot,
    /// Goes on with the next call if the one that has begun it is given up: the server may have
    /// taken the refresh token, and would not take it again.
    running: tokio::sync::Mutex<Option<BoxFuture<'static, Result<Token, AuthError>>>>,
}

struct Renewal {
    oauth: OAuth2,
    way: Way,
    refresh_token: Mutex<Option<Secret>>,
    /// Tokens that could not be stored.
    unstored: Mutex<Option<Tokens>>,
    store: Option<Store>,
}

type Store = Box<dyn Fn(Tokens) -> BoxFuture<'static, Result<(), BoxError>> + Send + Sync>;

/// How other tokens are got.
enum Way {
    RefreshToken,
    /// With the refresh token only where there is one.
    Grant {
        user: Option<User>,
        scopes: Vec<String>,
    },
}

impl Way {
    fn grant(user: Option<User>, scopes: &[&str]) -> Self {
        let scopes = scopes.iter().map(|scope| (*scope).to_owned()).collect();
        Self::Grant { user, scopes }
    }
}

impl RenewedTokens {
    fn new(oauth: OAuth2, way: Way, tokens: Tokens) -> Self {
        Self {
            slot: Slot::holding(&tokens),
            renewal: Arc::new(Renewal {
                oauth,
                way,
                refresh_token: Mutex::new(tokens.refresh_token),
                unstored: Mutex::default(),
                store: None,
            }),
            running: tokio::sync::Mutex::default(),
        }
    }

    /// Is given new tokens before they are used: the place to store them, since many servers take a
    /// refresh token once only. If that fails, the call does, and the next one tries again to store
    /// them.
    ///
    /// ```
    /// # fn example(oauth: runtime::OAuth2, tokens: runtime::Tokens) -> runtime::RenewedTokens {
    /// oauth.provider(tokens).on_renewal(|tokens| async move {
    ///     std::fs::write("tokens.json", tokens.to_json().expose())
    /// })
    /// # }
    /// ```
    #[must_use]
    pub fn on_renewal<R, E>(mut self, store: impl Fn(Tokens) -> R + Send + Sync + 'static) -> Self
    where
        R: Future<Output = Result<(), E>> + Send + 'static,
        E: Into<BoxError>,
    {
        let store: Store = Box::new(move |tokens| {
            let stored = store(tokens);
            Box::pin(async move { stored.await.map_err(Into::into) })
        });
        // Nobody else has it yet.
        if let Some(renewal) = Arc::get_mut(&mut self.renewal) {
            renewal.store = Some(store);
        }
        self
    }

    async fn renewed(&self) -> Result<Token, AuthError> {
        let mut running = self.running.lock().await;
        let renewal = &self.renewal;
        let renew = running.get_or_insert_with(|| Box::pin(Arc::clone(renewal).renew()));
        let outcome = renew.await;
        *running = None;
        outcome
    }
}

impl Renewal {
    async fn renew(self: Arc<Self>) -> Result<Token, AuthError> {
        let unstored = lock(&self.unstored).take();
        let tokens = match unstored {
            Some(tokens) => tokens,
            None => self.fetch().await?,
        };
        lock(&self.refresh_token).clone_from(&tokens.refresh_token);
        if let Some(store) = &self.store
            && let Err(error) = store(tokens.clone()).await
        {
            *lock(&self.unstored) = Some(tokens);
            let what = format!("the new tokens could not be stored: {error}");
            return Err(self.oauth.trouble(what));
        }
        Ok(Token::of(&tokens))
    }

    async fn fetch(&self) -> Result<Tokens, AuthError> {
        let refresh_token = lock(&self.refresh_token).clone();
        match (&self.way, refresh_token) {
            (Way::RefreshToken, Some(token)) => self.oauth.refresh(&token).await,
            (Way::RefreshToken, None) => {
                let what = "the access token has ended, and there is no refresh token";
                Err(self.oauth.trouble(what))
            }
            (Way::Grant { user, scopes }, Some(token)) => match self.oauth.refresh(&token).await {
                // The refresh token has ended, but not the password.
                Err(error) if error.error() == Some("invalid_grant") => {
                    self.grant(user.as_ref(), scopes).await
                }
                outcome => outcome,
            },
            (Way::Grant { user, scopes }, None) => self.grant(user.as_ref(), scopes).await,
        }
    }

    async fn grant(&self, user: Option<&User>, scopes: &[String]) -> Result<Tokens, AuthError> {
        let scopes: Vec<_> = scopes.iter().map(String::as_str).collect();
        self.oauth.granted(user, &scopes).await
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl TokenProvider for RenewedTokens {
    fn token<'a>(&'a self, refused: Option<&'a Secret>) -> BoxFuture<'a, Result<Secret, BoxError>> {
        Box::pin(async move {
            let token = self.slot.token(refused, async || self.renewed().await);
            Ok(token.await?)
        })
    }
}

/// Without the tokens.
impl fmt::Debug for RenewedTokens {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("RenewedTokens")
            .field("oauth", &self.renewal.oauth)
            .finish_non_exhaustive()
    }
}
