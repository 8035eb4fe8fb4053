//! Tokens that a call fetches.

use std::{fmt, future::Future};

use super::{
    credentials::TokenProvider,
    transport::{BoxError, BoxFuture},
};
use crate::Secret;

/// A [`TokenProvider`] for tokens that are the result of a call, a login for example.
///
/// It fetches a token when it is needed first, remembers it, and fetches another one when
/// the server has refused it with 401. Calls that come meanwhile wait for the same token.
///
/// ```
/// use runtime::{AnyError, Call, FetchedToken};
///
/// # fn example(log_in: impl Fn() -> Call<String, ()> + Clone + Send + Sync + 'static) {
/// # let mut builder = runtime::ClientBuilder::new("");
/// builder.token_provider(FetchedToken::new(move || {
///     let call = log_in();
///     async move { Ok::<_, AnyError>(call.await?) }
/// }));
/// # }
/// ```
pub struct FetchedToken<F> {
    fetch: F,
    current: tokio::sync::Mutex<Option<Secret>>,
}

impl<F> FetchedToken<F> {
    /// A provider of the tokens that the function fetches.
    pub fn new(fetch: F) -> Self {
        Self {
            fetch,
            current: tokio::sync::Mutex::new(None),
        }
    }
}

impl<F, R, T, E> TokenProvider for FetchedToken<F>
where
    F: Fn() -> R + Send + Sync,
    R: Future<Output = Result<T, E>> + Send,
    T: Into<Secret>,
    E: Into<BoxError>,
{
    fn token<'a>(&'a self, refused: Option<&'a Secret>) -> BoxFuture<'a, Result<Secret, BoxError>> {
        Box::pin(async move {
            let mut current = self.current.lock().await;
            if let Some(token) = current.as_ref().filter(|token| refused != Some(*token)) {
                return Ok(token.clone());
            }
            let token: Secret = match (self.fetch)().await {
                Ok(token) => token.into(),
                Err(error) => return Err(error.into()),
            };
            *current = Some(token.clone());
            Ok(token)
        })
    }
}

impl<F> fmt::Debug for FetchedToken<F> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("FetchedToken")
    }
}
