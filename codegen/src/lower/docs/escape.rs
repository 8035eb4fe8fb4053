//! Texts and link destinations escaped for CommonMark.

use std::fmt::Write as _;

use super::html::BREAK;
use crate::hidden::is_hidden;

/// Stands for a space at which a line must not be broken.
pub(super) const SPACE: char = '\u{e001}';

/// The text, escaped so that it means itself. URLs become links.
pub(super) fn escape(out: &mut String, text: &str, in_link: bool, in_cell: bool) {
    let mut rest = text;
    while !rest.is_empty() {
        let url = if in_link { None } else { rest.find("http") };
        let (plain, from) = rest.split_at(url.unwrap_or(rest.len()));
        escape_plain(out, plain, in_cell);
        let length = url_length(from);
        if length == 0 {
            let (letters, behind) = from.split_at(from.len().min(4));
            out.push_str(letters);
            rest = behind;
        } else {
            let (url, behind) = from.split_at(length);
            let _ = write!(
                out,
                "<{}>",
                if in_cell {
                    url.replace('|', "%7C")
                } else {
                    url.to_owned()
                }
            );
            rest = behind;
        }
    }
}

/// The length of the URL at the start of the text. 0 where there is none.
fn url_length(text: &str) -> usize {
    let host = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    if !host.is_some_and(|host| host.starts_with(|c: char| c.is_ascii_alphanumeric())) {
        return 0;
    }
    let ends = |c: char| {
        !c.is_ascii_graphic()
            || matches!(
                c,
                '<' | '>' | '"' | '`' | '\\' | '*' | '[' | ']' | '{' | '}'
            )
    };
    let end = text.find(ends).unwrap_or(text.len());
    let url = text.get(..end).unwrap_or_default();
    let unbalanced = url.contains(')') && !url.contains('(');
    let url = if unbalanced {
        url.split(')').next().unwrap_or_default()
    } else {
        url
    };
    url.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '_'])
        .len()
}

fn escape_plain(out: &mut String, text: &str, in_cell: bool) {
    let mut chars = text.chars().peekable();
    let mut before = out.chars().next_back();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let special = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '~' => true,
            '_' => !(word(before) && word(next)),
            '&' => next.is_some_and(|next| next == '#' || next.is_ascii_alphanumeric()),
            '|' => in_cell,
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(if c == '\n' { ' ' } else { c });
        before = Some(c);
    }
}

/// The destination of a link.
pub(super) fn destination(url: &str) -> String {
    let mut out = String::new();
    for c in url.chars() {
        match c {
            '(' | ')' | '<' | '>' | '\\' | '|' | '`' | ' ' | '"' => {
                let _ = write!(out, "%{:02X}", u32::from(c));
            }
            BREAK | SPACE => {}
            c if is_hidden(c) => {}
            c => out.push(c),
        }
    }
    out
}
