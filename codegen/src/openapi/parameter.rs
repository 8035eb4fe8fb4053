//! Parameters and headers. OpenAPI 3.2, sections 4.12 and 4.21.

use super::payload::{Content, content};
use super::schema::Schema;
use super::{flag, members, texts};
use crate::document::Node;

#[derive(Debug, Clone, Copy)]
pub struct Parameter<'d>(&'d Node);

#[derive(Debug, Clone, Copy)]
pub struct Header<'d>(&'d Node);

impl<'d> From<&'d Node> for Parameter<'d> {
    fn from(node: &'d Node) -> Self {
        Self(node)
    }
}

impl<'d> From<&'d Node> for Header<'d> {
    fn from(node: &'d Node) -> Self {
        Self(node)
    }
}

impl<'d> Parameter<'d> {
    pub fn name(self) -> &'d str {
        self.0.text("name").unwrap_or_default()
    }

    /// `in`: `query`, `querystring`, `header`, `path` or `cookie`.
    pub fn location(self) -> &'d str {
        self.0.text("in").unwrap_or_default()
    }

    pub fn description(self) -> Option<&'d str> {
        self.0.text("description")
    }

    pub fn is_required(self) -> bool {
        flag(self.0, "required")
    }

    pub fn is_deprecated(self) -> bool {
        flag(self.0, "deprecated")
    }

    pub fn allows_reserved(self) -> bool {
        flag(self.0, "allowReserved")
    }

    pub fn style(self) -> Option<&'d str> {
        self.0.text("style")
    }

    /// `collectionFormat` of 2.0, where `style` has no word for it: the formats of a list and of
    /// the lists in it, from the outside in.
    pub fn collection_formats(self) -> impl Iterator<Item = &'d str> {
        texts(self.0, "collectionFormat")
    }

    pub fn explode(self) -> Option<bool> {
        self.0.get("explode")?.as_bool()
    }

    pub fn example(self) -> Option<&'d Node> {
        self.0.get("example")
    }

    /// `example`, and the values of `examples`.
    pub fn examples(self) -> impl Iterator<Item = &'d Node> {
        let named = members(self.0, "examples").filter_map(|(_, example)| example.get("value"));
        self.example().into_iter().chain(named)
    }

    pub fn schema(self) -> Option<Schema<'d>> {
        self.0.get("schema").map(Schema::new)
    }

    pub fn content(self) -> Content<'d> {
        content(self.0)
    }
}

impl<'d> Header<'d> {
    pub fn description(self) -> Option<&'d str> {
        self.0.text("description")
    }

    pub fn is_required(self) -> bool {
        flag(self.0, "required")
    }

    pub fn is_deprecated(self) -> bool {
        flag(self.0, "deprecated")
    }

    /// As for parameters.
    pub fn collection_formats(self) -> impl Iterator<Item = &'d str> {
        texts(self.0, "collectionFormat")
    }

    pub fn explode(self) -> bool {
        flag(self.0, "explode")
    }

    pub fn schema(self) -> Option<Schema<'d>> {
        self.0.get("schema").map(Schema::new)
    }

    pub fn content(self) -> Content<'d> {
        content(self.0)
    }
}
