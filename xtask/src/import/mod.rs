//! `cargo xtask import PAGE...`: documentation pages to whole descriptions.
//!
//! Some providers publish their API with one page for each operation, which shows the part of the
//! description that belongs to it. Pages come in, `specs/<api>.yaml` goes out: one file for each
//! source document, in the provider's own formatting.
//!
//! A page decides its operation and the components that it shows: they replace those in the file.
//! Pages of one run must agree with each other. Where they do not, nothing is written.

mod conflict;
mod file_name;
mod merge;
mod outline;
mod page;
mod prune;
mod spec;

use std::path::{Path, PathBuf};

use crate::failure::{Failure, Result};
use crate::output::{self, Change};
use page::Page;
use spec::Spec;

/// The options of the command line.
#[derive(Debug)]
pub struct Options {
    pub pages: Vec<PathBuf>,
    /// Name of the API, for the first import of a source document.
    pub name: Option<String>,
    /// The folder of descriptions.
    pub specs: PathBuf,
}

/// Imports the pages and returns one line for each file and each place that changed.
///
/// # Errors
/// Unreadable pages, pages without a fragment, and pages that contradict each other.
pub fn import(options: &Options) -> Result<Vec<String>> {
    let pages = read_pages(&options.pages)?;
    let known = spec::read_all(&options.specs)?;
    let mut texts = Vec::new();
    let mut lines = Vec::new();
    for source in sources(&pages) {
        let pages: Vec<&Page> = pages.iter().filter(|page| page.is_of(source)).collect();
        conflict::check(&pages)?;
        let mut spec = match known.iter().find(|spec| spec.is_of(source)) {
            Some(spec) => spec.clone(),
            None => Spec::new(file_name::choose(source, options, &known)?, source),
        };
        let updated = merge::merge(&mut spec, &pages);
        let text = spec.text();
        merge::verify(&text, &pages)?;
        let base = options.specs.parent().unwrap_or(&options.specs);
        let shown = spec.path.strip_prefix(base).unwrap_or(&spec.path);
        let plural = if pages.len() == 1 { "page" } else { "pages" };
        lines.push(format!("{}: {} {plural}", shown.display(), pages.len()));
        lines.extend(updated.into_iter().map(|place| format!("  {place}")));
        texts.push((spec.path, text));
    }
    let changes = texts.iter().map(|(path, text)| Change::write(path, text));
    output::apply(&changes.collect::<Vec<_>>())?;
    Ok(lines)
}

/// Sorted by path, so that the order on the command line does not matter.
fn read_pages(paths: &[PathBuf]) -> Result<Vec<Page>> {
    let mut paths: Vec<&Path> = paths.iter().map(PathBuf::as_path).collect();
    paths.sort();
    paths.dedup();
    let mut pages = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(path).map_err(|cause| Failure::at(path, cause))?;
        pages.extend(page::parse(path, &text)?);
    }
    if pages.is_empty() {
        return Err(Failure::error("import needs at least one page"));
    }
    Ok(pages)
}

/// The first page of each source document.
fn sources(pages: &[Page]) -> Vec<&Page> {
    let mut sources: Vec<&Page> = Vec::new();
    for page in pages {
        if !sources.iter().any(|source| page.is_of(source)) {
            sources.push(page);
        }
    }
    sources
}

#[cfg(test)]
mod tests;
