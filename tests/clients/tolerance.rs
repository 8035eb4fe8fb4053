//! What a server may send although the description does not have it.

use generated::smartcar_management::types::{VehicleSummaryMode, WebhookSubscriptionListResponse};
use serde_json::Value;

use super::{ID, page, smartcar, subscription};
use crate::server::{Reply, Server};

#[tokio::test]
async fn an_unknown_value_of_an_enum_is_kept_and_written_back() {
    let body = page(
        &[subscription(ID).replace("\"live\"", "\"hibernating\"")],
        "null",
        "null",
    );
    let server = Server::script([Reply::json(200, &body)]).await;
    let page = smartcar(&server)
        .subscriptions()
        .list_subscriptions()
        .await
        .unwrap();
    let mode = &page.data[0].attributes.vehicle.mode;
    assert_eq!(
        mode,
        &VehicleSummaryMode::Unrecognized("hibernating".to_owned())
    );
    let written: Value = serde_json::from_slice(&runtime::to_vec(&page)).unwrap();
    assert_eq!(written, serde_json::from_str::<Value>(&body).unwrap());
}

#[tokio::test]
async fn an_unknown_value_of_a_constant_is_kept_too() {
    let body = page(
        &[subscription(ID).replace("\"subscription\"", "\"sub\"")],
        "null",
        "null",
    );
    let server = Server::script([Reply::json(200, &body)]).await;
    let page = smartcar(&server)
        .subscriptions()
        .list_subscriptions()
        .await
        .unwrap();
    let written: Value = serde_json::from_slice(&runtime::to_vec(&page)).unwrap();
    assert_eq!(written["data"][0]["type"], "sub");
}

#[tokio::test]
async fn new_members_do_no_harm() {
    let body = page(&[subscription(ID)], "null", "null").replacen('{', r#"{"new":{"a":[1]},"#, 1);
    let server = Server::script([Reply::json(200, body)]).await;
    let page = smartcar(&server)
        .subscriptions()
        .list_subscriptions()
        .await
        .unwrap();
    assert_eq!(page.data.len(), 1);
}

#[test]
fn spellings_of_dates_and_identifiers_survive() {
    let text = page(&[subscription(&ID.to_uppercase())], "null", "null");
    let page: WebhookSubscriptionListResponse = runtime::from_slice(text.as_bytes()).unwrap();
    let written: Value = serde_json::from_slice(&runtime::to_vec(&page)).unwrap();
    assert_eq!(written, serde_json::from_str::<Value>(&text).unwrap());
}
