//! A cursor or token for the next page that the response has in its body or in a header, and that
//! the request takes.

use crate::api::{NextPage, Operation, Pagination, TokenSource};

use super::end;
use super::names::{dotted, is_in, plain, rank};
use super::page::{Member, Page, Shape};
use super::request::Input;
use super::starts::TOKENS;

/// Names of the next cursor in responses, whatever the request calls it, the clearest first.
const NEXT: &[&str] = &[
    "nextcursor",
    "nextpagetoken",
    "nexttoken",
    "nextmarker",
    "nextcontinuationtoken",
    "nextpagecursor",
    "endcursor",
    "nextpageoffset",
    "nextpageid",
    "nextkey",
    "nextpage",
    "nextoffset",
    "nextid",
    "nextrecordid",
    "next",
];
/// Names that mean the next page although they do not say so, because the request has an input of
/// the same name.
const SAME: &[&str] = &[
    "cursor",
    "continue",
    "continuationtoken",
    "bookmark",
    "scrollid",
    "paginationtoken",
    "paginationkey",
    "pagetoken",
    "after",
];
/// Objects in which a bare `after` or `cursor` is that of the next page.
const HOLDERS: &[&str] = &[
    "cursors",
    "cursor",
    "pagination",
    "paging",
    "page",
    "pages",
    "pageinfo",
    "listmetadata",
    "meta",
    "metadata",
    "resultinfo",
    "next",
    "responsemetadata",
    "links",
];

/// The pages by a token, or the reason why not, where a request takes a token that no response has.
pub(super) fn find(
    page: &Page<'_>,
    operation: &Operation,
    inputs: &[Input<'_>],
) -> Option<Pagination> {
    let taken = inputs
        .iter()
        .filter(|one| !one.required && is_token(page, one));
    let pairs = taken.flat_map(|input| {
        let members = page.members.iter();
        let pairs = members.filter_map(move |one| Some((pair(page, input, one)?, input, one)));
        pairs.map(|(rank, input, one)| ((rank, rank_of(input)), input, one))
    });
    let best = pairs.min_by_key(|(rank, _, one)| (*rank, one.path.len()));
    let Some((_, input, member)) = best else {
        return by_header(page, operation, inputs);
    };
    // A cursor that must be asked for with another parameter.
    let switch = format!("use{}", input.name);
    if inputs.iter().any(|one| one.name == switch) {
        return None;
    }
    let more = end::more(page);
    // The last page has a last item, too.
    if member.name.starts_with("last") && more.is_none() {
        return None;
    }
    Some(Pagination {
        items: page.list(operation, &member.path),
        next: NextPage::Token {
            from: TokenSource::Body(member.path.clone()),
            to: input.place.clone(),
        },
        more,
        evidence: format!("`{}` is for {}", dotted(&member.path), input.shown()),
    })
}

fn is_token(page: &Page<'_>, input: &Input<'_>) -> bool {
    let shape = page.shape(input.ty);
    shape.is_token() && (TOKENS.rank(&input.name).is_some() || input.name.starts_with("startafter"))
}

fn rank_of(input: &Input<'_>) -> usize {
    TOKENS.rank(&input.name).unwrap_or(TOKENS.len())
}

/// How well a member of the response matches an input. 0 is best.
fn pair(page: &Page<'_>, input: &Input<'_>, member: &Member<'_>) -> Option<usize> {
    let shape = page.shape(member.field.ty);
    if !shape.is_token() || input.shape == Shape::Integer && shape != Shape::Integer {
        return None;
    }
    let (taken, given) = (input.name.as_str(), member.name.as_str());
    let bare = taken.strip_prefix("page").filter(|bare| !bare.is_empty());
    let bare = bare.unwrap_or(taken);
    // Numbers of pages and items have rules of their own.
    let is_number =
        shape == Shape::Integer && matches!(taken, "page" | "offset" | "start" | "skip");
    let is_next = given
        .strip_prefix("next")
        .is_some_and(|rest| rest == taken || rest == bare);
    if is_next {
        return Some(0);
    }
    if taken.starts_with("next") && given == taken {
        return Some(0);
    }
    if is_in(NEXT, given) && (given != "next" || says_token(member)) && !is_number {
        return Some(2 + rank(NEXT, given).unwrap_or_default());
    }
    let held = is_in(HOLDERS, &member.holder);
    if is_in(SAME, given) && (given == taken || given == bare) && (held || given != "after") {
        return Some(1);
    }
    if matches!(given, "after" | "cursor" | "startingafter" | "since") && held {
        let fits = given == bare || given == taken || bare == "cursor";
        return fits.then_some(1);
    }
    let last = given.strip_prefix("last");
    let of_last = bare.trim_start_matches("start").trim_start_matches("ing");
    let of_last = of_last.strip_prefix("after");
    match (last, of_last) {
        (Some("id"), Some("" | "id")) => Some(40),
        (Some(last), Some(after)) if !last.is_empty() && last == after => Some(40),
        _ => None,
    }
}

/// A member that is only called `next`: not a link, but a position to go on from.
fn says_token(member: &Member<'_>) -> bool {
    let about = member.field.docs.description.as_deref().unwrap_or_default();
    let about = about.to_ascii_lowercase();
    !["url", "uri", "link", "http"]
        .iter()
        .any(|word| about.contains(word))
}

/// A token in a header of the response.
fn by_header(page: &Page<'_>, operation: &Operation, inputs: &[Input<'_>]) -> Option<Pagination> {
    let taken = inputs.iter().filter(|one| is_token(page, one));
    let mut pairs = taken.flat_map(|input| {
        let headers = page.headers.iter();
        headers.map(move |header| (input, header))
    });
    let (input, header) = pairs.find(|(input, header)| {
        let given = plain(&header.wire_name);
        let taken = input.name.trim_start_matches("next");
        given.ends_with(&format!("next{taken}")) && input.shape != Shape::Integer
    })?;
    Some(Pagination {
        items: page.list(operation, &[]),
        next: NextPage::Token {
            from: TokenSource::Header(header.wire_name.clone()),
            to: input.place.clone(),
        },
        more: None,
        evidence: format!("the header `{}` is for {}", header.wire_name, input.shown()),
    })
}
