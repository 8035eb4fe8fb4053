//! `list_subscriptions`: parameters and response.

use generated::smartcar_management::types::VehicleSummaryMode;

use super::{ID, page, pairs, smartcar, subscription};
use crate::server::{Reply, Server};

#[tokio::test]
async fn all_six_parameters_have_their_exact_names() {
    let server = Server::script([Reply::json(200, page(&[], "null", "null"))]).await;
    let id = runtime::Uuid::from(runtime::uuid::Uuid::parse_str(ID).unwrap());
    let smartcar = smartcar(&server);
    let list = smartcar.subscriptions().list_subscriptions();
    list.filter_user_id(id.clone())
        .filter_webhook_id(id.clone())
        .filter_vehicle_id(id)
        .filter_vehicle_mode("simulated")
        .page_number(2)
        .page_size(50)
        .await
        .unwrap();
    let request = server.only();
    assert_eq!(request.method, "GET");
    assert_eq!(request.path(), "/v3/subscriptions");
    let expected = [
        ("filter[userId]", ID),
        ("filter[webhookId]", ID),
        ("filter[vehicleId]", ID),
        ("filter[vehicle.mode]", "simulated"),
        ("page[number]", "2"),
        ("page[size]", "50"),
    ];
    let expected = expected.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(pairs(&request), expected);
}

#[tokio::test]
async fn absent_parameters_are_left_out() {
    let server = Server::script([Reply::json(200, page(&[], "null", "null"))]).await;
    smartcar(&server)
        .subscriptions()
        .list_subscriptions()
        .await
        .unwrap();
    let request = server.only();
    assert_eq!(request.target, "/v3/subscriptions");
    assert_eq!(request.header("accept"), Some("application/json"));
    assert_eq!(request.header("content-type"), None);
    assert!(request.body.is_empty());
}

#[tokio::test]
async fn a_parameter_set_twice_is_sent_once() {
    let server = Server::script([Reply::json(200, page(&[], "null", "null"))]).await;
    let smartcar = smartcar(&server);
    let list = smartcar
        .subscriptions()
        .list_subscriptions()
        .page_size(1)
        .page_size(2);
    list.send().await.unwrap();
    assert_eq!(
        pairs(&server.only()),
        [("page[size]".to_owned(), "2".to_owned())]
    );
}

#[tokio::test]
async fn the_response_is_read_whole_with_null_links() {
    let body = page(&[subscription(ID)], "null", "null");
    let server = Server::script([Reply::json(200, body)]).await;
    let page = smartcar(&server)
        .subscriptions()
        .list_subscriptions()
        .await
        .unwrap();
    assert_eq!(page.links.prev, None);
    assert_eq!(page.links.next, None);
    assert_eq!(page.links.last, "/subscriptions?page[number]=9");
    assert_eq!(page.meta.page_number, Some(1));
    assert_eq!(page.meta.total_count, None);
    let [subscription] = &page.data[..] else {
        panic!("{page:?}")
    };
    assert_eq!(subscription.id.to_string(), ID);
    let vehicle = &subscription.attributes.vehicle;
    assert_eq!((vehicle.make.as_str(), vehicle.year), ("TESLA", 2023));
    assert_eq!(vehicle.mode, VehicleSummaryMode::Live);
    assert_eq!(vehicle.powertrain_type, None);
    assert_eq!(subscription.meta.created_at.year(), 2026);
    assert_eq!(subscription.relationships.user.data.type_, "webhook");
}

#[tokio::test]
async fn a_success_that_is_not_described_is_read_as_far_as_it_fits() {
    let server = Server::script([Reply::json(206, page(&[], "null", "null"))]).await;
    let response = smartcar(&server)
        .subscriptions()
        .list_subscriptions()
        .response()
        .await;
    assert_eq!(response.unwrap().status, 206);
}
