//! The error of reading JSON: where a value does not fit its type, and how.

use std::borrow::Cow;
use std::fmt;

use crate::json::Kind;

/// A text that is not JSON, or JSON that does not fit the type it is read into.
///
/// It says where in the document the error is, what was expected there and what was found:
///
/// ```text
/// errors[0].status: expected a string, found 5 (line 3, column 17)
/// ```
#[derive(PartialEq, Eq)]
pub struct JsonError(Box<Parts>);

#[derive(Clone, PartialEq, Eq)]
struct Parts {
    /// Innermost step first: each reader that returns adds one.
    path: Vec<Step>,
    problem: Problem,
    offset: usize,
    /// Line and column from 1, once the text is at hand.
    place: Option<(usize, usize)>,
}

#[derive(Clone, PartialEq, Eq)]
enum Step {
    Member(Cow<'static, str>),
    Index(usize),
}

#[derive(Clone, PartialEq, Eq)]
enum Problem {
    Missing(Cow<'static, str>),
    Unexpected {
        expected: Cow<'static, str>,
        found: String,
    },
    Syntax(Cow<'static, str>),
}

impl JsonError {
    #[cold]
    fn new(problem: Problem, offset: usize) -> Self {
        Self(Box::new(Parts {
            path: Vec::new(),
            problem,
            offset,
            place: None,
        }))
    }

    /// The text is not JSON.
    #[cold]
    pub(crate) fn syntax(message: impl Into<Cow<'static, str>>, offset: usize) -> Self {
        Self::new(Problem::Syntax(message.into()), offset)
    }

    /// A required member is not there.
    #[cold]
    pub(crate) fn missing(name: impl Into<Cow<'static, str>>, offset: usize) -> Self {
        Self::new(Problem::Missing(name.into()), offset)
    }

    #[cold]
    pub(crate) fn unexpected(expected: &'static str, kind: Kind, raw: &str, offset: usize) -> Self {
        let found = if raw.is_empty() {
            kind.to_string()
        } else {
            Self::shorten(raw)
        };
        Self::new(
            Problem::Unexpected {
                expected: expected.into(),
                found,
            },
            offset,
        )
    }

    /// A value that is not as described.
    #[cold]
    pub(crate) fn not_as_described(
        expected: Cow<'static, str>,
        found: String,
        offset: usize,
    ) -> Self {
        Self::new(Problem::Unexpected { expected, found }, offset)
    }

    /// An error in words, for readers written by hand.
    ///
    /// ```
    /// let error = runtime::JsonError::custom("expected an even number, found 3");
    /// assert_eq!(error.to_string(), "expected an even number, found 3");
    /// ```
    #[cold]
    pub fn custom(message: impl Into<String>) -> Self {
        Self::new(Problem::Syntax(Cow::Owned(message.into())), 0)
    }

    /// The same, without the value that was found, which is secret.
    #[cold]
    pub(crate) fn discreet(mut self) -> Self {
        if let Problem::Unexpected { found, .. } = &mut self.0.problem {
            "something else".clone_into(found);
        }
        self
    }

    /// A scalar as it is spelled, cut off where it is long.
    pub(crate) fn shorten(raw: &str) -> String {
        const LIMIT: usize = 60;
        match raw.char_indices().nth(LIMIT) {
            Some((end, _)) => format!("{}…", raw.get(..end).unwrap_or_default()),
            None => raw.to_owned(),
        }
    }

    /// Adds the member in which it happened.
    #[cold]
    #[must_use]
    pub fn in_member(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        self.0.path.push(Step::Member(name.into()));
        self
    }

    /// Adds the index at which it happened.
    #[cold]
    #[must_use]
    pub fn at_index(mut self, index: usize) -> Self {
        self.0.path.push(Step::Index(index));
        self
    }

    /// Turns the offset into line and column of the text that was read.
    pub(crate) fn locate(mut self, bytes: &[u8]) -> Self {
        let before = bytes.get(..self.0.offset).unwrap_or(bytes);
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        let start = before
            .iter()
            .rposition(|byte| *byte == b'\n')
            .map_or(0, |at| at + 1);
        let column = String::from_utf8_lossy(before.get(start..).unwrap_or_default())
            .chars()
            .count();
        self.0.place = Some((line, column + 1));
        self
    }

    /// Whether the text is not JSON at all.
    pub fn is_syntax(&self) -> bool {
        matches!(self.0.problem, Problem::Syntax(_))
    }

    /// The names of the members on the path to the place, without the indexes of arrays.
    pub(crate) fn members(&self) -> impl Iterator<Item = &str> {
        let steps = self.0.path.iter().rev();
        steps.filter_map(|step| match step {
            Step::Member(name) => Some(&**name),
            Step::Index(_) => None,
        })
    }

    /// The path from the root to the place, `errors[0].status`; empty at the root.
    pub fn path(&self) -> String {
        let mut path = String::new();
        for step in self.0.path.iter().rev() {
            match step {
                Step::Index(index) => path.push_str(&format!("[{index}]")),
                Step::Member(name) if !is_word(name) => path.push_str(&format!("[{name:?}]")),
                Step::Member(name) => {
                    if !path.is_empty() {
                        path.push('.');
                    }
                    path.push_str(name);
                }
            }
        }
        path
    }

    /// What is wrong there: ``missing member `detail` `` or `expected a string, found 5`.
    pub fn message(&self) -> String {
        match &self.0.problem {
            Problem::Missing(name) => format!("missing member `{name}`"),
            Problem::Unexpected { expected, found } => {
                format!("expected {expected}, found {found}")
            }
            Problem::Syntax(message) => message.clone().into_owned(),
        }
    }

    /// What was expected and what was found, where a value is of another type.
    pub(crate) fn expectation(&self) -> Option<(&str, &str)> {
        match &self.0.problem {
            Problem::Unexpected { expected, found } => Some((expected, found)),
            Problem::Missing(_) | Problem::Syntax(_) => None,
        }
    }

    /// Whether it is about the value as a whole that stands at its offset.
    pub(crate) fn is_at_root(&self) -> bool {
        self.0.path.is_empty()
    }

    /// Byte offset of the place in the text.
    pub fn offset(&self) -> usize {
        self.0.offset
    }

    /// Line of the place, from 1, where the whole text was known.
    pub fn line(&self) -> Option<usize> {
        self.0.place.map(|(line, _)| line)
    }

    /// Column of the place in characters, from 1, where the whole text was known.
    pub fn column(&self) -> Option<usize> {
        self.0.place.map(|(_, column)| column)
    }
}

/// Whether a name can stand in a path without quotes.
fn is_word(name: &str) -> bool {
    !name.is_empty()
        && name
            .chars()
            .all(|char| char.is_alphanumeric() || "_-$@".contains(char))
}

impl Clone for JsonError {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path();
        if !path.is_empty() {
            write!(f, "{path}: ")?;
        }
        f.write_str(&self.message())?;
        match self.0.place {
            Some((line, column)) => write!(f, " (line {line}, column {column})"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "JsonError({self})")
    }
}

impl std::error::Error for JsonError {}
