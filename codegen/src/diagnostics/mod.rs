//! What is wrong with a description, and where.
//!
//! Every stage reports into one [`Diagnostics`]. Nothing is printed here. A report names its place
//! by a JSON pointer or by the origin of a node, which becomes file:line:column only when it is
//! rendered.

mod nearest;
mod position;
mod render;
mod source;

pub use nearest::nearest;
pub use position::Position;
pub use render::Located;
pub use source::{FileId, Notation, Origin, Origins, Source, Sources};

/// More reports than anybody reads. Further warnings are only counted.
const MAX_ENTRIES: usize = 20_000;

/// Room for errors when warnings have filled everything else.
const MAX_ERRORS: usize = 1_000;

/// Reports in the order in which they were made.
#[derive(Debug, Default)]
pub struct Diagnostics {
    entries: Vec<Diagnostic>,
    /// The report to use when there are too many. It is counted and overwritten.
    scratch: Option<Diagnostic>,
    more_errors: usize,
    more_warnings: usize,
    /// The texts that places refer to.
    pub sources: Sources,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    pub severity: Severity,
    /// A short kebab-case code for the kind of problem, `dangling-ref`.
    pub kind: &'static str,
    pub place: Place,
    /// Lower case, without a full stop.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
    /// What is used in place of it, "any JSON".
    pub instead: Option<String>,
    /// A second place and its relation to the first, "first given here".
    pub related: Option<(Place, String)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    Warning,
    Error,
}

/// Where something is wrong.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Place {
    #[default]
    Nowhere,
    /// JSON pointer into the normalized document.
    Pointer(String),
    /// A node of a text, and its JSON pointer as far as it is known.
    Node(Origin, String),
    /// Line and column of a text, both from 1. Column 0 stands for the whole line.
    Text {
        file: FileId,
        line: u32,
        column: u32,
    },
}

/// Proof that an error has been reported. A function that receives it need not report again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reported(());

/// A report that is being made.
#[derive(Debug)]
pub struct Report<'a>(&'a mut Diagnostic);

impl Diagnostics {
    /// Something is left out or widened. Everything else is generated.
    pub fn warn(
        &mut self,
        kind: &'static str,
        place: impl Into<Place>,
        message: impl Into<String>,
    ) -> Report<'_> {
        self.report(Severity::Warning, kind, place.into(), message.into())
    }

    /// Something cannot be generated. To add help, use [`Self::fail`].
    pub fn error(
        &mut self,
        kind: &'static str,
        place: impl Into<Place>,
        message: impl Into<String>,
    ) -> Reported {
        self.fail(kind, place, message).reported()
    }

    /// An error to which more is added: `diagnostics.fail(..).help(..).reported()`.
    pub fn fail(
        &mut self,
        kind: &'static str,
        place: impl Into<Place>,
        message: impl Into<String>,
    ) -> Report<'_> {
        self.report(Severity::Error, kind, place.into(), message.into())
    }

    fn report(
        &mut self,
        severity: Severity,
        kind: &'static str,
        place: Place,
        message: String,
    ) -> Report<'_> {
        let entry = Diagnostic {
            severity,
            kind,
            place,
            message,
            help: None,
            instead: None,
            related: None,
        };
        let room = match severity {
            Severity::Warning => MAX_ENTRIES,
            Severity::Error => MAX_ENTRIES + MAX_ERRORS,
        };
        if self.entries.len() < room {
            let at = self.entries.len();
            self.entries.push(entry);
            #[expect(clippy::indexing_slicing, reason = "pushed just now")]
            return Report(&mut self.entries[at]);
        }
        match severity {
            Severity::Warning => self.more_warnings += 1,
            Severity::Error => self.more_errors += 1,
        }
        Report(self.scratch.insert(entry))
    }

    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.entries.iter()
    }

    /// Finds the nodes of all places that are JSON pointers. Afterwards the document is not needed.
    pub fn find_places(&mut self, root: &dyn Origins) {
        for entry in &mut self.entries {
            let related = entry.related.as_mut().map(|(place, _)| place);
            for place in std::iter::once(&mut entry.place).chain(related) {
                if let Place::Pointer(pointer) = place {
                    let origin = root.nearest(pointer);
                    *place = Place::Node(origin, std::mem::take(pointer));
                }
            }
        }
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub fn errors(&self) -> usize {
        self.count(Severity::Error) + self.more_errors
    }

    pub fn warnings(&self) -> usize {
        self.count(Severity::Warning) + self.more_warnings
    }

    fn count(&self, severity: Severity) -> usize {
        self.entries
            .iter()
            .filter(|entry| entry.severity == severity)
            .count()
    }

    /// Makes every warning an error.
    pub fn be_strict(&mut self) {
        for entry in &mut self.entries {
            entry.severity = Severity::Error;
        }
        self.more_errors += std::mem::take(&mut self.more_warnings);
    }
}

impl Report<'_> {
    pub fn help(self, help: impl Into<String>) -> Self {
        self.0.help = Some(help.into());
        self
    }

    /// What the generator uses in place of it.
    pub fn instead(self, instead: impl Into<String>) -> Self {
        self.0.instead = Some(instead.into());
        self
    }

    pub fn related(self, place: impl Into<Place>, label: impl Into<String>) -> Self {
        self.0.related = Some((place.into(), label.into()));
        self
    }

    /// Adds `did you mean ..?` when one of the names is close to what was written.
    pub fn did_you_mean<'n>(self, written: &str, names: impl IntoIterator<Item = &'n str>) -> Self {
        match nearest(written, names) {
            Some(name) => self.help(format!("did you mean `{name}`?")),
            None => self,
        }
    }

    /// The proof, for errors.
    pub fn reported(self) -> Reported {
        Reported(())
    }
}

impl From<&str> for Place {
    fn from(pointer: &str) -> Self {
        Self::Pointer(pointer.to_owned())
    }
}

impl From<&String> for Place {
    fn from(pointer: &String) -> Self {
        Self::Pointer(pointer.clone())
    }
}

impl From<String> for Place {
    fn from(pointer: String) -> Self {
        Self::Pointer(pointer)
    }
}

impl From<Origin> for Place {
    fn from(origin: Origin) -> Self {
        Self::Node(origin, String::new())
    }
}
