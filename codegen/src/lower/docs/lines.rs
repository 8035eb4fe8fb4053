//! Inline text as lines: paragraphs, single lines and code blocks.

use std::fmt::Write as _;

use super::escape::SPACE;
use super::html::BREAK;

/// The width of paragraphs. `/// ` and an indentation come before them.
const WIDTH: usize = 88;

pub(super) fn fenced(language: &str, text: &str) -> Vec<String> {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(3.max(longest + 1));
    let mut lines = vec![format!("{fence}{language}")];
    lines.extend(
        text.trim_end_matches('\n')
            .split('\n')
            .map(|line| line.trim_end().to_owned()),
    );
    lines.push(fence);
    lines
}

pub(super) fn one_line(inline: &str) -> String {
    let line: String = inline
        .chars()
        .map(|c| if c == BREAK { ' ' } else { c })
        .collect();
    line.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace(SPACE, " ")
}

/// A paragraph in lines, none of which begins like a block.
pub(super) fn wrapped(inline: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut parts = inline
        .split(BREAK)
        .filter(|part| !part.trim().is_empty())
        .peekable();
    while let Some(part) = parts.next() {
        let mut line = String::new();
        for word in part.split_whitespace() {
            if !line.is_empty() && line.len() + 1 + word.len() > WIDTH {
                lines.push(std::mem::take(&mut line));
            }
            if line.is_empty() {
                push_first(&mut line, word);
            } else {
                line.push(' ');
                line.push_str(word);
            }
        }
        if parts.peek().is_some() {
            line.push('\\');
        }
        lines.push(line);
    }
    lines
        .into_iter()
        .map(|line| line.replace(SPACE, " "))
        .collect()
}

/// The first word of a line, escaped so that it starts no block.
fn push_first(line: &mut String, word: &str) {
    let digits = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let behind = word.get(digits..).unwrap_or_default();
    if digits > 0 && (behind == "." || behind == ")") {
        let _ = write!(line, "{}\\{behind}", word.get(..digits).unwrap_or_default());
        return;
    }
    let plain = |c: char| word.chars().all(|other| other == c);
    let starts_block = match word.chars().next() {
        Some('#' | '>' | '|' | ':') => true,
        Some(c @ ('-' | '+' | '=')) => plain(c) || word.starts_with("-|") || word.contains("-:"),
        _ => false,
    };
    if starts_block {
        line.push('\\');
    }
    line.push_str(word);
}
