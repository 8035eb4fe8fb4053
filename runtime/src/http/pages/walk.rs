//! From page to page: which request is next, and when there is none.
//!
//! Nothing here is generic. A page is a response whose body is looked into as JSON.

use std::{
    collections::BTreeSet,
    pin::Pin,
    task::{Context, Poll, ready},
};

use http::Uri;

use super::look;
use super::paging::{Next, Paging, Path, Target};
use super::position::{At, Position};
use crate::http::{
    error::Fault,
    request::Request,
    response::RawResponse,
    style::Style,
    transport::BoxFuture,
    url::{PageLink, normal_query, page_link},
};

/// What is wrong when a link is, and when what is taken as a cursor is.
const LINK: &str = "link to the next page";
const CURSOR: &str = "cursor of the next page";

/// So many pages in a row may be empty before the walk ends with an error.
const MAX_EMPTY: usize = 1_000;

pub(super) struct Walk {
    /// As the caller made it, to go on from positions.
    origin: Request,
    /// Ready to be sent for the next page.
    request: Option<Request>,
    paging: &'static Paging,
    /// What was asked for.
    seen: BTreeSet<Asked>,
    /// Items of the page before, where the client counts.
    last_items: Option<String>,
    /// Pages without items, one after the other.
    empty: usize,
    /// Where the page that came last starts, and the next one.
    pub(super) current: Position,
    pub(super) next: Position,
    pending: Option<BoxFuture<'static, Result<RawResponse, Fault>>>,
    ready: Option<Result<RawResponse, Fault>>,
}

/// Path, query and body of a request, comparable.
type Asked = (String, Vec<String>, Vec<u8>);

impl Walk {
    pub(super) fn new(request: Request, paging: &'static Paging) -> Self {
        Self {
            origin: request.clone(),
            request: Some(request),
            paging,
            seen: BTreeSet::new(),
            last_items: None,
            empty: 0,
            current: Position::start(),
            next: Position::start(),
            pending: None,
            ready: None,
        }
    }

    /// Starts at a position instead.
    pub(super) fn go_to(&mut self, position: &Position) {
        self.next = position.clone();
        self.current = position.clone();
        let mut request = self.origin.clone();
        match &position.page {
            At::Start => {}
            At::End => return self.end(),
            At::Link(path, query) => request.follow(PageLink {
                path: path.clone(),
                query: query.clone(),
            }),
            At::Value(json) => put(&mut request, self.paging.to, json),
        }
        self.request = Some(request);
    }

    pub(super) fn end(&mut self) {
        self.request = None;
        self.next.page = At::End;
    }

    pub(super) fn request(&self) -> Option<&Request> {
        self.request.as_ref()
    }

    /// Sends the request for the next page, or goes on with it, without giving the page.
    pub(super) fn prepare(&mut self, context: &mut Context<'_>) {
        if self.ready.is_none()
            && let Poll::Ready(page) = self.poll_response(context)
        {
            self.ready = page;
        }
    }

    /// The next page: a response, whatever its status. After an error or another status than one of
    /// success nothing follows.
    pub(super) fn poll(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<RawResponse, Fault>>> {
        let page = match self.ready.take() {
            Some(page) => Some(page),
            None => ready!(self.poll_response(context)),
        };
        match &page {
            Some(Ok(page)) if page.is_success() => self.advance(page),
            _ => self.end(),
        }
        Poll::Ready(page)
    }

    fn poll_response(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<RawResponse, Fault>>> {
        if self.pending.is_none() {
            let Some(request) = &self.request else {
                return Poll::Ready(None);
            };
            self.pending = Some(request.clone().send(false));
        }
        let Some(pending) = &mut self.pending else {
            return Poll::Ready(None);
        };
        let page = ready!(Pin::new(pending).poll(context));
        self.pending = None;
        Poll::Ready(Some(page))
    }

    /// Turns the request to the page behind this one, or ends.
    fn advance(&mut self, page: &RawResponse) {
        self.current = self.next.clone();
        let body = &**page.body();
        let list = self
            .paging
            .items
            .map(|path| look::at(body, path).unwrap_or("[]"));
        let (count, last) = list.map_or((0, None), look::items);
        self.next.skip = 0;
        self.next.seen = self.current.seen.map(|seen| seen + count);
        if list.is_some() {
            self.empty = if count == 0 { self.empty + 1 } else { 0 };
        }
        if self.empty > MAX_EMPTY {
            return self.refuse("pages", "are empty, a thousand in a row");
        }
        let more = look::boolean(body, self.paging.more);
        if more == Some(false) {
            return self.end();
        }
        match self.paging.next {
            Next::Nothing => self.end(),
            Next::Link(path) => self.follow(look::at(body, path).and_then(look::scalar)),
            Next::LinkHeader(relation) => self.follow(link_header(page, relation)),
            Next::Token(path) => {
                let token = look::at(body, path);
                self.put(
                    token
                        .filter(|json| look::scalar(json).is_some())
                        .map(str::to_owned),
                );
            }
            Next::TokenHeader(name) => {
                let token = page
                    .headers()
                    .get(name)
                    .and_then(|value| value.to_str().ok());
                let token = token.filter(|token| !token.is_empty());
                self.put(token.map(|token| crate::to_string(&token.to_owned())));
            }
            Next::LastItem(path) => self.after(last, path),
            Next::Page(first) => self.count(page, list, count, first, more),
            Next::Offset(first) => self.count(page, list, count, first, more),
        }
    }

    /// The page behind the last item.
    fn after(&mut self, last: Option<&str>, path: Path) {
        let Some(last) = last else {
            return self.end();
        };
        let id = look::at(last.as_bytes(), path);
        match id.filter(|id| look::scalar(id).is_some()) {
            Some(id) => self.put(Some(id.to_owned())),
            None => self.refuse(CURSOR, "is not in the last item"),
        }
    }

    /// The page with the next number.
    fn count(
        &mut self,
        page: &RawResponse,
        list: Option<&str>,
        count: usize,
        first: i64,
        more: Option<bool>,
    ) {
        let paging = self.paging;
        let body = &**page.body();
        let list = list.filter(|list| list.contains('{'));
        if list.is_some() && list == self.last_items.as_deref() {
            return self.refuse(
                "pages",
                "repeat themselves: two in a row have the same items",
            );
        }
        self.last_items = list.map(str::to_owned);
        let is_page = matches!(paging.next, Next::Page(_));
        let own = self
            .request
            .as_ref()
            .and_then(|request| taken(request, paging.to));
        let own = own.unwrap_or(first);
        let items = i64::try_from(count).unwrap_or(i64::MAX);
        let pages = look::number(body, paging.pages).filter(|_| is_page);
        let total = look::number(body, paging.total).filter(|total| *total > 0 || count == 0);
        // How many items there are up to the end of this page, where that is known.
        let up_to = match is_page {
            true => self.next.seen.filter(|_| self.is_from_start()),
            false => usize::try_from(own.saturating_sub(first).saturating_add(items)).ok(),
        };
        let up_to = up_to.and_then(|seen| i64::try_from(seen).ok());
        let is_last = match (more, pages) {
            (Some(true), _) => false,
            (_, Some(pages)) => own.saturating_sub(first).saturating_add(1) >= pages,
            (_, None) => total.zip(up_to).is_some_and(|(total, seen)| seen >= total) || count == 0,
        };
        if is_last {
            return self.end();
        }
        let next = own.saturating_add(if is_page { 1 } else { items });
        self.put(Some(next.to_string()));
    }

    /// Whether the first page was the one that the server gives without a number.
    fn is_from_start(&self) -> bool {
        taken(&self.origin, self.paging.to).is_none()
    }

    /// Turns the request to what the link says, or ends.
    fn follow(&mut self, link: Option<String>) {
        let Some(link) = link else {
            return self.end();
        };
        let Some(request) = &mut self.request else {
            return;
        };
        // What was sent can be spelled.
        let Some(from) = address(request) else {
            return;
        };
        let Some(link) = page_link(&from, &link) else {
            return self.refuse(LINK, "leads to another server");
        };
        self.seen.insert(asked(&from, request));
        request.follow(link);
        self.next.page = At::Link(
            request.other_path().map(str::to_owned),
            request.query_text(),
        );
        let is_new = address(request).is_none_or(|to| self.seen.insert(asked(&to, request)));
        if !is_new {
            self.refuse(LINK, "leads to a page that was read before");
        }
    }

    /// Puts the JSON of a cursor or a number where it is taken, or ends.
    fn put(&mut self, json: Option<String>) {
        let Some(json) = json else {
            return self.end();
        };
        let Some(request) = &mut self.request else {
            return;
        };
        if let Some(from) = address(request) {
            self.seen.insert(asked(&from, request));
        }
        put(request, self.paging.to, &json);
        self.next.page = At::Value(json);
        let is_new = address(request).is_none_or(|to| self.seen.insert(asked(&to, request)));
        if !is_new {
            self.refuse(CURSOR, "is that of a page that was read before");
        }
    }

    /// Ends with an error.
    fn refuse(&mut self, subject: &str, message: &str) {
        if let Some(request) = &mut self.request {
            request.refuse(subject, message);
        }
    }
}

fn address(request: &Request) -> Option<Uri> {
    Some(request.message().ok()?.uri)
}

fn asked(uri: &Uri, request: &Request) -> Asked {
    let query = uri.query().unwrap_or_default();
    let body = request.body_bytes().map(|body| body.to_vec());
    (
        uri.path().to_owned(),
        normal_query(query),
        body.unwrap_or_default(),
    )
}

fn link_header(page: &RawResponse, relation: &str) -> Option<String> {
    let mut links = page.headers().get_all("link").iter();
    links.find_map(|link| look::link(link.to_str().ok()?, relation).map(str::to_owned))
}

/// The number that a request asks for.
fn taken(request: &Request, target: Target) -> Option<i64> {
    match target {
        Target::Query(name) => request.query_value(name)?.parse().ok(),
        Target::Body(path) => look::scalar(look::at(request.body_bytes()?, path)?)?
            .parse()
            .ok(),
    }
}

fn put(request: &mut Request, target: Target, json: &str) {
    match target {
        Target::Query(name) => {
            let value = look::scalar(json).unwrap_or_default();
            request.query(name, Style::Form, true, false, &value);
        }
        Target::Body(path) => {
            let body = request.body_bytes().map(|body| body.to_vec());
            let body = String::from_utf8(body.unwrap_or_else(|| b"null".to_vec()));
            let body = body.unwrap_or_default();
            let body = if body.is_empty() { "null" } else { &body };
            match look::with(body, path, json) {
                Ok(body) => request.set_json_text(body),
                Err(_) => request.refuse("body", "has no place for the cursor of the next page"),
            }
        }
    }
}
