//! Prism checks what the client of the kitchen sink sends. It cannot check `spaceDelimited`, lists in
//! urlencoded forms and in paths of style `simple`, cookies, and parameters with `content`, and it
//! stops where a response header has `content`.

use std::path::Path;

use runtime::Error;
use runtime::time::{Date, Month};

use super::Judge;
use super::prism::violations;
use crate::kitchen_sink::api::Client;
use crate::kitchen_sink::api::types::{Level, Range, SendEitherRequest, SendFormRequest};
use crate::kitchen_sink::api::types::{SendPartsRequest, Shape};

fn judge() -> Judge {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let description = folder.join("kitchen-sink.yaml");
    Judge::start("prism.cjs", &[description.to_str().unwrap()])
}

fn client(judge: &Judge) -> Client {
    let builder = Client::builder().base_url(judge.url(""));
    let builder = builder.header_key("a").query_key("b").cookie_key("c");
    builder.bearer_auth("token").build().unwrap()
}

fn range() -> Range {
    runtime::from_slice(br#"{"min":1,"max":9}"#).unwrap()
}

/// A request that Prism does not object to.
fn accepted<T, E: std::fmt::Debug>(call: Result<T, Error<E>>) -> T {
    call.unwrap_or_else(|error| panic!("{}: {error:?}", violations(&error)))
}

#[tokio::test]
async fn parameters_are_accepted() {
    let judge = judge();
    let client = client(&judge);
    let parameters = client.parameters();
    let words = ["a b", "c,d", "é&="].map(str::to_owned);
    let arrays = || parameters.query_arrays();
    accepted(arrays().exploded(&words).joined(&words[..1]).await);
    accepted(arrays().pipes(&words).await);
    let objects = || parameters.query_objects();
    accepted(objects().exploded(&range()).joined(&range()).await);
    accepted(objects().deep(&range()).json(&range()).await);
    let scalars = parameters.query_scalars().odd_name("v&=#");
    let scalars = scalars.reserved("https://a/b?c=d").level(Level::High);
    let at = "2026-01-15T11:00:00+01:00".parse().unwrap();
    accepted(scalars.at(at).ratio(0.5).flag(false).await);
    let headers = parameters.headers_and_cookies(&words[..2]);
    accepted(headers.x_range(&range()).session("s").theme("dark").await);
}

#[tokio::test]
async fn bad_parameters_are_refused() {
    let judge = judge();
    let client = client(&judge);
    let call = client.parameters().query_scalars();
    let error = call.level(Level::Unrecognized(3)).await.unwrap_err();
    let Error::Api(error) = error else {
        panic!("{error:?}")
    };
    assert_eq!(error.status(), 422);
}

#[tokio::test]
async fn bodies_are_accepted() {
    let judge = judge();
    let client = client(&judge);
    let bodies = client.bodies();
    let everything = br#"{"id":1,"nothing":null,"shape":{"kind":"circle","radius":1.5},"more":4}"#;
    let everything = runtime::from_slice(everything).unwrap();
    // What Prism makes up for a type that holds itself lacks required members.
    if let Err(error) = bodies.send_json(&everything).await {
        assert!(matches!(error, Error::Decode(_)), "{error:?}");
    }
    accepted(bodies.send_optional().await);
    accepted(bodies.send_optional().body(&range()).await);
    accepted(bodies.send_form(&SendFormRequest::new("a b&c=é")).await);
    accepted(bodies.send_either(&range()).await);
    accepted(
        bodies
            .send_either_as_form(&SendEitherRequest::new("x y"))
            .await,
    );
    accepted(bodies.send_either_as_text("text").await);
    let parts = SendPartsRequest::new("title", runtime::File::new("1,2").named("a.csv"));
    accepted(bodies.send_parts(&parts).await);
}

#[tokio::test]
async fn every_response_of_the_kitchen_sink_is_read() {
    let judge = judge();
    let client = client(&judge);
    let responses = client.responses();
    let by_status = || responses.by_status();
    for status in [404, 422, 500] {
        let call = by_status().header("Prefer", &format!("code={status}"));
        let Err(Error::Api(error)) = call.await else {
            panic!("{status}")
        };
        assert_eq!(error.status(), status);
        assert!(error.body().is_ok(), "{error:?}");
    }
    let later = by_status().header("Prefer", "code=202");
    assert_eq!(accepted(later.await), None);
    let shape = accepted(responses.union().await);
    assert!(
        matches!(shape, Shape::Circle(_) | Shape::Square(_)),
        "{shape:?}"
    );
    let table = accepted(responses.by_media_type().as_csv().await);
    assert!(!table.is_empty());
}

#[tokio::test]
async fn credentials_of_the_kitchen_sink_are_accepted() {
    let judge = judge();
    let client = client(&judge);
    accepted(client.security().all_keys().await);
    accepted(client.security().choice().await);
}

#[tokio::test]
async fn a_date_in_a_path_is_one() {
    let judge = judge();
    let client = client(&judge);
    let day = |day| Date::from_calendar_date(2026, Month::January, day).unwrap();
    let call = client.parameters();
    let call = call.path_styles("x/y", &[1], &["a".to_owned()], true, day(2), day(31));
    // A list of style `simple` makes Prism stop, which answers 599 here; nothing else is wrong.
    if let Err(error) = call.await {
        assert_eq!(violations(&error), "");
    }
}
