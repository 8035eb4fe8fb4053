//! Pages by their numbers.

use crate::api::{NextPage, Operation, Pagination};

use super::first::first;
use super::page::Page;
use super::request::Input;
use super::starts::NUMBERS;
use super::{counted, end};

pub(super) fn find(
    page: &Page<'_>,
    operation: &Operation,
    inputs: &[Input<'_>],
) -> Result<Pagination, Option<String>> {
    let input = counted::named(inputs, &NUMBERS).ok_or(None)?;
    let items = counted::items(page, operation)?;
    let (pages, more) = (end::pages(page), end::more(page));
    let total = end::total(page, &items.path);
    let end = pages.as_ref().or(total.as_ref()).or(more.as_ref());
    counted::check(input, end)?;
    let first = first(page, input, 1).map_err(Some)?;
    Ok(Pagination {
        evidence: counted::evidence(input, "pages", first, end),
        items: Some(items),
        next: NextPage::Page {
            to: input.place.clone(),
            first,
            pages,
            total,
        },
        more,
    })
}
