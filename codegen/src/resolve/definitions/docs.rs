//! Texts of a schema for people: titles, descriptions, defaults, examples, and bounds in words.

use crate::api::Docs;
use crate::document::Node;
use crate::openapi::{Limit, Range, Schema};
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

fn constraints(schema: Schema<'_>) -> Vec<String> {
    let mut words = Vec::new();
    words.extend(limit(schema.minimum(), "at least", "greater than"));
    words.extend(limit(schema.maximum(), "at most", "less than"));
    let step = schema.multiple_of();
    words.extend(step.map(|step| format!("a multiple of {step}")));
    words.extend(counted(schema.lengths(), "character", "characters"));
    words.extend(counted(schema.item_counts(), "item", "items"));
    let contained = schema.contains_counts().unwrap_or_default();
    let [one, many] = ["item that fits `contains`", "items that fit `contains`"];
    words.extend(counted(contained, one, many));
    words.extend(counted(schema.property_counts(), "member", "members"));
    if schema.has_unique_items() {
        words.push("no duplicate items".to_owned());
    }
    let plain = |text: &&str| !text.contains(['`', '\n', '\r']);
    let pattern = schema.pattern().filter(plain);
    words.extend(pattern.map(|pattern| format!("matches `{pattern}`")));
    let spoken = |format: &&str| !format.is_empty() && !formats::has_type(format);
    let format = schema.format().filter(plain).filter(spoken);
    words.extend(format.map(|format| format!("format `{format}`")));
    words
}

fn limit(limit: Option<Limit>, inclusive: &str, exclusive: &str) -> Option<String> {
    let limit = limit?;
    let words = if limit.exclusive {
        exclusive
    } else {
        inclusive
    };
    Some(format!("{words} {}", limit.value))
}

fn counted(range: Range<usize>, one: &str, many: &str) -> Vec<String> {
    let noun = |count| if count == 1 { one } else { many };
    match (range.minimum.filter(|minimum| *minimum > 0), range.maximum) {
        (Some(minimum), Some(maximum)) if minimum == maximum => {
            vec![format!("exactly {minimum} {}", noun(minimum))]
        }
        (minimum, maximum) => {
            let least = minimum.map(|count| format!("at least {count} {}", noun(count)));
            let most = maximum.map(|count| format!("at most {count} {}", noun(count)));
            least.into_iter().chain(most).collect()
        }
    }
}
