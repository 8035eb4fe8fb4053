//! `optional`, `nullable`, `any`, `one_or_many`: what the description says wrongly of members.

use std::sync::Arc;

use super::Settings;
use super::entries::Spot;
use crate::diagnostics::{Diagnostics, Notation, Place, Report};

/// What is true of a member although the description says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Correction {
    /// It may be absent.
    Optional,
    /// It may be `null`.
    Nullable,
    /// It is any JSON.
    Any,
    /// It is a list of what the description says, or one of what its list holds.
    OneOrMany,
}

/// An entry of one of the lists.
#[derive(Debug)]
pub struct Corrected {
    pub correction: Correction,
    /// `Pet.name`, with the names of the description, or a JSON pointer.
    pub key: String,
    pub(super) spot: Spot,
}

impl Settings {
    /// Members that are not as the description says.
    pub fn corrections(&self) -> &[Corrected] {
        &self.corrections
    }

    /// An error at an entry of the lists.
    pub fn refuse_correction<'d>(
        &self,
        entry: &Corrected,
        message: String,
        diagnostics: &'d mut Diagnostics,
    ) -> Report<'d> {
        let text = Arc::clone(&self.text);
        let file = diagnostics.sources.add(&*self.name, text, Notation::Plain);
        let (line, column) = entry.spot;
        diagnostics.fail(
            "unused-setting",
            Place::Text { file, line, column },
            message,
        )
    }
}
