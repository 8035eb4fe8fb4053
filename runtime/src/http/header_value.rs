//! The value of a header as JSON, which its type reads.
//!
//! A header is text and does not say whether it is a number, a list or a date: its type does. So
//! each meaning that the text may have is tried until one fits.

use std::borrow::Cow;

use bytes::Bytes;
use http::header;

use super::{style::Style, texts::Texts};
use crate::{JsonError, json::Reader, to_vec};

/// How the value of a header is spelled: `simple` of OpenAPI where nothing else is said.
#[derive(Debug, Clone, Copy)]
pub struct HeaderSpelling {
    /// Members of objects are `name=value`, not `name,value`.
    explode: bool,
    /// Lists and the lists in them, from outside in.
    lists: &'static [Style],
    /// The whole value is JSON.
    is_json: bool,
}

impl HeaderSpelling {
    /// Items are separated by commas.
    pub const SIMPLE: Self = Self {
        explode: false,
        lists: &[Style::Simple],
        is_json: false,
    };

    /// JSON text, as `content` of the header says.
    pub const JSON: Self = Self {
        is_json: true,
        ..Self::SIMPLE
    };

    /// Simple, with `explode` as given.
    #[must_use]
    pub const fn explode(self, explode: bool) -> Self {
        Self { explode, ..self }
    }

    /// Lists in lists, the style of each from outside in.
    #[must_use]
    pub const fn lists(self, lists: &'static [Style]) -> Self {
        Self { lists, ..self }
    }
}

/// What the type reads, as JSON; nothing where there is no such header, or an empty one that is no
/// value of the type. `check` says why JSON does not fit.
pub(super) fn json(
    values: header::GetAll<'_, http::HeaderValue>,
    name: &str,
    spelling: HeaderSpelling,
    check: &dyn Fn(&[u8]) -> Option<JsonError>,
) -> Result<Option<Bytes>, JsonError> {
    let lines: Vec<_> = values.iter().map(text).collect();
    let Some(first) = lines.first() else {
        return Ok(None);
    };
    // RFC 6265, section 3: the one header whose lines cannot be combined.
    let is_single = name.eq_ignore_ascii_case(header::SET_COOKIE.as_str());
    let whole = match is_single {
        true => first.to_string(),
        false => lines.join(", "),
    };
    let mut worst: Option<JsonError> = None;
    for json in readings(&whole, is_single.then_some(&*lines), spelling, check) {
        let Some(error) = check(&json) else {
            return Ok(Some(json));
        };
        // The reading that came furthest tells best what is wrong.
        let is_deeper = |known: &JsonError| error.path().len() >= known.path().len();
        if worst.as_ref().is_none_or(is_deeper) {
            worst = Some(error);
        }
    }
    match worst.filter(|_| !whole.is_empty()) {
        Some(error) => Err(error),
        None => Ok(None),
    }
}

/// What the value may mean, the most likely first.
fn readings(
    whole: &str,
    lines: Option<&[Cow<'_, str>]>,
    spelling: HeaderSpelling,
    check: &dyn Fn(&[u8]) -> Option<JsonError>,
) -> Vec<Bytes> {
    let raw = is_json(whole).then(|| Bytes::copy_from_slice(whole.as_bytes()));
    if spelling.is_json {
        let broken = || Bytes::copy_from_slice(whole.as_bytes());
        return vec![raw.unwrap_or_else(broken)];
    }
    let mut readings = vec![quoted(whole)];
    readings.extend(raw);
    readings.extend(date(whole));
    for is_raw in [false, true] {
        let mut list = String::new();
        match lines {
            Some(lines) => push_items(lines.iter().map(|line| &**line), &[], is_raw, &mut list),
            None => push_list(whole, spelling.lists, is_raw, &mut list),
        }
        readings.push(list.into());
    }
    let members = members(whole, spelling.explode).map(Texts::Members);
    readings.extend(members.map(|members| members.to_json(&|json| check(&json))));
    readings
}

/// Text in UTF-8, or else in ISO 8859-1, which headers were in before (RFC 9110, section 5.5).
fn text(value: &http::HeaderValue) -> Cow<'_, str> {
    match std::str::from_utf8(value.as_bytes()) {
        Ok(text) => text.trim().into(),
        Err(_) => {
            let chars = value.as_bytes().iter().map(|byte| char::from(*byte));
            chars.collect::<String>().trim().to_owned().into()
        }
    }
}

fn quoted(text: &str) -> Bytes {
    to_vec(&text).into()
}

fn is_json(text: &str) -> bool {
    let mut reader = Reader::of_text(text);
    reader.skip().and_then(|()| reader.end()).is_ok()
}

/// A date as HTTP spells it (RFC 9110, section 5.6.7), as JSON does.
fn date(text: &str) -> Option<Bytes> {
    let date = httpdate::parse_http_date(text).ok()?;
    let date: crate::DateTime = time::OffsetDateTime::from(date).into();
    Some(to_vec(&date).into())
}

/// An array of JSON: its items are strings, or `is_raw` what they are as they stand where that is
/// JSON.
fn push_list(text: &str, styles: &[Style], is_raw: bool, json: &mut String) {
    let style = styles.first().copied().unwrap_or(Style::Simple);
    let inner = styles.get(1..).unwrap_or_default();
    push_items(items(text, style.delimiter()), inner, is_raw, json);
}

fn push_items<'t>(
    items: impl Iterator<Item = &'t str>,
    inner: &[Style],
    is_raw: bool,
    json: &mut String,
) {
    json.push('[');
    for (index, item) in items.enumerate() {
        if index > 0 {
            json.push(',');
        }
        match inner {
            [] if is_raw && is_json(item) => json.push_str(item),
            [] => json.push_str(&String::from_utf8_lossy(&quoted(item))),
            inner => push_list(item, inner, is_raw, json),
        }
    }
    json.push(']');
}

/// The items that are not empty (RFC 9110, section 5.6.1.2). What stands in quotes is not
/// separated.
fn items(text: &str, delimiter: char) -> impl Iterator<Item = &str> {
    let (mut in_quotes, mut is_escaped) = (false, false);
    let parts = text.split(move |c| {
        match c {
            _ if is_escaped => {
                is_escaped = false;
                return false;
            }
            '\\' if in_quotes => is_escaped = true,
            '"' => in_quotes = !in_quotes,
            _ => {}
        }
        c == delimiter && !in_quotes
    });
    parts.map(str::trim).filter(|item| !item.is_empty())
}

/// The members of an object, `R=100,G=200` or `R,100,G,200`.
fn members(text: &str, explode: bool) -> Option<Vec<(String, Texts)>> {
    let mut items = items(text, Style::Simple.delimiter());
    let mut members = Vec::new();
    while let Some(item) = items.next() {
        let (name, value) = match explode {
            true => item.split_once('=')?,
            false => (item, items.next()?),
        };
        members.push((name.trim().to_owned(), Texts::of_value(value.trim())));
    }
    Some(members)
}
