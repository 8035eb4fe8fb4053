//! `cargo xtask corpus DIR`: every description of a folder becomes a crate that is compiled, and
//! its examples are read and written back.

mod check;
mod compare;
pub mod descriptions;
pub mod examples;
pub mod generate;
mod guards;
mod json;
pub mod json_schema;
#[path = "../../../tests/losses/check/mod.rs"]
mod losses;
pub mod roundtrip;
mod row;
mod runner;
mod schemas;
mod siblings;
pub mod surface;
#[cfg(test)]
mod tests;
pub mod workspace;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use codegen::document::on_big_stack;

use crate::failure::{Failure, Result};
use check::Verdicts;
use descriptions::Description;
use examples::Case;
use guards::Guards;
use row::Row;
pub use row::shortfall;
use runner::Runner;
use surface::Surface;

/// The options of the command line.
#[derive(Debug)]
pub struct Options {
    pub folder: PathBuf,
    /// Names of descriptions. Empty means all of them.
    pub only: Vec<String>,
    /// A file for all results.
    pub json: Option<PathBuf>,
    pub jobs: Option<usize>,
    /// The temporary workspace is not removed afterwards.
    pub keep: bool,
    pub no_check: bool,
    /// Only descriptions with instances beside them.
    pub instances: bool,
    /// List every untyped place.
    pub untyped: bool,
    /// How many failures of a kind are printed for one description.
    pub most: usize,
    pub out: PathBuf,
    /// The generator to try. Without one, it is built.
    pub generator: Option<PathBuf>,
}

impl Options {
    /// All of the folder.
    pub fn new(folder: PathBuf, out: PathBuf) -> Self {
        Self {
            folder,
            only: Vec::new(),
            json: None,
            jobs: None,
            keep: false,
            no_check: false,
            instances: false,
            untyped: false,
            most: 3,
            out,
            generator: None,
        }
    }
}

/// Does everything and prints a row for each description.
///
/// # Errors
/// Anything that falls short (1), and what cannot be done at all (2).
pub fn run(options: &Options) -> Result<()> {
    let rows = rows(options)?;
    print(&rows, options);
    if let Some(path) = &options.json {
        workspace::write(path, &format!("{:#}\n", row::to_json(&rows)))?;
    }
    if !options.keep {
        let crates = [options.out.join("crates"), options.out.join("examples")];
        crates
            .iter()
            .for_each(|folder| drop(fs::remove_dir_all(folder)));
    }
    shortfall(&rows).map_or(Ok(()), |what| Err(Failure::answer(what)))
}

/// Prints the rows and what is wrong with them.
pub fn print(rows: &[Row], options: &Options) {
    row::print(rows, options.most);
    if options.untyped {
        row::print_untyped(rows);
    }
}

/// All that was found out of each description.
///
/// # Errors
/// What cannot be done at all.
pub fn rows(options: &Options) -> Result<Vec<Row>> {
    let mut descriptions = descriptions::find(&options.folder, &options.only)?;
    descriptions.retain(|one| !options.instances || one.has_instances());
    let mut rows = generate_all(options, &descriptions)?;
    if !options.no_check {
        check_all(options, &mut rows)?;
        on_big_stack(|| try_examples(options, &descriptions, &mut rows))?;
    }
    Ok(rows)
}

fn generate_all(options: &Options, descriptions: &[Description]) -> Result<Vec<Row>> {
    let program = match &options.generator {
        Some(program) => program.clone(),
        None => generate::build_generator(&["--release"])?,
    };
    let crates = options.out.join("crates");
    fs::create_dir_all(&crates).map_err(|cause| Failure::at(&crates, cause))?;
    let mut rows = Vec::new();
    for description in descriptions {
        let folder = crates.join(&description.name);
        let generation = generate::generate(&program, description, &folder)?;
        let tree = descriptions::read(&description.path);
        let version = tree.ok().and_then(|tree| {
            tree.text("openapi")
                .or(tree.text("swagger"))
                .map(str::to_owned)
        });
        let guards = match generation.failure {
            None => on_big_stack(|| guards::check(description))?,
            Some(_) => Guards::default(),
        };
        rows.push(Row {
            name: description.name.clone(),
            version: version.unwrap_or_default(),
            generation,
            guards,
            check: None,
            figures: roundtrip::Figures::default(),
            unnamed: Vec::new(),
        });
    }
    Ok(rows)
}

fn is_generated(row: &Row) -> bool {
    row.generation.failure.is_none()
}

fn check_all(options: &Options, rows: &mut [Row]) -> Result<()> {
    let names = rows
        .iter()
        .filter(|row| is_generated(row))
        .map(|row| &row.name);
    let members: BTreeSet<String> = names.map(|name| format!("crates/{name}")).collect();
    if members.is_empty() {
        return Ok(());
    }
    workspace::write_manifest(&options.out, &members, workspace::QUICK)?;
    let packages: Vec<String> = members
        .iter()
        .filter_map(|member| workspace::package_name(&options.out.join(member)))
        .collect();
    let mut verdicts = check::run("check", &options.out, &packages, options.jobs)?;
    for row in rows.iter_mut().filter(|row| is_generated(row)) {
        let package = workspace::package_name(&options.out.join("crates").join(&row.name));
        row.check = package.and_then(|package| verdicts.remove(&package));
    }
    Ok(())
}

/// A description whose examples are tried.
struct Trial {
    /// The index of its row.
    row: usize,
    cases: Vec<Case>,
    runner: Runner,
}

fn try_examples(options: &Options, descriptions: &[Description], rows: &mut [Row]) -> Result<()> {
    let mut trials = Vec::new();
    for (index, (description, row)) in descriptions.iter().zip(rows.iter()).enumerate() {
        if row
            .check
            .as_ref()
            .is_some_and(|verdict| verdict.errors == 0)
        {
            let replaced = row.guards.replaced.clone();
            trials.extend(prepare(options, description, index, replaced)?);
        }
    }
    build(options, &mut trials, rows)?;
    for trial in trials {
        let (Some(description), Some(row)) = (descriptions.get(trial.row), rows.get_mut(trial.row))
        else {
            continue;
        };
        let tree = descriptions::read(&description.path)?;
        row.figures = roundtrip::run(&tree, &trial.cases, &trial.runner, &options.out)?;
    }
    Ok(())
}

fn prepare(
    options: &Options,
    description: &Description,
    row: usize,
    replaced: BTreeMap<String, String>,
) -> Result<Option<Trial>> {
    let folder = options.out.join("crates").join(&description.name);
    let Some(package) = workspace::package_name(&folder) else {
        return Ok(None);
    };
    let surface = fs::read_to_string(folder.join("src/surface.txt")).unwrap_or_default();
    let surface = Surface::parse(&surface, "subject::types").with_replaced(replaced);
    let tree = descriptions::read(&description.path)?;
    let cases = roundtrip::prepare(&tree, &description.instances()?, &surface);
    let types = cases
        .iter()
        .flat_map(|case| case.types.iter().cloned())
        .collect();
    let runner = Runner::write(&options.out, &description.name, &package, types)?;
    Ok(Some(Trial { row, cases, runner }))
}

/// Builds the programs. Types that they cannot name are left out and noted.
fn build(options: &Options, trials: &mut [Trial], rows: &mut [Row]) -> Result<()> {
    let runners: BTreeSet<String> = trials.iter().map(|trial| trial.runner.member()).collect();
    let names = rows
        .iter()
        .filter(|row| is_generated(row))
        .map(|row| format!("crates/{}", row.name));
    let members = names.chain(runners).collect();
    workspace::write_manifest(&options.out, &members, workspace::QUICK)?;
    let mut waiting: Vec<String> = trials
        .iter()
        .map(|trial| trial.runner.package.clone())
        .collect();
    for _ in 0..3 {
        if waiting.is_empty() {
            break;
        }
        let verdicts = check::run("build", &options.out, &waiting, options.jobs)?;
        waiting = drop_refused(trials, rows, &verdicts)?;
    }
    Ok(())
}

fn drop_refused(
    trials: &mut [Trial],
    rows: &mut [Row],
    verdicts: &Verdicts,
) -> Result<Vec<String>> {
    let mut again = Vec::new();
    for trial in trials {
        let dropped = trial.runner.drop_refused(verdicts)?;
        if let Some(row) = rows.get_mut(trial.row).filter(|_| !dropped.is_empty()) {
            again.push(trial.runner.package.clone());
            row.unnamed.extend(dropped);
        }
    }
    Ok(again)
}
