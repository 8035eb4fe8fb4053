//! A mistake in a settings file, with its place.

use std::fmt;

/// Where something stands in a settings file, with the line for people to see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub file: String,
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    /// The whole line, and how many characters of it are meant.
    pub excerpt: String,
    pub length: usize,
}

/// A mistake: what is wrong, where, and what may have been meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub place: Place,
    pub message: String,
    pub help: Option<String>,
}

impl Place {
    /// The place of the bytes `span` of `text`.
    pub(super) fn new(file: &str, text: &str, span: std::ops::Range<usize>) -> Self {
        let before = text.get(..span.start).unwrap_or(text);
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = text
            .get(start..)
            .and_then(|rest| rest.lines().next())
            .unwrap_or_default();
        let meant = text
            .get(span)
            .and_then(|meant| meant.lines().next())
            .unwrap_or_default();
        Self {
            file: file.to_owned(),
            line: before.matches('\n').count() + 1,
            column: before.get(start..).unwrap_or_default().chars().count() + 1,
            excerpt: line.to_owned(),
            length: meant.chars().count().max(1),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Place {
            line,
            column,
            excerpt,
            length,
            ..
        } = &self.place;
        let margin = line.to_string().len();
        writeln!(f, "error: {}", self.message)?;
        writeln!(f, "{:margin$}--> {}", "", self.place)?;
        writeln!(f, "{:margin$} |", "")?;
        writeln!(f, "{line} | {excerpt}")?;
        writeln!(
            f,
            "{:margin$} | {:indent$}{:^<length$}",
            "",
            "",
            "",
            indent = column - 1
        )?;
        match &self.help {
            Some(help) => writeln!(f, "{:margin$} = help: {help}", ""),
            None => Ok(()),
        }
    }
}
