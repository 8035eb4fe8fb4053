//! Encodes a value by its style, in queries, paths, headers, cookies and forms alike (the OpenAPI
//! specification, "Style Values", and RFC 6570).
//!
//! The value is a [`Shape`]; the results are ready for their place. The specification defines one
//! level of nesting only. Below that a member of an exploded object that is a list repeats its
//! name, `deepObject` has brackets at every level, and all else is JSON text. The result is `None`
//! where nothing is sent: for null, an empty array or an empty object.

use super::{
    escape::{Keep, escape, push_delimiter, push_escaped},
    shape::Shape,
};

/// How the value of a parameter is encoded, `style` in the description.
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

impl Style {
    /// What stands between the items of a list that is not exploded.
    pub(super) fn delimiter(self) -> char {
        match self {
            Self::SpaceDelimited => ' ',
            Self::PipeDelimited => '|',
            Self::TabDelimited => '\t',
            Self::Simple | Self::Label | Self::Matrix | Self::Form | Self::DeepObject => ',',
        }
    }
}

/// A style with what belongs to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spelling {
    pub(super) style: Style,
    pub(super) explode: bool,
    /// How lists within lists are spelled, from outside in; those that are deeper are JSON.
    pub(super) inner: &'static [Style],
}

impl Spelling {
    pub(super) const fn new(style: Style, explode: bool) -> Self {
        Self {
            style,
            explode,
            inner: &[],
        }
    }

    /// Lists within lists, from outside in. Of them only the outermost can be exploded, `Form`.
    pub(super) const fn nested(styles: &'static [Style]) -> Self {
        let (style, inner) = match styles {
            [style, inner @ ..] => (*style, inner),
            [] => (Style::Simple, styles),
        };
        Self {
            style,
            explode: matches!(style, Style::Form),
            inner,
        }
    }
}

/// A name and what is said under it, both encoded.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) name: String,
    pub(super) text: String,
    /// Whether the text is that of an array or an object in JSON.
    pub(super) is_json: bool,
}

/// A path segment, or the part of one that a parameter fills.
pub(super) fn in_path(name: &str, spelling: Spelling, value: &Shape) -> Option<String> {
    const KEEP: Keep = Keep::Unreserved;
    match spelling.style {
        Style::Label => {
            let separator = if spelling.explode { '.' } else { ',' };
            Some(format!(".{}", joined(value, spelling, separator, KEEP)?))
        }
        Style::Matrix => matrix(name, spelling, value),
        style => joined(value, spelling, style.delimiter(), KEEP),
    }
}

/// Pairs of a query, joined with `&`.
pub(super) fn in_query(
    name: &str,
    spelling: Spelling,
    keep: Keep,
    value: &Shape,
) -> Option<String> {
    line(&pairs(name, spelling, value, keep), "&")
}

/// Pairs of the Cookie header, joined with `; `.
pub(super) fn in_cookie(name: &str, explode: bool, keep: Keep, value: &Shape) -> Option<String> {
    let spelling = Spelling::new(Style::Form, explode);
    line(&pairs(name, spelling, value, keep), "; ")
}

/// A header's value, which is not encoded at all.
pub(super) fn in_header(spelling: Spelling, value: &Shape) -> Option<String> {
    joined(
        value,
        spelling,
        spelling.style.delimiter(),
        Keep::Everything,
    )
}

/// `name=text` one after the other.
pub(super) fn line(pairs: &[Pair], separator: &str) -> Option<String> {
    let texts = pairs
        .iter()
        .map(|pair| format!("{}={}", pair.name, pair.text));
    (!pairs.is_empty()).then(|| texts.collect::<Vec<_>>().join(separator))
}

/// A value as pairs: one for each item or member when exploded, else one.
pub(super) fn pairs(name: &str, spelling: Spelling, value: &Shape, keep: Keep) -> Vec<Pair> {
    let mut out = Vec::new();
    let label = escape(name, keep.for_names());
    match value {
        Shape::Null => {}
        _ if spelling.style == Style::DeepObject => push_deep(&mut out, &label, value, keep),
        Shape::Array(_) | Shape::Object(_) if spelling.explode => {
            push_exploded(&mut out, &label, spelling, value, keep);
        }
        Shape::Array(_) | Shape::Object(_) => {
            let text = joined(value, spelling, spelling.style.delimiter(), keep);
            out.extend(text.map(|text| Pair {
                name: label,
                text,
                is_json: false,
            }));
        }
        scalar => push(&mut out, &label, scalar, &[], keep),
    }
    out
}

/// The items of an array under its name, the members of an object each under its own; a member
/// that is a list repeats its name.
fn push_exploded(out: &mut Vec<Pair>, name: &str, spelling: Spelling, value: &Shape, keep: Keep) {
    match value {
        Shape::Array(items) => items
            .iter()
            .for_each(|item| push(out, name, item, spelling.inner, keep)),
        Shape::Object(members) => {
            for (key, member) in members {
                let key = escape(key, keep.for_names());
                match member {
                    Shape::Array(items) => items
                        .iter()
                        .for_each(|item| push(out, &key, item, spelling.inner, keep)),
                    other => push(out, &key, other, spelling.inner, keep),
                }
            }
        }
        scalar => push(out, name, scalar, spelling.inner, keep),
    }
}

/// `name[key]`, and `name[0]` for the items of an array, as deep as it goes.
fn push_deep(out: &mut Vec<Pair>, name: &str, value: &Shape, keep: Keep) {
    let names = keep.for_names();
    let mut below = |key: &str, value: &Shape| {
        let mut name = name.to_owned();
        push_escaped(&mut name, "[", names);
        push_escaped(&mut name, key, names);
        push_escaped(&mut name, "]", names);
        push_deep(out, &name, value, keep);
    };
    match value {
        Shape::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                below(&index.to_string(), item);
            }
        }
        Shape::Object(members) => {
            for (key, member) in members {
                below(key, member);
            }
        }
        scalar => push(out, name, scalar, &[], keep),
    }
}

/// One pair; none for null.
fn push(out: &mut Vec<Pair>, name: &str, value: &Shape, inner: &[Style], keep: Keep) {
    out.extend(text(value, inner, keep).map(|text| Pair {
        name: name.to_owned(),
        text,
        is_json: match value {
            Shape::Null | Shape::Text(_) | Shape::Literal(_) => false,
            Shape::Array(_) => inner.is_empty(),
            Shape::Object(_) => true,
        },
    }));
}

fn matrix(name: &str, spelling: Spelling, value: &Shape) -> Option<String> {
    const KEEP: Keep = Keep::Unreserved;
    let name = escape(name, KEEP);
    match value {
        Shape::Null => None,
        Shape::Array(_) | Shape::Object(_) if spelling.explode => {
            let mut pairs = Vec::new();
            push_exploded(&mut pairs, &name, spelling, value, KEEP);
            Some(format!(";{}", line(&pairs, ";")?))
        }
        // An empty text is the bare name (RFC 6570 section 3.2.7).
        Shape::Text(text) if text.is_empty() => Some(format!(";{name}")),
        whole => {
            let text = joined(whole, spelling, ',', KEEP).unwrap_or_default();
            Some(format!(";{name}={text}"))
        }
    }
}

/// The value without its name.
fn joined(value: &Shape, spelling: Spelling, delimiter: char, keep: Keep) -> Option<String> {
    let keep_each = keep.beside(delimiter);
    let texts: Vec<String> = match value {
        Shape::Null => return None,
        Shape::Array(items) => items
            .iter()
            .filter_map(|item| text(item, spelling.inner, keep_each))
            .collect(),
        Shape::Object(_) if spelling.explode => {
            let mut pairs = Vec::new();
            push_exploded(&mut pairs, "", spelling, value, keep_each);
            let texts = pairs
                .iter()
                .map(|pair| format!("{}={}", pair.name, pair.text));
            texts.collect()
        }
        Shape::Object(members) => members
            .iter()
            .filter_map(|(key, member)| {
                let member = text(member, spelling.inner, keep_each)?;
                Some([escape(key, keep_each), member])
            })
            .flatten()
            .collect(),
        scalar => return text(scalar, &[], keep),
    };
    join(&texts, delimiter, keep)
}

fn join(texts: &[String], delimiter: char, keep: Keep) -> Option<String> {
    let mut texts = texts.iter();
    let mut out = texts.next()?.clone();
    for text in texts {
        push_delimiter(&mut out, delimiter, keep);
        out.push_str(text);
    }
    Some(out)
}

/// A scalar; of a list within a list its items with what stands between them; else JSON. Nothing
/// for null.
fn text(value: &Shape, inner: &[Style], keep: Keep) -> Option<String> {
    match (value, inner) {
        (Shape::Null, _) => None,
        (Shape::Text(text) | Shape::Literal(text), _) => Some(escape(text, keep)),
        (Shape::Array(items), [style, deeper @ ..]) => {
            let keep_each = keep.beside(style.delimiter());
            let texts = items
                .iter()
                .filter_map(|item| text(item, deeper, keep_each));
            join(&texts.collect::<Vec<_>>(), style.delimiter(), keep)
        }
        (Shape::Array(_) | Shape::Object(_), _) => Some(escape(&value.to_json(), keep)),
    }
}

/// The JSON of a parameter with `content`, percent-encoded.
pub(super) fn json_pair(name: &str, json: &str) -> String {
    let mut pair = escape(name, Keep::Unreserved);
    pair.push('=');
    push_escaped(&mut pair, json, Keep::Unreserved);
    pair
}
