//! One recorded call as a line of JSON.

use base64::{Engine, engine::general_purpose::STANDARD};
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use serde_json::{Map, Value};

use super::{
    secrets::Secrets,
    seen::{MockRequest, pairs},
};
use crate::http::{media_type, transport::HttpResponse};

/// A call and its response, without secrets.
pub(super) struct Line {
    operation: String,
    method: String,
    /// Without the origin, which the reader has not to know.
    path: String,
    query: Pairs,
    media_type: Option<String>,
    /// None for a body that was read while it was sent.
    body: Option<Content>,
    status: u16,
    headers: Pairs,
    response: Content,
}

type Pairs = Vec<(String, String)>;

/// A body as people read it best.
enum Content {
    Json(Value),
    Form(Pairs),
    Text(String),
    Base64(String),
}

/// The head of a response whose body is still to come.
pub(super) struct Head {
    status: StatusCode,
    headers: HeaderMap,
}

impl Head {
    pub(super) fn of(response: &HttpResponse) -> Self {
        Self {
            status: response.status(),
            headers: response.headers().clone(),
        }
    }
}

impl Line {
    pub(super) fn new(request: &MockRequest, head: &Head, body: &[u8], secrets: &Secrets) -> Self {
        let content = |headers: &HeaderMap, body: &[u8]| Content::of(headers, body, secrets);
        let media_type = request.headers.get(header::CONTENT_TYPE);
        let media_type = media_type.and_then(|value| value.to_str().ok());
        Self {
            operation: request.operation().to_owned(),
            method: request.method.clone(),
            path: secrets.cleaned(&request.path),
            query: secrets.pairs(&request.query),
            media_type: media_type.map(str::to_owned),
            body: request
                .body
                .as_ref()
                .map(|body| content(&request.headers, body)),
            status: head.status.as_u16(),
            headers: secrets.headers(&head.headers),
            response: content(&head.headers, body),
        }
    }

    /// The line as JSON.
    pub(super) fn to_json(&self) -> String {
        let mut request = Map::new();
        let mut put = |name: &str, value: Value| request.insert(name.to_owned(), value);
        put("operation", self.operation.as_str().into());
        put("method", self.method.as_str().into());
        put("path", self.path.as_str().into());
        if !self.query.is_empty() {
            put("query", pairs_to_json(&self.query));
        }
        if let Some(media_type) = &self.media_type {
            put("media_type", media_type.as_str().into());
        }
        if let Some(body) = &self.body {
            put("body", body.to_json());
        }
        let mut response = Map::new();
        response.insert("status".to_owned(), self.status.into());
        response.insert("headers".to_owned(), pairs_to_json(&self.headers));
        response.insert("body".to_owned(), self.response.to_json());
        request.insert("response".to_owned(), response.into());
        Value::Object(request).to_string()
    }

    /// The line that JSON says; none if a member is missing.
    pub(super) fn of_json(json: &Value) -> Option<Self> {
        let text = |name: &str| json.get(name)?.as_str().map(str::to_owned);
        let response = json.get("response")?;
        Some(Self {
            operation: text("operation")?,
            method: text("method")?,
            path: text("path")?,
            query: pairs_of_json(json.get("query")),
            media_type: text("media_type"),
            body: json.get("body").and_then(Content::of_json),
            status: u16::try_from(response.get("status")?.as_u64()?).ok()?,
            headers: pairs_of_json(response.get("headers")),
            response: Content::of_json(response.get("body")?)?,
        })
    }

    /// A request as it would be recorded.
    pub(super) fn of_request(request: &MockRequest, secrets: &Secrets) -> MockRequest {
        let head = Head {
            status: StatusCode::OK,
            headers: HeaderMap::new(),
        };
        Self::new(request, &head, b"", secrets).request()
    }

    /// The request, with the few headers that are recorded.
    pub(super) fn request(&self) -> MockRequest {
        let mut headers = HeaderMap::new();
        let media_type = self.media_type.as_deref();
        if let Some(Ok(value)) = media_type.map(HeaderValue::from_str) {
            headers.insert(header::CONTENT_TYPE, value);
        }
        MockRequest {
            operation: self.operation.clone().into(),
            method: self.method.clone(),
            path: self.path.clone(),
            query: self.query.clone(),
            headers,
            body: self.body.as_ref().map(Content::bytes),
        }
    }

    pub(super) fn response(&self) -> (StatusCode, HeaderMap, Bytes) {
        let status = StatusCode::from_u16(self.status).unwrap_or_default();
        let headers = self.headers.iter().filter_map(|(name, value)| {
            let name = HeaderName::try_from(name).ok()?;
            Some((name, HeaderValue::from_str(value).ok()?))
        });
        (status, headers.collect(), self.response.bytes())
    }
}

impl Content {
    fn of(headers: &HeaderMap, body: &[u8], secrets: &Secrets) -> Self {
        let is_form = media_type::of(headers)
            .is_some_and(|ty| ty.starts_with("application/x-www-form-urlencoded"));
        let text = std::str::from_utf8(body);
        match (serde_json::from_slice(body), text) {
            (Ok(json), _) => Self::Json(secrets.json(json)),
            (_, Ok(text)) if is_form => Self::Form(secrets.pairs(&pairs(Some(text)))),
            (_, Ok(text)) => Self::Text(secrets.cleaned(text)),
            (_, Err(_)) => Self::Base64(STANDARD.encode(body)),
        }
    }

    fn to_json(&self) -> Value {
        let (name, value) = match self {
            Self::Json(json) => ("json", json.clone()),
            Self::Form(pairs) => ("form", pairs_to_json(pairs)),
            Self::Text(text) => ("text", text.as_str().into()),
            Self::Base64(text) => ("base64", text.as_str().into()),
        };
        Value::Object(Map::from_iter([(name.to_owned(), value)]))
    }

    fn of_json(json: &Value) -> Option<Self> {
        let text = |name: &str| json.get(name)?.as_str().map(str::to_owned);
        let form = || Some(Self::Form(pairs_of_json(Some(json.get("form")?))));
        json.get("json")
            .cloned()
            .map(Self::Json)
            .or_else(form)
            .or_else(|| text("text").map(Self::Text))
            .or_else(|| text("base64").map(Self::Base64))
    }

    fn bytes(&self) -> Bytes {
        match self {
            Self::Json(json) => json.to_string().into(),
            Self::Form(pairs) => super::seen::form(pairs).into(),
            Self::Text(text) => text.clone().into(),
            Self::Base64(text) => STANDARD.decode(text).unwrap_or_default().into(),
        }
    }
}

/// `[["name", "value"]]`, as names may come again.
fn pairs_to_json(pairs: &[(String, String)]) -> Value {
    let pair = |(name, value): &(String, String)| Value::from(vec![name.as_str(), value.as_str()]);
    Value::Array(pairs.iter().map(pair).collect())
}

fn pairs_of_json(json: Option<&Value>) -> Pairs {
    let pairs = json.and_then(Value::as_array).into_iter().flatten();
    let pairs = pairs.filter_map(|pair| match pair.as_array()?.as_slice() {
        [name, value] => Some((name.as_str()?.to_owned(), value.as_str()?.to_owned())),
        _ => None,
    });
    pairs.collect()
}
