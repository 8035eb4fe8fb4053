//! Responses that are read while they arrive.

use std::time::Duration;

use super::{
    builder, client,
    server::{Server, Step, head, write},
};
use crate::{
    Bytes, Call, Chunks, Client, Error, Event, Events, FromResponse, Lines, StreamError, Text,
    TimeoutKind, Value, private::Operation,
};

const WATCH: Operation = Operation::new("watch", "GET", "/events");

/// A response whose body comes in these pieces, each by itself.
pub(super) fn pieces(media_type: &str, pieces: &[&[u8]]) -> Vec<Step> {
    let head = format!("HTTP/1.1 200 X\r\nconnection: close\r\ncontent-type: {media_type}\r\n\r\n");
    let mut steps = vec![Step::Write(head.into_bytes())];
    for piece in pieces {
        steps.push(Step::Write(piece.to_vec()));
        steps.push(Step::Wait(Duration::from_millis(2)));
    }
    steps
}

fn watch<T: FromResponse>(client: &Client) -> Call<T, Value> {
    Call::new(client.operation(&WATCH))
}

const EVENTS: &str = "\u{FEFF}: hello\r\nid: 1\r\nevent: add\r\ndata: {\"n\":1}\r\n\r\n\
    data: {\"n\":\ndata: 2}\nretry: 1500\n\n\
    event: ping\n\n\
    data: [DONE]\n\ndata: 3\n\n";

#[tokio::test]
async fn events_arrive_whole_wherever_the_pieces_end() {
    for size in [1, 2, 3, 7, 16, EVENTS.len()] {
        let chunks: Vec<&[u8]> = EVENTS.as_bytes().chunks(size).collect();
        let server = Server::script(vec![pieces("text/event-stream", &chunks)]).await;
        let mut events: Events<Event<crate::Map<i64>>> = watch(&client(&server)).await.unwrap();
        let first = events.try_next().await.unwrap().unwrap();
        assert_eq!(
            (first.event.as_deref(), first.id.as_deref()),
            (Some("add"), Some("1"))
        );
        assert_eq!((first.data.get("n"), first.retry), (Some(&1), None));
        let second = events.try_next().await.unwrap().unwrap();
        assert_eq!((second.event, second.id), (None, None));
        assert_eq!(second.data.get("n"), Some(&2));
        assert_eq!(second.retry, Some(Duration::from_millis(1500)));
        assert_eq!(events.last_event_id(), Some("1"));
        assert!(events.try_next().await.unwrap().is_none());
        assert!(events.try_next().await.unwrap().is_none());
    }
}

crate::object! {
    /// A type of whole events.
    struct Message {
        optional event: Option<String>,
        required data: String,
    }
}

#[tokio::test]
async fn whole_events_are_objects() {
    let body = "event: a\ndata: 1\n\ndata: \"b\"\n\ndata: c d\nid: 7\nretry: 1\n\ndata: last";
    let server = Server::script(vec![pieces("text/event-stream", &[body.as_bytes()])]).await;
    let mut events: Events<Message> = watch(&client(&server)).await.unwrap();
    let mut all = Vec::new();
    while let Some(message) = events.try_next().await.unwrap() {
        all.push((message.event, message.data));
    }
    let expected = [(Some("a"), "1"), (None, "b"), (None, "c d"), (None, "last")];
    let expected = expected.map(|(event, data)| (event.map(str::to_owned), data.to_owned()));
    assert_eq!(all, expected);
    let mut events: Events<Value> = watch(&client(&server)).await.unwrap();
    let first = events.try_next().await.unwrap().unwrap();
    assert_eq!(first, serde_json::json!({"event": "a", "data": 1}));
    let mut texts: Events<Event<Text>> = watch(&client(&server)).await.unwrap();
    let first = texts.try_next().await.unwrap().unwrap();
    assert_eq!(&*first.data, "1");
}

#[tokio::test]
async fn lines_are_items() {
    let body = "{\"n\":1}\n\n[2]\r\n\"three\"";
    let sequence = "\u{1E}{\"n\":\n1}\n\u{1E}[2]\n\u{1E}\"three\"\n";
    for (media_type, body) in [
        ("application/x-ndjson", body),
        ("application/json-seq", sequence),
    ] {
        for size in [1, 2, 5, body.len()] {
            let chunks: Vec<&[u8]> = body.as_bytes().chunks(size).collect();
            let server = Server::script(vec![pieces(media_type, &chunks)]).await;
            let mut lines: Lines<Value> = watch(&client(&server)).await.unwrap();
            let mut all = Vec::new();
            while let Some(item) = lines.try_next().await.unwrap() {
                all.push(item);
            }
            assert_eq!(
                Value::from(all),
                serde_json::json!([{"n": 1}, [2], "three"])
            );
        }
    }
}

#[tokio::test]
async fn an_item_that_does_not_fit_is_named_and_passed_over() {
    let server = Server::script(vec![pieces(
        "application/jsonl",
        &[b"[1]\n[1,\"x\"]\n[3]\n"],
    )])
    .await;
    let mut lines: Lines<Vec<i64>> = watch(&client(&server)).await.unwrap();
    assert_eq!(lines.try_next().await.unwrap(), Some(vec![1]));
    let Err(StreamError::Decode(error)) = lines.try_next().await else {
        panic!()
    };
    assert_eq!(
        (error.item(), error.offset(), error.path()),
        (Some(1), Some(4), "[1]")
    );
    assert_eq!(&error.raw()[..], b"[1,\"x\"]");
    assert_eq!(
        error.to_string(),
        "`watch`: body of status 200: item 1 at byte 4: [1]: expected an integer of 64 bits, found \"x\" \
         (line 1, column 4)"
    );
    assert_eq!(lines.try_next().await.unwrap(), Some(vec![3]));
    assert_eq!(lines.try_next().await.unwrap(), None);
    let server = Server::script(vec![pieces(
        "text/event-stream",
        &[b"data: 1\n\ndata: {}\n\ndata: 3\n\n"],
    )])
    .await;
    let mut events: Events<Event<i64>> = watch(&client(&server)).await.unwrap();
    assert_eq!(
        events.try_next().await.unwrap().map(|event| event.data),
        Some(1)
    );
    let error: Error<()> = events.try_next().await.unwrap_err().into();
    assert!(
        error
            .to_string()
            .contains("item 1 at byte 9: expected an integer"),
        "{error}"
    );
    assert_eq!(
        events.try_next().await.unwrap().map(|event| event.data),
        Some(3)
    );
}

#[tokio::test]
async fn each_item_may_be_as_large_as_a_body() {
    let line = format!("\"{}\"\n", "x".repeat(80));
    let events = format!(
        "data: \"{}\n\n",
        format!("{}\ndata: ", "x".repeat(40)).repeat(3)
    );
    let bodies = [
        line.repeat(20),
        format!("{line}{}", "y".repeat(200)),
        events,
    ];
    let types = ["application/jsonl", "x/y", "text/event-stream"];
    let server =
        Server::start(move |_, before| pieces(types[before], &[bodies[before].as_bytes()]));
    let server = server.await;
    let mut builder = builder(&server);
    builder.max_body(100);
    let client = builder.build().unwrap();
    let mut lines: Lines<Text> = watch(&client).await.unwrap();
    let mut count = 0;
    while lines.try_next().await.unwrap().is_some() {
        count += 1;
    }
    assert_eq!(count, 20);
    let mut lines: Lines<Text> = watch(&client).await.unwrap();
    assert!(lines.try_next().await.unwrap().is_some());
    let error = lines.try_next().await.unwrap_err();
    assert!(
        error
            .to_string()
            .ends_with("an item is larger than the limit of 100 bytes"),
        "{error}"
    );
    assert!(lines.try_next().await.unwrap().is_none());
    let mut events: Events<Event<Text>> = watch(&client).await.unwrap();
    assert!(events.try_next().await.is_err());
}

#[tokio::test]
async fn silence_ends_a_stream_and_length_does_not() {
    let patient = |wait| {
        vec![
            Step::Write(b"HTTP/1.1 200 X\r\nconnection: close\r\n\r\n1\n".to_vec()),
            Step::Wait(Duration::from_millis(wait)),
            write("2\n"),
            Step::Wait(Duration::from_millis(wait)),
            write("3\n"),
            Step::Wait(Duration::from_millis(wait)),
        ]
    };
    let server = Server::script(vec![patient(60), patient(400)]).await;
    let mut builder = builder(&server);
    builder.read_timeout(Duration::from_millis(200));
    let client = builder.build().unwrap();
    let call = || watch::<Lines<i64>>(&client).timeout(Duration::from_millis(100));
    let mut lines = call().await.unwrap();
    for expected in [Some(1), Some(2), Some(3), None] {
        assert_eq!(lines.try_next().await.unwrap(), expected);
    }
    let mut lines = call().await.unwrap();
    assert_eq!(lines.try_next().await.unwrap(), Some(1));
    match lines.try_next().await {
        Err(StreamError::Timeout(error)) => assert_eq!(error.kind(), TimeoutKind::Read),
        other => panic!("{other:?}"),
    }
    assert_eq!(lines.try_next().await.unwrap(), None);
}

#[tokio::test]
async fn a_connection_that_breaks_is_an_error_and_not_an_end() {
    let broken = vec![
        Step::Write(head(200, &[], 1000).into_bytes()),
        write("1\n2"),
        Step::Wait(Duration::from_millis(20)),
        Step::Reset,
    ];
    let server = Server::script(vec![broken]).await;
    let mut lines: Lines<i64> = watch(&client(&server)).await.unwrap();
    assert_eq!(lines.try_next().await.unwrap(), Some(1));
    assert!(matches!(
        lines.try_next().await,
        Err(StreamError::Transport(_))
    ));
    assert_eq!(lines.try_next().await.unwrap(), None);
}

#[tokio::test]
async fn heads_are_tried_again_and_errors_are_read_whole() {
    let error = |status| super::server::response(status, &[], "{\"code\":1}");
    let fine = pieces("application/jsonl", &[b"1\n"]);
    let server = Server::script(vec![error(503), fine, error(404)]).await;
    let mut lines: Lines<i64> = watch(&client(&server)).await.unwrap();
    assert_eq!(lines.try_next().await.unwrap(), Some(1));
    match watch::<Lines<i64>>(&client(&server)).await {
        Err(Error::Api(error)) => {
            assert_eq!(
                (error.status(), &error.body().unwrap()["code"]),
                (404, &Value::from(1))
            );
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn downloads_are_not_held_in_memory() {
    let body = "0123456789".repeat(1000);
    let server = Server::script(vec![super::server::response(200, &[("etag", "e")], &body)]).await;
    let mut builder = builder(&server);
    builder.max_body(100);
    let client = builder.build().unwrap();
    let call: Call<Bytes, Value> = Call::new(client.operation(&WATCH));
    let response = call.chunks().response().await.unwrap();
    assert_eq!(response.headers["etag"], "e");
    let mut chunks: Chunks = response.body;
    assert_eq!(chunks.content_length(), Some(10_000));
    let mut read = Vec::new();
    while let Some(chunk) = chunks.try_next().await.unwrap() {
        read.extend_from_slice(&chunk);
    }
    assert!(read == body.as_bytes());
}

#[tokio::test]
async fn one_operation_can_be_called_in_two_ways() {
    crate::call! {
        struct Complete {}
    }
    crate::stream! {
        Complete -> Result<Events<Event<Value>>, Value>;
        accept = "text/event-stream", property = "stream"
    }
    const COMPLETE: Operation = Operation::new("complete", "POST", "/c").accept("application/json");
    let server = Server::start(|request, _| match request.header("accept") {
        Some("text/event-stream") => pieces("text/event-stream", &[b"data: 1\n\n"]),
        _ => super::server::ok(),
    })
    .await;
    let call = || {
        let mut request = client(&server).operation(&COMPLETE);
        request.json(&serde_json::json!({"stream": false, "model": "m"}));
        Call::<Value, Value, Complete>::from(request)
    };
    let whole = call().timeout(Duration::from_secs(5)).header("X-Id", "7");
    assert_eq!(whole.clone().await.unwrap()["ok"], true);
    assert_eq!(whole.response().await.unwrap().body["ok"], true);
    let mut events = call().stream().await.unwrap();
    assert_eq!(
        events.try_next().await.unwrap().map(|event| event.data),
        Some(1.into())
    );
    let [plain, _, streamed] = &server.received()[..] else {
        panic!()
    };
    assert_eq!(plain.body, "{\"stream\":false,\"model\":\"m\"}");
    assert_eq!(streamed.body, "{\"model\":\"m\",\"stream\":true}");
    assert_eq!(streamed.header("content-type"), Some("application/json"));
}

#[tokio::test]
async fn a_body_without_events_is_no_empty_stream() {
    let mut read = Vec::new();
    for body in [
        "{\n\"a\":\n1}",
        "[1]\n\n[2]",
        "<html>\n</html>",
        ": nothing yet\n\n",
        "retry: 10\n{\n",
        "",
    ] {
        let server = Server::script(vec![pieces("text/event-stream", &[body.as_bytes()])]).await;
        let mut events: Events<Event<Value>> = watch(&client(&server)).await.unwrap();
        let first = events.try_next().await;
        read.push(match first {
            Ok(Some(event)) => event.data.to_string(),
            Ok(None) => "end".to_owned(),
            Err(StreamError::Decode(error)) => error.message().to_owned(),
            Err(error) => panic!("{error}"),
        });
        assert!(events.try_next().await.unwrap().is_none());
    }
    let without = "is text/event-stream without any event";
    assert_eq!(read, ["{\"a\":1}", without, without, "end", "end", "end"]);
}

#[tokio::test]
async fn values_that_are_said_to_be_one_are_read_as_they_arrive() {
    let body: [&[u8]; 3] = [b"{\"result\": 1}\n{\"re", b"sult\": 2}\n", b""];
    let server = Server::script(vec![pieces("application/json", &body)]).await;
    let mut lines: Lines<Value> = watch(&client(&server)).await.unwrap();
    assert_eq!(lines.try_next().await.unwrap().unwrap()["result"], 1);
    assert_eq!(lines.try_next().await.unwrap().unwrap()["result"], 2);
    assert!(lines.try_next().await.unwrap().is_none());
}
