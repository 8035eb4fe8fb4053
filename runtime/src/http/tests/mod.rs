//! The HTTP room against a server on loopback.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that panics has failed, which is what it is for"
)]

mod attempts;
#[cfg(feature = "blocking")]
mod blocking;
mod content;
mod doors;
mod drift;
mod error_shapes;
mod errors;
mod faults;
#[cfg(feature = "pkce")]
mod flows;
mod matrix;
#[cfg(feature = "mock")]
mod mock;
mod multipart;
mod oauth;
mod pages;
#[cfg(feature = "mock")]
mod recording;
mod requests;
mod responses;
mod schemes;
mod security;
mod server;
mod spellings;
mod strategies;
mod streams;
mod styles;
#[cfg(feature = "tracing")]
#[cfg(feature = "tower")]
mod tower;
#[cfg(feature = "tracing")]
mod trace;

use std::time::Duration;

use server::Server;

use crate::{Call, Client, ClientBuilder, RetryPolicy, Value, private::Operation};

const GET: Operation = Operation::new("get_pet", "GET", "/pets").accept("application/json");
const POST: Operation = Operation::new("create_pet", "POST", "/pets").accept("application/json");

/// A builder for a client of the server that waits little between attempts.
fn builder(server: &Server) -> ClientBuilder {
    let mut builder = ClientBuilder::new(server.url());
    builder.retry(
        RetryPolicy::default()
            .delay(Duration::from_millis(5))
            .jitter(false),
    );
    builder
}

fn client(server: &Server) -> Client {
    builder(server).build().unwrap()
}

fn get(client: &Client) -> Call<Value, Value> {
    Call::new(client.operation(&GET))
}

fn post(client: &Client) -> Call<Value, Value> {
    let mut request = client.operation(&POST);
    request.json(&Value::from("a pet"));
    Call::new(request)
}
