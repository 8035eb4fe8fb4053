//! What callers of a generated client can always do.

use generated::smartcar_management::{
    Call, Client, ClientBuilder, Error, RawResponse, RetryPolicy, Value,
    operations::subscriptions::ListSubscriptions, runtime, types::VehicleMode,
};

use super::{ID, smartcar, smartcar_builder};
use crate::server::{Reply, Server};

#[tokio::test]
async fn every_call_takes_what_the_description_does_not_know() {
    let server = Server::script([Reply::json(503, "{}"), Reply::json(200, "[1]")]).await;
    let client = smartcar(&server);
    let call = client.subscriptions().list_subscriptions();
    let call = call
        .page_size(5)
        .query("debug", true)
        .filter_vehicle_mode(VehicleMode::Live)
        .retry(RetryPolicy::none());
    let raw: RawResponse = call.raw().await.unwrap();
    assert_eq!(raw.status(), 503);
    let call = client.subscriptions().get_subscription(ID);
    let numbers: Vec<i64> = call.raw().await.unwrap().json().unwrap();
    assert_eq!(numbers, [1]);
    let expected = "page%5Bsize%5D=5&debug=true&filter%5Bvehicle.mode%5D=live";
    assert_eq!(server.received()[0].query(), expected);
}

#[tokio::test]
async fn a_call_that_the_description_does_not_know() {
    let server = Server::script([Reply::json(200, r#"{"sold": true}"#)]).await;
    let client = smartcar(&server);
    let sold: Value = client.request("POST", ["vehicles", "a/b"]).await.unwrap();
    assert_eq!(sold["sold"], true);
    let request = server.only();
    assert_eq!(request.target, "/v3/vehicles/a%2Fb");
    assert!(request.header("authorization").is_some());
}

#[tokio::test]
async fn clients_become_those_of_the_runtime_and_back() {
    let server = Server::script([Reply::json(404, "{}")]).await;
    let inner: runtime::Client = smartcar(&server).into();
    let client = Client::from(inner.clone());
    let shared: &runtime::Client = client.as_ref();
    assert_eq!(format!("{shared:?}"), format!("{inner:?}"));
    let mut builder: ClientBuilder = smartcar_builder(&server);
    let inner: &mut runtime::ClientBuilder = builder.as_mut();
    inner.max_body(10);
    let call: Call<_, _> = client.subscriptions().get_subscription(ID);
    assert!(matches!(call.await, Err(Error::Api(_))));
}

#[tokio::test]
async fn credentials_that_the_description_does_not_know() {
    let server = Server::script([Reply::json(200, "{}")]).await;
    let builder = Client::builder().base_url(server.url(""));
    let by_gateway = builder.clone().header_auth("X-Gateway", "key");
    let by_gateway = by_gateway.bearer_auth("token").build().unwrap();
    let by_password = builder.clone().basic_auth("me", "secret").build().unwrap();
    let anonymous = builder.anonymous().build().unwrap();
    for client in [&by_gateway, &by_password, &anonymous] {
        let call = client.subscriptions().get_subscription(ID);
        call.raw().await.unwrap();
    }
    let sent = server.received();
    let sent = sent.iter().map(|request| {
        let header = |name| request.header(name).unwrap_or_default().to_owned();
        (header("authorization"), header("x-gateway"))
    });
    let expected = [
        ("Bearer token", "key"),
        ("Basic bWU6c2VjcmV0", ""),
        ("", ""),
    ];
    let expected = expected.map(|(one, two)| (one.to_owned(), two.to_owned()));
    assert_eq!(sent.collect::<Vec<_>>(), expected);
}

#[tokio::test]
async fn a_call_can_be_named() {
    let server = Server::script([Reply::json(200, "{}")]).await;
    let first = |call: Call<_, _, ListSubscriptions>| call.page_number(1);
    let call = first(smartcar(&server).subscriptions().list_subscriptions());
    let _: Value = call.decode().await.unwrap();
    assert_eq!(server.only().query(), "page%5Bnumber%5D=1");
}
