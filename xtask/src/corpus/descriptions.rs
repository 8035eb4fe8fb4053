//! Which files of a folder are descriptions.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use codegen::diagnostics::Diagnostics;
use codegen::document::{self, Tree};

use super::json;
use crate::failure::{Failure, Result};

/// A description to be tried.
#[derive(Debug)]
pub struct Description {
    /// The unique name: that of the file without its extension.
    pub name: String,
    pub path: PathBuf,
}

impl Description {
    /// Whether there are values beside it.
    pub fn has_instances(&self) -> bool {
        self.path.with_extension("instances.json").exists()
    }

    /// The values of `NAME.instances.json` beside it, which its schemas must read: a mapping from
    /// names of component schemas, or pointers of any schema, to lists of values.
    ///
    /// # Errors
    /// A file that is there and holds something else.
    pub fn instances(&self) -> Result<Tree> {
        let path = self.path.with_extension("instances.json");
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(cause) if cause.kind() == ErrorKind::NotFound => "{}".to_owned(),
            Err(cause) => return Err(Failure::at(&path, cause)),
        };
        json::parse(text.trim()).ok_or_else(|| Failure::at(&path, "no JSON"))
    }
}

/// Every description in a folder, sorted by name. In a subfolder, only files that are descriptions
/// count, not those they refer to.
///
/// # Errors
/// A folder that cannot be read, and names that do not exist.
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
    if !matches!(&*ending.to_ascii_lowercase(), "yaml" | "yml" | "json") {
        return false;
    }
    // The whole file is only read if it may be a description.
    let text = fs::read(path).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let version = |tree: &Tree| tree.get("openapi").or(tree.get("swagger")).is_some();
    (text.contains("openapi") || text.contains("swagger"))
        && read(path).is_ok_and(|tree| version(&tree))
}

/// The description as it is written.
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
