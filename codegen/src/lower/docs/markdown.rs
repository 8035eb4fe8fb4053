//! CommonMark and HTML of descriptions, made safe for rustdoc: nothing in it becomes a doctest, a
//! broken link, a tag or a warning.

use super::html::{BREAK, to_markdown};
use super::render::render;
use crate::hidden::is_hidden;

/// Lines of rustdoc that say the same as the text. The first and the last line are not empty.
pub(super) fn safe(text: &str) -> Vec<String> {
    let clean = clean(text);
    let clean = clean.trim_matches('\n').trim_end();
    if clean.contains('<') {
        render(&to_markdown(clean))
    } else {
        render(clean)
    }
}

/// A text of the description as inline code on one line.
pub(super) fn code(text: &str) -> String {
    let text: String = clean(text)
        .chars()
        .map(|c| if c == '\n' { ' ' } else { c })
        .collect();
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let padding = if text.starts_with('`') || text.ends_with('`') || text.trim().is_empty() {
        " "
    } else {
        ""
    };
    format!("{fence}{padding}{text}{padding}{fence}")
}

/// A URL of the description as a link, or as code if a browser should not follow it.
pub(super) fn link(url: &str) -> String {
    let web = url.starts_with("https://") || url.starts_with("http://");
    let plain = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '\\' | '`');
    if web && url.chars().all(plain) {
        format!("<{url}>")
    } else {
        code(url)
    }
}

/// The text without control and direction characters. Tabs, line ends and unusual spaces become
/// plain ones.
fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut clean = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => clean.push('\n'),
            '\t' => clean.push_str("    "),
            '\u{85}' | '\u{2028}' | '\u{2029}' => clean.push('\n'),
            '\u{a0}' | '\u{2007}' | '\u{202f}' => clean.push(' '),
            // Characters that we use as marks ourselves.
            BREAK | '\u{e001}' => {}
            c if is_hidden(c) => {}
            c => clean.push(c),
        }
    }
    clean
}
