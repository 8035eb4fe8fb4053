//! Whatever a description declares is in the output or in a report, and no type is written that
//! nothing uses.
//!
//! The description is read as it was written, before the generator changes it.

mod check;

use check::{losses, unreached};
use codegen::diagnostics::Diagnostics;
use codegen::document;

use crate::fixtures::Fixture;

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
