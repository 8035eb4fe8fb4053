//! What reading tolerates although the description says otherwise: the one table of it.

use std::borrow::Cow;

use crate::json::{Kind, Reader, paths};

use super::JsonError;

/// How closely a client holds responses to the description. [`DriftKind`] has the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Tolerance {
    /// Nothing is tolerated: what is not as described is an error.
    Strict,
    /// What neither loses nor invents anything is tolerated: the default.
    #[default]
    Standard,
    /// The empty value of its type also stands for a required member that is missing or `null`.
    Lenient,
}

/// What a response can have that is not as described, and when it is read all the same.
///
/// | kind | what comes | it is read as | strict | standard | lenient |
/// |---|---|---|---|---|---|
/// | `NullForOptional` | `null` for an optional member that may not be `null` | absent | error | read | read |
/// | `MissingForNull` | nothing for a required member that may be `null` | `null` | error | read | read |
/// | `TextForScalar` | `"7"`, `"-1.5"`, `"true"`, `"False"` for a number or a boolean | the number or boolean | error | read | read |
/// | `WholeNumber` | `7.0` or `7e0` for an integer | 7 | error | read | read |
/// | `UnknownValue` | a value that an enum or a union does not know | itself, kept | error | read | read |
/// | `OddSpelling` | a date-time, time, UUID or Base64 that is spelled otherwise than RFC 3339, RFC 9562 or RFC 4648 say | itself, and written back as it came | error | read | read |
/// | `RepeatedMember` | a member of an object that has come before in it | the last one counts | error | read | read |
/// | `JsonForText` | a string in a body of JSON where text is described | the text in the string | error | read | read |
/// | `UnknownMember` | a member that an object does not declare, an item too many in a tuple | nothing: it is skipped | error | read | read |
/// | `Missing` | nothing for a required text, number, list or map | the empty text, 0, the empty list or map | error | error | read |
/// | `NullForRequired` | `null` for one of these | the same | error | error | read |
///
/// Members that an object keeps (`additionalProperties`, or the setting `unknown_fields = "keep"`)
/// are known. Where a union tries which of its variants a value is, nothing is tolerated beyond
/// members and values that are not known, so that tolerance never decides what a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the table above has them")]
pub enum DriftKind {
    NullForOptional,
    MissingForNull,
    TextForScalar,
    WholeNumber,
    UnknownValue,
    UnknownMember,
    OddSpelling,
    RepeatedMember,
    JsonForText,
    Missing,
    NullForRequired,
}

impl DriftKind {
    /// Its name in a file of drift: `null_for_optional`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NullForOptional => "null_for_optional",
            Self::MissingForNull => "missing_for_null",
            Self::TextForScalar => "text_for_scalar",
            Self::WholeNumber => "whole_number",
            Self::UnknownValue => "unknown_value",
            Self::UnknownMember => "unknown_member",
            Self::OddSpelling => "odd_spelling",
            Self::RepeatedMember => "repeated_member",
            Self::JsonForText => "json_for_text",
            Self::Missing => "missing",
            Self::NullForRequired => "null_for_required",
        }
    }
}

impl Tolerance {
    /// Whether a value of this kind is read.
    pub fn tolerates(self, kind: DriftKind) -> bool {
        match kind {
            DriftKind::NullForOptional
            | DriftKind::MissingForNull
            | DriftKind::TextForScalar
            | DriftKind::WholeNumber
            | DriftKind::UnknownValue
            | DriftKind::UnknownMember
            | DriftKind::OddSpelling
            | DriftKind::RepeatedMember
            | DriftKind::JsonForText => self != Self::Strict,
            DriftKind::Missing | DriftKind::NullForRequired => self == Self::Lenient,
        }
    }
}

/// By which rules a reader reads.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Rules {
    /// None: outside of a client, and where a union tries its variants. Nobody would be told.
    tolerance: Option<Tolerance>,
    is_heard: bool,
}

impl Rules {
    /// `is_heard`: what is tolerated is noted.
    pub(crate) fn new(tolerance: Tolerance, is_heard: bool) -> Self {
        let tolerance = Some(tolerance);
        Self {
            tolerance,
            is_heard,
        }
    }

    /// Whether each value is looked at that is not as described, and not only those that do not
    /// fit their types.
    #[inline]
    pub(crate) fn is_watchful(self) -> bool {
        self.is_heard || self.tolerance == Some(Tolerance::Strict)
    }

    pub(crate) fn tolerates(self, kind: DriftKind) -> bool {
        match self.tolerance {
            Some(tolerance) => tolerance.tolerates(kind),
            None => kind != DriftKind::TextForScalar && Tolerance::Standard.tolerates(kind),
        }
    }
}

/// Something that was tolerated.
#[derive(Debug)]
pub(crate) struct Note {
    kind: DriftKind,
    /// Within the value, or at the end of the object that lacks the member.
    offset: usize,
    expected: Cow<'static, str>,
    found: String,
    /// The member that is missing.
    missing: Option<&'static str>,
}

/// Something that was tolerated, and where.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) kind: DriftKind,
    pub(crate) path: String,
    pub(crate) expected: String,
    pub(crate) found: String,
}

impl Reader<'_> {
    /// Notes that the value before this place was not known to its type and is kept as it is. Of
    /// two types that a value fits, a union takes the one with fewer of these.
    ///
    /// # Errors
    /// The client is strict.
    pub fn miss(&mut self) -> Result<(), JsonError> {
        self.miss_at(self.start_of_last())
    }

    /// Notes that the value at the offset was not known to its type and is kept as it is.
    pub(crate) fn miss_at(&mut self, offset: usize) -> Result<(), JsonError> {
        self.misses += 1;
        match self.rules.is_watchful() {
            true => self.tolerate(DriftKind::UnknownValue, offset, "a described value"),
            false => Ok(()),
        }
    }

    /// Notes that the value that comes next was not known to its type and is left out.
    pub(crate) fn lose(
        &mut self,
        kind: DriftKind,
        expected: &'static str,
    ) -> Result<(), JsonError> {
        self.lose_at(self.offset(), kind, expected)
    }

    /// Notes that the value at the offset is left out.
    pub(crate) fn lose_at(
        &mut self,
        offset: usize,
        kind: DriftKind,
        expected: &'static str,
    ) -> Result<(), JsonError> {
        self.misses += 1;
        if let Some(memory) = &mut self.memory {
            memory.lose(offset);
        }
        match self.rules.is_watchful() {
            true => self.tolerate(kind, offset, expected),
            false => Ok(()),
        }
    }

    /// Notes that the text before this place is not spelled as its format says.
    ///
    /// # Errors
    /// The client is strict.
    #[cold]
    pub(crate) fn respell(&mut self, expected: &'static str) -> Result<(), JsonError> {
        self.tolerate(DriftKind::OddSpelling, self.start_of_last(), expected)
    }

    /// Notes that the member whose value comes next has come before.
    ///
    /// # Errors
    /// The client is strict.
    #[cold]
    pub(crate) fn repeat(&mut self) -> Result<(), JsonError> {
        let offset = self.offset();
        self.tolerate(DriftKind::RepeatedMember, offset, "one member of this name")
    }

    /// Where the scalar starts that has just been read; of an array or an object, its end.
    fn start_of_last(&self) -> usize {
        let before = self.text().get(..self.offset()).unwrap_or_default();
        let start = match before.strip_suffix('"') {
            Some(inside) => inside.rmatch_indices('"').map(|(at, _)| at).find(|at| {
                let escapes = inside.get(..*at).unwrap_or_default();
                let count = escapes.len() - escapes.trim_end_matches('\\').len();
                count % 2 == 0
            }),
            None => before
                .rfind([' ', '\n', '\r', '\t', ':', ',', '['])
                .map(|at| at + 1),
        };
        start.unwrap_or_default()
    }

    /// Notes a value that is not as described, or refuses it. It starts at the offset, or behind
    /// white space there.
    ///
    /// # Errors
    /// The rules do not tolerate it.
    #[cold]
    pub(crate) fn tolerate(
        &mut self,
        kind: DriftKind,
        offset: usize,
        expected: impl Into<Cow<'static, str>>,
    ) -> Result<(), JsonError> {
        let is_tolerated = self.rules.tolerates(kind);
        if is_tolerated && !self.rules.is_heard {
            return Ok(());
        }
        let here = self.mark();
        self.go_to(offset);
        self.peek_byte();
        let offset = self.offset();
        let found = self.found(kind)?;
        self.rewind(here);
        let expected = expected.into();
        if !is_tolerated {
            return Err(JsonError::not_as_described(expected, found, offset));
        }
        self.note(Note {
            kind,
            offset,
            expected,
            found,
            missing: None,
        });
        Ok(())
    }

    /// Notes that an object which ends here lacks a required member, or refuses it.
    ///
    /// # Errors
    /// The rules do not tolerate it. The error is at the offset.
    #[cold]
    pub(crate) fn tolerate_missing(
        &mut self,
        kind: DriftKind,
        name: &'static str,
        offset: usize,
    ) -> Result<(), JsonError> {
        if !self.rules.tolerates(kind) {
            return Err(JsonError::missing(name, offset));
        }
        let expected = match kind {
            DriftKind::MissingForNull => "a required member that may be null",
            _ => "a required member",
        };
        self.note(Note {
            kind,
            offset: self.offset().saturating_sub(1),
            expected: expected.into(),
            found: "nothing".to_owned(),
            missing: Some(name),
        });
        Ok(())
    }

    /// What comes next, in words. Of what the description does not know only the type is said: it
    /// may be secret.
    fn found(&mut self, kind: DriftKind) -> Result<String, JsonError> {
        let json = self.peek()?;
        let is_compound = matches!(json, Kind::Array | Kind::Object);
        if is_compound || kind == DriftKind::UnknownMember {
            return Ok(json.to_string());
        }
        self.raw().map(JsonError::shorten)
    }

    fn note(&mut self, note: Note) {
        /// A body with more of them is another one than the description speaks of.
        const MOST: usize = 1000;
        if !self.rules.is_heard {
            return;
        }
        let notes = &mut self.memory.get_or_insert_default().notes;
        if notes.len() < MOST {
            notes.push(note);
        }
    }

    /// All that was noted, with its paths.
    #[inline]
    pub(crate) fn located_notes(&mut self) -> Vec<Found> {
        match &mut self.memory {
            Some(memory) if !memory.notes.is_empty() => {
                let notes = std::mem::take(&mut memory.notes);
                located(notes, self.text())
            }
            _ => Vec::new(),
        }
    }

    /// How much was noted until now.
    pub(crate) fn noted(&self) -> usize {
        self.memory.as_ref().map_or(0, |memory| memory.notes.len())
    }

    /// Forgets what was noted since, because the reader has gone back.
    pub(crate) fn forget(&mut self, noted: usize) {
        if let Some(memory) = &mut self.memory {
            memory.notes.truncate(noted);
        }
    }
}

#[cold]
fn located(notes: Vec<Note>, text: &str) -> Vec<Found> {
    let places: Vec<_> = notes
        .iter()
        .map(|note| (note.offset, note.missing))
        .collect();
    let located = notes.into_iter().zip(paths(text, &places));
    located
        .map(|(note, path)| Found {
            kind: note.kind,
            path,
            expected: note.expected.into_owned(),
            found: note.found,
        })
        .collect()
}
