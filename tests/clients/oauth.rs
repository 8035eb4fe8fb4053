//! OAuth2 client credentials, with a token server of our own.

use std::time::Duration;

use generated::sendcloud_event_subscriptions as sendcloud;
use runtime::{Error, TokenOptions};

use super::create_sendcloud::{CREATED, request};
use super::sendcloud_builder;
use crate::server::{Received, Reply, Server};

const SECRET: &str = "s%cret &+/ü";

fn client(server: &Server) -> sendcloud::Client {
    let builder = sendcloud_builder(server).oauth2_client_creds("id:with/odd", SECRET);
    let options = TokenOptions::new().url(server.url("/oauth2/token/"));
    builder.token_options(options).build().unwrap()
}

fn is_token_request(request: &Received) -> bool {
    request.path().starts_with("/oauth2/")
}

/// Tokens are named after the number of the request for them.
fn token(number: usize, lifetime: u32) -> Reply {
    let body = r#"{"access_token":"token-N","token_type":"Bearer","expires_in":LIFETIME}"#;
    let body = body.replace('N', &number.to_string());
    Reply::json(200, body.replace("LIFETIME", &lifetime.to_string()))
}

async fn server(lifetime: u32) -> Server {
    Server::start(move |request, number| match is_token_request(request) {
        true => token(number, lifetime),
        false => Reply::json(201, CREATED),
    })
    .await
}

fn token_requests(server: &Server) -> Vec<Received> {
    server
        .received()
        .into_iter()
        .filter(is_token_request)
        .collect()
}

#[tokio::test]
async fn the_token_comes_from_the_token_url_with_the_scopes() {
    let server = server(3600).await;
    client(&server)
        .subscriptions()
        .create_subscription(&request())
        .await
        .unwrap();
    let [token, call] = &server.received()[..] else {
        panic!()
    };
    assert_eq!(
        (token.method.as_str(), token.target.as_str()),
        ("POST", "/oauth2/token/")
    );
    let media_type = token.header("content-type").unwrap();
    assert!(media_type.starts_with("application/x-www-form-urlencoded"));
    let pairs: Vec<_> = form_urlencoded::parse(&token.body).into_owned().collect();
    assert!(pairs.contains(&("grant_type".to_owned(), "client_credentials".to_owned())));
    assert!(
        pairs.contains(&("scope".to_owned(), "api".to_owned())),
        "{pairs:?}"
    );
    assert_eq!(call.header("authorization"), Some("Bearer token-0"));
}

#[tokio::test]
async fn identifier_and_secret_are_form_encoded_before_base64() {
    let server = server(3600).await;
    client(&server)
        .subscriptions()
        .create_subscription(&request())
        .await
        .unwrap();
    let token = token_requests(&server).remove(0);
    // `id%3Awith%2Fodd:s%25cret+%26%2B%2F%C3%BC`
    let expected = "Basic aWQlM0F3aXRoJTJGb2RkOnMlMjVjcmV0KyUyNiUyQiUyRiVDMyVCQw==";
    assert_eq!(token.header("authorization"), Some(expected));
    assert!(!token.text().contains("client_secret"));
}

#[tokio::test]
async fn the_token_is_kept_over_calls_and_clones() {
    let server = server(3600).await;
    let client = client(&server);
    for _ in 0..3 {
        let clone = client.clone();
        clone
            .subscriptions()
            .create_subscription(&request())
            .await
            .unwrap();
    }
    assert_eq!(token_requests(&server).len(), 1);
}

#[tokio::test]
async fn a_token_is_fetched_anew_shortly_before_it_expires() {
    let server = server(1).await;
    let client = client(&server);
    client
        .subscriptions()
        .create_subscription(&request())
        .await
        .unwrap();
    tokio::time::sleep(Duration::from_millis(950)).await;
    client
        .subscriptions()
        .create_subscription(&request())
        .await
        .unwrap();
    assert_eq!(token_requests(&server).len(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_concurrent_calls_fetch_one_token() {
    let server = server(3600).await;
    let client = client(&server);
    let mut calls = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let client = client.clone();
        calls.spawn(async move {
            client
                .subscriptions()
                .create_subscription(&request())
                .await
                .unwrap();
        });
    }
    calls.join_all().await;
    assert_eq!(token_requests(&server).len(), 1);
    assert_eq!(server.received().len(), 21);
}

#[tokio::test]
async fn after_a_401_the_token_is_fetched_anew_once() {
    let server = Server::start(|request, number| match request.header("authorization") {
        _ if is_token_request(request) => token(number, 3600),
        Some("Bearer token-0") => Reply::json(401, "{}"),
        _ => Reply::json(201, CREATED),
    })
    .await;
    client(&server)
        .subscriptions()
        .create_subscription(&request())
        .await
        .unwrap();
    assert_eq!(token_requests(&server).len(), 2);
    let last = server.received().pop().unwrap();
    assert_eq!(last.header("authorization"), Some("Bearer token-2"));
}

#[tokio::test]
async fn a_second_401_goes_to_the_caller() {
    let server = Server::start(|request, number| match is_token_request(request) {
        true => token(number, 3600),
        false => Reply::json(401, "{}"),
    })
    .await;
    let call = client(&server)
        .subscriptions()
        .create_subscription(&request())
        .await;
    let Err(Error::Api(error)) = call else {
        panic!("{call:?}")
    };
    assert_eq!(error.status(), 401);
    assert_eq!(token_requests(&server).len(), 2);
    assert_eq!(server.received().len(), 4);
}

#[tokio::test]
async fn a_401_is_final_for_a_password() {
    let server = Server::script([Reply::json(401, "{}")]).await;
    let client = sendcloud_builder(&server)
        .http_basic_auth("u", "p")
        .build()
        .unwrap();
    let error = client
        .subscriptions()
        .create_subscription(&request())
        .await
        .unwrap_err();
    assert_eq!(error.status(), Some(401));
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn an_error_of_the_token_server_is_reported_as_such() {
    let body = r#"{"error":"invalid_client","error_description":"no such client"}"#;
    let server = Server::start(move |_, _| Reply::json(401, body)).await;
    let call = client(&server)
        .subscriptions()
        .create_subscription(&request())
        .await;
    let Err(Error::Auth(error)) = call else {
        panic!("{call:?}")
    };
    assert_eq!(error.status(), Some(401));
    assert_eq!(error.error(), Some("invalid_client"));
    assert_eq!(error.error_description(), Some("no such client"));
    let text = format!("{error} {error:?}");
    assert!(text.contains("OAuth2ClientCreds"), "{text}");
    assert!(!text.contains(SECRET), "{text}");
    assert!(server.received().iter().all(is_token_request));
}

#[tokio::test]
async fn an_unreachable_token_server_is_reported_as_such() {
    let closed = Server::nowhere("/token");
    let server = Server::script([]).await;
    let builder = sendcloud_builder(&server).oauth2_client_creds("id", SECRET);
    let client = builder
        .token_options(TokenOptions::new().url(closed))
        .build()
        .unwrap();
    let error = client
        .subscriptions()
        .create_subscription(&request())
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Auth(_)), "{error:?}");
    assert_eq!(server.received().len(), 0);
}

#[tokio::test]
async fn a_token_server_that_redirects_gets_no_secret_elsewhere() {
    let elsewhere = Server::script([]).await;
    let location = elsewhere.url("/token");
    let server = Server::start(move |_, _| Reply::new(307).header("Location", &location)).await;
    let call = client(&server)
        .subscriptions()
        .create_subscription(&request())
        .await;
    assert!(matches!(call, Err(Error::Auth(_))), "{call:?}");
    assert_eq!(elsewhere.received().len(), 0);
}
