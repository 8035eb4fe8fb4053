//! The device flow: the user decides on another device (RFC 8628).

use std::time::{Duration, Instant};

use serde_json::Value;

use super::flows::OAuth2;
use super::tokens::{Tokens, clean, seconds};
use crate::Secret;
use crate::http::{auth_error::AuthError, response::RawResponse, retry::Repeat};

/// How often the server is asked where it does not say that, and how much less often after
/// `slow_down`.
const INTERVAL: Duration = Duration::from_secs(5);

impl OAuth2 {
    /// Begins the device flow.
    ///
    /// # Errors
    ///
    /// There is no URL for it, or the server refuses.
    pub async fn device_login(&self, scopes: &[&str]) -> Result<DeviceLogin, AuthError> {
        let url = self.endpoint(self.device_url.as_deref(), "URL of the device flow")?;
        let scopes = scopes.join(" ");
        let pairs = [("client_id", &*self.asker.client_id), ("scope", &scopes)];
        let message = self.asker.message(url, &pairs);
        let message = message.map_err(|error| self.trouble(error))?;
        let response = self.send(message, Repeat::Harmful).await?;
        self.begun(&response)
    }

    fn begun(&self, response: &RawResponse) -> Result<DeviceLogin, AuthError> {
        let body: Value = serde_json::from_slice(response.body()).unwrap_or_default();
        let text = |key: &str| body.get(key).and_then(Value::as_str).map(str::to_owned);
        let uri = text("verification_uri").or_else(|| text("verification_url"));
        let found = (text("device_code"), text("user_code"), uri);
        let (Some(device_code), Some(user_code), Some(verification_uri)) = found else {
            let secrets: Vec<_> = self.asker.client_secret.iter().collect();
            let said = |key| text(key).map(|text| clean(&text, &secrets));
            let incomplete = "the response has no code for the device, or none for the user";
            return Err(AuthError::refused(
                &self.scheme,
                response.status(),
                said("error"),
                said("error_description").or_else(|| Some(incomplete.to_owned())),
            ));
        };
        Ok(DeviceLogin {
            user_code,
            verification_uri,
            verification_uri_complete: text("verification_uri_complete"),
            device_code: Secret::from(device_code),
            interval: seconds(&body, "interval").unwrap_or(INTERVAL),
            end: seconds(&body, "expires_in").and_then(|time| Instant::now().checked_add(time)),
            oauth: self.clone(),
        })
    }
}

/// A device flow that waits for the user.
#[derive(Debug, Clone)]
pub struct DeviceLogin {
    user_code: String,
    verification_uri: String,
    verification_uri_complete: Option<String>,
    device_code: Secret,
    interval: Duration,
    end: Option<Instant>,
    oauth: OAuth2,
}

impl DeviceLogin {
    /// What the user enters.
    pub fn user_code(&self) -> &str {
        &self.user_code
    }

    /// Where the user enters it.
    pub fn verification_uri(&self) -> &str {
        &self.verification_uri
    }

    /// The same address with the code in it, for a QR code.
    pub fn verification_uri_complete(&self) -> Option<&str> {
        self.verification_uri_complete.as_deref()
    }

    /// Asks again and again, as often as the server allows, until the user has decided.
    ///
    /// # Errors
    ///
    /// The user has refused, or the time for it is up: [`AuthError::error`] is `access_denied` or
    /// `expired_token`.
    pub async fn finish(&self) -> Result<Tokens, AuthError> {
        let transport = &self.oauth.client()?.shared().transport;
        let pairs = [
            ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"),
            ("device_code", self.device_code.expose()),
            ("client_id", &*self.oauth.asker.client_id),
        ];
        let secrets = [&self.device_code];
        let mut interval = self.interval;
        loop {
            transport.sleep(interval).await;
            let asked = self.oauth.tokens(&pairs, &secrets, Repeat::Harmful);
            let error = match asked.await {
                Ok(tokens) => return Ok(tokens),
                Err(error) => error,
            };
            match error.error() {
                Some("authorization_pending") => {}
                Some("slow_down") => interval += INTERVAL,
                // No response: the server is asked less often (section 3.5).
                None if error.status().is_none() && self.end.is_some() => interval *= 2,
                _ => return Err(error),
            }
            if self.end.is_some_and(|end| end <= Instant::now()) {
                let what = "expired_token".to_owned();
                return Err(AuthError::denied(&self.oauth.scheme, what, None));
            }
        }
    }
}
