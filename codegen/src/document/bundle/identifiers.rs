//! Names of schemas by `$id` and `$anchor`: JSON Schema 2020-12 Core, section 8.2.

use std::collections::{BTreeMap, BTreeSet};

use super::super::node::{Node, Value};
use super::super::pointer;
use super::uri;

/// Pointers by name. An `$id` is a name as written and as a URI. An anchor is a name as `#name` and
/// after the URI of the schema that contains it.
#[derive(Debug, Default)]
pub struct Identifiers(BTreeMap<String, BTreeSet<String>>);

/// A node still to be visited.
struct Step<'d> {
    node: &'d Node,
    pointer: String,
    base: Option<String>,
    /// Its keys are names, not keywords.
    holds_names: bool,
}

impl Identifiers {
    /// All names in a document. Nodes inside `const`, `enum` and examples have none.
    pub fn of(root: &Node) -> Self {
        let mut found = Self::default();
        // Paths are built only for trees that need them.
        if !has_names(root) {
            return found;
        }
        let mut rest = vec![Step {
            node: root,
            pointer: String::new(),
            base: None,
            holds_names: false,
        }];
        while let Some(step) = rest.pop() {
            match &step.node.value {
                Value::Sequence(items) => {
                    let items = items.iter().enumerate();
                    rest.extend(items.map(|(at, item)| step.inner(item, &at.to_string(), false)));
                }
                Value::Mapping(members) => {
                    let step = found.name(step);
                    let inner = members.iter().filter(|(key, _)| step.leads_on(key));
                    rest.extend(inner.map(|(key, child)| step.inner(child, key, step.names(key))));
                }
                _ => {}
            }
        }
        found
    }

    /// The pointer of a name. Several schemas below `$id`s of their own may have the same name.
    pub fn find(&self, name: &str, start: &str) -> Option<String> {
        let all = self.0.get(name)?;
        let below = format!("{start}/");
        let inside = all.get(start).or_else(|| {
            let next = all.range(below.clone()..).next();
            next.filter(|pointer| pointer.starts_with(&below))
        });
        inside.or(all.first()).cloned()
    }

    /// Notes the names of a mapping. Its `$id` is the base of everything below it.
    fn name<'d>(&mut self, mut step: Step<'d>) -> Step<'d> {
        if step.holds_names {
            return step;
        }
        let mut note = |name: String| {
            self.0.entry(name).or_default().insert(step.pointer.clone());
        };
        if let Some(base) = own_base(step.node, step.base.as_deref()) {
            note(base.clone());
            step.base = Some(base);
        }
        for key in ["$id", "$self", "$anchor", "$dynamicAnchor"] {
            if let Some(name) = step.node.text(key).and_then(|text| own_name(key, text)) {
                if name.starts_with('#') {
                    let base = step.base.iter();
                    base.for_each(|base| note(uri::resolve(base, &name)));
                }
                note(name);
            }
        }
        step
    }
}

impl<'d> Step<'d> {
    fn inner(&self, node: &'d Node, key: &str, holds_names: bool) -> Self {
        Self {
            node,
            pointer: pointer::join(&self.pointer, key),
            base: self.base.clone(),
            holds_names,
        }
    }

    /// Whether schemas may stand below a key.
    fn leads_on(&self, key: &str) -> bool {
        self.holds_names || !matches!(key, "const" | "enum" | "default" | "example")
    }

    fn names(&self, key: &str) -> bool {
        let maps = [
            "properties",
            "patternProperties",
            "dependentSchemas",
            "$defs",
            "definitions",
            "schemas",
        ];
        !self.holds_names && maps.contains(&key)
    }
}

/// The base URI of references at a pointer.
pub fn base_at(root: &Node, pointer: &str) -> Option<String> {
    let mut node = root;
    let mut base = None;
    for token in pointer::tokens(pointer) {
        base = own_base(node, base.as_deref()).or(base);
        node = node.get(&token)?;
    }
    // The `$id` of the node itself counts when the node is visited.
    base
}

/// The URI of a schema with an `$id`, resolved against the base around it.
pub fn own_base(node: &Node, outer: Option<&str>) -> Option<String> {
    let id = node.text("$id").or_else(|| node.text("$self"))?;
    let id = id.trim_end_matches('#');
    let is_name = id.is_empty() || id.starts_with('#');
    (!is_name).then(|| outer.map_or_else(|| id.to_owned(), |outer| uri::resolve(outer, id)))
}

fn own_name(key: &str, text: &str) -> Option<String> {
    match key {
        "$anchor" | "$dynamicAnchor" => Some(format!("#{text}")),
        "$id" | "$self" => Some(text.trim_end_matches('#').to_owned()),
        _ => None,
    }
}

fn has_names(root: &Node) -> bool {
    let mut rest = vec![root];
    while let Some(node) = rest.pop() {
        match &node.value {
            Value::Sequence(items) => rest.extend(items),
            Value::Mapping(members) => {
                let mut texts = members
                    .iter()
                    .filter_map(|(key, one)| Some((key, one.as_str()?)));
                if texts.any(|(key, text)| own_name(key, text).is_some()) {
                    return true;
                }
                rest.extend(members.values());
            }
            _ => {}
        }
    }
    false
}
