//! What `$ref` leads to.
//!
//! Most references name a component, which openapiv3 holds. The others, to any place of the
//! document, are read once beforehand, so that every schema can be borrowed for as long as the
//! document lives.

use std::borrow::Cow;
use std::collections::BTreeMap;

use indexmap::{IndexMap, IndexSet};
use openapiv3::{
    Header, OpenAPI, Operation, Parameter, ReferenceOr, RequestBody, Response, Schema,
};
use serde::de::DeserializeOwned;

use super::place::{Child, Place};
use super::shown::is_huge;
use crate::api::Step;
use crate::document::{Document, Mapping, Node, Value, pointer};

/// Everything references lead to that is no component of its kind, by JSON pointer.
#[derive(Debug, Default)]
pub(super) struct Elsewhere {
    schemas: IndexMap<String, ReferenceOr<Schema>>,
    parameters: IndexMap<String, ReferenceOr<Parameter>>,
    responses: IndexMap<String, ReferenceOr<Response>>,
    bodies: IndexMap<String, ReferenceOr<RequestBody>>,
    headers: IndexMap<String, ReferenceOr<Header>>,
    /// Components that are parents of others through `allOf`: references to the children.
    children: IndexMap<String, IndexSet<String>>,
    /// Components that are referred to otherwise than as a part of an `allOf`.
    used: IndexSet<String>,
    /// Somewhere stands a number beyond `i64`.
    has_huge: bool,
    /// Operations of methods that openapiv3 does not know: path, method, JSON pointer.
    pub operations: Vec<(String, String, String, Operation)>,
}

/// Finds what a reference leads to.
#[derive(Debug, Clone, Copy)]
pub(super) struct References<'d> {
    pub openapi: &'d OpenAPI,
    elsewhere: &'d Elsewhere,
    /// Names of operations by their JSON pointers.
    names: &'d BTreeMap<String, String>,
}

/// Lists that hold schemas which openapiv3 only has as JSON.
const RAW_LISTS: [&str; 2] = ["x-oas-prefix-items", "x-oas-pattern-properties"];

/// Pointers of properties below the schema that has them under conditions, by name.
const CONDITIONAL: &str = "x-oas-conditional";

/// Schemas that openapiv3 only has as JSON.
const RAW: &str = "x-oas-item-schema";

impl Elsewhere {
    pub fn collect(document: &Document) -> Self {
        let mut found = Found::default();
        walk(&document.tree, &mut Vec::new(), &mut found);
        let mut elsewhere = Self::default();
        for pointer in found.raw {
            read(document, pointer, &mut elsewhere.schemas);
        }
        for (kind, reference) in found.references {
            let pointer = bare(&document.tree, reference);
            match kind {
                Some("parameters") => read(document, pointer, &mut elsewhere.parameters),
                Some("responses") => read(document, pointer, &mut elsewhere.responses),
                Some("requestBody") => read(document, pointer, &mut elsewhere.bodies),
                Some("headers") => read(document, pointer, &mut elsewhere.headers),
                _ => read(document, pointer, &mut elsewhere.schemas),
            }
        }
        elsewhere.operations = super::operations::additional(document);
        elsewhere.used = found.used;
        elsewhere.has_huge = found.has_huge;
        for (parent, child) in found.parents {
            let reference = format!("#/components/schemas/{}", pointer::escape(child));
            elsewhere
                .children
                .entry(parent)
                .or_default()
                .insert(reference);
        }
        elsewhere
    }
}

impl<'d> References<'d> {
    pub fn new(
        openapi: &'d OpenAPI,
        elsewhere: &'d Elsewhere,
        names: &'d BTreeMap<String, String>,
    ) -> Self {
        Self {
            openapi,
            elsewhere,
            names,
        }
    }

    /// The schema, named as its place suggests.
    pub fn schema(&self, reference: &str) -> Option<Place<'d>> {
        let components = self.openapi.components.as_ref();
        if let Some(key) = component(reference, "schemas")
            && let Some((key, schema)) = components.and_then(|all| all.schemas.get_key_value(&*key))
        {
            return Some(self.component(key, schema));
        }
        let pointer = decoded(reference);
        let schema = self.elsewhere.schemas.get(&*pointer);
        let (pointer, schema) = match schema {
            Some(schema) => (pointer, schema),
            None => {
                let raw = Cow::Borrowed(reference.strip_prefix('#')?);
                let schema = self.elsewhere.schemas.get(&*raw)?;
                (raw, schema)
            }
        };
        let steps = self.steps(&pointer);
        Some(Place::new(&*pointer, steps, schema.into()))
    }

    pub fn component(&self, key: &str, schema: &'d ReferenceOr<Schema>) -> Place<'d> {
        let pointer = pointer::join("/components/schemas", key);
        Place::new(
            pointer,
            vec![Step::Component(key.to_owned())],
            schema.into(),
        )
    }

    /// Whether a number beyond `i64` stands anywhere.
    pub fn has_huge(&self) -> bool {
        self.elsewhere.has_huge
    }

    /// A schema that openapiv3 only has as JSON, by its JSON pointer.
    pub fn raw(&self, pointer: &str) -> Option<Child<'d>> {
        self.elsewhere.schemas.get(pointer).map(Child::from)
    }

    pub fn parameter(&self, reference: &str) -> Option<(String, &'d ReferenceOr<Parameter>)> {
        let of = self.openapi.components.as_ref().map(|all| &all.parameters);
        find(reference, "parameters", of, &self.elsewhere.parameters)
    }

    pub fn response(&self, reference: &str) -> Option<(String, &'d ReferenceOr<Response>)> {
        let of = self.openapi.components.as_ref().map(|all| &all.responses);
        find(reference, "responses", of, &self.elsewhere.responses)
    }

    pub fn body(&self, reference: &str) -> Option<(String, &'d ReferenceOr<RequestBody>)> {
        let components = self.openapi.components.as_ref();
        let of = components.map(|all| &all.request_bodies);
        find(reference, "requestBodies", of, &self.elsewhere.bodies)
    }

    pub fn header(&self, reference: &str) -> Option<(String, &'d ReferenceOr<Header>)> {
        let of = self.openapi.components.as_ref().map(|all| &all.headers);
        find(reference, "headers", of, &self.elsewhere.headers)
    }

    /// References to the components that have this one as a part, or as a part of a part; empty
    /// where nothing refers to it but they.
    pub fn descendants(&self, key: &str) -> Vec<&'d str> {
        let mut all: IndexSet<&'d str> = IndexSet::new();
        if !self.elsewhere.used.contains(key) {
            return Vec::new();
        }
        let mut next = 0;
        let mut parent = Cow::Borrowed(key);
        loop {
            let children = self.elsewhere.children.get(&*parent);
            all.extend(children.into_iter().flatten().map(String::as_str));
            let Some(reference) = all.get_index(next) else {
                return all.into_iter().collect();
            };
            parent = component(reference, "schemas").unwrap_or_default();
            next += 1;
        }
    }

    /// The steps that lead to a place, from its JSON pointer alone.
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
        let mut rest = rest.iter();
        while let Some(token) = rest.next() {
            let mut key = || rest.next().map(|key| key.to_string()).unwrap_or_default();
            steps.push(match &**token {
                "properties" | "$defs" | "definitions" => Step::Property(key()),
                "items" => Step::Item,
                "additionalProperties" => Step::Value,
                "x-oas-pattern-properties" => {
                    key();
                    Step::Value
                }
                "x-oas-prefix-items" => Step::Member(key().parse().unwrap_or_default()),
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

/// The number of a list's member for people, who count from 1.
fn number(index: &str) -> String {
    index
        .parse::<usize>()
        .map_or_else(|_| index.to_owned(), |index| (index + 1).to_string())
}

fn find<'d, T>(
    reference: &str,
    kind: &str,
    components: Option<&'d IndexMap<String, ReferenceOr<T>>>,
    elsewhere: &'d IndexMap<String, ReferenceOr<T>>,
) -> Option<(String, &'d ReferenceOr<T>)> {
    if let Some(key) = component(reference, kind)
        && let Some(found) = components.and_then(|all| all.get(&*key))
    {
        return Some((pointer::join(&format!("/components/{kind}"), &key), found));
    }
    let pointer = decoded(reference);
    let raw = reference.strip_prefix('#')?;
    let (pointer, found) = match elsewhere.get(&*pointer) {
        Some(found) => (pointer.into_owned(), found),
        None => (raw.to_owned(), elsewhere.get(raw)?),
    };
    Some((pointer, found))
}

/// The key, when a reference is to a component of this kind.
fn component<'r>(reference: &'r str, kind: &str) -> Option<Cow<'r, str>> {
    let rest = reference
        .strip_prefix("#/components/")?
        .strip_prefix(kind)?;
    let token = rest.strip_prefix('/')?;
    if !token.contains(['%', '~', '/']) {
        return Some(Cow::Borrowed(token));
    }
    let pointer = pointer::percent_decode(rest).into_owned();
    let mut tokens = pointer::tokens(&pointer);
    let key = tokens.next()?.into_owned();
    tokens.next().is_none().then_some(Cow::Owned(key))
}

fn decoded(reference: &str) -> Cow<'_, str> {
    pointer::percent_decode(reference.strip_prefix('#').unwrap_or(reference))
}

/// The bare pointer of a reference, in the spelling that exists.
fn bare(tree: &Node, reference: &str) -> String {
    let pointer = decoded(reference);
    match pointer::find(tree, &pointer) {
        Some(_) => pointer.into_owned(),
        None => reference.strip_prefix('#').unwrap_or(reference).to_owned(),
    }
}

fn read<T: DeserializeOwned>(
    document: &Document,
    pointer: String,
    into: &mut IndexMap<String, ReferenceOr<T>>,
) {
    if let Some(found) = document.at(&pointer) {
        into.insert(pointer, found);
    }
}

#[derive(Default)]
struct Found<'t> {
    /// References that are not to a component, and the list that holds them.
    references: IndexSet<(Option<&'t str>, &'t str)>,
    raw: Vec<String>,
    /// Parent and child by `allOf`, both components.
    parents: Vec<(String, &'t str)>,
    used: IndexSet<String>,
    has_huge: bool,
}

/// Walks the whole tree; `path` are the keys that lead to the node.
fn walk<'t>(node: &'t Node, path: &mut Vec<Cow<'t, str>>, found: &mut Found<'t>) {
    match &node.value {
        Value::Mapping(members) => {
            for (key, member) in members.iter() {
                if key == "$ref"
                    && let Some(reference) = member.as_str()
                {
                    note(reference, path, found);
                    continue;
                }
                if key == CONDITIONAL {
                    note_conditional(member, path, found);
                    continue;
                }
                path.push(Cow::Borrowed(key));
                if RAW_LISTS.contains(&key.as_str()) {
                    note_raw(member, path, found);
                } else if key == RAW {
                    found.raw.push(joined(path));
                }
                walk(member, path, found);
                path.pop();
            }
        }
        Value::Sequence(items) => {
            for (index, item) in items.iter().enumerate() {
                path.push(Cow::Owned(index.to_string()));
                walk(item, path, found);
                path.pop();
            }
        }
        value => found.has_huge |= is_huge(value),
    }
}

fn note<'t>(reference: &'t str, path: &[Cow<'t, str>], found: &mut Found<'t>) {
    if let Some(name) = component(reference, "schemas") {
        match path {
            [first, second, Cow::Borrowed(child), parts @ ..]
                if first == "components" && second == "schemas" && are_parts(parts) =>
            {
                found.parents.push((name.into_owned(), child));
            }
            [.., list, _] if list == "allOf" => {}
            _ => {
                if !found.used.contains(&*name) {
                    found.used.insert(name.into_owned());
                }
            }
        }
        return;
    }
    if !reference.starts_with('#') {
        return;
    }
    let kinds = ["parameters", "responses", "headers", "requestBody"];
    let kind = match path {
        [.., holder] if holder == "requestBody" => Some("requestBody"),
        [.., list, _] => kinds.into_iter().find(|kind| list == kind),
        _ => None,
    };
    found.references.insert((kind, reference));
}

/// Keys that lead to a part of an `allOf`, or to a part of a part.
fn are_parts(keys: &[Cow<'_, str>]) -> bool {
    !keys.is_empty()
        && keys
            .chunks(2)
            .all(|pair| matches!(pair, [list, _] if list == "allOf"))
}

fn note_raw(list: &Node, path: &[Cow<'_, str>], found: &mut Found<'_>) {
    let parent = joined(path);
    let names = list.as_mapping().into_iter().flat_map(Mapping::keys);
    let names = names.map(|name| pointer::join(&parent, name));
    let items = list.as_sequence().map_or(0, <[Node]>::len);
    let items = (0..items).map(|index| format!("{parent}/{index}"));
    found.raw.extend(names.chain(items));
}

fn note_conditional(names: &Node, path: &[Cow<'_, str>], found: &mut Found<'_>) {
    let parent = joined(path);
    let lists = names.as_mapping().into_iter().flat_map(Mapping::values);
    let below = lists.filter_map(Node::as_sequence).flatten();
    let below = below.filter_map(Node::as_str);
    found
        .raw
        .extend(below.map(|below| [&*parent, below].concat()));
}

fn joined(path: &[Cow<'_, str>]) -> String {
    path.iter()
        .fold(String::new(), |parent, token| pointer::join(&parent, token))
}
