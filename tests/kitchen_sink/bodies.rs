//! Bodies: what is sent, and that responses are read without loss.

use serde_json::Value;

use super::api::types::{Everything, Range, SendEitherRequest, SendFormRequest};
use super::client;
use crate::server::{Reply, Server};

const EVERYTHING: &str = r#"{"id":9007199254740993,"nothing":null,"maybe":null,"shape":{"kind":
    "square","side":1.5},"text or number":2.25,"data":"AAEC","price":12.340000000000000000001,
    "huge":170141183460469231731687303715884105727,"matrix":[[1.25,null],[]],"counts":{"b":1,"a":2},
    "parent":{"id":1,"nothing":"x","shape":{"kind":"circle","radius":2.5},"unknown":7},
    "anything":[{"a":null}],"more":42}"#;

/// Whitespace outside strings does not matter, everything else does.
fn compact(text: &str) -> String {
    text.replace("\n    ", "").replace(",\n", ",")
}

#[tokio::test]
async fn json_is_read_and_written_without_loss() {
    let server = Server::start(|request, _| Reply::json(200, request.text())).await;
    let everything: Everything = runtime::from_slice(EVERYTHING.as_bytes()).unwrap();
    let client = client(&server);
    let response = client.bodies().send_json(&everything).await.unwrap();
    assert_eq!(response, everything);
    let request = server.only();
    assert_eq!(
        request.header("content-type"),
        Some("application/vnd.sink+json")
    );
    assert_eq!(request.text(), compact(EVERYTHING));
}

#[tokio::test]
async fn absent_null_and_a_value_are_three_things() {
    let server = Server::start(|request, _| Reply::json(200, request.text())).await;
    let client = client(&server);
    let mut everything: Everything =
        runtime::from_slice(br#"{"id":1,"nothing":null,"shape":{"kind":"hexagon"}}"#).unwrap();
    for (maybe, expected) in [
        (runtime::Maybe::Absent, None),
        (runtime::Maybe::Null, Some(Value::Null)),
        (runtime::Maybe::Value("x".to_owned()), Some("x".into())),
    ] {
        everything.maybe = maybe;
        client.bodies().send_json(&everything).await.unwrap();
        let sent = server.received().pop().unwrap().json();
        assert_eq!(sent.get("maybe").cloned(), expected);
        assert_eq!(sent["nothing"], Value::Null);
        assert_eq!(sent["shape"]["kind"], "hexagon");
    }
}

#[tokio::test]
async fn a_body_that_is_optional_can_be_left_out() {
    let server = Server::start(|_, _| Reply::new(204)).await;
    let client = client(&server);
    client.bodies().send_optional().await.unwrap();
    client
        .bodies()
        .send_optional()
        .body(&Range::default())
        .await
        .unwrap();
    let [without, with] = &server.received()[..] else {
        panic!()
    };
    assert_eq!(
        (without.text().as_str(), without.header("content-type")),
        ("", None)
    );
    assert_eq!(with.text(), "{}");
    assert_eq!(with.header("content-type"), Some("application/json"));
}

#[tokio::test]
async fn forms_are_encoded() {
    let server = Server::start(|_, _| Reply::new(204)).await;
    let form = SendFormRequest::new("a b&c=é")
        .words(["x", "y"])
        .secret("s+1");
    assert!(!format!("{form:?}").contains("s+1"));
    client(&server).bodies().send_form(&form).await.unwrap();
    let request = server.only();
    assert_eq!(
        request.header("content-type"),
        Some("application/x-www-form-urlencoded")
    );
    let pairs: Vec<_> = form_urlencoded::parse(&request.body).into_owned().collect();
    let expected = [
        ("name", "a b&c=é"),
        ("words", "x"),
        ("words", "y"),
        ("secret", "s+1"),
    ];
    assert_eq!(
        pairs,
        expected.map(|(name, value)| (name.to_owned(), value.to_owned()))
    );
}

#[tokio::test]
async fn text_and_bytes_are_sent_as_they_are() {
    let server = Server::start(|request, _| {
        let media_type = request
            .header("content-type")
            .unwrap_or_default()
            .to_owned();
        Reply::new(200).text(&media_type, &request.text())
    })
    .await;
    let client = client(&server);
    let text = client.bodies().send_text("\"é\"\n").await.unwrap();
    assert_eq!(&*text, "\"é\"\n");
    let bytes = client.bodies().send_bytes(&b"\x00PNG"[..]).await.unwrap();
    assert_eq!(&bytes[..], b"\x00PNG");
    let types = server.received();
    let types = types.iter().map(|request| request.header("content-type"));
    assert_eq!(
        types.collect::<Vec<_>>(),
        [Some("text/plain"), Some("image/png")]
    );
}

#[tokio::test]
async fn a_body_of_one_of_several_media_types() {
    let server = Server::start(|_, _| Reply::new(204)).await;
    let client = client(&server);
    let bodies = client.bodies();
    bodies.send_either(&Range::default()).await.unwrap();
    let form = SendEitherRequest::new("a b");
    bodies.send_either_as_form(&form).await.unwrap();
    bodies.send_either_as_text("a b").await.unwrap();
    let sent = server.received();
    let sent = sent
        .iter()
        .map(|one| (one.header("content-type").unwrap_or_default(), one.text()));
    let expected = [
        ("application/json", "{}"),
        ("application/x-www-form-urlencoded", "name=a+b"),
        ("text/plain", "a b"),
    ];
    let expected = expected.map(|(media_type, text)| (media_type, text.to_owned()));
    assert_eq!(sent.collect::<Vec<_>>(), expected);
}
