//! Signatures of webhooks: Standard Webhooks 1.0, and plain HMAC-SHA256.

use std::{
    error::Error as StdError,
    fmt,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use base64::{Engine, engine::general_purpose::STANDARD};
use http::HeaderMap;
use ring::hmac;

use crate::Secret;

/// How old a webhook may be, and how far in the future, unless it is said otherwise.
const TOLERANCE: Duration = Duration::from_secs(5 * 60);

/// The secret that the sender of webhooks shares with their receiver.
///
/// The body has to be verified as it came, before it is decoded:
///
/// ```
/// use runtime::{HeaderMap, Value, WebhookSecret, from_slice};
///
/// fn receive(headers: &HeaderMap, body: &[u8]) -> Result<Value, Box<dyn std::error::Error>> {
///     let secret = WebhookSecret::new("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
///     secret.verify_standard(headers, body)?;
///     // The type that the description has for this webhook.
///     Ok(from_slice(body)?)
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

    fn verify_standard_at(
        &self,
        headers: &HeaderMap,
        body: &[u8],
        now: SystemTime,
    ) -> Result<(), WebhookError> {
        let header = |name| {
            let value = headers.get(name).and_then(|value| value.to_str().ok());
            value.ok_or(WebhookError::Missing(name))
        };
        let (id, timestamp) = (header("webhook-id")?, header("webhook-timestamp")?);
        let signatures = header("webhook-signature")?;
        self.check_time_at(timestamp, now)?;
        let secret = self.secret.expose();
        let secret = STANDARD.decode(secret.strip_prefix("whsec_").unwrap_or(secret));
        let key = hmac::Key::new(
            hmac::HMAC_SHA256,
            &secret.map_err(|_| WebhookError::Secret)?,
        );
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

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let pairs = text.as_bytes().chunks_exact(2).map(|pair| match pair {
        [high, low] => u8::try_from(digit(*high)? * 16 + digit(*low)?).ok(),
        _ => None,
    });
    pairs.collect()
}

/// Why a webhook is not one of the sender's.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum WebhookError {
    /// This header is missing.
    Missing(&'static str),
    /// The timestamp is no number of seconds.
    Timestamp,
    /// The timestamp is so far from now.
    Time {
        /// How far.
        difference: Duration,
    },
    /// The secret is not spelled as one of Standard Webhooks.
    Secret,
    /// The signature is another one.
    Signature,
}

impl fmt::Display for WebhookError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(name) => write!(formatter, "the webhook has no header `{name}`"),
            Self::Timestamp => formatter.write_str("the webhook's timestamp is no number"),
            Self::Time { difference } => {
                let seconds = difference.as_secs();
                write!(formatter, "the webhook's timestamp is {seconds} s from now")
            }
            Self::Secret => formatter.write_str("the webhook's secret is not Base64"),
            Self::Signature => formatter.write_str("the webhook's signature does not fit its body"),
        }
    }
}

impl StdError for WebhookError {}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that panics has failed")]
mod tests {
    use super::*;

    const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    const BODY: &[u8] = br#"{"test": 2432232314}"#;
    const SENT: u64 = 1_614_265_330;

    fn headers(signature: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(
            "webhook-id",
            "msg_p5jXN8AQM9LWM0D4loKWxJek".parse().unwrap(),
        );
        headers.insert("webhook-timestamp", SENT.into());
        headers.insert("webhook-signature", signature.parse().unwrap());
        headers
    }

    fn verify(secret: &str, signature: &str, body: &[u8], now: u64) -> Result<(), WebhookError> {
        let now = UNIX_EPOCH + Duration::from_secs(now);
        let secret = WebhookSecret::new(secret);
        secret.verify_standard_at(&headers(signature), body, now)
    }

    #[test]
    fn a_signature_fits_its_body_and_its_time() {
        let right = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
        assert_eq!(verify(SECRET, right, BODY, SENT), Ok(()));
        let many = format!("v1a,xyz v1,AAAA {right}");
        assert_eq!(verify(SECRET, &many, BODY, SENT + 300), Ok(()));
        assert_eq!(
            verify(SECRET, right, b"{}", SENT),
            Err(WebhookError::Signature)
        );
        assert_eq!(
            verify("whsec_AAAA", right, BODY, SENT),
            Err(WebhookError::Signature)
        );
        assert_eq!(
            verify("whsec_?", right, BODY, SENT),
            Err(WebhookError::Secret)
        );
        for now in [SENT + 301, SENT - 301] {
            let difference = Duration::from_secs(301);
            let late = Err(WebhookError::Time { difference });
            assert_eq!(verify(SECRET, right, BODY, now), late);
        }
        for none in [
            "",
            "v1",
            "v1,",
            "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        ] {
            assert_eq!(
                verify(SECRET, none, BODY, SENT),
                Err(WebhookError::Signature)
            );
        }
    }

    #[test]
    fn what_is_missing_is_named() {
        let mut headers = headers("v1,");
        headers.remove("webhook-timestamp");
        let error = WebhookSecret::new(SECRET)
            .verify_standard(&headers, BODY)
            .unwrap_err();
        assert_eq!(
            error.to_string(),
            "the webhook has no header `webhook-timestamp`"
        );
    }

    #[test]
    fn plain_signatures_are_of_all_parts_in_either_spelling() {
        let secret = WebhookSecret::new("key");
        let hex = "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8";
        let text = b"The quick brown fox jumps over the lazy dog";
        let (first, rest) = text.split_at(9);
        assert_eq!(secret.verify_sha256(hex, &[first, rest]), Ok(()));
        assert_eq!(secret.verify_sha256(&hex.to_uppercase(), &[text]), Ok(()));
        let base64 = STANDARD.encode(from_hex(hex).unwrap());
        assert_eq!(secret.verify_sha256(&base64, &[text]), Ok(()));
        for other in [
            "",
            "sha256=",
            &hex.replace('f', "g"),
            &hex.replace('7', "8"),
            "é",
        ] {
            assert_eq!(
                secret.verify_sha256(other, &[text]),
                Err(WebhookError::Signature)
            );
        }
        assert_eq!(secret.check_time("soon"), Err(WebhookError::Timestamp));
        assert!(!format!("{:?}", WebhookSecret::new("hidden")).contains("hidden"));
    }
}
