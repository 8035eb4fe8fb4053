//! Files of the workspace as a revision of git has them.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{Failure, Result};

/// A revision, such as `HEAD~1`.
#[derive(Debug, Clone)]
pub struct Revision {
    pub name: String,
    workspace: PathBuf,
}

impl Revision {
    /// # Errors
    /// A name that git does not know.
    pub fn find(name: &str, workspace: &Path) -> Result<Self> {
        let revision = Self {
            name: name.to_owned(),
            workspace: workspace.to_owned(),
        };
        let commit = format!("{name}^{{commit}}");
        let output = revision.git(&[
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &commit,
        ]);
        output.map(|_| revision).ok_or_else(|| {
            Failure::error(format!("`{name}` is neither a file nor a revision of git"))
        })
    }

    /// The text of a file, by its path in the workspace.
    pub fn read(&self, path: &str) -> Option<String> {
        self.git(&["show", &format!("{}:./{path}", self.name)])
    }

    fn git(&self, arguments: &[&str]) -> Option<String> {
        let mut git = Command::new("git");
        let output = git.arg("-C").arg(&self.workspace).args(arguments).output();
        let output = output.ok().filter(|output| output.status.success())?;
        String::from_utf8(output.stdout).ok()
    }
}
