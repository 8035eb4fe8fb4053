//! The credentials of an exchange: they are put into its message, and renewed after a 401.

use std::{pin::pin, sync::atomic::AtomicUsize, time::Instant};

use super::{
    auth_error::AuthError,
    client::Client,
    credentials::{Credential, put_bearer, secrets_of},
    error::{Fault, TimeoutKind},
    escape::{Keep, escape},
    exchange::{Exchange, Purpose, within},
    message::Message,
    operation::Operation,
    requirements::Needed,
    response::RawResponse,
    retry::Repeat,
};
use crate::Secret;

/// The name of the token request in errors.
static TOKEN_REQUEST: Operation = Operation::new("token request", "POST", "/");

impl Exchange<'_> {
    /// With credentials, and once more with new ones after a 401.
    pub(super) async fn authorized(
        &self,
        message: Message,
        needed: &[Needed<'_>],
        repeat: Repeat,
    ) -> Result<RawResponse, Fault> {
        let unsigned = needed
            .iter()
            .any(Needed::is_renewable)
            .then(|| message.clone())
            .filter(|message| message.body.is_repeatable());
        let mut signed = message;
        let mut tokens = Vec::new();
        for needed in needed {
            tokens.push(self.sign(&mut signed, *needed, None).await?);
        }
        let response = self.attempts(signed, Purpose::Call(repeat)).await?;
        let Some(mut signed) = unsigned.filter(|_| response.is_unauthorized()) else {
            return Ok(self.guarded(response, needed, &tokens));
        };
        for (needed, token) in needed.iter().zip(&mut tokens) {
            *token = self.sign(&mut signed, *needed, token.as_ref()).await?;
        }
        let response = self.attempts(signed, Purpose::Call(repeat)).await?;
        Ok(self.guarded(response, needed, &tokens))
    }

    /// The response with what must not be shown of the request, in case that it says it again.
    fn guarded(
        &self,
        response: RawResponse,
        needed: &[Needed<'_>],
        tokens: &[Option<Secret>],
    ) -> RawResponse {
        if response.is_success() {
            return response;
        }
        let mut secrets: Vec<Secret> = tokens.iter().flatten().cloned().collect();
        secrets.extend(needed.iter().flat_map(Needed::secrets));
        secrets.extend(self.request.sensitive_values().flat_map(secrets_of));
        response.with_secrets(secrets)
    }

    /// Puts a credential where it belongs; gives the token if it was one that can be renewed.
    async fn sign(
        &self,
        message: &mut Message,
        needed: Needed<'_>,
        refused: Option<&Secret>,
    ) -> Result<Option<Secret>, Fault> {
        let Needed {
            scheme,
            scopes,
            credential,
        } = needed;
        let auth = |error: AuthError| Fault::Auth(error.in_operation(self.operation.name()));
        let pushed = match credential {
            Credential::Header(name, value) => {
                message.headers.insert(name, value.clone());
                return Ok(None);
            }
            Credential::Query(name, secret) => message.push_query(&pair(name, secret)),
            Credential::Cookie(name, secret) => message.push_cookie(&pair(name, secret)),
            Credential::Grant(grant) => {
                // Rare, and large: in a box it takes no room in every call.
                let fetch = async |request| Box::pin(self.fetch_token(request)).await;
                let token = grant
                    .token(scheme, scopes, refused, fetch)
                    .await
                    .map_err(auth)?;
                put_bearer(message, scheme, &token).map_err(auth)?;
                return Ok(Some(token));
            }
            Credential::Provider(provider) => {
                let token = provider.token(refused).await;
                let token = token.map_err(|error| auth(AuthError::of_provider(scheme, error)))?;
                put_bearer(message, scheme, &token).map_err(auth)?;
                return Ok(Some(token));
            }
        };
        pushed.map_err(|error| auth(AuthError::unavailable(scheme, error)))?;
        Ok(None)
    }

    async fn fetch_token(&self, message: Message) -> Result<RawResponse, Fault> {
        let exchange = Exchange {
            operation: &TOKEN_REQUEST,
            streamed: false,
            sent: AtomicUsize::new(0),
            ..*self
        };
        exchange
            .attempts(message, Purpose::Token(Repeat::Harmless))
            .await
    }
}

/// Sends a request to an authorization server, which takes part in no call.
pub(super) async fn ask_token_server(
    client: &Client,
    message: Message,
    repeat: Repeat,
) -> Result<RawResponse, Fault> {
    let request = client.operation(&TOKEN_REQUEST);
    let limit = request.time_limit();
    let exchange = Exchange {
        request: &request,
        client,
        shared: client.shared(),
        retry: request.retry(),
        operation: &TOKEN_REQUEST,
        deadline: limit.and_then(|limit| Instant::now().checked_add(limit)),
        streamed: false,
        sent: AtomicUsize::new(0),
    };
    let mut response = pin!(exchange.attempts(message, Purpose::Token(repeat)));
    let Some(limit) = limit else {
        return response.await;
    };
    let within = within(&*client.shared().transport, limit, response.as_mut()).await;
    within.unwrap_or_else(|| Err(exchange.timeout(TimeoutKind::Call, Some(limit))))
}

/// `name=value`, percent-encoded.
fn pair(name: &str, secret: &Secret) -> String {
    format!(
        "{}={}",
        escape(name, Keep::Unreserved),
        escape(secret.expose(), Keep::Unreserved)
    )
}
