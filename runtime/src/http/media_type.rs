//! Media types, as Content-Type and Accept name them. RFC 9110, sections 8.3.1 and 12.5.1.

use http::{HeaderMap, header};

/// The media type of a message's body, with its parameters.
pub(super) fn of(headers: &HeaderMap) -> Option<&str> {
    let media_type = headers.get(header::CONTENT_TYPE)?.to_str().ok()?.trim();
    (!media_type.is_empty()).then_some(media_type)
}

/// Type and subtype, without the parameters.
pub(super) fn essence(media_type: &str) -> &str {
    let essence = media_type.split(';').next();
    essence.unwrap_or_default().trim()
}

/// Whether bodies of this type are JSON. RFC 6839, section 3.1, for the suffix.
pub(super) fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type).to_ascii_lowercase();
    let known = ["application/json", "text/json", "application/x-json"];
    known.contains(&essence.as_str()) || essence.ends_with("+json")
}

/// Whether bodies of this type are XML. RFC 7303, sections 3 and 4.
pub(super) fn is_xml(media_type: &str) -> bool {
    let essence = essence(media_type).to_ascii_lowercase();
    ["application/xml", "text/xml"].contains(&essence.as_str()) || essence.ends_with("+xml")
}

/// Whether one of the ranges of an Accept header names the type itself, or all of its kind.
pub(super) fn is_named(media_type: &str, accept: &str) -> bool {
    let (wanted, mut ranges) = (essence(media_type), accept.split(',').map(essence));
    ranges.any(|range| {
        range.eq_ignore_ascii_case(wanted)
            || range.strip_suffix("/*").is_some_and(|kind| {
                let of_wanted = wanted.split('/').next().unwrap_or_default();
                kind != "*" && kind.eq_ignore_ascii_case(of_wanted)
            })
    })
}

/// A parameter of a header, `name="value"`, quoted or not (RFC 9110, section 5.6.6).
pub(super) fn parameter(header: &str, wanted: &str) -> Option<String> {
    let mut rest = header.split_once(';')?.1;
    loop {
        let (name, after) = rest.split_once('=')?;
        let (value, behind) = value(after);
        if name.trim().eq_ignore_ascii_case(wanted) {
            return Some(value);
        }
        rest = behind.split_once(';')?.1;
    }
}

/// A value and what stands behind it.
fn value(text: &str) -> (String, &str) {
    let Some(quoted) = text.trim_start().strip_prefix('"') else {
        let end = text.find(';').unwrap_or(text.len());
        let (value, behind) = text.split_at(end);
        return (value.trim().to_owned(), behind);
    };
    let mut value = String::new();
    let mut characters = quoted.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return (value, quoted.get(at + 1..).unwrap_or_default()),
            '\\' => value.extend(characters.next().map(|(_, escaped)| escaped)),
            other => value.push(other),
        }
    }
    (value, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_of_headers() {
        let header = "multipart/mixed; charset=\"a;b\"; Boundary = x ;y=z";
        assert_eq!(parameter(header, "boundary").as_deref(), Some("x"));
        assert_eq!(parameter(header, "charset").as_deref(), Some("a;b"));
        assert_eq!(parameter(header, "none"), None);
    }

    #[test]
    fn json_by_many_names() {
        for json in ["application/json;v=1", "TEXT/JSON", "application/hal+json"] {
            assert!(is_json(json), "{json}");
        }
        for other in [
            "text/plain",
            "application/json-seq",
            "application/jsonl",
            "",
        ] {
            assert!(!is_json(other), "{other}");
        }
    }

    #[test]
    fn ranges_name_all_of_their_kind() {
        let accept = "application/json, text/*;q=0.5";
        assert!(is_named("text/html; charset=x", accept));
        assert!(is_named("Application/JSON", accept));
        assert!(!is_named("image/png", "application/json, */*"));
    }
}
