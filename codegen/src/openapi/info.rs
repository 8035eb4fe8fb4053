//! What a description says of the whole API: its texts, servers and tags. OpenAPI 3.2, sections 4.2
//! to 4.6 and 4.22.

use indexmap::IndexSet;

use super::{members, texts};
use crate::document::Node;

/// The `info` of a description.
#[derive(Debug, Clone, Copy)]
pub struct Info<'d>(&'d Node);

#[derive(Debug, Clone, Copy)]
pub struct Server<'d>(&'d Node);

#[derive(Debug, Clone, Copy)]
pub struct Tag<'d>(&'d Node);

/// A variable in the URL of a server.
#[derive(Debug, Clone)]
pub struct ServerVariable<'d> {
    pub name: &'d str,
    pub default: &'d str,
    /// The allowed values, each once. Empty where any value will do.
    pub values: IndexSet<&'d str>,
    pub description: Option<&'d str>,
}

impl<'d> Info<'d> {
    /// The `info` of the document with this root.
    pub fn of(root: &'d Node) -> Option<Self> {
        root.get("info").map(Self)
    }

    pub fn title(self) -> &'d str {
        self.0.text("title").unwrap_or_default()
    }

    pub fn version(self) -> &'d str {
        self.0.text("version").unwrap_or_default()
    }

    pub fn summary(self) -> Option<&'d str> {
        self.0.text("summary")
    }

    pub fn description(self) -> Option<&'d str> {
        self.0.text("description")
    }
}

impl<'d> Server<'d> {
    /// The servers of a document, a path item or an operation.
    pub fn of(holder: &'d Node) -> impl ExactSizeIterator<Item = Self> {
        super::items(holder, "servers").iter().map(Self)
    }

    pub fn url(self) -> &'d str {
        self.0.text("url").unwrap_or_default()
    }

    pub fn description(self) -> Option<&'d str> {
        self.0.text("description")
    }

    pub fn variables(self) -> impl Iterator<Item = ServerVariable<'d>> {
        members(self.0, "variables").map(|(name, variable)| ServerVariable {
            name,
            default: variable.text("default").unwrap_or_default(),
            values: texts(variable, "enum").collect(),
            description: variable.text("description"),
        })
    }
}

impl<'d> Tag<'d> {
    /// The tags of the document with this root.
    pub fn of(root: &'d Node) -> impl Iterator<Item = Self> {
        super::items(root, "tags").iter().map(Self)
    }

    pub fn name(self) -> &'d str {
        self.0.text("name").unwrap_or_default()
    }

    pub fn description(self) -> Option<&'d str> {
        self.0.text("description")
    }
}
