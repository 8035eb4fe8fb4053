//! `create_subscription` of Smartcar: the body, every status, and bodies that do not fit.

use generated::smartcar_management::types::{
    SubscriptionRequest, SubscriptionRequestData, SubscriptionRequestDataAttributes,
};
use runtime::Error;
use serde_json::json;

use super::{smartcar, smartcar_error};
use crate::server::{Reply, Server};

const ACCEPTED: &str = r#"{"meta":{"message":"subscription creation in progress"}}"#;

fn request() -> SubscriptionRequest {
    SubscriptionRequest::new(SubscriptionRequestData::new(
        SubscriptionRequestDataAttributes::new(
            "webhook_12345".to_owned(),
            "user_12345".to_owned(),
            "vehicle_67890".to_owned(),
        ),
    ))
}

#[tokio::test]
async fn the_body_is_what_the_document_says() {
    let server = Server::script([Reply::json(202, ACCEPTED)]).await;
    smartcar(&server)
        .subscriptions()
        .create_subscription(&request())
        .await
        .unwrap();
    let received = server.only();
    assert_eq!(
        (received.method.as_str(), received.path()),
        ("POST", "/v3/subscriptions")
    );
    assert_eq!(received.header("content-type"), Some("application/json"));
    let attributes = json!({
        "webhookId": "webhook_12345", "userId": "user_12345", "vehicleId": "vehicle_67890",
    });
    assert_eq!(
        received.json(),
        json!({ "data": { "attributes": attributes } })
    );
}

#[tokio::test]
async fn status_202_has_its_typed_body() {
    let server = Server::script([Reply::json(202, ACCEPTED).header("X-Request-Id", "r1")]).await;
    let call = smartcar(&server)
        .subscriptions()
        .create_subscription(&request());
    let response = call.response().await.unwrap();
    assert_eq!(response.status, 202);
    assert_eq!(response.headers["x-request-id"], "r1");
    assert_eq!(
        response.body.meta.message,
        "subscription creation in progress"
    );
}

#[tokio::test]
async fn every_documented_error_has_its_typed_body() {
    for status in [400, 401, 403, 404, 409, 500] {
        let server = Server::script([Reply::json(status, smartcar_error(status))]).await;
        let call = smartcar(&server)
            .subscriptions()
            .create_subscription(&request())
            .await;
        let Err(Error::Api(error)) = call else {
            panic!("{call:?}")
        };
        assert_eq!(error.status(), status);
        let first = &error.body().unwrap().errors[0];
        assert_eq!(first.detail, format!("Detail of {status}"));
        assert_eq!(
            (first.type_.as_str(), first.code.as_str()),
            ("TYPE", "CODE")
        );
        assert_eq!(first.suggested_user_message, None);
        assert_eq!(
            server.received().len(),
            1,
            "a POST must not be repeated after {status}"
        );
    }
}

#[tokio::test]
async fn optional_members_of_an_error_are_there() {
    let body = r#"{"errors":[{"status":"409","type":"T","code":"C","title":"t","detail":"d",
        "resolution":{"type":"REAUTHENTICATE","url":null},"suggestedUserMessage":"Sorry",
        "links":{"about":"https://example.com/409"},
        "meta":{"debug":{"applicationId":"app","requestId":"req","origin":"x"}}}]}"#;
    let server = Server::script([Reply::json(409, body)]).await;
    let call = smartcar(&server)
        .subscriptions()
        .create_subscription(&request())
        .await;
    let Err(Error::Api(error)) = call else {
        panic!("{call:?}")
    };
    let error = &error.body().unwrap().errors[0];
    assert_eq!(error.resolution.as_ref().unwrap()["type"], "REAUTHENTICATE");
    assert_eq!(error.suggested_user_message.as_deref(), Some("Sorry"));
    let about = error.links.as_ref().unwrap().about.as_deref();
    assert_eq!(about, Some("https://example.com/409"));
    let debug = error.meta.as_ref().unwrap().debug.as_ref().unwrap();
    assert_eq!(debug.request_id.as_deref(), Some("req"));
}

#[tokio::test]
async fn another_status_gives_status_headers_and_raw_body() {
    let reply = Reply::new(418)
        .text("text/html", "<h1>teapot</h1>")
        .header("X-Pot", "tea");
    let server = Server::script([reply]).await;
    let call = smartcar(&server)
        .subscriptions()
        .create_subscription(&request())
        .await;
    let Err(Error::Api(error)) = call else {
        panic!("{call:?}")
    };
    assert_eq!(error.status(), 418);
    assert_eq!(error.headers()["x-pot"], "tea");
    assert_eq!(&error.raw()[..], b"<h1>teapot</h1>");
    assert!(error.body().is_err());
}

#[tokio::test]
async fn an_error_that_does_not_fit_gives_the_path_of_the_place_and_the_raw_body() {
    let body = r#"{"errors":[{"status":400,"type":"T","code":"C","title":"t","detail":"d"}]}"#;
    let server = Server::script([Reply::json(400, body)]).await;
    let call = smartcar(&server)
        .subscriptions()
        .create_subscription(&request())
        .await;
    let Err(Error::Api(error)) = call else {
        panic!("{call:?}")
    };
    let error = error.body().unwrap_err();
    assert_eq!(error.path(), "errors[0].status");
    assert_eq!(&error.raw()[..], body.as_bytes());
    assert_eq!(&error.raw()[..], body.as_bytes());
    let text = error.to_string();
    assert!(text.contains("errors[0].status: "), "{text}");
}

#[tokio::test]
async fn a_success_that_does_not_fit_gives_the_path_of_the_place_and_the_raw_body() {
    for (body, path) in [
        (r#"{"meta":{"message":5}}"#, "meta.message"),
        (r#"{"meta":{}}"#, "meta"),
        (r#"{"meta":null}"#, "meta"),
        ("[]", ""),
        ("<html>", ""),
        ("", ""),
        (r#"{"meta":{"message":"x"}} and more"#, ""),
    ] {
        let server = Server::script([Reply::json(202, body)]).await;
        let call = smartcar(&server)
            .subscriptions()
            .create_subscription(&request())
            .await;
        let Err(Error::Decode(error)) = call else {
            panic!("{body}: {call:?}")
        };
        assert_eq!(error.status(), 202);
        assert!(error.path().starts_with(path), "{body}: {error}");
        assert_eq!(&error.raw()[..], body.as_bytes());
        assert_eq!(server.received().len(), 1, "not repeated for {body}");
    }
}
