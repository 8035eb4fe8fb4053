//! Files written so that a crash leaves the old ones.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Result};

/// What becomes of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub path: PathBuf,
    /// The new text; none removes the file.
    pub text: Option<String>,
}

impl Change {
    pub fn write(path: PathBuf, text: String) -> Self {
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
pub fn apply(changes: &[Change]) -> Result<()> {
    let mut staged = Vec::new();
    for change in changes {
        if let Some(text) = &change.text
            && !is_current(&change.path, text)
        {
            match stage(&change.path, text) {
                Ok(temporary) => staged.push((temporary, &change.path)),
                Err(failure) => {
                    discard(&staged);
                    return Err(failure);
                }
            }
        }
    }
    for (temporary, path) in &staged {
        fs::rename(temporary, path).map_err(|cause| Failure::at(path, cause))?;
    }
    for change in changes.iter().filter(|change| change.text.is_none()) {
        fs::remove_file(&change.path).map_err(|cause| Failure::at(&change.path, cause))?;
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
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.tmp", std::process::id()));
    let temporary = path.with_file_name(name);
    fs::write(&temporary, text).map_err(failure)?;
    Ok(temporary)
}

fn discard(staged: &[(PathBuf, &PathBuf)]) {
    for (temporary, _) in staged {
        // What cannot be removed does no harm: nobody reads it.
        let _ = fs::remove_file(temporary);
    }
}
