//! Requests that a mock has seen, and how two of them differ.

use std::{borrow::Cow, fmt};

use bytes::Bytes;
use http::{HeaderMap, header};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::http::{
    attempt::Attempt,
    escape::{Keep, escape, unescape_form},
    media_type,
    message::Message,
    transport::HttpRequest,
};

/// A request that a [`Mock`](crate::Mock) has seen.
#[derive(Clone)]
pub struct MockRequest {
    pub(super) operation: Cow<'static, str>,
    pub(super) method: String,
    pub(super) path: String,
    pub(super) query: Vec<(String, String)>,
    pub(super) headers: HeaderMap,
    pub(super) body: Option<Bytes>,
}

impl MockRequest {
    pub(super) fn of_message(operation: &'static str, message: &Message) -> Self {
        Self {
            operation: operation.into(),
            method: message.method.to_string(),
            path: message.uri.path().to_owned(),
            query: pairs(message.uri.query()),
            headers: message.headers.clone(),
            body: match message.body.is_empty() {
                true => Some(Bytes::new()),
                false => message.body.bytes().cloned(),
            },
        }
    }

    pub(super) fn of_request(request: &HttpRequest) -> Self {
        let attempt = request.extensions().get::<Attempt>();
        Self {
            operation: attempt.map_or("", Attempt::operation).into(),
            method: request.method().to_string(),
            path: request.uri().path().to_owned(),
            query: pairs(request.uri().query()),
            headers: request.headers().clone(),
            body: request.body().whole().cloned(),
        }
    }

    /// Name of the operation, as [`Attempt::operation`] gives it.
    pub fn operation(&self) -> &str {
        &self.operation
    }

    /// The HTTP method.
    pub fn method(&self) -> &str {
        &self.method
    }

    /// The path with that of the base URL, percent-encoded as it is sent.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The decoded value of the first parameter of the query with this name.
    pub fn query(&self, name: &str) -> Option<&str> {
        let mut pairs = self.query.iter();
        let (_, value) = pairs.find(|(known, _)| known == name)?;
        Some(value)
    }

    /// The headers, with credentials.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body; empty if there is none, or if it is read while it is sent.
    pub fn body(&self) -> &[u8] {
        self.body.as_deref().unwrap_or_default()
    }

    /// The body as JSON.
    ///
    /// # Errors
    ///
    /// It is something else.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_slice(self.body())
    }

    /// How a request differs from this one, which is expected; nothing if it does not.
    pub(super) fn differences(&self, found: &Self) -> Vec<String> {
        let mut differences = Vec::new();
        let mut differ = |what: &str, expected: &str, found: &str| {
            if expected != found {
                differences.push(format!("{what} `{found}`, expected `{expected}`"));
            }
        };
        differ("operation", &self.operation, &found.operation);
        differ("method", &self.method, &found.method);
        differ("path", &self.path, &found.path);
        for pair in self.query.iter().filter(|pair| !found.query.contains(pair)) {
            differences.push(format!("no `{}={}` in the query", pair.0, pair.1));
        }
        for pair in found.query.iter().filter(|pair| !self.query.contains(pair)) {
            differences.push(format!("`{}={}` in the query", pair.0, pair.1));
        }
        for (name, value) in &self.headers {
            // The values may be secrets.
            if found.headers.get(name) != Some(value) && !self.is_multipart() {
                differences.push(format!("another header `{name}`"));
            }
        }
        if let (Some(expected), Some(found)) = (self.spelled(), found.spelled())
            && expected != found
        {
            differences.push(format!("body {found}, expected {expected}"));
        }
        differences
    }

    /// The body for comparisons: JSON whatever its white space is, forms whatever separates their
    /// parts. None for a body that is read while it is sent.
    fn spelled(&self) -> Option<String> {
        let body = self.body.as_ref()?;
        if let Ok(json) = serde_json::from_slice::<Value>(body) {
            return Some(sorted(json).to_string());
        }
        let text = String::from_utf8_lossy(body).into_owned();
        let boundary = media_type::of(&self.headers)
            .filter(|_| self.is_multipart())
            .and_then(|ty| media_type::parameter(ty, "boundary"));
        Some(match boundary {
            Some(boundary) => text.replace(&*boundary, "boundary"),
            None => text,
        })
    }

    fn is_multipart(&self) -> bool {
        let media_type = self.headers.get(header::CONTENT_TYPE);
        media_type.is_some_and(|ty| ty.as_bytes().starts_with(b"multipart/"))
    }
}

/// With members in the order of their names.
fn sorted(json: Value) -> Value {
    match json {
        Value::Object(members) => {
            let mut members: Vec<_> = members.into_iter().collect();
            members.sort_by(|(left, _), (right, _)| left.cmp(right));
            let members = members.into_iter();
            Value::Object(members.map(|(name, value)| (name, sorted(value))).collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(sorted).collect()),
        scalar @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) => scalar,
    }
}

/// Pairs as a form spells them.
pub(super) fn form(pairs: &[(String, String)]) -> String {
    let pairs = pairs.iter().map(|(name, value)| {
        let (name, value) = (
            escape(name, Keep::Unreserved),
            escape(value, Keep::Unreserved),
        );
        format!("{name}={value}")
    });
    pairs.collect::<Vec<_>>().join("&")
}

pub(super) fn pairs(query: Option<&str>) -> Vec<(String, String)> {
    let pairs = query.unwrap_or_default().split('&');
    let pairs = pairs.filter(|pair| !pair.is_empty());
    let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    pairs
        .map(|(name, value)| (unescape_form(name), unescape_form(value)))
        .collect()
}

/// Method, path and operation.
impl fmt::Display for MockRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            operation,
            method,
            path,
            ..
        } = self;
        write!(formatter, "{method} {path} (`{operation}`)")
    }
}

/// Without the headers, which may hold credentials.
impl fmt::Debug for MockRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("MockRequest")
            .field("operation", &self.operation)
            .field("method", &self.method)
            .field("path", &self.path)
            .field("query", &self.query)
            .field("body", &self.spelled())
            .finish_non_exhaustive()
    }
}
