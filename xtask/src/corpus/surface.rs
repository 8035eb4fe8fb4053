//! Which Rust type a schema became, from the surface file of the generated crate.

use std::collections::{BTreeMap, BTreeSet};

use codegen::document::pointer::{self, join};
use codegen::document::{Node, Value};
use quote::ToTokens;
use syn::visit_mut::{self, VisitMut};

use super::compare::referenced;
use super::schemas::children;

/// The types of a crate by the JSON pointers of what they were made from. One schema may become
/// more than one type: where requests and answers differ.
#[derive(Debug, Default)]
pub struct Surface {
    types: BTreeMap<String, BTreeSet<String>>,
}

/// Rust types without a path that are the runtime's.
const RUNTIME: &[&str] = &[
    "Base64",
    "BigInteger",
    "Bytes",
    "Date",
    "DateTime",
    "Decimal",
    "Duration",
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
            let ty = match (item(path), path.split("::").collect::<Vec<_>>().as_slice()) {
                (Some(item), _) => qualify(item),
                (None, ["types", _, _]) if !is_variant(pointer, path, &lines) => {
                    qualify(signature.trim_end_matches(", may be absent"))
                }
                _ => None,
            };
            if let Some(ty) = ty {
                let pointer = pointer.trim_start_matches('#').to_owned();
                surface.types.entry(pointer).or_default().insert(ty);
            }
        }
        surface
    }

    /// The types of a schema, by its pointer in the description as it stands; empty when it has
    /// none of its own.
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

    /// The types of `/a/items` are what those of `/a` are vectors of.
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
        self.types.get(pointer).cloned().unwrap_or_default()
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

/// Whether a line below a type tells of a variant or the rest of the members, not of a field:
/// those have the pointer of the type.
fn is_variant(pointer: &str, path: &str, lines: &[[&str; 3]]) -> bool {
    let holder = path.rsplit_once("::").map_or("", |(holder, _)| holder);
    let at = lines.partition_point(|[_, path, _]| *path < holder);
    let holders = lines.get(at..).unwrap_or_default().iter();
    holders
        .take_while(|[_, path, _]| *path == holder)
        .any(|[one, _, _]| *one == pointer)
}

/// The pointers that the generator may know a place by: those of 3.0.
fn spellings(root: &Node, pointer: &str) -> Vec<String> {
    if root.get("swagger").is_none() {
        return vec![pointer.to_owned()];
    }
    if let Some(rest) = pointer.strip_prefix("/definitions/") {
        return vec![format!("/components/schemas/{rest}")];
    }
    // What stands before a schema is `parameters/1` or `responses/200`.
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

/// A type with the paths of all its parts.
fn qualified(ty: &str, items: &BTreeSet<&str>, module: &str) -> Option<String> {
    struct Paths<'a> {
        items: &'a BTreeSet<&'a str>,
        module: &'a str,
    }
    impl VisitMut for Paths<'_> {
        fn visit_path_mut(&mut self, path: &mut syn::Path) {
            visit_mut::visit_path_mut(self, path);
            let Some(ident) = path
                .segments
                .first()
                .map(|segment| segment.ident.to_string())
            else {
                return;
            };
            let prefix = if path.segments.len() > 1 {
                return;
            } else if self.items.contains(ident.as_str()) {
                self.module
            } else if RUNTIME.contains(&ident.as_str()) {
                "runtime"
            } else {
                return;
            };
            let Ok(mut full) = syn::parse_str::<syn::Path>(prefix) else {
                return;
            };
            full.segments.extend(std::mem::take(&mut path.segments));
            *path = full;
        }
    }
    let mut ty: syn::Type = syn::parse_str(ty).ok()?;
    Paths { items, module }.visit_type_mut(&mut ty);
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
