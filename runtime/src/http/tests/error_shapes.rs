//! Successes that say in their bodies that they are errors.

use super::{
    GET, builder, get,
    server::{Server, response},
};
use crate::{
    Call, Client, ClientBuilder, Error, Event, Events, Lines, RawResponse, StreamError, Value,
    private::Operation,
};

crate::object! {
    struct Fault {
        required error: String,
    }
}

/// Sets what tells an error.
type Set = fn(ClientBuilder) -> ClientBuilder;

async fn client_of(set: Set, responses: Vec<Vec<super::server::Step>>) -> Client {
    let server = Server::script(responses).await;
    set(builder(&server)).build().unwrap()
}

fn not_ok(builder: ClientBuilder) -> ClientBuilder {
    builder.error_when(&["ok"], "false")
}

#[tokio::test]
async fn a_success_whose_body_is_an_error_is_one() {
    let refused = r#"{"ok": false, "error": "not_in_channel", "message": "join it first"}"#;
    let bodies = [r#"{"ok": true, "n": 1}"#, refused, "[]", refused];
    let bodies = bodies.map(|body| response(200, &[], body));
    let client = client_of(not_ok, bodies.into()).await;
    let call = || Call::<Value, Fault>::new(client.operation(&GET));
    assert_eq!(call().await.unwrap()["n"], 1);
    let error = call().await.unwrap_err();
    let Error::Api(api) = &error else {
        panic!("{error}")
    };
    assert_eq!(
        (api.status(), api.body().unwrap().error.as_str()),
        (200, "not_in_channel")
    );
    assert_eq!(error.code().as_deref(), Some("not_in_channel"));
    assert_eq!(
        error.to_string(),
        "`get_pet`: the server responded with 200 OK: join it first"
    );
    assert_eq!(call().await.unwrap(), Value::Array(Vec::new()));
    // Undecoded, it is what came.
    let raw: RawResponse = Call::<RawResponse, Fault>::new(client.operation(&GET))
        .await
        .unwrap();
    assert_eq!(raw.status(), 200);
}

#[tokio::test]
async fn members_are_compared_as_json() {
    let present = |builder: ClientBuilder| builder.error_where(&["result", "error"]);
    let other = |builder: ClientBuilder| builder.error_unless(&["code"], "0");
    let cases: [(Set, _, _); 6] = [
        (present, r#"{"result": {"error": "x"}}"#, true),
        (present, r#"{"result": {"error": null}}"#, false),
        (present, r#"{"result": {}}"#, false),
        (other, r#"{"code": 0.0}"#, false),
        (other, r#"{"code": 7}"#, true),
        (other, "{}", false),
    ];
    for (set, body, is_error) in cases {
        let client = client_of(set, vec![response(200, &[], body)]).await;
        assert_eq!(get(&client).await.is_err(), is_error, "{body}");
    }
}

#[tokio::test]
async fn items_of_streams_are_errors_too() {
    const WATCH: Operation = Operation::new("watch", "GET", "/watch");
    let lines = "{\"n\": 1}\n{\"ok\": false, \"error\": \"gone\"}\n{\"n\": 2}\n";
    let events = "data: {\"ok\": false, \"error\": \"gone\"}\n\n";
    let client = client_of(
        not_ok,
        vec![
            response(200, &[("Content-Type", "application/x-ndjson")], lines),
            response(200, &[("Content-Type", "text/event-stream")], events),
            response(200, &[], r#"{"ok": false, "error": "gone"}"#),
        ],
    )
    .await;
    let mut lines = Call::<Lines<Value>, Fault>::new(client.operation(&WATCH))
        .await
        .unwrap();
    assert_eq!(lines.try_next().await.unwrap().unwrap()["n"], 1);
    let error = lines.try_next().await.unwrap_err();
    assert!(matches!(&error, StreamError::Api(api) if api.code().as_deref() == Some("gone")));
    let error = Error::<Fault>::from(error);
    assert_eq!(
        error.to_string(),
        "`watch`: the server responded with 200 OK: gone"
    );
    assert_eq!(error.json::<Value>().unwrap()["ok"], false);
    assert_eq!(lines.try_next().await.unwrap().unwrap()["n"], 2);
    for _ in 0..2 {
        let call = Call::<Events<Event<Value>>, Fault>::new(client.operation(&WATCH));
        let error = call.await.unwrap().try_next().await.unwrap_err();
        assert!(matches!(error, StreamError::Api(_)), "{error}");
    }
}

const CODED: Operation = Operation::new("coded", "GET", "/pets").error_unless((&["code"], "0"));
const NEVER: Operation = Operation::new("never", "GET", "/pets").error_where(&[]);

#[tokio::test]
async fn what_an_operation_says_comes_before_what_the_client_says() {
    let bodies = [
        r#"{"ok": false, "code": 0}"#,
        r#"{"code": 5}"#,
        r#"{"ok": false}"#,
    ];
    let bodies = bodies.map(|body| response(200, &[], body));
    let client = client_of(not_ok, bodies.into()).await;
    let call = |operation| Call::<Value, Fault>::new(client.operation(operation));
    assert_eq!(call(&CODED).await.unwrap()["code"], 0);
    assert!(matches!(call(&CODED).await, Err(Error::Api(_))));
    assert_eq!(call(&NEVER).await.unwrap()["ok"], false);
}
