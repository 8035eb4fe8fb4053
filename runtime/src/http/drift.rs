//! What reading tolerated, for those who want to know, and a file of it.

use std::{
    collections::BTreeSet,
    fmt,
    fs::{File, OpenOptions},
    io::{self, Write},
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

use crate::{DriftKind, json::Writer};

/// A value of a response that is not what the description says, and that was read all the same.
/// [`DriftKind`] has the table of what is.
///
/// Of the values of a response, scalars are shown, cut off where they are long, but not those of
/// members that the description does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Drift {
    /// The name of the operation.
    pub operation: &'static str,
    /// Its HTTP method.
    pub method: &'static str,
    /// Its path in the description: `/pets/{id}`.
    pub template: &'static str,
    /// The status of the response.
    pub status: u16,
    /// The media type of the response, without parameters; empty if it has none.
    pub media_type: String,
    /// What kind of deviation it is.
    pub kind: DriftKind,
    /// Where in the body it is, or in the item of a stream: `items[0].price`; empty for all of it.
    pub path: String,
    /// What the description says: "an integer of 64 bits".
    pub expected: String,
    /// What is there: `"7"`, `null`, `a string`.
    pub found: String,
}

impl Drift {
    /// As one line of a file of drift: a JSON object with a member for each field.
    pub fn to_json(&self) -> String {
        let mut writer = Writer::new();
        writer.begin_object();
        let status = self.status.to_string();
        for (name, value) in [
            ("operation", self.operation),
            ("method", self.method),
            ("template", self.template),
            ("status", &status),
            ("media_type", &self.media_type),
            ("kind", self.kind.as_str()),
            ("path", &self.path),
            ("expected", &self.expected),
            ("found", &self.found),
        ] {
            writer.name(name);
            writer.string(value);
        }
        writer.end_object();
        writer.into_string()
    }

    /// What is the same for all items of a list and all calls of an operation.
    fn place(&self) -> String {
        let indexes = |letter: char| letter.is_ascii_digit();
        let mut path = String::new();
        for (number, piece) in self.path.split('[').enumerate() {
            let rest = piece.trim_start_matches(indexes);
            if number > 0 {
                path.push('[');
            }
            path.push_str(if rest.starts_with(']') { rest } else { piece });
        }
        let Self {
            method,
            template,
            status,
            ..
        } = self;
        let found = match self.kind {
            DriftKind::UnknownValue => &self.found,
            _ => "",
        };
        format!(
            "{method} {template} {status} {} {path} {found}",
            self.kind.as_str()
        )
    }
}

impl fmt::Display for Drift {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            operation,
            path,
            expected,
            found,
            ..
        } = self;
        write!(formatter, "`{operation}`: ")?;
        if !path.is_empty() {
            write!(formatter, "{path}: ")?;
        }
        write!(formatter, "expected {expected}, found {found}")
    }
}

/// Who is told.
pub(super) type OnDrift = Arc<dyn Fn(&Drift) + Send + Sync>;

/// A file of drift, a line for each place of the description.
pub(super) struct DriftFile {
    file: File,
    written: BTreeSet<String>,
}

impl DriftFile {
    /// Opens the file; what it holds stays.
    pub(super) fn open(path: &Path) -> io::Result<Mutex<Self>> {
        let file = OpenOptions::new().create(true).append(true).open(path)?;
        Ok(Mutex::new(Self {
            file,
            written: BTreeSet::new(),
        }))
    }

    /// Writes a line, unless one of the same place was written. A call does not fail because this
    /// does.
    pub(super) fn tell(this: &Mutex<Self>, drift: &Drift) {
        let mut this = this.lock().unwrap_or_else(PoisonError::into_inner);
        if this.written.insert(drift.place()) {
            let _ = writeln!(this.file, "{}", drift.to_json());
        }
    }
}
