//! What says where the pages end: a boolean, a number of pages or a number of items.

use super::names::{is_in, plain, rank};
use super::page::{Member, Page, Shape};

/// Booleans that are true as long as there is another page.
const MORE: &[&str] = &[
    "hasmore",
    "hasnextpage",
    "hasnext",
    "more",
    "hasmoreresults",
    "hasmoreitems",
    "hasmorepages",
    "hasmoredata",
    "moreresults",
    "moreavailable",
    "istruncated",
    "hasadditionalpages",
];
const PAGES: &[&str] = &[
    "totalpages",
    "pagecount",
    "pagestotal",
    "totalpagecount",
    "numpages",
    "numberofpages",
    "pages",
    "lastpage",
    "totalnumberofpages",
    "maxpage",
];
const TOTALS: &[&str] = &[
    "total",
    "totalcount",
    "totalresults",
    "totalitems",
    "totalrecords",
    "totalentries",
    "totalsize",
    "totalelements",
    "itemstotal",
    "itemcount",
    "totalfilteredcount",
    "totalhits",
    "totalrecordcount",
    "resultcount",
];
/// Objects whose `count` or `results` is the total number of items, because they have the number of
/// pages, too.
const HOLDERS: &[&str] = &["", "pageinfo", "pagination", "paging"];

pub(super) fn more(page: &Page<'_>) -> Option<Vec<String>> {
    let found =
        page.find(|one| is_in(MORE, &one.name) && page.shape(one.field.ty) == Shape::Boolean);
    found.map(|one| one.path.clone())
}

pub(super) fn pages(page: &Page<'_>) -> Option<Vec<String>> {
    best(page, PAGES)
}

/// The total number of items. `items` is the path to their list (`total_pets` beside `pets`).
pub(super) fn total(page: &Page<'_>, items: &[String]) -> Option<Vec<String>> {
    let list = plain(items.last().map_or("", String::as_str));
    let named = || {
        let of_list = |name: &str| !list.is_empty() && name.strip_prefix("total") == Some(&list);
        let found = page.find(|one| of_list(&one.name) && is_count(page, one));
        found.map(|one| one.path.clone())
    };
    best(page, TOTALS).or_else(named).or_else(|| {
        pages(page)?;
        let found = page.find(|one| {
            one.name == "results" && is_in(HOLDERS, &one.holder) && is_count(page, one)
        });
        found.map(|one| one.path.clone())
    })
}

fn best(page: &Page<'_>, names: &[&str]) -> Option<Vec<String>> {
    let ranked = page.members.iter().filter(|one| is_count(page, one));
    let ranked = ranked.filter_map(|one| Some((one.path.len(), rank(names, &one.name)?, one)));
    let best = ranked.min_by_key(|(depth, rank, _)| (*depth, *rank));
    best.map(|(_, _, one)| one.path.clone())
}

/// Whether a member counts the items on all pages, not on this one.
fn is_count(page: &Page<'_>, member: &Member<'_>) -> bool {
    let about = member.field.docs.description.as_deref().unwrap_or_default();
    let about = about.to_ascii_lowercase();
    let here = ["this page", "current page", "this response", "per page"];
    page.shape(member.field.ty).is_count() && !here.iter().any(|words| about.contains(words))
}
