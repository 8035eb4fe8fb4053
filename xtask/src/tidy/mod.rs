//! `cargo xtask tidy`: rules of this workspace that the compiler does not check.

mod circles;
mod documents;
mod fences;
mod files;
mod functions;
mod imports;
mod rooms;
mod snapshots;
mod source;

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Result};
use source::Source;

/// A violation of a rule.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Breach {
    /// Relative to the folder of the workspace.
    pub path: String,
    /// From 1.
    pub line: usize,
    pub message: String,
}

impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.message)
    }
}

/// Checks every hand-written source file and every snapshot.
///
/// # Errors
/// All breaches, one line each (1), and unreadable files (2).
pub fn run(workspace: &Path) -> Result<()> {
    let sources = read_sources(workspace)?;
    let path = workspace.join(ARCHITECTURE);
    let table = fs::read_to_string(&path).map_err(|cause| Failure::at(&path, cause))?;
    let rooms = rooms::read(&table);
    let mut breaches = Vec::new();
    let mut named = fences::Named::new();
    for source in &sources {
        fences::check(source, &rooms, &mut named, &mut breaches);
        files::check(source, &mut breaches);
        functions::check_lengths(source, &mut breaches);
    }
    rooms::check(&rooms, &mut breaches);
    fences::check_table(&rooms, &named, &mut breaches);
    functions::check_methods(&sources, &mut breaches);
    circles::check(&sources, &mut breaches);
    files::check_lints(&sources, &mut breaches);
    files::check_exceptions(&sources, &mut breaches);
    for document in DOCUMENTS {
        let path = workspace.join(document);
        let text = fs::read_to_string(&path).map_err(|cause| Failure::at(&path, cause))?;
        documents::check(workspace, document, &text, &mut breaches);
    }
    snapshots::check(workspace, &mut breaches)?;
    breaches.sort();
    if breaches.is_empty() {
        println!("{} files are tidy", sources.len());
        println!(
            "circles of imports in codegen: {}",
            circles::sizes(&sources)
        );
        return Ok(());
    }
    for breach in &breaches {
        println!("{breach}");
    }
    Err(Failure::answer(format!("{} rules broken", breaches.len())))
}

/// The table of rooms.
const ARCHITECTURE: &str = "ARCHITECTURE.md";

/// Documents at the root of the workspace that name files.
const DOCUMENTS: &[&str] = &[ARCHITECTURE, "CONTRIBUTING.md", "README.md"];

/// The hand-written packages.
const PACKAGES: &[&str] = &["codegen", "examples", "runtime", "tests", "xtask"];

fn read_sources(workspace: &Path) -> Result<Vec<Source>> {
    let mut sources = Vec::new();
    for package in PACKAGES {
        for path in files_below(&workspace.join(package), "rs")? {
            let text = fs::read_to_string(&path).map_err(|cause| Failure::at(&path, cause))?;
            if !is_generated(&text) {
                sources.push(Source::new(show(&path, workspace), text));
            }
        }
    }
    Ok(sources)
}

fn is_generated(text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default();
    first.contains(codegen::package::MARK)
}

/// Files with an extension, sorted, without build output, fetched packages and snapshots.
fn files_below(folder: &Path, extension: &str) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else {
        return Ok(files);
    };
    for entry in entries {
        let path = entry.map_err(|cause| Failure::at(folder, cause))?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if path.is_dir() {
            if !["target", "node_modules"].contains(&name.as_str()) {
                files.extend(files_below(&path, extension)?);
            }
        } else if path.extension().is_some_and(|found| found == extension) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// The path relative to the folder of the workspace, with `/`.
fn show(path: &Path, workspace: &Path) -> String {
    let path = path.strip_prefix(workspace).unwrap_or(path);
    let parts = path
        .components()
        .map(|part| part.as_os_str().to_string_lossy());
    parts.collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests;
