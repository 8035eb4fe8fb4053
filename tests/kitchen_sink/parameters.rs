//! Parameters: the exact text that is sent for each place and style.

use runtime::time::{Date, Month};

use super::api::types::{Level, Range};
use super::{client, silent};

fn words() -> [String; 3] {
    ["a b", "c,d", "é&="].map(str::to_owned)
}

fn range() -> Range {
    Range {
        min: Some(1),
        max: Some(9),
    }
}

#[tokio::test]
async fn styles_of_paths() {
    let server = silent().await;
    let day = |day| Date::from_calendar_date(2026, Month::January, day).unwrap();
    let (from, to) = (day(2), day(31));
    let client = client(&server);
    let call = client
        .parameters()
        .path_styles("x/y", &[1, 2], words(), true, from, to);
    call.await.unwrap();
    assert_eq!(
        server.only().target,
        "/v1/path/x%2Fy/1,2/.a%20b.c%2Cd.%C3%A9%26%3D/;matrix=true/2026-01-02..2026-01-31"
    );
}

#[tokio::test]
async fn styles_of_arrays() {
    let server = silent().await;
    let client = client(&server);
    let parameters = client.parameters();
    parameters
        .query_arrays()
        .exploded(["a b", "c,d", "é&="])
        .await
        .unwrap();
    parameters.query_arrays().joined(words()).await.unwrap();
    parameters.query_arrays().spaces(words()).await.unwrap();
    parameters.query_arrays().pipes(words()).await.unwrap();
    parameters.query_arrays().exploded([""; 0]).await.unwrap();
    let targets = server.received().into_iter().map(|request| request.target);
    let expected = [
        "/v1/query/arrays?exploded=a%20b&exploded=c%2Cd&exploded=%C3%A9%26%3D",
        "/v1/query/arrays?joined=a%20b,c%2Cd,%C3%A9%26%3D",
        "/v1/query/arrays?spaces=a%20b%20c%2Cd%20%C3%A9%26%3D",
        "/v1/query/arrays?pipes=a%20b%7Cc%2Cd%7C%C3%A9%26%3D",
        "/v1/query/arrays",
    ];
    assert_eq!(targets.collect::<Vec<_>>(), expected);
}

#[tokio::test]
async fn styles_of_objects() {
    let server = silent().await;
    let client = client(&server);
    let parameters = client.parameters();
    parameters.query_objects().exploded(&range()).await.unwrap();
    parameters.query_objects().joined(&range()).await.unwrap();
    parameters.query_objects().deep(&range()).await.unwrap();
    parameters.query_objects().json(&range()).await.unwrap();
    let targets = server.received().into_iter().map(|request| request.target);
    let expected = [
        "/v1/query/objects?min=1&max=9",
        "/v1/query/objects?joined=min,1,max,9",
        "/v1/query/objects?deep%5Bmin%5D=1&deep%5Bmax%5D=9",
        "/v1/query/objects?json=%7B%22min%22%3A1%2C%22max%22%3A9%7D",
    ];
    assert_eq!(targets.collect::<Vec<_>>(), expected);
}

#[tokio::test]
async fn scalars() {
    let server = silent().await;
    let client = client(&server);
    let call = client.parameters().query_scalars();
    let at = "2026-01-15T11:00:00+01:00".parse().unwrap();
    let call = call
        .odd_name("v&=#")
        .reserved("https://a/b?c=d")
        .level(Level::High);
    call.at(at).ratio(0.5).flag(false).await.unwrap();
    let expected = [
        "odd%5Bname%5D%26%3D=v%26%3D%23",
        "reserved=https://a/b?c=d",
        "level=2",
        "at=2026-01-15T11%3A00%3A00%2B01%3A00",
        "ratio=0.5",
        "flag=false",
    ];
    assert_eq!(server.only().query(), expected.join("&"));
}

#[tokio::test]
async fn headers_and_cookies() {
    let server = silent().await;
    let client = client(&server);
    let call = client.parameters().headers_and_cookies(&words()[..2]);
    call.x_range(&range())
        .session("a;b")
        .theme("dark")
        .await
        .unwrap();
    let request = server.only();
    assert_eq!(request.header("x-words"), Some("a b,c,d"));
    assert_eq!(request.header("x-range"), Some("min=1,max=9"));
    assert_eq!(request.header("cookie"), Some("session=a%3Bb; theme=dark"));
}

/// A base URL from the caller also replaces the servers of single operations.
#[tokio::test]
async fn the_callers_base_url_wins() {
    let server = silent().await;
    client(&server).servers().elsewhere().await.unwrap();
    assert_eq!(server.only().target, "/v1/elsewhere");
}
