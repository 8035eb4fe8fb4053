//! openapi-core checks what the client of the kitchen sink sends, tells what it has read from it, and
//! checks the responses that the client is given. It knows what Prism does not: cookies, parameters
//! with `content`, lists in urlencoded forms, and each header of a response. It cannot check paths of
//! style `label` and `matrix`, exploded objects in queries, and files in forms.

use std::path::Path;

use runtime::{Error, HeaderMap};
use serde_json::{Value, json};

use super::Judge;
use crate::kitchen_sink::api::types::{Level, Range, SendEitherRequest, SendFormRequest, Shape};
use crate::kitchen_sink::api::{Client, ResponseHeaders as _};

fn judge() -> Judge {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let python = folder.join("../target/openapi-core/bin/python");
    assert!(python.exists(), "tests/judges/openapi-core.sh installs it");
    let description = folder.join("kitchen-sink.yaml");
    let arguments = ["checks.py", description.to_str().unwrap()];
    Judge::run(python.to_str().unwrap(), &arguments)
}

fn client(judge: &Judge) -> Client {
    let builder = Client::builder().base_url(judge.url("/v1"));
    let builder = builder.header_key("a").query_key("b&=").cookie_key("c");
    builder.bearer("token").build().unwrap()
}

fn range() -> Range {
    runtime::from_slice(br#"{"min":1,"max":9}"#).unwrap()
}

/// What the judge has read in a place of a request that it does not object to.
fn read(headers: &HeaderMap, place: &str) -> Value {
    let all: Value = serde_json::from_str(headers.get("read").unwrap().to_str().unwrap()).unwrap();
    all[place].clone()
}

/// The headers of a response to a request that the judge does not object to.
fn accepted<T, E: std::fmt::Debug>(
    response: Result<runtime::Response<T>, Error<E>>,
) -> runtime::Response<T> {
    response.unwrap_or_else(|error| panic!("{}: {error:?}", violations(&error)))
}

fn violations<E>(error: &Error<E>) -> String {
    match error {
        Error::Api(error) => {
            let header = error.headers().get("violations");
            header.map_or_else(String::new, |value| value.to_str().unwrap().to_owned())
        }
        _ => String::new(),
    }
}

/// What the judge shall respond.
fn reply(status: u16, media_type: &str, body: &str, more: &[(&str, &str)]) -> String {
    let mut headers = json!({ "Content-Type": media_type });
    for (name, value) in more {
        headers[name] = json!(value);
    }
    json!({ "status": status, "headers": headers, "body": body }).to_string()
}

#[tokio::test]
async fn lists_in_queries_are_read() {
    let judge = judge();
    let client = client(&judge);
    let words = ["a b", "c,d", "é&="].map(str::to_owned);
    let arrays = || client.parameters().query_arrays();
    let response = accepted(arrays().exploded(&words).response().await);
    assert_eq!(
        read(&response.headers, "query"),
        json!({ "exploded": words })
    );
    let response = accepted(arrays().pipes(&words).response().await);
    assert_eq!(read(&response.headers, "query"), json!({ "pipes": words }));
    // It decodes before it splits.
    let words = ["a".to_owned(), "é&=".to_owned()];
    let response = accepted(arrays().joined(&words).response().await);
    assert_eq!(read(&response.headers, "query"), json!({ "joined": words }));
}

#[tokio::test]
async fn objects_in_queries_are_read() {
    let judge = judge();
    let client = client(&judge);
    let objects = || client.parameters().query_objects();
    let values = json!({ "min": 1, "max": 9 });
    let call = objects().joined(&range()).deep(&range()).json(&range());
    let response = accepted(call.response().await);
    let expected = json!({ "joined": values, "deep": values, "json": values });
    assert_eq!(read(&response.headers, "query"), expected);
    accepted(objects().exploded(&range()).response().await);
}

#[tokio::test]
async fn scalars_in_queries_are_read() {
    let judge = judge();
    let client = client(&judge);
    let scalars = client.parameters().query_scalars().odd_name("v&=#");
    let scalars = scalars.reserved("https://a/b?c=d").level(Level::High);
    let at = "2026-01-15T11:00:00+01:00".parse().unwrap();
    let call = scalars.at(at).ratio(0.5).flag(false);
    let expected = json!({ "odd[name]&=": "v&=#", "reserved": "https://a/b?c=d", "level": 2,
        "at": "2026-01-15 11:00:00+01:00", "ratio": 0.5, "flag": false });
    assert_eq!(
        read(&accepted(call.response().await).headers, "query"),
        expected
    );
    let call = client.parameters().query_scalars();
    let error = call.level(Level::Unrecognized(3)).await.unwrap_err();
    assert!(violations(&error).contains("level"), "{error:?}");
}

#[tokio::test]
async fn headers_and_cookies_are_read() {
    let judge = judge();
    let client = client(&judge);
    let words = ["a", "b"].map(str::to_owned);
    let call = client.parameters().headers_and_cookies(&words);
    let call = call.x_range(&range()).session("s").theme("dark");
    let headers = accepted(call.response().await).headers;
    let expected = json!({ "X-Words": words, "X-Range": { "min": 1, "max": 9 } });
    assert_eq!(read(&headers, "header"), expected);
    let expected = json!({ "session": "s", "theme": "dark" });
    assert_eq!(read(&headers, "cookie"), expected);
}

#[tokio::test]
async fn keys_in_every_place_are_read() {
    let judge = judge();
    let client = client(&judge);
    let response = accepted(client.security().all_keys().response().await);
    let expected = json!({ "header_key": "a", "query_key": "b&=", "cookie_key": "c" });
    assert_eq!(read(&response.headers, "security"), expected);
    let response = accepted(client.security().choice().response().await);
    let expected = json!({ "bearer": "token" });
    assert_eq!(read(&response.headers, "security"), expected);
}

#[tokio::test]
async fn bodies_are_read() {
    let judge = judge();
    let client = client(&judge);
    let bodies = client.bodies();
    let mut form = SendFormRequest::new("a b&c=é");
    form.words = Some(vec!["a".to_owned(), "b,c".to_owned()]);
    let response = accepted(bodies.send_form(&form).response().await);
    let expected = json!({ "name": "a b&c=é", "words": ["a", "b,c"] });
    assert_eq!(read(&response.headers, "body"), expected);
    let response = accepted(bodies.send_optional().response().await);
    assert_eq!(read(&response.headers, "body"), Value::Null);
    let call = bodies.send_optional().body(&range());
    let values = json!({ "min": 1, "max": 9 });
    assert_eq!(
        read(&accepted(call.response().await).headers, "body"),
        values
    );
    let ranges = [range(), range()];
    let call = bodies.send_lines(&ranges);
    let response = accepted(call.response().await);
    assert_eq!(read(&response.headers, "body"), json!([values, values]));
    let form = SendEitherRequest::new("x y");
    let response = accepted(bodies.send_either_as_form(&form).response().await);
    assert_eq!(read(&response.headers, "body"), json!({ "name": "x y" }));
    let response = accepted(bodies.send_either_as_text("text").response().await);
    assert_eq!(read(&response.headers, "body"), json!("text"));
}

#[tokio::test]
async fn what_is_sent_and_received_as_json_is_valid() {
    let judge = judge();
    let client = client(&judge);
    let text = r#"{"id":1,"nothing":null,"shape":{"kind":"circle","radius":1.5},"more":4}"#;
    let everything = runtime::from_slice(text.as_bytes()).unwrap();
    let call = client.bodies().send_json(&everything);
    let wanted = reply(200, "application/json", text, &[]);
    let same = accepted(call.header("Respond", &wanted).response().await);
    assert_eq!(runtime::to_string(&same.body), text);
    let sent: Value = serde_json::from_str(text).unwrap();
    assert_eq!(read(&same.headers, "body"), sent);
}

#[tokio::test]
async fn headers_of_valid_responses_are_read() {
    let judge = judge();
    let client = client(&judge);
    let headers = [
        ("X-Total", "12"),
        ("X-Words", "a,b"),
        ("X-Range", "min=1,max=2"),
        ("X-Shape", r#"{"kind":"circle","radius":1.5}"#),
        ("X-Level", "2"),
    ];
    let wanted = reply(200, "application/json", r#"{"min":1}"#, &headers);
    let call = client.responses().by_status().header("Respond", &wanted);
    let response = accepted(call.response().await);
    assert_eq!(response.headers.x_total(), Ok(12));
    assert_eq!(response.headers.x_words().unwrap().unwrap(), ["a", "b"]);
    assert_eq!(response.headers.x_range().unwrap().unwrap().max, Some(2));
    assert!(matches!(
        response.headers.x_shape(),
        Ok(Some(Shape::Circle(_)))
    ));
    assert_eq!(response.headers.x_level(), Ok(Some(Level::High)));
}

#[tokio::test]
async fn every_status_of_valid_responses_is_read() {
    let judge = judge();
    let client = client(&judge);
    let bodies = [
        (404, "text/plain", "none"),
        (422, "application/json", "[\"a\"]"),
        (500, "application/json", "2"),
    ];
    for (status, media_type, body) in bodies {
        let wanted = reply(status, media_type, body, &[]);
        let call = client.responses().by_status().header("Respond", &wanted);
        let error = call.await.unwrap_err();
        assert_eq!(violations(&error), "");
        let Error::Api(error) = error else {
            panic!("{error:?}")
        };
        assert_eq!(error.status(), status);
        assert!(error.body().is_ok(), "{error:?}");
    }
    let wanted = reply(200, "application/json", "null", &[]);
    let call = client.responses().nullable().header("Respond", &wanted);
    assert_eq!(accepted(call.response().await).body, None);
}
