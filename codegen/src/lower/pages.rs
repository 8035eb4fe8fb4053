//! Pagination as settings of the runtime.

use crate::api::{self, NextPage, Place, TokenSource};
use crate::rust::{Outcome, PageFact, Pages, Type};

use super::context::Context;

pub(super) fn pages(
    context: &Context<'_>,
    operation: &api::Operation,
    success: &Outcome,
) -> Option<Pages> {
    let pagination = operation.pagination()?;
    if *success == Outcome::One(Type::Unit) {
        return None;
    }
    let items = pagination.items.as_ref();
    let mut facts = Vec::new();
    facts.extend(items.map(|items| PageFact::Items(items.path.clone())));
    facts.extend(next(&pagination.next));
    facts.extend(pagination.next.to().map(|to| match to {
        Place::Query(name) => PageFact::Query(name.clone()),
        Place::Body(path) => PageFact::Body(path.clone()),
    }));
    facts.extend(pagination.more.clone().map(PageFact::More));
    Some(Pages {
        item: items.map(|items| context.ty(items.item)),
        facts,
    })
}

fn next(next: &NextPage) -> Vec<PageFact> {
    let total = |total: &Option<Vec<String>>| total.clone().map(PageFact::Total);
    match next {
        NextPage::Link(path) => vec![PageFact::Link(path.clone())],
        NextPage::LinkHeader => vec![PageFact::LinkHeader],
        NextPage::Token { from, .. } => vec![match from {
            TokenSource::Body(path) => PageFact::Token(path.clone()),
            TokenSource::Header(name) => PageFact::TokenHeader(name.clone()),
        }],
        NextPage::LastItem { id, .. } => vec![PageFact::LastItem(id.clone())],
        NextPage::Page {
            first,
            pages,
            total: of_all,
            ..
        } => {
            let pages = pages.clone().map(PageFact::Pages);
            let ends = pages.into_iter().chain(total(of_all));
            std::iter::once(PageFact::Page(*first))
                .chain(ends)
                .collect()
        }
        NextPage::Offset {
            first,
            total: of_all,
            ..
        } => {
            let ends = total(of_all);
            std::iter::once(PageFact::Offset(*first))
                .chain(ends)
                .collect()
        }
    }
}
