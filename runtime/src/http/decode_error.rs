//! The error of decoding a body.

use std::{error::Error as StdError, fmt, sync::Arc};

use bytes::Bytes;
use http::HeaderMap;

use super::response::RawResponse;

/// A body that does not fit the type that the description gives it.
#[derive(Clone)]
pub struct DecodeError {
    inner: Arc<Inner>,
}

struct Inner {
    raw: RawResponse,
    path: String,
    message: String,
    /// Line and column.
    place: Option<(usize, usize)>,
    /// Number and offset of the item of a stream.
    item: Option<(u64, u64)>,
}

impl DecodeError {
    pub(super) fn new(
        raw: RawResponse,
        path: String,
        message: String,
        place: Option<(usize, usize)>,
    ) -> Self {
        Self {
            inner: Arc::new(Inner {
                raw,
                path,
                message,
                place,
                item: None,
            }),
        }
    }

    /// The same of one item of a stream.
    pub(super) fn in_item(mut self, number: u64, offset: u64) -> Self {
        if let Some(inner) = Arc::get_mut(&mut self.inner) {
            inner.item = Some((number, offset));
        }
        self
    }

    /// Which item of a stream it is, counted from 0.
    pub fn item(&self) -> Option<u64> {
        self.inner.item.map(|(number, _)| number)
    }

    /// How many bytes of the stream came before the item.
    pub fn offset(&self) -> Option<u64> {
        self.inner.item.map(|(_, offset)| offset)
    }

    /// Where in the body it is: `errors[0].status`; empty for the body as a whole.
    pub fn path(&self) -> &str {
        &self.inner.path
    }

    /// What was expected there and what was found.
    pub fn message(&self) -> &str {
        &self.inner.message
    }

    pub(super) fn response(&self) -> &RawResponse {
        &self.inner.raw
    }

    /// The status of the response.
    pub fn status(&self) -> u16 {
        self.inner.raw.status()
    }

    /// The headers of the response.
    pub fn headers(&self) -> &HeaderMap {
        self.inner.raw.headers()
    }

    /// The body as it came, decompressed; of a stream the item only.
    pub fn raw(&self) -> &Bytes {
        self.inner.raw.body()
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("DecodeError")
            .field("operation", &self.inner.raw.operation())
            .field("status", &self.status())
            .field("path", &self.path())
            .field("message", &self.message())
            .finish_non_exhaustive()
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner {
            raw,
            path,
            message,
            place,
            item,
        } = &*self.inner;
        write!(
            formatter,
            "`{}`: body of status {}: ",
            raw.operation(),
            raw.status()
        )?;
        if let Some((number, offset)) = item {
            write!(formatter, "item {number} at byte {offset}: ")?;
        }
        if path.is_empty() {
            Ok(())
        } else {
            write!(formatter, "{path}: ")
        }?;
        formatter.write_str(message)?;
        if let Some((line, column)) = place {
            write!(formatter, " (line {line}, column {column})")?;
        }
        match raw.has_changed_something() {
            true => formatter.write_str("; the server has carried out the request"),
            false => Ok(()),
        }
    }
}

impl StdError for DecodeError {}
