//! What a server says of its error, wherever its body says it.
//!
//! Comes from the body as it is, so that it is there when the body is not what the description says.

use std::borrow::Cow;

use http::HeaderMap;
use serde_json::Value;

use super::{markup, media_type, response::RawResponse};
use crate::Secret;

/// The longest text that is shown, in characters.
const LONGEST: usize = 300;
/// Shorter secrets would blank half the text.
const SHORTEST_SECRET: usize = 4;
/// Members that hold a sentence for people, the more telling ones first.
const SENTENCES: &[&str] = &[
    "message",
    "Message",
    "msg",
    "error_description",
    "detail",
    "title",
    "description",
    "reason",
];
/// Elements of XML that do, as S3, SOAP and problem details name them.
const ELEMENTS: &[&str] = &[
    "Message",
    "message",
    "faultstring",
    "Text",
    "detail",
    "description",
    "reason",
    "title",
];
/// Elements of XML that hold a code.
const CODES: &[&str] = &["Code", "code", "errorCode", "faultcode"];
/// Headers that name a request, or its trace.
const REQUEST_IDS: &[&str] = &[
    "x-request-id",
    "request-id",
    "x-correlation-id",
    "x-amzn-requestid",
    "x-amz-request-id",
    "x-ms-request-id",
    "x-github-request-id",
    "x-trace-id",
    "cf-ray",
];

/// What the server says is wrong, on one line, without the secrets of the request.
pub(super) fn message(response: &RawResponse) -> Option<String> {
    let said = match serde_json::from_slice(response.body()) {
        Ok(value) => said(&value),
        Err(_) => excerpt(response),
    }?;
    let said = blanked(&said, response.secrets());
    let mut line = said.split_whitespace().collect::<Vec<_>>().join(" ");
    line.retain(|character| !character.is_control());
    if line.chars().count() > LONGEST {
        line = line.chars().take(LONGEST).chain(['…']).collect();
    }
    (!line.is_empty()).then_some(line)
}

/// The server's own code for what is wrong.
pub(super) fn code(response: &RawResponse) -> Option<String> {
    let Ok(body) = serde_json::from_slice::<Value>(response.body()) else {
        let code = markup::element(&xml(response)?, CODES)?;
        return Some(blanked(code.trim(), response.secrets()).into_owned());
    };
    let of = |value: &Value| {
        let code = ["code", "error_code", "errorCode", "Code"]
            .iter()
            .find_map(|key| value.get(key))?;
        match code {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    };
    let error = body.get("error");
    let code = of(&body)
        .or_else(|| error.and_then(of))
        .or_else(|| error.and_then(Value::as_str).map(str::to_owned))
        .or_else(|| body.get("errors").and_then(first).and_then(of))
        .or_else(|| problem_type(&body))?;
    Some(blanked(&code, response.secrets()).into_owned())
}

/// The `type` of a problem, a URI. RFC 9457, section 3.1.1.
fn problem_type(body: &Value) -> Option<String> {
    let ty = body.get("type").and_then(Value::as_str);
    ty.filter(|ty| *ty != "about:blank").map(str::to_owned)
}

/// What the server calls this request, for a question to its people.
pub(super) fn request_id(headers: &HeaderMap) -> Option<&str> {
    let mut ids = REQUEST_IDS.iter().filter_map(|name| headers.get(*name));
    ids.find_map(|id| id.to_str().ok())
}

/// `message`, `error.message`, `error_description`, `detail`, `title`, `errors[0]` and their like.
fn sentence(value: &Value) -> Option<String> {
    let text = |key: &&str| value.get(key).and_then(said);
    let plain = || SENTENCES.iter().find_map(text);
    let error = value.get("error");
    let nested = || error.filter(|error| error.is_object()).and_then(sentence);
    let top = value.get("message").and_then(said);
    top.or_else(nested)
        .or_else(plain)
        .or_else(|| value.get("errors").and_then(first).and_then(said))
        .or_else(|| error.and_then(said))
        .or_else(|| first(value).filter(|_| value.is_array()).and_then(said))
}

/// Text, or what an object or the first item of a list says.
fn said(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()).filter(|text| !text.trim().is_empty()),
        Value::Object(_) => sentence(value),
        Value::Array(_) => first(value).and_then(said),
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

/// The first item, or the value of the first member: some report by the name of the field.
fn first(value: &Value) -> Option<&Value> {
    match value {
        Value::Array(items) => items.first(),
        Value::Object(members) => members.values().next(),
        _ => None,
    }
}

/// Plain text as it is, XML by its message, a page by its title, else both by their text. Text often
/// comes under the name of JSON.
fn excerpt(response: &RawResponse) -> Option<String> {
    let text = readable(response)?;
    let start: String = text.trim_start().chars().take(9).collect();
    let start = start.to_ascii_lowercase();
    if start.starts_with("<html") || start == "<!doctype" {
        return title(&text)
            .map(str::to_owned)
            .or_else(|| Some(markup::text(&text)));
    }
    if start.starts_with('<') && (text.contains("</") || text.contains("/>")) {
        return markup::element(&text, ELEMENTS).or_else(|| Some(markup::text(&text)));
    }
    Some(text.chars().take(4 * LONGEST).collect())
}

/// The text of a body of XML.
fn xml(response: &RawResponse) -> Option<Cow<'_, str>> {
    readable(response).filter(|text| text.trim_start().starts_with('<'))
}

/// The text of a body that may be some.
fn readable(response: &RawResponse) -> Option<Cow<'_, str>> {
    let media_type = response
        .media_type()
        .map(media_type::essence)
        .unwrap_or_default();
    let may_be_text = media_type.is_empty()
        || media_type.starts_with("text/")
        || media_type::is_xml(media_type)
        || media_type::is_json(media_type);
    let text = response.text();
    (may_be_text && !text.contains('\u{fffd}')).then_some(text)
}

fn title(page: &str) -> Option<&str> {
    let lower = page.to_ascii_lowercase();
    let start = lower.find("<title")?;
    let start = start + lower.get(start..)?.find('>')? + 1;
    let end = start + lower.get(start..)?.find("</title")?;
    page.get(start..end)
}

fn blanked<'t>(text: &'t str, secrets: &[Secret]) -> Cow<'t, str> {
    let long = secrets
        .iter()
        .map(Secret::expose)
        .filter(|secret| secret.len() >= SHORTEST_SECRET);
    long.fold(Cow::Borrowed(text), |text, secret| {
        match text.contains(secret) {
            true => Cow::Owned(text.replace(secret, "***")),
            false => text,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_usual_places_are_known() {
        for body in [
            json!({"message": "no"}),
            json!({"error": {"message": "no", "code": 7}, "title": "x"}),
            json!({"error": "invalid_grant", "error_description": "no"}),
            json!({"type": "about:blank", "title": "Bad", "detail": "no"}),
            json!({"title": "no"}),
            json!({"errors": ["no"]}),
            json!({"errors": [{"title": "x", "detail": "no"}]}),
            json!({"errors": {"name": ["no"]}}),
            json!({"detail": [{"loc": ["body"], "msg": "no"}]}),
            json!({"error": "no"}),
            json!([{"message": "no"}]),
        ] {
            assert_eq!(sentence(&body).as_deref(), Some("no"), "{body}");
        }
        assert_eq!(sentence(&json!({"name": "rex"})), None);
    }

    #[test]
    fn secrets_are_blanked() {
        let secrets = ["hunter2".into(), "no".into()];
        assert_eq!(blanked("no hunter2 here", &secrets), "no *** here");
    }
}
