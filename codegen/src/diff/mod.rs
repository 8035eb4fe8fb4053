//! What changed between two versions of a description: what it means on the wire and for callers in
//! Rust.
//!
//! Two versions come in, each with its meaning ([`api`](crate::api)) and its Rust
//! ([`rust`](crate::rust)); nothing is compared as text. A [`Report`] goes out. There is a file for
//! each kind of thing that is compared. [`rules`] is the one table of kinds of changes and verdicts.
//!
//! ```text
//! operations, parameters, bodies, responses, security, servers ─▶ findings ─┐
//!            └─ walk ─▶ types, fields, values, variants, scalars, limits ───┤─ join ─ group ─▶ Report
//! surfaces of Rust ─▶ items, with what only has another name followed ──────┘
//! ```

mod bodies;
mod change;
mod components;
mod fields;
mod finding;
mod group;
mod items;
mod join;
mod limits;
mod operations;
mod parameters;
pub mod render;
mod responses;
pub mod rules;
mod same;
mod scalars;
mod security;
mod servers;
mod texts;
mod types;
mod users;
mod values;
mod variants;
mod walk;

pub use change::{
    Change, Directions, Effect, ItemChange, ItemKind, Level, Report, Site, Spot, Verdict,
};

use crate::Stages;
use crate::api::label;
use crate::diagnostics::Sources;
use change::Directions as Ways;
use finding::{Findings, Pair, Spotted};
use same::Same;
use walk::Walk;

/// One version of a description.
#[derive(Debug, Clone, Copy)]
pub struct Version<'a> {
    pub stages: &'a Stages,
    /// The texts that it was read from.
    pub sources: &'a Sources,
}

/// All changes from one version to another. `accepted` are fingerprints of changes that have been
/// looked at.
pub fn compare(old: Version<'_>, new: Version<'_>, accepted: &[String]) -> Report {
    crate::document::on_big_stack(|| report(old, new, accepted))
}

fn report(old: Version<'_>, new: Version<'_>, accepted: &[String]) -> Report {
    let (one, other) = (&old.stages.meaning, &new.stages.meaning);
    let mut findings = Findings::default();
    let mut walk = Walk::new(one, other);
    let whole = |subject: &str, pointer: &str| {
        Spotted::new(subject, Pair::both(pointer, pointer), Ways::SENT)
    };
    let words = [
        ("title", one.title != other.title),
        ("description", one.description != other.description),
    ];
    texts::changed(&mut findings, &whole("the API", "/info"), &words);
    servers::compare(
        &mut findings,
        &whole("the API", "/servers"),
        &one.servers,
        &other.servers,
    );
    security::schemes(&mut findings, one, other);
    operations::compare(&mut findings, &mut walk);
    walk.follow();
    components::compare(&mut findings, &mut walk);
    walk.follow();
    types::compare(&mut findings, &walk);
    let same = Same::find(&walk, &old.stages.api, &new.stages.api);
    let items = items::compare(&old.stages.rust.surface, &new.stages.rust.surface, &same);
    let joined = join::join(&mut findings, items, &same);
    let mut report = Report {
        title: other.title.clone(),
        versions: (one.version.clone(), other.version.clone()),
        changes: group::group((&old, &new), findings.0, joined),
        stale: Vec::new(),
    };
    report.accept(accepted);
    report
}

impl Report {
    fn accept(&mut self, accepted: &[String]) {
        for change in &mut self.changes {
            change.accepted = accepted.contains(&change.fingerprint);
        }
        let is_known = |one: &&String| {
            self.changes
                .iter()
                .any(|change| change.fingerprint == **one)
        };
        self.stale = accepted
            .iter()
            .filter(|one| !is_known(one))
            .cloned()
            .collect();
    }
}
