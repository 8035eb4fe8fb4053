//! What callers can do with every call, whatever the description says.

use std::time::Duration;

use super::{
    GET, POST, builder, client, get,
    server::{Server, ok, response},
    streams::pieces,
};
use crate::{Bytes, Call, Error, Event, RetryPolicy, Value, private::Operation};

const SECURE: Operation = Operation::new("secure", "GET", "/a").security(&[&[("key", &[])]]);

#[tokio::test]
async fn requests_that_the_description_does_not_know_are_like_all_others() {
    let server = Server::script(vec![
        response(503, &[], ""),
        ok(),
        response(404, &[], "[1]"),
    ])
    .await;
    let mut builder = builder(&server);
    builder.api_key_header("key", "X-Api-Key", "k".into());
    builder.bearer("one", "first".into());
    builder.bearer("two", "second".into());
    let client = builder.build().unwrap();
    let call = client
        .request("QUERY", ["pets", "a/b c"])
        .query("tag", ["x", "y&z"]);
    let found: Value = call
        .body_json(&serde_json::json!({"name": "rex"}))
        .await
        .unwrap();
    assert_eq!(found["ok"], true);
    let error = client
        .request::<Value>("GET", "/pets?page=2")
        .await
        .unwrap_err();
    assert!(matches!(&error, Error::Api(error) if error.body().unwrap()[0] == 1));
    let [_, second, third] = &server.received()[..] else {
        panic!()
    };
    assert_eq!(second.method, "QUERY");
    assert_eq!(second.target, "/pets/a%2Fb%20c?tag=x&tag=y%26z");
    assert_eq!(second.header("x-api-key"), Some("k"));
    assert_eq!(second.header("authorization"), Some("Bearer first"));
    assert_eq!(second.header("content-type"), Some("application/json"));
    assert_eq!(second.body, r#"{"name":"rex"}"#);
    assert_eq!(third.target, "/pets?page=2");
}

#[tokio::test]
async fn paths_stay_below_the_base_url() {
    let server = Server::script(vec![ok()]).await;
    let client = client(&server);
    for path in ["pets", "https://evil.example/", "/a/../b", "/a/%2E%2e/b"] {
        let error = client.request::<()>("GET", path).await.unwrap_err();
        assert!(matches!(error, Error::Request(_)), "{path}: {error}");
    }
    for segments in [["pets", ".."], ["pets", ""]] {
        let error = client.request::<()>("GET", segments).await.unwrap_err();
        assert!(error.to_string().contains("another path"), "{error}");
    }
    let error = client.request::<()>("GE T", "/a").await.unwrap_err();
    assert_eq!(error.to_string(), "`request`: method is not one of HTTP");
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn a_call_has_its_own_retries_and_its_own_time() {
    let server = Server::script(vec![response(503, &[], ""), ok()]).await;
    let client = client(&server);
    let call = get(&client).retry(RetryPolicy::none());
    assert_eq!(call.clone().await.unwrap_err().status(), Some(503));
    call.timeout(None).await.unwrap();
    assert_eq!(server.received().len(), 2);
}

#[tokio::test]
async fn another_body_takes_the_place_of_the_typed_one() {
    let server = Server::script(vec![ok()]).await;
    let client = client(&server);
    let call = || {
        let mut request = client.operation(&POST);
        request.json(&Value::from("typed"));
        Call::<Value, Value>::new(request)
    };
    call().body_json(&[1, 2]).await.unwrap();
    call().body_bytes("text/csv", "a,b").await.unwrap();
    let received = server.received();
    let sent = received
        .iter()
        .map(|request| (request.header("content-type"), &*request.body));
    let expected = [
        (Some("application/json"), "[1,2]"),
        (Some("text/csv"), "a,b"),
    ];
    assert_eq!(sent.collect::<Vec<_>>(), expected);
}

#[tokio::test]
async fn an_undecoded_response_has_any_status() {
    let server = Server::script(vec![response(418, &[("x-pot", "tea")], "no coffee")]).await;
    let raw = get(&client(&server)).raw().await.unwrap();
    assert_eq!((raw.status(), &*raw.text()), (418, "no coffee"));
    assert_eq!(raw.headers()["x-pot"], "tea");
    assert_eq!(raw.body(), "no coffee");
    assert!(raw.json::<Value>().is_err());
    let numbers = Server::script(vec![response(200, &[], "[1, 2]")]).await;
    let raw = get(&client(&numbers)).raw().await.unwrap();
    assert_eq!(raw.json::<Vec<u8>>().unwrap(), [1, 2]);
}

#[tokio::test]
async fn any_response_can_be_read_while_it_arrives() {
    let server = Server::start(|request, _| match request.header("accept") {
        Some("text/event-stream") => pieces("text/event-stream", &[b"data: 1\n\ndata: 2\n\n"]),
        _ => pieces("application/json", &[b"{\"a\":", b"1}\n{\"a\":2}\n"]),
    })
    .await;
    let client = client(&server);
    let mut events = get(&client).events::<i64>().await.unwrap();
    let first: Option<Event<i64>> = events.try_next().await.unwrap();
    assert_eq!(first.map(|event| event.data), Some(1));
    let mut lines = get(&client).lines::<Value>().await.unwrap();
    let mut all = Vec::new();
    while let Some(line) = lines.try_next().await.unwrap() {
        all.push(line["a"].clone());
    }
    assert_eq!(all, [1, 2]);
    let mut chunks = get(&client).chunks().await.unwrap();
    let mut bytes = Vec::new();
    while let Some(chunk) = chunks.try_next().await.unwrap() {
        bytes.extend_from_slice(&chunk);
    }
    assert_eq!(bytes, b"{\"a\":1}\n{\"a\":2}\n");
    assert!(
        get(&client)
            .decode::<Bytes>()
            .await
            .unwrap()
            .starts_with(b"{")
    );
}

#[tokio::test]
async fn an_anonymous_call_has_no_credential() {
    let server = Server::script(vec![ok()]).await;
    let mut builder = builder(&server);
    builder.api_key_query("key", "key", "k".into());
    let client = builder.build().unwrap();
    let call = || Call::<Value, Value>::new(client.operation(&SECURE));
    call().anonymous().await.unwrap();
    call().query("key", "mine").await.unwrap();
    call().await.unwrap();
    client
        .request::<Value>("GET", "/b")
        .anonymous()
        .await
        .unwrap();
    let received = server.received();
    let targets: Vec<_> = received.iter().map(|request| &*request.target).collect();
    assert_eq!(targets, ["/a", "/a?key=mine", "/a?key=k", "/b"]);
}

#[tokio::test]
async fn the_built_in_client_can_be_adjusted_and_keeps_its_rules() {
    let thief = Server::script(vec![ok()]).await;
    let location = format!("{}/stolen", thief.url());
    let server = Server::script(vec![response(307, &[("location", &location)], "")]).await;
    let mut builder = builder(&server);
    builder.reqwest(|builder| {
        let everywhere = reqwest::redirect::Policy::limited(5);
        let builder = builder.redirect(everywhere).no_gzip();
        builder.default_headers(
            [(http::header::VIA, "1.1 me".parse().unwrap())]
                .into_iter()
                .collect(),
        )
    });
    let error = get(&builder.build().unwrap()).await.unwrap_err();
    assert_eq!(error.status(), Some(307));
    assert!(thief.received().is_empty());
    let [request] = &server.received()[..] else {
        panic!()
    };
    assert_eq!(request.header("via"), Some("1.1 me"));
    assert_eq!(request.header("accept-encoding"), Some("gzip"));
}

#[tokio::test]
async fn a_proxy_is_one_line() {
    let proxy = Server::script(vec![ok()]).await;
    let mut builder = crate::ClientBuilder::new("http://api.invalid/v1");
    builder.timeout(Duration::from_secs(5));
    let url = proxy.url();
    builder.reqwest(move |builder| builder.proxy(reqwest::Proxy::http(&url).unwrap()));
    let client = builder.build().unwrap();
    Call::<Value, Value>::new(client.operation(&GET))
        .await
        .unwrap();
    assert_eq!(proxy.received()[0].target, "http://api.invalid/v1/pets");
}
