//! Spells the value of a parameter by its style (the OpenAPI specification, "Style Values", and
//! RFC 6570).
//!
//! In goes a [`Shape`], out come pieces that are ready for the path, the query, a header or a
//! cookie. `None` as the outcome means that there is nothing to say: null, or an array or an
//! object with nothing in it.

use super::{
    escape::{Keep, escape, push_escaped},
    shape::Shape,
};

/// How the value of a parameter is spelled, `style` in the description.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Style {
    /// `blue,black`; in paths and headers.
    Simple,
    /// `.blue,black`; in paths.
    Label,
    /// `;color=blue,black`; in paths.
    Matrix,
    /// `color=blue,black`; in queries and cookies.
    Form,
    /// `color=blue%20black`; in queries.
    SpaceDelimited,
    /// `color=blue%7Cblack`; in queries.
    PipeDelimited,
    /// `color=blue%09black`; in queries, of Swagger 2.0 (`collectionFormat: tsv`).
    TabDelimited,
    /// `color%5BR%5D=100`; in queries.
    DeepObject,
}

/// How a text is made fit for its place.
type Spell<'a> = &'a dyn Fn(&str) -> String;

/// A path segment, or the part of one that a parameter fills.
pub(super) fn in_path(name: &str, style: Style, explode: bool, value: &Shape) -> Option<String> {
    let spell: Spell<'_> = &|text| escape(text, Keep::Unreserved);
    match style {
        Style::Label => {
            let separator = if explode { "." } else { "," };
            Some(format!(".{}", join(value, explode, separator, spell)?))
        }
        Style::Matrix => matrix(&spell(name), explode, value, spell),
        _ => join(value, explode, ",", spell),
    }
}

/// Pairs of a query, joined with `&`.
pub(super) fn in_query(
    name: &str,
    style: Style,
    explode: bool,
    keep: Keep,
    value: &Shape,
) -> Option<String> {
    let spell: Spell<'_> = &|text| escape(text, keep);
    let name = escape(name, Keep::Unreserved);
    let delimiter = match style {
        Style::DeepObject => return deep_object(&name, value, spell),
        Style::SpaceDelimited => "%20",
        Style::PipeDelimited => "%7C",
        Style::TabDelimited => "%09",
        _ => ",",
    };
    pairs(&name, explode, delimiter, "&", value, spell)
}

/// Pairs of the Cookie header, joined with `; `.
pub(super) fn in_cookie(
    name: &str,
    explode: bool,
    value: &Shape,
    spell: Spell<'_>,
) -> Option<String> {
    pairs(&spell(name), explode, ",", "; ", value, spell)
}

/// A header's value, which is not encoded at all.
pub(super) fn in_header(explode: bool, value: &Shape) -> Option<String> {
    join(value, explode, ",", &|text| text.to_owned())
}

/// The value without its name.
fn join(value: &Shape, explode: bool, separator: &str, spell: Spell<'_>) -> Option<String> {
    let parts: Vec<String> = match value {
        Shape::Null => return None,
        Shape::Array(items) => items.iter().filter_map(|item| text(item, spell)).collect(),
        Shape::Object(members) if explode => named_members(members, spell).collect(),
        Shape::Object(members) => flat_members(members, spell),
        scalar => return text(scalar, spell),
    };
    (!parts.is_empty()).then(|| parts.join(separator))
}

/// `name=value` pairs, one for each item or member when exploded.
fn pairs(
    name: &str,
    explode: bool,
    delimiter: &str,
    separator: &str,
    value: &Shape,
    spell: Spell<'_>,
) -> Option<String> {
    let parts: Vec<String> = match value {
        Shape::Array(items) if explode => items
            .iter()
            .filter_map(|item| Some(format!("{name}={}", text(item, spell)?)))
            .collect(),
        Shape::Object(members) if explode => named_members(members, spell).collect(),
        whole => return Some(format!("{name}={}", join(whole, false, delimiter, spell)?)),
    };
    (!parts.is_empty()).then(|| parts.join(separator))
}

fn matrix(name: &str, explode: bool, value: &Shape, spell: Spell<'_>) -> Option<String> {
    let parts: String = match value {
        Shape::Null => return None,
        Shape::Array(items) if explode => items
            .iter()
            .filter_map(|item| Some(format!(";{name}={}", text(item, spell)?)))
            .collect(),
        Shape::Object(members) if explode => named_members(members, spell)
            .map(|pair| format!(";{pair}"))
            .collect(),
        // An empty text is the bare name (RFC 6570 section 3.2.7).
        Shape::Text(text) if text.is_empty() => format!(";{name}"),
        whole => format!(
            ";{name}={}",
            join(whole, false, ",", spell).unwrap_or_default()
        ),
    };
    (!parts.is_empty()).then_some(parts)
}

/// `name[key]=value`; what lies deeper, which the specification leaves open, gets one more pair
/// of brackets, and the items of an array repeat the name.
fn deep_object(name: &str, value: &Shape, spell: Spell<'_>) -> Option<String> {
    fn collect(out: &mut Vec<String>, name: &str, value: &Shape, spell: Spell<'_>) {
        match value {
            Shape::Object(members) => {
                for (key, value) in members {
                    let key = escape(key, Keep::Unreserved);
                    collect(out, &format!("{name}%5B{key}%5D"), value, spell);
                }
            }
            Shape::Array(items) => {
                for item in items {
                    out.extend(text(item, spell).map(|text| format!("{name}={text}")));
                }
            }
            scalar => out.extend(text(scalar, spell).map(|text| format!("{name}={text}"))),
        }
    }
    let mut parts = Vec::new();
    collect(&mut parts, name, value, spell);
    (!parts.is_empty()).then(|| parts.join("&"))
}

/// A scalar, or JSON where a scalar was expected; nothing for null.
fn text(value: &Shape, spell: Spell<'_>) -> Option<String> {
    match value {
        Shape::Null => None,
        Shape::Text(text) | Shape::Literal(text) => Some(spell(text)),
        Shape::Array(_) | Shape::Object(_) => Some(spell(&value.to_json())),
    }
}

fn named_members<'a>(
    members: &'a [(String, Shape)],
    spell: Spell<'a>,
) -> impl Iterator<Item = String> + 'a {
    members
        .iter()
        .filter_map(move |(key, value)| Some(format!("{}={}", spell(key), text(value, spell)?)))
}

fn flat_members(members: &[(String, Shape)], spell: Spell<'_>) -> Vec<String> {
    members
        .iter()
        .filter_map(|(key, value)| Some([spell(key), text(value, spell)?]))
        .flatten()
        .collect()
}

/// The JSON of a parameter with `content`, percent-encoded.
pub(super) fn json_pair(name: &str, json: &str) -> String {
    let mut pair = escape(name, Keep::Unreserved);
    pair.push('=');
    push_escaped(&mut pair, json, Keep::Unreserved);
    pair
}
