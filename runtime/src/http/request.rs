//! A request under construction: encoded parameters (`parameters.rs`) and an encoded body
//! (`bodies.rs`).
//!
//! Generated code calls the setters. The first error in one of them is kept and returned when the
//! request is sent, so that they can be chained.

use std::{fmt, time::Duration};

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, header};

use super::{
    client::{Client, Shared},
    credentials::Place,
    custom::Route,
    error::{Fault, RequestError},
    escape::unescape,
    exchange,
    message::Message,
    operation::Operation,
    path,
    payload::Payload,
    response::RawResponse,
    retry::RetryPolicy,
    shape::Shape,
    transport::BoxFuture,
    url::{PageLink, without_parameters},
};
use crate::Encode;

/// A request that can be sent any number of times.
///
/// Setting a parameter again replaces it; setting it to null, to nothing or to an empty array
/// leaves it out.
#[derive(Clone)]
pub struct Request {
    /// Behind a pointer, because requests are handed from setter to setter.
    parts: Box<Parts>,
}

#[derive(Clone)]
struct Parts {
    client: Client,
    operation: &'static Operation,
    path: Vec<(&'static str, String)>,
    /// Another path of the same origin, in place of the operation's.
    other_path: Option<String>,
    query: Vec<(&'static str, String)>,
    cookies: Vec<(&'static str, String)>,
    headers: HeaderMap,
    body: Payload,
    /// Instead of the client's; the inner one is no limit.
    timeout: Option<Option<Duration>>,
    retry: Option<RetryPolicy>,
    anonymous: bool,
    /// In place of the operation's method and path.
    route: Option<Box<Route>>,
    error: Option<RequestError>,
}

impl Request {
    pub(super) fn new(client: Client, operation: &'static Operation) -> Self {
        let anonymous = client.shared().anonymous;
        let mut headers = client.shared().headers.clone();
        if let Some(accept) = operation.accepted() {
            headers.insert(header::ACCEPT, HeaderValue::from_static(accept));
        }
        let parts = Parts {
            client,
            operation,
            path: Vec::new(),
            other_path: None,
            query: Vec::new(),
            cookies: Vec::new(),
            headers,
            body: Payload::default(),
            timeout: None,
            retry: None,
            anonymous,
            route: None,
            error: None,
        };
        Self {
            parts: Box::new(parts),
        }
    }

    /// A header that the caller sets; it replaces the one that the runtime would send.
    pub fn set_header(&mut self, name: &str, value: &str) {
        self.put_header(name, Some(value));
    }

    /// The time for the whole call; `None` for no limit.
    pub fn set_timeout(&mut self, timeout: Option<Duration>) {
        self.parts.timeout = Some(timeout);
    }

    /// When the request is retried.
    pub fn set_retry(&mut self, policy: RetryPolicy) {
        self.parts.retry = Some(policy);
    }

    /// Sends no credential of the client.
    pub fn set_anonymous(&mut self) {
        self.parts.anonymous = true;
    }

    pub(super) fn set_route(&mut self, route: Route) {
        if let Err(message) = &route.path {
            self.refuse("path", message);
        }
        self.parts.route = Some(Box::new(route));
    }

    /// Pairs of the query, already spelled, behind what is there.
    pub(super) fn push_pairs(&mut self, pairs: Option<String>) {
        self.parts.query.extend(pairs.map(|pairs| ("", pairs)));
    }

    pub(super) fn put_header(&mut self, name: &str, value: Option<&str>) {
        let subject = || format!("header `{name}`");
        let Ok(header) = HeaderName::try_from(name) else {
            return self.refuse(&subject(), "has a name that is not one of a header");
        };
        match value.map(|value| HeaderValue::from_bytes(value.as_bytes())) {
            None => {
                self.parts.headers.remove(header);
            }
            Some(Ok(mut value)) => {
                value.set_sensitive(is_sensitive(&header));
                self.parts.headers.insert(header, value);
            }
            Some(Err(_)) => self.refuse(&subject(), "contains a line break or a control character"),
        }
    }

    pub(super) fn set_path(&mut self, name: &'static str, text: Option<String>) {
        match text {
            Some(text) => replace(&mut self.parts.path, name, Some(text)),
            None => self.refuse(&format!("parameter `{name}`"), "is empty"),
        }
    }

    pub(super) fn set_query(&mut self, name: &'static str, pairs: Option<String>) {
        replace(&mut self.parts.query, name, pairs);
    }

    pub(super) fn set_cookie(&mut self, name: &'static str, pairs: Option<String>) {
        replace(&mut self.parts.cookies, name, pairs);
    }

    pub(super) fn set_body(&mut self, media_type: &str, body: impl Into<Payload>) {
        self.put_header("content-type", Some(media_type));
        self.parts.body = body.into();
    }

    /// The body, if it is in memory.
    pub(super) fn body_bytes(&self) -> Option<&Bytes> {
        self.parts.body.bytes()
    }

    pub(super) fn replace_body(&mut self, body: impl Into<Payload>) {
        self.parts.body = body.into();
    }

    pub(super) fn shape(&mut self, name: &str, value: &dyn Encode) -> Option<Shape> {
        if value.is_absent() {
            return Some(Shape::Null);
        }
        match Shape::of(value) {
            Ok(shape) => Some(shape),
            Err(error) => {
                self.refuse(&format!("parameter `{name}`"), &error.to_string());
                None
            }
        }
    }

    /// Keeps the first error.
    pub(super) fn refuse(&mut self, subject: &str, message: &str) {
        let operation = self.parts.operation.name();
        self.parts
            .error
            .get_or_insert_with(|| RequestError::new(operation, subject, message));
    }

    /// Sends the request and gives the response, whatever its status. The body of a success is
    /// read later, if it is to be `streamed`.
    pub(super) fn send(self, streamed: bool) -> BoxFuture<'static, Result<RawResponse, Fault>> {
        Box::pin(exchange::execute(self, streamed))
    }

    pub(super) fn client(&self) -> &Client {
        &self.parts.client
    }

    pub(super) fn shared(&self) -> &Shared {
        self.parts.client.shared()
    }

    pub(super) fn operation(&self) -> &'static Operation {
        self.parts.operation
    }

    pub(super) fn time_limit(&self) -> Option<Duration> {
        self.parts.timeout.unwrap_or(self.shared().timeout)
    }

    pub(super) fn retry(&self) -> &RetryPolicy {
        self.parts.retry.as_ref().unwrap_or(&self.shared().retry)
    }

    pub(super) fn is_anonymous(&self) -> bool {
        self.parts.anonymous
    }

    /// The HTTP method.
    pub(super) fn method(&self) -> &str {
        let route = self.parts.route.as_ref();
        route.map_or(self.parts.operation.method(), |route| &route.method)
    }

    /// The path template; of a request that the description does not know, nothing.
    pub(super) fn template(&self) -> &'static str {
        self.parts.operation.path()
    }

    /// The path as it is sent, behind the base URL.
    fn target(&self) -> Result<String, RequestError> {
        match (&self.parts.other_path, &self.parts.route) {
            (Some(path), _) => Ok(path.clone()),
            (None, Some(route)) => Ok(route.path.clone().unwrap_or_default()),
            (None, None) => path::fill(self.parts.operation, &self.parts.path),
        }
    }

    /// The values of headers that are not to be shown.
    pub(super) fn sensitive_values(&self) -> impl Iterator<Item = &HeaderValue> {
        let values = self.parts.headers.values();
        values.filter(|value| value.is_sensitive())
    }

    pub(super) fn is_custom(&self) -> bool {
        self.parts.route.is_some()
    }

    /// Whether the caller has set by hand what stands in the place of a credential.
    pub(super) fn brings(&self, place: &Place<'_>) -> bool {
        match place {
            Place::Header(name) => self.parts.headers.contains_key(name),
            Place::Query(name) => has_name(&self.query_text(), "&", name),
            Place::Cookie(name) => {
                let header = self.parts.headers.get(header::COOKIE);
                let header = header.and_then(|cookies| cookies.to_str().ok());
                let pairs = self.parts.cookies.iter().map(|(_, pairs)| pairs.as_str());
                pairs.chain(header).any(|pairs| has_name(pairs, ";", name))
            }
        }
    }

    /// The query without its question mark.
    pub(super) fn query_text(&self) -> String {
        let mut text = String::new();
        for (_, pairs) in &self.parts.query {
            if !text.is_empty() {
                text.push('&');
            }
            text.push_str(pairs);
        }
        text
    }

    /// The decoded value of a parameter of the query.
    pub(super) fn query_value(&self, name: &str) -> Option<String> {
        let mut query = self.parts.query.iter();
        let (_, pairs) = query.find(|(known, _)| *known == name)?;
        let (_, value) = pairs.split_once('=')?;
        Some(unescape(value))
    }

    /// The path that a link led to, if it is not that of the operation.
    pub(super) fn other_path(&self) -> Option<&str> {
        self.parts.other_path.as_deref()
    }

    /// Points the request at a link, which replaces the query, and the path where it has another
    /// one. API keys in the link are left out, since their security schemes send them.
    pub(super) fn follow(&mut self, link: PageLink) {
        let credentials = &self.shared().credentials;
        let query = without_parameters(&link.query, &|name| credentials.is_key(name));
        self.parts.query.clear();
        if !query.is_empty() {
            self.parts.query.push(("", query));
        }
        if link.path.is_some() {
            self.parts.other_path = link.path;
        }
    }

    /// The request as it is sent, without credentials.
    pub(super) fn message(&self) -> Result<Message, RequestError> {
        if let Some(error) = &self.parts.error {
            return Err(error.clone());
        }
        let name = self.parts.operation.name();
        let mut target = self.target()?;
        let query = self.query_text();
        if !query.is_empty() {
            target.push(if target.contains('?') { '&' } else { '?' });
            target.push_str(&query);
        }
        let base = self.shared().base_of(self.parts.operation);
        let base = base.map_err(|message| RequestError::new(name, "base URL", message))?;
        let uri = match &self.parts.other_path {
            Some(_) => format!("{}{target}", base.origin()).parse(),
            None => base.join(&target),
        };
        let uri = uri.map_err(|error| RequestError::new(name, "URL", error.to_string()))?;
        let method = Method::from_bytes(self.method().as_bytes())
            .map_err(|error| RequestError::new(name, "method", error.to_string()))?;
        let mut message = Message {
            method,
            uri,
            headers: self.parts.headers.clone(),
            body: self.parts.body.clone(),
        };
        message.tell_length();
        for (cookie, pairs) in &self.parts.cookies {
            message.push_cookie(pairs).map_err(|error| {
                RequestError::new(name, format!("parameter `{cookie}`"), error.to_string())
            })?;
        }
        Ok(message)
    }
}

/// Method and path template; what is in the request stays there.
impl fmt::Debug for Request {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Request")
            .field("operation", &self.parts.operation.name())
            .field("method", &self.method())
            .field("path", &self.template())
            .finish_non_exhaustive()
    }
}

/// Whether a header holds a credential by its nature.
fn is_sensitive(name: &HeaderName) -> bool {
    [
        header::AUTHORIZATION,
        header::PROXY_AUTHORIZATION,
        header::COOKIE,
    ]
    .contains(name)
        || ["key", "token", "secret"]
            .iter()
            .any(|word| name.as_str().contains(word))
}

/// Whether one of the pairs has that name.
fn has_name(pairs: &str, separator: &str, name: &str) -> bool {
    let mut names = pairs
        .split(separator)
        .filter_map(|pair| pair.trim_start().split('=').next());
    names.any(|one| unescape(one) == name)
}

fn replace(list: &mut Vec<(&'static str, String)>, name: &'static str, text: Option<String>) {
    let place = list.iter().position(|(known, _)| *known == name);
    match (place, text) {
        (Some(place), Some(text)) => {
            if let Some(entry) = list.get_mut(place) {
                entry.1 = text;
            }
        }
        (Some(place), None) => {
            list.remove(place);
        }
        (None, Some(text)) => list.push((name, text)),
        (None, None) => {}
    }
}
