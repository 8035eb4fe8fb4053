//! What a page says of the next one, read from its JSON without its type.

use crate::{JsonError, Wire, json::Reader, json::Writer};

/// The JSON text of the member at a path.
pub(in crate::http) fn at<'a>(body: &'a [u8], path: &[&str]) -> Option<&'a str> {
    find(&mut Reader::new(body).ok()?, path).ok().flatten()
}

fn find<'a>(reader: &mut Reader<'a>, path: &[&str]) -> Result<Option<&'a str>, JsonError> {
    let Some((first, rest)) = path.split_first() else {
        return reader.raw().map(Some);
    };
    let mut more = reader.begin_object()?;
    while more {
        if *reader.name()? == **first {
            return find(reader, rest);
        }
        reader.skip()?;
        more = reader.next_member()?;
    }
    Ok(None)
}

/// A cursor, an identifier or a link: a string or a number; none where it is null, empty or
/// anything else.
pub(super) fn scalar(json: &str) -> Option<String> {
    let text = match json.as_bytes().first()? {
        b'"' => String::from_body(bytes::Bytes::copy_from_slice(json.as_bytes())).ok()?,
        b'-' | b'0'..=b'9' => json.to_owned(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// A number that a page tells.
pub(super) fn number(body: &[u8], path: Option<&'static [&'static str]>) -> Option<i64> {
    scalar(at(body, path?)?)?.parse().ok()
}

pub(super) fn boolean(body: &[u8], path: Option<&'static [&'static str]>) -> Option<bool> {
    at(body, path?)?.parse().ok()
}

/// How many items a list has, and the last one.
pub(super) fn items(list: &str) -> (usize, Option<&str>) {
    let (mut count, mut last) = (0, None);
    let mut reader = Reader::of_text(list);
    let mut more = reader.begin_array().unwrap_or(false);
    while more {
        let Ok(item) = reader.raw() else {
            break;
        };
        (count, last) = (count + 1, Some(item));
        more = reader.next_item().unwrap_or(false);
    }
    (count, last)
}

/// The body with another value at a path; whatever else it has stays as it is.
pub(super) fn with(body: &str, path: &[&str], json: &str) -> Result<String, JsonError> {
    let Some((first, rest)) = path.split_first() else {
        return Ok(json.to_owned());
    };
    let mut writer = Writer::new();
    let mut reader = Reader::of_text(body);
    let mut more = !reader.null()? && reader.begin_object()?;
    let mut inner = "null";
    writer.begin_object();
    while more {
        let name = reader.name()?;
        let value = reader.raw()?;
        if *name == **first {
            inner = value;
        } else {
            writer.name(&name);
            writer.raw(value);
        }
        more = reader.next_member()?;
    }
    writer.name(first);
    writer.raw(&with(inner, rest, json)?);
    writer.end_object();
    Ok(writer.into_string())
}

/// The target of a relation in a header `Link` (RFC 8288, section 3).
pub(super) fn link<'h>(header: &'h str, relation: &str) -> Option<&'h str> {
    let mut rest = header;
    while let Some((_, after)) = rest.split_once('<') {
        let (target, after) = after.split_once('>')?;
        let parameters = end_of_link(after);
        if has_relation(after.get(..parameters).unwrap_or_default(), relation) {
            return Some(target);
        }
        rest = after.get(parameters..).unwrap_or_default();
    }
    None
}

/// Where the parameters of a link end: at a comma outside of quotes.
fn end_of_link(text: &str) -> usize {
    let mut quoted = false;
    let end = text.char_indices().find(|(_, letter)| {
        quoted ^= *letter == '"';
        *letter == ',' && !quoted
    });
    end.map_or(text.len(), |(at, _)| at)
}

fn has_relation(parameters: &str, relation: &str) -> bool {
    parameters.split(';').any(|parameter| {
        let Some((name, value)) = parameter.split_once('=') else {
            return false;
        };
        let mut relations = value.trim().trim_matches('"').split_ascii_whitespace();
        name.trim().eq_ignore_ascii_case("rel")
            && relations.any(|one| one.eq_ignore_ascii_case(relation))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_found_by_their_paths() {
        let body = br#"{"a": [1], "b": {"c": "x\"y", "d": 7, "e": ""}}"#;
        assert_eq!(at(body, &["b", "d"]), Some("7"));
        assert_eq!(at(body, &[]).map(str::len), Some(body.len()));
        assert_eq!(
            at(body, &["b", "c"]).and_then(scalar).as_deref(),
            Some("x\"y")
        );
        for path in [&["b", "e"][..], &["b", "z"], &["a", "b"], &["b"]] {
            assert_eq!(at(body, path).and_then(scalar), None, "{path:?}");
        }
        assert_eq!(at(b"[", &["a"]), None);
    }

    #[test]
    fn a_member_is_put_where_it_belongs() {
        let put = |body| with(body, &["page", "cursor"], "\"c\"").unwrap();
        assert_eq!(put("null"), r#"{"page":{"cursor":"c"}}"#);
        assert_eq!(
            put(r#"{"page": {"cursor": 1, "limit": 2.50}, "q": 1e400}"#),
            r#"{"q":1e400,"page":{"limit":2.50,"cursor":"c"}}"#
        );
        assert!(with("[]", &["a"], "1").is_err());
    }

    #[test]
    fn the_relation_next_is_found() {
        for header in [
            "<https://a/x?page=2>; rel=\"next\"",
            "<https://a/1>; rel=first, <https://a/x?page=2>; title=\"a, <b>\"; REL=\"last next\"",
            "<https://a/x?page=2>;rel=next",
        ] {
            assert_eq!(link(header, "next"), Some("https://a/x?page=2"), "{header}");
        }
        for header in ["", "<https://a/1>; rel=\"prev\"", "<https://a/1", "next"] {
            assert_eq!(link(header, "next"), None, "{header}");
        }
    }
}
