//! What a schema says to people: texts, defaults, examples, and bounds in words.

use serde_json::Value;

use super::keywords::{Keywords, Limit, Range};
use super::scalars;
use crate::api::Docs;

pub(super) fn of(keywords: &Keywords<'_>) -> Docs {
    let data = keywords.data;
    let first = data
        .extensions
        .get("x-oas-examples")
        .and_then(Value::as_array);
    let example = data.example.as_ref().or_else(|| first?.first());
    Docs {
        title: text(data.title.as_deref()),
        description: text(data.description.as_deref()),
        deprecated: data.deprecated,
        default: data.default.as_ref().map(ToString::to_string),
        example: example.map(ToString::to_string),
        constraints: constraints(keywords),
        external: data.external_docs.as_ref().map(|docs| docs.url.clone()),
    }
}

/// What the nearer place says wins over what the farther one says.
pub(super) fn override_with(docs: &mut Docs, nearer: Docs) {
    docs.title = nearer.title.or(docs.title.take());
    docs.description = nearer.description.or(docs.description.take());
    docs.deprecated |= nearer.deprecated;
    docs.default = nearer.default.or(docs.default.take());
    docs.example = nearer.example.or(docs.example.take());
    docs.constraints.extend(nearer.constraints);
    docs.external = nearer.external.or(docs.external.take());
}

pub(super) fn text(text: Option<&str>) -> Option<String> {
    text.filter(|text| !text.trim().is_empty())
        .map(str::to_owned)
}

fn constraints(keywords: &Keywords<'_>) -> Vec<String> {
    let mut words = Vec::new();
    words.extend(limit(keywords.minimum, "at least", "greater than"));
    words.extend(limit(keywords.maximum, "at most", "less than"));
    words.extend(
        keywords
            .multiple_of
            .map(|step| format!("a multiple of {step}")),
    );
    words.extend(counted(keywords.lengths, "character", "characters"));
    words.extend(counted(keywords.item_counts, "item", "items"));
    words.extend(counted(keywords.property_counts, "member", "members"));
    if keywords.unique {
        words.push("no item twice".to_owned());
    }
    let plain = |text: &&str| !text.contains(['`', '\n', '\r']);
    words.extend(
        keywords
            .pattern
            .filter(plain)
            .map(|pattern| format!("matches `{pattern}`")),
    );
    let spoken = |format: &&str| !format.is_empty() && !scalars::has_type(format);
    let format = keywords.format.filter(plain).filter(spoken);
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
