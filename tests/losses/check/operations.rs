//! Operations with their responses, media types and headers.

use std::collections::BTreeMap;

use super::reports::{Reports, entries, members, target};
use super::{Loss, What};
use codegen::api::{Api, Content, Operation};
use codegen::document::{Node, pointer};
use codegen::rust;

const METHODS: &[&str] = &[
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

/// The losses of the operations below `paths`.
pub(super) fn find(
    root: &Node,
    (api, rust): (&Api, &rust::Api),
    reports: &Reports,
    losses: &mut Vec<Loss>,
) {
    let written = rust.groups.iter().flat_map(|group| &group.operations);
    let written: BTreeMap<_, _> = written
        .map(|one| (&*one.pointer, format!("{one:?}").to_ascii_lowercase()))
        .collect();
    for (_, item, at) in members(root, "paths", "") {
        let (item, at) = target(root, item, at);
        for method in METHODS {
            let Some(node) = item.get(method) else {
                continue;
            };
            let at = pointer::join(&at, method);
            let operation = api.operations.iter().find(|one| one.pointer == at);
            let mut search = Search {
                root,
                headers: rust.headers.as_ref(),
                written: written.get(&*at).map_or("", String::as_str),
                reports,
                losses,
            };
            match operation {
                Some(operation) => search.operation(operation, node, &at),
                None => search.lose(node, &at, What::Operation),
            }
        }
    }
}

struct Search<'d, 'l> {
    root: &'d Node,
    headers: Option<&'l rust::Headers>,
    /// What is known about the operation in its place, in lower case.
    written: &'l str,
    reports: &'l Reports,
    losses: &'l mut Vec<Loss>,
}

impl<'d> Search<'d, '_> {
    fn operation(&mut self, operation: &Operation, node: &'d Node, at: &str) {
        if let Some(body) = node.get("requestBody") {
            let (body, at) = target(self.root, body, pointer::join(at, "requestBody"));
            let contents = operation.body.iter().flat_map(|body| &body.content);
            self.media_types(&contents.collect::<Vec<_>>(), body, &at);
        }
        for (status, reference, from) in members(node, "responses", at) {
            let (response, at) = target(self.root, reference, from.clone());
            let mut known = operation.responses.iter();
            let known = known.find(|one| one.status.to_string().eq_ignore_ascii_case(status));
            let Some(known) = known else {
                if !self.reports.speak_of(reference, &from) {
                    self.lose(response, &at, What::Response);
                }
                continue;
            };
            self.media_types(&known.contents().collect::<Vec<_>>(), response, &at);
            for (name, header, at) in members(response, "headers", &at) {
                let mut known = known.headers.iter();
                let is_known = known.any(|one| one.wire_name.eq_ignore_ascii_case(name))
                    && self.is_method(name);
                if !is_known && !name.eq_ignore_ascii_case("content-type") {
                    self.lose(header, &at, What::Header);
                }
            }
        }
    }

    /// Media types of a body or response. A report about all of it, as for 204 with content, is one
    /// about each.
    fn media_types(&mut self, known: &[&Content], node: &'d Node, at: &str) {
        if self.reports.are_on(node, at) {
            return;
        }
        let Some(content) = node.get("content") else {
            return;
        };
        let at = pointer::join(at, "content");
        if content.get("$ref").is_some() && self.reports.speak_of(content, &at) {
            return;
        }
        let (content, at) = target(self.root, content, at);
        for (name, media_type, at) in entries(content, &at) {
            let mut known = known.iter();
            let is_known = known.any(|one| one.media_type.eq_ignore_ascii_case(name));
            // A range names no media type that could be sent: the bytes are sent as they are.
            let is_written = name.contains('*') || self.is_written(name);
            if !(is_known && is_written || self.reports.speak_of_media_type(name)) {
                self.lose(media_type, &at, What::MediaType);
            }
        }
    }

    /// Whether a method reads the header.
    fn is_method(&self, header: &str) -> bool {
        let mut methods = self.headers.iter().flat_map(|headers| &headers.methods);
        methods.any(|method| method.wire_name.eq_ignore_ascii_case(header))
    }

    fn is_written(&self, name: &str) -> bool {
        let name = name.escape_debug().to_string().to_ascii_lowercase();
        self.written.contains(&name)
    }

    fn lose(&mut self, node: &Node, at: &str, what: What) {
        if !self.reports.speak_of(node, at) {
            self.losses.push(Loss {
                pointer: at.to_owned(),
                what,
            });
        }
    }
}
