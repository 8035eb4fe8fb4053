//! Calls Smartcar's Management API on a server that this example starts itself.
//!
//! `cargo run --example quick_start`

use std::error::Error as StdError;

use generated::smartcar_management::{Client, types::*};
use runtime::Error;
use tests::server::{Received, Reply, Server};

#[tokio::main]
async fn main() -> Result<(), Box<dyn StdError>> {
    let server = Server::start(|request, _| response(request)).await;
    let smartcar = Client::builder()
        .base_url(server.url("/v3"))
        .bearer_auth("a token")
        .build()?;

    // One page; every setter is optional.
    let page = smartcar
        .subscriptions()
        .list_subscriptions()
        .filter_vehicle_mode(VehicleMode::Live)
        .page_size(1)
        .await?;
    println!(
        "{} on the first page, {:?} in all",
        page.data.len(),
        page.meta.total_count
    );

    // All pages, item by item.
    let mut all = smartcar
        .subscriptions()
        .list_subscriptions()
        .page_size(1)
        .items();
    while let Some(subscription) = all.try_next().await? {
        let vehicle = subscription.attributes.vehicle;
        println!(
            "{}: {} {} of {}",
            subscription.id, vehicle.make, vehicle.model, vehicle.year
        );
    }

    // Errors have the types of the description.
    let attributes = SubscriptionRequestDataAttributes::new(
        "webhook_12345".to_owned(),
        "user_12345".to_owned(),
        "vehicle_67890".to_owned(),
    );
    let request = SubscriptionRequest::new(SubscriptionRequestData::new(attributes));
    match smartcar.subscriptions().create_subscription(&request).await {
        Err(Error::Api(error)) if error.status() == 409 => {
            println!("refused: {}", error.body()?.errors[0].detail);
        }
        other => println!("{}", other?.meta.message),
    }
    Ok(())
}

/// The server's responses: two pages with one subscription each, and a conflict.
fn response(request: &Received) -> Reply {
    if request.method == "POST" {
        return Reply::json(
            409,
            r#"{"errors": [{"status": "409", "type": "VALIDATION", "code": "CONFLICT",
                "title": "Conflict", "detail": "There is such a subscription already."}]}"#,
        );
    }
    let is_second = request.query().contains("=2");
    let (digit, model, next) = match is_second {
        true => (2, "Model Y", "null"),
        false => (
            1,
            "Model 3",
            r#""/subscriptions?page[number]=2&page[size]=1""#,
        ),
    };
    Reply::json(200, page(digit, model, next))
}

fn page(digit: usize, model: &str, next: &str) -> String {
    let id = format!("{digit}0000000-0000-4000-8000-000000000000");
    let relation = format!(r#"{{"data": {{"type": "webhook", "id": "{id}"}}}}"#);
    format!(
        r#"{{
            "data": [{{
                "type": "subscription",
                "id": "{id}",
                "attributes": {{
                    "vehicle": {{"make": "TESLA", "model": "{model}", "year": 2023, "mode": "live"}}
                }},
                "meta": {{"createdAt": "2026-01-15T11:00:00Z", "updatedAt": "2026-01-15T11:00:00Z"}},
                "relationships": {{"webhook": {relation}, "user": {relation}, "vehicle": {relation}}}
            }}],
            "links": {{"self": "/1", "first": "/1", "prev": null, "next": {next}, "last": "/2"}},
            "meta": {{"totalCount": 2}}
        }}"#
    )
}
