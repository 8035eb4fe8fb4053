//! The texts that were read.

use std::sync::{Arc, OnceLock};

use super::position::{self, Position};
use crate::document::Origin;

/// Number of a text in [`Sources`].
pub type FileId = u16;

#[derive(Debug, Default)]
pub struct Sources {
    sources: Vec<Source>,
}

#[derive(Debug)]
pub struct Source {
    /// As people know it, `specs/pets.yaml`.
    pub name: String,
    /// Without a byte order mark.
    pub text: Arc<str>,
    pub notation: Notation,
    /// Of every node, by its number; found when first asked for.
    positions: OnceLock<Vec<Position>>,
    /// Where each line starts.
    lines: OnceLock<Vec<usize>>,
}

/// How a text is to be scanned for the places of its nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notation {
    Json,
    Yaml,
    /// Settings and the like: nobody asks for nodes.
    Plain,
}

impl Sources {
    /// Takes a text in. The 65,536th and all later ones share a number.
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

    /// For a text that turned out to be written otherwise.
    pub fn set_notation(&mut self, file: FileId, notation: Notation) {
        if let Some(source) = self.sources.get_mut(usize::from(file)) {
            source.notation = notation;
        }
    }

    /// Line and column of a node, both from 1.
    pub fn locate(&self, origin: Origin) -> Option<(u32, u32)> {
        let source = self.get(origin.file)?;
        let position = source
            .positions()
            .get(usize::try_from(origin.index).ok()?)?;
        Some((position.line, position.column))
    }

    /// A plain scalar as it is written, `1.10`; nothing when it is quoted or spans lines.
    pub fn spelled(&self, origin: Origin) -> Option<&str> {
        let source = self.get(origin.file)?;
        let (line, column) = self.locate(origin)?;
        let line = source.line(line)?;
        let start = line
            .char_indices()
            .nth(usize::try_from(column).ok()?.checked_sub(1)?)?
            .0;
        let rest = line.get(start..)?;
        let end = rest
            .find(|c: char| c.is_whitespace() || matches!(c, ',' | ']' | '}'))
            .unwrap_or(rest.len());
        let word = rest.get(..end)?;
        (!word.is_empty() && !word.starts_with(['"', '\'', '|', '>', '&', '*', '!']))
            .then_some(word)
    }
}

impl Source {
    /// A line's text, counted from 1.
    pub fn line(&self, number: u32) -> Option<&str> {
        let starts = self.lines.get_or_init(|| {
            let ends = self.text.match_indices('\n').map(|(at, _)| at + 1);
            std::iter::once(0).chain(ends).collect()
        });
        let start = *starts.get(usize::try_from(number).ok()?.checked_sub(1)?)?;
        self.text.get(start..)?.lines().next()
    }

    fn positions(&self) -> &[Position] {
        self.positions.get_or_init(|| match self.notation {
            Notation::Json => position::of_json(&self.text),
            Notation::Yaml => position::of_yaml(&self.text),
            Notation::Plain => Vec::new(),
        })
    }
}
