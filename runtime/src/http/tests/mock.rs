//! Mocks: expected calls, and what is said of others.

use std::time::Duration;

use serde_json::json;

use crate::{
    Bytes, Call, Client, ClientBuilder, Error, Items, Map, Mock, RetryPolicy, Text, TimeoutKind,
    TransportErrorKind, Value,
    private::{HasItems, HasPages, Operation, Paging},
};

const GET: Operation = Operation::new("get_pet", "GET", "/pets/{id}");
const LIST: Operation = Operation::new("list_pets", "GET", "/pets");
const CREATE: Operation = Operation::new("create_pet", "POST", "/pets");

type Pet = Map<String>;

fn mocked() -> (Mock, Client) {
    let mock = Mock::new();
    let mut builder = ClientBuilder::new("https://pets.example/v1");
    builder.bearer_auth("t0ken");
    builder.transport(mock.clone());
    (mock, builder.build().unwrap())
}

fn get(client: &Client, id: i64) -> Call<Pet, Value> {
    let mut request = client.operation(&GET);
    request.path("id", crate::private::Style::Simple, false, &id);
    Call::new(request)
}

fn list(client: &Client) -> Call<Value, Value> {
    Call::new(client.operation(&LIST))
}

fn create(client: &Client, body: &Value) -> Call<(), Value> {
    let mut request = client.operation(&CREATE);
    request.json(body);
    Call::new(request)
}

fn named(name: &str) -> Pet {
    Pet::from_iter([("name".to_owned(), name.to_owned())])
}

/// What `verify` panics with.
fn verdict(mock: &Mock) -> String {
    let mock = mock.clone();
    let panic = std::thread::spawn(move || mock.verify())
        .join()
        .unwrap_err();
    *panic.downcast::<String>().unwrap()
}

#[tokio::test]
async fn calls_are_told_apart_by_their_parameters() {
    let (mock, client) = mocked();
    mock.on(get(&client, 7)).returns(named("Rex"));
    mock.on(get(&client, 8))
        .fails(404, json!({"title": "none"}));
    assert_eq!(get(&client, 7).await.unwrap(), named("Rex"));
    let Err(Error::Api(error)) = get(&client, 8).await else {
        panic!()
    };
    assert_eq!(
        (error.status(), error.body().unwrap()["title"].as_str()),
        (404, Some("none"))
    );
    mock.verify();
    let request = &mock.requests()[0];
    assert_eq!((request.method(), request.path()), ("GET", "/v1/pets/7"));
    assert_eq!(request.headers()["authorization"], "Bearer t0ken");
    assert!(!format!("{request:?}").contains("t0ken"));
}

#[tokio::test]
async fn an_unexpected_call_is_an_error_with_the_nearest_expectation() {
    let (mock, client) = mocked();
    let error = get(&client, 7).await.unwrap_err();
    let Error::Transport(error) = error else {
        panic!("{error:?}")
    };
    assert_eq!(error.kind(), TransportErrorKind::Other);
    let what = "unexpected call: GET /v1/pets/7 (`get_pet`); no call is expected";
    assert!(error.to_string().ends_with(what), "{error}");

    mock.on(get(&client, 8)).returns(named("Rex"));
    let page = list(&client)
        .query("page", 2)
        .query("size", 5)
        .header("x-trace", "secret");
    mock.on(page).returns(Value::Null);
    mock.on(create(&client, &json!({"a": 1, "b": [2]})))
        .returns(());
    let error = list(&client)
        .query("size", 6)
        .await
        .unwrap_err()
        .to_string();
    let lines: Vec<_> = error.lines().skip(1).collect();
    assert_eq!(
        lines,
        [
            "the nearest that is expected: GET /v1/pets (`list_pets`)",
            "  no `page=2` in the query",
            "  no `size=5` in the query",
            "  `size=6` in the query",
            "  another header `x-trace`",
        ]
    );
    let error = create(&client, &json!({"b": [2]}))
        .await
        .unwrap_err()
        .to_string();
    let what = r#"  body {"b":[2]}, expected {"a":1,"b":[2]}"#;
    assert_eq!(error.lines().last(), Some(what));
    // The order of members does not matter.
    create(&client, &json!({"b": [2], "a": 1})).await.unwrap();

    let verdict = verdict(&mock);
    let missing = "expected GET /v1/pets/8 (`get_pet`): 1 times, came 0 times";
    assert_eq!(verdict.matches("unexpected call").count(), 3, "{verdict}");
    assert!(verdict.contains(missing) && !verdict.contains("POST /v1/pets (`create_pet`): 1"));
}

#[tokio::test]
async fn responses_follow_each_other_and_retries_take_no_time() {
    let (mock, client) = mocked();
    let expected = mock
        .on(get(&client, 7))
        .breaks(TransportErrorKind::Interrupted)
        .sends(503, "text/plain", "busy")
        .header("retry-after", "30")
        .returns(named("Rex"))
        .returns(named("Max"));
    assert_eq!(get(&client, 7).await.unwrap(), named("Rex"));
    assert_eq!(get(&client, 7).await.unwrap(), named("Max"));
    assert_eq!(get(&client, 7).await.unwrap(), named("Max"));
    assert_eq!(expected.calls(), 5);
}

#[tokio::test]
async fn conditions_and_counts_choose_and_the_last_one_that_fits_counts() {
    let (mock, client) = mocked();
    mock.on_any(create(&client, &Value::Null)).returns(());
    let big = mock.on_any(create(&client, &Value::Null));
    let big = big.when(|request| request.json::<Value>().unwrap()["size"].as_i64() > Some(9));
    let big = big.fails(413, Value::from("too big")).times(1);
    create(&client, &json!({"size": 9})).await.unwrap();
    let error = create(&client, &json!({"size": 10})).await.unwrap_err();
    assert_eq!(error.status(), Some(413));
    create(&client, &json!({"size": 10})).await.unwrap();
    assert_eq!(big.calls(), 1);
    mock.verify();

    mock.on(list(&client)).returns(Value::Null).times(2);
    list(&client).await.unwrap();
    let verdict = verdict(&mock);
    assert_eq!(
        verdict,
        "expected GET /v1/pets (`list_pets`): 2 times, came 1 times"
    );
}

#[tokio::test]
async fn a_call_that_hangs_runs_into_its_limit() {
    let (mock, client) = mocked();
    mock.on(list(&client)).hangs();
    let call = list(&client)
        .timeout(Duration::from_secs(3600))
        .retry(RetryPolicy::none());
    let Err(Error::Timeout(error)) = call.await else {
        panic!()
    };
    assert_eq!(error.kind(), TimeoutKind::Read);
}

#[tokio::test]
async fn bodies_of_every_kind() {
    let (mock, client) = mocked();
    mock.on(list(&client).decode::<Text>())
        .returns(Text::from("a \"text\""));
    assert_eq!(
        list(&client).decode::<Text>().await.unwrap().0,
        "a \"text\""
    );
    let bytes = || list(&client).decode::<Bytes>();
    mock.on(bytes()).sends(200, "image/png", vec![0xff, 0]);
    assert_eq!(bytes().await.unwrap(), vec![0xff, 0]);
    mock.on(list(&client).decode::<()>()).returns(());
    assert_eq!(list(&client).raw().await.unwrap().status(), 204);
    mock.on(get(&client, 7))
        .responds(200, &json!({"name": "Rex"}));
    assert_eq!(get(&client, 7).await.unwrap(), named("Rex"));
}

#[test]
#[should_panic(expected = "the description has another body for this status")]
fn a_response_that_the_client_could_not_read_is_refused() {
    let (mock, client) = mocked();
    mock.on(get(&client, 7)).responds(200, &["a list"]);
}

#[test]
#[should_panic(expected = "the expected call cannot be sent: `get_pet`: parameter `id` is not set")]
fn a_call_that_cannot_be_sent_is_refused() {
    let (mock, client) = mocked();
    mock.on(Call::<Value, Value>::new(client.operation(&GET)));
}

enum Paged {}

impl HasPages for Paged {
    const PAGING: &'static Paging = &Paging::new().items(&["items"]).link(&["next"]);
}

impl HasItems for Paged {
    type Item = i64;
}

#[tokio::test]
async fn pages_are_calls_too() {
    let (mock, client) = mocked();
    mock.on(list(&client))
        .returns(json!({"items": [1, 2], "next": "?page=2"}));
    mock.on(list(&client).query("page", 2))
        .returns(json!({"items": [3]}));
    let mut items: Items<i64, Value> = Items::new(client.operation(&LIST), Paged::PAGING);
    let mut all = Vec::new();
    while let Some(item) = items.try_next().await.unwrap() {
        all.push(item);
    }
    assert_eq!(all, [1, 2, 3]);
    mock.verify();
}
