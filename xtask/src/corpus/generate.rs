//! From one description to a crate, with the command that users run, as a process of its own:
//! whatever happens to it, the run goes on.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::Value;

use super::descriptions::Description;
use super::workspace;
use crate::bench::measure::{self, Usage};
use crate::failure::{Failure, Result};
use crate::workspace as root;

/// Seconds of CPU time that one description may take.
const LIMIT: u64 = 300;

/// The result for a description.
#[derive(Debug, Default)]
pub struct Generation {
    pub usage: Usage,
    pub operations: u64,
    pub left_out: u64,
    pub types: u64,
    pub lines: usize,
    /// Places where any JSON is accepted although the description says more, and why.
    pub untyped: Vec<(String, String)>,
    pub reports: Vec<Report>,
    /// Why there is no crate.
    pub failure: Option<String>,
}

/// A report of the generator about a place.
#[derive(Debug, Clone)]
pub struct Report {
    pub kind: String,
    pub severity: String,
    pub pointer: String,
    pub message: String,
    /// What is used in place of it.
    pub instead: String,
}

/// Builds the generator as it is, with these arguments for Cargo.
///
/// # Errors
/// A generator that does not compile.
pub fn build_generator(arguments: &[&str]) -> Result<PathBuf> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .current_dir(root())
        .args(["build", "--quiet", "--package", "xtask"]);
    cargo.args(arguments);
    cargo
        .arg("--message-format=json-render-diagnostics")
        .stderr(Stdio::inherit());
    let output = cargo
        .output()
        .map_err(|cause| Failure::error(cause.to_string()))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let artifacts = text
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let program = artifacts
        .filter_map(|one| one["executable"].as_str().map(PathBuf::from))
        .next_back();
    match program {
        Some(program) if output.status.success() => Ok(program),
        _ => Err(Failure::error("the generator does not compile")),
    }
}

/// Generates a crate into `folder`, which is emptied before.
///
/// # Errors
/// A folder that cannot be emptied, a program that cannot be started.
pub fn generate(program: &Path, description: &Description, folder: &Path) -> Result<Generation> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(|cause| Failure::at(folder, cause))?;
    }
    let report = folder.with_extension("report.json");
    // A report of an earlier run must not be mistaken for one of this run.
    let _ = fs::remove_file(&report);
    let mut command = Command::new(program);
    command.arg("codegen").arg("--spec").arg(&description.path);
    command
        .arg("--out")
        .arg(folder)
        .arg("--report")
        .arg(&report);
    let (output, usage) = measure::run(&command, Some(LIMIT))?;
    let mut generation = read_report(&report);
    generation.usage = usage;
    if output.status.success() && folder.join("Cargo.toml").exists() {
        workspace::adopt(folder)?;
        generation.lines = workspace::lines(&folder.join("src"))?;
    } else {
        generation.failure = Some(explain(&output.stderr, output.status.code(), usage.cpu));
    }
    Ok(generation)
}

fn read_report(path: &Path) -> Generation {
    let text = fs::read_to_string(path).unwrap_or_default();
    let report: Value = serde_json::from_str(&text).unwrap_or_default();
    let report = &report[0];
    let number = |key: &str| report[key].as_u64().unwrap_or_default();
    let list = |key: &str| {
        report[key]
            .as_array()
            .map(Vec::as_slice)
            .unwrap_or_default()
    };
    Generation {
        operations: number("operations"),
        left_out: number("left_out"),
        types: number("types"),
        untyped: list("untyped").iter().map(place).collect(),
        reports: list("reports").iter().map(entry).collect(),
        ..Generation::default()
    }
}

fn place(place: &Value) -> (String, String) {
    let text = |key: &str| place[key].as_str().unwrap_or_default().to_owned();
    (text("pointer"), text("reason"))
}

fn entry(entry: &Value) -> Report {
    let text = |key: &str| entry[key].as_str().unwrap_or_default().to_owned();
    Report {
        kind: text("kind"),
        severity: text("severity"),
        pointer: text("pointer"),
        message: text("message"),
        instead: text("instead"),
    }
}

/// The first error, or how the process ended.
fn explain(stderr: &[u8], code: Option<i32>, cpu: Duration) -> String {
    let text = String::from_utf8_lossy(stderr);
    let telling = |line: &&str| {
        ["error", "panicked", "overflowed", "memory"]
            .iter()
            .any(|word| line.contains(word))
    };
    let mut lines = text.lines().skip_while(|line| !telling(line)).take(2);
    let first = lines.next().unwrap_or_default().trim();
    let first = match lines.next() {
        Some(second) if first.contains("panicked") => format!("{first} {second}"),
        Some(second) if second.contains("-->") => format!("{first} {}", second.trim()),
        _ => first.to_owned(),
    };
    match code {
        Some(0..=2) if !first.is_empty() => first,
        Some(101) => format!("panic: {first}"),
        _ if cpu >= Duration::from_secs(LIMIT) => format!("no end after {LIMIT} s of CPU time"),
        Some(code) => format!("exit code {code}: {first}"),
        None => format!("killed: {first}"),
    }
}
