//! Which Rust type a schema has become, from the surface file of the generated crate.

use std::collections::{BTreeMap, BTreeSet};

use codegen::document::pointer::{self, join};
use codegen::document::{Node, Value};
use quote::ToTokens;
use syn::visit_mut::{self, VisitMut};

use super::compare::referenced;
use super::schemas::children;

/// The types of a crate by the JSON pointers of their origins. A schema may become more than one
/// type, where requests and responses differ.
#[derive(Debug, Default)]
pub struct Surface {
    types: BTreeMap<String, BTreeSet<String>>,
    /// Pointers of schemas that became the type of an equal one, with the pointer of that one.
    replaced: BTreeMap<String, String>,
}

/// Rust types without a path that belong to the runtime.
const RUNTIME: &[&str] = &[
    "Base64",
    "BigInteger",
    "Bytes",
    "Date",
    "DateTime",
    "Decimal",
    "Duration",
    "File",
    "Ipv4",
    "Ipv6",
    "Json",
    "Map",
    "Maybe",
    "Object",
    "Secret",
    "Text",
    "Time",
    "Uuid",
    "Value",
];
const WRAPPERS: [&str; 4] = ["Option", "Maybe", "Box", "Secret"];

impl Surface {
    /// Reads the lines of a surface file: pointer, path, signature. `module` is where the crate's
    /// types are.
    pub fn parse(text: &str, module: &str) -> Self {
        let lines: Vec<[&str; 3]> = text.lines().filter_map(split).collect();
        let items = lines.iter().filter_map(|[_, path, _]| item(path));
        let items: BTreeSet<&str> = items.collect();
        let mut surface = Self::default();
        for [pointer, path, signature] in &lines {
            let qualify = |ty: &str| qualified(ty, &items, module);
            let types = match (item(path), path.split("::").collect::<Vec<_>>().as_slice()) {
                (Some(item), _) => BTreeSet::from([format!("{module}::{item}")]),
                (None, ["types", _, _]) if !is_variant(pointer, path, &lines) => {
                    qualify(signature.trim_end_matches(", may be absent"))
                }
                _ => setter(signature).map(|ty| qualify(&ty)).unwrap_or_default(),
            };
            let mut pointer = pointer.trim_start_matches('#').to_owned();
            if setter(signature).is_some() {
                pointer.push_str("/schema");
            }
            surface.types.entry(pointer).or_default().extend(types);
        }
        surface.types.retain(|_, types| !types.is_empty());
        surface
    }

    /// Schemas that became the type of an equal one are found, too.
    pub fn with_replaced(mut self, replaced: BTreeMap<String, String>) -> Self {
        self.replaced = replaced;
        self
    }

    /// The types of a schema, by its pointer in the description as written. Empty when it has none
    /// of its own.
    pub fn types(&self, root: &Node, pointer: &str) -> BTreeSet<String> {
        self.types_within(root, pointer, 16)
    }

    fn types_within(&self, root: &Node, pointer: &str, depth: u32) -> BTreeSet<String> {
        let own: BTreeSet<String> = spellings(root, pointer)
            .iter()
            .flat_map(|spelling| self.own(spelling))
            .collect();
        let Some(schema) = pointer::find(root, pointer).filter(|_| own.is_empty() && depth > 0)
        else {
            return own;
        };
        let inner = |at: &str| self.types_within(root, at, depth - 1);
        let wrap = |name: &str, at: &str| -> BTreeSet<String> {
            inner(at).iter().map(|ty| format!("{name}<{ty}>")).collect()
        };
        if let Some((target, _)) = schema
            .text("$ref")
            .and_then(|target| referenced(root, target))
        {
            return inner(&target);
        }
        match schema.get("allOf").and_then(Node::as_sequence) {
            Some([_]) if children(pointer, schema).len() == 1 => {
                return inner(&join(&join(pointer, "allOf"), "0"));
            }
            _ => {}
        }
        match schema.get("items").map(|items| &items.value) {
            Some(Value::Mapping(_)) => wrap("Vec", &join(pointer, "items")),
            _ => self.within_holder(root, pointer),
        }
    }

    /// The types of `/a/items` are the item types of the vectors of `/a`.
    fn within_holder(&self, root: &Node, pointer: &str) -> BTreeSet<String> {
        let (holder, wrapper) = match pointer.rsplit_once('/') {
            Some((holder, "items")) => (holder, "Vec"),
            Some((holder, "additionalProperties")) => (holder, "Map"),
            _ => return BTreeSet::new(),
        };
        let holders = spellings(root, holder)
            .into_iter()
            .flat_map(|holder| self.own(&holder));
        holders.filter_map(|ty| argument(&ty, wrapper)).collect()
    }

    fn own(&self, pointer: &str) -> BTreeSet<String> {
        let own = self.types.get(pointer);
        let own = own.or_else(|| self.types.get(&self.replacement(pointer)?));
        own.cloned().unwrap_or_default()
    }

    /// The same place in the schema that replaces the one around a pointer.
    fn replacement(&self, pointer: &str) -> Option<String> {
        let ends = pointer.match_indices('/').map(|(at, _)| at).skip(1);
        let mut ends: Vec<usize> = ends.chain([pointer.len()]).collect();
        ends.reverse();
        let mut places = ends.into_iter().map(|end| pointer.split_at(end));
        places.find_map(|(place, rest)| Some(format!("{}{rest}", self.replaced.get(place)?)))
    }
}

fn split(line: &str) -> Option<[&str; 3]> {
    let mut parts = line.splitn(3, '\t');
    Some([parts.next()?, parts.next()?, parts.next()?])
}

/// `Pet` of `types::Pet`.
fn item(path: &str) -> Option<&str> {
    path.strip_prefix("types::")
        .filter(|rest| !rest.contains("::"))
}

/// `T` of `fn(self, limit: T) -> Self`: what a parameter takes, as a type that owns it.
fn setter(signature: &str) -> Option<String> {
    let argument = signature
        .strip_prefix("fn(self, ")?
        .strip_suffix(") -> Self")?;
    let ty = argument.split_once(": ")?.1;
    if let Some(item) = ty.strip_prefix("&[").and_then(|ty| ty.strip_suffix(']')) {
        return Some(format!("Vec<{item}>"));
    }
    let into = ty
        .strip_prefix("impl Into<")
        .and_then(|ty| ty.strip_suffix('>'));
    match into.unwrap_or(ty.trim_start_matches('&')) {
        "str" => Some("String".to_owned()),
        ty => Some(ty.to_owned()),
    }
}

/// Whether a line below a type is about a variant or the other members, not about a field. Such
/// lines have the pointer of the type.
fn is_variant(pointer: &str, path: &str, lines: &[[&str; 3]]) -> bool {
    let holder = path.rsplit_once("::").map_or("", |(holder, _)| holder);
    let at = lines.partition_point(|[_, path, _]| *path < holder);
    let holders = lines.get(at..).unwrap_or_default().iter();
    holders
        .take_while(|[_, path, _]| *path == holder)
        .any(|[one, _, _]| *one == pointer)
}

/// Pointers by which the generator may know a place: those of 3.0.
fn spellings(root: &Node, pointer: &str) -> Vec<String> {
    if root.get("swagger").is_none() {
        return vec![pointer.to_owned()];
    }
    if let Some(rest) = pointer.strip_prefix("/definitions/") {
        return vec![format!("/components/schemas/{rest}")];
    }
    if let Some(spellings) = parameter_spellings(root, pointer) {
        return spellings;
    }
    // The parent of a schema is `parameters/1` or `responses/200`.
    let schema = pointer
        .match_indices("/schema")
        .map(|(at, _)| pointer.split_at(at));
    let holder = schema.filter(|(_, rest)| *rest == "/schema" || rest.starts_with("/schema/"));
    let holders = ["parameters", "responses"];
    let mut holder = holder.filter(|(holder, _)| {
        holder
            .rsplit('/')
            .nth(1)
            .is_some_and(|kind| holders.contains(&kind))
    });
    let Some((holder, rest)) = holder.next() else {
        return vec![pointer.to_owned()];
    };
    let holder = match holder.rsplit_once("/parameters/") {
        Some((operation, _)) if !operation.is_empty() => format!("{operation}/requestBody"),
        Some((_, key)) => format!("/components/requestBodies/{key}"),
        None if holder.starts_with("/responses/") => format!("/components{holder}"),
        None => holder.to_owned(),
    };
    let media_types = ["application~1json", "*~1*", "application~1scim+json"];
    media_types
        .iter()
        .map(|name| format!("{holder}/content/{name}{rest}"))
        .collect()
}

/// Pointers for a parameter of 2.0 that is a schema itself, or for something in one. Parameters of
/// the body are among the others in 2.0, but not in 3.0.
fn parameter_spellings(root: &Node, pointer: &str) -> Option<Vec<String>> {
    let (holder, rest) = pointer.split_once("/parameters/")?;
    let (key, rest) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let list = pointer::find(root, &format!("{holder}/parameters"))?;
    let place = |parameter: &Node| Some(target(root, parameter).text("in")?.to_owned());
    let parameter = list.get(key).filter(|one| one.get("schema").is_none())?;
    let is_of_body = |place: &str| matches!(place, "body" | "formData");
    if place(parameter)? == "formData" {
        let name = pointer::escape(parameter.text("name")?);
        let forms = ["application~1x-www-form-urlencoded", "multipart~1form-data"];
        let spelling = |form: &str| {
            format!("{holder}/requestBody/content/{form}/schema/properties/{name}{rest}")
        };
        return Some(forms.map(spelling).into());
    }
    let before = list.as_sequence().unwrap_or_default().iter();
    let index = key.parse::<usize>().ok();
    let moved = index.map(|index| {
        let places = before.take(index).filter_map(place);
        index - places.filter(|place| is_of_body(place)).count()
    });
    Some(vec![match moved {
        Some(index) if !holder.is_empty() => format!("{holder}/parameters/{index}/schema{rest}"),
        _ => format!("/components/parameters/{key}/schema{rest}"),
    }])
}

/// The node itself, or the target of its `$ref`.
fn target<'n>(root: &'n Node, node: &'n Node) -> &'n Node {
    let found = node
        .text("$ref")
        .and_then(|target| referenced(root, target));
    found.map_or(node, |(_, node)| node)
}

/// A type with the paths of all its parts. A name that exists in both the crate and the runtime may
/// mean either.
fn qualified(ty: &str, items: &BTreeSet<&str>, module: &str) -> BTreeSet<String> {
    let readings = [true, false].into_iter();
    readings
        .filter_map(|own_first| qualified_as(ty, items, module, own_first))
        .collect()
}

fn qualified_as(ty: &str, items: &BTreeSet<&str>, module: &str, own_first: bool) -> Option<String> {
    struct Paths<F>(F);
    impl<F: Fn(&str) -> Option<String>> VisitMut for Paths<F> {
        fn visit_path_mut(&mut self, path: &mut syn::Path) {
            visit_mut::visit_path_mut(self, path);
            let only = path.segments.first().filter(|_| path.segments.len() == 1);
            let prefix = only.and_then(|segment| (self.0)(&segment.ident.to_string()));
            if let Some(Ok(mut full)) = prefix.map(|prefix| syn::parse_str::<syn::Path>(&prefix)) {
                full.segments.extend(std::mem::take(&mut path.segments));
                *path = full;
            }
        }
    }
    let own = |ident: &str| items.contains(ident).then(|| module.to_owned());
    let runtime = |ident: &str| RUNTIME.contains(&ident).then(|| "runtime".to_owned());
    let mut paths = Paths(|ident: &str| {
        if own_first {
            own(ident).or_else(|| runtime(ident))
        } else {
            runtime(ident).or_else(|| own(ident))
        }
    });
    let mut ty: syn::Type = syn::parse_str(ty).ok()?;
    paths.visit_type_mut(&mut ty);
    Some(spell(&ty))
}

/// `T` of `Option<Vec<T>>`, for `Vec`.
fn argument(ty: &str, wrapper: &str) -> Option<String> {
    let whole: syn::Type = syn::parse_str(ty).ok()?;
    let mut ty = &whole;
    loop {
        let syn::Type::Path(path) = ty else {
            return None;
        };
        let segment = path.path.segments.last()?;
        let syn::PathArguments::AngleBracketed(arguments) = &segment.arguments else {
            return None;
        };
        let syn::GenericArgument::Type(inner) = arguments.args.first()? else {
            return None;
        };
        let is = |name: &str| segment.ident == name;
        if is(wrapper) {
            return Some(spell(inner));
        }
        if !WRAPPERS.iter().any(|name| is(name)) {
            return None;
        }
        ty = inner;
    }
}

fn spell(ty: &syn::Type) -> String {
    ty.to_token_stream()
        .to_string()
        .replace(" :: ", "::")
        .replace(' ', "")
        .replace(",", ", ")
}
