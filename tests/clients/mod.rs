//! The two clients of `generated` over HTTP on loopback.

mod connections;
mod create_sendcloud;
mod create_smartcar;
mod doors;
mod examples;
mod faults;
mod get;
mod list;
mod oauth;
mod pages;
mod security;
mod settings;
mod tolerance;

use std::time::Duration;

use generated::{sendcloud_event_subscriptions as sendcloud, smartcar_management as smartcar};
use runtime::RetryPolicy;

use crate::server::{Received, Server};

const TOKEN: &str = "token-0123456789";
const USER: &str = "public-key";
const PASSWORD: &str = "password-0123456789";

/// The identifier of the subscription in [`subscription`].
const ID: &str = "11111111-2222-4333-8444-555555555555";

/// A policy that does not delay the tests.
fn quick() -> RetryPolicy {
    RetryPolicy::default()
        .delay(Duration::from_millis(1))
        .jitter(false)
}

fn smartcar_builder(server: &Server) -> smartcar::ClientBuilder {
    smartcar::Client::builder()
        .base_url(server.url("/v3"))
        .bearer_auth(TOKEN)
        .retry(quick())
}

fn smartcar(server: &Server) -> smartcar::Client {
    smartcar_builder(server).build().expect("a client")
}

fn sendcloud_builder(server: &Server) -> sendcloud::ClientBuilder {
    sendcloud::Client::builder()
        .base_url(server.url("/api/v3"))
        .retry(quick())
}

fn sendcloud(server: &Server) -> sendcloud::Client {
    sendcloud_builder(server)
        .http_basic_auth(USER, PASSWORD)
        .build()
        .expect("a client")
}

/// A subscription of Smartcar as JSON.
fn subscription(id: &str) -> String {
    let relation = format!(r#"{{"data":{{"type":"webhook","id":"{ID}"}}}}"#);
    format!(
        r#"{{"type":"subscription","id":"{id}","attributes":{{"vehicle":{{"make":"TESLA",
        "model":"Model 3","year":2023,"mode":"live"}}}},"meta":{{"createdAt":
        "2026-01-15T11:00:00Z","updatedAt":"2026-01-15T11:00:00.5+01:00"}},"relationships":
        {{"webhook":{relation},"user":{relation},"vehicle":{relation}}}}}"#
    )
}

/// A page of these subscriptions with these links as JSON.
fn page(subscriptions: &[String], prev: &str, next: &str) -> String {
    format!(
        r#"{{"data":[{}],"links":{{"self":"/subscriptions?page[number]=1","first":
        "/subscriptions?page[number]=1","prev":{prev},"next":{next},"last":
        "/subscriptions?page[number]=9"}},"meta":{{"pageNumber":1,"pageSize":1}}}}"#,
        subscriptions.join(",")
    )
}

/// An error of Smartcar as JSON.
fn smartcar_error(status: u16) -> String {
    format!(
        r#"{{"errors":[{{"status":"{status}","type":"TYPE","code":"CODE","title":"Title",
        "detail":"Detail of {status}"}}]}}"#
    )
}

/// The query of a request, decoded, in order.
fn pairs(request: &Received) -> Vec<(String, String)> {
    form_urlencoded::parse(request.query().as_bytes())
        .into_owned()
        .collect()
}
