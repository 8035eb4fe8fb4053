//! What a description says to people: deprecations, defaults and texts.

use super::finding::{Findings, Spotted};
use super::rules::{DEFAULT_CHANGED, DEPRECATED, NOT_DEPRECATED, TEXTS};
use crate::api::Docs;

pub(super) fn compare(findings: &mut Findings, at: &Spotted, old: &Docs, new: &Docs) {
    deprecation(findings, at, old.deprecated, new.deprecated);
    if old.default != new.default {
        let shown = |default: &Option<String>| {
            let text = default.as_ref().map(|text| format!("`{}`", short(text)));
            Some(text.unwrap_or_else(|| "none".to_owned()))
        };
        let (before, after) = (shown(&old.default), shown(&new.default));
        findings.change(&DEFAULT_CHANGED, at, "the default changed", before, after);
    }
    let words = [
        ("title", old.title != new.title),
        ("description", old.description != new.description),
        ("example", old.example != new.example),
        ("link to more documentation", old.external != new.external),
    ];
    changed(findings, at, &words);
}

pub(super) fn deprecation(findings: &mut Findings, at: &Spotted, old: bool, new: bool) {
    match (old, new) {
        (false, true) => findings.add(&DEPRECATED, at, "deprecated"),
        (true, false) => findings.add(&NOT_DEPRECATED, at, "not deprecated any more"),
        (true, true) | (false, false) => {}
    }
}

/// Texts by their names, and whether they changed.
pub(super) fn changed(findings: &mut Findings, at: &Spotted, texts: &[(&str, bool)]) {
    for (name, _) in texts.iter().filter(|(_, has_changed)| *has_changed) {
        findings.add(&TEXTS, at, format!("the {name} changed"));
    }
}

/// A value that fits on a line.
pub(super) fn short(text: &str) -> String {
    const WIDTH: usize = 60;
    match text.char_indices().nth(WIDTH) {
        Some((end, _)) => text.get(..end).unwrap_or_default().to_owned() + "..",
        None => text.to_owned(),
    }
}
