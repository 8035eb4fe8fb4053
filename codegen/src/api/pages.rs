//! How the pages of an operation follow each other.

use std::fmt;

use super::Use;

/// What an extension says about the pages of an operation, in wire names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclaredPages {
    /// The key of the extension.
    pub extension: &'static str,
    pub items: Option<Vec<String>>,
    pub more: Option<Vec<String>>,
    pub next: NextPage,
}

/// Whether the responses of an operation are pages.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Paging {
    /// Nothing looks like pages.
    #[default]
    Single,
    /// The settings or an extension say that they are not pages.
    Off,
    /// Something looks like pages. The text tells people what is missing to be sure.
    Unclear(String),
    Pages(Pagination),
}

/// How an operation's pages follow each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Pagination {
    /// The list of items of a page. None where it has several lists.
    pub items: Option<PageItems>,
    pub next: NextPage,
    /// Wire names from the response body to a boolean that is false on the last page.
    pub more: Option<Vec<String>>,
    /// What it was recognised by, for people.
    pub evidence: String,
}

#[derive(Debug, Clone, PartialEq)]
pub struct PageItems {
    /// Wire names from the response body. None where the body itself is the list.
    pub path: Vec<String>,
    pub item: Use,
}

/// What asks for the next page. Paths are wire names from the body inward.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NextPage {
    /// A link in the body. Its path and query ask for the next page. It is null, empty or absent on
    /// the last one.
    Link(Vec<String>),
    /// The header `Link` (RFC 8288) with the relation `next`.
    LinkHeader,
    /// A cursor or token in the response. It is null, empty or absent on the last page.
    Token { from: TokenSource, to: Place },
    /// A member of the last item, until a page is empty.
    LastItem { id: Vec<String>, to: Place },
    /// The number of the page, until the number of pages or items is reached or a page is empty.
    Page {
        to: Place,
        first: i64,
        /// How many pages there are.
        pages: Option<Vec<String>>,
        /// How many items there are on all pages.
        total: Option<Vec<String>>,
    },
    /// The number of items before the page, until their total is reached or a page is empty.
    Offset {
        to: Place,
        first: i64,
        total: Option<Vec<String>>,
    },
}

/// Where a response has its cursor or token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TokenSource {
    Body(Vec<String>),
    Header(String),
}

/// The part of a request that chooses the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    Query(String),
    /// Wire names from the JSON body inward.
    Body(Vec<String>),
}

impl NextPage {
    /// The part of the request that it changes. A link replaces the path and the query.
    pub fn to(&self) -> Option<&Place> {
        match self {
            Self::Link(_) | Self::LinkHeader => None,
            Self::Token { to, .. }
            | Self::LastItem { to, .. }
            | Self::Page { to, .. }
            | Self::Offset { to, .. } => Some(to),
        }
    }

    /// Whether it depends on the items of the page.
    pub fn needs_items(&self) -> bool {
        match self {
            Self::Link(_) | Self::LinkHeader | Self::Token { .. } => false,
            Self::LastItem { .. } | Self::Page { .. } | Self::Offset { .. } => true,
        }
    }
}

/// What asks for the next page, for people: "the link `links.next`".
impl fmt::Display for NextPage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Link(path) => write!(f, "the link `{}`", path.join(".")),
            Self::LinkHeader => f.write_str("the header `Link`"),
            Self::Token { from, to } => write!(f, "{from} as {to}"),
            Self::LastItem { id, to } => write!(f, "`{}` of the last item as {to}", id.join(".")),
            Self::Page { to, .. } => write!(f, "the number {to}"),
            Self::Offset { to, .. } => write!(f, "the offset {to}"),
        }
    }
}

impl fmt::Display for TokenSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Body(path) => write!(f, "`{}`", path.join(".")),
            Self::Header(name) => write!(f, "the header `{name}`"),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Query(name) => write!(f, "`{name}`"),
            Self::Body(path) => write!(f, "`{}` of the body", path.join(".")),
        }
    }
}
