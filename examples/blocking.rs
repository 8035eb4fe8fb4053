//! A program without an asynchronous runtime.
//!
//! `cargo run --example blocking`

use std::error::Error as StdError;

use generated::smartcar_management::Client;
use tests::server::{Reply, Server};

fn main() -> Result<(), Box<dyn StdError>> {
    // The server of this example is asynchronous.
    let runtime = tokio::runtime::Runtime::new()?;
    let server = runtime.block_on(Server::start(|request, _| {
        let next = match request.query().contains("=2") {
            true => "null",
            false => r#""/subscriptions?page[number]=2""#,
        };
        Reply::json(200, PAGE.replace("NEXT", next))
    }));
    let smartcar = Client::builder()
        .base_url(server.url("/v3"))
        .bearer_auth("a token")
        .build()?;

    let page = smartcar.subscriptions().list_subscriptions().blocking()?;
    println!("{} on the first page", page.data.len());

    let all = smartcar.subscriptions().list_subscriptions().items();
    for subscription in all.blocking() {
        println!("{}", subscription?.id);
    }
    Ok(())
}

/// A page of one subscription.
const PAGE: &str = r#"{
    "data": [{
        "type": "subscription",
        "id": "10000000-0000-4000-8000-000000000000",
        "attributes": {
            "vehicle": {"make": "TESLA", "model": "Model 3", "year": 2023, "mode": "live"}
        },
        "meta": {"createdAt": "2026-01-15T11:00:00Z", "updatedAt": "2026-01-15T11:00:00Z"},
        "relationships": {
            "webhook": {"data": {"type": "webhook", "id": "10000000-0000-4000-8000-000000000001"}},
            "user": {"data": {"type": "user", "id": "10000000-0000-4000-8000-000000000001"}},
            "vehicle": {"data": {"type": "vehicle", "id": "10000000-0000-4000-8000-000000000001"}}
        }
    }],
    "links": {"self": "/1", "first": "/1", "prev": null, "next": NEXT, "last": "/2"},
    "meta": {"totalCount": 2}
}"#;
