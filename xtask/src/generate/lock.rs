//! The locks of names: `specs/<api>.lock`, and `names.lock` of a crate of its own.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use codegen::diagnostics::Diagnostics;
use codegen::lock::Lock;

use super::Options;
use crate::failure::{Failure, Result};

/// The lock of a crate of its own.
pub const FILE: &str = "names.lock";

/// The lock of a description of the workspace.
pub fn of_spec(workspace: &Path, name: &str) -> PathBuf {
    workspace.join("specs").join(format!("{name}.lock"))
}

/// The names to keep. None if there is no lock yet, or all are to be chosen anew.
///
/// # Errors
/// A lock that cannot be read.
pub fn read(options: &Options, path: &Path) -> Result<Lock> {
    if options.relock {
        return Ok(Lock::default());
    }
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(cause) if cause.kind() == ErrorKind::NotFound => return Ok(Lock::default()),
        Err(cause) => return Err(Failure::at(path, cause)),
    };
    let mut diagnostics = Diagnostics::default();
    let shown = path.strip_prefix(&options.workspace).unwrap_or(path);
    let lock = Lock::parse(&shown.display().to_string(), &text, &mut diagnostics);
    lock.ok_or_else(|| {
        eprint!("{}", diagnostics.render(None));
        let errors = diagnostics.errors();
        Failure::at(path, format!("{errors} errors, nothing written"))
    })
}

/// `  PetKind stays, although /a has become /b`.
pub fn print_moved(lock: &Lock) {
    for moved in lock.moved() {
        let (name, from, to) = (&moved.name, &moved.from, &moved.to);
        println!("  {name} keeps its name: {from} is now {to}");
    }
}
