//! How a command ends when it fails.

use std::fmt;

/// The text for standard error, and the exit code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    pub code: u8,
    pub message: String,
}

pub type Result<T> = std::result::Result<T, Failure>;

impl Failure {
    /// The command did its work, and something is stale, untidy or falls short.
    pub fn answer(message: impl Into<String>) -> Self {
        Self {
            code: 1,
            message: message.into(),
        }
    }

    /// The command could not do its work: bad arguments, unreadable files, broken input.
    pub fn error(message: impl Into<String>) -> Self {
        Self {
            code: 2,
            message: message.into(),
        }
    }

    /// A problem with a path: `specs/pets.yaml: permission denied`.
    pub fn at(path: &std::path::Path, cause: impl fmt::Display) -> Self {
        Self::error(format!("{}: {cause}", path.display()))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message.trim_end())
    }
}

impl From<lexopt::Error> for Failure {
    fn from(error: lexopt::Error) -> Self {
        Self::error(format!("{error}; `cargo xtask help` lists the commands"))
    }
}
