//! The items of all pages.

use std::{
    fmt,
    future::poll_fn,
    marker::PhantomData,
    pin::Pin,
    task::{Context, Poll, ready},
    vec,
};

use bytes::Bytes;
use futures_core::Stream;

use super::look;
use super::paging::Paging;
use super::position::Position;
use super::success;
use super::walk::Walk;
use crate::http::{
    decode_error::DecodeError, error::Error, reading::within, request::Request,
    response::FromResponse, response::RawResponse,
};
use crate::{JsonError, Wire};

/// The items of all pages of an operation, in order. See [`Pages`](crate::Pages) for what leads from
/// page to page, and for how the stream ends.
///
/// ```no_run
/// # async fn example(mut items: runtime::Items<String, ()>) -> Result<(), runtime::Error<()>> {
/// while let Some(name) = items.try_next().await? {
///     println!("{name}");
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "nothing is sent until the stream is asked for something"]
pub struct Items<T, E> {
    walk: Walk,
    paging: &'static Paging,
    current: vec::IntoIter<T>,
    /// How many items of the current page were given, and are not to be given.
    given: usize,
    left: Option<usize>,
    prefetch: bool,
    outcome: PhantomData<fn() -> E>,
}

impl<T, E> Items<T, E> {
    /// The items of the pages that start with the request.
    #[doc(hidden)]
    pub fn new(request: Request, paging: &'static Paging) -> Self {
        Self {
            walk: Walk::new(request, paging),
            paging,
            current: Vec::new().into_iter(),
            given: 0,
            left: None,
            prefetch: false,
            outcome: PhantomData,
        }
    }

    /// At most so many items; no page is asked for behind the last of them.
    #[inline]
    pub fn limit(mut self, items: usize) -> Self {
        self.left = Some(items);
        self
    }

    /// With more than 0: the next page is asked for as soon as the first item of a page is given.
    /// One page is fetched ahead, and never more.
    #[inline]
    pub fn prefetch(mut self, pages: usize) -> Self {
        self.prefetch = pages > 0;
        self
    }

    /// Starts at a position that [`position`](Self::position) gave for the same call.
    #[inline]
    pub fn from(mut self, position: &Position) -> Self {
        self.walk.go_to(position);
        self.current = Vec::new().into_iter();
        self.given = position.skip;
        self
    }

    /// Where the next item is. It can be kept, and [`from`](Self::from) goes on there.
    ///
    /// ```no_run
    /// # async fn example(list: impl Fn() -> runtime::Items<String, ()>, kept: &str)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let mut items = list().from(&kept.parse()?);
    /// let first = items.try_next().await?;
    /// let kept = items.position().to_string();
    /// # Ok(())
    /// # }
    /// ```
    pub fn position(&self) -> Position {
        if self.current.as_slice().is_empty() {
            let given = if self.given > 0 && !self.has_begun() {
                self.given
            } else {
                0
            };
            return Position {
                skip: given,
                ..self.walk.next.clone()
            };
        }
        Position {
            skip: self.given,
            ..self.walk.current.clone()
        }
    }

    /// Whether a page was read since the last start.
    fn has_begun(&self) -> bool {
        self.walk.current != self.walk.next
    }
}

impl<T: Wire, E: FromResponse + 'static> Items<T, E> {
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
            if self.left == Some(0) {
                return Poll::Ready(None);
            }
            let rest = self.current.as_slice().len();
            if self.prefetch && rest > 0 && self.left.is_none_or(|left| left > rest) {
                self.walk.prepare(context);
            }
            if let Some(item) = self.current.next() {
                self.given += 1;
                self.left = self.left.map(|left| left - 1);
                return Poll::Ready(Some(Ok(item)));
            }
            let skip = if self.has_begun() { 0 } else { self.given };
            let Some(page) = ready!(self.walk.poll(context)) else {
                return Poll::Ready(None);
            };
            let path = self.paging.items.unwrap_or_default();
            let items = success(page).and_then(|page| Ok(items(&page, path)?));
            let items = match items {
                Ok(items) => items,
                Err(error) => {
                    self.walk.end();
                    return Poll::Ready(Some(Err(error)));
                }
            };
            self.current = items.into_iter();
            self.given = skip.min(self.current.as_slice().len());
            self.current.by_ref().take(self.given).for_each(drop);
        }
    }
}

/// The items of a page; none where the list is absent or null.
#[inline]
fn items<T: Wire>(page: &RawResponse, path: &[&str]) -> Result<Vec<T>, DecodeError> {
    let list = list(page, path)?;
    let read = page.read_at(&path.join("."), list);
    read.map_err(|error| decode_error(page, path, &error))
}

fn list(page: &RawResponse, path: &[&str]) -> Result<Bytes, DecodeError> {
    let body = page.whole()?;
    if body.is_empty() {
        return Ok(Bytes::from_static(b"[]"));
    }
    // Of what is no JSON the type is to say so.
    let Ok(_) = std::str::from_utf8(body) else {
        return Ok(body.clone());
    };
    match look::at(body, path) {
        Some("null") => Ok(Bytes::from_static(b"[]")),
        Some(list) => Ok(body.slice_ref(list.as_bytes())),
        None if body.trim_ascii_start().first() == Some(&b'{') => Ok(Bytes::from_static(b"[]")),
        None => Ok(body.clone()),
    }
}

fn decode_error(page: &RawResponse, path: &[&str], error: &JsonError) -> DecodeError {
    let path = within(&path.join("."), &error.path());
    DecodeError::new(page.clone(), path, error.message(), None)
}

impl<T, E> Unpin for Items<T, E> {}

impl<T: Wire, E: FromResponse + 'static> Stream for Items<T, E> {
    type Item = Result<T, Error<E>>;

    #[inline]
    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_item(context)
    }
}

impl<T, E> fmt::Debug for Items<T, E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Items")
            .field("request", &self.walk.request())
            .finish_non_exhaustive()
    }
}
