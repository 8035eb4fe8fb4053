//! Successes whose body says that they are errors.

use super::pages::look;
use crate::wire::same_json;

/// What tells an error in the body of a success: a member, and what it is then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ErrorShape {
    pub(super) path: &'static [&'static str],
    pub(super) test: ErrorTest,
}

/// What a member is where the body is an error. Values are JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ErrorTest {
    /// It is there, and not `null`.
    Present,
    /// It has this value.
    Is(&'static str),
    /// It is there, with another value.
    IsNot(&'static str),
}

impl ErrorShape {
    /// Whether a body is an error.
    pub(super) fn fits(&self, body: &[u8]) -> bool {
        let Some(value) = look::at(body, self.path) else {
            return false;
        };
        match self.test {
            ErrorTest::Present => value != "null",
            ErrorTest::Is(expected) => same_json(value, expected),
            ErrorTest::IsNot(expected) => !same_json(value, expected),
        }
    }
}
