//! All reports of a run in a file for other programs.

use std::path::Path;

use serde_json::{Value, json};

use super::Outcome;
use crate::failure::{Failure, Result};
use crate::output::{self, Change};

/// One object for each description: the result, and the reports with their places.
///
/// # Errors
/// A file that cannot be written.
pub fn write(path: &Path, outcomes: &[Outcome]) -> Result<()> {
    let apis: Vec<Value> = outcomes.iter().map(entry).collect();
    let text = serde_json::to_string_pretty(&apis).map_err(|cause| Failure::at(path, cause))?;
    output::apply(&[Change::write(path, &(text + "\n"))])
}

fn entry(
    Outcome {
        name, generated, ..
    }: &Outcome,
) -> Value {
    let untyped = generated.summary.untyped.iter();
    let untyped: Vec<Value> = untyped
        .map(|(pointer, reason)| json!({ "pointer": pointer, "reason": reason }))
        .collect();
    json!({
        "api": name,
        "operations": generated.summary.operations,
        "left_out": generated.summary.left_out,
        "types": generated.summary.types,
        "untyped": untyped,
        "reports": generated.located(),
    })
}
