//! Texts for people in a schema. JSON Schema 2020-12 Validation, section 9.

use super::{Discriminator, Schema};
use crate::document::Node;
use crate::openapi::{external_docs, flag, items, members};

/// Keywords that say nothing about which values fit.
pub(super) const KEYWORDS: [&str; 11] = [
    "title",
    "description",
    "default",
    "deprecated",
    "readOnly",
    "writeOnly",
    "example",
    "examples",
    "externalDocs",
    "discriminator",
    "nullable",
];

impl<'d> Schema<'d> {
    pub fn title(self) -> Option<&'d str> {
        self.0.text("title")
    }

    pub fn description(self) -> Option<&'d str> {
        self.0.text("description")
    }

    pub fn default(self) -> Option<&'d Node> {
        self.get("default")
    }

    pub fn is_deprecated(self) -> bool {
        flag(self.0, "deprecated")
    }

    pub fn is_read_only(self) -> bool {
        flag(self.0, "readOnly")
    }

    pub fn is_write_only(self) -> bool {
        flag(self.0, "writeOnly")
    }

    /// `example` and `examples`: a list, or example objects by name, as for parameters. An
    /// `example` of `null` mostly means that there is none.
    pub fn examples(self) -> impl Iterator<Item = &'d Node> {
        let listed = items(self.0, "examples").iter();
        let named = members(self.0, "examples");
        let named = named.map(|(_, example)| example.get("value").unwrap_or(example));
        let one = self.get("example").filter(|example| !example.is_null());
        one.into_iter().chain(listed).chain(named)
    }

    pub fn external_docs(self) -> Option<&'d str> {
        external_docs(self.0)
    }

    pub fn discriminator(self) -> Option<Discriminator<'d>> {
        self.get("discriminator").map(Discriminator)
    }
}
