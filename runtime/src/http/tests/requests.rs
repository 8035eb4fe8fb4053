//! Requests as a server receives them.

use std::time::Duration;

use super::{
    builder, client, get, post,
    server::{Server, ok, response},
};
use crate::{
    Call, Client, ClientBuilder, Error, Transport, Value,
    private::{Operation, Request, Style},
};

const GET_PET: Operation = Operation::new("get_pet", "GET", "/pets/{petId}/toys");
const SEARCH: Operation = Operation::new("search", "GET", "/search").accept("text/plain");

/// Sends what `fill` makes of a request and gives the target that arrives.
async fn target(operation: &'static Operation, fill: impl Fn(&mut Request)) -> String {
    let server = Server::script(vec![ok()]).await;
    let mut request = client(&server).operation(operation);
    fill(&mut request);
    Call::<Value, Value>::new(request).await.unwrap();
    server.targets().remove(0)
}

/// The error without anything being sent.
async fn refused(operation: &'static Operation, fill: impl Fn(&mut Request)) -> String {
    let server = Server::script(vec![ok()]).await;
    let mut request = client(&server).operation(operation);
    fill(&mut request);
    let error = Call::<Value, Value>::new(request).await.unwrap_err();
    assert!(matches!(error, Error::Request(_)), "{error:?}");
    assert!(server.received().is_empty());
    error.to_string()
}

#[tokio::test]
async fn a_path_parameter_fills_one_segment() {
    for (value, segment) in [
        ("a b", "a%20b"),
        ("a/../b", "a%2F..%2Fb"),
        ("%2e%2e", "%252e%252e"),
        ("é?#", "%C3%A9%3F%23"),
    ] {
        let sent = target(&GET_PET, |request| {
            request.path("petId", Style::Simple, false, &Value::from(value));
        });
        assert_eq!(sent.await, format!("/pets/{segment}/toys"));
    }
}

#[tokio::test]
async fn a_path_parameter_that_leads_elsewhere_is_refused() {
    for value in ["", ".", ".."] {
        let error = refused(&GET_PET, |request| {
            request.path("petId", Style::Simple, false, &Value::from(value));
        });
        let error = error.await;
        assert!(
            error.starts_with("`get_pet`: parameter `petId` is "),
            "{error}"
        );
    }
    let labelled = refused(&GET_PET, |request| {
        request.path("petId", Style::Label, false, &Value::from("."));
    });
    assert_eq!(
        labelled.await,
        "`get_pet`: parameter `petId` is spelled `..`, which would lead to another path"
    );
    assert_eq!(
        refused(&GET_PET, |_| {}).await,
        "`get_pet`: parameter `petId` is not set"
    );
}

#[tokio::test]
async fn query_parameters_keep_their_order_and_the_last_value() {
    let sent = target(&SEARCH, |request| {
        let mut set = |name, value: Value| request.query(name, Style::Form, true, false, &value);
        set("filter[vehicle.mode]", "live".into());
        set("page[size]", 10.into());
        set("gone", 1.into());
        set("absent", Value::Null);
        set("page[size]", 50.into());
        set("gone", Value::Null);
        request.query_json("at", &serde_json::json!({"lat": 10.5}));
    });
    assert_eq!(
        sent.await,
        "/search?filter%5Bvehicle.mode%5D=live&page%5Bsize%5D=50&at=%7B%22lat%22%3A10.5%7D"
    );
}

#[tokio::test]
async fn parameters_that_are_the_whole_query() {
    let sent = target(&SEARCH, |request| {
        request.query_string_json("q", &serde_json::json!({"lat": [10.5, null]}));
    });
    assert_eq!(sent.await, "/search?%7B%22lat%22%3A%5B10.5%2Cnull%5D%7D");
    let sent = target(&SEARCH, |request| {
        request.query_string_text("q", &"a=b & c");
    });
    assert_eq!(sent.await, "/search?a%3Db%20%26%20c");
    let sent = target(&SEARCH, |request| {
        let form = serde_json::json!({"a": "b c", "d": [1, "2&"], "e": {"f": null}});
        request.query_string_form("q", &[], &form);
    });
    let form = "/search?a=b+c&d=1&d=2%26&e=%7B%22f%22%3Anull%7D";
    assert_eq!(sent.await, form);
    let refusal = refused(&SEARCH, |r| r.query_string_form("q", &[], &"x")).await;
    assert!(refusal.contains("must be"), "{refusal}");
}

#[tokio::test]
async fn headers_and_cookies() {
    let server = Server::script(vec![ok()]).await;
    let mut request = client(&server).operation(&SEARCH);
    request.header("X-Ids", false, &serde_json::json!(["a b", "c"]));
    request.header_json("X-Json", &serde_json::json!({"a": 1}));
    request.header("X-Absent", false, &Value::Null);
    request.cookie("session", true, &Value::from("a;b"));
    request.cookie_plain("plain", true, &Value::from("a b"));
    Call::<Value, Value>::new(request)
        .header("X-Mine", "1")
        .await
        .unwrap();
    let received = &server.received()[0];
    assert_eq!(received.header("x-ids"), Some("a b,c"));
    assert_eq!(received.header("x-json"), Some("{\"a\":1}"));
    assert_eq!(received.header("x-absent"), None);
    assert_eq!(received.header("x-mine"), Some("1"));
    assert_eq!(received.header("accept"), Some("text/plain"));
    assert_eq!(received.header("cookie"), Some("session=a%3Bb; plain=a b"));
}

#[tokio::test]
async fn header_values_that_would_break_out_are_refused_by_name() {
    for value in ["a\r\nX-Injected: 1", "a\nb", "a\0b"] {
        let header = refused(&SEARCH, |r| r.header("X-Color", false, &Value::from(value))).await;
        assert_eq!(
            header,
            "`search`: header `X-Color` contains a line break or a control character"
        );
        let cookie = refused(&SEARCH, |r| r.cookie_plain("c", false, &Value::from(value))).await;
        assert!(cookie.contains("`c`"), "{cookie}");
    }
    let server = Server::script(vec![ok()]).await;
    let call = get(&client(&server)).header("X-Mine", "a\nb");
    assert!(call.await.unwrap_err().to_string().contains("`X-Mine`"));
}

#[tokio::test]
async fn bodies() {
    let server = Server::script(vec![ok()]).await;
    let send = async |fill: &dyn Fn(&mut Request)| {
        let mut request = client(&server).operation(&super::POST);
        fill(&mut request);
        Call::<Value, Value>::new(request).await.unwrap();
        let received = server.received().pop().unwrap();
        (
            received.header("content-type").unwrap().to_owned(),
            received.body,
        )
    };
    let value = serde_json::json!({"a": "b c", "d": [1, 2]});
    let pair = |media_type: &str, body: &str| (media_type.to_owned(), body.to_owned());
    assert_eq!(
        send(&|r| r.json(&value)).await,
        pair("application/json", r#"{"a":"b c","d":[1,2]}"#)
    );
    assert_eq!(
        send(&|r| r.json_as("application/vnd.api+json", &value)).await,
        pair("application/vnd.api+json", r#"{"a":"b c","d":[1,2]}"#)
    );
    assert_eq!(
        send(&|r| r.form(&value)).await,
        pair("application/x-www-form-urlencoded", "a=b+c&d=1&d=2")
    );
    assert_eq!(
        send(&|r| r.text("text/plain", "x")).await,
        pair("text/plain", "x")
    );
    let bytes = crate::Bytes::from_static(b"\x01x");
    assert_eq!(
        send(&|r| r.bytes("image/png", bytes.clone().into())).await,
        pair("image/png", "\x01x")
    );
}

#[tokio::test]
async fn the_path_of_the_base_stays() {
    let server = Server::script(vec![ok()]).await;
    for base in ["/v3", "/v3/"] {
        let mut builder = builder(&server);
        builder.base_url(format!("{}{base}", server.url()));
        get(&builder.build().unwrap()).await.unwrap();
        assert_eq!(server.targets().pop().unwrap(), "/v3/pets");
    }
}

#[tokio::test]
async fn servers_of_operations_are_relative_to_the_base() {
    const ROOTED: Operation = Operation::new("upload", "PUT", "/x").base_url("/uploads/");
    const BESIDE: Operation = Operation::new("beside", "PUT", "/x").base_url("../beta");
    const ELSEWHERE: Operation = Operation::new("other", "PUT", "/x").base_url("http://x.invalid");
    let server = Server::script(vec![ok()]).await;
    let mut builder = ClientBuilder::new(format!("{}/v1", server.url()));
    let send = async |client: Client, operation| {
        Call::<Value, Value>::new(client.operation(operation))
            .await
            .unwrap();
        server.targets().pop().unwrap()
    };
    let client = builder.clone().build().unwrap();
    assert_eq!(send(client.clone(), &ROOTED).await, "/uploads/x");
    assert_eq!(send(client, &BESIDE).await, "/beta/x");
    // What the caller chooses replaces what is not relative to it.
    builder.base_url(format!("{}/mine", server.url()));
    let client = builder.build().unwrap();
    assert_eq!(send(client.clone(), &ROOTED).await, "/uploads/x");
    assert_eq!(send(client.clone(), &BESIDE).await, "/beta/x");
    assert_eq!(send(client, &ELSEWHERE).await, "/mine/x");
}

#[tokio::test]
async fn a_relative_server_is_added_to_a_base_without_a_path() {
    let server = Server::script(vec![ok()]).await;
    for (end, path) in [("", "/api/pets"), ("/", "/pets"), ("/v2", "/v2/pets")] {
        let mut builder = ClientBuilder::new("/api");
        builder.base_url(format!("{}{end}", server.url()));
        get(&builder.build().unwrap()).await.unwrap();
        assert_eq!(server.targets().pop().unwrap(), path);
    }
}

#[tokio::test]
async fn a_base_without_the_usual_path_is_a_reason_for_what_is_not_found() {
    let server = Server::start(|_, _| response(404, &[], "")).await;
    let message = async |end: &str| {
        let mut builder = ClientBuilder::new("https://api.example.com/v1");
        builder.base_url(format!("{}{end}", server.url()));
        let error = get(&builder.build().unwrap()).await.unwrap_err();
        error.to_string()
    };
    assert_eq!(
        message("").await,
        "`get_pet`: the server responded with 404 Not Found \
         (the base URL has no path, the description's has `/v1`)"
    );
    for end in ["/", "/v1", "/mine"] {
        assert!(!message(end).await.contains("base URL"), "{end}");
    }
}

#[tokio::test]
async fn variables_of_a_server_have_values() {
    let server = Server::script(vec![ok()]).await;
    let mut builder = ClientBuilder::new("https://demo.example.com");
    let template = format!("{}/{{tenant}}/{{version}}", server.url());
    builder.server(&template, &[("tenant", "acme"), ("version", "v2")]);
    get(&builder.build().unwrap()).await.unwrap();
    assert_eq!(server.targets(), ["/acme/v2/pets"]);
    let mut builder = ClientBuilder::new("");
    builder.server("https://{tenant}.x", &[("region", "eu")]);
    assert_eq!(
        builder.build().unwrap_err().to_string(),
        "base URL `https://{tenant}.x`: has a variable in braces without a value"
    );
}

#[test]
fn settings_that_make_no_client() {
    let message = |base: &str| ClientBuilder::new(base).build().unwrap_err().to_string();
    assert_eq!(
        message(""),
        "base URL ``: there is none: the description names no server"
    );
    assert_eq!(
        message("/v3"),
        "base URL `/v3`: is not absolute: it starts with neither http:// nor https://"
    );
    let mut builder = ClientBuilder::new("https://example.com");
    builder.bearer("auth", "a\nb".into());
    let message = builder.build().unwrap_err().to_string();
    assert_eq!(
        message,
        "credential for `auth`: a credential contains characters that no header can hold"
    );
}

#[tokio::test]
async fn headers_of_every_request() {
    let server = Server::script(vec![ok()]).await;
    let mut builder = builder(&server);
    builder.header("X-Version", "2026-11");
    builder.default_user_agent(Some("pets"), Some("1.2"));
    get(&builder.build().unwrap()).await.unwrap();
    let received = &server.received()[0];
    assert_eq!(received.header("x-version"), Some("2026-11"));
    assert_eq!(received.header("user-agent"), Some("pets/1.2"));
    assert_eq!(received.header("accept-encoding"), Some("gzip"));
}

#[tokio::test]
async fn redirects_are_followed_within_the_origin() {
    let server = Server::start(|request, _| match request.target.as_str() {
        "/pets" => response(308, &[("location", "/v2/pets?x=1")], ""),
        _ => ok(),
    });
    let server = server.await;
    get(&client(&server)).await.unwrap();
    post(&client(&server)).await.unwrap();
    assert_eq!(
        server.targets(),
        ["/pets", "/v2/pets?x=1", "/pets", "/v2/pets?x=1"]
    );
    let received = server.received();
    assert_eq!(
        (received[3].method.as_str(), received[3].body.as_str()),
        ("POST", "\"a pet\"")
    );

    let server = Server::script(vec![response(302, &[("location", "/pets")], "")]).await;
    assert_eq!(get(&client(&server)).await.unwrap_err().status(), Some(302));
    assert_eq!(server.received().len(), 6);
    assert_eq!(
        post(&client(&server)).await.unwrap_err().status(),
        Some(302)
    );
    assert_eq!(server.received().len(), 7);
}

#[tokio::test]
async fn a_transport_of_the_callers_own() {
    struct Canned;
    impl Transport for Canned {
        fn send(
            &self,
            request: http::Request<crate::Body>,
        ) -> crate::BoxFuture<'_, Result<http::Response<crate::Body>, crate::TransportError>>
        {
            let path = format!("\"{}\"", request.uri().path());
            Box::pin(async {
                Ok(http::Response::new(crate::Body::from(crate::Bytes::from(
                    path,
                ))))
            })
        }
        fn sleep(&self, _: Duration) -> crate::BoxFuture<'_, ()> {
            Box::pin(std::future::ready(()))
        }
    }
    let mut builder = ClientBuilder::new("https://example.com/v1");
    builder.transport(Canned);
    assert_eq!(get(&builder.build().unwrap()).await.unwrap(), "/v1/pets");
}

#[test]
fn clients_are_shared_and_calls_are_sent_between_threads() {
    fn shared<T: Clone + Send + Sync + std::fmt::Debug>() {}
    fn sent<T: Send>(_: &T) {}
    shared::<Client>();
    shared::<ClientBuilder>();
    shared::<Call<Value, Value>>();
    shared::<Request>();
    let client = ClientBuilder::new("https://example.com").build().unwrap();
    sent(&get(&client).send());
    sent(&get(&client).response());
    assert!(size_of::<Error<Value>>() <= 2 * size_of::<usize>());
}

#[tokio::test]
async fn a_request_without_a_body_does_not_speak_of_one() {
    const FIXED: Operation = Operation::new("fixed", "GET", "/pets?kind=cat");
    let server = Server::script(vec![ok()]).await;
    let mut request = client(&server).operation(&FIXED);
    request.query("page", Style::Form, true, false, &Value::from(2));
    Call::<Value, Value>::new(request).await.unwrap();
    let received = &server.received()[0];
    assert_eq!(received.target, "/pets?kind=cat&page=2");
    for name in [
        "content-length",
        "content-type",
        "transfer-encoding",
        "cookie",
        "referer",
    ] {
        assert_eq!(received.header(name), None, "{name}");
    }
}

#[tokio::test]
async fn a_method_that_has_bodies_says_that_there_is_none() {
    const PUT: Operation = Operation::new("put", "PUT", "/pets");
    const PATCH: Operation = Operation::new("patch", "PATCH", "/pets");
    const DELETE: Operation = Operation::new("delete", "DELETE", "/pets");
    let server = Server::script(vec![ok()]).await;
    for operation in [&super::POST, &PUT, &PATCH, &DELETE] {
        let request = client(&server).operation(operation);
        Call::<Value, Value>::new(request).await.unwrap();
        let received = server.received().pop().unwrap();
        let length = (received.method != "DELETE").then_some("0");
        assert_eq!(received.header("content-length"), length);
        assert_eq!(received.header("transfer-encoding"), None);
    }
}

#[tokio::test]
async fn null_is_a_body() {
    let server = Server::script(vec![ok()]).await;
    let mut request = client(&server).operation(&super::POST);
    request.json(&None::<Value>);
    Call::<Value, Value>::new(request).await.unwrap();
    let received = &server.received()[0];
    assert_eq!(received.body, "null");
    assert_eq!(received.header("content-type"), Some("application/json"));
}
