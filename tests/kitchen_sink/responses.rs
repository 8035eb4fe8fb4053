//! Responses: which type a status has, and unions.

use runtime::Error;

use super::api::operations::responses::ByStatusError;
use super::api::types::{Level, Range, Shape};
use super::client;
use crate::server::{Reply, Server};

async fn response(reply: Reply) -> Result<Option<Range>, Error<ByStatusError>> {
    let server = Server::script([reply]).await;
    client(&server).responses().by_status().await
}

async fn error(reply: Reply) -> ByStatusError {
    match response(reply).await {
        Err(Error::Api(error)) => error.into_body().unwrap(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn successes_by_status() {
    let range = response(Reply::json(200, r#"{"min":1}"#)).await.unwrap();
    assert_eq!(range.unwrap().min, Some(1));
    assert_eq!(response(Reply::new(202)).await.unwrap(), None);
}

#[tokio::test]
async fn errors_by_status_with_ranges_and_default() {
    let text = Reply::new(404).text("text/plain; charset=utf-8", "no \"such\" thing");
    let ByStatusError::Status404(text) = error(text).await else {
        panic!()
    };
    assert_eq!(&*text, "no \"such\" thing");
    let words = error(Reply::json(422, r#"["a"]"#)).await;
    assert_eq!(words, ByStatusError::Status4XX(vec!["a".to_owned()]));
    let level = error(Reply::json(500, "2")).await;
    assert_eq!(level, ByStatusError::Default(Level::High));
    let unknown = error(Reply::json(500, "3")).await;
    assert_eq!(unknown, ByStatusError::Default(Level::Unrecognized(3)));
}

#[tokio::test]
async fn a_body_may_be_null() {
    let server = Server::script([Reply::json(200, "null"), Reply::json(200, "\"x\"")]).await;
    let client = client(&server);
    assert_eq!(client.responses().nullable().await.unwrap(), None);
    assert_eq!(
        client.responses().nullable().await.unwrap().as_deref(),
        Some("x")
    );
}

#[tokio::test]
async fn unions_keep_what_they_do_not_know() {
    let texts = [
        r#"{"kind":"circle","radius":1.5}"#,
        r#"{"kind":"square","side":2.5}"#,
        r#"{"kind":"hexagon","sides":[6]}"#,
        r#"[1]"#,
    ];
    let server = Server::script(texts.map(|text| Reply::json(200, text))).await;
    let client = client(&server);
    for (index, text) in texts.into_iter().enumerate() {
        let shape = client.responses().union().await.unwrap();
        let is_known = matches!(shape, Shape::Circle(_) | Shape::Square(_));
        assert_eq!(is_known, index < 2, "{shape:?}");
        assert_eq!(runtime::to_string(&shape), text);
    }
}
