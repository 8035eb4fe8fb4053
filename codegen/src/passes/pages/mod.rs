//! How pages follow each other: as the settings say, else as an extension of the description says,
//! else by comparing the request with its response.
//!
//! Each strategy is a file. They are tried in the order of [`detected`]: a link or token from the
//! server is better than a number that the client counts. Where something looks like pages but no
//! strategy fits, the reason is kept for people.

mod counted;
mod declared;
mod end;
mod first;
mod last_item;
mod link_header;
mod names;
mod next_link;
mod offset;
mod page;
mod page_number;
mod request;
mod settled;
mod starts;
mod token;

use crate::api::{Api, NextPage, Operation, Pagination, Paging, Place, Types};
use crate::diagnostics::Diagnostics;
use crate::settings::{self, OperationKey, Settings};
use page::Page;
use request::{Input, inputs};

/// Finds the pages of every operation.
pub(super) fn find(api: &mut Api, settings: &Settings, diagnostics: &mut Diagnostics) {
    let types = &api.types;
    for operation in &mut api.operations {
        let key = OperationKey::from(&*operation);
        operation.paging = match settings.pagination(key, &operation.group) {
            Some(settings::Pagination::Off) => Paging::Off,
            Some(settings::Pagination::On(wanted)) => {
                let is_own = settings.names_pages_of(key);
                settled::pages(types, operation, wanted, is_own, diagnostics)
            }
            None => detected(types, operation),
        };
    }
}

/// Pages that the description leads to.
fn detected(types: &Types, operation: &Operation) -> Paging {
    if !matches!(&*operation.method.0, "GET" | "POST" | "QUERY") {
        return Paging::Single;
    }
    let mut inputs = inputs(types, operation);
    let Some(page) = Page::of(types, operation) else {
        let looks = inputs.iter().any(starts::is_start) && operation.method.0 == "GET";
        let reason = "no response of success has a JSON body";
        return if looks {
            Paging::Unclear(reason.to_owned())
        } else {
            Paging::Single
        };
    };
    if let Some(declared) = &operation.declared_pages {
        return declared::pages(&page, operation, &inputs, declared);
    }
    let is_good = |one: &Input<'_>| starts::is_start(one) && !one.is_poor();
    if inputs.iter().any(is_good) {
        inputs.retain(|one| !starts::is_start(one) || !one.is_poor());
    }
    match strategies(&page, operation, &inputs) {
        Ok(found) => checked(operation, found),
        Err(reasons) => unclear(&page, operation, &inputs, reasons),
    }
}

fn strategies(
    page: &Page<'_>,
    operation: &Operation,
    inputs: &[Input<'_>],
) -> Result<Pagination, Vec<String>> {
    let is_get = operation.method.0 == "GET";
    let link = || next_link::find(page, operation, inputs).filter(|_| is_get);
    let header = || link_header::find(page, operation, inputs).filter(|_| is_get);
    let given = link()
        .or_else(|| token::find(page, operation, inputs))
        .or_else(header);
    if let Some(given) = given {
        return Ok(given);
    }
    let counted: [fn(&Page<'_>, &Operation, &[Input<'_>]) -> _; 3] =
        [last_item::find, page_number::find, offset::find];
    let mut reasons = Vec::new();
    for strategy in counted {
        match strategy(page, operation, inputs) {
            Ok(found) => return Ok(found),
            Err(reason) => reasons.extend(reason),
        }
    }
    Err(reasons)
}

/// A POST is sent again for each page, so it must look like a search.
fn checked(operation: &Operation, found: Pagination) -> Paging {
    let is_given =
        matches!(found.next, NextPage::Token { .. }) && found.next.to().is_some_and(is_in_body);
    if operation.method.0 == "POST" && !is_given && !looks_like_search(operation) {
        return Paging::Single;
    }
    Paging::Pages(found)
}

fn is_in_body(place: &Place) -> bool {
    matches!(place, Place::Body(_))
}

/// Whether a word of the path, the name or the summary says that nothing is changed.
fn looks_like_search(operation: &Operation) -> bool {
    const WORDS: &[&str] = &[
        "search",
        "query",
        "list",
        "find",
        "filter",
        "get",
        "fetch",
        "lookup",
        "sync",
        "scroll",
        "read",
        "export",
        "retrieve",
        "aggregate",
        "analytics",
    ];
    let path = operation.path.rsplit('/').next().unwrap_or_default();
    let texts = [
        path,
        &operation.name,
        operation.summary.as_deref().unwrap_or_default(),
    ];
    let mut words = texts
        .iter()
        .flat_map(|text| text.split(|c: char| !c.is_ascii_alphanumeric()));
    words.any(|word| WORDS.contains(&word.to_ascii_lowercase().as_str()))
}

/// Why no strategy fits, where something looks like pages.
fn unclear(
    page: &Page<'_>,
    operation: &Operation,
    inputs: &[Input<'_>],
    mut reasons: Vec<String>,
) -> Paging {
    let start = inputs.iter().find(|one| starts::is_start(one));
    let is_post = operation.method.0 == "POST";
    let Some(start) = start.filter(|_| !is_post || page.list(operation, &[]).is_some()) else {
        return Paging::Single;
    };
    if reasons.is_empty() {
        reasons.push(match page.list(operation, &[]) {
            None => format!("{}, but the response has no list of items", start.shown()),
            Some(_) => format!("{}, but nothing says what its next value is", start.shown()),
        });
    }
    Paging::Unclear(reasons.join("; "))
}
