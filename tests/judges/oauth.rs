//! A certified OAuth2 server checks how the client gets, keeps and renews its tokens.

use generated::sendcloud_event_subscriptions::{Client, types};
use runtime::{Error, TokenOptions};
use serde_json::Value;

use super::Judge;

const SECRET: &str = "plain-secret-0123456789";

fn client(judge: &Judge, id: &str, secret: &str) -> Client {
    let options = TokenOptions::new().url(judge.url("/token"));
    let builder = Client::builder()
        .base_url(judge.url("/api"))
        .oauth2_client_creds(id, secret);
    builder.token_options(options).build().unwrap()
}

async fn call(client: &Client) -> Result<(), Error<types::Errors>> {
    let request = types::SubscriptionCreateRequest::new(1);
    client
        .subscriptions()
        .create_subscription(&request)
        .await
        .map(|_| ())
}

/// Asks the server itself, without a client.
async fn ask(judge: &Judge, method: &str, path: &str) -> Value {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let address = judge.url.strip_prefix("http://").unwrap();
    let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
    let request = format!("{method} {path} HTTP/1.0\r\nHost: {address}\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut response = String::new();
    stream.read_to_string(&mut response).await.unwrap();
    let (_, body) = response.split_once("\r\n\r\n").unwrap();
    serde_json::from_str(body).unwrap()
}

#[tokio::test]
async fn a_token_is_fetched_once_and_used() {
    let judge = Judge::start("oauth.mjs", &[]);
    let client = client(&judge, "plain-id", SECRET);
    for _ in 0..3 {
        call(&client).await.unwrap();
    }
    let stats = ask(&judge, "GET", "/stats").await;
    assert_eq!(
        (&stats["token_requests"], &stats["accepted"]),
        (&1.into(), &3.into())
    );
    assert_eq!(stats["authentication"]["basic"], 1);
}

#[tokio::test]
async fn a_client_with_odd_characters_is_accepted() {
    let judge = Judge::start("oauth.mjs", &[]);
    call(&client(&judge, "we+ird:id/x", "p%ss:w&rd=+ q\""))
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_concurrent_calls_fetch_one_token() {
    let judge = Judge::start("oauth.mjs", &[]);
    ask(&judge, "POST", "/delay?ms=300").await;
    let client = client(&judge, "plain-id", SECRET);
    let mut calls = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let client = client.clone();
        calls.spawn(async move { call(&client).await.unwrap() });
    }
    calls.join_all().await;
    let stats = ask(&judge, "GET", "/stats").await;
    assert_eq!(
        (&stats["token_requests"], &stats["accepted"]),
        (&1.into(), &20.into())
    );
}

#[tokio::test]
async fn a_revoked_token_is_renewed_once() {
    let judge = Judge::start("oauth.mjs", &[]);
    let client = client(&judge, "plain-id", SECRET);
    call(&client).await.unwrap();
    ask(&judge, "POST", "/revoke").await;
    call(&client).await.unwrap();
    let stats = ask(&judge, "GET", "/stats").await;
    assert_eq!(
        (&stats["tokens_issued"], &stats["refused"]),
        (&2.into(), &1.into())
    );
}

#[tokio::test]
async fn a_token_that_expires_is_renewed_before() {
    let judge = Judge::start("oauth.mjs", &["2"]);
    let client = client(&judge, "plain-id", SECRET);
    call(&client).await.unwrap();
    tokio::time::sleep(std::time::Duration::from_millis(2_100)).await;
    call(&client).await.unwrap();
    let stats = ask(&judge, "GET", "/stats").await;
    assert_eq!(
        (&stats["tokens_issued"], &stats["refused"]),
        (&2.into(), &0.into())
    );
}

#[tokio::test]
async fn a_wrong_secret_is_reported_as_the_server_says() {
    let judge = Judge::start("oauth.mjs", &[]);
    let error = call(&client(&judge, "plain-id", "wrong"))
        .await
        .unwrap_err();
    let Error::Auth(error) = error else {
        panic!("{error:?}")
    };
    assert_eq!(error.error(), Some("invalid_client"));
    assert_eq!(error.status(), Some(401));
}
