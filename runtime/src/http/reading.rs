//! By which rules responses are read, and who is told of what these tolerate.

use std::sync::Arc;

use bytes::Bytes;

use super::{
    decode_error::DecodeError,
    drift::{Drift, OnDrift},
    error_shape::ErrorShape,
    media_type,
    response::RawResponse,
    trace,
};
use crate::{
    DriftKind, JsonError, Tolerance, Wire, from_slice,
    wire::{BodyKind, Found, Rules, read_by},
};

/// How responses are read.
#[derive(Clone, Default)]
pub(super) struct Reading {
    pub(super) tolerance: Tolerance,
    pub(super) on_drift: Option<OnDrift>,
    /// Of bodies and items that are errors although the status is one of success.
    pub(super) error_shape: Option<ErrorShape>,
}

impl Reading {
    /// Whether a body, or an item of a stream, says that it is an error.
    pub(super) fn finds_error(&self, body: &[u8]) -> bool {
        self.error_shape.is_some_and(|shape| shape.fits(body))
    }

    /// The rules of the reader.
    pub(super) fn rules(&self) -> Rules {
        Rules::new(
            self.tolerance,
            self.on_drift.is_some() || trace::hears_drift(),
        )
    }

    /// Tells one more.
    pub(super) fn tell_also(&mut self, tell: impl Fn(&Drift) + Send + Sync + 'static) {
        let before = self.on_drift.take();
        self.on_drift = Some(Arc::new(move |drift| {
            if let Some(before) = &before {
                before(drift);
            }
            tell(drift);
        }));
    }

    /// Tells of each. `whole` is the response that all of it was found in.
    #[cold]
    pub(super) fn tell(&self, whole: &Drift, found: Vec<Found>) {
        for found in found {
            let drift = Drift {
                kind: found.kind,
                path: within(&whole.path, &found.path),
                expected: found.expected,
                found: found.found,
                ..whole.clone()
            };
            trace::drift(&drift);
            if let Some(on_drift) = &self.on_drift {
                on_drift(&drift);
            }
        }
    }
}

impl RawResponse {
    /// Reads the body, or something of it, by the rules of the client. Whoever wants to know is told
    /// of what these tolerate.
    #[inline]
    pub(super) fn read<T: Wire>(&self, body: Bytes) -> Result<T, JsonError> {
        self.read_at("", body)
    }

    /// The same of a part of the body that stands at this path.
    #[inline]
    pub(super) fn read_at<T: Wire>(&self, path: &str, body: Bytes) -> Result<T, JsonError> {
        let is_json = matches!(T::body_kind(), BodyKind::Json | BodyKind::String);
        // What an empty body and `null` are is for the type to say.
        if !is_json || body.is_empty() || &*body == b"null" {
            return T::from_body(body);
        }
        let mut value = T::vacant();
        self.read_json(path, &body, &mut value)?;
        Ok(value)
    }

    fn read_json(&self, path: &str, json: &[u8], value: &mut dyn Wire) -> Result<(), JsonError> {
        let found = read_by(self.reading.rules(), json, value)?;
        if !found.is_empty() {
            self.tell(path, found);
        }
        Ok(())
    }

    /// Whether the body says that it is JSON, which the operation does not ask for.
    pub(super) fn is_unexpected_json(&self) -> bool {
        let accept = self.operation.accepted().unwrap_or_default();
        self.media_type()
            .is_some_and(|own| media_type::is_json(own) && !media_type::is_named(own, accept))
    }

    /// The text in a string of JSON, where that is tolerated; other JSON as it is.
    #[cold]
    pub(super) fn text_of_json(&self, json: Bytes) -> Result<Bytes, DecodeError> {
        let Ok(text) = from_slice::<String>(&json) else {
            return Ok(json);
        };
        if !self.reading.tolerance.tolerates(DriftKind::JsonForText) {
            return Err(self.decode_error("is application/json, not text"));
        }
        self.tell_of_whole(DriftKind::JsonForText, "text", &json);
        Ok(text.into())
    }

    /// Tells that the body as a whole is another one than expected.
    fn tell_of_whole(&self, kind: DriftKind, expected: &str, body: &[u8]) {
        let found = Found {
            kind,
            path: String::new(),
            expected: expected.to_owned(),
            found: JsonError::shorten(&String::from_utf8_lossy(body)),
        };
        self.tell("", vec![found]);
    }

    #[cold]
    fn tell(&self, path: &str, found: Vec<Found>) {
        let media_type = self.media_type().map(media_type::essence);
        let whole = Drift {
            operation: self.operation.name(),
            method: self.operation.method(),
            template: self.operation.path(),
            status: self.status(),
            media_type: media_type.unwrap_or_default().to_owned(),
            kind: DriftKind::UnknownMember,
            path: path.to_owned(),
            expected: String::new(),
            found: String::new(),
        };
        self.reading.tell(&whole, found);
    }
}

/// A path in a value that stands at a path itself.
pub(super) fn within(holder: &str, inner: &str) -> String {
    match inner.starts_with('[') || inner.is_empty() || holder.is_empty() {
        true => format!("{holder}{inner}"),
        false => format!("{holder}.{inner}"),
    }
}
