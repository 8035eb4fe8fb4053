//! All crates of the corpus checked by the compiler, with warnings denied.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use serde_json::Value;

use super::row::Row;
use super::rustc;
use crate::failure::{Failure, Result};
use crate::output::{self, Change};
use crate::process;

const LIMIT: Duration = Duration::from_secs(4 * 3600);

/// The manifest of the throw-away workspace.
///
/// # Errors
/// A file that cannot be written.
pub fn write_workspace(folder: &Path, members: &[&str]) -> Result<()> {
    let members: Vec<String> = members
        .iter()
        .map(|name| format!("    \"{name}\",\n"))
        .collect();
    let text = format!(
        "[workspace]\nresolver = \"3\"\nmembers = [\n{}]\n\n[profile.dev]\ndebug = false\nincremental = false\n",
        members.concat()
    );
    output::apply(&[Change::write(folder.join("Cargo.toml"), text)])
}

/// Checks every crate that was generated and puts times and complaints into its row.
///
/// # Errors
/// When cargo cannot be started.
pub fn check(folder: &Path, rows: &mut [Row]) -> Result<()> {
    let generated: Vec<&str> = rows
        .iter()
        .filter(|row| row.failure.is_none())
        .map(|row| row.name.as_str())
        .collect();
    if generated.is_empty() {
        return Ok(());
    }
    write_workspace(folder, &generated)?;
    let times = folder.join("times");
    fs::create_dir_all(&times).map_err(|cause| Failure::at(&times, cause))?;
    let this = std::env::current_exe().map_err(|cause| Failure::error(cause.to_string()))?;
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args([
        "check",
        "--workspace",
        "--keep-going",
        "--quiet",
        "--message-format=json",
    ]);
    cargo
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", folder.join("target"));
    cargo
        .env("RUSTC_WORKSPACE_WRAPPER", this)
        .env(rustc::TIMES, &times);
    let finished = process::run(&mut cargo, LIMIT)?;
    let messages: Vec<Value> = finished
        .stdout
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect();
    if messages.is_empty() {
        return Err(Failure::error(format!(
            "cargo check says nothing but\n{}",
            finished.stderr
        )));
    }
    for row in rows.iter_mut().filter(|row| row.failure.is_none()) {
        row.check = rustc::time(&times, &row.name.replace('-', "_"));
        row.complaints = complaints(&messages, &row.name);
        let artifact = messages
            .iter()
            .any(|message| is_artifact(message, &row.name));
        if !artifact && row.complaints.is_empty() {
            row.complaints.push(finished.stderr.clone());
        }
    }
    Ok(())
}

fn complaints(messages: &[Value], package: &str) -> Vec<String> {
    let own = messages
        .iter()
        .filter(|message| message["reason"] == "compiler-message" && is_of(message, package));
    let places = own.filter(|message| {
        message["message"]["spans"]
            .as_array()
            .is_some_and(|spans| !spans.is_empty())
    });
    places
        .filter_map(|message| message["message"]["rendered"].as_str().map(str::to_owned))
        .collect()
}

fn is_artifact(message: &Value, package: &str) -> bool {
    message["reason"] == "compiler-artifact" && is_of(message, package)
}

fn is_of(message: &Value, package: &str) -> bool {
    message["target"]["name"]
        .as_str()
        .is_some_and(|name| name.replace('_', "-") == package)
}
