//! Reports as text with an excerpt of the source, and as entries for machines.

use std::fmt::Write;

use serde::Serialize;

use super::position::Position;
use super::{Diagnostic, Diagnostics, Origins, Place, Severity, Sources};
use crate::hidden::is_hidden;

/// How much of a line is shown.
const WIDTH: usize = 120;

/// A report whose place has been found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Located {
    pub file: Option<String>,
    /// From 1.
    pub line: Option<u32>,
    /// From 1, in characters.
    pub column: Option<u32>,
    pub severity: &'static str,
    pub kind: &'static str,
    /// JSON pointer, empty where there is none.
    pub pointer: String,
    pub message: String,
    pub help: Option<String>,
    pub instead: Option<String>,
}

/// Where a place is in the texts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Spot {
    file: u16,
    at: Position,
}

impl Diagnostics {
    /// All reports as text, in the order of files and lines. `tree` is the normalized document, if
    /// there is one.
    pub fn render(&self, tree: Option<&dyn Origins>) -> String {
        let mut out = String::new();
        for (spot, entry) in self.in_order(tree) {
            // Writing to a string cannot fail.
            let _ = self.render_entry(&mut out, spot, entry, tree);
        }
        let more = self.more_errors + self.more_warnings;
        if more > 0 {
            let _ = writeln!(out, "and {more} more reports like these");
        }
        out
    }

    /// All reports with their places, in the same order.
    pub fn located(&self, tree: Option<&dyn Origins>) -> Vec<Located> {
        self.in_order(tree)
            .into_iter()
            .map(|(spot, entry)| self.locate(spot, entry))
            .collect()
    }

    fn in_order(&self, tree: Option<&dyn Origins>) -> Vec<(Option<Spot>, &Diagnostic)> {
        let mut entries: Vec<_> = self
            .iter()
            .map(|entry| (find(&self.sources, &entry.place, tree), entry))
            .collect();
        // Reports without a place come first. The sort is stable.
        entries.sort_by_key(|(spot, _)| *spot);
        entries
    }

    fn locate(&self, spot: Option<Spot>, entry: &Diagnostic) -> Located {
        Located {
            file: spot
                .and_then(|spot| self.sources.get(spot.file))
                .map(|file| file.name.clone()),
            line: spot.map(|spot| spot.at.line).filter(|line| *line > 0),
            column: spot.map(|spot| spot.at.column).filter(|column| *column > 0),
            severity: entry.severity.name(),
            kind: entry.kind,
            pointer: entry.place.pointer().to_owned(),
            message: entry.message.clone(),
            help: entry.help.clone(),
            instead: entry.instead.clone(),
        }
    }

    fn render_entry(
        &self,
        out: &mut String,
        spot: Option<Spot>,
        entry: &Diagnostic,
        tree: Option<&dyn Origins>,
    ) -> std::fmt::Result {
        writeln!(
            out,
            "{}[{}]: {}",
            entry.severity.name(),
            entry.kind,
            entry.message
        )?;
        let mut indent = 1;
        if let Some(spot) = spot {
            indent = digits(spot.at.line);
            self.excerpt(out, spot, "-->", "")?;
        }
        if let Some((place, label)) = &entry.related
            && let Some(spot) = find(&self.sources, place, tree)
        {
            indent = digits(spot.at.line);
            self.excerpt(out, spot, ":::", label)?;
        }
        if let Some(help) = &entry.help {
            writeln!(out, "{:indent$} = help: {help}", "")?;
        }
        if let Some(instead) = &entry.instead {
            writeln!(out, "{:indent$} = instead: {instead}", "")?;
        }
        writeln!(out)
    }

    fn excerpt(&self, out: &mut String, spot: Spot, arrow: &str, label: &str) -> std::fmt::Result {
        let Some(source) = self.sources.get(spot.file) else {
            return Ok(());
        };
        let indent = digits(spot.at.line);
        write!(out, "{:indent$}{arrow} {}", "", source.name)?;
        if spot.at.line > 0 {
            write!(out, ":{}:{}", spot.at.line, spot.at.column.max(1))?;
        }
        writeln!(out)?;
        let Some((line, column)) = source.excerpt(spot.at, WIDTH) else {
            return Ok(());
        };
        let line = plain(line);
        writeln!(out, "{:indent$} |", "")?;
        writeln!(out, "{} | {}", spot.at.line, line.trim_end())?;
        let pad = column.saturating_sub(1);
        let carets = carets(&line, pad);
        writeln!(out, "{:indent$} | {:pad$}{carets} {label}", "", "").map(|()| trim_line(out))
    }
}

impl Severity {
    pub fn name(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl Place {
    /// The JSON pointer, empty where there is none.
    pub fn pointer(&self) -> &str {
        match self {
            Self::Pointer(pointer) | Self::Node(_, pointer) => pointer,
            Self::Nowhere | Self::Text { .. } => "",
        }
    }
}

fn find(sources: &Sources, place: &Place, tree: Option<&dyn Origins>) -> Option<Spot> {
    let origin = match place {
        Place::Nowhere => return None,
        Place::Text { file, line, column } => {
            let at = sources.get(*file)?.position(*line, *column);
            return Some(Spot { file: *file, at });
        }
        Place::Node(origin, _) => *origin,
        Place::Pointer(pointer) => tree?.nearest(pointer),
    };
    let at = sources.locate(origin).unwrap_or_default();
    Some(Spot {
        file: origin.file,
        at,
    })
}

fn digits(number: u32) -> usize {
    number.max(1).ilog10() as usize + 1
}

/// A line to show. Tabs and other invisible characters become spaces.
fn plain(line: &str) -> String {
    line.replace(is_hidden, " ")
}

/// One caret for each character of the word at the place.
fn carets(line: &str, start: usize) -> String {
    let rest: Vec<char> = line.chars().skip(start).collect();
    let length = match rest.first() {
        Some(quote @ ('"' | '\'')) => rest
            .iter()
            .skip(1)
            .position(|c| c == quote)
            .map(|at| at + 2),
        _ => rest
            .iter()
            .position(|c| c.is_whitespace() || matches!(c, ',' | ']' | '}' | ':')),
    };
    "^".repeat(length.unwrap_or(rest.len()).clamp(1, 60))
}

fn trim_line(out: &mut String) {
    let length = out.trim_end().len();
    out.truncate(length);
    out.push('\n');
}
