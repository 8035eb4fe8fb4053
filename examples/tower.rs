//! Layers of `tower` around the transport: two requests at a time, each with a limit of time.
//!
//! `cargo run --example tower`

use std::error::Error as StdError;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use examples::pets;
use tests::server::{Reply, Server};
use tower::ServiceBuilder;
use tower::limit::ConcurrencyLimitLayer;
use tower::timeout::TimeoutLayer;
use tower::util::MapFutureLayer;

/// Requests that are on their way, and the most of them at one time.
static ON_THEIR_WAY: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

/// Counts a request until its response begins.
async fn counted<T>(request: impl Future<Output = T>) -> T {
    let now = ON_THEIR_WAY.fetch_add(1, Ordering::SeqCst) + 1;
    MOST.fetch_max(now, Ordering::SeqCst);
    let response = request.await;
    ON_THEIR_WAY.fetch_sub(1, Ordering::SeqCst);
    response
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn StdError>> {
    let server = Server::start(|_, _| Reply::json(200, r#"{"id": 7, "name": "Rex"}"#)).await;
    let layers = ServiceBuilder::new()
        .layer(ConcurrencyLimitLayer::new(2))
        .layer(TimeoutLayer::new(Duration::from_secs(20)))
        .layer(MapFutureLayer::new(counted))
        .into_inner();
    let client = pets::Client::builder()
        .base_url(server.url("/v1"))
        .layer(layers)
        .build()?;

    let mut calls = Vec::new();
    for id in 1..=6 {
        let client = client.clone();
        calls.push(tokio::spawn(async move { client.pets().get(id).await }));
    }
    for call in calls {
        println!("{}", call.await??.name);
    }
    let most = MOST.load(Ordering::SeqCst);
    println!("{most} at a time");
    assert!(most <= 2);
    Ok(())
}
