//! `get_subscription`: what becomes of the identifier.

use runtime::Error;

use super::{ID, smartcar, subscription};
use crate::server::{Reply, Server};

#[tokio::test]
async fn the_response_is_typed() {
    let body = format!(r#"{{"data":{}}}"#, subscription(ID));
    let server = Server::script([Reply::json(200, body)]).await;
    let response = smartcar(&server)
        .subscriptions()
        .get_subscription(ID)
        .await
        .unwrap();
    assert_eq!(response.data.id.to_string(), ID);
    assert_eq!(server.only().target, format!("/v3/subscriptions/{ID}"));
}

#[tokio::test]
async fn the_identifier_is_one_segment_whatever_is_in_it() {
    let hostile = [
        ("a/b", "a%2Fb"),
        ("../../admin", "..%2F..%2Fadmin"),
        ("a?b=c#d", "a%3Fb%3Dc%23d"),
        ("%2e%2e", "%252e%252e"),
        ("é €", "%C3%A9%20%E2%82%AC"),
        ("a\r\nX: y", "a%0D%0AX%3A%20y"),
        ("...", "..."),
    ];
    for (identifier, segment) in hostile {
        let server = Server::script([Reply::json(404, "{}")]).await;
        let call = smartcar(&server)
            .subscriptions()
            .get_subscription(identifier)
            .await;
        assert_eq!(call.unwrap_err().status(), Some(404));
        assert_eq!(server.only().target, format!("/v3/subscriptions/{segment}"));
    }
}

#[tokio::test]
async fn an_identifier_that_would_lead_elsewhere_is_refused_before_anything_is_sent() {
    let server = Server::script([]).await;
    for identifier in ["", ".", ".."] {
        let call = smartcar(&server)
            .subscriptions()
            .get_subscription(identifier)
            .await;
        let error = call.unwrap_err();
        assert!(matches!(error, Error::Request(_)), "{error:?}");
        assert!(error.to_string().contains("`subscriptionId`"), "{error}");
    }
    assert_eq!(server.received().len(), 0);
}
