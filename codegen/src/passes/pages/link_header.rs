//! The header `Link` with the relation `next` (RFC 8288), where the response declares the header or
//! the request says that there is one.

use crate::api::{NextPage, Operation, Pagination};

use super::page::Page;
use super::request::Input;
use super::starts::is_start;

pub(super) fn find(
    page: &Page<'_>,
    operation: &Operation,
    inputs: &[Input<'_>],
) -> Option<Pagination> {
    let by_words = inputs
        .iter()
        .find(|one| is_start(one) && one.about().contains("link header"));
    let evidence = match by_words {
        Some(input) => format!("{} is said to be in the header `Link`", input.shown()),
        None if is_declared(page, inputs) => "the response has a header `Link`".to_owned(),
        None => return None,
    };
    Some(Pagination {
        items: page.list(operation, &[]),
        next: NextPage::LinkHeader,
        more: None,
        evidence,
    })
}

fn is_declared(page: &Page<'_>, inputs: &[Input<'_>]) -> bool {
    let mut headers = page.headers.iter();
    let Some(header) = headers.find(|one| one.wire_name.eq_ignore_ascii_case("link")) else {
        return false;
    };
    let about = header.description.as_deref().unwrap_or_default();
    about.contains("next") || about.contains("pag") || inputs.iter().any(is_start)
}
