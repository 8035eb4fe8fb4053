//! Copies that replace references in places where there can be no component.

use super::super::node::{Node, Value};
use super::super::table::{self, Kind};
use super::files::Unresolved;
use super::{Bundling, MIN_COPIED, only_reference};

impl Bundling<'_> {
    /// Replaces a reference by a copy of its target. `inside` bundles the references in the copy
    /// and those beside the `$ref`, each with the file in which it stands.
    pub(super) fn include(
        &mut self,
        node: &mut Node,
        written: &str,
        file: usize,
        inside: impl Fn(&mut Self, &mut Node, usize) -> bool,
    ) -> bool {
        let origin = node.get("$ref").map_or(node.origin, |target| target.origin);
        let target = match self.files.resolve(written, file, self.diagnostics) {
            Ok(target) => target,
            Err(problem) => {
                self.unresolved(problem, origin, "nothing");
                return false;
            }
        };
        if self.including.contains(&target) {
            let problem = Unresolved {
                kind: "ref-cycle",
                message: format!("`{written}` leads back to itself"),
                help: None,
            };
            self.unresolved(problem, origin, "nothing");
            return false;
        }
        let Some(copy) = self.files.node(&target).cloned() else {
            return false;
        };
        if !self.may_copy(&copy) {
            return false;
        }
        let mut siblings = std::mem::replace(node, copy);
        if let Some(members) = siblings.as_mapping_mut() {
            members.shift_remove("$ref");
        }
        inside(self, &mut siblings, file);
        let file = target.file;
        self.including.push(target);
        let keep = inside(self, node, file);
        self.including.pop();
        self.join(node, siblings);
        keep
    }

    /// Whether a reference leads to an object of another kind than the one to be copied. This is
    /// reported.
    pub(super) fn leads_elsewhere(
        &mut self,
        node: &Node,
        written: &str,
        kind: Kind,
        file: usize,
    ) -> bool {
        let other = self.in_words(written, file, |pointer| table::other_kind(pointer, kind));
        self.report_other(node, kind.noun(), other)
    }

    /// The same where several objects of a kind are expected.
    pub(super) fn leads_to_no_collection(
        &mut self,
        node: &Node,
        written: &str,
        kind: Kind,
        file: usize,
    ) -> bool {
        let other = self.in_words(written, file, |pointer| {
            table::other_collection(pointer, kind)
        });
        self.report_other(node, &format!("several {}", kind.plural()), other)
    }

    /// What a pointer into the root document leads to.
    fn in_words(
        &mut self,
        written: &str,
        file: usize,
        words: impl Fn(&str) -> Option<String>,
    ) -> Option<String> {
        let target = self.files.resolve(written, file, self.diagnostics).ok()?;
        words(&target.pointer).filter(|_| target.file == 0)
    }

    fn report_other(&mut self, node: &Node, expected: &str, other: Option<String>) -> bool {
        let Some(other) = other else {
            return false;
        };
        let origin = node.get("$ref").map_or(node.origin, |target| target.origin);
        let problem = Unresolved {
            kind: "wrong-kind-ref",
            message: format!("expected {expected}, found {other}"),
            help: None,
        };
        self.unresolved(problem, origin, "nothing");
        true
    }

    /// Keys beside a `$ref` take precedence over those of its target. Parameters of both are kept.
    fn join(&mut self, node: &mut Node, siblings: Node) {
        let (Value::Mapping(siblings), Some(members)) = (siblings.value, node.as_mapping_mut())
        else {
            return;
        };
        for (key, sibling) in *siblings {
            let Some(known) = members.get_mut(&key) else {
                members.insert(key, sibling);
                continue;
            };
            match (&mut known.value, sibling.value) {
                (Value::Sequence(known), Value::Sequence(more)) if key == "parameters" => {
                    known.extend(more);
                }
                (Value::Mapping(_), value @ Value::Mapping(_)) => {
                    let message = format!("`{key}` is beside the `$ref` and in its target");
                    let report = self
                        .diagnostics
                        .warn("ref-siblings", sibling.origin, message);
                    report.instead("the one beside the `$ref`");
                    *known = Node::new(value, sibling.origin);
                }
                (_, value) => *known = Node::new(value, sibling.origin),
            }
        }
    }

    /// `description: {$ref: intro.md}` is not in the specification, but its meaning is plain.
    pub(super) fn include_text(&mut self, node: &mut Node, file: usize) -> bool {
        let Some(written) = only_reference(node) else {
            return true;
        };
        if let Some(text) = self.files.text(written, file) {
            node.value = Value::String(text);
        }
        true
    }

    /// `example: {$ref: pet.json}` is not in the specification, but its meaning is plain.
    pub(super) fn include_value(&mut self, node: &mut Node, file: usize) -> bool {
        let Some(written) = only_reference(node).map(str::to_owned) else {
            return true;
        };
        if written.contains("://") || (file == 0 && written.starts_with('#')) {
            return true;
        }
        if let Ok(target) = self.files.resolve(&written, file, self.diagnostics)
            && let Some(copy) = self.files.node(&target).cloned()
            && self.may_copy(&copy)
        {
            *node = copy;
        }
        true
    }

    /// Counts a copy. False when there are too many.
    pub(super) fn may_copy(&mut self, copy: &Node) -> bool {
        if self.refused.is_some() {
            return false;
        }
        self.copied = self.copied.saturating_add(size(copy));
        // A node takes at least two bytes of text. Each may be copied twice.
        if self.copied > self.files.length().max(MIN_COPIED) {
            let message = "copies of what references lead to make the document too large";
            self.refused = Some(self.diagnostics.error("too-large", copy.origin, message));
        }
        self.refused.is_none()
    }
}

/// The number of nodes in a node, itself included.
fn size(root: &Node) -> usize {
    let mut count = 0;
    let mut rest = vec![root];
    while let Some(node) = rest.pop() {
        count += 1;
        match &node.value {
            Value::Sequence(items) => rest.extend(items),
            Value::Mapping(members) => rest.extend(members.values()),
            _ => {}
        }
    }
    count
}
