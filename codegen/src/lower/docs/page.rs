//! The front page: the description of the API, and what it has beside operations.

use super::Text;
use super::markdown::{code, safe};
use crate::api;
use crate::rust::Docs;

/// Longer first paragraphs stand below the examples with the rest of the description.
const LONGEST_SUMMARY: usize = 8;

/// The title and the version.
pub(in crate::lower) fn heading(api: &api::Api) -> String {
    let version = if api.version.is_empty() {
        String::new()
    } else {
        format!(", version {}", api.version)
    };
    safe(&format!("{}{version}", api.title)).join(" ")
}

/// The first paragraph of the description, if it begins with one.
pub(in crate::lower) fn summary(api: &api::Api) -> Vec<String> {
    let (summary, _) = first_paragraph(api);
    summary
}

fn first_paragraph(api: &api::Api) -> (Vec<String>, Vec<String>) {
    let lines = safe(api.description.as_deref().unwrap_or_default());
    let end = lines
        .iter()
        .position(String::is_empty)
        .unwrap_or(lines.len());
    let begins =
        |line: &String| line.starts_with(|c: char| c.is_alphabetic() || c == '*' || c == '[');
    let is_paragraph = lines.first().is_some_and(begins) && end <= LONGEST_SUMMARY;
    let (first, rest) = lines.split_at(if is_paragraph { end } else { 0 });
    (first.to_vec(), rest.to_vec())
}

/// The description after its summary, its headings below that of the front page; messages of the
/// server; and what was left out.
pub(in crate::lower) fn about(api: &api::Api, messages: &[(String, String)]) -> Docs {
    let mut text = Text::default();
    let (_, rest) = first_paragraph(api);
    if !rest.is_empty() {
        text.line("## About the API".to_owned());
        text.lines.extend(below(rest));
    }
    if !messages.is_empty() {
        text.gap();
        text.line("## Webhooks and callbacks".to_owned());
        text.gap();
        text.line(
            "Messages that the server sends on its own, and the types of their bodies:".to_owned(),
        );
        text.gap();
        for (message, ty) in messages {
            text.line(format!("- {}: {}", code(message), code(ty)));
        }
        if !api.webhooks.events.is_empty() {
            text.gap();
            let line = "The module `webhooks` reads webhooks, with the feature of that name.";
            text.line(line.to_owned());
        }
    }
    if !api.left_out.is_empty() {
        text.gap();
        text.line("## Left out".to_owned());
        text.gap();
        for left_out in &api.left_out {
            text.item(&format!("{}: {}", left_out.what, left_out.reason));
        }
    }
    text.done()
}

/// Headings two levels deeper.
fn below(lines: Vec<String>) -> impl Iterator<Item = String> {
    let mut in_code = false;
    lines.into_iter().map(move |line| {
        in_code ^= line.starts_with("```");
        let level = line.len() - line.trim_start_matches('#').len();
        match !in_code && level > 0 {
            true => format!("{}{line}", "#".repeat(2.min(6 - level.min(6)))),
            false => line,
        }
    })
}
