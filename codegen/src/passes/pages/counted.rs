//! What page numbers and offsets have in common.

use crate::api::{Operation, PageItems};

use super::names::dotted;
use super::page::{Page, Shape};
use super::request::Input;
use super::starts::Starts;

/// The input with the best of the names.
pub(super) fn named<'i, 't>(inputs: &'i [Input<'t>], names: &Starts) -> Option<&'i Input<'t>> {
    let named = inputs
        .iter()
        .filter_map(|one| Some((names.rank(&one.name)?, one)));
    named.min_by_key(|(rank, _)| *rank).map(|(_, one)| one)
}

/// The items that are counted.
pub(super) fn items(page: &Page<'_>, operation: &Operation) -> Result<PageItems, Option<String>> {
    let items = page.list(operation, &[]);
    items.ok_or_else(|| Some("the response has no list of items, or several".to_owned()))
}

/// The input is a number, or a text where the response has a total.
pub(super) fn check(input: &Input<'_>, end: Option<&Vec<String>>) -> Result<(), Option<String>> {
    if input.shape.is_count() || input.shape == Shape::Text && end.is_some() {
        return Ok(());
    }
    let shown = input.shown();
    Err(Some(format!(
        "{shown} is not a number, and no member has its next value"
    )))
}

/// What is counted, for people.
pub(super) fn evidence(
    input: &Input<'_>,
    what: &str,
    first: i64,
    end: Option<&Vec<String>>,
) -> String {
    let end = end.map_or("an empty page".to_owned(), |path| {
        format!("`{}`", dotted(path))
    });
    let shown = input.shown();
    format!("{shown} counts {what} from {first}, and {end} marks the end")
}
