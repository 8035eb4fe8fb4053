//! What the settings say about the pages of an operation, checked against its response.

use crate::api::{NextPage, Operation, Pagination, Paging, TokenSource, Types};
use crate::diagnostics::Diagnostics;
use crate::settings::WantedPages;

use super::names::dotted;
use super::page::Page;
use super::request::inputs;

/// A rule for many operations skips those that it does not fit. A rule for a single operation is
/// reported.
pub(super) fn pages(
    types: &Types,
    operation: &Operation,
    wanted: &WantedPages,
    is_own: bool,
    diagnostics: &mut Diagnostics,
) -> Paging {
    let reason = match settle(types, operation, wanted) {
        Ok(pages) => return Paging::Pages(pages),
        Err(reason) => reason,
    };
    if is_own {
        let report = diagnostics.warn("wrong-pagination", &operation.pointer, &*reason);
        report.instead("no pages").help(
            "list the names of members from the body inward; write names that have dots as \
             `[\"a\", \"b.c\"]`",
        );
    }
    Paging::Unclear(format!("the settings do not fit: {reason}"))
}

fn settle(
    types: &Types,
    operation: &Operation,
    wanted: &WantedPages,
) -> Result<Pagination, String> {
    let lacks = |path: &[String]| format!("the response has no `{}` for its pages", dotted(path));
    let page = Page::of(types, operation).ok_or("the response has no JSON body for its pages")?;
    let member = |path: &[String]| spelled(&page, path).ok_or_else(|| lacks(path));
    let token = |path: &[String]| {
        let found = member(path)?;
        let field = page.at(&found);
        let token = field.filter(|field| page.shape(field.ty).is_token());
        token.map(|_| found).ok_or_else(|| lacks(path))
    };
    let optional = |path: &Option<Vec<String>>| path.as_deref().map(member).transpose();
    let items = match &wanted.items {
        None => page.list(operation, &[]),
        Some(path) if path.is_empty() => Some(page.list_at(&[]).ok_or_else(|| lacks(path))?),
        Some(path) => Some(page.list_at(&member(path)?).ok_or_else(|| lacks(path))?),
    };
    let mut next = wanted.next.clone();
    match &mut next {
        NextPage::Link(from)
        | NextPage::Token {
            from: TokenSource::Body(from),
            ..
        } => *from = token(from)?,
        NextPage::Page { pages, total, .. } => {
            (*pages, *total) = (optional(pages)?, optional(total)?);
        }
        NextPage::Offset { total, .. } => *total = optional(total)?,
        NextPage::Token { .. } | NextPage::LinkHeader | NextPage::LastItem { .. } => {}
    }
    let inputs = inputs(types, operation);
    let lacking = next
        .to()
        .filter(|to| !inputs.iter().any(|one| one.place == **to));
    if let Some(to) = lacking {
        return Err(format!("the request has no {to} for its pages"));
    }
    if items.is_none() && next.needs_items() {
        return Err("the response has no list of items for its pages".to_owned());
    }
    Ok(Pagination {
        items,
        next,
        more: optional(&wanted.more)?,
        evidence: "the settings say so".to_owned(),
    })
}

/// The names that a path means. Names of members may have dots themselves.
fn spelled(page: &Page<'_>, path: &[String]) -> Option<Vec<String>> {
    fn below(page: &Page<'_>, found: &[String], path: &[String]) -> Option<Vec<String>> {
        if path.is_empty() {
            return Some(found.to_vec());
        }
        (1..=path.len()).rev().find_map(|end| {
            let (first, rest) = path.split_at_checked(end)?;
            let found = [found, &[first.join(".")]].concat();
            page.at(&found)?;
            below(page, &found, rest)
        })
    }
    below(page, &[], path)
}
