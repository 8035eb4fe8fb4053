//! Pagination: `items()` and `pages()`.

use futures_util::{StreamExt, TryStreamExt};
use runtime::Error;

use super::{ID, page, pairs, smartcar, smartcar_error, subscription};
use crate::server::{Reply, Server};

const OTHER: &str = "99999999-2222-4333-8444-555555555555";
/// As the provider documents it: relative, without the base path.
const SECOND: &str = r#""/subscriptions?page[number]=2&page[size]=1""#;

async fn two_pages() -> Server {
    Server::script([
        Reply::json(200, page(&[subscription(ID)], "null", SECOND)),
        Reply::json(200, page(&[subscription(OTHER)], "null", "null")),
    ])
    .await
}

#[tokio::test]
async fn items_go_on_over_the_pages() {
    let server = two_pages().await;
    let smartcar = smartcar(&server);
    let mut items = smartcar
        .subscriptions()
        .list_subscriptions()
        .page_size(1)
        .items();
    let mut ids = Vec::new();
    while let Some(subscription) = items.try_next().await.unwrap() {
        ids.push(subscription.id.to_string());
    }
    assert_eq!(ids, [ID, OTHER]);
}

#[tokio::test]
async fn the_next_page_is_the_same_operation_with_the_query_of_the_link() {
    let server = two_pages().await;
    let smartcar = smartcar(&server);
    let list = smartcar.subscriptions().list_subscriptions().page_number(1);
    let pages: Vec<_> = list.pages().try_collect().await.unwrap();
    assert_eq!(pages.len(), 2);
    let [first, second] = &server.received()[..] else {
        panic!()
    };
    assert_eq!(first.path(), second.path());
    assert_eq!(
        first.header("authorization"),
        second.header("authorization")
    );
    let expected = [("page[number]", "2"), ("page[size]", "1")];
    let expected = expected.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(pairs(second), expected);
}

#[tokio::test]
async fn items_are_an_ordinary_stream() {
    let server = two_pages().await;
    let smartcar = smartcar(&server);
    let items = smartcar.subscriptions().list_subscriptions().items();
    let items: Vec<_> = items.take(5).try_collect().await.unwrap();
    assert_eq!(items.len(), 2);
}

#[tokio::test]
async fn no_page_is_fetched_before_it_is_asked_for() {
    let server = two_pages().await;
    let smartcar = smartcar(&server);
    let mut items = smartcar.subscriptions().list_subscriptions().items();
    assert_eq!(server.received().len(), 0);
    items.try_next().await.unwrap();
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn a_link_to_another_server_is_an_error() {
    let elsewhere = Server::script([]).await;
    for link in [
        elsewhere.url("/stolen?page[number]=2"),
        "//example.com/x?page[number]=3".to_owned(),
    ] {
        let link = format!("\"{link}\"");
        let server = Server::script([Reply::json(200, page(&[], "null", &link))]).await;
        let smartcar = smartcar(&server);
        let mut pages = smartcar.subscriptions().list_subscriptions().pages();
        assert!(pages.try_next().await.unwrap().is_some());
        let error = pages.try_next().await.unwrap_err();
        assert!(error.to_string().contains("another server"), "{error}");
        assert_eq!(server.received().len(), 1);
    }
    assert_eq!(elsewhere.received().len(), 0);
}

#[tokio::test]
async fn a_host_that_the_server_calls_itself_does_not_matter() {
    let elsewhere = Server::script([]).await;
    let link = format!("\"{}\"", elsewhere.url("/subscriptions?page[number]=2"));
    let server = Server::script([
        Reply::json(200, page(&[], "null", &link)),
        Reply::json(200, page(&[], "null", "null")),
    ])
    .await;
    let smartcar = smartcar(&server);
    let pages = smartcar.subscriptions().list_subscriptions().pages();
    let pages: Vec<_> = pages.try_collect().await.unwrap();
    assert_eq!(pages.len(), 2);
    assert_eq!(elsewhere.received().len(), 0);
    for request in server.received() {
        assert_eq!(request.path(), "/v3/subscriptions");
    }
}

#[tokio::test]
async fn a_link_that_repeats_itself_ends_with_an_error() {
    let server = Server::start(|_, _| Reply::json(200, page(&[], "null", SECOND))).await;
    let smartcar = smartcar(&server);
    let mut pages = smartcar.subscriptions().list_subscriptions().pages();
    assert!(pages.try_next().await.unwrap().is_some());
    assert!(pages.try_next().await.unwrap().is_some());
    let error = pages.try_next().await.unwrap_err();
    assert!(matches!(error, Error::Request(_)), "{error:?}");
    assert!(error.to_string().contains("next page"), "{error}");
    assert!(pages.try_next().await.unwrap().is_none());
    assert_eq!(server.received().len(), 2);
}

#[tokio::test]
async fn an_error_on_a_later_page_comes_out_and_ends_the_stream() {
    let server = Server::script([
        Reply::json(200, page(&[subscription(ID)], "null", SECOND)),
        Reply::json(403, smartcar_error(403)),
    ])
    .await;
    let smartcar = smartcar(&server);
    let mut items = smartcar.subscriptions().list_subscriptions().items();
    assert!(items.try_next().await.unwrap().is_some());
    assert_eq!(items.try_next().await.unwrap_err().status(), Some(403));
    assert!(items.try_next().await.unwrap().is_none());
}
