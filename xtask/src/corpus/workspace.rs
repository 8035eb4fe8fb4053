//! The temporary workspace in which the generated crates are compiled.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::failure::{Failure, Result};
use crate::workspace as root;

/// Makes a generated crate a possible member: one that is its own workspace cannot be.
///
/// # Errors
/// Files that cannot be read or written.
pub fn adopt(folder: &Path) -> Result<()> {
    let path = folder.join("Cargo.toml");
    let text = fs::read_to_string(&path).map_err(|cause| Failure::at(&path, cause))?;
    write(&path, &text.replace("\n[workspace]\n", "\n"))
}

/// The name of a generated package.
pub fn package_name(folder: &Path) -> Option<String> {
    let text = fs::read_to_string(folder.join("Cargo.toml")).ok()?;
    let name = text
        .lines()
        .find_map(|line| line.strip_prefix("name = \""))?;
    Some(name.trim_end_matches('"').to_owned())
}

/// Lines of all files of Rust below a folder.
///
/// # Errors
/// Files that cannot be read.
pub fn lines(folder: &Path) -> Result<usize> {
    let mut count = 0;
    for entry in fs::read_dir(folder).map_err(|cause| Failure::at(folder, cause))? {
        let path = entry.map_err(|cause| Failure::at(folder, cause))?.path();
        if path.is_dir() {
            count += lines(&path)?;
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path).map_err(|cause| Failure::at(&path, cause))?;
            count += text.lines().count();
        }
    }
    Ok(count)
}

/// Without anything that makes compiling longer and is not used.
pub const QUICK: &str = "[profile.dev]\ndebug = 0\nincremental = false\n";

/// The manifest of the workspace. Its members are folders below `out`.
///
/// # Errors
/// A file that cannot be written.
pub fn write_manifest(out: &Path, members: &BTreeSet<String>, profile: &str) -> Result<()> {
    let members: Vec<String> = members
        .iter()
        .map(|member| format!("    \"{member}\",\n"))
        .collect();
    let text = format!(
        "[workspace]\nresolver = \"3\"\nmembers = [\n{}]\n\n{profile}",
        members.concat()
    );
    write(&out.join("Cargo.toml"), &text)?;
    // The same versions as in this workspace, without searching for others.
    let (ours, theirs) = (root().join("Cargo.lock"), out.join("Cargo.lock"));
    if ours.exists() && !theirs.exists() {
        fs::copy(&ours, &theirs).map_err(|cause| Failure::at(&ours, cause))?;
    }
    Ok(())
}

/// Writes a file and the folders it stands in.
///
/// # Errors
/// A file that cannot be written.
pub fn write(path: &Path, text: &str) -> Result<()> {
    let failure = |cause| Failure::at(path, cause);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failure)?;
    }
    if crate::output::is_current(path, text) {
        return Ok(());
    }
    fs::write(path, text).map_err(failure)
}
