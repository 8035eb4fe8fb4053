//! `cargo check` over all generated crates at once.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::bench::measure::{Compilations, Usage};
use crate::failure::{Failure, Result};

/// What the compiler says about one crate.
#[derive(Debug, Default, Clone)]
pub struct Verdict {
    pub warnings: usize,
    pub errors: usize,
    /// The first error, or the first warning if there is no error.
    pub first: Option<Message>,
    /// The lines of its files that have errors.
    pub error_lines: Vec<usize>,
    pub usage: Usage,
}

/// A message of the compiler.
#[derive(Debug, Clone)]
pub struct Message {
    pub is_error: bool,
    pub text: String,
    /// `src/types/pet.rs:12`.
    pub place: String,
    /// The line of code.
    pub excerpt: String,
}

/// Verdicts by the name of the package.
pub type Verdicts = BTreeMap<String, Verdict>;

/// Runs `cargo check` or `cargo build` on packages of a workspace, as many as possible even if one
/// of them fails.
///
/// # Errors
/// Cargo cannot be started, or refuses the workspace itself.
pub fn run(
    command: &str,
    out: &Path,
    packages: &[String],
    jobs: Option<usize>,
) -> Result<Verdicts> {
    let mut cargo = cargo(command, out, packages, jobs);
    let compilations = Compilations::watch(&mut cargo)?;
    let output = cargo
        .output()
        .map_err(|cause| Failure::error(cause.to_string()))?;
    let mut usages = compilations.finish();
    let messages = String::from_utf8_lossy(&output.stdout);
    let mut verdicts: Verdicts = packages
        .iter()
        .map(|package| (package.clone(), Verdict::default()))
        .collect();
    let mut finished = false;
    for message in messages
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
    {
        match message["reason"].as_str() {
            Some("compiler-message") => add(&mut verdicts, &message),
            Some("build-finished") => finished = true,
            _ => {}
        }
    }
    if !finished {
        return Err(Failure::error(
            String::from_utf8_lossy(&output.stderr).into_owned(),
        ));
    }
    for (package, verdict) in &mut verdicts {
        verdict.usage = usages
            .remove(&package.replace('-', "_"))
            .unwrap_or_default();
    }
    note_silent_failures(&mut verdicts, &output.stderr);
    Ok(verdicts)
}

fn cargo(command: &str, out: &Path, packages: &[String], jobs: Option<usize>) -> Command {
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .current_dir(out)
        .args([command, "--quiet", "--keep-going", "--message-format=json"]);
    cargo
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_TARGET_DIR", out.join("target"));
    cargo.env_remove("RUSTFLAGS").stderr(Stdio::piped());
    for package in packages {
        cargo.arg("--package").arg(package);
    }
    if let Some(jobs) = jobs {
        cargo.arg("--jobs").arg(jobs.to_string());
    }
    cargo
}

fn add(verdicts: &mut Verdicts, message: &Value) {
    // `path+file:///out/pets#0.1.0`, or with `pets@` before the version where the folder has
    // another name.
    let id = message["package_id"].as_str().unwrap_or_default();
    let (folder, tail) = id.rsplit_once('#').unwrap_or((id, ""));
    let name = match tail.split_once('@') {
        Some((name, _)) => name,
        None => folder.rsplit('/').next().unwrap_or_default(),
    };
    let (Some(verdict), content) = (verdicts.get_mut(name), &message["message"]) else {
        return;
    };
    let is_error = content["level"]
        .as_str()
        .is_some_and(|level| level.starts_with("error"));
    let is_warning = content["level"] == "warning";
    // Messages that sum up others ("aborting due to 2 errors") have no place.
    let Some(span) = primary_span(content) else {
        return;
    };
    verdict.errors += usize::from(is_error);
    verdict.warnings += usize::from(is_warning);
    if is_error {
        let line = outermost(span)["line_start"].as_u64().unwrap_or_default();
        verdict
            .error_lines
            .push(usize::try_from(line).unwrap_or_default());
    }
    let better = verdict
        .first
        .as_ref()
        .is_none_or(|first| is_error && !first.is_error);
    if (is_error || is_warning) && better {
        verdict.first = Some(Message {
            is_error,
            ..describe(content, span)
        });
    }
}

fn primary_span(content: &Value) -> Option<&Value> {
    let spans = content["spans"].as_array()?;
    spans
        .iter()
        .find(|span| span["is_primary"] == true)
        .or(spans.first())
}

fn describe(content: &Value, span: &Value) -> Message {
    let text = content["message"].as_str().unwrap_or_default();
    let code = content["code"]["code"].as_str().unwrap_or_default();
    let outer = outermost(span);
    let file = outer["file_name"].as_str().unwrap_or_default();
    let label = span["label"].as_str().filter(|label| !label.is_empty());
    Message {
        is_error: true,
        text: match label {
            Some(label) => format!("{code} {text} ({label})").trim().to_owned(),
            None => format!("{code} {text}").trim().to_owned(),
        },
        place: format!("{file}:{}", outer["line_start"]),
        excerpt: outer["text"][0]["text"]
            .as_str()
            .unwrap_or_default()
            .trim()
            .to_owned(),
    }
}

/// The place where a macro is called, not the inside of the macro.
fn outermost(span: &Value) -> &Value {
    let mut outer = span;
    while outer["expansion"]["span"].is_object() {
        outer = &outer["expansion"]["span"];
    }
    outer
}

/// A compiler that overflows its stack or is killed does not say so in its messages.
fn note_silent_failures(verdicts: &mut Verdicts, stderr: &[u8]) {
    let text = String::from_utf8_lossy(stderr);
    for line in text
        .lines()
        .filter(|line| line.starts_with("error: could not compile"))
    {
        let name = line.split('`').nth(1).unwrap_or_default();
        if let Some(verdict) = verdicts.get_mut(name).filter(|verdict| verdict.errors == 0) {
            verdict.errors = 1;
            verdict.first = Some(Message {
                is_error: true,
                text: line.to_owned(),
                place: String::new(),
                excerpt: String::new(),
            });
            verdict.error_lines.clear();
        }
    }
}
