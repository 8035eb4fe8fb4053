//! The number of items before the page.

use crate::api::{NextPage, Operation, Pagination};

use super::first::first;
use super::page::Page;
use super::request::Input;
use super::starts::{OFFSETS, is_limit};
use super::{counted, end};

pub(super) fn find(
    page: &Page<'_>,
    operation: &Operation,
    inputs: &[Input<'_>],
) -> Result<Pagination, Option<String>> {
    let input = counted::named(inputs, &OFFSETS).ok_or(None)?;
    let items = counted::items(page, operation)?;
    let (total, more) = (end::total(page, &items.path), end::more(page));
    let end = total.as_ref().or(more.as_ref());
    counted::check(input, end)?;
    let is_vague = matches!(input.name.as_str(), "start" | "from" | "skip");
    if is_vague && !inputs.iter().any(is_limit) && end.is_none() || is_other(input) {
        return Err(None);
    }
    let usual = i64::from(input.name == "startindex");
    let first = first(page, input, usual).map_err(Some)?;
    Ok(Pagination {
        evidence: counted::evidence(input, "items", first, end),
        items: Some(items),
        next: NextPage::Offset {
            to: input.place.clone(),
            first,
            total,
        },
        more,
    })
}

/// A time, or a number that items have themselves.
fn is_other(input: &Input<'_>) -> bool {
    let about = input.about();
    let words = [
        "timestamp",
        "unix",
        "epoch",
        "time ",
        "date",
        "greater than the",
    ];
    words.iter().any(|word| about.contains(word))
}
