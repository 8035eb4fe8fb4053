//! Reports as text, Markdown, JSON and a page of HTML. This is the only place that renders changes.

mod html;
mod json;
mod markdown;
mod text;

pub use html::html;
pub use json::json;
pub use markdown::markdown;
pub use text::text;

use super::{Change, ItemChange, ItemKind, Report, Site, Spot, Verdict};

/// Places, operations and items that are listed of many.
const MOST: usize = 5;

/// `12 changes: 4 breaking, 7 compatible, 1 documentation`.
fn counts(report: &Report) -> String {
    let count = |verdict| {
        let all = report.changes.iter();
        all.filter(|change| change.verdict() == verdict && !change.accepted)
            .count()
    };
    let accepted = report
        .changes
        .iter()
        .filter(|change| change.accepted)
        .count();
    let parts = [
        (count(Verdict::Breaking), "breaking"),
        (count(Verdict::Compatible), "compatible"),
        (count(Verdict::Documentation), "documentation only"),
        (accepted, "accepted"),
    ];
    let parts = parts.iter().filter(|(count, _)| *count > 0);
    let parts: Vec<_> = parts
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    match report.changes.len() {
        0 => "no changes".to_owned(),
        1 => format!("1 change: {}", parts.join(", ")),
        all => format!("{all} changes: {}", parts.join(", ")),
    }
}

/// `1.0.0 → 1.1.0`, or one of them where they are the same.
fn versions(report: &Report) -> String {
    let (old, new) = &report.versions;
    match old == new {
        true => new.clone(),
        false => format!("{old} → {new}"),
    }
}

/// The changes under each heading, in order.
fn sections(report: &Report) -> Vec<(&'static str, Vec<&Change>)> {
    let all = |test: &dyn Fn(&Change) -> bool| -> Vec<&Change> {
        report
            .changes
            .iter()
            .filter(|change| test(change))
            .collect()
    };
    let is = |change: &Change, verdict| change.verdict() == verdict && !change.accepted;
    let sections = vec![
        ("Breaking", all(&|one| is(one, Verdict::Breaking))),
        (
            "Compatible, but the server may send what old clients do not recognize",
            all(&|one| is(one, Verdict::Compatible) && one.surprises),
        ),
        (
            "Compatible",
            all(&|one| is(one, Verdict::Compatible) && !one.surprises),
        ),
        (
            "Documentation only",
            all(&|one| is(one, Verdict::Documentation)),
        ),
        ("Accepted", all(&|one| one.accepted)),
    ];
    sections
        .into_iter()
        .filter(|(_, all)| !all.is_empty())
        .collect()
}

/// What stood there and what stands there now.
fn difference(change: &Change) -> Option<String> {
    match (&change.before, &change.after) {
        (None, None) => None,
        (Some(before), Some(after)) => Some(format!("{before} → {after}")),
        (Some(one), None) | (None, Some(one)) => Some(one.clone()),
    }
}

/// What a caller of the old version meets, on the wire and in Rust.
fn consequences(change: &Change) -> String {
    let may = match change.surprises {
        true => " (may fail at run time)",
        false => "",
    };
    let rust = match change.rust {
        Verdict::Documentation => "",
        Verdict::Compatible | Verdict::Breaking => change.rust.word(),
    };
    let rust = [rust, change.effect()];
    let rust: Vec<_> = rust.into_iter().filter(|word| !word.is_empty()).collect();
    let rust = rust.join(", ");
    match (change.wire, change.rust) {
        (Verdict::Documentation, Verdict::Documentation) => "documentation only".to_owned(),
        (Verdict::Documentation, _) => format!("wire: nothing changed; Rust: {rust}"),
        (wire, _) => format!(
            "wire: {}{may}, {}; Rust: {rust}",
            wire.word(),
            change.meaning()
        ),
    }
}

/// `old specs/pets.yaml:3:5, new specs/pets.yaml:4:5`.
fn places(site: &Site) -> String {
    let place = |word: &str, spot: &Option<Spot>| {
        let spot = spot.as_ref()?;
        Some(match &spot.place {
            Some((file, line, column)) => format!("{word} {file}:{line}:{column}"),
            None => format!("{word} {}", spot.pointer),
        })
    };
    let places = [place("old", &site.old), place("new", &site.new)];
    places.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// `used by GET /pets, POST /pets and 3 more`.
fn users(site: &Site) -> Option<String> {
    let all = listed(site.users.iter().cloned(), 3)?;
    Some(format!("used by {all}"))
}

/// The first of many, and how many there are besides.
fn listed(all: impl ExactSizeIterator<Item = String>, most: usize) -> Option<String> {
    let more = all.len().saturating_sub(most);
    let mut shown: Vec<_> = all.take(most).collect();
    if more > 0 {
        shown.push(format!("{more} more"));
    }
    let last = shown.pop()?;
    Some(match shown.as_slice() {
        [] => last,
        shown => format!("{} and {last}", shown.join(", ")),
    })
}

/// An item of Rust before and after, each on a line of its own: `- path: signature`.
fn item(item: &ItemChange) -> Vec<String> {
    let path = &item.path;
    let members = match item.members {
        0 => String::new(),
        1 => ", with 1 more item".to_owned(),
        count => format!(", with {count} more items"),
    };
    match &item.kind {
        ItemKind::Removed(signature) => vec![format!("- {path}: {signature}{members}")],
        ItemKind::Added(signature) => vec![format!("+ {path}: {signature}{members}")],
        ItemKind::Changed(before, after) => {
            vec![format!("- {path}: {before}"), format!("+ {path}: {after}")]
        }
        ItemKind::Renamed(new) => vec![format!("- {path}"), format!("+ {new}")],
    }
}

/// The items of a change, at most [`MOST`] of them, and how many there are besides.
fn items(change: &Change) -> Vec<String> {
    let all: Vec<_> = change.sites.iter().flat_map(|site| &site.items).collect();
    let mut lines: Vec<_> = all.iter().take(MOST).flat_map(|one| item(one)).collect();
    if all.len() > MOST {
        lines.push(format!("  and {} more", all.len() - MOST));
    }
    lines
}
