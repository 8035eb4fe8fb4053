//! What can be set for a client and for a single call.

use std::time::{Duration, Instant};

use generated::{sendcloud_event_subscriptions, smartcar_management};
use runtime::{Error, RetryPolicy, TimeoutKind};

use super::{ID, smartcar, smartcar_builder};
use crate::server::{Fault, Reply, Server};

#[test]
fn clients_and_calls_can_go_to_other_threads() {
    fn check<T: Clone + Send + Sync + 'static>() {}
    fn check_call<T: Send>(_: &T) {}
    check::<smartcar_management::Client>();
    check::<sendcloud_event_subscriptions::Client>();
    check::<smartcar_management::ClientBuilder>();
    let client = smartcar_management::Client::builder()
        .bearer_auth("t")
        .build()
        .unwrap();
    check_call(&client.subscriptions().get_subscription(ID));
    check_call(&client.subscriptions().get_subscription(ID).send());
    check_call(&client.subscriptions().list_subscriptions().items());
}

#[test]
fn a_client_is_cheap_to_clone() {
    assert_eq!(size_of::<smartcar_management::Client>(), size_of::<usize>());
}

#[tokio::test]
async fn clones_share_their_connections() {
    let server = Server::start(|_, _| Reply::json(404, "{}")).await;
    let client = smartcar(&server);
    for _ in 0..3 {
        let _ = client.clone().subscriptions().get_subscription(ID).await;
    }
    assert_eq!(server.received().len(), 3);
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn the_base_url_can_have_a_path_and_a_slash_at_its_end() {
    for base in ["", "/", "/a/b", "/a/b/"] {
        let server = Server::script([Reply::json(404, "{}")]).await;
        let builder = smartcar_builder(&server).base_url(server.url(base));
        let _ = builder
            .build()
            .unwrap()
            .subscriptions()
            .get_subscription(ID)
            .await;
        let base = base.trim_end_matches('/');
        assert_eq!(server.only().target, format!("{base}/subscriptions/{ID}"));
    }
}

#[test]
fn a_base_url_that_is_none_is_refused() {
    for base in [
        "",
        "example.com",
        "ftp://example.com",
        "https://",
        "https://a/?b=c",
    ] {
        let builder = smartcar_management::Client::builder()
            .base_url(base)
            .bearer_auth("t");
        assert!(builder.build().is_err(), "{base}");
    }
}

#[tokio::test]
async fn the_user_agent_can_be_set() {
    let server = Server::start(|_, _| Reply::json(404, "{}")).await;
    let _ = smartcar(&server).subscriptions().get_subscription(ID).await;
    let client = smartcar_builder(&server)
        .user_agent("fleet/7")
        .build()
        .unwrap();
    let _ = client.subscriptions().get_subscription(ID).await;
    let [first, second] = &server.received()[..] else {
        panic!()
    };
    assert!(
        first
            .header("user-agent")
            .unwrap()
            .starts_with("generated/"),
        "{first:?}"
    );
    assert_eq!(second.header("user-agent"), Some("fleet/7"));
}

#[tokio::test]
async fn a_call_can_have_its_own_timeout() {
    let slow = Reply::json(200, "{}").fault(Fault::DelayHead(Duration::from_secs(20)));
    let server = Server::script([slow]).await;
    let client = smartcar(&server);
    let start = Instant::now();
    let call = client
        .subscriptions()
        .list_subscriptions()
        .timeout(Duration::from_millis(100));
    let Err(Error::Timeout(error)) = call.await else {
        panic!()
    };
    assert_eq!(error.kind(), TimeoutKind::Call);
    assert!(start.elapsed() < Duration::from_secs(2));
}

#[tokio::test]
async fn a_call_can_have_headers_of_its_own() {
    let server = Server::start(|_, _| Reply::json(404, "{}")).await;
    let client = smartcar_builder(&server)
        .header("X-Team", "fleet")
        .build()
        .unwrap();
    let call = client
        .subscriptions()
        .get_subscription(ID)
        .header("X-Request-Id", "r1");
    let _ = call.header("Authorization", "Bearer other").await;
    let _ = client.subscriptions().get_subscription(ID).await;
    let [first, second] = &server.received()[..] else {
        panic!()
    };
    assert_eq!(first.header("x-request-id"), Some("r1"));
    assert_eq!(first.header("x-team"), Some("fleet"));
    assert_eq!(first.header("authorization"), Some("Bearer other"));
    assert_eq!(second.header("x-request-id"), None);
    assert_eq!(second.header("x-team"), Some("fleet"));
}

#[tokio::test]
async fn a_header_with_a_line_break_is_refused_by_name() {
    let server = Server::script([]).await;
    let client = smartcar(&server);
    let call = client
        .subscriptions()
        .get_subscription(ID)
        .header("X-Odd", "a\r\nX-Evil: 1");
    let error = call.await.unwrap_err();
    assert!(matches!(error, Error::Request(_)), "{error:?}");
    assert!(error.to_string().contains("X-Odd"), "{error}");
    assert_eq!(server.received().len(), 0);
}

#[tokio::test]
async fn retries_can_be_switched_off() {
    let server = Server::start(|_, _| Reply::new(503)).await;
    let client = smartcar_builder(&server)
        .retry(RetryPolicy::none())
        .build()
        .unwrap();
    client
        .subscriptions()
        .list_subscriptions()
        .await
        .unwrap_err();
    assert_eq!(server.received().len(), 1);
}
