//! `create_subscription` of Sendcloud: the body, 201, both forms of 400, and 429.

use std::time::{Duration, Instant};

use generated::sendcloud_event_subscriptions::types::{
    ErrorObjectCode, ErrorsErrors, SubscriptionCreateRequest,
};
use runtime::{Error, RetryPolicy};
use serde_json::json;

use super::{sendcloud, sendcloud_builder};
use crate::server::{Reply, Server};

pub(super) const CREATED: &str = r#"{"data":{"id":1,"connection_id":1,"event_type":
    "parcels.event.created","is_active":true,"created_at":"2026-01-15T11:00:00Z",
    "updated_at":"2026-01-15T11:00:00Z"}}"#;

pub(super) fn request() -> SubscriptionCreateRequest {
    SubscriptionCreateRequest::new(1)
}

#[tokio::test]
async fn the_body_is_what_the_document_says() {
    let server = Server::start(|_, _| Reply::json(201, CREATED)).await;
    let sendcloud = sendcloud(&server);
    let mut body = request();
    sendcloud
        .subscriptions()
        .create_subscription(&body)
        .await
        .unwrap();
    body.is_active = Some(false);
    sendcloud
        .subscriptions()
        .create_subscription(&body)
        .await
        .unwrap();
    let [first, second] = &server.received()[..] else {
        panic!()
    };
    let target = "/api/v3/event-subscriptions/subscriptions";
    assert_eq!(
        (first.method.as_str(), first.target.as_str()),
        ("POST", target)
    );
    let expected = json!({ "connection_id": 1, "event_type": "parcels.event.created" });
    assert_eq!(first.json(), expected);
    assert_eq!(second.json()["is_active"], false);
}

#[tokio::test]
async fn status_201_has_its_typed_body() {
    let server = Server::script([Reply::json(201, CREATED)]).await;
    let response = sendcloud(&server)
        .subscriptions()
        .create_subscription(&request())
        .await;
    let subscription = response.unwrap().data.unwrap();
    assert_eq!(
        (subscription.id, subscription.is_active),
        (Some(1), Some(true))
    );
    assert_eq!(subscription.created_at.unwrap().day(), 15);
}

#[tokio::test]
async fn errors_as_an_array_have_their_required_members() {
    let body = r#"{"errors":[{"detail":"This field is required.","status":"400",
        "source":{"pointer":"/data/connection_id"},"code":"required"},
        {"detail":"?","status":"400","code":"null"}]}"#;
    let server = Server::script([Reply::json(400, body)]).await;
    let call = sendcloud(&server)
        .subscriptions()
        .create_subscription(&request())
        .await;
    let Err(Error::Api(error)) = call else {
        panic!("{call:?}")
    };
    let Some(ErrorsErrors::Array(errors)) = &error.body().unwrap().errors else {
        panic!("{error:?}")
    };
    // Required, so no Option; a string, although the document says `format: int32`.
    let status: &String = &errors[0].status;
    let (code, detail): (&ErrorObjectCode, &String) = (&errors[0].code, &errors[0].detail);
    assert_eq!(
        (status.as_str(), detail.as_str()),
        ("400", "This field is required.")
    );
    assert_eq!(code, &ErrorObjectCode::Required);
    let source = errors[0].source.as_ref().unwrap();
    assert_eq!(source.pointer.as_deref(), Some("/data/connection_id"));
    assert_eq!(errors[1].code, ErrorObjectCode::Null);
}

#[tokio::test]
async fn errors_as_an_object_are_kept() {
    let body = r#"{"errors":{"connection_id":["This field is required."]}}"#;
    let server = Server::script([Reply::json(400, body)]).await;
    let call = sendcloud(&server)
        .subscriptions()
        .create_subscription(&request())
        .await;
    let Err(Error::Api(error)) = call else {
        panic!("{call:?}")
    };
    let Some(ErrorsErrors::Object(errors)) = &error.body().unwrap().errors else {
        panic!("{error:?}")
    };
    assert_eq!(errors["connection_id"], json!(["This field is required."]));
}

#[tokio::test]
async fn errors_of_another_shape_are_kept() {
    let body = r#"{"errors":[{"detail":"d","status":400,"code":"required"}]}"#;
    let server = Server::script([Reply::json(400, body)]).await;
    let call = sendcloud(&server)
        .subscriptions()
        .create_subscription(&request())
        .await;
    let Err(Error::Api(error)) = call else {
        panic!("{call:?}")
    };
    let Some(ErrorsErrors::Unrecognized(errors)) = &error.body().unwrap().errors else {
        panic!("{error:?}")
    };
    assert_eq!(errors.to_value()[0]["status"], 400);
}

#[tokio::test]
async fn status_429_has_no_body_and_a_readable_retry_after() {
    let reply = Reply::new(429).header("Retry-After", "7");
    let server = Server::script([reply]).await;
    let builder = sendcloud_builder(&server).http_basic_auth("u", "p");
    let sendcloud = builder.retry(RetryPolicy::none()).build().unwrap();
    let call = sendcloud
        .subscriptions()
        .create_subscription(&request())
        .await;
    let Err(Error::Api(error)) = call else {
        panic!("{call:?}")
    };
    assert_eq!(error.status(), 429);
    assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
    assert!(error.raw().is_empty());
}

#[tokio::test]
async fn retry_after_is_honoured() {
    let limited = Reply::new(429).header("Retry-After", "1");
    let server = Server::script([limited, Reply::json(201, CREATED)]).await;
    let start = Instant::now();
    sendcloud(&server)
        .subscriptions()
        .create_subscription(&request())
        .await
        .unwrap();
    assert!(start.elapsed() >= Duration::from_secs(1));
    assert_eq!(server.received().len(), 2);
}
