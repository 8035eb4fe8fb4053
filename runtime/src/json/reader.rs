//! A pull parser: the caller says what it expects, the reader gives it or says what it found.

use std::borrow::Cow;

use super::Kind;
use super::scan::plain_length;
use crate::wire::{JsonError, Memory, ReadTag, Rules};

/// Reads JSON values one after another from a slice.
///
/// The whole input is checked to be UTF-8 when the reader is made; a byte order mark at its start
/// is skipped. Strings without escapes are borrowed from it. Values may be nested 128 deep, unless
/// [`depth_limit`](Self::depth_limit) says otherwise.
///
/// ```
/// use runtime::json::Reader;
///
/// let mut reader = Reader::new(br#"{"id": 7, "tags": ["a"]}"#)?;
/// let mut more = reader.begin_object()?;
/// while more {
///     match &*reader.name()? {
///         "id" => assert_eq!(reader.number()?, "7"),
///         _ => reader.skip()?,
///     }
///     more = reader.next_member()?;
/// }
/// reader.end()?;
/// # Ok::<(), runtime::JsonError>(())
/// ```
#[derive(Debug)]
pub struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    /// How many more values may be opened.
    pub(super) depth: u32,
    pub(crate) mode: Mode<'a>,
    pub(crate) rules: Rules,
    /// How many members and constants were not known to the types they were read into.
    pub(crate) misses: usize,
    /// What was learned while reading; kept when the reader goes back.
    pub(crate) memory: Option<Box<Memory>>,
}

/// What the reader of an object tells the readers of its members.
#[derive(Debug, Default)]
pub(crate) struct Mode<'a> {
    /// The member is absent; the reader holds `null` in its place.
    pub(crate) absent: bool,
    /// The value to be overwritten is not vacant.
    pub(crate) dirty: bool,
    /// The member that the map of remaining members is to take in.
    pub(crate) rest: Option<Cow<'a, str>>,
    /// The member that a union has read already.
    pub(crate) tag: Option<ReadTag>,
}

/// A place to come back to.
#[derive(Debug, Clone, Copy)]
pub struct Mark {
    at: usize,
    depth: u32,
}

impl<'a> Reader<'a> {
    /// A reader at the start of the input.
    pub fn new(bytes: &'a [u8]) -> Result<Self, JsonError> {
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Self::of_text(text)),
            Err(error) => Err(JsonError::syntax("invalid UTF-8", error.valid_up_to())),
        }
    }

    /// A reader at the start of a text.
    pub fn of_text(text: &'a str) -> Self {
        let at = if text.starts_with('\u{feff}') { 3 } else { 0 };
        Self {
            text,
            at,
            depth: 128,
            mode: Mode::default(),
            rules: Rules::default(),
            misses: 0,
            memory: None,
        }
    }

    /// Sets how deep values may be nested from here on.
    pub fn depth_limit(&mut self, limit: u32) {
        self.depth = limit;
    }

    /// What stands for a member that is absent: `null`, and known not to be there.
    pub(crate) fn absent() -> Self {
        let mut reader = Self::of_text("null");
        reader.mode.absent = true;
        reader
    }

    /// What stands for an absent member is no value of its own.
    ///
    /// # Errors
    /// The member is absent.
    #[inline]
    pub(crate) fn present(&mut self) -> Result<(), JsonError> {
        match self.mode.absent {
            true => Err(self.expected("a value")),
            false => Ok(()),
        }
    }

    /// The byte at the current place; NUL, which stands nowhere in JSON, at the end.
    #[inline]
    pub(super) fn byte(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    /// All of the input.
    pub(crate) fn text(&self) -> &'a str {
        self.text
    }

    #[inline]
    pub(super) fn slice(&self, from: usize, to: usize) -> &'a str {
        self.text.get(from..to).unwrap_or_default()
    }

    #[inline]
    pub(super) fn rest_bytes(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    /// Skips whitespace and returns the byte after it.
    #[inline]
    pub(crate) fn peek_byte(&mut self) -> u8 {
        let byte = self.byte();
        if byte > b' ' {
            byte
        } else {
            self.skip_whitespace()
        }
    }

    fn skip_whitespace(&mut self) -> u8 {
        loop {
            match self.byte() {
                b' ' | b'\n' | b'\r' | b'\t' => self.at += 1,
                byte => return byte,
            }
        }
    }

    /// Type of the next value.
    #[inline]
    pub fn peek(&mut self) -> Result<Kind, JsonError> {
        let byte = self.peek_byte();
        Kind::of(byte).ok_or_else(|| self.syntax("expected a value"))
    }

    /// Byte offset of the current place.
    #[inline]
    pub fn offset(&self) -> usize {
        self.at
    }

    /// Marks the current place.
    #[inline]
    pub fn mark(&self) -> Mark {
        Mark {
            at: self.at,
            depth: self.depth,
        }
    }

    /// Goes to a place at the same depth.
    pub(crate) fn go_to(&mut self, offset: usize) {
        self.at = offset;
    }

    /// Goes back to a marked place.
    #[inline]
    pub fn rewind(&mut self, mark: Mark) {
        self.at = mark.at;
        self.depth = mark.depth;
    }

    /// Reads `null` if it comes next.
    #[inline]
    pub fn null(&mut self) -> Result<bool, JsonError> {
        if self.peek_byte() != b'n' {
            return Ok(false);
        }
        self.word("null").map(|()| true)
    }

    /// Reads `true` or `false`.
    #[inline]
    pub fn boolean(&mut self) -> Result<bool, JsonError> {
        match self.peek_byte() {
            b't' => self.word("true").map(|()| true),
            b'f' => self.word("false").map(|()| false),
            _ => self.boolean_as_text(),
        }
    }

    #[inline]
    pub(super) fn word(&mut self, word: &'static str) -> Result<(), JsonError> {
        if !self.rest_bytes().starts_with(word.as_bytes()) {
            return Err(self.syntax("expected a value"));
        }
        self.at += word.len();
        Ok(())
    }

    /// Reads a string; borrowed when it holds no escape.
    #[inline]
    pub fn string(&mut self) -> Result<Cow<'a, str>, JsonError> {
        self.string_or("a string")
    }

    /// [`string`](Self::string), with the words for what is expected when there is none.
    #[inline]
    pub(crate) fn string_or(&mut self, expected: &'static str) -> Result<Cow<'a, str>, JsonError> {
        if self.peek_byte() != b'"' {
            return Err(self.expected(expected));
        }
        let start = self.at + 1;
        let bytes = self.text.as_bytes();
        let length = plain_length(bytes.get(start..).unwrap_or_default());
        let end = start + length;
        if bytes.get(end) != Some(&b'"') {
            return self.escaped(start, end).map(Cow::Owned);
        }
        self.at = end + 1;
        Ok(Cow::Borrowed(self.slice(start, end)))
    }

    /// Enters an array; true when it holds an item, which is read next; false when it is empty.
    #[inline]
    pub fn begin_array(&mut self) -> Result<bool, JsonError> {
        if self.peek_byte() != b'[' {
            return Err(self.expected("an array"));
        }
        self.open()?;
        if self.peek_byte() == b']' {
            self.close();
            return Ok(false);
        }
        Ok(true)
    }

    /// After an item: true when another follows.
    #[inline]
    pub fn next_item(&mut self) -> Result<bool, JsonError> {
        match self.peek_byte() {
            b',' => {
                self.at += 1;
                Ok(true)
            }
            b']' => {
                self.close();
                Ok(false)
            }
            _ => Err(self.syntax("expected `,` or `]`")),
        }
    }

    /// Enters an object; true when it holds a member, whose name is read next.
    #[inline]
    pub fn begin_object(&mut self) -> Result<bool, JsonError> {
        if self.peek_byte() != b'{' {
            return Err(self.expected("an object"));
        }
        self.open()?;
        if self.peek_byte() == b'}' {
            self.close();
            return Ok(false);
        }
        Ok(true)
    }

    /// Reads the name of a member and the colon after it; the value is read next.
    #[inline]
    pub fn name(&mut self) -> Result<Cow<'a, str>, JsonError> {
        if self.peek_byte() != b'"' {
            return Err(self.syntax("expected a member's name"));
        }
        let name = self.string()?;
        self.colon()?;
        Ok(name)
    }

    /// Reads the name of a member and the colon if the name is this one, spelled without escapes.
    #[inline]
    pub(crate) fn is_name(&mut self, name: &str) -> Result<bool, JsonError> {
        self.peek_byte();
        let hit = match self.rest_bytes().split_first() {
            Some((b'"', rest)) => match rest.strip_prefix(name.as_bytes()) {
                Some(rest) => rest.first() == Some(&b'"'),
                None => false,
            },
            _ => false,
        };
        if hit {
            self.at += name.len() + 2;
            self.colon()?;
        }
        Ok(hit)
    }

    #[inline]
    fn colon(&mut self) -> Result<(), JsonError> {
        if self.peek_byte() != b':' {
            return Err(self.syntax("expected `:`"));
        }
        self.at += 1;
        Ok(())
    }

    /// After a member's value: true when another member follows.
    #[inline]
    pub fn next_member(&mut self) -> Result<bool, JsonError> {
        match self.peek_byte() {
            b',' => {
                self.at += 1;
                Ok(true)
            }
            b'}' => {
                self.close();
                Ok(false)
            }
            _ => Err(self.syntax("expected `,` or `}`")),
        }
    }

    #[inline]
    pub(super) fn open(&mut self) -> Result<(), JsonError> {
        match self.depth.checked_sub(1) {
            Some(depth) => self.depth = depth,
            None => return Err(self.syntax("nested too deep")),
        }
        self.at += 1;
        Ok(())
    }

    #[inline]
    pub(super) fn close(&mut self) {
        self.at += 1;
        self.depth += 1;
    }

    /// Checks that nothing but whitespace is left.
    pub fn end(&mut self) -> Result<(), JsonError> {
        self.peek_byte();
        if self.at < self.text.len() {
            return Err(self.syntax("expected the end"));
        }
        Ok(())
    }

    /// An error at the current place: this is not JSON.
    #[cold]
    pub(super) fn syntax(&self, message: &'static str) -> JsonError {
        let at_end = self.at >= self.text.len();
        let message = if at_end {
            "the text ends too early"
        } else {
            message
        };
        JsonError::syntax(message, self.at)
    }

    /// An error at the value that comes next: it is JSON, but not what was expected.
    ///
    /// ```
    /// let mut reader = runtime::json::Reader::new(b"[5]")?;
    /// reader.begin_array()?;
    /// assert_eq!(reader.expected("a string").message(), "expected a string, found 5");
    /// # Ok::<(), runtime::JsonError>(())
    /// ```
    #[cold]
    pub fn expected(&mut self, expected: &'static str) -> JsonError {
        let kind = match self.peek() {
            Ok(kind) => kind,
            Err(error) => return error,
        };
        let mark = self.mark();
        let raw = match kind {
            Kind::Array | Kind::Object => Ok(""),
            _ => self.raw(),
        };
        self.rewind(mark);
        match raw {
            Ok(raw) => JsonError::unexpected(expected, kind, raw, self.at),
            Err(error) => error,
        }
    }
}
