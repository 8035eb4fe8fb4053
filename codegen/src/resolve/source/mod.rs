//! What schemas are read from: the references and examples of the document. Also where reports go.

pub mod dangling;
pub mod place;
pub mod references;
pub mod steps;
pub mod targets;

use std::rc::Rc;

use indexmap::IndexSet;

use crate::diagnostics::Diagnostics;
use crate::resolve::examples::Examples;

use references::References;

/// The document as far as schemas need it, and what has been reported about it.
pub struct Source<'d, 'r> {
    pub references: References<'d>,
    pub examples: Examples<'d>,
    pub diagnostics: &'r mut Diagnostics,
    /// Pointers of the schemas with a discriminator.
    pub discriminators: IndexSet<Rc<str>>,
    /// Schemas whose discriminator has become a union or has been reported.
    pub decided: IndexSet<Rc<str>>,
    /// How many unions contain the one that is being examined.
    pub unions_within: usize,
    reported: IndexSet<(&'static str, String)>,
}

impl<'d, 'r> Source<'d, 'r> {
    pub fn new(
        references: References<'d>,
        examples: Examples<'d>,
        diagnostics: &'r mut Diagnostics,
    ) -> Self {
        Self {
            references,
            examples,
            diagnostics,
            discriminators: IndexSet::new(),
            decided: IndexSet::new(),
            unions_within: 0,
            reported: IndexSet::new(),
        }
    }

    /// Reports once for each place.
    pub fn warn(
        &mut self,
        kind: &'static str,
        pointer: &str,
        message: impl Into<String>,
        instead: &str,
    ) {
        if self.is_new(kind, pointer) {
            self.warn_each(kind, pointer, message, instead);
        }
    }

    /// Reports every time, for places where several things may be wrong.
    pub fn warn_each(
        &mut self,
        kind: &'static str,
        pointer: &str,
        message: impl Into<String>,
        instead: &str,
    ) {
        self.diagnostics
            .warn(kind, pointer, message)
            .instead(instead);
    }

    /// Whether nothing of this kind has been reported for the place.
    pub fn is_new(&mut self, kind: &'static str, pointer: &str) -> bool {
        self.reported.insert((kind, pointer.to_owned()))
    }
}
