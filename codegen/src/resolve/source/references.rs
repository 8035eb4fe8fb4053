//! What each `$ref` leads to, and which schemas refer to which.

use std::borrow::Cow;
use std::collections::BTreeMap;

use indexmap::{IndexMap, IndexSet};

use crate::api::Step;
use crate::document::{Mapping, Node, Value, pointer};
use crate::openapi::Schema;
use crate::resolve::examples::is_huge;
use crate::resolve::source::place::Place;

/// Which component schemas refer to which others.
#[derive(Debug, Default)]
pub struct Referrers<'d> {
    /// Components that are parents of others through `allOf`, with references to the children.
    children: IndexMap<String, IndexSet<String>>,
    /// Components that are referred to, other than as a part of another schema.
    used: IndexSet<Cow<'d, str>>,
    /// The document has a number beyond `i64`.
    has_huge: bool,
}

/// Finds the target of a reference.
#[derive(Debug, Clone, Copy)]
pub struct References<'d> {
    root: &'d Node,
    referrers: &'d Referrers<'d>,
    /// Names of operations by JSON pointer.
    names: &'d BTreeMap<String, String>,
}

impl<'d> Referrers<'d> {
    pub fn collect(root: &'d Node) -> Self {
        let mut referrers = Self::default();
        referrers.walk(root, &mut Vec::new());
        referrers
    }

    /// Walks the whole tree. `path` has the keys that lead to the node.
    fn walk(&mut self, node: &'d Node, path: &mut Vec<Cow<'d, str>>) {
        match &node.value {
            Value::Mapping(members) => {
                for (key, member) in members.iter() {
                    if key == "$ref"
                        && let Some(reference) = member.as_str()
                    {
                        self.note(reference, path, members.len() == 1);
                        continue;
                    }
                    path.push(Cow::Borrowed(key));
                    self.walk(member, path);
                    path.pop();
                }
            }
            Value::Sequence(items) => {
                for (index, item) in items.iter().enumerate() {
                    path.push(Cow::Owned(index.to_string()));
                    self.walk(item, path);
                    path.pop();
                }
            }
            value => self.has_huge |= is_huge(value),
        }
    }

    /// Notes a reference to a component schema. It is a part of the schema at `path` when it is
    /// listed in `allOf` or stands beside other keywords.
    fn note(&mut self, reference: &'d str, path: &[Cow<'d, str>], is_alone: bool) {
        let Some(name) = component(reference) else {
            return;
        };
        let is_part = !is_alone || matches!(path, [.., list, _] if list == "allOf");
        match path {
            [first, second, child, parts @ ..]
                if is_part && first == "components" && second == "schemas" && are_parts(parts) =>
            {
                let child = format!("#{}", pointer::join("/components/schemas", child));
                let children = self.children.entry(name.into_owned()).or_default();
                children.insert(child);
            }
            _ if is_part => {}
            _ => {
                self.used.insert(name);
            }
        }
    }
}

/// Keys that lead from a schema to itself, to a part of its `allOf`, or to a part of a part.
fn are_parts(keys: &[Cow<'_, str>]) -> bool {
    let mut pairs = keys.chunks(2);
    pairs.all(|pair| matches!(pair, [list, _] if list == "allOf"))
}

impl<'d> References<'d> {
    pub fn new(
        root: &'d Node,
        referrers: &'d Referrers<'d>,
        names: &'d BTreeMap<String, String>,
    ) -> Self {
        Self {
            root,
            referrers,
            names,
        }
    }

    /// The schema, with the name that its place suggests.
    pub fn schema(&self, reference: &str) -> Option<Place<'d>> {
        let (pointer, node) = self.target(reference)?;
        let steps = self.steps(&pointer);
        Schema::is_one(node).then(|| Place::new(pointer, steps, Schema::new(node)))
    }

    /// All component schemas, in the document's order.
    pub fn components(&self) -> impl Iterator<Item = Place<'d>> {
        let schemas = self.section("schemas").into_iter().flat_map(Mapping::iter);
        schemas.map(|(key, node)| {
            let pointer = pointer::join("/components/schemas", key);
            let steps = vec![Step::Component(key.to_owned())];
            Place::new(pointer, steps, Schema::new(node))
        })
    }

    /// A section of `components`.
    pub fn section(&self, name: &str) -> Option<&'d Mapping> {
        self.root.get("components")?.get(name)?.as_mapping()
    }

    /// The node that a reference leads to, and its bare pointer as spelled in the document.
    pub fn target(&self, reference: &str) -> Option<(String, &'d Node)> {
        let written = reference.strip_prefix('#')?;
        let pointer = pointer::percent_decode(written);
        match pointer::find(self.root, &pointer) {
            Some(node) => Some((pointer.into_owned(), node)),
            None => Some((written.to_owned(), pointer::find(self.root, written)?)),
        }
    }

    /// Whether the document has a number beyond `i64`.
    pub fn has_huge(&self) -> bool {
        self.referrers.has_huge
    }

    /// References to the components that have this one as a part, or as a part of a part. Empty
    /// where nothing else refers to it.
    pub fn descendants(&self, key: &str) -> Vec<&'d str> {
        let mut all: IndexSet<&'d str> = IndexSet::new();
        if !self.referrers.used.contains(key) {
            return Vec::new();
        }
        let mut next = 0;
        let mut parent = Cow::Borrowed(key);
        loop {
            let children = self.referrers.children.get(&*parent);
            all.extend(children.into_iter().flatten().map(String::as_str));
            let Some(reference) = all.get_index(next) else {
                return all.into_iter().collect();
            };
            parent = component(reference).unwrap_or_default();
            next += 1;
        }
    }

    /// The steps to a place, from its JSON pointer alone.
    fn steps(&self, pointer: &str) -> Vec<Step> {
        let tokens: Vec<_> = pointer::tokens(pointer).collect();
        let (mut steps, rest) = match tokens.as_slice() {
            [first, second, key, rest @ ..] if first == "components" && second == "schemas" => {
                (vec![Step::Component(key.to_string())], rest)
            }
            [first, _, key, rest @ ..] if first == "components" => {
                (vec![Step::Shared(key.to_string())], rest)
            }
            [first, path, method, rest @ ..] if first == "paths" => {
                let operation = pointer::join(&pointer::join("/paths", path), method);
                let name = self.names.get(&operation).cloned();
                let name = name.unwrap_or_else(|| format!("{method} {path}"));
                (vec![Step::Operation(name)], rest)
            }
            other => (Vec::new(), other),
        };
        let mut rest = rest.iter().peekable();
        while let Some(token) = rest.next() {
            let is_list = rest
                .peek()
                .is_some_and(|next| next.parse::<usize>().is_ok());
            let mut key = || rest.next().map(|key| key.to_string()).unwrap_or_default();
            steps.push(match &**token {
                "properties" | "$defs" | "definitions" => Step::Property(key()),
                "prefixItems" => Step::Member(key().parse().unwrap_or_default()),
                "items" if is_list => Step::Member(key().parse().unwrap_or_default()),
                "items" | "additionalItems" | "unevaluatedItems" | "itemSchema" => Step::Item,
                "additionalProperties" | "unevaluatedProperties" => Step::Value,
                "patternProperties" => {
                    key();
                    Step::Value
                }
                "oneOf" | "anyOf" => Step::Variant(number(&key())),
                "allOf" => Step::Part(key().parse().unwrap_or_default()),
                "parameters" => Step::Parameter(key()),
                "requestBody" => Step::RequestBody,
                "responses" => Step::Response(key()),
                "headers" => Step::Header(key()),
                _ => continue,
            });
        }
        steps
    }
}

/// The number of an item for people, who count from 1.
fn number(index: &str) -> String {
    index
        .parse::<usize>()
        .map_or_else(|_| index.to_owned(), |index| (index + 1).to_string())
}

/// The key, if the reference is to a component schema.
fn component(reference: &str) -> Option<Cow<'_, str>> {
    let rest = reference.strip_prefix("#/components/schemas")?;
    let token = rest.strip_prefix('/')?;
    if !token.contains(['%', '~', '/']) {
        return Some(Cow::Borrowed(token));
    }
    let pointer = pointer::percent_decode(rest).into_owned();
    let mut tokens = pointer::tokens(&pointer);
    let key = tokens.next()?.into_owned();
    tokens.next().is_none().then_some(Cow::Owned(key))
}
