//! Findings to changes: what changed alike in several places is one change, the worst come first.

use indexmap::IndexMap;

use super::Version;
use super::change::{Change, ItemChange, ItemKind, Site, Spot, Verdict};
use super::finding::Finding;
use super::items::Item;
use super::users::Users;

/// Findings with the items of Rust that changed with them.
pub(super) fn group(
    (old, new): (&Version<'_>, &Version<'_>),
    findings: Vec<Finding>,
    joined: Vec<Vec<Item>>,
) -> Vec<Change> {
    let mut users = (
        Users::of(&old.stages.meaning),
        Users::of(&new.stages.meaning),
    );
    let mut changes: IndexMap<_, Change> = IndexMap::new();
    for (finding, items) in findings.into_iter().zip(joined) {
        let items: Vec<_> = items.into_iter().map(|item| item.change).collect();
        let site = Site {
            subject: finding.at.subject.clone(),
            old: spot(old, finding.at.at.old.as_deref()),
            new: spot(new, finding.at.at.new.as_deref()),
            users: match finding.at.types {
                Some((_, id)) if finding.at.at.new.is_some() => users.1.all(id),
                Some((id, _)) => users.0.all(id),
                None => Vec::new(),
            },
            items,
        };
        let change = change(finding, &site);
        let key = (
            change.rule.name,
            (
                change.what.clone(),
                change.before.clone(),
                change.after.clone(),
            ),
            (change.wire, change.rust, change.directions),
        );
        let known = changes.entry(key).or_insert(change);
        known.sites.push(site);
    }
    let mut changes: Vec<_> = changes.into_values().collect();
    for change in &mut changes {
        change.fingerprint = fingerprint(change);
    }
    changes.sort_by_key(|change| (std::cmp::Reverse(change.verdict()), !change.surprises));
    changes
}

fn change(finding: Finding, site: &Site) -> Change {
    let (wire, surprises) = finding.rule.shift.judge(finding.at.directions);
    let rust = site.items.iter().map(ItemChange::verdict).max();
    Change {
        rule: finding.rule,
        what: finding.what,
        before: finding.before,
        after: finding.after,
        directions: finding.at.directions,
        wire,
        rust: rust.unwrap_or_default(),
        surprises,
        sites: Vec::new(),
        fingerprint: String::new(),
        accepted: false,
    }
}

impl ItemChange {
    fn verdict(&self) -> Verdict {
        match self.kind {
            ItemKind::Added(_) => Verdict::Compatible,
            ItemKind::Removed(_) | ItemKind::Changed(..) | ItemKind::Renamed(_) => {
                Verdict::Breaking
            }
        }
    }
}

/// Where a pointer leads. What is not in the text leads to its nearest ancestor there.
fn spot(version: &Version<'_>, pointer: Option<&str>) -> Option<Spot> {
    use crate::diagnostics::Origins as _;
    let pointer = pointer?;
    let origin = version.stages.document.tree.nearest(pointer);
    let name = version
        .sources
        .get(origin.file)
        .map(|source| source.name.clone());
    let place = name.and_then(|name| {
        let position = version.sources.locate(origin)?;
        Some((name, position.line, position.column))
    });
    Some(Spot {
        pointer: pointer.to_owned(),
        place,
    })
}

/// A hash of what changed and where, without line numbers: FNV-1a of 64 bits.
fn fingerprint(change: &Change) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut add = |text: &str| {
        for byte in text.bytes().chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    };
    add(change.rule.name);
    add(&change.what);
    add(change.before.as_deref().unwrap_or_default());
    add(change.after.as_deref().unwrap_or_default());
    let mut subjects: Vec<_> = change.sites.iter().map(|site| &site.subject).collect();
    subjects.sort();
    subjects.iter().for_each(|subject| add(subject));
    format!(
        "{}-{:08x}",
        change.rule.name,
        (hash ^ (hash >> 32)) & 0xffff_ffff
    )
}
