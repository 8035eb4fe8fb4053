//! The properties of a form: what each becomes, in `application/x-www-form-urlencoded` and in
//! `multipart/form-data` alike (the OpenAPI specification, "Encoding Object").

use super::{escape::push_form, shape::Shape, style::Style};

/// How some properties of a form are sent, where that is not what its type suggests: texts and
/// numbers as they are, arrays item by item, objects as JSON.
///
/// ```
/// use runtime::{Encoding, Style};
///
/// const LABELS: Encoding = Encoding::new(&["labels", "tags"]).style(Style::Form, false);
/// const META: Encoding = Encoding::new(&["meta"]).content_type("application/json");
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Encoding {
    names: &'static [&'static str],
    content_type: Option<&'static str>,
    headers: &'static [(&'static str, &'static str)],
    style: Option<(Style, bool)>,
}

impl Encoding {
    /// Of the properties of these names; nothing special yet. Parts without names are known by
    /// their numbers, `0` for the first, and those that no other encoding names by `""`.
    pub const fn new(names: &'static [&'static str]) -> Self {
        Self {
            names,
            content_type: None,
            headers: &[],
            style: None,
        }
    }

    /// The media type of its parts. JSON makes one part of an array too.
    #[must_use]
    pub const fn content_type(mut self, media_type: &'static str) -> Self {
        self.content_type = Some(media_type);
        self
    }

    /// More headers of its parts.
    #[must_use]
    pub const fn headers(mut self, headers: &'static [(&'static str, &'static str)]) -> Self {
        self.headers = headers;
        self
    }

    /// The style of arrays and objects, and whether it is exploded.
    #[must_use]
    pub const fn style(mut self, style: Style, explode: bool) -> Self {
        self.style = Some((style, explode));
        self
    }

    pub(super) fn media_type(&self) -> Option<&'static str> {
        self.content_type
    }

    pub(super) fn extra_headers(&self) -> &'static [(&'static str, &'static str)] {
        self.headers
    }

    fn is_json(&self) -> bool {
        self.content_type.is_some_and(|media_type| {
            let essence = media_type.split(';').next().unwrap_or_default().trim();
            essence == "application/json" || essence.ends_with("+json")
        })
    }
}

/// A name with what is sent under it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) text: String,
    pub(super) is_json: bool,
}

/// The encoding of a property.
pub(super) fn of<'e>(encodings: &'e [Encoding], name: &str) -> Option<&'e Encoding> {
    encodings
        .iter()
        .find(|encoding| encoding.names.contains(&name))
}

/// What is sent for one property; nothing for null.
pub(super) fn entries(name: &str, value: &Shape, encoding: Option<&Encoding>) -> Vec<Entry> {
    let mut out = Vec::new();
    if encoding.is_some_and(Encoding::is_json) {
        push_json(&mut out, name, value);
        return out;
    }
    let style = encoding.and_then(|encoding| encoding.style);
    match (style, value) {
        (Some((Style::DeepObject, _)), value) => push_deep(&mut out, name, value),
        (Some((style, false)), Shape::Array(_) | Shape::Object(_)) => {
            push_joined(&mut out, name, value, style);
        }
        (Some((_, true)), Shape::Object(members)) => {
            for (key, value) in members {
                push(&mut out, key, value);
            }
        }
        (_, Shape::Array(items)) => items.iter().for_each(|item| push(&mut out, name, item)),
        (_, value) => push(&mut out, name, value),
    }
    out
}

/// A scalar as it is, anything else as JSON.
fn push(out: &mut Vec<Entry>, name: &str, value: &Shape) {
    match value {
        Shape::Null => {}
        Shape::Text(text) | Shape::Literal(text) => out.push(Entry {
            name: name.to_owned(),
            text: text.clone(),
            is_json: false,
        }),
        Shape::Array(_) | Shape::Object(_) => push_json(out, name, value),
    }
}

fn push_json(out: &mut Vec<Entry>, name: &str, value: &Shape) {
    if *value != Shape::Null {
        out.push(Entry {
            name: name.to_owned(),
            text: value.to_json(),
            is_json: true,
        });
    }
}

/// The body of `application/x-www-form-urlencoded`; nothing where the value is no object.
pub(super) fn as_form(encodings: &[Encoding], value: &Shape) -> Option<String> {
    let Shape::Object(members) = value else {
        return matches!(value, Shape::Null).then(String::new);
    };
    let mut out = String::new();
    for (name, value) in members {
        for entry in entries(name, value, of(encodings, name)) {
            if !out.is_empty() {
                out.push('&');
            }
            push_form(&mut out, &entry.name);
            out.push('=');
            push_form(&mut out, &entry.text);
        }
    }
    Some(out)
}

/// `name[key]`, and `name[0]` for the items of an array, as deep as it goes.
fn push_deep(out: &mut Vec<Entry>, name: &str, value: &Shape) {
    match value {
        Shape::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                push_deep(out, &format!("{name}[{index}]"), item);
            }
        }
        Shape::Object(members) => {
            for (key, member) in members {
                push_deep(out, &format!("{name}[{key}]"), member);
            }
        }
        scalar => push(out, name, scalar),
    }
}

fn push_joined(out: &mut Vec<Entry>, name: &str, value: &Shape, style: Style) {
    let delimiter = match style {
        Style::SpaceDelimited => " ",
        Style::PipeDelimited => "|",
        Style::TabDelimited => "\t",
        _ => ",",
    };
    let mut texts = Vec::new();
    match value {
        Shape::Array(items) => items.iter().for_each(|item| push(&mut texts, "", item)),
        Shape::Object(members) => {
            for (key, member) in members {
                push(&mut texts, "", &Shape::Text(key.clone()));
                push(&mut texts, "", member);
            }
        }
        scalar => push(&mut texts, "", scalar),
    }
    if texts.is_empty() {
        return;
    }
    let texts: Vec<String> = texts.into_iter().map(|entry| entry.text).collect();
    push(out, name, &Shape::Text(texts.join(delimiter)));
}
