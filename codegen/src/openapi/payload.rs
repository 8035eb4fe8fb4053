//! Request bodies, responses and their contents. OpenAPI 3.2, sections 4.13 to 4.17.

use super::schema::Schema;
use super::{flag, members, texts};
use crate::document::{Node, pointer};

/// Media types as written, in the order of the document.
pub type Content<'d> = Vec<(&'d str, MediaType<'d>)>;

/// Marks a media type of JSON whose bodies are streams of values, which the description says
/// elsewhere.
pub const LINES: &str = "x-oas-lines";

#[derive(Debug, Clone, Copy)]
pub struct RequestBody<'d>(&'d Node);

#[derive(Debug, Clone, Copy)]
pub struct Response<'d>(&'d Node);

#[derive(Debug, Clone, Copy)]
pub struct MediaType<'d>(&'d Node);

/// How one property of a form, or one part without a name, is sent.
#[derive(Debug, Clone, Copy)]
pub struct Encoding<'d>(&'d Node);

impl<'d> From<&'d Node> for RequestBody<'d> {
    fn from(node: &'d Node) -> Self {
        Self(node)
    }
}

impl<'d> From<&'d Node> for Response<'d> {
    fn from(node: &'d Node) -> Self {
        Self(node)
    }
}

pub(super) fn content(holder: &Node) -> Content<'_> {
    let media_types = members(holder, "content");
    media_types
        .map(|(name, node)| (name, MediaType(node)))
        .collect()
}

impl<'d> RequestBody<'d> {
    pub fn description(self) -> Option<&'d str> {
        self.0.text("description")
    }

    /// None where the description does not say it.
    pub fn declared_required(self) -> Option<bool> {
        self.0.get("required").and_then(Node::as_bool)
    }

    pub fn content(self) -> Content<'d> {
        content(self.0)
    }
}

impl<'d> Response<'d> {
    pub fn description(self) -> &'d str {
        self.0.text("description").unwrap_or_default()
    }

    pub fn content(self) -> Content<'d> {
        content(self.0)
    }

    /// Headers or references to them.
    pub fn headers(self) -> impl Iterator<Item = (&'d str, &'d Node)> {
        members(self.0, "headers")
    }

    /// Links or references to them.
    pub fn links(self) -> impl Iterator<Item = (&'d str, &'d Node)> {
        members(self.0, "links")
    }
}

impl<'d> MediaType<'d> {
    pub fn schema(self) -> Option<Schema<'d>> {
        self.0.get("schema").map(Schema::new)
    }

    /// The schema of each item of a stream or of each part without a name.
    pub fn item_schema(self) -> Option<Schema<'d>> {
        self.0.get("itemSchema").map(Schema::new)
    }

    /// Whether a body of JSON is one value after the other, which this media type does not say.
    pub fn is_of_lines(self) -> bool {
        self.0.get(LINES).and_then(Node::as_bool) == Some(true)
    }

    /// The name of the single part, where 2.0 has a body that is sent as one. It is the name of the
    /// parameter, for which OpenAPI 3 has no place.
    pub fn part_name(self) -> Option<&'d str> {
        self.0.text("x-oas-part-name")
    }

    /// Encodings by property, each with its pointer below the media type. The name of a part
    /// without a name is its number (`prefixEncoding`). The empty name stands for all other parts
    /// (`itemEncoding`).
    pub fn encodings(self) -> impl Iterator<Item = (String, String, Encoding<'d>)> {
        let named = members(self.0, "encoding");
        let named = named.map(|(name, node)| {
            (
                name.to_owned(),
                pointer::join("/encoding", name),
                Encoding(node),
            )
        });
        let prefix = super::items(self.0, "prefixEncoding").iter().enumerate();
        let prefix = prefix.map(|(number, node)| {
            (
                number.to_string(),
                format!("/prefixEncoding/{number}"),
                Encoding(node),
            )
        });
        let others = self.0.get("itemEncoding").into_iter();
        let others = others.map(|node| (String::new(), "/itemEncoding".to_owned(), Encoding(node)));
        named.chain(prefix).chain(others)
    }
}

impl<'d> Encoding<'d> {
    pub fn content_type(self) -> Option<&'d str> {
        self.0.text("contentType")
    }

    /// As for parameters; `form` where only `explode` is written.
    pub fn style(self) -> Option<&'d str> {
        let has_explode = self.0.get("explode").is_some();
        self.0.text("style").or(has_explode.then_some("form"))
    }

    /// As for parameters.
    pub fn collection_formats(self) -> impl Iterator<Item = &'d str> {
        texts(self.0, "collectionFormat")
    }

    pub fn explode(self) -> bool {
        let written = self.0.get("explode").and_then(Node::as_bool);
        written.unwrap_or(self.style() == Some("form"))
    }

    pub fn allows_reserved(self) -> bool {
        flag(self.0, "allowReserved")
    }

    /// Headers or references to them.
    pub fn headers(self) -> impl Iterator<Item = (&'d str, &'d Node)> {
        members(self.0, "headers")
    }
}
