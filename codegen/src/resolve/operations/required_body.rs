//! Whether a body is an argument of the method: as the description says, and where it does not say
//! it, as the operation and the schema let one expect. `required` is false by default, so authors
//! of descriptions forget it.

use crate::openapi::{self, RequestBody, TypeSet};
use crate::resolve::definitions::Definitions;
use crate::resolve::flat::{FlatSchema, MoreProperties, all_of};
use crate::resolve::operations::bodies::first_schema;
use crate::resolve::source::place::Place;

/// Who sends a body.
#[derive(Debug, Clone, Copy)]
pub enum Sender<'a> {
    /// The server, on its own.
    Server,
    Operation {
        /// Of HTTP, in capitals.
        method: &'a str,
        /// Nothing is sent beside the body and what is in the path.
        alone: bool,
        /// The settings say that bodies are required only where the description says so.
        as_declared: bool,
    },
}

/// `required` of the body. Where it is not there, bodies are required whose schemas require
/// members, and those of operations that have nothing else to send. None for a body that is not
/// sent at all.
pub fn is_required<'d>(
    definitions: &mut Definitions<'d, '_>,
    body: RequestBody<'d>,
    content: &openapi::Content<'d>,
    at: &str,
    sender: Sender<'_>,
) -> Option<bool> {
    let declared = body.declared_required();
    let Sender::Operation {
        method,
        alone,
        as_declared,
    } = sender
    else {
        return Some(declared.unwrap_or(false));
    };
    let is_read = matches!(method, "GET" | "HEAD");
    let declared = declared.or(as_declared.then_some(false));
    if let (Some(required), false) = (declared, is_read) {
        return Some(required);
    }
    let schema = first_schema(content).map(|(keyword, schema)| {
        let place = Place::new(format!("{at}/{keyword}"), Vec::new(), schema);
        all_of::flatten(&mut definitions.source, &place)
    });
    if is_read && schema.as_ref().is_none_or(is_empty) {
        let message = "a body without members in a GET or HEAD has no meaning".to_owned();
        let source = &mut definitions.source;
        source.warn("empty-body", at, message, "no body");
        return None;
    }
    let has_required = schema.is_some_and(|flat| !flat.required.is_empty());
    let changes = matches!(method, "POST" | "PUT" | "PATCH");
    Some(declared.unwrap_or(has_required || (changes && alone)))
}

/// An object without members.
fn is_empty(flat: &FlatSchema<'_>) -> bool {
    let more = matches!(
        flat.additional,
        MoreProperties::Unspecified | MoreProperties::Forbidden
    );
    let is_object = flat
        .plain_types()
        .is_none_or(|types| types == TypeSet::OBJECT);
    let is_plain = flat.values.is_none() && flat.unions.is_empty() && flat.items.is_none();
    is_object && is_plain && more && flat.properties.is_empty() && flat.patterns.is_empty()
}
