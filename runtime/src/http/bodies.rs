//! Encodes values as bodies of requests.

use bytes::Bytes;

use super::{
    encoding::{self, Encoding},
    file::File,
    multipart,
    request::Request,
    sequence,
};
use crate::{Encode, to_vec};

impl Request {
    /// A body of `application/json`.
    pub fn json(&mut self, value: &dyn Encode) {
        self.json_as("application/json", value);
    }

    /// A body of another media type that is JSON. `null` is a body like any other.
    pub fn json_as(&mut self, media_type: &str, value: &dyn Encode) {
        self.set_body(media_type, Bytes::from(to_vec(value)));
    }

    /// Other JSON in place of the body.
    pub(super) fn set_json_text(&mut self, json: String) {
        match self.body_bytes().is_some_and(|body| !body.is_empty()) {
            true => self.replace_body(Bytes::from(json)),
            false => self.set_body("application/json", Bytes::from(json)),
        }
    }

    /// A body of `application/x-www-form-urlencoded`: one pair for each member, one for each item
    /// of an array, JSON for an object.
    pub fn form(&mut self, value: &dyn Encode) {
        self.form_as(&[], value);
    }

    /// A body of `application/x-www-form-urlencoded`, some of whose members are sent in other ways
    /// than [`form`](Self::form) would.
    pub fn form_as(&mut self, encodings: &[Encoding], value: &dyn Encode) {
        let Some(shape) = self.shape("body", value) else {
            return;
        };
        match encoding::as_form(encodings, &shape) {
            Some(form) => self.set_body("application/x-www-form-urlencoded", Bytes::from(form)),
            None => self.refuse("body", "is not an object, which a form must be"),
        }
    }

    /// A body of several parts, `multipart/form-data` or one like it: a part for each member, one
    /// for each item of an array, JSON for an object, a file for each [`File`].
    pub fn multipart(&mut self, media_type: &str, encodings: &[Encoding], value: &dyn Encode) {
        self.parts(media_type, None, encodings, value);
    }

    /// A body of several parts that all have the same name, a part for each item of an array, or
    /// of one part.
    pub fn multipart_of(
        &mut self,
        media_type: &str,
        part: &str,
        encodings: &[Encoding],
        value: &dyn Encode,
    ) {
        self.parts(media_type, Some(part), encodings, value);
    }

    fn parts(
        &mut self,
        media_type: &str,
        part: Option<&str>,
        encodings: &[Encoding],
        value: &dyn Encode,
    ) {
        if value.is_absent() {
            return;
        }
        match multipart::encode(value, part, encodings) {
            Ok(body) => {
                let media_type = format!("{media_type}; boundary={}", body.boundary);
                self.set_body(&media_type, body.payload);
            }
            Err(message) => self.refuse("body", &message),
        }
    }

    /// A body of JSON values, one for each item of an array: JSON Lines, or JSON text sequences
    /// (RFC 7464).
    pub fn lines<T: Encode>(&mut self, media_type: &str, items: &[T]) {
        let (before, mut body) = (sequence::separator(media_type), Vec::new());
        for item in items {
            body.extend_from_slice(before);
            body.extend_from_slice(&to_vec(item));
            body.push(b'\n');
        }
        self.set_body(media_type, Bytes::from(body));
    }

    /// A body of text.
    pub fn text(&mut self, media_type: &str, text: &str) {
        self.set_body(media_type, Bytes::copy_from_slice(text.as_bytes()));
    }

    /// A body of any kind. The file's own media type comes first, if it has one.
    pub fn bytes(&mut self, media_type: &str, file: File) {
        let media_type = file.own_media_type().unwrap_or(media_type);
        self.set_body(media_type, file.content().clone());
    }

    /// Asks for a response that is sent item by item: sets another Accept header and, if there is
    /// one, the property of the JSON body that turns streaming on.
    pub fn set_stream(&mut self, accept: &'static str, flag: Option<&str>) {
        self.put_header("accept", Some(accept));
        if let Some(flag) = flag
            && let Some(bytes) = self.body_bytes()
            && let Some(body) = sequence::with_flag(bytes, flag)
        {
            self.replace_body(Bytes::from(body));
        }
    }
}
