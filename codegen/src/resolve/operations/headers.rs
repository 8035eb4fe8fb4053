//! Headers of responses.

use crate::api::{Header, Step, Style, Use, Values, WireFormat};
use crate::document::Node;
use crate::openapi;
use crate::resolve::definitions::Definitions;
use crate::resolve::definitions::docs;
use crate::resolve::operations::{bodies, media_types, parameters};
use crate::resolve::source::place::Place;
use crate::resolve::source::targets;
use crate::resolve::source::targets::Target;

/// The header at a place, or the target of the reference there.
pub fn one<'d>(
    definitions: &mut Definitions<'d, '_>,
    name: &str,
    header: &'d Node,
    at: &str,
    steps: Vec<Step>,
) -> Option<Header> {
    let target =
        targets::follow::<openapi::Header>(&mut definitions.source, header, at, steps, "header")?;
    let Target {
        item,
        pointer,
        steps,
    } = target;
    let (ty, values) = value(definitions, item, &pointer, steps);
    Some(Header {
        wire_name: name.to_owned(),
        description: docs::text(item.description()),
        deprecated: item.is_deprecated(),
        required: item.is_required(),
        ty,
        values,
        pointer,
    })
}

/// The type of the value, and its spelling. A header without a schema, or one that is spelled
/// neither as JSON nor in a style, is text.
fn value<'d>(
    definitions: &mut Definitions<'d, '_>,
    header: openapi::Header<'d>,
    pointer: &str,
    steps: Vec<Step>,
) -> (Use, Values) {
    let content = header.content();
    let format = content
        .first()
        .map(|(media_type, _)| media_types::format(media_type));
    let (values, schema) = match (header.schema(), format) {
        (Some(schema), _) => (spelling(header), Some(("schema".to_owned(), schema))),
        (None, Some(format @ (WireFormat::Json | WireFormat::Text))) => {
            (Values::Content(format), bodies::first_schema(&content))
        }
        (None, _) => (Values::Content(WireFormat::Text), None),
    };
    let ty = match schema {
        Some((keyword, schema)) => {
            definitions.use_of(&Place::new(format!("{pointer}/{keyword}"), steps, schema))
        }
        None => parameters::text(definitions, pointer, steps),
    };
    (ty, values)
}

/// Headers always have the style `simple`.
fn spelling(header: openapi::Header<'_>) -> Values {
    let lists = parameters::lists(header.collection_formats());
    match lists.is_empty() {
        true => Values::Styled {
            style: Style::Simple,
            explode: header.explode(),
            allow_reserved: false,
        },
        false => Values::Lists(lists),
    }
}
