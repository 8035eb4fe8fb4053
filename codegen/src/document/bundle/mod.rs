//! Brings everything that a description refers to into one tree.
//!
//! The target of a `$ref` into another file becomes a component with a readable name, and the
//! `$ref` then leads to that component. The same happens to targets in the root document in places
//! that no keyword of the specification describes. Where 3.0 has no references (path items,
//! callbacks, operations), a copy replaces the `$ref`. Afterwards every `$ref` begins with `#/`.

mod files;
mod home;
mod identifiers;
mod include;
mod name;
mod scan;
mod uri;

use std::collections::BTreeSet;

use super::Input;
use super::node::{Mapping, Node, Origin, Tree, Value};
use super::table::{self, Kind, Shape};
use super::version::Version;
use crate::diagnostics::{Diagnostics, Reported};
use files::{Files, Unresolved};
use home::Home;
use identifiers::own_base;
use name::Names;
use uri::fragment;

/// How many nodes copies may add to a document, however short it is.
const MIN_COPIED: usize = 1_000_000;

/// Bundles a description in place. Fails only where copies would make it too large.
pub fn bundle(
    root: &mut Tree,
    input: &Input<'_>,
    version: Version,
    diagnostics: &mut Diagnostics,
) -> Result<(), Reported> {
    if !scan::needs_bundling(root) {
        return Ok(());
    }
    let mut bundling = Bundling {
        names: Names::new(root, version),
        files: Files::new(input, (**root).clone()),
        version,
        diagnostics,
        waiting: Vec::new(),
        including: Vec::new(),
        base: None,
        copied: 0,
        refused: None,
        reported: BTreeSet::new(),
    };
    bundling.adopt(root);
    bundling.object(root, Kind::Document, 0);
    let mut next = 0;
    while let Some(component) = bundling.waiting.get_mut(next) {
        next += 1;
        let (home, name, file) = (component.home, component.name.clone(), component.file);
        let mut node = std::mem::take(&mut component.node);
        bundling.base = component.base.take();
        if bundling.object(&mut node, home.kind, file) {
            home.insert(root, bundling.version, name, node);
        }
    }
    bundling.refused.map_or(Ok(()), Err)
}

struct Bundling<'a> {
    files: Files<'a>,
    names: Names,
    version: Version,
    diagnostics: &'a mut Diagnostics,
    /// Future components.
    waiting: Vec<Component>,
    /// What is being copied into a copy, the outermost first.
    including: Vec<Target>,
    /// The base URI of references here, from the `$id`s around them.
    base: Option<String>,
    copied: usize,
    refused: Option<Reported>,
    /// References that have been reported.
    reported: BTreeSet<Origin>,
}

/// A component whose references are still those of its file.
struct Component {
    home: Home,
    name: String,
    node: Node,
    file: usize,
    /// The base URI of its references.
    base: Option<String>,
}

/// A node of one of the files.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Target {
    file: usize,
    pointer: String,
}

impl Target {
    /// Whether the root document has an object of another kind there.
    fn is_of_other_kind(&self, kind: Kind) -> bool {
        self.file == 0 && table::other_kind(&self.pointer, kind).is_some()
    }
}

impl Bundling<'_> {
    /// Components of the root that only refer to another file. Their targets take their names.
    fn adopt(&mut self, root: &mut Node) {
        for home in Home::all(self.version) {
            let Some(components) = home.of_mut(root, self.version) else {
                continue;
            };
            for (name, node) in components.iter_mut() {
                let Some(written) = only_reference(node) else {
                    continue;
                };
                let Ok(target) = self.files.resolve(written, 0, self.diagnostics) else {
                    continue;
                };
                // Where the reference stands, it is reported that its target is something else.
                let is_other = target.is_of_other_kind(home.kind);
                if is_other
                    || self.stays(&target, home.kind)
                    || self.names.get(home, &target).is_some()
                {
                    continue;
                }
                let Some(content) = self.files.node(&target).cloned() else {
                    continue;
                };
                self.names.set(home, &target, name);
                let base = self.files.base(&target);
                let (name, file) = (name.clone(), target.file);
                self.waiting.push(Component {
                    home,
                    name,
                    node: content,
                    file,
                    base,
                });
                // The component keeps its position. Its content is bundled together with the
                // waiting ones.
                node.value = Mapping::default().into();
            }
        }
    }

    fn shape(&mut self, node: &mut Node, shape: Shape, file: usize) -> bool {
        match shape {
            Shape::One(kind) => self.object(node, kind, file),
            Shape::Many(kind) => self.list(node, kind, file),
            Shape::Named(kind) => self.named(node, kind, file),
            Shape::Paths => self.named(node, Kind::PathItem, file),
            Shape::Responses => self.named(node, Kind::Response, file),
            Shape::Examples if node.as_mapping().is_some() => self.named(node, Kind::Example, file),
            Shape::Items if node.as_sequence().is_some() => self.list(node, Kind::Schema, file),
            Shape::Items | Shape::SchemaOrFlag => self.object(node, Kind::Schema, file),
            Shape::Text => self.include_text(node, file),
            Shape::Anything => self.include_value(node, file),
            Shape::Flag
            | Shape::Number
            | Shape::Count
            | Shape::Texts
            | Shape::TextMap
            | Shape::Values
            | Shape::AnyMap
            | Shape::Examples
            | Shape::Security
            | Shape::Type
            | Shape::Bound => true,
        }
    }

    fn list(&mut self, node: &mut Node, kind: Kind, file: usize) -> bool {
        if let Value::Sequence(items) = &mut node.value {
            items.retain_mut(|item| self.object(item, kind, file));
            return true;
        }
        // `parameters: {$ref: ..}` for the whole list.
        let written = only_reference(node).map(str::to_owned);
        let Some(written) = written else {
            return true;
        };
        !self.leads_to_no_collection(node, &written, kind, file)
            && self.include(node, &written, file, |bundling, node, file| {
                bundling.list(node, kind, file)
            })
    }

    /// Objects by name. A `$ref` in place of the names refers to a mapping of all of them.
    fn named(&mut self, node: &mut Node, kind: Kind, file: usize) -> bool {
        if let Some(written) = only_reference(node).map(str::to_owned) {
            return !self.leads_to_no_collection(node, &written, kind, file)
                && self.include(node, &written, file, |bundling, node, file| {
                    bundling.named(node, kind, file)
                });
        }
        if let Some(members) = node.as_mapping_mut() {
            members.retain(|_, child| self.object(child, kind, file));
        }
        true
    }

    /// An object of the specification. False when it must be removed, which has been reported.
    fn object(&mut self, node: &mut Node, kind: Kind, file: usize) -> bool {
        let own = (kind == Kind::Schema).then(|| own_base(node, self.base.as_deref()));
        let Some(own) = own.flatten() else {
            return self.members(node, kind, file);
        };
        let outer = self.base.replace(own);
        let stays = self.members(node, kind, file);
        self.base = outer;
        stays
    }

    fn members(&mut self, node: &mut Node, kind: Kind, file: usize) -> bool {
        if kind == Kind::Schema
            && let Some(members) = node.as_mapping_mut()
            && !members.contains_key("$ref")
            && let Some(target) = members.shift_remove("$dynamicRef")
        {
            members.insert("$ref".to_owned(), target);
        }
        if let Some(written) = node.text("$ref").map(str::to_owned) {
            let Some(home) = Home::of_kind(kind, self.version) else {
                if self.leads_elsewhere(node, &written, kind, file) {
                    return false;
                }
                return self.include(node, &written, file, |bundling, node, file| {
                    bundling.object(node, kind, file)
                });
            };
            if !self.reference(node, &written, home, file) {
                return false;
            }
        }
        let Some(members) = node.as_mapping_mut() else {
            return true;
        };
        let mut dropped = Vec::new();
        for (key, child) in members.iter_mut() {
            let shape = match kind {
                Kind::Callback if !key.starts_with("x-") => Some(Shape::One(Kind::PathItem)),
                _ => table::shape(kind, key),
            };
            if shape.is_some_and(|shape| !self.shape(child, shape, file)) {
                dropped.push(key.clone());
            }
        }
        for key in dropped {
            members.shift_remove(&key);
        }
        if kind == Kind::Discriminator {
            self.mapping(node, file);
        }
        true
    }

    /// Rewrites the `$ref` of something that may be a component.
    fn reference(&mut self, node: &mut Node, written: &str, home: Home, file: usize) -> bool {
        let kind = home.kind;
        let origin = node.get("$ref").map_or(node.origin, |target| target.origin);
        let target = match self.target(written, file) {
            Ok(target) => target,
            // Later stages say more about pointers into the root document.
            Err(_) if file == 0 && written.starts_with("#/") => return true,
            Err(problem) if kind == Kind::Schema => {
                self.unresolved(problem, origin, "any JSON");
                drop_reference(node);
                return true;
            }
            Err(problem) => {
                self.unresolved(problem, origin, "nothing");
                return false;
            }
        };
        let lies_elsewhere = target.is_of_other_kind(kind);
        let pointer = if lies_elsewhere || self.stays(&target, kind) {
            target.pointer
        } else {
            home.pointer(self.version, &self.name(home, &target))
        };
        if let Some(slot) = node.get_mut("$ref") {
            slot.value = Value::String(fragment(&pointer));
        }
        true
    }

    /// The target of a reference. Pointers start from the file, or else from the schema with an
    /// `$id` around the reference. Other references start from that schema, or else from the file.
    fn target(&mut self, written: &str, file: usize) -> Result<Target, Unresolved> {
        let Some(base) = &self.base else {
            return self.files.resolve(written, file, self.diagnostics);
        };
        let absolute = uri::resolve(base, written);
        let is_pointer = written.starts_with("#/");
        let mut ways = [&*absolute, written];
        if is_pointer {
            ways.reverse();
        }
        let [first, second] = ways;
        let first = self.files.resolve(first, file, self.diagnostics);
        first.or_else(|problem| {
            let second = self.files.resolve(second, file, self.diagnostics);
            second.map_err(|other| if is_pointer { problem } else { other })
        })
    }

    /// Whether a reference of this kind may lead into the root document as it does.
    fn stays(&self, target: &Target, kind: Kind) -> bool {
        target.file == 0
            && table::kind_at(&target.pointer) == Some(kind)
            && !(self.version == Version::Swagger2 && target.pointer.starts_with("/paths/"))
    }

    /// The name of the component for a node of another place.
    fn name(&mut self, home: Home, target: &Target) -> String {
        if let Some(name) = self.names.get(home, target) {
            return name.to_owned();
        }
        let path = self.files.path(target.file).to_owned();
        let name = self.names.make(home, target, &path);
        if let Some(node) = self.files.node(target).cloned()
            && self.may_copy(&node)
        {
            let component = Component {
                home,
                name: name.clone(),
                node,
                file: target.file,
                base: self.files.base(target),
            };
            self.waiting.push(component);
        }
        name
    }

    /// Values of a discriminator's mapping that are references, not names.
    fn mapping(&mut self, node: &mut Node, file: usize) {
        let Some(mapping) = node.get_mut("mapping").and_then(Node::as_mapping_mut) else {
            return;
        };
        let Some(home) = Home::of_kind(Kind::Schema, self.version) else {
            return;
        };
        for value in mapping.values_mut() {
            let Some(written) = value.as_str().map(str::to_owned) else {
                continue;
            };
            let is_file = [".yaml", ".yml", ".json"]
                .iter()
                .any(|end| written.ends_with(end));
            if !is_file && !written.contains(['#', '/']) {
                continue;
            }
            let target = match self.target(&written, file) {
                Ok(target) => target,
                Err(_) if file == 0 && written.starts_with("#/") => continue,
                Err(problem) => {
                    self.unresolved(problem, value.origin, "the name as it is");
                    continue;
                }
            };
            if !self.stays(&target, Kind::Schema) {
                let name = self.name(home, &target);
                value.value = Value::String(fragment(&home.pointer(self.version, &name)));
            }
        }
    }

    /// Reports a dangling reference, once for all its copies.
    fn unresolved(&mut self, problem: Unresolved, origin: Origin, instead: &str) {
        if !self.reported.insert(origin) {
            return;
        }
        let report = self
            .diagnostics
            .warn(problem.kind, origin, problem.message)
            .instead(instead);
        if let Some(help) = problem.help {
            report.help(help);
        }
    }
}

/// The target, where a mapping holds only a `$ref`.
fn only_reference(node: &Node) -> Option<&str> {
    let members = node.as_mapping()?;
    (members.len() == 1).then(|| members.get("$ref"))??.as_str()
}

fn drop_reference(node: &mut Node) {
    if let Some(members) = node.as_mapping_mut() {
        members.shift_remove("$ref");
    }
}
