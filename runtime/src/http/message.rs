//! A request that is ready to be sent, several times if necessary.

use http::{HeaderMap, HeaderValue, Method, Uri, header};

use super::{body::Body, payload::Payload};

/// Cheap to clone but for its headers; [`http::Request`] cannot be cloned.
#[derive(Clone)]
pub(super) struct Message {
    pub(super) method: Method,
    pub(super) uri: Uri,
    pub(super) headers: HeaderMap,
    pub(super) body: Payload,
}

impl Message {
    /// None when the body can be read only once, and was.
    pub(super) fn to_request(&self) -> Option<http::Request<Body>> {
        let mut request = http::Request::new(self.body.open()?);
        *request.method_mut() = self.method.clone();
        *request.uri_mut() = self.uri.clone();
        *request.headers_mut() = self.headers.clone();
        Some(request)
    }

    /// Adds `Content-Length: 0` where a server may expect a body and there is none. RFC 9110,
    /// section 8.6.
    pub(super) fn tell_length(&mut self) {
        let expects_body = [Method::POST, Method::PUT, Method::PATCH].contains(&self.method);
        let is_told = self.headers.contains_key(header::CONTENT_LENGTH)
            || self.headers.contains_key(header::TRANSFER_ENCODING);
        if expects_body && !is_told && self.body.is_empty() {
            self.headers
                .insert(header::CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
    }

    /// Adds `pair` to the query, which is already encoded.
    pub(super) fn push_query(&mut self, pair: &str) -> Result<(), http::Error> {
        let uri = self.uri.to_string();
        let separator = if self.uri.query().is_none() { '?' } else { '&' };
        self.uri = format!("{uri}{separator}{pair}").parse()?;
        Ok(())
    }

    /// Adds `pair` to the Cookie header.
    pub(super) fn push_cookie(&mut self, pair: &str) -> Result<(), http::Error> {
        let mut cookie = match self.headers.get(header::COOKIE) {
            Some(before) => [before.as_bytes(), b"; "].concat(),
            None => Vec::new(),
        };
        cookie.extend_from_slice(pair.as_bytes());
        let mut cookie = HeaderValue::from_bytes(&cookie)?;
        cookie.set_sensitive(true);
        self.headers.insert(header::COOKIE, cookie);
        Ok(())
    }
}
