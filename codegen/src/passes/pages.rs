//! How pages follow each other: as the settings say, else as an extension of the description says,
//! else by a link to the next page beside a list (`links.next` of JSON:API, `_links.next.href` of
//! HAL, `@odata.nextLink` of OData and other usual spellings).

use crate::api::visit::kind;
use crate::api::{
    Api, Field, Kind, NextPage, Object, Operation, Pagination, Scalar, StringFormat, TypeId, Types,
    WireFormat,
};
use crate::diagnostics::Diagnostics;
use crate::settings::{self, OperationKey, Settings};

/// Finds the pages of every operation.
pub(super) fn find(api: &mut Api, settings: &Settings, diagnostics: &mut Diagnostics) {
    let types = &api.types;
    for operation in &mut api.operations {
        operation.pagination = match settings.pagination(OperationKey::from(&*operation)) {
            Some(wanted) => configured(types, operation, wanted, diagnostics),
            None => detected(types, operation),
        };
    }
}

/// The pages of an operation that the settings describe.
fn configured(
    types: &Types,
    operation: &Operation,
    wanted: &settings::Pagination,
    diagnostics: &mut Diagnostics,
) -> Option<Pagination> {
    let settings::Pagination::On { items, next } = wanted else {
        return None;
    };
    let body = page_body(operation);
    let found = |path: &[String]| spelled(types, body?, path);
    let array = found(items).and_then(|path| Some((item(types, body?, &path)?, path)));
    let link = found(next).filter(|path| link(types, body, path).is_some());
    match (array, link) {
        (Some((item, items)), Some(next)) => Some(Pagination {
            items,
            item,
            next: NextPage::Link(next),
        }),
        (array, _) => {
            let wrong = if array.is_none() { items } else { next };
            let message = format!("the response has no `{}` for its pages", wrong.join("."));
            let report = diagnostics.warn("wrong-pagination", &operation.pointer, message);
            report.instead("no pages").help(
                "names of members go from the body inward, and \
                 `[\"a\", \"b.c\"]` is a way to write them one by one",
            );
            None
        }
    }
}

/// Where links to the next page are, from the body inward.
const LINKS: &[&[&str]] = &[
    &["links", "next"],
    &["links", "next", "href"],
    &["_links", "next", "href"],
    &["_links", "next"],
    &["@odata.nextLink"],
    &["nextLink"],
    &["next_link"],
    &["next_url"],
    &["nextUrl"],
    &["next_uri"],
    &["next_page_url"],
    &["nextPageUrl"],
    &["next_page_uri"],
    &["paging", "next"],
    &["pagination", "next"],
    &["meta", "next"],
    &["next"],
];

/// What lists of items are called where a body has several lists.
const LISTS: &[&str] = &[
    "data", "items", "value", "results", "records", "entries", "values",
];

/// Pages that the description leads to beyond doubt: an extension says so, or a link to the next
/// page is beside a list.
fn detected(types: &Types, operation: &Operation) -> Option<Pagination> {
    if operation.method.0 != "GET" {
        return None;
    }
    let body = page_body(operation)?;
    let (next, items) = match &operation.pageable {
        Some(pageable) => (vec![pageable.next.clone()], vec![pageable.items.clone()]),
        None => {
            let paths = LINKS.iter().map(|path| owned(path));
            let next = paths.into_iter().find(|path| is_link(types, body, path));
            (next?, list(types, body)?)
        }
    };
    link(types, Some(body), &next)?;
    Some(Pagination {
        item: item(types, body, &items)?,
        items,
        next: NextPage::Link(next),
    })
}

/// Whether a member is a link to the next page and may be missing on the last one. One that is
/// just called `next` has to say that it is a link, and no token.
fn is_link(types: &Types, body: TypeId, path: &[String]) -> bool {
    let Some(field) = link(types, Some(body), path) else {
        return false;
    };
    let holder = path.split_last().map_or(&[][..], |(_, holder)| holder);
    let may_end = |field: &Field| field.ty.nullable || !field.required;
    let ends = (1..=path.len()).any(|end| {
        let part = path.get(..end).unwrap_or_default();
        member(types, body, part).is_some_and(may_end)
    });
    let is_vague = field.wire_name == "next" && !holder.iter().any(|name| name.ends_with("links"));
    let about = field.docs.description.as_deref().unwrap_or_default();
    let about = about.to_ascii_lowercase();
    let says_link = ["url", "uri", "link", "http"]
        .iter()
        .any(|word| about.contains(word));
    let is_uri = matches!(
        kind(types, field.ty.ty),
        Kind::Scalar(Scalar::String(StringFormat::Uri))
    );
    ends && (!is_vague || is_uri || says_link)
}

/// The only list of a body, the one of several that is called as lists of items are, or the only
/// one that HAL embeds.
fn list(types: &Types, body: TypeId) -> Option<Vec<String>> {
    let lists = |id: TypeId| -> Vec<&str> {
        let fields = object(types, id).map(|object| object.fields.iter());
        let fields = fields.into_iter().flatten();
        let is_list = |field: &&Field| matches!(kind(types, field.ty.ty), Kind::Array { .. });
        let lists = fields.filter(is_list);
        lists.map(|field| field.wire_name.as_str()).collect()
    };
    match lists(body).as_slice() {
        [only] => return Some(owned(&[only])),
        [] => {}
        several => {
            let name = LISTS.iter().find(|name| several.contains(name))?;
            return Some(owned(&[name]));
        }
    }
    let embedded = member(types, body, &owned(&["_embedded"]))?;
    match lists(embedded.ty.ty).as_slice() {
        [only] => Some(owned(&["_embedded", only])),
        _ => None,
    }
}

fn owned(path: &[&str]) -> Vec<String> {
    path.iter().map(|&name| name.to_owned()).collect()
}

/// The names that a path means: names of members may have dots themselves.
fn spelled(types: &Types, body: TypeId, path: &[String]) -> Option<Vec<String>> {
    if path.is_empty() {
        return Some(Vec::new());
    }
    (1..=path.len()).rev().find_map(|end| {
        let (first, rest) = path.split_at_checked(end)?;
        let name = first.join(".");
        let field = member(types, body, std::slice::from_ref(&name))?;
        let rest = spelled(types, field.ty.ty, rest)?;
        Some(std::iter::once(name).chain(rest).collect())
    })
}

/// The items of the list at the end of a path; the body itself is the list at the empty one.
fn item(types: &Types, body: TypeId, path: &[String]) -> Option<TypeId> {
    let list = match path {
        [] => body,
        path => member(types, body, path)?.ty.ty,
    };
    match kind(types, list) {
        Kind::Array { items, .. } => Some(items.ty),
        _ => None,
    }
}

/// The member at the end of a path, if it can be a link.
fn link<'t>(types: &'t Types, body: Option<TypeId>, path: &[String]) -> Option<&'t Field> {
    let field = member(types, body?, path)?;
    let can_be = matches!(
        kind(types, field.ty.ty),
        Kind::Scalar(Scalar::String(StringFormat::Plain | StringFormat::Uri))
    );
    can_be.then_some(field)
}

/// The body of the one response that means success.
fn page_body(operation: &Operation) -> Option<TypeId> {
    let responses = operation.responses.iter();
    let mut responses = responses.filter(|response| response.status.is_success());
    let content = responses.next()?.content.as_ref()?;
    let is_json = content.format == WireFormat::Json && responses.next().is_none();
    content
        .ty
        .filter(|used| is_json && !used.nullable)
        .map(|used| used.ty)
}

fn object(types: &Types, id: TypeId) -> Option<&Object> {
    match kind(types, id) {
        Kind::Object(object) => Some(object),
        _ => None,
    }
}

/// The member at the end of a path of wire names.
fn member<'t>(types: &'t Types, body: TypeId, path: &[String]) -> Option<&'t Field> {
    let (last, holders) = path.split_last()?;
    let mut holder = body;
    for name in holders {
        holder = member(types, holder, std::slice::from_ref(name))?.ty.ty;
    }
    let fields = &object(types, holder)?.fields;
    fields.iter().find(|field| field.wire_name == *last)
}
