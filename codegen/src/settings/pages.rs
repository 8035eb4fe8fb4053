//! `[pagination]`: how pages follow each other, with a name for each strategy.
//!
//! The key that is present names the strategy: `next` (a link in the body), `link_header`, `token`,
//! `token_header`, `last_item`, `page` and `offset`.

use toml::de::{DeTable, DeValue};

use super::parse::{Reader, Value};
use super::{Pagination, WantedPages};
use crate::api::{NextPage, Place, TokenSource};

const KEYS: &[&str] = &[
    "first",
    "items",
    "last_item",
    "link_header",
    "more",
    "next",
    "offset",
    "page",
    "pages",
    "to",
    "token",
    "token_header",
    "total",
];

const EXPECTED: &str = "`false` or a table with one of `next = \"links.next\"`, `link_header = true`, \
                        `token = \"next_cursor\"`, `token_header = \"X-Next\"`, `last_item = \"id\"` (these three \
                        with `to = \"cursor\"`), `page = \"page\"` and `offset = \"offset\"`";

pub(super) fn pagination(reader: &mut Reader<'_>, value: &Value<'_>) -> Option<Pagination> {
    match value.get_ref() {
        DeValue::Boolean(false) => Some(Pagination::Off),
        DeValue::Table(table) => {
            let wanted = wanted(reader, table);
            if wanted.is_none() {
                reader.problem(value.span(), format!("expected {EXPECTED}"));
            }
            wanted.map(Pagination::On)
        }
        _ => {
            reader.mistyped(value, EXPECTED);
            None
        }
    }
}

/// The table, after all its keys were checked.
fn wanted(reader: &mut Reader<'_>, table: &DeTable<'_>) -> Option<WantedPages> {
    for (key, _) in table {
        if !KEYS.contains(&key.get_ref().as_ref()) {
            reader.unknown_key(key, KEYS);
        }
    }
    let mut path = |name: &str| reader.wire_path(table.get(name)?);
    let (items, more) = (path("items"), path("more"));
    let (next, token, id) = (path("next"), path("token"), path("last_item"));
    let (pages, total) = (path("pages"), path("total"));
    let mut text = |name: &str| reader.string(table.get(name)?).map(str::to_owned);
    let header = text("token_header");
    let (to, page, offset) = (text("to"), text("page"), text("offset"));
    let flag = table.get("link_header").map(|flag| flag.get_ref());
    let link_header = matches!(flag, Some(DeValue::Boolean(true)));
    let first = match table.get("first").map(|first| first.get_ref()) {
        Some(DeValue::Integer(first)) => i64::from_str_radix(first.as_str(), first.radix()).ok(),
        _ => None,
    };
    let to = to.map(|name| place(&name));
    let from = token
        .map(TokenSource::Body)
        .or(header.map(TokenSource::Header));
    let strategies = [
        next.map(NextPage::Link),
        link_header.then_some(NextPage::LinkHeader),
        from.zip(to.clone())
            .map(|(from, to)| NextPage::Token { from, to }),
        id.zip(to).map(|(id, to)| NextPage::LastItem { id, to }),
        page.map(|name| NextPage::Page {
            to: place(&name),
            first: first.unwrap_or(1),
            pages,
            total: total.clone(),
        }),
        offset.map(|name| NextPage::Offset {
            to: place(&name),
            first: first.unwrap_or(0),
            total,
        }),
    ];
    let mut strategies = strategies.into_iter().flatten();
    let next = strategies.next()?;
    strategies
        .next()
        .is_none()
        .then_some(WantedPages { items, more, next })
}

/// `cursor` is a parameter of the query, `body.page.cursor` a member of the body.
fn place(name: &str) -> Place {
    match name.strip_prefix("body.") {
        Some(path) => Place::Body(path.split('.').map(str::to_owned).collect()),
        None => Place::Query(name.to_owned()),
    }
}
