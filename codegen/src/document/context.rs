//! Where a walk through a tree is, and where it reports problems.

use super::node::{Node, Origin};
use super::normalize::Unknown;
use super::pointer;
use super::version::Version;
use crate::diagnostics::{Diagnostics, Place, Report};

/// What every function of a walk gets.
pub struct Context<'d> {
    pub diagnostics: &'d mut Diagnostics,
    pub version: Version,
    pub unknown: Unknown,
}

/// The path from the root to a node, built while walking and turned into a JSON pointer only when
/// something is reported.
#[derive(Clone, Copy)]
pub struct At<'a> {
    parent: Option<&'a At<'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Root,
    Key(&'a str),
    Index(usize),
}

impl<'a> At<'a> {
    pub const ROOT: At<'static> = At {
        parent: None,
        step: Step::Root,
    };

    pub fn key(&'a self, key: &'a str) -> At<'a> {
        At {
            parent: Some(self),
            step: Step::Key(key),
        }
    }

    pub fn index(&'a self, index: usize) -> At<'a> {
        At {
            parent: Some(self),
            step: Step::Index(index),
        }
    }

    pub fn pointer(&self) -> String {
        let mut steps = Vec::new();
        let mut here = Some(self);
        while let Some(at) = here {
            steps.push(at.step);
            here = at.parent;
        }
        steps
            .into_iter()
            .rev()
            .fold(String::new(), |path, step| match step {
                Step::Root => path,
                Step::Key(key) => pointer::join(&path, key),
                Step::Index(index) => format!("{path}/{index}"),
            })
    }

    /// The last key of the path, for messages.
    pub fn name(&self) -> &'a str {
        match (self.step, self.parent) {
            (Step::Key(key), _) => key,
            (_, Some(parent)) => parent.name(),
            (_, None) => "document",
        }
    }
}

impl Context<'_> {
    /// Reports something that is repaired, widened or left out.
    pub fn warn(
        &mut self,
        kind: &'static str,
        origin: Origin,
        at: &At<'_>,
        message: impl Into<String>,
    ) -> Report<'_> {
        self.diagnostics
            .warn(kind, Place::Node(origin, at.pointer()), message)
    }

    /// Reports a value of the wrong type.
    pub fn ill_typed(&mut self, node: &Node, at: &At<'_>, expected: &str) -> Report<'_> {
        let message = format!(
            "`{}` should be {expected}, not {}",
            at.name(),
            node.describe()
        );
        self.warn("ill-typed", node.origin, at, message)
    }

    /// A scalar as it is written in the text: `1.10` and `0x1F` say more than their numbers.
    pub fn spelled(&self, node: &Node) -> Option<String> {
        if let Some(text) = node.as_str() {
            return Some(text.to_owned());
        }
        if let Some(spelled) = self.diagnostics.sources.spelled(node.origin) {
            return Some(spelled.to_owned());
        }
        match node.to_json() {
            json @ (serde_json::Value::Bool(_) | serde_json::Value::Number(_)) => {
                Some(json.to_string())
            }
            _ => None,
        }
    }
}
