//! Recording and replaying: what is in the file, and what comes of it.

use std::path::PathBuf;
use std::sync::Arc;

use serde_json::json;

use crate::{
    Bytes, Call, Client, ClientBuilder, Error, Mock, Recorder, Replay, TransportErrorKind, Value,
    private::{Operation, Scheme, Schemes},
};

const KEYED: Operation = Operation::new("search", "GET", "/search").security(&[&[("key", &[])]]);

static SCHEMES: Schemes = Schemes::new(&[Scheme::query("key", "api_key", "k")]);

/// A file that is removed afterwards.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let name = format!("runtime-recording-{}-{name}.jsonl", std::process::id());
        Self(std::env::temp_dir().join(name))
    }

    fn text(&self) -> String {
        std::fs::read_to_string(&self.0).unwrap()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

fn builder() -> ClientBuilder {
    let mut builder = ClientBuilder::new("https://pets.example/v1").schemes(&SCHEMES);
    builder.bearer_auth("t0ken-of-mine");
    builder
}

/// A client whose calls the mock responds to, and that are recorded.
fn recorded(file: &Scratch) -> (Mock, Client) {
    let (mock, mut builder) = (Mock::new(), builder());
    let recorder = Recorder::create(&file.0)
        .unwrap()
        .hide("x-customer")
        .hide("pin");
    builder.api_key_query("key", "k", "query-k3y".into());
    builder.transport(mock.clone());
    builder.wrap_transport(move |inner| recorder.around(inner));
    (mock, builder.build().unwrap())
}

fn replayed(text: &str) -> (Replay, Client) {
    let replay = Replay::parse(text).unwrap().hide("pin");
    let mut builder = builder();
    builder.api_key_query("key", "k", "another k3y".into());
    builder.transport(replay.clone());
    (replay, builder.build().unwrap())
}

fn create(client: &Client, pin: &str) -> Call<Value, Value> {
    let call = client
        .request("POST", "/pets")
        .header("X-Customer", "c-123456");
    call.body_json(&json!({"name": "Rex", "owner": {"pin": pin, "password": "hunter2"}}))
}

fn pets(client: &Client, page: i64) -> Call<Value, Value> {
    client
        .request("GET", "/pets")
        .query("page", page)
        .query("token", "secret-token")
}

#[tokio::test]
async fn a_recording_has_no_secrets_and_is_replayed() {
    let file = Scratch::new("secrets");
    let (mock, client) = recorded(&file);
    mock.on_any(pets(&client, 1))
        .sends(503, "text/plain", "busy")
        .sends(
            200,
            "application/json",
            r#"{"next": "/pets?token=secret-token&page=2"}"#,
        )
        .header("Set-Cookie", "session=5e551on")
        .header("X-Total", "2");
    let first: Value = pets(&client, 1).await.unwrap();
    assert_eq!(first["next"], "/pets?token=secret-token&page=2");
    let (mock, client) = (mock, client);
    mock.on_any(create(&client, "4711-pin")).responds(
        201,
        &json!({"echo": "t0ken-of-mine", "access_token": "acc355"}),
    );
    create(&client, "4711-pin").await.unwrap();

    let text = file.text();
    assert_eq!(text.lines().count(), 3, "{text}");
    for secret in [
        "t0ken-of-mine",
        "secret-token",
        "5e551on",
        "c-123456",
        "4711-pin",
        "hunter2",
        "acc355",
    ] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }

    let (replay, client) = replayed(&text);
    let again = pets(&client, 1).response().await.unwrap();
    assert_eq!(again.headers["x-total"], "2");
    assert_eq!(again.body["next"], "/pets?token=HIDDEN&page=2");
    let created = create(&client, "another").await.unwrap();
    assert_eq!(created["access_token"], "HIDDEN");
    replay.verify();
}

#[tokio::test]
async fn a_key_in_the_query_is_hidden_whatever_its_name_is() {
    let file = Scratch::new("keys");
    let (mock, client) = recorded(&file);
    let search = |client: &Client| Call::<Value, Value>::new(client.operation(&KEYED));
    mock.on_any(search(&client))
        .returns(json!({"self": "/search?k=query-k3y"}));
    search(&client).await.unwrap();
    assert_eq!(mock.requests()[0].query("k"), Some("query-k3y"));
    let text = file.text();
    assert!(!text.contains("query-k3y"), "{text}");

    let (replay, client) = replayed(&text);
    assert_eq!(search(&client).await.unwrap()["self"], "/search?k=HIDDEN");
    replay.verify();
}

#[tokio::test]
async fn a_call_that_was_not_recorded_shows_the_nearest() {
    let file = Scratch::new("nearest");
    let (mock, client) = recorded(&file);
    mock.on_any(pets(&client, 1))
        .returns(json!([1]))
        .returns(json!([2]));
    pets(&client, 1).await.unwrap();
    pets(&client, 1).await.unwrap();
    mock.on_any(create(&client, "")).returns(json!({}));
    create(&client, "4711-pin").await.unwrap();

    let (replay, client) = replayed(&file.text());
    for page in [json!([1]), json!([2]), json!([2])] {
        assert_eq!(pets(&client, 1).await.unwrap(), page);
    }
    let Err(Error::Transport(error)) = pets(&client, 3).await else {
        panic!()
    };
    assert_eq!(error.kind(), TransportErrorKind::Other);
    let text = error.to_string();
    assert!(
        text.contains("not recorded: GET /v1/pets (`request`)"),
        "{text}"
    );
    assert!(text.contains("no `page=1` in the query"), "{text}");
    assert!(text.contains("`page=3` in the query"), "{text}");

    let replay = Arc::new(replay);
    let verdict = std::thread::spawn(move || replay.verify())
        .join()
        .unwrap_err();
    let verdict = *verdict.downcast::<String>().unwrap();
    assert!(
        verdict.contains("recorded and not called: POST /v1/pets"),
        "{verdict}"
    );
}

#[tokio::test]
async fn bodies_of_any_kind_come_back() {
    let file = Scratch::new("bodies");
    let (mock, client) = recorded(&file);
    let call = |client: &Client| client.request::<Bytes>("GET", "/blob");
    mock.on_any(call(&client))
        .sends(200, "image/png", &b"\x89PNG\xff"[..])
        .sends(204, "text/plain", "");
    assert_eq!(call(&client).await.unwrap(), &b"\x89PNG\xff"[..]);
    call(&client).raw().await.unwrap();

    let (_, client) = replayed(&file.text());
    assert_eq!(call(&client).await.unwrap(), &b"\x89PNG\xff"[..]);
    assert_eq!(call(&client).raw().await.unwrap().status(), 204);
    for broken in [
        "{",
        "{}",
        r#"{"operation":"a","method":"GET","path":"/","response":{}}"#,
    ] {
        let error = Replay::parse(broken).unwrap_err().to_string();
        assert!(error.starts_with("call 1: "), "{error}");
    }
}
