//! What a description declares and the generator neither uses nor reports, and types that nothing
//! uses: the check that the fixtures have, on any description.

use std::collections::BTreeMap;

use codegen::api::Api;
use codegen::diagnostics::Diagnostics;

use super::descriptions::{self, Description};
use super::losses::{losses, unreached};
use crate::failure::Result;
use crate::generate::Spec;

/// What was found, in the order of the description.
#[derive(Debug, Default)]
pub struct Guards {
    /// What is lost, and the JSON pointer of it.
    pub losses: Vec<(String, String)>,
    /// Names of types.
    pub unreached: Vec<String>,
    /// The pointers of inline schemas that another equal one replaces, with the pointer of that one.
    pub replaced: BTreeMap<String, String>,
}

/// Looks for both; nothing where the description cannot be read.
///
/// # Errors
/// A file that cannot be read.
pub fn check(description: &Description) -> Result<Guards> {
    let spec = Spec::read(&description.path, &crate::workspace())?;
    let mut diagnostics = Diagnostics::default();
    let stages = codegen::stages(&spec.input(false), &spec.settings, &mut diagnostics);
    let (Some(stages), Ok(written)) = (stages, descriptions::read(&description.path)) else {
        return Ok(Guards::default());
    };
    let losses = losses(&written, &stages, &diagnostics).into_iter();
    Ok(Guards {
        losses: losses
            .map(|loss| (loss.what.to_string(), loss.pointer))
            .collect(),
        unreached: unreached(&stages.api, &stages.rust),
        replaced: replaced(&stages.api),
    })
}

fn replaced(api: &Api) -> BTreeMap<String, String> {
    let mut replaced = BTreeMap::new();
    for id in api.equal.keys() {
        let by = &api.types[*id].origin.pointer;
        let places = api.places(*id).into_iter().filter(|place| place != by);
        replaced.extend(places.map(|place| (place.to_owned(), by.clone())));
    }
    replaced
}
