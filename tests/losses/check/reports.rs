//! Which places have a report.

use std::collections::BTreeSet;

use codegen::api::Api;
use codegen::diagnostics::{Diagnostics, FileId, Notation, Place};
use codegen::document::{Node, Value, pointer};

/// The places of all reports.
pub(super) struct Reports {
    pointers: BTreeSet<String>,
    /// Numbers of nodes of the description itself, not of further files.
    nodes: BTreeSet<u32>,
    /// Operations that are not generated.
    left_out: Vec<String>,
    /// Messages about media types and keywords, each of which is reported once.
    messages: Vec<String>,
}

impl Reports {
    pub(super) fn of(api: &Api, diagnostics: &Diagnostics) -> Self {
        let mut reports = Self {
            pointers: BTreeSet::new(),
            nodes: BTreeSet::new(),
            messages: Vec::new(),
            left_out: api.left_out.iter().map(|one| one.pointer.clone()).collect(),
        };
        // Settings are read before it.
        let is_description = |file: &FileId| {
            let source = diagnostics.sources.get(*file);
            source.is_some_and(|source| source.notation != Notation::Plain)
        };
        let description = (0..FileId::MAX).find(is_description);
        for report in diagnostics.iter() {
            if ["unread-media-type", "unsent-media-type", "unknown-keyword"].contains(&report.kind)
            {
                reports.messages.push(report.message.clone());
            }
            let related = report.related.as_ref().map(|(place, _)| place);
            for place in related.into_iter().chain([&report.place]) {
                match place {
                    Place::Pointer(pointer) => drop(reports.pointers.insert(pointer.clone())),
                    Place::Node(origin, pointer) => {
                        reports.pointers.insert(pointer.clone());
                        if Some(origin.file) == description {
                            reports.nodes.insert(origin.index);
                        }
                    }
                    Place::Nowhere | Place::Text { .. } => {}
                }
            }
        }
        reports
    }

    /// Whether a report is about a node, something in it, or the map that contains it.
    pub(super) fn speak_of(&self, node: &Node, at: &str) -> bool {
        let last = last_index(node);
        let mut inside = self.nodes.range(node.origin.index..=last);
        let holder = at.rsplit_once('/').map_or("", |(holder, _)| holder);
        inside.next().is_some()
            || self.has_below(at)
            || !holder.is_empty() && self.pointers.contains(holder)
            || self.left_out.iter().any(|left_out| is_within(at, left_out))
    }

    /// Whether a media type describes the same body as another one of the same body.
    pub(super) fn speak_of_media_type(&self, name: &str) -> bool {
        self.has_message(&format!("{name} "))
    }

    /// Whether it is reported that schemas have no such keyword.
    pub(super) fn speak_of_keyword(&self, keyword: &str) -> bool {
        self.has_message(&format!("`{keyword}` is not a keyword of schemas"))
    }

    fn has_message(&self, begin: &str) -> bool {
        self.messages
            .iter()
            .any(|message| message.starts_with(begin))
    }

    /// Whether a report is about a node itself.
    pub(super) fn are_on(&self, node: &Node, at: &str) -> bool {
        self.nodes.contains(&node.origin.index) || self.pointers.contains(at)
    }

    fn has_below(&self, at: &str) -> bool {
        let mut after = self.pointers.range(at.to_owned()..);
        after.next().is_some_and(|found| is_within(found, at))
    }
}

/// Whether a pointer leads to a place or below it.
pub(super) fn is_within(pointer: &str, place: &str) -> bool {
    let below = pointer.strip_prefix(place);
    below.is_some_and(|below| below.is_empty() || below.starts_with('/'))
}

fn last_index(node: &Node) -> u32 {
    let last = match &node.value {
        Value::Mapping(members) => members.values().next_back(),
        Value::Sequence(items) => items.last(),
        _ => None,
    };
    last.map_or(node.origin.index, last_index)
}

/// The target of a node within the same file, or the node itself, with its pointer.
pub(super) fn target<'d>(root: &'d Node, node: &'d Node, at: String) -> (&'d Node, String) {
    let (mut node, mut at) = (node, at);
    for _ in 0..16 {
        let reference = node.get("$ref").and_then(Node::as_str);
        let found = reference.and_then(|one| Some((pointer::find(root, one)?, one)));
        let Some((found, reference)) = found else {
            break;
        };
        (node, at) = (found, reference.trim_start_matches('#').to_owned());
    }
    (node, at)
}

/// The members of a mapping under a key, without extensions, each with its pointer.
pub(super) fn members<'d>(node: &'d Node, key: &str, at: &str) -> Vec<(&'d str, &'d Node, String)> {
    let folder = pointer::join(at, key);
    node.get(key)
        .map_or_else(Vec::new, |node| entries(node, &folder))
}

/// The same of the mapping itself.
pub(super) fn entries<'d>(node: &'d Node, at: &str) -> Vec<(&'d str, &'d Node, String)> {
    let Value::Mapping(members) = &node.value else {
        return Vec::new();
    };
    let members = members.iter().filter(|(name, _)| !name.starts_with("x-"));
    members
        .map(|(name, node)| (&**name, node, pointer::join(at, name)))
        .collect()
}
