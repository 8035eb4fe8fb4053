//! Bytes that come in pieces, cut into the lines or values that they are.

use std::mem::take;

use bytes::{Buf, Bytes, BytesMut};

use super::shape::Shape;
use crate::{json::Reader, to_vec};

/// What starts a value in JSON text sequences (RFC 7464, section 2.2).
const RECORD: u8 = 0x1E;

/// What stands before each value of a body of this media type.
pub(super) fn separator(media_type: &str) -> &'static [u8] {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    match essence.to_ascii_lowercase().ends_with("json-seq") {
        true => &[RECORD],
        false => &[],
    }
}

/// A JSON object with one more member that is true; nothing where it is no object.
pub(super) fn with_flag(json: &[u8], flag: &str) -> Option<Vec<u8>> {
    let mut reader = Reader::new(json).ok()?;
    let Shape::Object(mut members) = Shape::read(&mut reader).ok()? else {
        return None;
    };
    members.retain(|(name, _)| name != flag);
    members.push((flag.to_owned(), Shape::Literal("true".to_owned())));
    Some(to_vec(&Shape::Object(members)))
}

/// Where the pieces are cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cut {
    /// Behind a line feed: JSON Lines.
    Line,
    /// Before a record separator: JSON text sequences.
    Record,
    /// Behind a line feed, a carriage return, or both: server-sent events.
    AnyLine,
    /// All of it is one slice.
    Nowhere,
}

/// What was cut off.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Slice {
    /// How many bytes of the body came before it.
    pub(super) offset: u64,
    pub(super) bytes: Bytes,
}

/// Takes the pieces of a body and gives its slices.
#[derive(Debug)]
pub(super) struct Cutter {
    cut: Cut,
    buffer: BytesMut,
    /// Up to where there is no cut.
    scanned: usize,
    /// Of the buffer's first byte.
    offset: u64,
    after_return: bool,
}

impl Cutter {
    pub(super) fn new(cut: Cut) -> Self {
        Self {
            cut,
            buffer: BytesMut::new(),
            scanned: 0,
            offset: 0,
            after_return: false,
        }
    }

    pub(super) fn push(&mut self, piece: &[u8]) {
        self.buffer.extend_from_slice(piece);
    }

    /// How many bytes wait for their end.
    pub(super) fn waiting(&self) -> usize {
        self.buffer.len()
    }

    /// The next slice that is whole.
    pub(super) fn next(&mut self) -> Option<Slice> {
        if self.after_return && !self.buffer.is_empty() {
            self.after_return = false;
            if self.buffer.first() == Some(&b'\n') {
                self.drop_first(1);
            }
        }
        let unscanned = self.buffer.get(self.scanned..)?;
        let cut = self.cut;
        let found = unscanned.iter().position(|byte| ends(cut, *byte));
        let Some(found) = found else {
            self.scanned = self.buffer.len();
            return self.early();
        };
        let end = self.scanned + found;
        self.after_return = cut == Cut::AnyLine && self.buffer.get(end) == Some(&b'\r');
        Some(self.take(end, 1))
    }

    /// Drops the bytes that wait for their end.
    pub(super) fn clear(&mut self) {
        self.buffer.clear();
        self.scanned = 0;
    }

    /// What is left at the end of the body.
    pub(super) fn rest(&mut self) -> Option<Slice> {
        let length = self.buffer.len();
        (length > 0).then(|| self.take(length, 0))
    }

    /// A record that nothing follows yet, but that is one whole value with its line feed.
    fn early(&mut self) -> Option<Slice> {
        if self.cut != Cut::Record || self.buffer.last() != Some(&b'\n') {
            return None;
        }
        let mut reader = Reader::new(&self.buffer).ok()?;
        reader.skip().ok()?;
        reader.end().ok()?;
        self.rest()
    }

    fn take(&mut self, length: usize, behind: usize) -> Slice {
        let offset = self.offset;
        let mut bytes = self.buffer.split_to(length).freeze();
        self.offset += length as u64;
        self.drop_first(behind);
        if offset == 0 && bytes.starts_with(b"\xEF\xBB\xBF") {
            bytes.advance(3);
        }
        Slice { offset, bytes }
    }

    fn drop_first(&mut self, count: usize) {
        let count = count.min(self.buffer.len());
        self.buffer.advance(count);
        self.offset += count as u64;
        self.scanned = 0;
    }
}

fn ends(cut: Cut, byte: u8) -> bool {
    match cut {
        Cut::Line => byte == b'\n',
        Cut::Record => byte == RECORD,
        Cut::AnyLine => byte == b'\n' || byte == b'\r',
        Cut::Nowhere => false,
    }
}

/// A server-sent event as it came (the WHATWG HTML standard, section 9.2.6).
#[derive(Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RawEvent {
    /// How many bytes of the stream came before it.
    pub offset: u64,
    /// The event's type.
    pub event: Option<String>,
    /// The event's own id.
    pub id: Option<String>,
    /// In milliseconds.
    pub retry: Option<u64>,
    /// The data, its lines joined by line feeds.
    pub data: Option<Vec<u8>>,
}

impl RawEvent {
    /// The event of a body that is not an event stream.
    pub(super) fn only(body: &Slice) -> Self {
        Self {
            offset: body.offset,
            data: Some(body.bytes.to_vec()),
            ..Self::default()
        }
    }

    /// Whether a line is a comment or one of the known fields.
    pub(super) fn has(line: &Slice) -> bool {
        let name = line.bytes.split(|byte| *byte == b':').next();
        let known: [&[u8]; 5] = [b"", b"event", b"id", b"retry", b"data"];
        !line.bytes.is_empty() && name.is_some_and(|name| known.contains(&name))
    }

    /// One more line of the event; gives the event back when the line is the one behind it.
    pub(super) fn line(&mut self, line: &Slice) -> Option<Self> {
        if line.bytes.is_empty() {
            return self.end();
        }
        if *self == Self::default() {
            self.offset = line.offset;
        }
        let mut parts = line.bytes.splitn(2, |byte| *byte == b':');
        let (name, value) = (parts.next()?, parts.next().unwrap_or_default());
        let value = value.strip_prefix(b" ").unwrap_or(value);
        let text = || String::from_utf8_lossy(value).into_owned();
        match name {
            b"event" => self.event = Some(text()),
            b"id" if !value.contains(&0) => self.id = Some(text()),
            b"retry" => self.retry = text().parse().ok().or(self.retry),
            b"data" => {
                let data = match &mut self.data {
                    None => self.data.insert(Vec::new()),
                    Some(before) => {
                        before.push(b'\n');
                        before
                    }
                };
                data.extend_from_slice(value);
            }
            // Comments, and fields that nobody knows.
            _ => {}
        }
        None
    }

    /// The event, if it has any data.
    pub(super) fn end(&mut self) -> Option<Self> {
        let event = take(self);
        event.data.is_some().then_some(event)
    }

    /// How many bytes of data there are.
    pub(super) fn len(&self) -> usize {
        self.data.as_ref().map_or(0, Vec::len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What comes out when the text comes in pieces of every length.
    fn cut(cut: Cut, text: &str) -> Vec<(u64, String)> {
        let slices = |size: usize| {
            let mut cutter = Cutter::new(cut);
            let mut all = Vec::new();
            for piece in text.as_bytes().chunks(size) {
                cutter.push(piece);
                while let Some(slice) = cutter.next() {
                    all.push(slice);
                }
            }
            all.extend(cutter.rest());
            let spelled = |slice: Slice| {
                (
                    slice.offset,
                    String::from_utf8(slice.bytes.to_vec()).unwrap(),
                )
            };
            all.into_iter().map(spelled).collect::<Vec<_>>()
        };
        let whole = slices(text.len());
        for size in 1..text.len() {
            assert_eq!(slices(size), whole, "pieces of {size}");
        }
        whole
    }

    fn owned(slices: &[(u64, &str)]) -> Vec<(u64, String)> {
        let own = |(offset, text): &(u64, &str)| (*offset, (*text).to_owned());
        slices.iter().map(own).collect()
    }

    #[test]
    fn pieces_are_cut_alike_wherever_they_end() {
        let expected = owned(&[(0, "{}\r"), (4, ""), (5, "[1]")]);
        assert_eq!(cut(Cut::Line, "{}\r\n\n[1]"), expected);
        let expected = owned(&[(0, "a"), (3, "b"), (5, "c"), (7, ""), (8, "d")]);
        assert_eq!(cut(Cut::AnyLine, "a\r\nb\nc\r\rd"), expected);
        assert_eq!(cut(Cut::AnyLine, "\u{FEFF}a\n"), owned(&[(0, "a")]));
    }

    #[test]
    fn records_may_have_lines_and_come_at_once() {
        let mut cutter = Cutter::new(Cut::Record);
        cutter.push(b"\x1E{\n\"a\":");
        assert_eq!(cutter.next().map(|slice| slice.bytes), Some(Bytes::new()));
        assert_eq!(cutter.next(), None);
        cutter.push(b"1}\n");
        let slice = cutter.next().unwrap();
        assert_eq!((slice.offset, &slice.bytes[..]), (1, &b"{\n\"a\":1}\n"[..]));
        assert_eq!(cutter.rest(), None);
    }

    #[test]
    fn events_have_fields() {
        let mut event = RawEvent::default();
        let text = ": hello\nevent: add\ndata:1\ndata:  2\nid\nretry: 10\nretry: x\nother: 1";
        for (offset, line) in text.split('\n').enumerate() {
            let bytes = Bytes::from(line);
            let slice = Slice {
                offset: offset as u64,
                bytes,
            };
            assert_eq!(event.line(&slice), None);
        }
        let expected = RawEvent {
            offset: 1,
            event: Some("add".to_owned()),
            id: Some(String::new()),
            retry: Some(10),
            data: Some(b"1\n 2".to_vec()),
        };
        assert_eq!(event.end(), Some(expected));
        assert_eq!(event.end(), None);
    }

    #[test]
    fn a_flag_replaces_what_was_there() {
        let flagged = with_flag(br#"{"stream":false,"n":1.50}"#, "stream").unwrap();
        assert_eq!(flagged, br#"{"n":1.50,"stream":true}"#);
        assert_eq!(with_flag(b"[]", "stream"), None);
    }
}
