//! Where components of each kind stand.

use super::super::node::{Mapping, Node};
use super::super::pointer;
use super::super::table::Kind;
use super::super::version::Version;

/// A mapping of components.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Home {
    pub kind: Kind,
    /// Key in `components`, or at the root of Swagger 2.0.
    key: &'static str,
}

const HOMES: [Home; 8] = [
    Home {
        kind: Kind::Schema,
        key: "schemas",
    },
    Home {
        kind: Kind::Response,
        key: "responses",
    },
    Home {
        kind: Kind::Parameter,
        key: "parameters",
    },
    Home {
        kind: Kind::Example,
        key: "examples",
    },
    Home {
        kind: Kind::RequestBody,
        key: "requestBodies",
    },
    Home {
        kind: Kind::Header,
        key: "headers",
    },
    Home {
        kind: Kind::SecurityScheme,
        key: "securitySchemes",
    },
    Home {
        kind: Kind::Link,
        key: "links",
    },
];

const SWAGGER_HOMES: [Home; 4] = [
    Home {
        kind: Kind::Schema,
        key: "definitions",
    },
    Home {
        kind: Kind::Response,
        key: "responses",
    },
    Home {
        kind: Kind::Parameter,
        key: "parameters",
    },
    Home {
        kind: Kind::SecurityScheme,
        key: "securityDefinitions",
    },
];

impl Home {
    pub fn all(version: Version) -> impl Iterator<Item = Self> {
        let homes: &[Self] = if version == Version::Swagger2 {
            &SWAGGER_HOMES
        } else {
            &HOMES
        };
        homes.iter().copied()
    }

    /// Where objects of a kind stand. A kind without such a place cannot be referred to.
    pub fn of_kind(kind: Kind, version: Version) -> Option<Self> {
        Self::all(version).find(|home| home.kind == kind)
    }

    /// The pointer of a component.
    pub fn pointer(self, version: Version, name: &str) -> String {
        let parent = if version == Version::Swagger2 {
            ""
        } else {
            "/components"
        };
        pointer::join(&format!("{parent}/{}", self.key), name)
    }

    pub fn of_mut(self, root: &mut Node, version: Version) -> Option<&mut Mapping> {
        let parent = if version == Version::Swagger2 {
            Some(root)
        } else {
            root.get_mut("components")
        };
        parent?.get_mut(self.key)?.as_mapping_mut()
    }

    pub fn of(self, root: &Node, version: Version) -> Option<&Mapping> {
        let parent = if version == Version::Swagger2 {
            Some(root)
        } else {
            root.get("components")
        };
        parent?.get(self.key)?.as_mapping()
    }

    pub fn insert(self, root: &mut Node, version: Version, name: String, node: Node) {
        let parent = if version == Version::Swagger2 {
            Some(root)
        } else {
            member(root, "components")
        };
        if let Some(home) = parent
            .and_then(|parent| member(parent, self.key))
            .and_then(Node::as_mapping_mut)
        {
            home.insert(name, node);
        }
    }
}

/// A member that is a mapping. It is added if it is missing.
fn member<'a>(node: &'a mut Node, key: &str) -> Option<&'a mut Node> {
    let origin = node.origin;
    let slot = node
        .as_mapping_mut()?
        .entry(key.to_owned())
        .or_insert_with(|| Node::new(Mapping::default(), origin));
    if slot.as_mapping().is_none() {
        slot.value = Mapping::default().into();
    }
    Some(slot)
}
