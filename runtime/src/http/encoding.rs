//! The properties of a form: what each becomes, in `application/x-www-form-urlencoded` and in
//! `multipart/form-data` alike (the OpenAPI specification, "Encoding Object").

use super::{
    escape::{Keep, escape},
    shape::Shape,
    style::{Pair, Spelling, Style, line, pairs},
};

/// How some properties of a form are sent, where that is not what its type suggests: texts and
/// numbers as they are, arrays item by item, objects as JSON.
///
/// ```
/// use runtime::private::{Encoding, Style};
///
/// const LABELS: Encoding = Encoding::new(&["labels", "tags"]).style(Style::Form).explode(false);
/// const META: Encoding = Encoding::new(&["meta"]).content_type("application/json");
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Encoding {
    names: &'static [&'static str],
    content_type: Option<&'static str>,
    headers: &'static [(&'static str, &'static str)],
    spelling: Option<Spelling>,
}

impl Encoding {
    /// Of the properties of these names; nothing special yet. Parts without names are known by
    /// their numbers, `0` for the first, and those that no other encoding names by `""`.
    pub const fn new(names: &'static [&'static str]) -> Self {
        Self {
            names,
            content_type: None,
            headers: &[],
            spelling: None,
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

    /// The style of arrays and objects.
    #[must_use]
    pub const fn style(mut self, style: Style) -> Self {
        self.spelling = Some(match self.spelling {
            Some(known) => Spelling { style, ..known },
            None => Spelling::new(style, matches!(style, Style::Form)),
        });
        self
    }

    /// Whether items and members are sent one by one.
    #[must_use]
    pub const fn explode(mut self, explode: bool) -> Self {
        self.spelling = Some(match self.spelling {
            Some(known) => Spelling { explode, ..known },
            None => Spelling::new(Style::Form, explode),
        });
        self
    }

    /// The styles of lists within lists, from outside in, of Swagger 2.0 (`collectionFormat` of
    /// `items`); the outermost repeats the name if it is [`Style::Form`].
    #[must_use]
    pub const fn lists(mut self, styles: &'static [Style]) -> Self {
        self.spelling = Some(Spelling::nested(styles));
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

/// The encoding of a property.
pub(super) fn of<'e>(encodings: &'e [Encoding], name: &str) -> Option<&'e Encoding> {
    encodings
        .iter()
        .find(|encoding| encoding.names.contains(&name))
}

/// What is sent for one property; nothing for null.
pub(super) fn entries(
    name: &str,
    value: &Shape,
    encoding: Option<&Encoding>,
    keep: Keep,
) -> Vec<Pair> {
    let spelling = encoding.and_then(|encoding| encoding.spelling);
    let as_json = encoding.is_some_and(Encoding::is_json)
        || spelling.is_none() && matches!(value, Shape::Object(_));
    match value {
        Shape::Null => Vec::new(),
        value if as_json => vec![Pair {
            name: escape(name, keep.for_names()),
            text: escape(&value.to_json(), keep),
            is_json: true,
        }],
        value => {
            let spelling = spelling.unwrap_or(Spelling::new(Style::Form, true));
            pairs(name, spelling, value, keep)
        }
    }
}

/// The text of `application/x-www-form-urlencoded`, of a body or of a whole query; nothing where
/// the value is no object.
pub(super) fn as_form(encodings: &[Encoding], value: &Shape) -> Option<String> {
    let members = match value {
        Shape::Object(members) => members.as_slice(),
        Shape::Null => &[],
        Shape::Text(_) | Shape::Literal(_) | Shape::Array(_) => return None,
    };
    let mut all = Vec::new();
    for (name, value) in members {
        all.extend(entries(name, value, of(encodings, name), Keep::Form));
    }
    Some(line(&all, "&").unwrap_or_default())
}
