//! `cargo xtask codegen`: descriptions to files.
//!
//! Writing and checking are one function up to the last step: everything is generated in memory,
//! compared with the files on disk, and only then written or shown.

mod collection;
mod lock;
mod plan;
mod report;
mod revision;
mod specs;
mod standalone;

pub use revision::Revision;
pub use specs::{Selection, Spec, named as specs_of};

use std::path::PathBuf;
use std::time::Duration;

use crate::failure::{Failure, Result};
use crate::output;
use plan::Plan;

/// The options of the command line.
#[derive(Debug)]
pub struct Options {
    /// Only this API of the workspace.
    pub api: Option<String>,
    /// Nothing is written. A difference is a failure.
    pub check: bool,
    /// The names of the lock are not kept.
    pub relock: bool,
    /// Every warning is an error.
    pub strict: bool,
    /// A file for all reports, as JSON.
    pub report: Option<PathBuf>,
    /// A description that becomes a crate of its own, and the crate's folder.
    pub standalone: Option<(PathBuf, PathBuf)>,
    /// A folder or a version requirement.
    pub runtime: Option<String>,
    /// `$ref`s may leave the folder of the description.
    pub allow_outside: bool,
    pub workspace: PathBuf,
}

impl Options {
    /// Everything in `specs/`, written.
    pub fn new(workspace: PathBuf) -> Self {
        Self {
            api: None,
            check: false,
            relock: false,
            strict: false,
            report: None,
            standalone: None,
            runtime: None,
            allow_outside: false,
            workspace,
        }
    }

    /// Of the crate that is written.
    fn folder(&self) -> PathBuf {
        match &self.standalone {
            Some((_, folder)) => folder.clone(),
            None => self.workspace.join("generated"),
        }
    }
}

/// One description, generated.
#[derive(Debug)]
struct Outcome {
    /// Name of the API, or of the package.
    name: String,
    /// Without the files, which are in the plan.
    generated: codegen::Generated,
    time: Duration,
}

/// Generates, prints a line for each description, and writes or checks.
///
/// # Errors
/// Descriptions and settings with mistakes (2), and files that are stale (1).
pub fn run(options: &Options) -> Result<()> {
    let (outcomes, plan) = match &options.standalone {
        Some((spec, folder)) => standalone::generate(options, spec, folder)?,
        None => collection::generate(options)?,
    };
    if let Some(path) = &options.report {
        report::write(path, &outcomes)?;
    }
    print_reports(&outcomes);
    let errors: usize = outcomes
        .iter()
        .map(|outcome| outcome.generated.diagnostics.errors())
        .sum();
    if errors > 0 {
        return Err(Failure::error(format!("{errors} errors, nothing written")));
    }
    if !options.check {
        output::apply_to_crate(&plan.changes(), &options.folder().join("src/lib.rs"))?;
    }
    for outcome in &outcomes {
        println!("{}", line(options, outcome, &plan));
        lock::print_moved(&outcome.generated.lock);
    }
    if options.check {
        check(options, &plan)?;
    }
    // The process ends after this. Exiting frees its memory faster than dropping it piece by piece.
    std::mem::forget((outcomes, plan));
    Ok(())
}

fn print_reports(outcomes: &[Outcome]) {
    for outcome in outcomes {
        eprint!("{}", outcome.generated.render());
    }
}

/// `pets: 3 operations, 20 types; 24 files: 1 written, 23 unchanged, 0 deleted; 0 warnings; 12 ms`.
fn line(options: &Options, outcome: &Outcome, plan: &Plan) -> String {
    let Outcome {
        name,
        generated,
        time,
    } = outcome;
    let summary = &generated.summary;
    let left_out = match summary.left_out {
        0 => String::new(),
        count => format!(" ({count} left out)"),
    };
    let files = plan.counts(name);
    let (written, deleted) = match options.check {
        true => ("to write", "to delete"),
        false => ("written", "deleted"),
    };
    format!(
        "{name}: {} operations{left_out}, {} types; {} files: {} {written}, {} unchanged, {} {deleted}; \
         {} warnings; {} ms",
        summary.operations,
        summary.types,
        files.written + files.unchanged,
        files.written,
        files.unchanged,
        files.deleted,
        generated.diagnostics.warnings(),
        time.as_millis(),
    )
}

fn check(options: &Options, plan: &Plan) -> Result<()> {
    let base = match &options.standalone {
        Some((_, folder)) => folder,
        None => &options.workspace,
    };
    let diff = plan.diff(base);
    if diff.is_empty() {
        return Ok(());
    }
    print!("{diff}");
    let command = match (&options.standalone, &options.api) {
        (Some((spec, folder)), _) => {
            format!(
                "cargo xtask codegen --spec {} --out {}",
                spec.display(),
                folder.display()
            )
        }
        (None, Some(api)) => format!("cargo xtask codegen --api {api}"),
        (None, None) => "cargo xtask codegen".to_owned(),
    };
    Err(Failure::answer(format!(
        "stale files; `{command}` brings them up to date"
    )))
}

#[cfg(test)]
mod tests;
