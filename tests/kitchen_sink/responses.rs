//! Responses: which type a status has, and unions.

use runtime::Error;

use super::api::ResponseHeaders;
use super::api::operations::responses::{ByMediaTypeError, ByMediaTypeSuccess, ByStatusError};
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
async fn headers_by_their_types() {
    let reply = Reply::json(200, "{}")
        .header("x-total", "12")
        .header("X-Words", "a, b")
        .header("X-Words", "c")
        .header("X-Range", "min=1,max=2")
        .header("X-Shape", r#"{"kind":"circle","radius":1.5}"#)
        .header("Last-Modified", "Sun, 06 Nov 1994 08:49:37 GMT")
        .header("X-Level", "2");
    let server = Server::script([reply]).await;
    let call = client(&server).responses().by_status();
    let headers = call.response().await.unwrap().headers;
    assert_eq!(headers.x_total(), Ok(12));
    assert_eq!(headers.x_words().unwrap().unwrap(), ["a", "b", "c"]);
    assert_eq!(headers.x_range().unwrap().unwrap().max, Some(2));
    assert!(matches!(headers.x_shape(), Ok(Some(Shape::Circle(_)))));
    let modified = headers.last_modified().unwrap().unwrap();
    assert_eq!(runtime::to_string(&modified), "\"1994-11-06T08:49:37Z\"");
    assert_eq!(headers.x_level(), Ok(Some(Level::High)));
}

#[tokio::test]
async fn headers_that_are_absent_or_wrong() {
    let reply = Reply::json(200, "{}").header("x-range", "min=low");
    let server = Server::script([reply]).await;
    let call = client(&server).responses().by_status();
    let headers = call.response().await.unwrap().headers;
    assert!(headers.x_total().unwrap_err().is_missing());
    assert_eq!(headers.x_words(), Ok(None));
    assert_eq!(
        headers.x_range().unwrap_err().to_string(),
        "header `X-Range`: min: expected an integer of 64 bits, found something else"
    );
}

#[tokio::test]
async fn headers_of_errors() {
    let reply = Reply::json(500, "2").header("X-Level", "1");
    let Err(Error::Api(error)) = response(reply).await else {
        panic!()
    };
    assert_eq!(error.headers().x_level(), Ok(Some(Level::Low)));
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

#[tokio::test]
async fn responses_by_media_type_and_status() {
    let replies = [
        Reply::json(200, r#"{"min":1}"#),
        Reply::json(203, "2"),
        Reply::new(205),
        Reply::new(200).text("text/csv", "min,max\n1,2"),
        Reply::new(200).text("image/png", "PNG"),
    ];
    let server = Server::script(replies).await;
    let client = client(&server);
    let call = || client.responses().by_media_type();
    let range = Range {
        min: Some(1),
        max: None,
    };
    assert_eq!(call().await.unwrap(), ByMediaTypeSuccess::Status200(range));
    let level = call().await.unwrap();
    assert_eq!(level, ByMediaTypeSuccess::Status203(Level::High));
    assert_eq!(call().await.unwrap(), ByMediaTypeSuccess::Status205(()));
    assert_eq!(&*call().as_csv().await.unwrap(), "min,max\n1,2");
    assert_eq!(&call().as_png().await.unwrap()[..], b"PNG");
    let requests = server.received();
    let accepts: Vec<_> = requests
        .iter()
        .filter_map(|one| one.header("accept"))
        .collect();
    let all = "application/json, application/problem+json, text/plain";
    assert_eq!(accepts, [all, all, all, "text/csv", "image/png"]);
}

#[tokio::test]
async fn errors_by_media_type() {
    for (reply, expected) in [
        (
            Reply::new(409).text("application/problem+json", r#"["a"]"#),
            ByMediaTypeError::Status409(vec!["a".to_owned()]),
        ),
        (
            Reply::new(409).text("text/plain", "words"),
            ByMediaTypeError::Status409Text("words".into()),
        ),
    ] {
        let server = Server::script([reply]).await;
        let Err(Error::Api(error)) = client(&server).responses().by_media_type().await else {
            panic!()
        };
        assert_eq!(error.into_body().unwrap(), expected);
    }
}
