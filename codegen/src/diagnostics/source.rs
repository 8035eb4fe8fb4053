//! The texts that were read.

use std::sync::{Arc, OnceLock};

use super::position::{self, Position};

/// The place of a node: its file, and its number among the nodes of that file in the order of the
/// text. Line and column are computed from it when they are needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Origin {
    /// Index into [`Sources`].
    pub file: u16,
    /// Preorder number of the node, 0 for the root; keys of mappings do not count.
    pub index: u32,
}

/// A document whose nodes know where they stand.
pub trait Origins {
    /// The origin of the node under a bare JSON pointer, or of its nearest ancestor that exists.
    fn nearest(&self, pointer: &str) -> Origin;
}

/// Number of a text in [`Sources`].
pub type FileId = u16;

#[derive(Debug, Default)]
pub struct Sources {
    sources: Vec<Source>,
}

#[derive(Debug)]
pub struct Source {
    /// The name of the file in reports, `specs/pets.yaml`.
    pub name: String,
    /// The text, without a byte order mark.
    pub text: Arc<str>,
    pub notation: Notation,
    /// The positions of all nodes by number, computed when they are first needed.
    positions: OnceLock<Vec<Position>>,
    /// Where each line starts.
    lines: OnceLock<Vec<usize>>,
}

/// How a text is scanned for the places of its nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notation {
    Json,
    Yaml,
    /// Settings and other texts whose nodes have no places.
    Plain,
}

impl Sources {
    /// Adds a text. The 65,536th and all later ones share a number.
    pub fn add(
        &mut self,
        name: impl Into<String>,
        text: impl Into<Arc<str>>,
        notation: Notation,
    ) -> FileId {
        let id = FileId::try_from(self.sources.len()).unwrap_or(FileId::MAX);
        self.sources.push(Source {
            name: name.into(),
            text: text.into(),
            notation,
            positions: OnceLock::new(),
            lines: OnceLock::new(),
        });
        id
    }

    pub fn get(&self, file: FileId) -> Option<&Source> {
        self.sources.get(usize::from(file))
    }

    /// For a text whose format turned out to be another one.
    pub fn set_notation(&mut self, file: FileId, notation: Notation) {
        if let Some(source) = self.sources.get_mut(usize::from(file)) {
            source.notation = notation;
        }
    }

    /// The position of a node.
    pub fn locate(&self, origin: Origin) -> Option<Position> {
        let positions = self.get(origin.file)?.positions();
        positions.get(usize::try_from(origin.index).ok()?).copied()
    }

    /// A plain scalar as it is written, `1.10`. Nothing when it is quoted or spans lines.
    pub fn spelled(&self, origin: Origin) -> Option<&str> {
        let start = usize::try_from(self.locate(origin)?.offset).ok()?;
        let rest = self.get(origin.file)?.text.get(start..)?;
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, ',' | ']' | '}'));
        let word = rest.get(..end.unwrap_or(rest.len()))?;
        (!word.is_empty() && !word.starts_with(['"', '\'', '|', '>', '&', '*', '!']))
            .then_some(word)
    }
}

impl Source {
    /// The part of a line to show, at most `width` characters, and the index of the character at a
    /// position. A line can be as long as the whole text.
    pub fn excerpt(&self, at: Position, width: usize) -> Option<(&str, usize)> {
        let number = usize::try_from(at.line).ok()?.checked_sub(1)?;
        let starts = self.lines();
        let start = *starts.get(number)?;
        let end = starts
            .get(number + 1)
            .map_or(self.text.len(), |next| next.saturating_sub(1));
        let column = usize::try_from(at.column).ok()?.max(1);
        let (start, column) = if column <= width {
            (start, column)
        } else {
            let here = usize::try_from(at.offset).ok()?;
            let before = self.text.get(start..here)?;
            let shown = before
                .char_indices()
                .rev()
                .nth(width / 3)
                .map_or(0, |(index, _)| index);
            (start + shown, before.get(shown..)?.chars().count() + 1)
        };
        let rest = self.text.get(start..end)?;
        let length = rest
            .char_indices()
            .nth(width)
            .map_or(rest.len(), |(index, _)| index);
        Some((rest.get(..length)?, column))
    }

    /// The position for a line and a column.
    pub fn position(&self, line: u32, column: u32) -> Position {
        let number = usize::try_from(line).unwrap_or(0).wrapping_sub(1);
        let start = self.lines().get(number).copied().unwrap_or(self.text.len());
        let before = usize::try_from(column).unwrap_or(0).saturating_sub(1);
        let rest = self.text.get(start..).unwrap_or_default();
        let length = rest
            .char_indices()
            .nth(before)
            .map_or(rest.len(), |(index, _)| index);
        let offset = u32::try_from(start + length).unwrap_or(u32::MAX);
        Position {
            line,
            column,
            offset,
        }
    }

    fn lines(&self) -> &[usize] {
        self.lines.get_or_init(|| {
            let ends = self.text.match_indices('\n').map(|(at, _)| at + 1);
            std::iter::once(0).chain(ends).collect()
        })
    }

    fn positions(&self) -> &[Position] {
        self.positions.get_or_init(|| match self.notation {
            Notation::Json => position::of_json(&self.text),
            Notation::Yaml => position::of_yaml(&self.text),
            Notation::Plain => Vec::new(),
        })
    }
}
