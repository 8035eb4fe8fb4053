//! Files are written so that a crash leaves the old ones.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use codegen::threads;

use crate::failure::{Failure, Result};

/// What happens to one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change<'t> {
    pub path: &'t Path,
    /// The new text. None removes the file.
    pub text: Option<&'t str>,
}

impl<'t> Change<'t> {
    pub fn write(path: &'t Path, text: &'t str) -> Self {
        Self {
            path,
            text: Some(text),
        }
    }
}

/// Makes all changes: first every new text is written to a file beside its place, then all of them
/// are moved to their places, then the old ones are removed. Files that need no change are not
/// touched.
///
/// # Errors
/// The first file that cannot be written. Until the texts are all on the disk, nothing is changed.
pub fn apply(changes: &[Change<'_>]) -> Result<()> {
    move_in(&stage_all(changes)?)?;
    remove(changes)
}

/// The same for the sources of a crate. While files are moved its root is missing, so that the rest
/// of a killed run does not compile. The next run repairs it.
///
/// # Errors
/// As [`apply`].
pub fn apply_to_crate(changes: &[Change<'_>], root: &Path) -> Result<()> {
    let staged = stage_all(changes)?;
    let aside = beside(&root.with_extension("old"));
    let is_set_aside = !changes.is_empty() && fs::rename(root, &aside).is_ok();
    let (roots, others): (Vec<_>, Vec<_>) = staged.into_iter().partition(|(_, path)| *path == root);
    move_in(&others)?;
    move_in(&roots)?;
    if is_set_aside && roots.is_empty() {
        fs::rename(&aside, root).map_err(|cause| Failure::at(root, cause))?;
    } else if is_set_aside {
        fs::remove_file(&aside).map_err(|cause| Failure::at(&aside, cause))?;
    }
    remove(changes)
}

/// A new text and its place.
type Staged<'t> = (PathBuf, &'t Path);

fn stage_all<'t>(changes: &[Change<'t>]) -> Result<Vec<Staged<'t>>> {
    let mut staged = Vec::new();
    let mut first_failure = None;
    for result in threads::map(changes, stage_change) {
        match result {
            Ok(new) => staged.extend(new),
            Err(failure) => first_failure = first_failure.or(Some(failure)),
        }
    }
    match first_failure {
        None => Ok(staged),
        Some(failure) => {
            discard(&staged);
            Err(failure)
        }
    }
}

/// Nothing where the file has this text already, or is to be removed.
fn stage_change<'t>(change: &Change<'t>) -> Result<Option<Staged<'t>>> {
    match change.text {
        Some(text) if !is_current(change.path, text) => {
            Ok(Some((stage(change.path, text)?, change.path)))
        }
        _ => Ok(None),
    }
}

fn move_in(staged: &[Staged<'_>]) -> Result<()> {
    for (temporary, path) in staged {
        fs::rename(temporary, path).map_err(|cause| Failure::at(path, cause))?;
    }
    Ok(())
}

fn remove(changes: &[Change<'_>]) -> Result<()> {
    for change in changes.iter().filter(|change| change.text.is_none()) {
        match fs::remove_file(change.path) {
            // Left by a killed run that used the same name.
            Err(cause) if cause.kind() == ErrorKind::NotFound => {}
            removed => removed.map_err(|cause| Failure::at(change.path, cause))?,
        }
    }
    Ok(())
}

/// Whether the file has this text already.
pub fn is_current(path: &Path, text: &str) -> bool {
    fs::read(path).is_ok_and(|old| old == text.as_bytes())
}

fn stage(path: &Path, text: &str) -> Result<PathBuf> {
    let failure = |cause| Failure::at(path, cause);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failure)?;
    }
    let temporary = beside(path);
    fs::write(&temporary, text).map_err(failure)?;
    Ok(temporary)
}

/// The place of a file before it is moved. [`is_left_over`] knows the name.
fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.tmp", std::process::id()));
    path.with_file_name(name)
}

/// Whether a killed run has left a file of this name.
pub fn is_left_over(name: &str) -> bool {
    let process = name
        .strip_suffix(".tmp")
        .and_then(|rest| rest.rsplit_once('.'));
    process.is_some_and(|(_, id)| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit()))
}

fn discard(staged: &[Staged<'_>]) {
    for (temporary, _) in staged {
        // A file that cannot be removed does no harm, because nothing reads it.
        let _ = fs::remove_file(temporary);
    }
}
