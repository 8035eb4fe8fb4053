//! Bodies of several parts (RFC 2046 section 5.1), as they are received.

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, header};

use super::{
    charset,
    decode_error::DecodeError,
    media_type::parameter,
    response::{FromResponse, RawResponse},
};
use crate::{JsonError, Wire, wire::BodyKind};

/// One part of a body.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Part {
    /// Its own headers.
    pub headers: HeaderMap,
    /// Its content, as it came.
    pub body: Bytes,
}

impl Part {
    /// The name of the form's field (RFC 7578, section 4.2).
    pub fn name(&self) -> Option<String> {
        self.parameter(&header::CONTENT_DISPOSITION, "name")
    }

    /// The name of the file.
    pub fn file_name(&self) -> Option<String> {
        self.parameter(&header::CONTENT_DISPOSITION, "filename")
    }

    /// The media type; without one the part is plain text.
    pub fn media_type(&self) -> Option<&str> {
        self.headers.get(header::CONTENT_TYPE)?.to_str().ok()
    }

    /// The content, read as JSON; as it is for [`Bytes`] and [`Text`](crate::Text).
    ///
    /// # Errors
    ///
    /// It does not fit the type.
    pub fn read<T: Wire>(&self) -> Result<T, JsonError> {
        match T::body_kind() {
            BodyKind::Text => T::from_body(self.text().map_err(JsonError::custom)?),
            BodyKind::Json | BodyKind::String | BodyKind::Bytes => T::from_body(self.body.clone()),
        }
    }

    fn text(&self) -> Result<Bytes, String> {
        let media_type = self.media_type().unwrap_or_default();
        charset::to_utf8(&self.body, parameter(media_type, "charset").as_deref())
    }

    fn parameter(&self, header: &HeaderName, name: &str) -> Option<String> {
        let value = self.headers.get(header)?;
        parameter(&String::from_utf8_lossy(value.as_bytes()), name)
    }
}

/// The parts of a body that has several, `multipart/form-data`, `multipart/mixed` and their like.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Parts(pub Vec<Part>);

impl Parts {
    /// The first part that is the form's field of this name.
    pub fn named(&self, name: &str) -> Option<&Part> {
        self.0
            .iter()
            .find(|part| part.name().as_deref() == Some(name))
    }
}

impl FromResponse for Parts {
    fn from_response(response: &RawResponse) -> Result<Self, DecodeError> {
        let body = response.whole()?;
        let media_type = response.headers().get(header::CONTENT_TYPE);
        let media_type = media_type.and_then(|value| value.to_str().ok());
        let boundary = media_type.and_then(|value| parameter(value, "boundary"));
        let boundary =
            boundary.ok_or_else(|| response.decode_error("has no boundary between its parts"))?;
        split(body, &boundary).ok_or_else(|| response.decode_error("has parts without an end"))
    }
}

/// No parts where there is no body.
impl FromResponse for Option<Parts> {
    fn from_response(response: &RawResponse) -> Result<Self, DecodeError> {
        match response.whole()?.is_empty() {
            true => Ok(None),
            false => Parts::from_response(response).map(Some),
        }
    }
}

/// The parts between the boundaries; none where the last one is missing.
fn split(body: &Bytes, boundary: &str) -> Option<Parts> {
    let delimiter = format!("--{boundary}");
    let mut parts = Vec::new();
    let mut at = match body.starts_with(delimiter.as_bytes()) {
        true => delimiter.len(),
        false => find(body, 0, &format!("\r\n{delimiter}"))? + 2 + delimiter.len(),
    };
    loop {
        if body.get(at..)?.starts_with(b"--") {
            return Some(Parts(parts));
        }
        let start = find(body, at, "\r\n")? + 2;
        let end = find(body, start.saturating_sub(2), &format!("\r\n{delimiter}"))?;
        parts.push(part(body.slice(start..end.max(start))));
        at = end + 2 + delimiter.len();
    }
}

fn find(body: &Bytes, from: usize, text: &str) -> Option<usize> {
    let rest = body.get(from..)?;
    let mut windows = rest.windows(text.len());
    Some(from + windows.position(|window| window == text.as_bytes())?)
}

fn part(content: Bytes) -> Part {
    let (head, body) = match find(&content, 0, "\r\n\r\n") {
        _ if content.starts_with(b"\r\n") => (Bytes::new(), content.slice(2..)),
        Some(end) => (content.slice(..end), content.slice(end + 4..)),
        None => (content, Bytes::new()),
    };
    let head = String::from_utf8_lossy(&head).into_owned();
    let headers = head.split("\r\n").filter_map(|line| {
        let (name, value) = line.split_once(':')?;
        let name = HeaderName::try_from(name.trim()).ok()?;
        Some((name, HeaderValue::from_bytes(value.trim().as_bytes()).ok()?))
    });
    Part {
        headers: headers.collect(),
        body,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_found_between_boundaries() {
        let body = "before\r\n--b x\r\nContent-Disposition: form-data; name=\"a\\\"\"; \
                    filename=f.txt\r\nContent-Type: text/plain\r\n\r\n1\r\n--b\r\n\r\n--b x  \r\n\
                    \r\n\r\n--b x--after";
        let parts = split(&Bytes::from(body), "b x").unwrap();
        let [first, second] = &parts.0[..] else {
            panic!("{parts:?}")
        };
        assert_eq!(first.name().as_deref(), Some("a\""));
        assert_eq!(first.file_name().as_deref(), Some("f.txt"));
        assert_eq!(first.media_type(), Some("text/plain"));
        assert_eq!(&first.body[..], b"1\r\n--b\r\n");
        assert_eq!((second.headers.len(), second.body.len()), (0, 0));
        assert_eq!(parts.named("a\""), Some(first));
    }

    #[test]
    fn what_does_not_end_is_not_whole() {
        for body in ["", "--b", "--b\r\n", "--b\r\n\r\nx", "b--"] {
            assert_eq!(split(&Bytes::from(body), "b"), None, "{body}");
        }
        assert_eq!(split(&Bytes::from("--b--"), "b"), Some(Parts::default()));
    }
}
