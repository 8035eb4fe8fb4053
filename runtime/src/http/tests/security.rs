//! Which credentials go where, and where they never go.

use super::{
    builder,
    server::{Server, ok, response},
};
use crate::{
    AnyError, BoxError, BoxFuture, Call, Client, ClientBuilder, Error, FetchedToken, Secret,
    TokenProvider, Value, private::Operation,
};

const SECRET: &str = "s3cr3t";

fn call(client: &Client, operation: &'static Operation) -> Call<Value, Value> {
    Call::new(client.operation(operation))
}

/// A client with a credential for everything.
fn everything(server: &Server) -> ClientBuilder {
    let mut builder = builder(server);
    builder.bearer("bearer", SECRET.into());
    builder.basic("basic", "user", SECRET.into());
    builder.http("hoba", "HOBA", SECRET.into());
    builder.api_key_header("header", "X-Api-Key", SECRET.into());
    builder.api_key_query("query", "api key", SECRET.into());
    builder.api_key_cookie("cookie", "sid", SECRET.into());
    builder
}

#[tokio::test]
async fn each_scheme_in_its_place() {
    const BEARER: Operation = Operation::new("a", "GET", "/a").security(&[&[("bearer", &[])]]);
    const BASIC: Operation = Operation::new("a", "GET", "/a").security(&[&[("basic", &[])]]);
    const HOBA: Operation = Operation::new("a", "GET", "/a").security(&[&[("hoba", &[])]]);
    const KEYS: Operation = Operation::new("a", "GET", "/a?x=1").security(&[&[
        ("header", &[]),
        ("query", &[]),
        ("cookie", &[]),
    ]]);
    let server = Server::script(vec![ok()]).await;
    let client = everything(&server).build().unwrap();
    for operation in [&BEARER, &BASIC, &HOBA, &KEYS] {
        call(&client, operation).await.unwrap();
    }
    let received = server.received();
    let authorization: Vec<_> = received.iter().map(|r| r.header("authorization")).collect();
    assert_eq!(
        authorization,
        [
            Some("Bearer s3cr3t"),
            Some("Basic dXNlcjpzM2NyM3Q="),
            Some("HOBA s3cr3t"),
            None
        ]
    );
    assert_eq!(received[3].header("x-api-key"), Some(SECRET));
    assert_eq!(received[3].header("cookie"), Some("sid=s3cr3t"));
    assert_eq!(received[3].target, "/a?x=1&api%20key=s3cr3t");
    assert_eq!(received[0].header("x-api-key"), None);
}

#[tokio::test]
async fn the_first_requirement_that_can_be_met() {
    const EITHER: Operation = Operation::new("either", "GET", "/a").security(&[
        &[("missing", &[])],
        &[("bearer", &[]), ("missing", &[])],
        &[("basic", &[])],
        &[("bearer", &[])],
    ]);
    let server = Server::script(vec![ok()]).await;
    call(&everything(&server).build().unwrap(), &EITHER)
        .await
        .unwrap();
    assert!(
        server.received()[0]
            .header("authorization")
            .unwrap()
            .starts_with("Basic ")
    );
}

#[tokio::test]
async fn what_is_missing_is_named_before_anything_is_sent() {
    const BOTH: Operation = Operation::new("both", "GET", "/a")
        .security(&[&[("key", &[]), ("secret", &[])], &[("oauth", &[])]]);
    let server = Server::script(vec![ok()]).await;
    let error = call(&everything(&server).build().unwrap(), &BOTH)
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Auth(_)));
    assert_eq!(
        error.to_string(),
        "`both`: no credential was given; needed: `key` and `secret`, or `oauth`"
    );
    assert!(server.received().is_empty());
    // A header by hand will do, and stays where it is.
    let request = call(&everything(&server).build().unwrap(), &BOTH);
    request.header("Authorization", "Custom 1").await.unwrap();
    assert_eq!(
        server.received()[0].header("authorization"),
        Some("Custom 1")
    );
}

#[tokio::test]
async fn optional_credentials_are_sent_if_there_are_any() {
    const OPTIONAL: Operation =
        Operation::new("optional", "GET", "/a").security(&[&[], &[("bearer", &[])]]);
    const NONE: Operation = Operation::new("none", "GET", "/a");
    let server = Server::script(vec![ok()]).await;
    call(&builder(&server).build().unwrap(), &OPTIONAL)
        .await
        .unwrap();
    let client = everything(&server).build().unwrap();
    call(&client, &OPTIONAL).await.unwrap();
    call(&client, &NONE).await.unwrap();
    let sent: Vec<_> = server
        .received()
        .iter()
        .map(|r| r.header("authorization").is_some())
        .collect();
    assert_eq!(sent, [false, true, false]);
}

#[tokio::test]
async fn another_host_gets_nothing() {
    const ALL: Operation = Operation::new("all", "GET", "/a").security(&[&[
        ("bearer", &[]),
        ("header", &[]),
        ("query", &[]),
        ("cookie", &[]),
    ]]);
    let thief = Server::script(vec![ok()]).await;
    for status in [301, 302, 303, 307, 308] {
        let location = format!("{}/stolen", thief.url());
        let server = Server::script(vec![response(status, &[("location", &location)], "")]).await;
        let error = call(&everything(&server).build().unwrap(), &ALL)
            .await
            .unwrap_err();
        assert_eq!(error.status(), Some(status));
    }
    assert!(thief.received().is_empty());
}

#[tokio::test]
async fn secrets_are_not_shown() {
    const ALL: Operation = Operation::new("all", "GET", "/a").security(&[&[
        ("header", &[]),
        ("query", &[]),
        ("cookie", &[]),
    ]]);
    let server = Server::script(vec![response(500, &[], "{}")]).await;
    let mut builder = everything(&server);
    builder.client_credentials("oauth", "/token", "me", SECRET.into());
    builder.header("X-Internal", SECRET);
    let client = builder.clone().build().unwrap();
    let call = call(&client, &ALL).header("X-Token", SECRET);
    let mut shown = format!("{builder:?} {builder:#?} {client:?} {client:#?} {call:?} {call:#?}");
    let error = call.await.unwrap_err();
    shown += &format!("{error} {error:?} {error:#?}");
    assert!(!shown.contains(SECRET), "{shown}");
    assert!(!shown.contains("dXNlcjpzM2NyM3Q"), "{shown}");
}

#[tokio::test]
async fn a_token_provider_is_asked_again_after_a_401() {
    struct Numbered;
    impl TokenProvider for Numbered {
        fn token<'a>(
            &'a self,
            refused: Option<&'a Secret>,
        ) -> BoxFuture<'a, Result<Secret, BoxError>> {
            let token = if refused.is_some() { "two" } else { "one" };
            Box::pin(async move { Ok(Secret::from(token)) })
        }
    }
    const USER: Operation = Operation::new("user", "POST", "/a").security(&[&[("user", &[])]]);
    let server = Server::start(|request, _| match request.header("authorization") {
        Some("Bearer two") => ok(),
        _ => response(401, &[], ""),
    });
    let server = server.await;
    let mut builder = builder(&server);
    builder.token_provider_for("user", Numbered);
    call(&builder.build().unwrap(), &USER).await.unwrap();
    assert_eq!(server.received().len(), 2);
}

#[tokio::test]
async fn a_token_is_fetched_once_and_again_after_a_401() {
    const USER: Operation = Operation::new("user", "GET", "/a").security(&[&[("user", &[])]]);
    let server = Server::start(|request, before| match request.target.as_str() {
        "/login" => response(200, &[], &format!("\"token {before}\"")),
        _ if request.header("authorization") == Some("Bearer token 0") => {
            response(if before < 3 { 200 } else { 401 }, &[], "{}")
        }
        _ => ok(),
    });
    let server = server.await;
    let login = builder(&server).build().unwrap();
    let mut builder = builder(&server);
    builder.token_provider_for(
        "user",
        FetchedToken::new(move || {
            let call = login.request::<String>("POST", "/login");
            async move { Ok::<_, AnyError>(call.await?) }
        }),
    );
    let client = builder.build().unwrap();
    for _ in 0..3 {
        call(&client, &USER).await.unwrap();
    }
    let targets = server.targets();
    assert_eq!(targets, ["/login", "/a", "/a", "/a", "/login", "/a"]);
}

#[tokio::test]
async fn a_token_that_cannot_be_fetched_is_an_error_of_the_call() {
    const USER: Operation = Operation::new("user", "GET", "/a").security(&[&[("user", &[])]]);
    let server = Server::script(vec![response(403, &[], r#"{"message": "who?"}"#)]).await;
    let login = builder(&server).build().unwrap();
    let mut builder = builder(&server);
    let fetch = move || login.request::<String>("POST", "/login").into_future();
    builder.token_provider_for("user", FetchedToken::new(fetch));
    let error = call(&builder.build().unwrap(), &USER).await.unwrap_err();
    assert!(error.is_auth());
    assert!(
        error.to_string().ends_with("403 Forbidden: who?"),
        "{error}"
    );
    assert_eq!(server.targets(), ["/login"]);
}
