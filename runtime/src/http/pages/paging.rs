//! How the pages of an operation follow each other, as generated tables say it.

/// Names of members from a body inward.
pub(super) type Path = &'static [&'static str];

/// How the pages of an operation follow each other.
///
/// One of [`link`](Self::link), [`link_header`](Self::link_header), [`token`](Self::token),
/// [`token_header`](Self::token_header), [`last_item`](Self::last_item), [`page`](Self::page) and
/// [`offset`](Self::offset) says what asks for the next page; all but the first two go into a
/// parameter of the [`query`](Self::query) or into a member of the [`body`](Self::body).
#[derive(Debug, Clone, Copy)]
pub struct Paging {
    pub(super) next: Next,
    pub(super) to: Target,
    pub(super) items: Option<Path>,
    pub(super) more: Option<Path>,
    pub(super) pages: Option<Path>,
    pub(super) total: Option<Path>,
}

/// What asks for the next page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    Nothing,
    Link(Path),
    LinkHeader(&'static str),
    Token(Path),
    TokenHeader(&'static str),
    LastItem(Path),
    Page(i64),
    Offset(i64),
}

/// Where that goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    Query(&'static str),
    Body(Path),
}

/// The type of an operation whose responses are pages.
pub trait HasPages {
    /// How they follow each other.
    const PAGING: &'static Paging;
}

/// The type of an operation whose pages have a list of items.
pub trait HasItems: HasPages {
    /// An item.
    type Item: crate::Wire;
}

#[allow(clippy::new_without_default, reason = "tables are constants")]
impl Paging {
    /// One page.
    pub const fn new() -> Self {
        Self {
            next: Next::Nothing,
            to: Target::Body(&[]),
            items: None,
            more: None,
            pages: None,
            total: None,
        }
    }

    /// The list of items; the body itself is the list at the empty path.
    #[must_use]
    pub const fn items(mut self, path: Path) -> Self {
        self.items = Some(path);
        self
    }

    /// A boolean that is false on the last page.
    #[must_use]
    pub const fn more(mut self, path: Path) -> Self {
        self.more = Some(path);
        self
    }

    /// The number of pages.
    #[must_use]
    pub const fn pages(mut self, path: Path) -> Self {
        self.pages = Some(path);
        self
    }

    /// The number of items on all pages.
    #[must_use]
    pub const fn total(mut self, path: Path) -> Self {
        self.total = Some(path);
        self
    }

    /// A link in the body.
    #[must_use]
    pub const fn link(mut self, path: Path) -> Self {
        self.next = Next::Link(path);
        self
    }

    /// The header `Link` with this relation (RFC 8288).
    #[must_use]
    pub const fn link_header(mut self, relation: &'static str) -> Self {
        self.next = Next::LinkHeader(relation);
        self
    }

    /// A cursor or token in the body.
    #[must_use]
    pub const fn token(mut self, path: Path) -> Self {
        self.next = Next::Token(path);
        self
    }

    /// A cursor or token in a header.
    #[must_use]
    pub const fn token_header(mut self, name: &'static str) -> Self {
        self.next = Next::TokenHeader(name);
        self
    }

    /// A member of the last item.
    #[must_use]
    pub const fn last_item(mut self, path: Path) -> Self {
        self.next = Next::LastItem(path);
        self
    }

    /// Numbers of pages, from `first`.
    #[must_use]
    pub const fn page(mut self, first: i64) -> Self {
        self.next = Next::Page(first);
        self
    }

    /// The number of items before the page, the first one of which is `first`.
    #[must_use]
    pub const fn offset(mut self, first: i64) -> Self {
        self.next = Next::Offset(first);
        self
    }

    /// The parameter of the query that takes it.
    #[must_use]
    pub const fn query(mut self, name: &'static str) -> Self {
        self.to = Target::Query(name);
        self
    }

    /// The member of the body that takes it.
    #[must_use]
    pub const fn body(mut self, path: Path) -> Self {
        self.to = Target::Body(path);
        self
    }
}
