//! Pages of every kind: three of them, an empty last one, a cursor that comes again, a page that is
//! gone and an error in the middle.

#![allow(missing_docs, reason = "setters of calls are public")]

use serde_json::{Value, json};

use super::server::{Received, Server, response};
use crate::{
    Call, Position,
    private::{HasItems, Operation},
};

pub(super) const LIST: Operation = Operation::new("list_pets", "GET", "/pets");
pub(super) const SEARCH: Operation = Operation::new("search_pets", "POST", "/pets/search");

crate::call! {
    pub(crate) struct Token pages of Value = items("data") token("meta", "next") query("cursor")
        more("more") { query filter: &str }
}
crate::call! {
    pub(crate) struct Header pages of Value = items() token_header("X-Next") query("cursor") {}
}
crate::call! {
    pub(crate) struct Linked pages of Value = items() link_header("next") {}
}
crate::call! {
    pub(crate) struct Last pages of Value = items("data") last_item("id") query("after")
        more("more") {}
}
crate::call! {
    pub(crate) struct Numbered pages of Value = items("data") page(1) query("page")
        pages("pages") total("total") { query page: i64, query filter: &str }
}
crate::call! {
    pub(crate) struct Counted pages of Value = items("data") offset(0) query("offset")
        total("total") { query offset: i64 }
}
crate::call! {
    pub(crate) struct Searched pages of Value = items("data") token("next")
        body("page", "cursor") { json body: &Value }
}
crate::call! {
    pub(crate) struct Several pages = token("next") query("cursor") {}
}

/// The value of a parameter of the query.
pub(super) fn asked(request: &Received, name: &str) -> Option<String> {
    let (_, query) = request.target.split_once('?')?;
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let (_, value) = pairs.find(|(known, _)| *known == name)?;
    Some(value.to_owned())
}

/// A server whose responses are made from the number of the page: 0 where there is no `name` in the
/// query.
async fn serve(name: &'static str, page: fn(usize) -> (u16, Value)) -> Server {
    Server::start(move |request, _| {
        let number = asked(request, name).map_or(0, |text| text.parse().unwrap());
        let (status, body) = page(number);
        let next = format!("{}", number + 1);
        let link = format!("<?page={next}>; rel=\"next\"");
        let headers: &[(&str, &str)] = match number {
            0 | 1 => &[("x-next", &next), ("link", &link)],
            _ => &[],
        };
        response(status, headers, &body.to_string())
    })
    .await
}

fn call<P>(server: &Server) -> Call<Value, Value, P> {
    let client = super::client(server);
    client.operation(&LIST).into()
}

/// The items up to the end or the error, whose text comes too.
pub(super) async fn all<P: HasItems<Item = Value>>(
    call: Call<Value, Value, P>,
) -> (Vec<i64>, Option<String>) {
    let (mut items, mut all) = (call.items(), Vec::new());
    loop {
        match items.try_next().await {
            Ok(Some(item)) => all.push(item["id"].as_i64().unwrap()),
            Ok(None) => return (all, None),
            Err(error) => {
                assert!(items.try_next().await.unwrap().is_none());
                return (all, Some(error.to_string()));
            }
        }
    }
}

pub(super) fn pets(ids: &[i64]) -> Vec<Value> {
    ids.iter().map(|id| json!({ "id": id })).collect()
}

fn three(number: usize) -> (u16, Value) {
    let next = [json!("1"), json!(2), Value::Null];
    let ids: [&[i64]; 3] = [&[1, 2], &[3], &[4]];
    (
        200,
        json!({"data": pets(ids[number]), "meta": {"next": next[number]}}),
    )
}

#[tokio::test]
async fn tokens_are_put_into_their_parameter_and_filters_stay() {
    let server = serve("cursor", three).await;
    let call = call::<Token>(&server).filter("a b");
    assert_eq!(all(call).await, (vec![1, 2, 3, 4], None));
    let targets = [
        "/pets?filter=a%20b",
        "/pets?filter=a%20b&cursor=1",
        "/pets?filter=a%20b&cursor=2",
    ];
    assert_eq!(server.targets(), targets);
}

#[tokio::test]
async fn a_token_ends_where_there_are_no_more_also_behind_an_empty_page() {
    let server = serve("cursor", |number| match number {
        0 => (
            200,
            json!({"data": [], "meta": {"next": "1"}, "more": true}),
        ),
        _ => (
            200,
            json!({"data": pets(&[7]), "meta": {"next": "2"}, "more": false}),
        ),
    });
    assert_eq!(all(call::<Token>(&server.await)).await, (vec![7], None));
}

#[tokio::test]
async fn a_token_that_comes_again_is_an_error() {
    let again = |_| (200, json!({"data": pets(&[1]), "meta": {"next": "1"}}));
    let server = serve("cursor", again).await;
    let (ids, error) = all(call::<Token>(&server)).await;
    let expected = "`list_pets`: cursor of the next page is that of a page that was read before";
    assert_eq!((ids, error.as_deref()), (vec![1, 1], Some(expected)));
    assert_eq!(server.received().len(), 2);
}

#[tokio::test]
async fn a_page_that_is_gone_and_one_that_does_not_fit_end_with_the_error() {
    let gone = |number| match number {
        0 => three(0),
        _ => (404, json!("gone")),
    };
    let (ids, error) = all(call::<Token>(&serve("cursor", gone).await)).await;
    assert_eq!(ids, [1, 2]);
    assert!(error.unwrap().contains("404"));
    let odd = |number| match number {
        0 => three(0),
        _ => (200, json!({"data": {"id": 1}})),
    };
    let (ids, error) = all(call::<Token>(&serve("cursor", odd).await)).await;
    assert_eq!(ids, [1, 2]);
    assert!(error.unwrap().contains("data"));
}

#[tokio::test]
async fn headers_have_tokens_and_links() {
    let list = |number: usize| (200, json!(pets(&[number as i64])));
    let server = serve("cursor", list).await;
    assert_eq!(all(call::<Header>(&server)).await, (vec![0, 1, 2], None));
    let server = serve("page", list).await;
    assert_eq!(all(call::<Linked>(&server)).await, (vec![0, 1, 2], None));
    assert_eq!(server.targets(), ["/pets", "/pets?page=1", "/pets?page=2"]);
}

#[tokio::test]
async fn the_last_item_asks_for_those_behind_it() {
    let server = serve("after", |number| {
        let more = number < 20;
        let ids = [number as i64 + 5, number as i64 + 10];
        (200, json!({"data": pets(&ids), "more": more}))
    })
    .await;
    assert_eq!(
        all(call::<Last>(&server)).await,
        (vec![5, 10, 15, 20, 25, 30], None)
    );
    // Without `more` an empty page is the last one.
    let server = serve("after", |number| match number {
        0 => (200, json!({"data": pets(&[1])})),
        _ => (200, json!({"data": []})),
    });
    assert_eq!(all(call::<Last>(&server.await)).await, (vec![1], None));
    let nameless = |_| (200, json!({"data": [{"id": 1}, {}]}));
    let mut items = call::<Last>(&serve("after", nameless).await).items();
    while let Ok(Some(_)) = items.try_next().await {}
    assert!(items.try_next().await.unwrap().is_none());
}

#[tokio::test]
async fn pages_are_counted_to_the_number_of_pages_the_total_or_an_empty_page() {
    let server = serve("page", |number| {
        (200, json!({"data": pets(&[number as i64]), "pages": 3}))
    });
    let server = server.await;
    assert_eq!(
        all(call::<Numbered>(&server).filter("x")).await.0,
        [0, 2, 3]
    );
    assert_eq!(server.targets()[2], "/pets?filter=x&page=3");
    // From the page that the caller asks for.
    assert_eq!(all(call::<Numbered>(&server).page(2)).await.0, [2, 3]);
    let total = |number: usize| (200, json!({"data": pets(&[number as i64, -1]), "total": 4}));
    assert_eq!(
        all(call::<Numbered>(&serve("page", total).await)).await.0,
        [0, -1, 2, -1]
    );
    let short = |number: usize| match number {
        0..3 => (200, json!({"data": pets(&[number as i64])})),
        _ => (200, json!({"data": []})),
    };
    let server = serve("page", short).await;
    assert_eq!(all(call::<Numbered>(&server)).await, (vec![0, 2], None));
}

#[tokio::test]
async fn a_page_that_repeats_itself_is_an_error() {
    let server = serve("page", |_| (200, json!({"data": pets(&[1])}))).await;
    let (ids, error) = all(call::<Numbered>(&server)).await;
    let expected = "`list_pets`: pages repeat themselves: two in a row have the same items";
    assert_eq!((ids, error.as_deref()), (vec![1, 1], Some(expected)));
    assert_eq!(server.received().len(), 2);
}

#[tokio::test]
async fn offsets_grow_by_the_items_that_came() {
    let server = serve("offset", |number| match number {
        0 => (200, json!({"data": pets(&[0, 1, 2])})),
        3 => (200, json!({"data": pets(&[3])})),
        _ => (200, json!({"data": []})),
    })
    .await;
    assert_eq!(
        all(call::<Counted>(&server)).await,
        (vec![0, 1, 2, 3], None)
    );
    assert_eq!(server.targets()[1..], ["/pets?offset=3", "/pets?offset=4"]);
    let total = |number: usize| (200, json!({"data": pets(&[number as i64]), "total": 3}));
    assert_eq!(
        all(call::<Counted>(&serve("offset", total).await)).await.0,
        [0, 1, 2]
    );
    assert_eq!(
        all(call::<Counted>(&serve("offset", total).await).offset(1))
            .await
            .0,
        [1, 2]
    );
}

#[tokio::test]
async fn a_cursor_goes_into_the_body_and_the_rest_of_it_stays() {
    let server = Server::start(|request, count| {
        let body: Value = serde_json::from_str(&request.body).unwrap();
        assert_eq!(body["q"], 1);
        let next = (count < 2).then(|| format!("c{count}"));
        response(
            200,
            &[],
            &json!({"data": pets(&[count as i64]), "next": next}).to_string(),
        )
    })
    .await;
    let call = Call::<Value, Value, Searched>::from(super::client(&server).operation(&SEARCH));
    let call = call.body(&json!({"q": 1, "page": {"limit": 2}}));
    let (ids, error) = all(call).await;
    assert_eq!((ids.len(), error), (3, None));
    let bodies = server.received();
    assert_eq!(
        bodies[2].body,
        r#"{"q":1,"page":{"limit":2,"cursor":"c1"}}"#
    );
}

#[tokio::test]
async fn pages_without_one_list_are_pages() {
    let server = serve("cursor", |number| {
        (
            200,
            json!({"cats": [], "next": (number < 2).then(|| number + 1)}),
        )
    });
    let server = server.await;
    let mut pages = call::<Several>(&server).pages().limit(2);
    let mut count = 0;
    while pages.try_next().await.unwrap().is_some() {
        count += 1;
    }
    assert_eq!((count, server.received().len()), (2, 2));
    let mut rest = call::<Several>(&server).pages().from(&pages.position());
    assert_eq!(rest.try_next().await.unwrap().unwrap()["next"], Value::Null);
    assert!(rest.position().is_end());
}

#[tokio::test]
async fn positions_go_on_where_they_were_taken() {
    let server = serve("cursor", three).await;
    for taken in 0..=4 {
        let mut items = call::<Token>(&server).items();
        for _ in 0..taken {
            items.try_next().await.unwrap().unwrap();
        }
        let kept = items.position().to_string();
        let mut rest = call::<Token>(&server).items().from(&kept.parse().unwrap());
        assert_eq!(rest.position().to_string(), kept);
        let mut ids = Vec::new();
        while let Some(item) = rest.try_next().await.unwrap() {
            ids.push(item["id"].as_i64().unwrap());
        }
        assert_eq!(ids, [1, 2, 3, 4][taken..]);
    }
    let json = serde_json::to_string(&call::<Token>(&server).items().position()).unwrap();
    assert_eq!(
        serde_json::from_str::<Position>(&json).unwrap().to_string(),
        "0 0 start"
    );
    for text in ["", "0 0 over", "x 0 end", "0 0 link //b.example/?x"] {
        assert!(
            text.parse::<Position>().is_err() || text.contains("//"),
            "{text}"
        );
    }
}

#[tokio::test]
async fn a_limit_asks_for_no_page_behind_it_and_prefetch_for_one_ahead() {
    let server = serve("cursor", three).await;
    let mut items = call::<Token>(&server).items().limit(2).prefetch(1);
    while items.try_next().await.unwrap().is_some() {}
    assert_eq!(server.received().len(), 1);
    let mut items = call::<Token>(&server).items().prefetch(1);
    items.try_next().await.unwrap().unwrap();
    items.try_next().await.unwrap().unwrap();
    let mut rest = Vec::new();
    while let Some(item) = items.try_next().await.unwrap() {
        rest.push(item["id"].clone());
    }
    assert_eq!(rest, [3, 4]);
    assert_eq!(server.received().len(), 4);
}
