//! Prism checks what the two clients send: all operations, all statuses, all security schemes.

use std::path::Path;

use generated::sendcloud_event_subscriptions::{self as sendcloud, types as sendcloud_types};
use generated::smartcar_management::{self as smartcar, types};
use runtime::{Error, RetryPolicy};

use super::Judge;

const ID: &str = "11111111-2222-4333-8444-555555555555";

fn judge(name: &str) -> Judge {
    let description = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../specs")
        .join(name);
    Judge::start("prism.cjs", &[description.to_str().unwrap()])
}

fn smartcar_builder(judge: &Judge) -> smartcar::ClientBuilder {
    smartcar::Client::builder()
        .base_url(judge.url(""))
        .retry(RetryPolicy::none())
}

fn smartcar(judge: &Judge) -> smartcar::Client {
    smartcar_builder(judge)
        .bearer_auth("token")
        .build()
        .unwrap()
}

fn sendcloud_builder(judge: &Judge) -> sendcloud::ClientBuilder {
    sendcloud::Client::builder()
        .base_url(judge.url(""))
        .retry(RetryPolicy::none())
}

/// What Prism objects to in a request.
pub(super) fn violations<E>(error: &Error<E>) -> String {
    match error {
        Error::Api(error) => {
            let header = error.headers().get("sl-violations");
            header.map_or_else(String::new, |value| value.to_str().unwrap().to_owned())
        }
        _ => String::new(),
    }
}

#[tokio::test]
async fn list_subscriptions_is_accepted() {
    let judge = judge("smartcar-management.yaml");
    let smartcar = smartcar(&judge);
    let id = runtime::Uuid::from(runtime::uuid::Uuid::parse_str(ID).unwrap());
    let list = smartcar.subscriptions().list_subscriptions();
    let list = list
        .filter_user_id(id.clone())
        .filter_webhook_id(id.clone())
        .filter_vehicle_id(id)
        .filter_vehicle_mode(types::VehicleMode::Live)
        .page_number(1)
        .page_size(100);
    let page = list.await.unwrap();
    assert_eq!(page.links.prev, None);
    smartcar.subscriptions().list_subscriptions().await.unwrap();
}

#[tokio::test]
async fn list_subscriptions_is_refused_for_each_bad_parameter() {
    let judge = judge("smartcar-management.yaml");
    let smartcar = smartcar(&judge);
    let list = || smartcar.subscriptions().list_subscriptions();
    let unknown = types::VehicleMode::Unrecognized("parked".to_owned());
    let calls = [
        ("vehicle.mode", list().filter_vehicle_mode(unknown)),
        ("page[number]", list().page_number(0)),
        ("page[size]", list().page_size(101)),
    ];
    for (name, call) in calls {
        let error = call.await.unwrap_err();
        assert!(violations(&error).contains(name), "{name}: {error:?}");
    }
}

#[tokio::test]
async fn get_subscription_is_accepted() {
    let judge = judge("smartcar-management.yaml");
    for identifier in [ID, "a/b?c#d", "%2e%2e", "é"] {
        smartcar(&judge)
            .subscriptions()
            .get_subscription(identifier)
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn create_subscription_of_smartcar_is_accepted() {
    let judge = judge("smartcar-management.yaml");
    let response = smartcar(&judge)
        .subscriptions()
        .create_subscription(&request())
        .await;
    assert_eq!(
        response.unwrap().meta.message,
        "subscription creation in progress"
    );
}

fn request() -> types::SubscriptionRequest {
    let body = br#"{"data":{"attributes":{"webhookId":"a","userId":"b","vehicleId":"c"}}}"#;
    runtime::from_slice(body).unwrap()
}

#[tokio::test]
async fn every_status_of_smartcar_is_read() {
    let judge = judge("smartcar-management.yaml");
    let smartcar = smartcar(&judge);
    let subscriptions = smartcar.subscriptions();
    for status in [400, 401, 403, 404, 409, 500] {
        let prefer = format!("code={status}");
        let call = subscriptions
            .create_subscription(&request())
            .header("Prefer", &prefer);
        check(call.await.unwrap_err(), status);
        if status != 409 {
            let call = subscriptions.get_subscription(ID).header("Prefer", &prefer);
            check(call.await.unwrap_err(), status);
        }
        if status != 409 && status != 404 {
            let call = subscriptions.list_subscriptions().header("Prefer", &prefer);
            check(call.await.unwrap_err(), status);
        }
    }
}

fn check(error: Error<types::ErrorResponse1>, status: u16) {
    let Error::Api(error) = error else {
        panic!("{error:?}")
    };
    assert_eq!(error.status(), status);
    assert!(error.headers().get("sl-violations").is_none());
    assert_eq!(error.body().unwrap().errors[0].status, status.to_string());
}

#[tokio::test]
async fn smartcar_without_its_token_is_refused() {
    let judge = judge("smartcar-management.yaml");
    let smartcar = smartcar_builder(&judge)
        .bearer_auth("token")
        .build()
        .unwrap();
    let call = smartcar
        .subscriptions()
        .get_subscription(ID)
        .header("Authorization", "Basic YTpi");
    assert_eq!(call.await.unwrap_err().status(), Some(401));
}

fn subscription(connection: i64) -> sendcloud_types::SubscriptionCreateRequest {
    sendcloud_types::SubscriptionCreateRequest::new(connection)
}

#[tokio::test]
async fn create_subscription_of_sendcloud_is_accepted_with_basic_authentication() {
    let judge = judge("sendcloud-event-subscriptions.yaml");
    let sendcloud = sendcloud_builder(&judge)
        .http_basic_auth("key", "secret")
        .build()
        .unwrap();
    let mut body = subscription(1);
    body.is_active = Some(true);
    let response = sendcloud
        .subscriptions()
        .create_subscription(&body)
        .await
        .unwrap();
    assert_eq!(response.data.unwrap().id, Some(1));
}

#[tokio::test]
async fn create_subscription_of_sendcloud_is_accepted_with_oauth2() {
    let judge = judge("sendcloud-event-subscriptions.yaml");
    let tokens = Judge::start("oauth.mjs", &[]);
    let builder =
        sendcloud_builder(&judge).oauth2_client_creds("plain-id", "plain-secret-0123456789");
    let options = runtime::TokenOptions::new().url(tokens.url("/token"));
    let sendcloud = builder.token_options(options).build().unwrap();
    sendcloud
        .subscriptions()
        .create_subscription(&subscription(1))
        .await
        .unwrap();
}

#[tokio::test]
async fn create_subscription_of_sendcloud_is_refused_for_a_bad_body() {
    let judge = judge("sendcloud-event-subscriptions.yaml");
    let sendcloud = sendcloud_builder(&judge)
        .http_basic_auth("key", "secret")
        .build()
        .unwrap();
    let mut unknown = subscription(1);
    unknown.event_type = runtime::from_slice(b"\"parcels.lost\"").unwrap();
    for (name, body) in [("connection_id", subscription(0)), ("event_type", unknown)] {
        let error = sendcloud
            .subscriptions()
            .create_subscription(&body)
            .await
            .unwrap_err();
        assert!(violations(&error).contains(name), "{name}: {error:?}");
    }
}

#[tokio::test]
async fn every_status_of_sendcloud_is_read() {
    let judge = judge("sendcloud-event-subscriptions.yaml");
    let sendcloud = sendcloud_builder(&judge)
        .http_basic_auth("key", "secret")
        .build()
        .unwrap();
    let call = || {
        sendcloud
            .subscriptions()
            .create_subscription(&subscription(1))
    };
    let Err(Error::Api(error)) = call().header("Prefer", "code=400").await else {
        panic!()
    };
    let errors = error.body().unwrap().errors.as_ref().unwrap();
    let sendcloud_types::ErrorsErrors::Array(errors) = errors else {
        panic!("{errors:?}")
    };
    assert_eq!(errors[0].code, sendcloud_types::ErrorObjectCode::Required);
    let Err(Error::Api(error)) = call().header("Prefer", "code=429").await else {
        panic!()
    };
    assert_eq!((error.status(), error.raw().len()), (429, 0));
}
