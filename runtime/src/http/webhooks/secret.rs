//! Signatures of webhooks: Standard Webhooks 1.0, and plain HMAC-SHA256.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base64::{Engine, engine::general_purpose::STANDARD};
use http::{HeaderMap, HeaderValue};
use ring::hmac;

use super::WebhookError;
use crate::Secret;

/// How old a webhook may be, and how far in the future, unless it is said otherwise.
const TOLERANCE: Duration = Duration::from_secs(5 * 60);

/// The secret that the sender of webhooks shares with their receiver.
///
/// The body has to be verified as it came, before it is decoded:
///
/// ```
/// use runtime::{HeaderMap, Value, WebhookError, WebhookSecret, from_slice};
///
/// fn receive(headers: &HeaderMap, body: &[u8]) -> Result<Value, WebhookError> {
///     let secret = WebhookSecret::new("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
///     secret.verify_standard(headers, body)?;
///     // Or `WebhookEvent::read(headers, body)` of a generated crate.
///     from_slice(body).map_err(WebhookError::Body)
/// }
/// ```
#[derive(Debug, Clone)]
pub struct WebhookSecret {
    secret: Secret,
    tolerance: Duration,
}

impl WebhookSecret {
    /// The secret as the sender shows it.
    pub fn new(secret: impl Into<Secret>) -> Self {
        Self {
            secret: secret.into(),
            tolerance: TOLERANCE,
        }
    }

    /// How old a webhook may be, so that nobody can send it again later, and how far the clocks may
    /// differ: five minutes by default.
    #[must_use]
    pub fn tolerance(mut self, tolerance: Duration) -> Self {
        self.tolerance = tolerance;
        self
    }

    /// Verifies a webhook as Standard Webhooks 1.0 has it: the headers `webhook-id`,
    /// `webhook-timestamp` and `webhook-signature`, which may hold several signatures, and a secret
    /// in Base64 behind `whsec_`.
    ///
    /// # Errors
    ///
    /// A header is missing, the webhook is too old or comes from the future, or no signature is
    /// that of the body.
    pub fn verify_standard(&self, headers: &HeaderMap, body: &[u8]) -> Result<(), WebhookError> {
        self.verify_standard_at(headers, body, SystemTime::now())
    }

    pub(super) fn verify_standard_at(
        &self,
        headers: &HeaderMap,
        body: &[u8],
        now: SystemTime,
    ) -> Result<(), WebhookError> {
        let id = header(headers, "webhook-id")?;
        let timestamp = header(headers, "webhook-timestamp")?;
        let signatures = header(headers, "webhook-signature")?;
        self.check_time_at(timestamp, now)?;
        let key = self.standard_key()?;
        let signed = [id.as_bytes(), b".", timestamp.as_bytes(), b".", body].concat();
        let mut signatures = signatures
            .split(' ')
            .filter_map(|one| one.strip_prefix("v1,"));
        let is_right = signatures.any(|signature| {
            let signature = STANDARD.decode(signature);
            signature.is_ok_and(|signature| hmac::verify(&key, &signed, &signature).is_ok())
        });
        is_right.then_some(()).ok_or(WebhookError::Signature)
    }

    /// Verifies an HMAC-SHA256 of the parts, one behind the other: the body alone, or also a
    /// timestamp and what separates them. The signature is in hexadecimal or Base64; `sha256=` before
    /// it is left out. The comparison takes the same time whatever is in it.
    ///
    /// A timestamp among the parts needs [`check_time`](Self::check_time), too.
    ///
    /// ```
    /// # use runtime::WebhookSecret;
    /// let secret = WebhookSecret::new("It's a Secret to Everybody");
    /// let signature = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
    /// assert!(secret.verify_sha256(signature, &[b"Hello, World!"]).is_ok());
    /// assert!(secret.verify_sha256(signature, &[b"Hello, World?"]).is_err());
    /// ```
    ///
    /// # Errors
    ///
    /// It is another signature.
    pub fn verify_sha256(&self, signature: &str, parts: &[&[u8]]) -> Result<(), WebhookError> {
        let signature = signature.trim();
        let signature = signature.strip_prefix("sha256=").unwrap_or(signature);
        let signature = match signature.len() {
            64 => from_hex(signature),
            _ => STANDARD.decode(signature).ok(),
        };
        let key = hmac::Key::new(hmac::HMAC_SHA256, self.secret.expose().as_bytes());
        let verified = signature.map(|one| hmac::verify(&key, &parts.concat(), &one));
        match verified {
            Some(Ok(())) => Ok(()),
            Some(Err(_)) | None => Err(WebhookError::Signature),
        }
    }

    /// Verifies an HMAC-SHA256 of the body alone, which stands in this header as
    /// [`verify_sha256`](Self::verify_sha256) takes it: `X-Hub-Signature-256: sha256=7571..`.
    ///
    /// # Errors
    ///
    /// The header is missing, or it is another signature.
    pub fn verify_header(
        &self,
        name: &'static str,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<(), WebhookError> {
        self.verify_sha256(header(headers, name)?, &[body])
    }

    /// Verifies a header with a timestamp and signatures of the timestamp, a full stop and the body,
    /// `t=1614265330,v1=5257..,v1=9a1f..`: one of the signatures `v1` has to be right.
    ///
    /// # Errors
    ///
    /// The header or its timestamp is missing, the webhook is too old or comes from the future, or
    /// no signature is that of the body.
    pub fn verify_timestamped(
        &self,
        name: &'static str,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<(), WebhookError> {
        self.verify_timestamped_at(name, headers, body, SystemTime::now())
    }

    pub(super) fn verify_timestamped_at(
        &self,
        name: &'static str,
        headers: &HeaderMap,
        body: &[u8],
        now: SystemTime,
    ) -> Result<(), WebhookError> {
        let value = header(headers, name)?;
        let all = |wanted| {
            let pairs = value
                .split(',')
                .filter_map(|pair| pair.trim().split_once('='));
            pairs.filter_map(move |(key, text)| (key == wanted).then_some(text))
        };
        let time = all("t").next().ok_or(WebhookError::Timestamp)?;
        self.check_time_at(time, now)?;
        let mut signatures = all("v1");
        let parts = [time.as_bytes(), b".", body];
        let is_right = signatures.any(|one| self.verify_sha256(one, &parts).is_ok());
        is_right.then_some(()).ok_or(WebhookError::Signature)
    }

    /// The headers of Standard Webhooks for a body that is sent now: for tests of an endpoint, or for
    /// a sender.
    ///
    /// # Errors
    ///
    /// The secret is not spelled as one of Standard Webhooks, or the identifier cannot be a header.
    pub fn sign_standard(&self, id: &str, body: &[u8]) -> Result<HeaderMap, WebhookError> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let now = now.unwrap_or_default().as_secs();
        let parts = [id.as_bytes(), b".", now.to_string().as_bytes(), b".", body].concat();
        let signature = STANDARD.encode(hmac::sign(&self.standard_key()?, &parts));
        let mut headers = HeaderMap::new();
        let text = |text: &str| HeaderValue::from_str(text);
        let (id, signature) = (text(id), text(&format!("v1,{signature}")));
        let (Ok(id), Ok(signature)) = (id, signature) else {
            return Err(WebhookError::Missing("webhook-id"));
        };
        headers.insert("webhook-id", id);
        headers.insert("webhook-timestamp", now.into());
        headers.insert("webhook-signature", signature);
        Ok(headers)
    }

    /// The HMAC-SHA256 of the parts, one behind the other, in hexadecimal, as
    /// [`verify_sha256`](Self::verify_sha256) takes it.
    pub fn sign_sha256(&self, parts: &[&[u8]]) -> String {
        let key = hmac::Key::new(hmac::HMAC_SHA256, self.secret.expose().as_bytes());
        let signature = hmac::sign(&key, &parts.concat());
        let digits = signature.as_ref().iter().map(|byte| format!("{byte:02x}"));
        digits.collect()
    }

    /// The secret of Standard Webhooks without its Base64.
    fn standard_key(&self) -> Result<hmac::Key, WebhookError> {
        let secret = self.secret.expose();
        let secret = STANDARD.decode(secret.strip_prefix("whsec_").unwrap_or(secret));
        let secret = secret.map_err(|_| WebhookError::Secret)?;
        Ok(hmac::Key::new(hmac::HMAC_SHA256, &secret))
    }

    /// Checks that a timestamp, in seconds since 1970, is not too far from now.
    ///
    /// # Errors
    ///
    /// It is too old, in the future, or no number.
    pub fn check_time(&self, timestamp: &str) -> Result<(), WebhookError> {
        self.check_time_at(timestamp, SystemTime::now())
    }

    fn check_time_at(&self, timestamp: &str, now: SystemTime) -> Result<(), WebhookError> {
        let seconds = timestamp
            .trim()
            .parse()
            .map_err(|_| WebhookError::Timestamp)?;
        let now = now.duration_since(UNIX_EPOCH).unwrap_or_default();
        let difference = now.abs_diff(Duration::from_secs(seconds));
        let is_near = difference <= self.tolerance;
        is_near
            .then_some(())
            .ok_or(WebhookError::Time { difference })
    }
}

/// The text of a header.
pub(super) fn header<'a>(
    headers: &'a HeaderMap,
    name: &'static str,
) -> Result<&'a str, WebhookError> {
    let value = headers.get(name).and_then(|value| value.to_str().ok());
    value.ok_or(WebhookError::Missing(name))
}

pub(super) fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let pairs = text.as_bytes().chunks_exact(2).map(|pair| match pair {
        [high, low] => u8::try_from(digit(*high)? * 16 + digit(*low)?).ok(),
        _ => None,
    });
    pairs.collect()
}
