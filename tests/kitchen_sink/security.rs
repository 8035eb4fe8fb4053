//! Every kind of credential, alone, together and by choice.

use super::{api, client, silent};
use crate::server::Server;

fn builder(server: &Server) -> api::ClientBuilder {
    api::Client::builder().base_url(server.url("/v1"))
}

#[tokio::test]
async fn keys_go_into_header_query_and_cookie() {
    let server = silent().await;
    let builder = builder(&server)
        .header_key("a")
        .query_key("b&c")
        .cookie_key("d");
    builder
        .build()
        .unwrap()
        .security()
        .all_keys()
        .await
        .unwrap();
    let request = server.only();
    assert_eq!(request.header("x-key"), Some("a"));
    assert_eq!(request.query(), "api%5Bkey%5D=b%26c");
    assert_eq!(request.header("cookie"), Some("SID=d"));
}

#[tokio::test]
async fn all_keys_of_a_set_are_needed() {
    let server = silent().await;
    let client = builder(&server).header_key("a").build().unwrap();
    let error = client.security().all_keys().await.unwrap_err();
    assert!(error.to_string().contains("`cookie_key`"), "{error}");
    assert_eq!(server.received().len(), 0);
}

#[tokio::test]
async fn the_first_complete_choice_is_sent() {
    let server = silent().await;
    let both = builder(&server).bearer("a").custom("b").build().unwrap();
    both.security().choice().await.unwrap();
    let custom = builder(&server).custom("b").build().unwrap();
    custom.security().choice().await.unwrap();
    client(&server).security().choice().await.unwrap();
    let received = server.received();
    let sent = received
        .iter()
        .map(|request| request.header("authorization"));
    let expected = [Some("Bearer a"), Some("SSWS b"), None];
    assert_eq!(sent.collect::<Vec<_>>(), expected);
}
