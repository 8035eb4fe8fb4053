//! The requests to a token server (RFC 6749, sections 2.3 and 4).

use base64::{Engine, engine::general_purpose::STANDARD};
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, Uri, header};

use super::options::TokenOptions;
use crate::Secret;
use crate::http::{
    auth_error::AuthError,
    credentials::sensitive,
    error::{BuildError, Fault},
    escape::push_form,
    message::Message,
    payload::Payload,
};

/// A client that the token server knows.
#[derive(Clone)]
pub(in crate::http) struct Asker {
    /// Empty where the token server needs none.
    pub(in crate::http) client_id: String,
    /// A public client has none.
    pub(in crate::http) client_secret: Option<Secret>,
    pub(in crate::http) options: TokenOptions,
}

impl Asker {
    /// A POST with a form, which says who asks.
    pub(super) fn message(&self, url: Uri, pairs: &[(&str, &str)]) -> Result<Message, BuildError> {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/x-www-form-urlencoded"),
        );
        let mut form = String::new();
        let extra = &self.options.parameters;
        let is_replaced = |name: &str| extra.iter().any(|(other, _)| other == name);
        for (name, value) in pairs {
            let is_left_out = *name == "scope" && value.is_empty();
            if !is_left_out && !is_replaced(name) {
                push_pair(&mut form, name, value);
            }
        }
        for (name, value) in extra {
            push_pair(&mut form, name, value);
        }
        let is_named = pairs.iter().any(|(name, _)| *name == "client_id");
        match &self.client_secret {
            Some(secret) if !self.options.in_body => {
                headers.insert(header::AUTHORIZATION, sensitive(&self.basic(secret))?);
            }
            secret => {
                if !self.client_id.is_empty() && !is_named {
                    push_pair(&mut form, "client_id", &self.client_id);
                }
                if let Some(secret) = secret {
                    push_pair(&mut form, "client_secret", secret.expose());
                }
            }
        }
        Ok(Message {
            method: Method::POST,
            uri: url,
            headers,
            body: Bytes::from(form).into(),
        })
    }

    /// Identifier and secret are form-encoded before they are joined (RFC 6749, section 2.3.1).
    fn basic(&self, secret: &Secret) -> String {
        let mut pair = String::new();
        push_form(&mut pair, &self.client_id);
        pair.push(':');
        push_form(&mut pair, secret.expose());
        format!("Basic {}", STANDARD.encode(pair))
    }
}

/// A GET that asks for JSON.
pub(super) fn get(url: Uri) -> Message {
    let mut headers = HeaderMap::new();
    headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
    Message {
        method: Method::GET,
        uri: url,
        headers,
        body: Payload::default(),
    }
}

pub(super) fn push_pair(out: &mut String, name: &str, value: &str) {
    if !out.is_empty() {
        out.push('&');
    }
    push_form(out, name);
    out.push('=');
    push_form(out, value);
}

/// Why there was no response of the token server.
pub(super) fn unavailable(scheme: &str, fault: Fault) -> AuthError {
    match fault {
        Fault::Auth(error) => error,
        Fault::Decode(error) => AuthError::unavailable(scheme, error),
        Fault::Transport(error) => AuthError::unavailable(scheme, error),
        Fault::Timeout(error) => AuthError::unavailable(scheme, error),
        Fault::Request(error) => AuthError::unavailable(scheme, error),
    }
}
