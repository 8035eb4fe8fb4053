//! Operations whose responses link to the next page, as streams.

use std::{
    collections::BTreeSet,
    fmt,
    future::{Future, poll_fn},
    pin::Pin,
    task::{Context, Poll, ready},
    vec,
};

use futures_core::Stream;
use http::Uri;

use super::{
    call::Sending,
    error::Error,
    request::Request,
    response::FromResponse,
    url::{normal_query, page_link},
};

/// The pages of an operation, one call each. Nothing is sent until it is asked for a page.
///
/// The next page is what the link in a page leads to, on the same server: with the path of the
/// operation if that of the link is its end, or else with its own. The end is a page without a
/// link. A link to another server with another path, and one that was followed before, end the
/// stream with an error, as does any other error. API keys in the query of a link are left to the
/// security schemes.
#[must_use = "nothing is sent until the stream is asked for something"]
pub struct Pages<P, E> {
    /// Ready to be sent for the next page.
    request: Option<Request>,
    /// Paths and queries that were asked for.
    seen: BTreeSet<(String, Vec<String>)>,
    next: fn(&P) -> Option<&str>,
    pending: Option<Sending<P, E>>,
}

impl<P, E> Pages<P, E> {
    /// The pages that start with the request; `next` finds the link in a page.
    #[inline]
    pub fn new(request: Request, next: fn(&P) -> Option<&str>) -> Self {
        Self {
            request: Some(request),
            seen: BTreeSet::new(),
            next,
            pending: None,
        }
    }

    /// Turns the request to what the link says, or ends.
    fn follow(&mut self, link: Option<&str>) {
        let Some(link) = link.filter(|link| !link.is_empty()) else {
            self.request = None;
            return;
        };
        let Some(request) = &mut self.request else {
            return;
        };
        // What was sent can be spelled.
        let Some(from) = address(request) else {
            return;
        };
        let Some(link) = page_link(&from, link) else {
            return request.refuse(SUBJECT, "leads to another server");
        };
        self.seen.insert(said_by(&from));
        request.follow(link);
        let is_new = address(request).is_none_or(|to| self.seen.insert(said_by(&to)));
        if !is_new {
            request.refuse(SUBJECT, "leads to a page that was read before");
        }
    }

    /// Ends the stream with an error.
    fn refuse(&mut self, message: &str) {
        if let Some(request) = &mut self.request {
            request.refuse("pages", message);
        }
    }
}

/// What is wrong when a link is.
const SUBJECT: &str = "link to the next page";

fn address(request: &Request) -> Option<Uri> {
    Some(request.message().ok()?.uri)
}

/// Path and query, comparable.
fn said_by(uri: &Uri) -> (String, Vec<String>) {
    let query = uri.query().unwrap_or_default();
    (uri.path().to_owned(), normal_query(query))
}

impl<P: FromResponse + 'static, E: FromResponse + 'static> Pages<P, E> {
    /// The next page, or `None` at the end.
    ///
    /// # Errors
    ///
    /// See [`Error`]. After an error the stream is at its end.
    #[inline]
    pub async fn try_next(&mut self) -> Result<Option<P>, Error<E>> {
        poll_fn(|context| self.poll_page(context)).await.transpose()
    }

    #[inline]
    fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<P, Error<E>>>> {
        if self.pending.is_none() {
            let Some(request) = &self.request else {
                return Poll::Ready(None);
            };
            self.pending = Some(Sending::of(request.clone()));
        }
        let Some(pending) = &mut self.pending else {
            return Poll::Ready(None);
        };
        let page = ready!(Pin::new(pending).poll(context));
        self.pending = None;
        match &page {
            Ok(page) => self.follow((self.next)(page)),
            Err(_) => self.request = None,
        }
        Poll::Ready(Some(page))
    }
}

impl<P: FromResponse + 'static, E: FromResponse + 'static> Stream for Pages<P, E> {
    type Item = Result<P, Error<E>>;

    #[inline]
    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_page(context)
    }
}

impl<P, E> fmt::Debug for Pages<P, E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Pages")
            .field("request", &self.request)
            .finish_non_exhaustive()
    }
}

/// The items of all pages of an operation, in order. See [`Pages`].
#[must_use = "nothing is sent until the stream is asked for something"]
pub struct Items<P, T, E> {
    pages: Pages<P, E>,
    items: fn(P) -> Vec<T>,
    current: vec::IntoIter<T>,
    /// Pages without items, one after the other.
    empty: usize,
}

/// So many pages in a row may be empty before the stream ends with an error.
const MAX_EMPTY: usize = 1_000;

impl<P, T, E> Items<P, T, E> {
    /// The items of the pages; `items` takes them out of a page.
    #[inline]
    pub fn new(pages: Pages<P, E>, items: fn(P) -> Vec<T>) -> Self {
        Self {
            pages,
            items,
            current: Vec::new().into_iter(),
            empty: 0,
        }
    }
}

impl<P: FromResponse + 'static, T, E: FromResponse + 'static> Items<P, T, E> {
    /// The next item, or `None` at the end.
    ///
    /// # Errors
    ///
    /// See [`Error`]. After an error the stream is at its end.
    #[inline]
    pub async fn try_next(&mut self) -> Result<Option<T>, Error<E>> {
        poll_fn(|context| self.poll_item(context)).await.transpose()
    }

    #[inline]
    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error<E>>>> {
        loop {
            if let Some(item) = self.current.next() {
                self.empty = 0;
                return Poll::Ready(Some(Ok(item)));
            }
            if self.empty > MAX_EMPTY {
                self.pages.refuse("are empty, a thousand in a row");
            }
            self.empty += 1;
            match ready!(self.pages.poll_page(context)) {
                Some(Ok(page)) => self.current = (self.items)(page).into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<P, T, E> Unpin for Items<P, T, E> {}

impl<P: FromResponse + 'static, T, E: FromResponse + 'static> Stream for Items<P, T, E> {
    type Item = Result<T, Error<E>>;

    #[inline]
    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_item(context)
    }
}

impl<P, T, E> fmt::Debug for Items<P, T, E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Items")
            .field("pages", &self.pages)
            .finish_non_exhaustive()
    }
}
