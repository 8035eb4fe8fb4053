//! Whatever a description declares is in the output or in a report, and no type is written that
//! nothing uses.
//!
//! The description is read as it was written, before the generator changes it.

mod discriminators;
mod operations;
mod reports;
mod unreached;

use std::fmt;

use codegen::Stages;
use codegen::diagnostics::Diagnostics;
use codegen::document;
use codegen::document::Node;
use reports::Reports;
use unreached::unreached;

use crate::fixtures::Fixture;

/// Something that is declared, not generated and not reported.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Loss {
    /// JSON pointer into the description.
    pointer: String,
    what: What,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    Operation,
    Response,
    MediaType,
    Header,
    Discriminator,
}

/// All losses, in the order of the description. `written` is the text as it was read.
fn losses(written: &Node, stages: &Stages, diagnostics: &Diagnostics) -> Vec<Loss> {
    let reports = Reports::of(&stages.api, diagnostics);
    let mut losses = Vec::new();
    operations::find(written, (&stages.api, &stages.rust), &reports, &mut losses);
    discriminators::find(written, &stages.api, &reports, &mut losses);
    losses
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Operation => "operation",
            Self::Response => "response",
            Self::MediaType => "media type",
            Self::Header => "header",
            Self::Discriminator => "discriminator",
        })
    }
}

/// Known losses: fixture, pointer and reason.
const KNOWN: &[(&str, &str, &str)] = &[(
    "responses/by_media_type",
    "/paths/~1error/get/responses/default/content/application~1jsonl",
    "a stream of errors: `default` says only beside successes that it is one",
)];

#[test]
fn what_fixtures_declare_is_generated_or_reported() {
    let mut known: Vec<_> = KNOWN.iter().map(|(name, at, _)| (*name, *at)).collect();
    let mut found = Vec::new();
    for fixture in Fixture::all() {
        let mut diagnostics = Diagnostics::default();
        let written = document::read("written", &fixture.description, &mut Diagnostics::default());
        let stages = fixture.stages(&mut diagnostics);
        let (Some(written), Some(stages)) = (written, stages) else {
            continue;
        };
        for loss in losses(&written, &stages, &diagnostics) {
            let place = (&*fixture.name, &*loss.pointer);
            match known.iter().position(|known| *known == place) {
                Some(at) => drop(known.remove(at)),
                None => found.push(format!("{}: {} {}", fixture.name, loss.what, loss.pointer)),
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
    assert!(known.is_empty(), "no longer lost: {known:#?}");
}

#[test]
fn something_leads_to_every_type_of_fixtures() {
    let mut found = Vec::new();
    for fixture in Fixture::all() {
        if let Some(stages) = fixture.stages(&mut Diagnostics::default()) {
            let unreached = unreached(&stages.api, &stages.rust);
            found.extend(unreached.into_iter().map(|ty| (fixture.name.clone(), ty)));
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}
