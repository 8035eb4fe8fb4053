//! One description to a crate, in a process of its own, as people run it.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use serde_json::Value;

use super::row::{Row, Untyped};
use crate::failure::{Failure, Result};
use crate::process;

const LIMIT: Duration = Duration::from_secs(120);

/// Generates the crate `folder/<name>`.
///
/// # Errors
/// When this program cannot be started again. A generator that fails is a row that says so.
pub fn generate(description: &Path, folder: &Path) -> Result<Row> {
    let name = description
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let name = codegen::package::package_name(&name);
    let report = folder.join("reports").join(format!("{name}.json"));
    let this = std::env::current_exe().map_err(|cause| Failure::error(cause.to_string()))?;
    let mut command = Command::new(this);
    command.args(["codegen", "--spec"]).arg(description);
    command
        .arg("--out")
        .arg(folder.join(&name))
        .arg("--report")
        .arg(&report);
    // A report of an earlier run must not be taken for this one's.
    let _ = fs::remove_file(&report);
    let finished = process::run(&mut command, LIMIT)?;
    let mut row = Row {
        version: version(description),
        generation: finished.time,
        peak: finished.peak,
        lines: lines_below(&folder.join(&name).join("src")),
        name,
        ..Row::default()
    };
    read_report(&report, &mut row);
    if !finished.is_success() {
        let last: Vec<&str> = finished.stderr.lines().rev().take(12).collect();
        let last: Vec<&str> = last.into_iter().rev().collect();
        let reason = if finished.status.is_none() {
            "takes too long\n"
        } else {
            ""
        };
        row.failure = Some(format!("{reason}{}", last.join("\n")));
    }
    Ok(row)
}

fn read_report(path: &Path, row: &mut Row) {
    let report = fs::read_to_string(path).unwrap_or_default();
    let report: Value = serde_json::from_str(&report).unwrap_or_default();
    let api = &report[0];
    let count = |key: &str| usize::try_from(api[key].as_u64().unwrap_or(0)).unwrap_or(0);
    row.operations = count("operations");
    row.left_out = count("left_out");
    row.types = count("types");
    row.warnings = api["reports"].as_array().map_or(0, Vec::len);
    let text = |place: &Value, key: &str| place[key].as_str().unwrap_or_default().to_owned();
    let untyped = api["untyped"].as_array().into_iter().flatten();
    row.untyped = untyped
        .map(|place| Untyped {
            pointer: text(place, "pointer"),
            reason: text(place, "reason"),
        })
        .collect();
}

/// The version of OpenAPI that the document says it is of.
fn version(description: &Path) -> String {
    let text = fs::read_to_string(description).unwrap_or_default();
    let keys = ["openapi:", "swagger:", "\"openapi\":", "\"swagger\":"];
    let found = keys.iter().find_map(|key| {
        let begins = |line: &&str| line.trim_start_matches(['{', ' ', '\t']).starts_with(key);
        let (_, after) = text.lines().find(begins)?.split_once(key)?;
        let end = after.find([',', '}', '#']).unwrap_or(after.len());
        Some(after[..end].trim().trim_matches(['"', '\'']).to_owned())
    });
    found.unwrap_or_default()
}

fn lines_below(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let lines = entries.map(|entry| {
        let path = entry.path();
        if path.is_dir() {
            return lines_below(&path);
        }
        let rust = path.extension().is_some_and(|extension| extension == "rs");
        let text = if rust {
            fs::read_to_string(&path).unwrap_or_default()
        } else {
            String::new()
        };
        text.lines().count()
    });
    lines.sum()
}
