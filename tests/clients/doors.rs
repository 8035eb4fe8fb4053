//! What callers of a generated client can always do.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use generated::smartcar_management::{
    Call, Client, ClientBuilder, Error, RawResponse, RetryPolicy, Transport, TransportError, Value,
    operations::subscriptions::ListSubscriptions,
    runtime::{self, BoxFuture, HeaderValue, HttpRequest, HttpResponse, Method, Uri},
    types::VehicleMode,
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

/// Needs no crate but the generated one.
struct Recorded {
    inner: Arc<dyn Transport>,
    requests: Arc<Mutex<Vec<(Method, Uri)>>>,
}

impl Transport for Recorded {
    fn send(
        &self,
        mut request: HttpRequest,
    ) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        let sent = (request.method().clone(), request.uri().clone());
        self.requests.lock().unwrap().push(sent);
        let value = HeaderValue::from_static("1");
        request.headers_mut().insert("x-recorded", value);
        self.inner.send(request)
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        self.inner.sleep(duration)
    }
}

#[tokio::test]
async fn the_built_in_transport_can_be_wrapped() {
    let server = Server::script([Reply::json(503, "{}"), Reply::json(200, "{}")]).await;
    let requests = Arc::new(Mutex::default());
    let seen = Arc::clone(&requests);
    let builder = smartcar_builder(&server).wrap_transport(move |inner| Recorded {
        inner,
        requests: Arc::clone(&seen),
    });
    let client = builder.build().unwrap();
    let call = client.subscriptions().get_subscription(ID);
    call.raw().await.unwrap();
    let requests = requests.lock().unwrap();
    let requests: Vec<_> = requests.iter().map(|(method, _)| method.as_str()).collect();
    assert_eq!(requests, ["GET", "GET"]);
    assert_eq!(server.received()[1].header("x-recorded"), Some("1"));
}

#[tokio::test]
async fn a_call_can_be_named() {
    let server = Server::script([Reply::json(200, "{}")]).await;
    let first = |call: Call<_, _, ListSubscriptions>| call.page_number(1);
    let call = first(smartcar(&server).subscriptions().list_subscriptions());
    let _: Value = call.decode().await.unwrap();
    assert_eq!(server.only().query(), "page%5Bnumber%5D=1");
}
