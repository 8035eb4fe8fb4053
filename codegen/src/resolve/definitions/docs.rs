//! Texts of a schema for people: titles, descriptions, defaults, examples, and bounds in words.

use crate::api::{Constraint, Counted, Docs, Quantity};
use crate::document::Node;
use crate::openapi::{self, Range, Schema};
use crate::resolve::formats;

pub fn of(schema: Schema<'_>) -> Docs {
    Docs {
        title: text(schema.title()),
        description: text(schema.description()),
        deprecated: schema.is_deprecated(),
        default: value(schema.default()),
        example: schema.examples().next().map(json),
        constraints: constraints(schema),
        external: schema.external_docs().map(str::to_owned),
    }
}

/// A default or `example`. An example of `null` mostly means that there is none.
pub fn value(node: Option<&Node>) -> Option<String> {
    node.filter(|node| !node.is_null()).map(json)
}

fn json(node: &Node) -> String {
    node.to_json().to_string()
}

/// The text of the nearer place wins over that of the farther one.
pub fn override_with(docs: &mut Docs, nearer: Docs) {
    docs.title = nearer.title.or(docs.title.take());
    docs.description = nearer.description.or(docs.description.take());
    docs.deprecated |= nearer.deprecated;
    docs.default = nearer.default.or(docs.default.take());
    docs.example = nearer.example.or(docs.example.take());
    docs.constraints.extend(nearer.constraints);
    docs.external = nearer.external.or(docs.external.take());
}

pub fn text(text: Option<&str>) -> Option<String> {
    text.filter(|text| !text.trim().is_empty())
        .map(str::to_owned)
}

fn constraints(schema: Schema<'_>) -> Vec<Constraint> {
    let mut all = Vec::new();
    all.extend(schema.minimum().map(|limit| Constraint::Minimum {
        value: quantity(limit.value),
        exclusive: limit.exclusive,
    }));
    all.extend(schema.maximum().map(|limit| Constraint::Maximum {
        value: quantity(limit.value),
        exclusive: limit.exclusive,
    }));
    let step = schema.multiple_of();
    all.extend(step.map(|step| Constraint::MultipleOf(step.to_string())));
    all.extend(counted(Counted::Characters, schema.lengths()));
    all.extend(counted(Counted::Items, schema.item_counts()));
    let contained = schema.contains_counts().unwrap_or_default();
    all.extend(counted(Counted::Contained, contained));
    all.extend(counted(Counted::Members, schema.property_counts()));
    if schema.has_unique_items() {
        all.push(Constraint::UniqueItems);
    }
    let pattern = schema.pattern();
    all.extend(pattern.map(|pattern| Constraint::Pattern(pattern.to_owned())));
    let spoken = |format: &&str| !format.is_empty() && !formats::has_type(format);
    let format = schema.format().filter(spoken);
    all.extend(format.map(|format| Constraint::Format(format.to_owned())));
    all
}

fn quantity(value: openapi::Quantity) -> Quantity {
    match value {
        openapi::Quantity::Whole(value) => Quantity::Whole(value),
        openapi::Quantity::Real(value) => Quantity::Real(value),
    }
}

fn counted(what: Counted, range: Range<usize>) -> Vec<Constraint> {
    match (range.minimum.filter(|minimum| *minimum > 0), range.maximum) {
        (Some(minimum), Some(maximum)) if minimum == maximum => {
            vec![Constraint::Exactly(what, minimum)]
        }
        (minimum, maximum) => {
            let least = minimum.map(|count| Constraint::Least(what, count));
            let most = maximum.map(|count| Constraint::Most(what, count));
            least.into_iter().chain(most).collect()
        }
    }
}
