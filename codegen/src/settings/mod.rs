//! Settings of one API, `specs/<api>.toml`: names and decisions that differ from those the
//! description leads to.

mod auth;
mod corrections;
mod entries;
mod errors;
mod keys;
mod pages;
mod parse;
#[cfg(test)]
mod tests;
mod webhooks;

use std::sync::Arc;

use auth::Auth;
pub use corrections::{Corrected, Correction};
use entries::{Entries, Spot, Unused};
pub use errors::{ErrorShape, ErrorTest};
pub use keys::{OperationKey, TypeKey};
pub use webhooks::{WebhookKey, WebhookSettings};

use crate::api::NextPage;
use crate::diagnostics::{Diagnostics, Notation, Place};
use crate::lock::Lock;

/// The content of `specs/<api>.toml`. [`Default`] is an empty file.
#[derive(Debug, Default)]
pub struct Settings {
    pub date_time: DateTimeLibrary,
    pub unknown_fields: UnknownFields,
    pub features: Features,
    pub numbers: Numbers,
    pub webhooks: WebhookSettings,
    /// Names that were chosen before. They are kept.
    pub lock: Lock,
    /// The name of the file in reports, and its text.
    name: String,
    text: Arc<str>,
    operations: Entries<String>,
    types: Entries<String>,
    fields: Entries<String>,
    parameters: Entries<String>,
    values: Entries<String>,
    operation_groups: Entries<String>,
    tag_groups: Entries<String>,
    pagination: Entries<Pagination>,
    leave_out: Entries<()>,
    accepted: Entries<()>,
    optional_bodies: Entries<()>,
    streams: Entries<Stream>,
    /// Of successes that are errors; `None` where there are none.
    error_shapes: Entries<Option<ErrorShape>>,
    auth: Entries<Auth>,
    corrections: Vec<Corrected>,
}

/// The type of `format: date-time` and related formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DateTimeLibrary {
    #[default]
    Time,
    Chrono,
    Jiff,
    String,
}

/// What happens to members that an object does not declare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum UnknownFields {
    #[default]
    Ignore,
    Keep,
}

/// The Cargo features of a crate of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Features {
    /// One for each group of operations if there are very many operations.
    #[default]
    BySize,
    /// One for each group of operations.
    Groups,
    None,
}

/// How a response is sent item by item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stream {
    /// JSON values one after the other.
    #[default]
    Lines,
    /// Server-sent events, beside what the description says.
    Events,
}

/// The type of numbers without a format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Numbers {
    /// Integers of 64 bits, other numbers as `f64`.
    #[default]
    Native,
    /// Integers of any length, and numbers that keep all their digits.
    Exact,
}

/// How the pages of an operation follow each other, where the description does not say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pagination {
    Off,
    On(WantedPages),
}

/// Paths are wire names from the body inward, split at dots. A name that has a dot itself is found
/// later, when the body is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WantedPages {
    /// The list of items. If this is absent, it is the one that the description leads to.
    pub items: Option<Vec<String>>,
    /// A boolean that is false on the last page.
    pub more: Option<Vec<String>>,
    pub next: NextPage,
}

impl Settings {
    /// Reads the text of a settings file. `name` is its name in reports. If the text has mistakes,
    /// all of them are reported and nothing comes back.
    pub fn parse(name: &str, text: &str, diagnostics: &mut Diagnostics) -> Option<Self> {
        parse::parse(name, text, diagnostics)
    }

    /// Fingerprints of changes that have been looked at: `accept`.
    pub fn accepted(&self) -> Vec<String> {
        self.accepted
            .iter()
            .map(|(key, ())| key.to_owned())
            .collect()
    }

    /// New name of an operation: `[rename.operations]`.
    pub fn operation_name(&self, operation: OperationKey<'_>) -> Option<&str> {
        operation.look_up(&self.operations).map(String::as_str)
    }

    /// Whether the settings leave the operation out: `leave_out`.
    pub fn is_left_out(&self, operation: OperationKey<'_>) -> bool {
        operation.look_up(&self.leave_out).is_some()
    }

    /// Whether the body of the operation is required only if the description says so:
    /// `optional_bodies`, by the operation itself or a pattern of its method and path.
    pub fn keeps_body_optional(&self, operation: OperationKey<'_>) -> bool {
        if self.optional_bodies.is_empty() {
            return false;
        }
        let own = operation.look_up(&self.optional_bodies);
        own.or_else(|| self.optional_bodies.longest_fit(&operation.place()))
            .is_some()
    }

    /// The response is a stream although the description does not say so: `[streams]`, by the
    /// operation itself, else by the longest pattern of its method and path.
    pub fn stream(&self, operation: OperationKey<'_>) -> Option<Stream> {
        if self.streams.is_empty() {
            return None;
        }
        let own = operation.look_up(&self.streams);
        own.or_else(|| self.streams.longest_fit(&operation.place()))
            .copied()
    }

    /// What tells an error in the body of a success, where neither the operation nor its group nor a
    /// narrower pattern says something else: `when = ".."` of `[errors]`.
    pub fn error_shape(&self) -> Option<&ErrorShape> {
        self.error_shapes.get("*")?.as_ref()
    }

    /// The same of one operation, where it is said apart: by the operation itself, else by its group
    /// (`tag:Pets`), else by the longest pattern for its method and path.
    pub fn error_shape_of(
        &self,
        operation: OperationKey<'_>,
        group: &str,
    ) -> Option<&Option<ErrorShape>> {
        let found = operation.pick(&self.error_shapes, group)?;
        (found.as_ref() != self.error_shape()).then_some(found)
    }

    /// The group of an operation: `[groups.operations]`, else `[groups.tags]` by its tag.
    pub fn group(&self, operation: OperationKey<'_>, tag: Option<&str>) -> Option<&str> {
        let by_tag = tag.and_then(|tag| self.tag_groups.get(tag));
        operation
            .look_up(&self.operation_groups)
            .or(by_tag)
            .map(String::as_str)
    }

    /// The pages of an operation: `[pagination]` by the operation itself, else by its group
    /// (`tag:Pets`), else by the longest pattern for its method and path (`GET /v2/*`, `*`). `None`
    /// where the description decides.
    pub fn pagination(&self, operation: OperationKey<'_>, group: &str) -> Option<&Pagination> {
        operation.pick(&self.pagination, group)
    }

    /// Whether the settings name the pages of this operation itself, not only those of a pattern.
    pub fn names_pages_of(&self, operation: OperationKey<'_>) -> bool {
        operation.look_up(&self.pagination).is_some()
    }

    /// New name of a type: `[rename.types]`.
    pub fn type_name(&self, ty: TypeKey<'_>) -> Option<&str> {
        ty.look_up(&self.types, "").map(String::as_str)
    }

    /// New name of a property of an object: `[rename.fields]`, key `Pet.status` or
    /// `/pointer/of/the/object.status`.
    pub fn field_name(&self, object: TypeKey<'_>, property: &str) -> Option<&str> {
        object.look_up(&self.fields, property).map(String::as_str)
    }

    /// New name of a value of an enumeration: `[rename.values]`, key `Status.1` or
    /// `/pointer/of/the/enumeration.1`.
    pub fn value_name(&self, enumeration: TypeKey<'_>, value: &str) -> Option<&str> {
        enumeration.look_up(&self.values, value).map(String::as_str)
    }

    /// New name of a parameter: `[rename.parameters]`, key `list_pets.page[size]` (with the final
    /// name of the operation, its operationId or `GET /pets`), or `page[size]` for all operations.
    pub fn parameter_name(
        &self,
        operation: OperationKey<'_>,
        operation_name: &str,
        parameter: &str,
    ) -> Option<&str> {
        let names = [
            Some(operation_name),
            operation.operation_id,
            Some(&operation.place()),
        ];
        let mut names = names.into_iter().flatten();
        let own = names.find_map(|name| self.parameters.get_member(name, parameter));
        own.or_else(|| self.parameters.get(parameter))
            .map(String::as_str)
    }

    /// Reports the entries that no lookup asked for and the new names that were refused. To be
    /// called when everything has been generated.
    pub fn report_unused(&self, diagnostics: &mut Diagnostics) {
        let (unused, refused) = (self.unused(), self.refused());
        if unused.is_empty() && refused.is_empty() {
            return;
        }
        let file = diagnostics
            .sources
            .add(&*self.name, Arc::clone(&self.text), Notation::Plain);
        for Unused {
            noun,
            key,
            spot: (line, column),
            near,
        } in unused
        {
            let place = Place::Text { file, line, column };
            let message = format!("no {noun} `{key}` in the description");
            let near = near.iter().map(String::as_str);
            diagnostics
                .fail("unused-setting", place, message)
                .did_you_mean(&key, near);
        }
        for (noun, name, (line, column)) in refused {
            let place = Place::Text { file, line, column };
            let message = format!("`{name}` is the name of another {noun}");
            diagnostics
                .fail("taken-name", place, message)
                .help(format!("rename the other {noun}, too"));
        }
    }

    /// Notes that another operation has the new name of this one.
    pub fn refuse_operation_name(&self, name: &str) {
        self.operations.refuse(name);
    }

    /// Notes that another type has the new name of this one.
    pub fn refuse_type_name(&self, name: &str) {
        self.types.refuse(name);
    }

    fn refused(&self) -> Vec<(&'static str, &str, Spot)> {
        let operations = self.operations.refused();
        let operations = operations.map(|(name, spot)| ("operation", name, spot));
        let types = self.types.refused();
        let types = types.map(|(name, spot)| ("type", name, spot));
        operations.chain(types).collect()
    }

    fn unused(&self) -> Vec<Unused> {
        let mut unused = Vec::new();
        self.operations.unused("operation", &mut unused);
        self.leave_out.unused("operation", &mut unused);
        self.optional_bodies.unused("operation", &mut unused);
        self.streams.unused("operation", &mut unused);
        self.error_shapes.unused("operation", &mut unused);
        self.auth.unused("security scheme", &mut unused);
        for (_, auth) in self.auth.iter() {
            auth.operations.unused("operation", &mut unused);
        }
        self.operation_groups.unused("operation", &mut unused);
        self.pagination.unused("operation", &mut unused);
        self.tag_groups.unused("tag", &mut unused);
        self.types.unused("type", &mut unused);
        self.fields.unused("field", &mut unused);
        self.parameters.unused("parameter", &mut unused);
        self.values.unused("value", &mut unused);
        self.webhooks.values.unused("webhook", &mut unused);
        unused
    }
}
