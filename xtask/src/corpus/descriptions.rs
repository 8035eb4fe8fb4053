//! Which files of a folder are descriptions.

use std::fs;
use std::path::{Path, PathBuf};

use codegen::diagnostics::Diagnostics;
use codegen::document::{self, Tree};

use crate::failure::{Failure, Result};

/// A description to try.
#[derive(Debug)]
pub struct Description {
    /// The file's name without its ending; unique.
    pub name: String,
    pub path: PathBuf,
}

/// Every description among the files of a folder, sorted by name. In a folder of a folder, the
/// files that are descriptions count; the ones they refer to are none themselves.
///
/// # Errors
/// A folder that cannot be read, and names that are not there.
pub fn find(folder: &Path, only: &[String]) -> Result<Vec<Description>> {
    let mut found = Vec::new();
    collect(folder, folder, &mut found)?;
    found.sort_by(|one, other| one.name.cmp(&other.name));
    found.dedup_by(|one, other| one.name == other.name);
    if let Some(missing) = only
        .iter()
        .find(|name| found.iter().all(|one| one.name != **name))
    {
        let names = found.iter().map(|one| one.name.as_str());
        let near = codegen::diagnostics::nearest(missing, names);
        let help = near
            .map(|name| format!("; did you mean `{name}`?"))
            .unwrap_or_default();
        return Err(Failure::at(
            folder,
            format!("no description `{missing}`{help}"),
        ));
    }
    found.retain(|one| only.is_empty() || only.contains(&one.name));
    Ok(found)
}

fn collect(root: &Path, folder: &Path, found: &mut Vec<Description>) -> Result<()> {
    for entry in fs::read_dir(folder).map_err(|cause| Failure::at(folder, cause))? {
        let path = entry.map_err(|cause| Failure::at(folder, cause))?.path();
        if path.is_dir() {
            collect(root, &path, found)?;
        } else if is_description(&path) {
            found.push(Description {
                name: name(root, &path),
                path,
            });
        }
    }
    Ok(())
}

/// `a.yaml` is `a`, `shop/a.yaml` is `shop-a`.
fn name(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path).with_extension("");
    let parts = below
        .components()
        .map(|part| part.as_os_str().to_string_lossy());
    parts.collect::<Vec<_>>().join("-")
}

fn is_description(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    let Ok(bytes) = fs::read(path) else {
        return false;
    };
    let text = String::from_utf8_lossy(&bytes);
    matches!(&*ending.to_ascii_lowercase(), "yaml" | "yml" | "json") && names_its_version(&text)
}

/// Looks for the key `openapi` or `swagger` without reading the whole.
fn names_its_version(text: &str) -> bool {
    let names = |line: &str| {
        let line = line.trim_start_matches(['{', ' ', '\t', '\u{FEFF}']);
        let key = line.trim_start_matches(['"', '\'']);
        let rest = key
            .strip_prefix("openapi")
            .or_else(|| key.strip_prefix("swagger"));
        rest.is_some_and(|rest| rest.trim_start_matches(['"', '\'', ' ']).starts_with(':'))
    };
    text.lines().any(names)
        || text
            .get(..200)
            .is_some_and(|head| head.split(',').any(names))
}

/// The description as it stands.
///
/// # Errors
/// What cannot be read.
pub fn read(path: &Path) -> Result<Tree> {
    let bytes = fs::read(path).map_err(|cause| Failure::at(path, cause))?;
    let text = String::from_utf8_lossy(&bytes);
    let mut diagnostics = Diagnostics::default();
    document::read(&path.display().to_string(), &text, &mut diagnostics)
        .ok_or_else(|| Failure::at(path, diagnostics.render(None)))
}
