//! Path items and their operations. OpenAPI 3.2, sections 4.9 and 4.10.

use super::{external_docs, flag, members, texts};
use crate::document::{Node, pointer};

/// The operations of a path, a webhook or the address of a callback.
#[derive(Debug, Clone, Copy)]
pub struct PathItem<'d>(&'d Node);

#[derive(Debug, Clone, Copy)]
pub struct Operation<'d>(&'d Node);

/// An operation of a path item.
#[derive(Debug, Clone)]
pub struct Method<'d> {
    /// As in HTTP, `GET`.
    pub name: String,
    /// The JSON pointer below the path item.
    pub pointer: String,
    pub operation: Operation<'d>,
}

const METHODS: [&str; 9] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

impl<'d> PathItem<'d> {
    pub fn new(node: &'d Node) -> Self {
        Self(node)
    }

    /// Path items by path: those of the document with this root.
    pub fn by_path(root: &'d Node) -> impl Iterator<Item = (&'d str, Self)> {
        let paths = members(root, "paths").filter(|(path, _)| path.starts_with('/'));
        paths.map(|(path, item)| (path, Self(item)))
    }

    /// `webhooks`, or `x-webhooks` before OpenAPI 3.1, by pointer and key.
    pub fn webhooks(root: &'d Node) -> impl Iterator<Item = (String, &'d str, Self)> {
        let keyword = match root.get("webhooks") {
            Some(_) => "webhooks",
            None => "x-webhooks",
        };
        let named = members(root, keyword).filter(|(key, _)| !key.starts_with("x-"));
        named.map(move |(key, item)| (pointer::join(&format!("/{keyword}"), key), key, Self(item)))
    }

    /// The same path item, for as long as the document lives.
    pub fn is(self, other: Self) -> bool {
        std::ptr::eq(self.0, other.0)
    }

    pub fn node(self) -> &'d Node {
        self.0
    }

    /// The methods of HTTP first, then those of `additionalOperations`.
    pub fn methods(self) -> impl Iterator<Item = Method<'d>> {
        let known = METHODS.into_iter().filter_map(move |method| {
            Some(Method {
                name: method.to_ascii_uppercase(),
                pointer: format!("/{method}"),
                operation: Operation(self.0.get(method)?),
            })
        });
        let more = members(self.0, "additionalOperations");
        known.chain(more.map(|(method, operation)| Method {
            name: method.to_owned(),
            pointer: pointer::join("/additionalOperations", method),
            operation: Operation(operation),
        }))
    }

    pub fn parameters(self) -> &'d [Node] {
        super::items(self.0, "parameters")
    }

    pub fn summary(self) -> Option<&'d str> {
        self.0.text("summary")
    }

    pub fn description(self) -> Option<&'d str> {
        self.0.text("description")
    }
}

impl<'d> Operation<'d> {
    pub fn node(self) -> &'d Node {
        self.0
    }

    pub fn id(self) -> Option<&'d str> {
        self.0.text("operationId")
    }

    pub fn summary(self) -> Option<&'d str> {
        self.0.text("summary")
    }

    pub fn description(self) -> Option<&'d str> {
        self.0.text("description")
    }

    pub fn tags(self) -> impl Iterator<Item = &'d str> {
        texts(self.0, "tags")
    }

    pub fn is_deprecated(self) -> bool {
        flag(self.0, "deprecated")
    }

    pub fn external_docs(self) -> Option<&'d str> {
        external_docs(self.0)
    }

    /// An extension, whose key begins with `x-`.
    pub fn extension(self, key: &str) -> Option<&'d Node> {
        self.0.get(key)
    }

    /// Parameters or references to them.
    pub fn parameters(self) -> &'d [Node] {
        super::items(self.0, "parameters")
    }

    /// A request body or a reference to one.
    pub fn request_body(self) -> Option<&'d Node> {
        self.0.get("requestBody")
    }

    /// Responses or references to them, by status as written: `404`, `4XX`, `default`.
    pub fn responses(self) -> impl Iterator<Item = (&'d str, &'d Node)> {
        members(self.0, "responses").filter(|(status, _)| !status.starts_with("x-"))
    }

    /// Path items by key: the expressions that say where a callback is sent.
    pub fn callbacks(
        self,
    ) -> impl Iterator<Item = (&'d str, impl Iterator<Item = (&'d str, PathItem<'d>)>)> {
        members(self.0, "callbacks").map(move |(key, callback)| {
            let addresses = callback.as_mapping().into_iter().flatten();
            let items = addresses.map(|(address, item)| (address.as_str(), PathItem(item)));
            (key, items)
        })
    }
}
