//! What each feature of the runtime adds to a clean build of it.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};

use super::figures::median;
use super::measure::{self, Usage};
use crate::failure::{Failure, Result};

/// Clean builds, each beside what it is compared with.
const CLEAN: [(&str, &str); 3] = [("", ""), ("serde", ""), (DEFAULT, "serde")];
const DEFAULT: &str = "serde,reqwest";
/// The features that are built on top of the default ones. No two of them bring the same crate, so
/// that each is built beside what the default features have built.
const MORE: [&str; 9] = [
    "http2", "pkce", "mock", "blocking", "webhooks", "tower", "tracing", "chrono", "jiff",
];

/// A build with a set of features.
#[derive(Debug, Clone, Copy)]
struct Built {
    usage: Usage,
    /// Crates besides the runtime.
    crates: usize,
}

/// Builds the runtime from nothing, then with each feature, and prints what it takes.
///
/// # Errors
/// A build that fails.
pub fn measure(workspace: &Path, runs: usize) -> Result<Value> {
    println!("clean builds of the runtime");
    let mut all = Vec::new();
    for (features, below) in CLEAN {
        let built = clean(workspace, features, runs)?;
        let added = built.crates.saturating_sub(crates(workspace, below)?);
        print(&format!("features `{features}`"), built, added);
        all.push(to_json(features, built, added));
    }
    println!("the runtime again, and the crates that a feature adds");
    let before = crates(workspace, DEFAULT)?;
    let again = on_top(workspace, DEFAULT)?;
    print("the default features", again, 0);
    for feature in MORE {
        let built = on_top(workspace, &format!("{DEFAULT},{feature}"))?;
        let added = built.crates.saturating_sub(before);
        print(&format!("and `{feature}`"), built, added);
        let seconds = |one: Built| one.usage.cpu.as_secs_f64();
        println!("  {:44} {:+8.2} s CPU", "", seconds(built) - seconds(again));
        all.push(to_json(feature, built, added));
    }
    Ok(all.into())
}

/// From nothing: the median of several.
fn clean(workspace: &Path, features: &str, runs: usize) -> Result<Built> {
    let target = workspace.join(TARGET);
    let mut usages = Vec::new();
    for _ in 0..runs {
        if target.exists() {
            std::fs::remove_dir_all(&target).map_err(|cause| Failure::at(&target, cause))?;
        }
        usages.push(build(workspace, features)?);
    }
    Ok(Built {
        usage: median(&usages),
        crates: crates(workspace, features)?,
    })
}

/// The runtime itself, and what is not there yet.
fn on_top(workspace: &Path, features: &str) -> Result<Built> {
    let arguments = ["clean", "--offline", "--quiet", "--package", "runtime"];
    let cleaned = cargo(workspace, &arguments).output();
    succeeded(&cleaned.map_err(|cause| Failure::error(format!("cargo: {cause}")))?)?;
    Ok(Built {
        usage: build(workspace, features)?,
        crates: crates(workspace, features)?,
    })
}

const TARGET: &str = "target/bench-out/features";

fn cargo(workspace: &Path, arguments: &[&str]) -> Command {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(workspace).args(arguments);
    cargo.env("CARGO_TARGET_DIR", workspace.join(TARGET));
    cargo.env("CARGO_INCREMENTAL", "0").env_remove("RUSTFLAGS");
    cargo
}

fn build(workspace: &Path, features: &str) -> Result<Usage> {
    let arguments = ["build", "--offline", "--quiet", "--package", "runtime"];
    let mut command = cargo(workspace, &arguments);
    command.args(["--no-default-features", "--features", features]);
    let (output, usage) = measure::run(&command, None)?;
    succeeded(&output)?;
    Ok(usage)
}

/// How many crates these features need besides the runtime.
fn crates(workspace: &Path, features: &str) -> Result<usize> {
    let arguments = ["tree", "--offline", "--package", "runtime"];
    let mut tree = cargo(workspace, &arguments);
    tree.args(["--edges", "normal,build", "--prefix", "none"]);
    tree.args([
        "--format",
        "{p}",
        "--no-default-features",
        "--features",
        features,
    ]);
    let output = tree.output();
    let output = output.map_err(|cause| Failure::error(format!("cargo: {cause}")))?;
    succeeded(&output)?;
    let listed = String::from_utf8_lossy(&output.stdout).into_owned();
    // A crate that is listed again has a mark behind its name.
    let names = listed.lines().map(|line| line.trim_end_matches(" (*)"));
    let names: BTreeSet<_> = names.filter(|name| !name.is_empty()).collect();
    Ok(names.len().saturating_sub(1))
}

fn succeeded(output: &Output) -> Result<()> {
    match output.status.success() {
        true => Ok(()),
        false => Err(Failure::error(String::from_utf8_lossy(&output.stderr))),
    }
}

fn print(what: &str, built: Built, added: usize) {
    let seconds = built.usage.cpu.as_secs_f64();
    let crates = built.crates;
    println!("  {what:44} {seconds:8.2} s CPU {crates:4} crates, {added} more");
}

fn to_json(features: &str, built: Built, added: usize) -> Value {
    let seconds = built.usage.cpu.as_secs_f64();
    json!({"features": features, "cpu_seconds": seconds, "crates": built.crates, "more_crates": added})
}
