//! One description as a crate of its own.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::time::Instant;

use codegen::Layout;
use codegen::emit::README;
use codegen::package::{MARK, Package, Runtime, package_name};

use super::lock;
use super::plan::Plan;
use super::specs::Spec;
use super::{Options, Outcome};
use crate::failure::{Failure, Result};

/// Generates the crate.
///
/// # Errors
/// Unreadable files, mistakes in settings, and a folder that holds something else.
pub fn generate(options: &Options, path: &Path, folder: &Path) -> Result<(Vec<Outcome>, Plan)> {
    refuse_foreign(folder)?;
    let mut spec = Spec::read(path, &options.workspace)?;
    let lock = folder.join(lock::FILE);
    spec.settings.lock = lock::read(options, &lock)?;
    let package = package(options, folder)?;
    let name = package.name.clone();
    let start = Instant::now();
    let input = spec.input(options.allow_outside);
    let mut generated = codegen::generate(&input, &spec.settings, &Layout::Crate(package));
    if options.strict {
        generated.diagnostics.be_strict();
    }
    let time = start.elapsed();
    let mut plan = Plan::default();
    let mut sources = BTreeMap::new();
    for (path, text) in std::mem::take(&mut generated.files) {
        match path.strip_prefix("src/") {
            Some(path) => drop(sources.insert(path.to_owned(), text)),
            None if path == README && is_foreign(&folder.join(&path)) => {}
            None => plan.add(Some(&name), folder.join(path), text)?,
        }
    }
    plan.add_folder(&name, &folder.join("src"), sources)?;
    plan.add(Some(&name), lock, generated.lock.text())?;
    Ok((
        vec![Outcome {
            name,
            generated,
            time,
        }],
        plan,
    ))
}

/// Whether somebody else wrote the front page. It is theirs then, and the documentation shows it.
fn is_foreign(readme: &Path) -> bool {
    let text = fs::read_to_string(readme);
    text.is_ok_and(|text| !text.lines().next().unwrap_or_default().contains(MARK))
}

/// A folder may be written if it is empty, does not exist, or has a `Cargo.toml` that we have
/// written.
fn refuse_foreign(folder: &Path) -> Result<()> {
    if folder.is_file() {
        return Err(Failure::at(folder, "is a file"));
    }
    let mut entries = fs::read_dir(folder).into_iter().flatten();
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
    let ours = manifest
        .lines()
        .next()
        .is_some_and(|line| line.contains(MARK));
    if entries.next().is_some() && !ours {
        return Err(Failure::at(
            folder,
            "is not empty and was not generated; give another folder",
        ));
    }
    Ok(())
}

fn package(options: &Options, folder: &Path) -> Result<Package> {
    let absolute = absolute(folder)?;
    let name = absolute.file_name().unwrap_or_default().to_string_lossy();
    let runtime = match options.runtime.as_deref() {
        None => Runtime::Path(show(&options.workspace.join("runtime"), &absolute)),
        Some(version) if version.starts_with(|c: char| "0123456789=^~<>*".contains(c)) => {
            Runtime::Version(version.to_owned())
        }
        Some(path) => {
            let path = Path::new(path);
            let path = path
                .canonicalize()
                .map_err(|cause| Failure::at(path, cause))?;
            Runtime::Path(show(&path, &absolute))
        }
    };
    let detached = enclosing_workspace(&absolute).is_some_and(|found| found == options.workspace);
    Ok(Package {
        name: package_name(&name),
        runtime,
        detached,
    })
}

/// A path without `..`, whether or not the folder exists.
fn absolute(folder: &Path) -> Result<PathBuf> {
    let long = std::path::absolute(folder).map_err(|cause| Failure::at(folder, cause))?;
    let mut path = PathBuf::new();
    for part in long.components() {
        match part {
            Component::ParentDir => {
                path.pop();
            }
            part => path.push(part),
        }
    }
    Ok(path)
}

/// The folder of the nearest workspace around a folder.
fn enclosing_workspace(folder: &Path) -> Option<&Path> {
    folder.ancestors().skip(1).find(|folder| {
        let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
        manifest.lines().any(|line| line.trim() == "[workspace]")
    })
}

/// A path relative to a folder. It is absolute where the two have only the root in common.
fn show(path: &Path, folder: &Path) -> String {
    let shared = path
        .components()
        .zip(folder.components())
        .take_while(|(a, b)| a == b)
        .count();
    if shared < 2 {
        return path.display().to_string();
    }
    let up = folder.components().skip(shared).map(|_| "..".into());
    let down = path
        .components()
        .skip(shared)
        .map(|part| part.as_os_str().to_string_lossy());
    let parts: Vec<Cow<'_, str>> = up.chain(down).collect();
    parts.join("/")
}
