//! A link to the next page in the body: `links.next` of JSON:API, `_links.next.href` of HAL,
//! `@odata.nextLink` of OData, `next_page_uri` and other usual spellings.

use crate::api::{NextPage, Operation, Pagination};

use super::names::{dotted, is_in};
use super::page::{Member, Page, Shape};
use super::request::Input;
use super::starts::{is_limit, is_start};

/// Names that say that the member is a link.
const LINKS: &[&str] = &[
    "nextlink",
    "odatanextlink",
    "nextpagelink",
    "nexturl",
    "nextpageurl",
    "nexturi",
    "nextpageuri",
    "nexthref",
    "nextpagehref",
];

/// Objects around a link that describe the page as a whole.
const HOLDERS: &[&str] = &[
    "links",
    "next",
    "paging",
    "pagination",
    "meta",
    "metadata",
    "pages",
    "page",
    "pageinfo",
    "cursors",
    "responsemetadata",
    "resultinfo",
    "listmetadata",
];

pub(super) fn find(
    page: &Page<'_>,
    operation: &Operation,
    inputs: &[Input<'_>],
) -> Option<Pagination> {
    let mut links = page.members.iter().filter(|one| is_link(page, one));
    let link = links.next()?;
    let is_whole = link.path.len() == 1 || is_in(HOLDERS, &link.holder);
    // One list of several in the body, or a list inside a single resource.
    let takes_pages = inputs.iter().any(|one| is_start(one) || is_limit(one));
    if !is_whole && (links.next().is_some() || !takes_pages) {
        return None;
    }
    Some(Pagination {
        items: page.list(operation, &link.path),
        next: NextPage::Link(link.path.clone()),
        more: None,
        evidence: format!("`{}` is a link to the next page", dotted(&link.path)),
    })
}

/// Whether a member is a link to the next page and may be missing on the last one. A member that is
/// only called `next` must say that it is a link, not a token.
fn is_link(page: &Page<'_>, member: &Member<'_>) -> bool {
    let shape = page.shape(member.field.ty);
    if !matches!(shape, Shape::Text | Shape::Uri) || !member.may_miss {
        return false;
    }
    if is_in(LINKS, &member.name) {
        return true;
    }
    let in_next = member.name == "href" && member.holder == "next";
    let is_next = matches!(member.name.as_str(), "next" | "nextpage");
    in_next || is_next && (member.holder.ends_with("links") || says_link(shape, member))
}

/// Whether the format, the description or the example of a member says that it is a link.
fn says_link(shape: Shape, member: &Member<'_>) -> bool {
    let docs = &member.field.docs;
    let about = docs.description.as_deref().unwrap_or_default();
    let about = about.to_ascii_lowercase();
    let example = docs.example.as_deref().unwrap_or_default();
    let is_address = ["\"http", "\"/", "\"?"]
        .iter()
        .any(|start| example.starts_with(start));
    let words = ["url", "uri", "link", "http"];
    shape == Shape::Uri || is_address || words.iter().any(|word| about.contains(word))
}
