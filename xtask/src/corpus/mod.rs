//! `cargo xtask corpus DIR`: every description of a folder, generated and compiled.
//!
//! Each description becomes a crate of a throw-away workspace with one target folder. Generating
//! happens in a process of its own, so that a crash is a row of the table and not the end of it.

mod compile;
mod crates;
mod row;
pub mod rustc;

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Result};
use row::Row;

/// What the command line says.
#[derive(Debug)]
pub struct Options {
    /// The folder of descriptions.
    pub folder: PathBuf,
    /// Only descriptions whose name contains one of these.
    pub only: Vec<String>,
    pub json: bool,
    /// Generate only.
    pub no_check: bool,
    pub workspace: PathBuf,
}

/// Prints a row for each description and the totals.
///
/// # Errors
/// When anything falls short (1), or nothing could be tried (2).
pub fn run(options: &Options) -> Result<()> {
    let descriptions = descriptions(options)?;
    let folder = options.workspace.join("target/corpus");
    fs::create_dir_all(&folder).map_err(|cause| Failure::at(&folder, cause))?;
    compile::write_workspace(&folder, &[])?;
    if !options.json {
        println!("{}", row::HEADER);
    }
    let mut rows = Vec::new();
    for path in &descriptions {
        let row = crates::generate(path, &folder)?;
        if options.no_check && !options.json {
            println!("{row}");
        }
        rows.push(row);
    }
    if !options.no_check {
        compile::check(&folder, &mut rows)?;
        if !options.json {
            rows.iter().for_each(|row| println!("{row}"));
        }
    }
    if options.json {
        println!("{}", row::json(&rows)?)
    } else {
        print_summary(&rows)
    }
    match rows
        .iter()
        .filter(|row| !row.shortcomings().is_empty())
        .count()
    {
        0 => Ok(()),
        short => Err(Failure::answer(format!(
            "{short} of {} fall short",
            rows.len()
        ))),
    }
}

fn print_summary(rows: &[Row]) {
    println!("{}", row::total(rows));
    for row in rows {
        for shortcoming in row.shortcomings() {
            println!("\n{}: {shortcoming}", row.name);
        }
    }
    let untyped = rows
        .iter()
        .flat_map(|row| row.untyped.iter().map(move |place| (row, place)));
    for (row, place) in untyped {
        println!("{}: untyped {}: {}", row.name, place.pointer, place.reason);
    }
}

fn descriptions(options: &Options) -> Result<Vec<PathBuf>> {
    let folder = &options.folder;
    let entries = fs::read_dir(folder).map_err(|cause| Failure::at(folder, cause))?;
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| is_description(path) && is_wanted(path, &options.only));
    paths.sort();
    if paths.is_empty() {
        return Err(Failure::at(folder, "has no such descriptions"));
    }
    Ok(paths)
}

fn is_description(path: &Path) -> bool {
    path.extension().is_some_and(|extension| {
        ["json", "yaml", "yml"]
            .iter()
            .any(|known| extension.eq_ignore_ascii_case(known))
    })
}

fn is_wanted(path: &Path, only: &[String]) -> bool {
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    only.is_empty() || only.iter().any(|part| name.contains(part.as_str()))
}
