//! Counts the attempts of each operation by status.
//!
//! `cargo run --example attempts`

use std::collections::BTreeMap;
use std::error::Error as StdError;
use std::sync::{Arc, Mutex, PoisonError};

use examples::pets;
use runtime::{Attempt, HttpResponse, Interceptor, TransportError};
use tests::server::{Reply, Server};

/// Attempts by operation and status; 0 where there was no response.
#[derive(Default)]
struct Attempts(Mutex<BTreeMap<(&'static str, u16), usize>>);

impl Interceptor for Attempts {
    fn after(&self, attempt: &Attempt, outcome: Result<&HttpResponse, &TransportError>) {
        let status = outcome.map_or(0, |response| response.status().as_u16());
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *counts.entry((attempt.operation(), status)).or_default() += 1;
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn StdError>> {
    // Busy at first.
    let server = Server::start(|_, before| match before {
        0 => Reply::new(503),
        _ => Reply::json(200, r#"{"id": 7, "name": "Rex"}"#),
    });
    let server = server.await;
    let attempts = Arc::new(Attempts::default());
    let client = pets::Client::builder()
        .base_url(server.url("/v1"))
        .intercept(Arc::clone(&attempts))
        .build()?;

    client.pets().get(7).await?;
    client.pets().get(8).await?;

    let counts = attempts.0.lock().unwrap_or_else(PoisonError::into_inner);
    for ((operation, status), count) in counts.iter() {
        println!("{operation}: {count} with status {status}");
    }
    assert_eq!(counts[&("get_pet", 503)], 1);
    assert_eq!(counts[&("get_pet", 200)], 2);
    Ok(())
}
