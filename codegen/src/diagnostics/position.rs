//! Lines and columns of nodes, found by scanning the text again.
//!
//! Nodes are numbered as the loader numbers them: in the order of the text, without keys. What an
//! alias stands for is counted again at the alias.

use memchr::memchr_iter;
use saphyr_parser::{Event, Parser};

use crate::json_text::{string, word};

/// Line and column in characters, both from 1, and the same in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Position {
    pub line: u32,
    pub column: u32,
    /// In bytes from the start of the text.
    pub offset: u32,
}

/// A list or mapping that has not ended yet.
struct Open {
    /// The place of the key whose value comes next. Lists have none.
    key: Option<Position>,
    mapping: bool,
    /// The number of the node itself, and its anchor.
    node: usize,
    anchor: usize,
    /// A mapping that is a key is not counted, and neither is its content.
    inside_key: bool,
}

/// Positions of a YAML text, as far as it can be read.
pub fn of_yaml(text: &str) -> Vec<Position> {
    let mut scan = Scan::default();
    let mut cursor = Cursor::new(text);
    for event in Parser::new_from_str(text) {
        let Ok((event, span)) = event else { break };
        let at = cursor.position(span.start.line(), span.start.col());
        match event {
            Event::Scalar(_, _, anchor, _) => scan.scalar(at, anchor),
            Event::Alias(anchor) => scan.alias(at, anchor),
            Event::SequenceStart(anchor, _) => scan.open(at, anchor, false),
            Event::MappingStart(anchor, _) => scan.open(at, anchor, true),
            Event::SequenceEnd | Event::MappingEnd => scan.close(),
            Event::DocumentEnd => break,
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) => {}
        }
    }
    scan.positions
}

/// Follows a parser through a text and counts bytes where it counts characters.
struct Cursor<'a> {
    text: &'a str,
    line: usize,
    column: usize,
    byte: usize,
}

impl<'a> Cursor<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            line: 1,
            column: 0,
            byte: 0,
        }
    }

    /// A place that is not before the last one. Lines count from 1, columns from 0.
    fn position(&mut self, line: usize, column: usize) -> Position {
        let rest = self.text.get(self.byte..).unwrap_or_default();
        for (at, letter) in rest.char_indices() {
            if self.line > line || (self.line == line && self.column >= column) {
                self.byte += at;
                return self.here(line, column);
            }
            match letter {
                '\n' => (self.line, self.column) = (self.line + 1, 0),
                _ => self.column += 1,
            }
        }
        self.byte = self.text.len();
        self.here(line, column)
    }

    fn here(&self, line: usize, column: usize) -> Position {
        Position {
            line: u32::try_from(line).unwrap_or(u32::MAX),
            column: u32::try_from(column + 1).unwrap_or(u32::MAX),
            offset: u32::try_from(self.byte).unwrap_or(u32::MAX),
        }
    }
}

#[derive(Default)]
struct Scan {
    positions: Vec<Position>,
    open: Vec<Open>,
    /// For each anchor, the number of its first node and how many nodes it has.
    anchors: Vec<(usize, usize)>,
}

impl Scan {
    /// Whether the next node is a key, or inside one.
    fn keyed(&self) -> (bool, bool) {
        match self.open.last() {
            Some(open) => (open.mapping && open.key.is_none(), open.inside_key),
            None => (false, false),
        }
    }

    fn scalar(&mut self, at: Position, anchor: usize) {
        let (is_key, inside_key) = self.keyed();
        if is_key || inside_key {
            self.set_key(is_key.then_some(at));
            return;
        }
        self.set_key(None);
        self.anchor(anchor, self.positions.len(), 1);
        self.positions.push(at);
    }

    fn alias(&mut self, at: Position, anchor: usize) {
        let (is_key, inside_key) = self.keyed();
        if is_key || inside_key {
            self.set_key(is_key.then_some(at));
            return;
        }
        self.set_key(None);
        let (first, count) = self.anchors.get(anchor).copied().unwrap_or((0, 0));
        // The loader makes one node of everything that has not ended yet.
        if count == 0 {
            self.positions.push(at);
            return;
        }
        let known = first.saturating_add(count).min(self.positions.len());
        self.positions.extend_from_within(first.min(known)..known);
    }

    fn open(&mut self, at: Position, anchor: usize, mapping: bool) {
        let (is_key, inside_key) = self.keyed();
        let at = self.open.last().and_then(|open| open.key).unwrap_or(at);
        let node = self.positions.len();
        let inside_key = is_key || inside_key;
        if !inside_key {
            self.positions.push(at);
        }
        self.set_key(is_key.then_some(at));
        self.open.push(Open {
            key: None,
            mapping,
            node,
            anchor,
            inside_key,
        });
    }

    fn close(&mut self) {
        if let Some(open) = self.open.pop()
            && !open.inside_key
        {
            self.anchor(open.anchor, open.node, self.positions.len() - open.node);
        }
    }

    fn set_key(&mut self, key: Option<Position>) {
        if let Some(open) = self.open.last_mut() {
            open.key = key;
        }
    }

    fn anchor(&mut self, anchor: usize, first: usize, count: usize) {
        if anchor == 0 {
            return;
        }
        if self.anchors.len() <= anchor {
            self.anchors.resize(anchor + 1, (0, 0));
        }
        if let Some(slot) = self.anchors.get_mut(anchor) {
            *slot = (first, count);
        }
    }
}

/// Positions of a JSON text.
pub fn of_json(text: &str) -> Vec<Position> {
    let text = text.as_bytes();
    let mut positions = Vec::new();
    // For each open list or object: whether it is an object, and the key of the next value.
    let mut open: Vec<(bool, Option<Position>)> = Vec::new();
    let mut line = Line::default();
    let mut offset = 0;
    while let Some(byte) = text.get(offset) {
        let rest = text.get(offset..).unwrap_or_default();
        offset += match byte {
            b' ' | b'\t' | b'\r' | b':' | b',' => 1,
            b'\n' => {
                line.end(offset + 1);
                1
            }
            b'}' | b']' => {
                open.pop();
                1
            }
            b'{' | b'[' => {
                positions.push(take_key(&mut open).unwrap_or_else(|| line.at(offset)));
                open.push((*byte == b'{', None));
                1
            }
            b'"' => {
                let at = line.at(offset);
                if let Some((true, key @ None)) = open.last_mut() {
                    *key = Some(at);
                } else {
                    take_key(&mut open);
                    positions.push(at);
                }
                let length = string(rest).min(rest.len());
                line.pass(rest.get(..length).unwrap_or_default(), offset);
                length
            }
            _ => {
                take_key(&mut open);
                positions.push(line.at(offset));
                word(rest)
            }
        };
    }
    positions
}

fn take_key(open: &mut [(bool, Option<Position>)]) -> Option<Position> {
    open.last_mut().and_then(|(_, key)| key.take())
}

/// The line of a text that is being read.
#[derive(Default)]
struct Line {
    before: usize,
    start: usize,
    /// How many of its bytes so far begin no character.
    within: usize,
}

impl Line {
    fn end(&mut self, next: usize) {
        *self = Line {
            before: self.before + 1,
            start: next,
            within: 0,
        };
    }

    /// Passes over a string, which is the only place for characters of several bytes.
    fn pass(&mut self, string: &[u8], offset: usize) {
        let mut rest = string;
        for end in memchr_iter(b'\n', string) {
            self.end(offset + end + 1);
            rest = string.get(end + 1..).unwrap_or_default();
        }
        self.within += rest.iter().filter(|byte| **byte & 0xC0 == 0x80).count();
    }

    fn at(&self, offset: usize) -> Position {
        let small = |count| u32::try_from(count).unwrap_or(u32::MAX);
        Position {
            line: small(self.before + 1),
            column: small((offset + 1).saturating_sub(self.start + self.within)),
            offset: small(offset),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(positions: &[Position]) -> Vec<(u32, u32)> {
        positions
            .iter()
            .map(|position| (position.line, position.column))
            .collect()
    }

    #[test]
    fn counts_nodes_alike_in_both_notations() {
        let yaml = "a: 1\nb:\n  - x\n  - {c: d}\n";
        assert_eq!(
            pairs(&of_yaml(yaml)),
            [(1, 1), (1, 4), (2, 1), (3, 5), (4, 5), (4, 9)]
        );
        let json = "{\"a\": 1,\n \"b\": [\"x\\\"\", {\"c\": true}]}";
        assert_eq!(
            pairs(&of_json(json)),
            [(1, 1), (1, 7), (2, 2), (2, 8), (2, 15), (2, 21)]
        );
    }

    #[test]
    fn counts_lines_inside_strings() {
        let json = "{\"a\": \"x\n\ny\", \"b\": 1}";
        assert_eq!(pairs(&of_json(json)), [(1, 1), (1, 7), (3, 10)]);
    }

    #[test]
    fn counts_bytes_beside_characters() {
        for text in [
            "ä: 1\r\nb: [ü, {ö: x}]\n",
            "{\"ä\": 1,\r\n\"b\": [\"ü\",{\"ö\":\"x\"}]}",
        ] {
            let positions = if text.starts_with('{') {
                of_json(text)
            } else {
                of_yaml(text)
            };
            let at: Vec<&str> = positions
                .iter()
                .map(|position| &text[position.offset as usize..])
                .collect();
            assert!(at[1].starts_with('1'), "{at:?}");
            assert!(at[3].trim_matches('"').starts_with('ü'), "{at:?}");
            assert!(at[5].trim_matches('"').starts_with('x'), "{at:?}");
        }
    }

    #[test]
    fn counts_what_an_alias_stands_for() {
        let yaml = "a: &x\n  b: [1, 2]\nc: *x\nd: e\n";
        let found = pairs(&of_yaml(yaml));
        assert_eq!(found.len(), 1 + 4 + 4 + 1);
        assert_eq!(found.last(), Some(&(4, 4)));
    }
}
