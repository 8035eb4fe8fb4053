//! Files written so that a crash leaves the old ones.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::thread;

use crate::failure::{Failure, Result};

/// What becomes of one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change<'t> {
    pub path: &'t Path,
    /// The new text; none removes the file.
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

/// Makes all changes: first every new text goes to a file beside its place, then all of them are
/// moved there, then the old ones are removed. Files that are already as they should be are not
/// touched.
///
/// # Errors
/// The first file that cannot be written. Until the texts are all on the disk, nothing is changed.
pub fn apply(changes: &[Change<'_>]) -> Result<()> {
    move_in(&stage_all(changes)?)?;
    remove(changes)
}

/// The same for the sources of a crate. While files are moved its root is not there, so that what a
/// killed run leaves does not compile; the next run puts everything right.
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

/// A new text, and where it goes.
type Staged<'t> = (PathBuf, &'t Path);

/// Below so many files threads cost more than they save.
const FEW: usize = 16;

fn stage_all<'t>(changes: &[Change<'t>]) -> Result<Vec<Staged<'t>>> {
    let threads = match changes.len() {
        ..FEW => 1,
        _ => thread::available_parallelism()
            .map_or(1, usize::from)
            .min(8),
    };
    let share = changes.len().div_ceil(threads).max(1);
    let shares: Vec<_> = thread::scope(|scope| {
        let shares: Vec<_> = changes.chunks(share).collect();
        let shares = shares
            .into_iter()
            .map(|share| scope.spawn(|| stage_share(share)));
        let shares: Vec<_> = shares.collect();
        let shares = shares.into_iter().map(|share| match share.join() {
            Ok(staged) => staged,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        shares.collect()
    });
    let mut all = Vec::new();
    let mut first_failure = None;
    for (staged, failure) in shares {
        all.extend(staged);
        first_failure = first_failure.or(failure);
    }
    match first_failure {
        None => Ok(all),
        Some(failure) => {
            discard(&all);
            Err(failure)
        }
    }
}

/// Stops at what cannot be written.
fn stage_share<'t>(changes: &[Change<'t>]) -> (Vec<Staged<'t>>, Option<Failure>) {
    let mut staged = Vec::new();
    for change in changes {
        if let Some(text) = change.text
            && !is_current(change.path, text)
        {
            match stage(change.path, text) {
                Ok(temporary) => staged.push((temporary, change.path)),
                Err(failure) => return (staged, Some(failure)),
            }
        }
    }
    (staged, None)
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
            // Left by a killed run under the name that this one used, too.
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

/// Where a file lies while it is not in its place; [`is_left_over`] knows the name.
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
        // What cannot be removed does no harm: nobody reads it.
        let _ = fs::remove_file(temporary);
    }
}
