//! Operations whose responses are pages, as streams.

mod items;
pub(super) mod look;
mod paging;
mod position;
mod walk;

use std::{
    fmt,
    future::poll_fn,
    marker::PhantomData,
    pin::Pin,
    task::{Context, Poll, ready},
};

use futures_core::Stream;

pub use items::Items;
pub use paging::{HasItems, HasPages, Paging};
pub use position::{Position, PositionError};

use super::{
    api_error::ApiError,
    error::{Error, Fault},
    request::Request,
    response::{FromResponse, RawResponse},
};
use walk::Walk;

/// The pages of an operation, one call each. Nothing is sent until it is asked for a page.
///
/// What asks for the next page is found in the page, as the documentation of the operation says:
///
/// - a link in the body or in the header `Link`. It is followed on the same server: with the path of
///   the operation if that of the link is its end, or else with its own. The end is a page without a
///   link. API keys in the query of a link are left to the security schemes.
/// - a cursor or token. The end is a page without one, or one that says that there is no more.
/// - the last item. The end is a page that says that there is no more, or one without items.
/// - the number of the page, or of the items before it. The end is the last page by the numbers that
///   the page tells, or one without items.
///
/// All other parameters stay as they are on every page, and the first page is the one that the call
/// asks for. The stream always ends: with an error where a link leads to another server, where a
/// link or cursor comes again, where two pages in a row have the same items, and where a thousand
/// pages in a row are empty; as does any other error.
#[must_use = "nothing is sent until the stream is asked for something"]
pub struct Pages<P, E> {
    walk: Walk,
    left: Option<usize>,
    outcome: PhantomData<fn() -> (P, E)>,
}

impl<P, E> Pages<P, E> {
    /// The pages that start with the request.
    #[doc(hidden)]
    pub fn new(request: Request, paging: &'static Paging) -> Self {
        Self {
            walk: Walk::new(request, paging),
            left: None,
            outcome: PhantomData,
        }
    }

    /// At most so many pages.
    #[inline]
    pub fn limit(mut self, pages: usize) -> Self {
        self.left = Some(pages);
        self
    }

    /// Starts at a position that [`position`](Self::position) gave for the same call.
    #[inline]
    pub fn from(mut self, position: &Position) -> Self {
        self.walk.go_to(position);
        self
    }

    /// Where the next page starts.
    pub fn position(&self) -> Position {
        self.walk.next.clone()
    }
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
        if self.left == Some(0) {
            return Poll::Ready(None);
        }
        let page = ready!(self.walk.poll(context));
        self.left = self.left.map(|left| left - 1);
        let page = page.map(|page| success(page).and_then(|page| Ok(P::from_response(&page)?)));
        if matches!(page, Some(Err(_))) {
            self.walk.end();
        }
        Poll::Ready(page)
    }
}

/// The response, if its status is one of success.
#[inline]
fn success<E: FromResponse>(page: Result<RawResponse, Fault>) -> Result<RawResponse, Error<E>> {
    let page = page?;
    match page.is_success() {
        true => Ok(page),
        false => Err(Error::Api(ApiError::new(page))),
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
            .field("request", &self.walk.request())
            .finish_non_exhaustive()
    }
}
