//! JSON for programs.

use serde_json::{Value, json};

use super::super::{Change, ItemChange, ItemKind, Report, Site, Spot};

/// `{title, old_version, new_version, level, wire, rust, changes: [..], stale: [..]}`.
pub fn json(report: &Report) -> Value {
    let (wire, rust) = report.verdicts();
    json!({
        "title": report.title,
        "old_version": report.versions.0,
        "new_version": report.versions.1,
        "level": report.level().word(),
        "wire": wire.word(),
        "rust": rust.rust_word(),
        "changes": report.changes.iter().map(change).collect::<Vec<_>>(),
        "stale": report.stale,
    })
}

fn change(change: &Change) -> Value {
    json!({
        "fingerprint": change.fingerprint,
        "rule": change.rule.name,
        "verdict": change.verdict().word(),
        "wire": change.wire.word(),
        "rust": change.rust.rust_word(),
        "may_fail_at_run_time": change.surprises,
        "accepted": change.accepted,
        "what": change.what,
        "before": change.before,
        "after": change.after,
        "meaning": change.meaning(),
        "effect": change.effect(),
        "sent": change.directions.sent,
        "received": change.directions.received,
        "places": change.sites.iter().map(site).collect::<Vec<_>>(),
    })
}

fn site(site: &Site) -> Value {
    json!({
        "subject": site.subject,
        "old": site.old.as_ref().map(spot),
        "new": site.new.as_ref().map(spot),
        "used_by": site.users,
        "items": site.items.iter().map(item).collect::<Vec<_>>(),
    })
}

fn spot(spot: &Spot) -> Value {
    let (file, line, column) = match &spot.place {
        Some((file, line, column)) => (Some(file), Some(line), Some(column)),
        None => (None, None, None),
    };
    json!({ "pointer": spot.pointer, "file": file, "line": line, "column": column })
}

fn item(item: &ItemChange) -> Value {
    let (kind, before, after) = match &item.kind {
        ItemKind::Removed(before) => ("removed", Some(before), None),
        ItemKind::Added(after) => ("added", None, Some(after)),
        ItemKind::Changed(before, after) => ("changed", Some(before), Some(after)),
        ItemKind::Renamed(after) => ("renamed", Some(&item.path), Some(after)),
    };
    json!({
        "path": item.path,
        "kind": kind,
        "before": before,
        "after": after,
        "members": item.members,
    })
}
