//! What an extension of the description says, checked against the request and the response.

use crate::api::{DeclaredPages, NextPage, Operation, Pagination, Paging, Place, TokenSource};

use super::end;
use super::names::dotted;
use super::page::Page;
use super::request::Input;

pub(super) fn pages(
    page: &Page<'_>,
    operation: &Operation,
    inputs: &[Input<'_>],
    declared: &DeclaredPages,
) -> Paging {
    let extension = declared.extension;
    let items = match &declared.items {
        Some(path) => page.list_at(path),
        None => page.list(operation, &[]),
    };
    let missing = |what: String| Paging::Unclear(format!("`{extension}` names {what}"));
    if let (Some(path), None) = (&declared.items, &items) {
        return missing(format!(
            "the list `{}`, which the response lacks",
            dotted(path)
        ));
    }
    let from = match &declared.next {
        NextPage::Link(from) => Some(from),
        NextPage::Token {
            from: TokenSource::Body(from),
            ..
        } => Some(from),
        _ => None,
    };
    let to = declared.next.to();
    if let Some(from) = from.filter(|from| !is_token(page, from)) {
        return missing(format!("`{}`, which the response lacks", dotted(from)));
    }
    if let Some(to) = to.filter(|to| !inputs.iter().any(|input| input.place == **to)) {
        return missing(format!("{}, which the request lacks", shown(to)));
    }
    if declared.next.needs_items() && items.is_none() {
        return missing("no list of items".to_owned());
    }
    let path = items
        .as_ref()
        .map_or_else(Vec::new, |items| items.path.clone());
    Paging::Pages(Pagination {
        items,
        next: complete(page, &declared.next, &path),
        more: declared.more.clone().or_else(|| end::more(page)),
        evidence: format!("`{extension}` says so"),
    })
}

/// The totals that the extension does not name.
fn complete(page: &Page<'_>, next: &NextPage, items: &[String]) -> NextPage {
    let mut next = next.clone();
    match &mut next {
        NextPage::Page { pages, total, .. } => {
            *pages = pages.take().or_else(|| end::pages(page));
            *total = total.take().or_else(|| end::total(page, items));
        }
        NextPage::Offset { total, .. } => *total = total.take().or_else(|| end::total(page, items)),
        NextPage::Link(_)
        | NextPage::LinkHeader
        | NextPage::Token { .. }
        | NextPage::LastItem { .. } => {}
    }
    next
}

fn is_token(page: &Page<'_>, path: &[String]) -> bool {
    let field = page.at(path);
    field.is_some_and(|field| page.shape(field.ty).is_token())
}

fn shown(place: &Place) -> String {
    match place {
        Place::Query(name) => format!("the parameter `{name}`"),
        Place::Body(path) => format!("the member `{}` of the body", dotted(path)),
    }
}
