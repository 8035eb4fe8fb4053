//! Text for a terminal.

use super::super::{Change, Report};
use super::{MOST, consequences, counts, difference, items, places, sections, users, versions};

/// The whole report. The first line says which part of the version number has to grow.
pub fn text(report: &Report) -> String {
    let (wire, rust) = report.verdicts();
    let mut lines = vec![format!(
        "{} {}: {}, {}",
        report.title,
        versions(report),
        report.level().word(),
        counts(report)
    )];
    if !report.changes.is_empty() {
        lines.push(format!("wire: {}; Rust: {}", wire.word(), rust.rust_word()));
    }
    for (heading, changes) in sections(report) {
        lines.push(String::new());
        lines.push(format!("{heading} ({})", changes.len()));
        changes
            .iter()
            .for_each(|change| self::change(change, &mut lines));
    }
    for stale in &report.stale {
        lines.push(format!(
            "accepted, but there is no such change any more: {stale}"
        ));
    }
    lines.join("\n") + "\n"
}

fn change(change: &Change, lines: &mut Vec<String>) {
    let mut head = change.what.clone();
    if let Some(difference) = difference(change) {
        head = format!("{head}: {difference}");
    }
    lines.push(String::new());
    match change.sites.as_slice() {
        [only] => lines.push(format!(
            "  {}: {head}  [{}]",
            only.subject, change.fingerprint
        )),
        several => lines.push(format!(
            "  in {} places: {head}  [{}]",
            several.len(),
            change.fingerprint
        )),
    }
    lines.push(format!("    {}", consequences(change)));
    lines.extend(items(change).into_iter().map(|line| format!("    {line}")));
    for site in change.sites.iter().take(MOST) {
        let subject = match change.sites.len() {
            1 => String::new(),
            _ => format!("{}: ", site.subject),
        };
        let users = users(site).map(|users| format!("; {users}"));
        lines.push(format!(
            "    {subject}{}{}",
            places(site),
            users.unwrap_or_default()
        ));
    }
    if change.sites.len() > MOST {
        lines.push(format!("    and {} more places", change.sites.len() - MOST));
    }
}
