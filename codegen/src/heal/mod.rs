//! From differences in responses to an overlay that describes them.
//!
//! A description and a drift file come in, as clients of `runtime` write one. The text of an
//! Overlay 1.0 goes out, whose actions name their evidence. Nothing is applied.

mod action;
mod line;
mod place;
mod scalar;
mod value;

use std::fmt::Write as _;

use indexmap::IndexMap;

use crate::diagnostics::Diagnostics;
use crate::document::{self, Input, Node, Tree};
use action::Action;
use line::Line;

/// A proposed overlay, and what it leaves open.
#[derive(Debug)]
pub struct Proposal {
    /// The text of the overlay.
    pub overlay: String,
    /// How many actions it has.
    pub actions: usize,
    /// Differences for which there is no proposal, and why.
    pub open: Vec<String>,
    /// How many lines belong to operations of the description.
    pub known: usize,
}

/// Reads the lines of a drift file and proposes what the description should say. `source` is the
/// name of the file in the overlay.
///
/// # Errors
/// A line that is no line of drift, or a description of which nothing can be read; the latter is in
/// the diagnostics.
pub fn propose(
    input: &Input<'_>,
    source: &str,
    drift: &str,
    diagnostics: &mut Diagnostics,
) -> Result<Proposal, String> {
    let lines = counted(drift)?;
    document::on_big_stack(|| {
        let bundled = document::bundled(input, diagnostics);
        let (mut tree, is_new) = bundled.ok_or("no description was found")?;
        Ok(proposal(&mut tree, is_new, source, &lines, diagnostics))
    })
}

/// The distinct lines, and how often each came.
fn counted(drift: &str) -> Result<Vec<(Line, usize)>, String> {
    let mut lines: IndexMap<Line, (Line, usize)> = IndexMap::new();
    for (number, text) in (1..).zip(drift.lines()) {
        if !text.trim().is_empty() {
            let line = Line::parse(text).map_err(|what| format!("line {number}: {what}"))?;
            let (_, count) = lines.entry(line.deviation()).or_insert((line, 0));
            *count += 1;
        }
    }
    Ok(lines.into_values().collect())
}

fn proposal(
    tree: &mut Tree,
    is_new: bool,
    source: &str,
    lines: &[(Line, usize)],
    diagnostics: &mut Diagnostics,
) -> Proposal {
    let mut proposal = Proposal {
        overlay: String::new(),
        actions: 0,
        open: Vec::new(),
        known: 0,
    };
    let mut texts = String::new();
    for (line, count) in lines {
        let evidence = line.evidence(*count);
        let Some(body) = place::body(tree, line) else {
            proposal
                .open
                .push(format!("{evidence}: the description has no such response"));
            continue;
        };
        proposal.known += 1;
        match action::actions(tree, is_new, line, body) {
            Err(why) => proposal.open.push(format!("{evidence}: {why}")),
            Ok(actions) => {
                for action in &actions {
                    texts.push_str(&action.to_yaml(&evidence));
                }
                proposal.actions += actions.len();
                // Later proposals see the description with earlier ones applied.
                let overlay = overlay("", &yaml_of(&actions));
                document::amend(tree, "the proposal", &overlay, diagnostics);
            }
        }
    }
    let title = tree.get("info").and_then(|info| info.text("title"));
    let title = format!(
        "Repairs of {}, proposed from {source}",
        title.unwrap_or("the description")
    );
    proposal.overlay = overlay(&title, &texts);
    proposal
}

fn yaml_of(actions: &[Action]) -> String {
    actions.iter().map(|action| action.to_yaml("")).collect()
}

fn overlay(title: &str, actions: &str) -> String {
    let title = serde_json::Value::from(title);
    let mut text = format!("overlay: 1.0.0\ninfo:\n  title: {title}\n  version: \"1\"\n");
    match actions.is_empty() {
        true => text.push_str("actions: []\n"),
        false => {
            let _ = write!(text, "actions:\n{actions}");
        }
    }
    text
}

/// The targets of a chain of `$ref`s, as bare pointers.
fn resolved(tree: &Node, pointer: &str) -> String {
    /// References that lead further than this lead in circles.
    const FAR: usize = 32;
    let mut pointer = pointer.to_owned();
    for _ in 0..FAR {
        let node = document::pointer::find(tree, &pointer);
        let Some(reference) = node.and_then(|node| node.text("$ref")) else {
            break;
        };
        let Some(target) = reference.strip_prefix('#') else {
            break;
        };
        pointer = document::pointer::percent_decode(target).into_owned();
    }
    pointer
}
