//! What requests call the input that says where a page starts.

use super::names::{is_in, rank};
use super::request::Input;

/// Names of one kind of start, the clearest first.
pub(super) struct Starts {
    /// They always mean a page, whatever their type is.
    clear: &'static [&'static str],
    /// They mean a page if their description says so.
    vague: &'static [&'static str],
}

impl Starts {
    pub(super) fn rank(&self, name: &str) -> Option<usize> {
        let vague = || Some(self.clear.len() + rank(self.vague, name)?);
        rank(self.clear, name).or_else(vague)
    }

    pub(super) const fn len(&self) -> usize {
        self.clear.len() + self.vague.len()
    }
}

/// Cursors and tokens.
pub(super) const TOKENS: Starts = Starts {
    clear: &[
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
        "nextpage",
    ],
    vague: &[
        "pagemarker",
        "after",
        "paginationkey",
        "startkey",
        "exclusivestartkey",
        "lastevaluatedkey",
        "token",
        "next",
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
    ],
};

/// Members of the last item.
pub(super) const ITEMS: Starts = Starts {
    clear: &["startingafter", "startafter", "cursor"],
    vague: &["after", "afterid", "startafterid", "lastid"],
};

/// Numbers of pages.
pub(super) const NUMBERS: Starts = Starts {
    clear: &["page", "pagenumber", "pageno", "pagenum", "pageindex"],
    vague: &["currentpage", "p", "pagepage"],
};

/// Numbers of items.
pub(super) const OFFSETS: Starts = Starts {
    clear: &["offset", "pageoffset", "skip", "startindex", "startat"],
    vague: &[
        "start",
        "startposition",
        "from",
        "firstresult",
        "offsetrows",
    ],
};

/// Words in the description of `after` and similar inputs that show that a page is meant.
const WORDS: &[&str] = &[
    "cursor",
    "page",
    "pagination",
    "next set",
    "id of the last",
    "last item",
];

/// Names that a description with these words does not make clearer.
const OTHER_MEANINGS: &[&str] = &["token", "from", "start", "since"];

/// Whether an input chooses the page.
pub(super) fn is_start(input: &Input<'_>) -> bool {
    let name = &*input.name;
    let all = [TOKENS, ITEMS, NUMBERS, OFFSETS];
    if all.iter().any(|starts| is_in(starts.clear, name)) {
        return true;
    }
    let is_vague = all.iter().any(|starts| is_in(starts.vague, name));
    let about = input.about();
    let says_page = || WORDS.iter().any(|word| about.contains(word));
    is_vague && !is_in(OTHER_MEANINGS, name) && says_page()
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
