//! Compact JSON into a byte vector.

use std::{any::Any, fmt};

use super::scan::plain_length;
use crate::wire::{Encode, Tags, object::Field};

/// A function that is shown the members of an object, which are then not written.
pub(crate) type Look<'w> = dyn FnMut(&'static [Field], &[&dyn Encode]) + 'w;

/// A function that takes the values that are not written, with the offset of each.
pub(crate) type Aside<'w> = dyn FnMut(usize, &dyn Any) + 'w;

/// Writes JSON values one after another.
///
/// Members and items take care of the comma before them:
///
/// ```
/// let mut writer = runtime::json::Writer::new();
/// writer.begin_object();
/// writer.name("id");
/// writer.integer(7);
/// writer.name("tags");
/// writer.begin_array();
/// writer.item();
/// writer.string("a");
/// writer.end_array();
/// writer.end_object();
/// assert_eq!(writer.into_bytes(), br#"{"id":7,"tags":["a"]}"#);
/// ```
#[derive(Default)]
pub struct Writer<'w> {
    out: Vec<u8>,
    /// The tags that unions write into the next object, the innermost union first.
    pub(crate) tags: Tags,
    /// The next map writes its members only, since it is part of an object.
    pub(crate) rest: bool,
    pub(crate) look: Option<&'w mut Look<'w>>,
    aside: Option<&'w mut Aside<'w>>,
}

impl<'w> Writer<'w> {
    /// An empty writer.
    pub fn new() -> Self {
        Self {
            out: Vec::with_capacity(256),
            ..Self::default()
        }
    }

    /// A writer that shows the members of the first object to a function and writes nothing.
    pub(crate) fn looking(look: &'w mut Look<'w>) -> Self {
        Self {
            look: Some(look),
            ..Self::default()
        }
    }

    /// A writer that hands values over that can be [set aside](Self::set_aside).
    pub(crate) fn setting_aside(aside: &'w mut Aside<'w>) -> Self {
        Self {
            aside: Some(aside),
            ..Self::default()
        }
    }

    /// Hands the value over that would be written next; false where nobody takes it.
    pub(crate) fn set_aside(&mut self, value: &dyn Any) -> bool {
        let at = self.out.len();
        match &mut self.aside {
            Some(aside) => aside(at, value),
            None => return false,
        }
        true
    }

    /// What was written.
    pub fn into_bytes(self) -> Vec<u8> {
        self.out
    }

    /// What was written, as text.
    pub fn into_string(self) -> String {
        // Only whole strings and ASCII are written, so nothing is ever replaced.
        String::from_utf8(self.out)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
    }

    /// What was written so far.
    pub fn as_bytes(&self) -> &[u8] {
        &self.out
    }

    /// Removes what was written after this many bytes.
    pub(crate) fn truncate(&mut self, length: usize) {
        self.out.truncate(length);
    }

    /// Writes `null`.
    #[inline]
    pub fn null(&mut self) {
        self.out.extend_from_slice(b"null");
    }

    /// Writes `true` or `false`.
    #[inline]
    pub fn boolean(&mut self, value: bool) {
        let text: &[u8] = if value { b"true" } else { b"false" };
        self.out.extend_from_slice(text);
    }

    /// Writes an integer.
    #[inline]
    pub fn integer(&mut self, value: impl itoa::Integer) {
        self.out
            .extend_from_slice(itoa::Buffer::new().format(value).as_bytes());
    }

    /// Writes a float: an integral one up to 2^53 without a point, infinities and NaN, which JSON
    /// does not know, as `null`.
    #[inline]
    pub fn float(&mut self, value: f64) {
        const EXACT: f64 = 9_007_199_254_740_992.0;
        #[expect(
            clippy::cast_possible_truncation,
            reason = "checked to be integral and small"
        )]
        let whole = value as i64;
        #[expect(
            clippy::cast_precision_loss,
            reason = "compared with what it came from"
        )]
        let integral = value.abs() <= EXACT && whole as f64 == value;
        if integral && (whole != 0 || value.is_sign_positive()) {
            self.integer(whole);
        } else {
            self.fraction(value);
        }
    }

    /// [`float`](Self::float) of 32 bits.
    #[inline]
    pub fn float32(&mut self, value: f32) {
        let wide = f64::from(value);
        if wide.fract() == 0.0 && wide != 0.0 && wide.abs() < 16_777_216.0 {
            self.float(wide);
        } else {
            self.fraction(value);
        }
    }

    fn fraction(&mut self, value: impl zmij::Float) {
        let mut buffer = zmij::Buffer::new();
        let text = buffer.format(value);
        // "NaN", "inf" and "-inf" are the only ones that end with a letter.
        if text.ends_with(|last: char| last.is_ascii_alphabetic()) {
            return self.null();
        }
        self.raw(
            text.strip_suffix(".0")
                .filter(|text| *text != "-0")
                .unwrap_or(text),
        );
    }

    /// Writes a string in quotes, escaped where it must be.
    #[inline]
    pub fn string(&mut self, text: &str) {
        self.out.reserve(text.len() + 2);
        self.out.push(b'"');
        let bytes = text.as_bytes();
        if plain_length(bytes) == bytes.len() {
            self.out.extend_from_slice(bytes);
        } else {
            self.escaped(bytes);
        }
        self.out.push(b'"');
    }

    #[cold]
    fn escaped(&mut self, mut bytes: &[u8]) {
        loop {
            let (plain, rest) = bytes.split_at(plain_length(bytes));
            self.out.extend_from_slice(plain);
            let Some((special, rest)) = rest.split_first() else {
                return;
            };
            match special {
                b'"' => self.out.extend_from_slice(b"\\\""),
                b'\\' => self.out.extend_from_slice(b"\\\\"),
                b'\n' => self.out.extend_from_slice(b"\\n"),
                b'\r' => self.out.extend_from_slice(b"\\r"),
                b'\t' => self.out.extend_from_slice(b"\\t"),
                8 => self.out.extend_from_slice(b"\\b"),
                12 => self.out.extend_from_slice(b"\\f"),
                other => self
                    .out
                    .extend_from_slice(format!("\\u{other:04x}").as_bytes()),
            }
            bytes = rest;
        }
    }

    /// Writes text that is JSON already.
    #[inline]
    pub fn raw(&mut self, json: &str) {
        self.out.extend_from_slice(json.as_bytes());
    }

    /// Opens an array.
    #[inline]
    pub fn begin_array(&mut self) {
        self.tags.take();
        self.out.push(b'[');
    }

    /// Writes the comma before an item, unless it is the first.
    #[inline]
    pub fn item(&mut self) {
        if self.out.last() != Some(&b'[') {
            self.out.push(b',');
        }
    }

    /// Closes an array.
    #[inline]
    pub fn end_array(&mut self) {
        self.out.push(b']');
    }

    /// Opens an object.
    #[inline]
    pub fn begin_object(&mut self) {
        self.out.push(b'{');
    }

    /// Writes the name of a member, with the comma before it and the colon after it.
    #[inline]
    pub fn name(&mut self, name: &str) {
        if self.out.last() != Some(&b'{') {
            self.out.push(b',');
        }
        self.string(name);
        self.out.push(b':');
    }

    /// Closes an object.
    #[inline]
    pub fn end_object(&mut self) {
        self.out.push(b'}');
    }
}

impl fmt::Debug for Writer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Writer")
            .field(&String::from_utf8_lossy(&self.out))
            .finish()
    }
}
