//! What it costs to compile one crate whose dependencies are compiled already.

use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::SystemTime;

use super::figures::median;
use super::measure::{Compilations, Usage};
use crate::failure::{Failure, Result};

/// The Cargo command, and how it is run.
#[derive(Debug, Clone, Copy)]
pub struct How {
    /// `check` or `build`.
    pub command: &'static str,
    /// A second compilation after the root file was touched, with incremental data. Otherwise from
    /// scratch, without.
    pub touch: bool,
}

/// The median of several compilations of one crate of a workspace.
///
/// # Errors
/// A crate that does not compile.
pub fn measure(workspace: &Path, package: &str, how: How, runs: usize) -> Result<Usage> {
    // Compiles the dependencies, too.
    cargo(workspace, package, how)?;
    let mut usages = Vec::new();
    for _ in 0..runs {
        let root = workspace.join(package).join("src/lib.rs");
        // Cargo compiles files that are newer than its last compilation.
        let touched = File::options().append(true).open(&root);
        touched
            .and_then(|file| file.set_modified(SystemTime::now()))
            .map_err(|cause| Failure::at(&root, cause))?;
        usages.push(cargo(workspace, package, how)?);
    }
    Ok(median(&usages))
}

fn cargo(workspace: &Path, package: &str, how: How) -> Result<Usage> {
    let target = if how.touch {
        "target/kept"
    } else {
        "target/scratch"
    };
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .current_dir(workspace)
        .args([how.command, "--quiet", "--package", package]);
    cargo.env("CARGO_TARGET_DIR", workspace.join(target));
    let incremental = if how.touch { "true" } else { "false" };
    cargo
        .arg("--config")
        .arg(format!("profile.dev.incremental={incremental}"));
    cargo
        .env_remove("CARGO_INCREMENTAL")
        .env_remove("RUSTFLAGS")
        .stdin(Stdio::null());
    let compilations = Compilations::watch(&mut cargo)?;
    let output = cargo
        .output()
        .map_err(|cause| Failure::error(format!("cargo: {cause}")))?;
    let usages = compilations.finish();
    if !output.status.success() {
        let text = String::from_utf8_lossy(&output.stderr);
        let first: Vec<&str> = text
            .lines()
            .skip_while(|line| !line.starts_with("error"))
            .take(12)
            .collect();
        return Err(Failure::error(format!(
            "{package} does not compile:\n{}",
            first.join("\n")
        )));
    }
    Ok(usages
        .get(&package.replace('-', "_"))
        .copied()
        .unwrap_or_default())
}
