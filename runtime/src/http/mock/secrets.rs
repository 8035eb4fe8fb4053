//! What of a request and its response is not written to a file: the values that are secret.

use http::{HeaderMap, HeaderName, header};
use serde_json::Value;

use super::seen::MockRequest;
use crate::http::{
    credentials::{Credentials, secrets_of},
    escape::{Keep, escape},
    transport::HttpRequest,
};

/// What stands in place of a secret.
pub(super) const HIDDEN: &str = "HIDDEN";

/// Names of parameters, members and headers whose values are secret in every API.
const NAMES: &[&str] = &[
    "access_token",
    "api-key",
    "api_key",
    "apikey",
    "assertion",
    "authorization",
    "client_assertion",
    "client_secret",
    "code_verifier",
    "cookie",
    "id_token",
    "key",
    "password",
    "proxy-authorization",
    "refresh_token",
    "secret",
    "set-cookie",
    "sig",
    "signature",
    "token",
    "x-amz-security-token",
    "x-amz-signature",
    "x-api-key",
    "x-auth-token",
];
/// Texts shorter than this are no secrets that could be found in others.
const SHORTEST: usize = 6;

/// The parameters of a query that are credentials, in the extensions of a request.
#[derive(Debug, Clone)]
struct Keys(Vec<String>);

/// Notes which parameters of the query are credentials.
pub(in crate::http) fn mark(request: &mut HttpRequest, credentials: &Credentials) {
    let names = super::seen::pairs(request.uri().query()).into_iter();
    let keys: Vec<_> = names
        .map(|(name, _)| name)
        .filter(|name| credentials.is_key(name))
        .collect();
    if !keys.is_empty() {
        request.extensions_mut().insert(Keys(keys));
    }
}

/// Which names are hidden, and the secret texts of one call.
#[derive(Debug, Clone, Default)]
pub(super) struct Secrets {
    /// In lower case.
    names: Vec<String>,
    /// Longer ones first.
    texts: Vec<String>,
}

impl Secrets {
    /// Hides the values of one more name.
    pub(super) fn add(&mut self, name: &str) {
        self.names.push(name.to_ascii_lowercase());
    }

    /// The same for one call, with the texts that are its secrets.
    pub(super) fn of_call(&self, request: &HttpRequest, seen: &MockRequest) -> Self {
        let mut call = self.clone();
        if let Some(Keys(keys)) = request.extensions().get::<Keys>() {
            call.names
                .extend(keys.iter().map(|key| key.to_ascii_lowercase()));
        }
        for (name, value) in request.headers() {
            if value.is_sensitive() || call.hides(name.as_str()) {
                let secrets = secrets_of(value).into_iter();
                call.texts
                    .extend(secrets.map(|secret| secret.expose().to_owned()));
            }
        }
        let query = seen.query.iter().filter(|(name, _)| call.hides(name));
        let texts: Vec<_> = query.map(|(_, value)| value.clone()).collect();
        let escaped: Vec<_> = texts
            .iter()
            .map(|text| escape(text, Keep::Unreserved))
            .collect();
        call.texts.extend(texts);
        call.texts.extend(escaped);
        call.texts.retain(|text| text.len() >= SHORTEST);
        call.texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
        call
    }

    /// Whether the value of this name is secret.
    pub(super) fn hides(&self, name: &str) -> bool {
        let name = name.to_ascii_lowercase();
        NAMES.contains(&name.as_str()) || self.names.contains(&name)
    }

    /// A text without the secrets of the call.
    pub(super) fn cleaned(&self, text: &str) -> String {
        let clean = |text: String, secret: &String| text.replace(secret, HIDDEN);
        self.texts.iter().fold(text.to_owned(), clean)
    }

    /// Pairs of a query or a form.
    pub(super) fn pairs(&self, pairs: &[(String, String)]) -> Vec<(String, String)> {
        let hidden = |(name, value): &(String, String)| match self.hides(name) {
            true => (name.clone(), HIDDEN.to_owned()),
            false => (name.clone(), self.cleaned(value)),
        };
        pairs.iter().map(hidden).collect()
    }

    /// JSON whose members with secret names are texts that say so, at any depth.
    pub(super) fn json(&self, json: Value) -> Value {
        match json {
            Value::Object(members) => {
                let members = members.into_iter().map(|(name, value)| {
                    let value = match value {
                        Value::String(_) if self.hides(&name) => HIDDEN.into(),
                        value => self.json(value),
                    };
                    (name, value)
                });
                Value::Object(members.collect())
            }
            Value::Array(items) => {
                Value::Array(items.into_iter().map(|one| self.json(one)).collect())
            }
            Value::String(text) => Value::String(self.cleaned(&text)),
            scalar @ (Value::Null | Value::Bool(_) | Value::Number(_)) => scalar,
        }
    }

    /// The headers of a response that are worth keeping: none that tell how it was sent.
    pub(super) fn headers(&self, headers: &HeaderMap) -> Vec<(String, String)> {
        const SENDING: &[HeaderName] = &[
            header::CONNECTION,
            header::CONTENT_ENCODING,
            header::CONTENT_LENGTH,
            header::DATE,
            header::TRANSFER_ENCODING,
        ];
        let kept = headers.iter().filter(|(name, value)| {
            !SENDING.contains(name) && !value.is_sensitive() && !self.hides(name.as_str())
        });
        let text = |value: &[u8]| self.cleaned(&String::from_utf8_lossy(value));
        kept.map(|(name, value)| (name.to_string(), text(value.as_bytes())))
            .collect()
    }
}
