//! Responses, raw and decoded.

use std::{
    borrow::Cow,
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;

use super::{
    charset, decode_error::DecodeError, incoming::Incoming, markup, media_type,
    operation::Operation, reading::Reading, status_range, texts::Texts,
};
use crate::{JsonError, Secret, Wire, to_vec, wire::BodyKind};

/// A successful response with everything that came with it.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Response<T> {
    /// The status: 200 to 299, or one that the description names as a result.
    pub status: u16,
    /// The headers, as they came.
    pub headers: HeaderMap,
    /// The decoded body.
    pub body: T,
}

/// Without the headers, which may hold cookies.
impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Response")
            .field("status", &self.status)
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

/// A response before its body is decoded.
#[derive(Clone)]
pub struct RawResponse {
    pub(super) operation: &'static Operation,
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    /// The body says that it is an error, whatever the status.
    is_error: bool,
    /// Why the body is not whole.
    broken: Option<String>,
    /// A hint about the reason of an error.
    hint: Option<Arc<str>>,
    /// What the request proved the caller with: not to be shown.
    secrets: Option<Arc<[Secret]>>,
    pub(super) reading: Reading,
    /// The body of a success that is read later.
    rest: Option<Arc<Mutex<Option<Incoming>>>>,
}

impl RawResponse {
    pub(super) fn new(
        operation: &'static Operation,
        status: StatusCode,
        headers: HeaderMap,
        body: Bytes,
    ) -> Self {
        Self {
            operation,
            status,
            headers,
            body,
            is_error: false,
            broken: None,
            hint: None,
            secrets: None,
            reading: Reading::default(),
            rest: None,
        }
    }

    pub(super) fn hinted(mut self, hint: Option<Arc<str>>) -> Self {
        self.hint = hint;
        self
    }

    /// Sets by which rules it is read.
    pub(super) fn read_by(mut self, mut reading: Reading) -> Self {
        reading.error_shape = self.operation.error_shape_or(reading.error_shape);
        self.is_error = reading.finds_error(&self.body);
        self.reading = reading;
        self
    }

    pub(super) fn hint(&self) -> Option<&str> {
        self.hint.as_deref()
    }

    pub(super) fn broken(mut self, why: String) -> Self {
        self.broken = Some(why);
        self
    }

    pub(super) fn with_secrets(mut self, secrets: Vec<Secret>) -> Self {
        self.secrets = Some(secrets.into());
        self
    }

    pub(super) fn secrets(&self) -> &[Secret] {
        self.secrets.as_deref().unwrap_or_default()
    }

    pub(super) fn followed_by(mut self, rest: Incoming) -> Self {
        self.rest = Some(Arc::new(Mutex::new(Some(rest))));
        self
    }

    /// The body that is still to be read, for the first one who asks.
    pub(super) fn take_rest(&self) -> Option<Incoming> {
        let rest = self.rest.as_ref()?;
        rest.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// The same response with a part of its body in place of all of it.
    pub(super) fn with_body(&self, body: Bytes) -> Self {
        Self {
            body,
            rest: None,
            ..self.clone()
        }
    }

    /// The status.
    pub fn status(&self) -> u16 {
        self.status.as_u16()
    }

    /// The headers, as they came.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body, decompressed.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// The body as text, in the encoding that the response says; bytes that are no text in it are
    /// replaced.
    pub fn text(&self) -> Cow<'_, str> {
        match charset::to_utf8(&self.body, self.charset().as_deref()) {
            Ok(text) => Cow::Owned(String::from_utf8_lossy(&text).into_owned()),
            Err(_) => String::from_utf8_lossy(&self.body),
        }
    }

    /// The body as JSON, read into any type that can be deserialized.
    ///
    /// # Errors
    ///
    /// The body does not fit.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        serde_json::from_slice(self.whole()?).map_err(|error| self.decode_error(error.to_string()))
    }

    /// The one of `patterns` that describes this response best: `"404"`, `"4XX"` or `"default"`,
    /// with a media type behind it where that decides (`"404 text/plain"`).
    pub fn select(&self, patterns: &[&'static str]) -> Option<&'static str> {
        status_range::best(patterns, self.status(), self.media_type())
    }

    /// An error that says that the description names no body for the status.
    pub fn undocumented(&self) -> DecodeError {
        self.decode_error("the description names no body for this status")
    }

    /// Whether the type of the operation's error describes this response.
    pub(super) fn is_described_error(&self) -> bool {
        let described = self.operation.described_errors();
        self.is_error || described.is_none_or(|statuses| self.select(statuses).is_some())
    }

    /// An error that says that the body does not fit.
    pub fn json_error(&self, error: &JsonError) -> DecodeError {
        let place = error.line().zip(error.column());
        DecodeError::new(self.clone(), error.path(), error.message(), place)
    }

    /// An error about the body as a whole.
    pub(super) fn decode_error(&self, message: impl Into<String>) -> DecodeError {
        DecodeError::new(self.clone(), String::new(), message.into(), None)
    }

    /// The body, if it came whole.
    pub(super) fn whole(&self) -> Result<&Bytes, DecodeError> {
        match &self.broken {
            None => Ok(&self.body),
            Some(why) => Err(self.decode_error(why)),
        }
    }

    /// Whether the response is a result of the call: its status is 200 to 299, or one that the
    /// operation names, and its body is not the one of an error.
    pub fn is_success(&self) -> bool {
        !self.is_error && self.operation.is_result(self.status)
    }

    /// Whether the request was one that changes something, and was carried out.
    pub(super) fn has_changed_something(&self) -> bool {
        let reads = ["", "GET", "HEAD", "OPTIONS", "QUERY", "TRACE"];
        self.status.is_success() && !reads.contains(&self.operation.method())
    }

    pub(super) fn is_unauthorized(&self) -> bool {
        self.status == StatusCode::UNAUTHORIZED
    }

    pub(super) fn status_code(&self) -> StatusCode {
        self.status
    }

    pub(super) fn operation(&self) -> &'static str {
        self.operation.name()
    }

    pub(super) fn media_type(&self) -> Option<&str> {
        media_type::of(&self.headers)
    }

    /// The JSON that the body can be read as, and a second reading for when the first does not fit.
    ///
    /// `check` says why JSON does not fit the type; nothing where it does.
    fn readings(
        &self,
        kind: BodyKind,
        check: &dyn Fn(Bytes) -> Option<JsonError>,
    ) -> Result<(Bytes, Option<Bytes>), DecodeError> {
        let body = self.whole()?.clone();
        if body.is_empty() {
            return Ok((body, Some(Bytes::from_static(b"null"))));
        }
        let charset = self.charset();
        let charset = charset.as_deref();
        let text =
            || charset::to_utf8(&body, charset).map_err(|message| self.decode_error(message));
        let is_other = charset.is_some_and(|name| !charset::is_utf8(name));
        match kind {
            BodyKind::Bytes => Ok((body, None)),
            BodyKind::Text if self.is_unexpected_json() => Ok((self.text_of_json(text()?)?, None)),
            BodyKind::Text => Ok((text()?, None)),
            BodyKind::String if self.is_plain_text() => Ok((quoted(&text()?), Some(body))),
            BodyKind::Json if self.is_plain_text() => {
                let text = text()?;
                let string = quoted(text.trim_ascii());
                Ok((text, Some(string)))
            }
            BodyKind::Json if self.is_form() => {
                let form = text()?;
                let form = Texts::of_form(&String::from_utf8_lossy(&form));
                Ok((form.to_json(check), Some(body)))
            }
            BodyKind::Json | BodyKind::String if is_other => {
                Ok((charset::to_utf8(&body, charset).unwrap_or(body), None))
            }
            BodyKind::Json | BodyKind::String => Ok((body, None)),
        }
    }

    /// The encoding of the text: as the media type says, else as a document of XML says itself
    /// (RFC 7303, section 3).
    fn charset(&self) -> Option<String> {
        let media_type = self.media_type()?;
        let declared = || {
            let is_xml = media_type::is_xml(media_type);
            is_xml.then(|| markup::declared_encoding(&self.body))?
        };
        media_type::parameter(media_type, "charset").or_else(declared)
    }

    fn is_form(&self) -> bool {
        let essence = self.media_type().map(media_type::essence);
        essence.is_some_and(|ty| ty.eq_ignore_ascii_case("application/x-www-form-urlencoded"))
    }

    /// Whether the body is text and may be: the operation asks for such.
    fn is_plain_text(&self) -> bool {
        let accept = self.operation.accepted().unwrap_or_default();
        self.media_type().is_some_and(|media_type| {
            let is_text = media_type
                .get(..5)
                .is_some_and(|kind| kind.eq_ignore_ascii_case("text/"));
            is_text && !media_type::is_json(media_type) && media_type::is_named(media_type, accept)
        })
    }

    /// An error that says why the body cannot be read.
    fn unread(&self, kind: BodyKind, error: &JsonError) -> DecodeError {
        if self.body.is_empty() {
            return self.decode_error("is empty");
        }
        let is_json = matches!(kind, BodyKind::Json | BodyKind::String);
        let mut media_type = self
            .media_type()
            .filter(|_| is_json && error.path().is_empty());
        match media_type.take_if(|media_type| !media_type::is_json(media_type)) {
            Some(other) if !self.is_plain_text() => {
                let other = media_type::essence(other);
                self.decode_error(format!("is {other}, not JSON: {}", error.message()))
            }
            _ => self.json_error(error),
        }
    }
}

/// Text as a string of JSON.
fn quoted(text: &[u8]) -> Bytes {
    to_vec(&String::from_utf8_lossy(text)).into()
}

/// Without headers and body, which may hold secrets.
impl fmt::Debug for RawResponse {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("RawResponse")
            .field("operation", &self.operation())
            .field("status", &self.status())
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish_non_exhaustive()
    }
}

/// What the body of a response can be decoded into.
///
/// Types that implement [`Wire`] are read as JSON, or as plain text where the operation accepts it
/// and the response is some; [`Bytes`] and [`Text`](crate::Text) are taken as they come; `()`
/// ignores the body. An empty body is read as `null`, where the type has one.
pub trait FromResponse: Sized {
    /// Whether the body is read by what it is decoded into, while it arrives.
    const STREAMED: bool = false;

    /// Whether a response of any status is read, or only that of a success.
    const ANY_STATUS: bool = false;

    /// Decodes the body.
    ///
    /// # Errors
    ///
    /// The body does not fit, or did not come whole.
    fn from_response(response: &RawResponse) -> Result<Self, DecodeError>;
}

impl<T: Wire> FromResponse for T {
    #[inline]
    fn from_response(response: &RawResponse) -> Result<Self, DecodeError> {
        let check = |body| T::from_body(body).err();
        let (first, second) = response.readings(T::body_kind(), &check)?;
        let mut read = response.read(first);
        if let Some(second) = second.filter(|_| read.is_err()) {
            read = T::from_body(second);
        }
        read.map_err(|error| response.unread(T::body_kind(), &error))
    }
}

impl<T: FromResponse> FromResponse for Response<T> {
    const STREAMED: bool = T::STREAMED;
    const ANY_STATUS: bool = T::ANY_STATUS;

    #[inline]
    fn from_response(response: &RawResponse) -> Result<Self, DecodeError> {
        Ok(Self {
            status: response.status(),
            headers: response.headers().clone(),
            body: T::from_response(response)?,
        })
    }
}

/// Undecoded, whatever the status is.
impl FromResponse for RawResponse {
    const ANY_STATUS: bool = true;

    fn from_response(response: &RawResponse) -> Result<Self, DecodeError> {
        response.whole()?;
        Ok(response.clone())
    }
}
