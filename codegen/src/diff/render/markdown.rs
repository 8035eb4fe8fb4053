//! Markdown for a pull request: the summary and what breaks are open, the rest is folded.

use super::super::{Change, Report};
use super::{MOST, consequences, counts, difference, items, places, sections, users, versions};

pub fn markdown(report: &Report) -> String {
    let (wire, rust) = report.verdicts();
    let mut text = format!(
        "## {} {}: {}\n\n{}.",
        plain(&report.title),
        plain(&versions(report)),
        report.level().word(),
        counts(report)
    );
    if report.changes.is_empty() {
        return text + "\n";
    }
    text.push_str(&format!(
        " Wire: **{}**. Rust: **{}**.\n",
        wire.word(),
        rust.rust_word()
    ));
    for (index, (heading, changes)) in sections(report).into_iter().enumerate() {
        let heading = format!("{heading} ({})", changes.len());
        let is_open = index == 0;
        text.push_str(&match is_open {
            true => format!("\n### {heading}\n\n"),
            false => format!("\n<details>\n<summary>{heading}</summary>\n\n"),
        });
        changes
            .iter()
            .for_each(|change| self::change(change, &mut text));
        if !is_open {
            text.push_str("\n</details>\n");
        }
    }
    for stale in &report.stale {
        text.push_str(&format!(
            "\nAccepted, but there is no such change any more: `{stale}`.\n"
        ));
    }
    text
}

fn change(change: &Change, text: &mut String) {
    let difference = difference(change).map(|difference| format!(": {difference}"));
    let subject = match change.sites.as_slice() {
        [only] => only.subject.clone(),
        several => format!("{} places", several.len()),
    };
    text.push_str(&format!(
        "- **{}**: {}{}\n",
        plain(&subject),
        plain(&change.what),
        plain(&difference.unwrap_or_default())
    ));
    text.push_str(&format!("  {}\n", plain(&consequences(change))));
    let items = items(change);
    if !items.is_empty() {
        text.push_str("  ```diff\n");
        items
            .iter()
            .for_each(|line| text.push_str(&format!("  {}\n", line.replace("```", "'''"))));
        text.push_str("  ```\n");
    }
    let sites = change.sites.iter().take(MOST).map(|site| {
        let users = users(site).map(|users| format!("; {users}"));
        let subject = match change.sites.len() {
            1 => String::new(),
            _ => format!("{}: ", site.subject),
        };
        plain(&format!(
            "{subject}{}{}",
            places(site),
            users.unwrap_or_default()
        ))
    });
    let mut sites: Vec<_> = sites.collect();
    if change.sites.len() > MOST {
        sites.push(format!("and {} more", change.sites.len() - MOST));
    }
    text.push_str(&format!(
        "  <sub>{} · `{}`</sub>\n",
        sites.join(" · "),
        change.fingerprint
    ));
}

/// A text of a description on one line, in which only code in backticks is marked up.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    let mut is_code = false;
    for c in text.chars() {
        match c {
            '\n' | '\r' => plain.push(' '),
            '`' => {
                is_code = !is_code;
                plain.push('`');
            }
            '<' if !is_code => plain.push_str("&lt;"),
            '*' | '_' | '[' | ']' | '\\' | '|' | '#' if !is_code => plain.extend(['\\', c]),
            c => plain.push(c),
        }
    }
    plain
}
