//! `cargo xtask diff`: what changed between two versions of a description, and which version number
//! comes next.

use std::path::PathBuf;

use codegen::Stages;
use codegen::diagnostics::Diagnostics;
use codegen::diff::{Report, Version, compare, render};

use crate::failure::{Failure, Result};
use crate::generate::{Revision, Spec, specs_of};

/// What is compared, and how it is shown.
#[derive(Debug)]
pub struct Options {
    /// One of `specs/`. None for all of them, or for the description that both versions are files
    /// of.
    pub api: Option<String>,
    /// Files or revisions: the old version, then the new one.
    pub versions: Vec<String>,
    pub format: Format,
    /// A breaking change is a failure.
    pub fail_on_breaking: bool,
    /// The folder of this workspace.
    pub workspace: PathBuf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Text,
    Markdown,
    Json,
    Html,
}

impl Format {
    pub const NAMES: [&str; 4] = ["text", "markdown", "json", "html"];

    pub fn named(name: &str) -> Option<Self> {
        match name {
            "text" => Some(Self::Text),
            "markdown" => Some(Self::Markdown),
            "json" => Some(Self::Json),
            "html" => Some(Self::Html),
            _ => None,
        }
    }

    pub fn render(self, report: &Report) -> String {
        match self {
            Self::Text => render::text(report),
            Self::Markdown => render::markdown(report),
            Self::Json => format!("{:#}\n", render::json(report)),
            Self::Html => render::html(report),
        }
    }
}

/// Prints a report for each description.
///
/// # Errors
/// Versions that cannot be read (2), and breaking changes where they are to fail (1).
pub fn run(options: &Options) -> Result<()> {
    let reports = reports(options)?;
    for report in &reports {
        print!("{}", options.format.render(report));
    }
    let open = |report: &Report| report.changes.iter().filter(|one| one.is_open()).count();
    match reports.iter().map(open).sum() {
        0 => Ok(()),
        _ if !options.fail_on_breaking => Ok(()),
        count => Err(Failure::answer(format!(
            "{count} breaking changes; accept them by their fingerprints in the settings, \
             `accept = [..]`"
        ))),
    }
}

fn reports(options: &Options) -> Result<Vec<Report>> {
    let old = options.versions.first().map_or("HEAD", String::as_str);
    let new = options.versions.get(1).map(String::as_str);
    let workspace = &options.workspace;
    let file = |name: &str| {
        let path = PathBuf::from(name);
        path.is_file().then_some(path)
    };
    // Two files need no name of an API.
    if let (None, Some(path)) = (&options.api, file(old)) {
        let new = new.and_then(file).ok_or_else(|| {
            Failure::error("say with what the file is compared: another file, or --api NAME")
        })?;
        let [old, new] = [Spec::read(&path, workspace)?, Spec::read(&new, workspace)?];
        return Ok(vec![report(&old, &new)?]);
    }
    let mut reports = Vec::new();
    for spec in specs_of(workspace, options.api.as_deref())? {
        let version = |name: &str| match file(name) {
            Some(path) => spec.at(&path, workspace).map(Some),
            None => spec.in_revision(&Revision::find(name, workspace)?),
        };
        let Some(old) = version(old)? else {
            eprintln!("{}: is not in {old}", spec.shown);
            continue;
        };
        let new = match new {
            Some(new) => version(new)?,
            None => Some(spec),
        };
        let new = new.ok_or_else(|| Failure::error(format!("{} is not there", old.shown)))?;
        reports.push(report(&old, &new)?);
    }
    Ok(reports)
}

/// The report on two versions. Problems of the new one are printed.
///
/// # Errors
/// A description that cannot be read at all.
pub fn report(old: &Spec, new: &Spec) -> Result<Report> {
    let (mut old_problems, mut new_problems) = (Diagnostics::default(), Diagnostics::default());
    let one = stages(old, &mut old_problems)?;
    let other = stages(new, &mut new_problems)?;
    let versions = [(&one, &old_problems), (&other, &new_problems)];
    let [old, newer] = versions.map(|(stages, problems)| Version {
        stages,
        sources: &problems.sources,
    });
    Ok(compare(old, newer, &new.settings.accepted()))
}

fn stages(spec: &Spec, diagnostics: &mut Diagnostics) -> Result<Stages> {
    let stages = codegen::stages(&spec.input(true), &spec.settings, diagnostics);
    stages.ok_or_else(|| Failure::error(diagnostics.render(None)))
}

#[cfg(test)]
mod tests;
