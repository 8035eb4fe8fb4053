//! What requests call the input that says where a page starts.

use super::names::is_in;
use super::request::Input;

/// Cursors and tokens, the clearest first.
pub(super) const TOKENS: &[&str] = &[
    "cursor",
    "pagecursor",
    "pagetoken",
    "nextpagetoken",
    "nexttoken",
    "nextcursor",
    "continue",
    "continuationtoken",
    "continuation",
    "marker",
    "nextmarker",
    "pagemarker",
    "startingafter",
    "after",
    "pageafter",
    "startafter",
    "paginationtoken",
    "paginationkey",
    "bookmark",
    "scrollid",
    "startkey",
    "exclusivestartkey",
    "lastevaluatedkey",
    "token",
    "next",
    "nextpage",
    "since",
    "afterid",
    "nextrecordid",
    "page",
    "offset",
    "from",
    "start",
    "lastid",
    "cursorstart",
    "searchafter",
    "fromtoken",
    "afterkey",
    "startcursor",
    "cursorafter",
    "nextid",
];

/// Members of the last item.
pub(super) const ITEMS: &[&str] = &[
    "startingafter",
    "startafter",
    "after",
    "afterid",
    "startafterid",
    "lastid",
    "cursor",
];

pub(super) const NUMBERS: &[&str] = &[
    "page",
    "pagenumber",
    "pageno",
    "pagenum",
    "pageindex",
    "currentpage",
    "p",
    "pagepage",
];

pub(super) const OFFSETS: &[&str] = &[
    "offset",
    "pageoffset",
    "skip",
    "start",
    "startindex",
    "startat",
    "startposition",
    "from",
    "firstresult",
    "offsetrows",
];

/// Names that always mean a page, whatever their type is.
const ALWAYS: &[&str] = &[
    "cursor",
    "pagecursor",
    "pagetoken",
    "nextpagetoken",
    "nexttoken",
    "nextcursor",
    "continue",
    "continuationtoken",
    "continuation",
    "marker",
    "nextmarker",
    "startingafter",
    "pageafter",
    "startafter",
    "paginationtoken",
    "bookmark",
    "scrollid",
    "page",
    "pagenumber",
    "pageno",
    "pagenum",
    "pageindex",
    "offset",
    "pageoffset",
    "skip",
    "startindex",
    "startat",
    "nextpage",
];

/// Words in the description of `after` and similar inputs that show that a page is meant.
const WORDS: &[&str] = &[
    "cursor",
    "page",
    "pagination",
    "next set",
    "id of the last",
    "last item",
];

/// Whether an input chooses the page.
pub(super) fn is_start(input: &Input<'_>) -> bool {
    let name = &*input.name;
    if is_in(ALWAYS, name) {
        return true;
    }
    let is_vague = is_in(TOKENS, name) || is_in(OFFSETS, name) || is_in(ITEMS, name);
    let about = input.about();
    let is_token = !matches!(name, "token" | "from" | "start" | "since");
    is_vague && is_token && WORDS.iter().any(|word| about.contains(word))
}

/// Whether an input says how many items a page may have.
pub(super) fn is_limit(input: &Input<'_>) -> bool {
    const LIMITS: &[&str] = &[
        "limit",
        "pagesize",
        "perpage",
        "pagelimit",
        "maxresults",
        "count",
        "size",
        "take",
        "rows",
        "maxitems",
        "hitsperpage",
        "numperpage",
        "resultsperpage",
        "itemsperpage",
        "pageperpage",
    ];
    is_in(LIMITS, &input.name) && input.shape.is_count()
}
