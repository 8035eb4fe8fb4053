//! Responses by what HTTP says of them: statuses without content, media types, encodings of text.

use super::{
    client,
    server::{Server, Step, response},
};
use crate::{
    Bytes, Call, Client, Error, Event, Events, FromResponse, Lines, Parts, StreamError, Text, Uuid,
    Value, private::Operation,
};

const ANY: Operation = Operation::new("read", "GET", "/read");
const TEXT: Operation = Operation::new("read", "GET", "/read").accept("text/plain");
const HEAD: Operation = Operation::new("look", "HEAD", "/read");
const MOVED: Operation = Operation::new("log_in", "GET", "/login").results(&["302", "304"]);
const NARROW: Operation = Operation::new("read", "GET", "/read").errors(&["404", "5XX"]);

/// A response of this media type.
fn of(status: u16, media_type: &str, body: &[u8]) -> Vec<Step> {
    let head = format!(
        "HTTP/1.1 {status} X\r\nconnection: close\r\ncontent-type: {media_type}\r\n\
         content-length: {}\r\n\r\n",
        body.len()
    );
    vec![Step::Write(head.into_bytes()), Step::Write(body.to_vec())]
}

async fn server(reply: Vec<Step>) -> Client {
    client(&Server::script(vec![reply]).await)
}

async fn read<T: FromResponse>(
    operation: &'static Operation,
    reply: Vec<Step>,
) -> Result<T, Error<Value>> {
    Call::new(server(reply).await.operation(operation)).await
}

async fn unread<T: FromResponse>(
    operation: &'static Operation,
    reply: Vec<Step>,
) -> crate::DecodeError {
    match read::<T>(operation, reply).await {
        Err(Error::Decode(error)) => error,
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("was read"),
    }
}

#[tokio::test]
async fn responses_to_head_and_some_statuses_have_no_body() {
    let head = b"HTTP/1.1 200 X\r\nconnection: close\r\ncontent-length: 7\r\n\r\n".to_vec();
    read::<()>(&HEAD, vec![Step::Write(head.clone())])
        .await
        .unwrap();
    let bytes: Bytes = read(&HEAD, vec![Step::Write(head)]).await.unwrap();
    assert!(bytes.is_empty());
    for status in [204, 205] {
        let head = format!("HTTP/1.1 {status} X\r\nconnection: close\r\n\r\n");
        let reply = || vec![Step::Write(head.clone().into_bytes())];
        assert_eq!(read::<Option<Value>>(&ANY, reply()).await.unwrap(), None);
        let mut events: Events<Event<Value>> = read(&ANY, reply()).await.unwrap();
        assert!(events.try_next().await.unwrap().is_none());
        let mut lines: Lines<Value> = read(&ANY, reply()).await.unwrap();
        assert!(lines.try_next().await.unwrap().is_none());
    }
}

#[tokio::test]
async fn a_redirect_that_the_operation_names_is_its_result() {
    let server = Server::script(vec![response(302, &[("location", "/other")], "")]).await;
    let call = Call::<(), Value>::new(client(&server).operation(&MOVED));
    let response = call.response().await.unwrap();
    assert_eq!(
        (response.status, &response.headers["location"]),
        (302, &"/other".parse().unwrap())
    );
    assert_eq!(server.targets(), ["/login"]);
    let not_modified = b"HTTP/1.1 304 X\r\nconnection: close\r\n\r\n".to_vec();
    let unchanged = read::<Option<Value>>(&MOVED, vec![Step::Write(not_modified)]).await;
    assert_eq!(unchanged.unwrap(), None);
}

#[tokio::test]
async fn an_error_has_a_body_only_where_its_status_is_described() {
    for (status, is_described) in [(404, true), (503, true), (400, false), (409, false)] {
        let reply = response(status, &[("retry-after", "99")], r#"{"a":1}"#);
        let Err(Error::Api(error)) = read::<Value>(&NARROW, reply).await else {
            panic!()
        };
        assert_eq!(error.body().is_ok(), is_described, "{status}");
        assert_eq!(&error.raw()[..], br#"{"a":1}"#);
    }
}

#[tokio::test]
async fn text_is_read_in_its_encoding() {
    let latin = of(200, "text/plain; charset=ISO-8859-1", b"caf\xE9");
    assert_eq!(&*read::<Text>(&TEXT, latin).await.unwrap(), "café");
    let wide = of(200, "text/plain; charset=\"utf-16be\"", b"\0a\0\xE9");
    assert_eq!(&*read::<Text>(&TEXT, wide).await.unwrap(), "aé");
    let json = of(200, "application/json; charset=iso-8859-1", b"\"caf\xE9\"");
    assert_eq!(read::<String>(&ANY, json).await.unwrap(), "café");
    let xml = b"<?xml version='1.0' encoding='latin1'?><a>caf\xE9</a>";
    let xml = of(200, "application/xml", xml);
    assert!(
        read::<Text>(&ANY, xml)
            .await
            .unwrap()
            .ends_with("<a>café</a>")
    );
    for (media_type, message) in [
        (
            "text/plain; charset=ebcdic",
            "is text in `ebcdic`, which cannot be read",
        ),
        ("application/xml", "is not text: byte 3 is not UTF-8"),
    ] {
        let error = unread::<Text>(&TEXT, of(200, media_type, b"<a>\xE9</a>")).await;
        assert_eq!(
            (error.message(), &error.raw()[..]),
            (message, &b"<a>\xE9</a>"[..])
        );
    }
    let picture = b"\x89PNG\r\n";
    let error = unread::<Text>(&TEXT, of(200, "text/plain", picture)).await;
    assert_eq!(&error.raw()[..], picture);
    assert_eq!(error.message(), "is not text: byte 0 is not UTF-8");
    let bytes = read::<Bytes>(&TEXT, of(200, "text/plain; charset=latin1", picture)).await;
    assert_eq!(&bytes.unwrap()[..], picture);
}

#[tokio::test]
async fn a_body_of_another_media_type_says_so_and_is_kept() {
    let error = unread::<Vec<i64>>(&ANY, of(200, "text/csv; charset=utf-8", b"a,b\n")).await;
    assert!(
        error.message().starts_with("is text/csv, not JSON: "),
        "{error}"
    );
    assert_eq!(&error.raw()[..], b"a,b\n");
    let mislabelled = of(200, "text/html", b"[1]");
    assert_eq!(read::<Vec<i64>>(&ANY, mislabelled).await.unwrap(), [1]);
    let error = unread::<Vec<i64>>(&ANY, of(200, "text/html", b"[true]")).await;
    assert!(error.message().starts_with("expected "), "{error}");
}

#[tokio::test]
async fn text_has_a_type_where_the_operation_asks_for_text() {
    assert_eq!(
        read::<i64>(&TEXT, of(200, "text/plain", b"5\n"))
            .await
            .unwrap(),
        5
    );
    assert!(
        read::<bool>(&TEXT, of(200, "text/plain", b"true"))
            .await
            .unwrap()
    );
    let uuid = b"67e55044-10b1-426f-9247-bb680e5fe0c8";
    read::<Uuid>(&TEXT, of(200, "text/plain;charset=utf-8", uuid))
        .await
        .unwrap();
    let text = read::<String>(&TEXT, of(200, "text/plain", b"\"5\""))
        .await
        .unwrap();
    assert_eq!(text, "\"5\"");
    assert!(
        read::<i64>(&TEXT, of(200, "text/plain", b"five"))
            .await
            .is_err()
    );
    // Where JSON is expected, an error page is no string.
    assert!(
        read::<String>(&ANY, of(200, "text/html", b"<html>"))
            .await
            .is_err()
    );
}

#[tokio::test]
async fn events_that_are_json_are_one_event() {
    let whole = of(200, "application/json", b"{\"text\": \n\"whole\"}");
    let mut events: Events<Event<Value>> = read(&ANY, whole).await.unwrap();
    let event = events.try_next().await.unwrap().unwrap();
    assert_eq!(event.data["text"], "whole");
    assert!(events.try_next().await.unwrap().is_none());
    let other = of(200, "application/json", br#"{"error":1}"#);
    let mut events: Events<Event<Vec<i64>>> = read(&ANY, other).await.unwrap();
    let Err(StreamError::Decode(error)) = events.try_next().await else {
        panic!()
    };
    assert_eq!(&error.raw()[..], br#"{"error":1}"#);
    let message = error.message();
    assert!(
        message.starts_with("is application/json, not text/event-stream: "),
        "{message}"
    );
    assert!(events.try_next().await.unwrap().is_none());
}

#[tokio::test]
async fn streams_of_another_media_type_are_an_error_with_the_body() {
    for body in [&b"<html>\ndata: 1\n\n</html>"[..], b""] {
        let mut events: Events<Event<Value>> =
            read(&ANY, of(200, "text/html", body)).await.unwrap();
        let Err(StreamError::Decode(error)) = events.try_next().await else {
            panic!()
        };
        assert_eq!(&error.raw()[..], body);
        assert_eq!(error.message(), "is text/html, not text/event-stream");
        assert!(events.try_next().await.unwrap().is_none());
    }
    let mut lines: Lines<Value> = read(&ANY, of(200, "text/html", b"1\n2\n")).await.unwrap();
    let Err(StreamError::Decode(error)) = lines.try_next().await else {
        panic!()
    };
    assert_eq!(error.message(), "is text/html, not JSON values");
    let mut lines: Lines<Value> = read(&ANY, of(200, "application/json", b"1\n2\n"))
        .await
        .unwrap();
    assert_eq!(lines.try_next().await.unwrap(), Some(1.into()));
}

#[tokio::test]
async fn parts_need_a_boundary() {
    let error = unread::<Parts>(&ANY, of(200, "multipart/mixed", b"--x--")).await;
    assert_eq!(error.message(), "has no boundary between its parts");
}

#[tokio::test]
async fn a_form_is_read_into_its_type() {
    let form = of(200, "application/x-www-form-urlencoded", b"a=1&b=2&c=x%20y");
    let pairs: crate::Map<String> = read(&ANY, form).await.unwrap();
    assert_eq!(pairs.get("c").map(String::as_str), Some("x y"));
    let form = of(200, "application/x-www-form-urlencoded", b"a=1&b=2");
    let pairs: crate::Map<i64> = read(&ANY, form).await.unwrap();
    assert_eq!(pairs.get("b"), Some(&2));
}
