//! Each way in which pages follow each other, with the same five lists: three pages, an empty last
//! one, a cursor that comes again, a page that is gone, and an error in the middle.

use serde_json::{Value, json};

use super::{
    server::{Received, Server, response},
    strategies::{
        Counted, Header, LIST, Last, Linked, Numbered, SEARCH, Searched, Token, all, asked, pets,
    },
};
use crate::{Call, Client};

crate::call! {
    pub(crate) struct Next pages of Value = items("data") link("next") {}
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Strategy {
    Link,
    HeaderLink,
    Token,
    HeaderToken,
    BodyToken,
    LastItem,
    Page,
    Offset,
}

use Strategy::*;

const STRATEGIES: [Strategy; 8] = [
    Link,
    HeaderLink,
    Token,
    HeaderToken,
    BodyToken,
    LastItem,
    Page,
    Offset,
];

#[derive(Debug, Clone, Copy, PartialEq)]
enum List {
    Three,
    EmptyLast,
    Repeated,
    Vanished,
    Broken,
}

/// The index of the page that a request asks for.
fn index(strategy: Strategy, request: &Received) -> usize {
    let number = |name| asked(request, name).map(|text| text.parse::<usize>().unwrap());
    match strategy {
        Link | HeaderLink => number("page").unwrap_or(0),
        Token | HeaderToken => number("cursor").unwrap_or(0),
        BodyToken => {
            let body: Value = serde_json::from_str(&request.body).unwrap();
            let cursor = body["page"]["cursor"].as_str();
            cursor.map_or(0, |text| text.parse().unwrap())
        }
        LastItem => number("after").map_or(0, |id| id / 10 + 1),
        Page => number("page").map_or(0, |page| page - 1),
        Offset => number("offset").unwrap_or(0) / 2,
    }
}

/// A page: its items, and the index of the next one, if it says so.
fn page(list: List, index: usize) -> (u16, Vec<i64>, Option<usize>) {
    let ids = |index: usize| vec![10 * index as i64 + 1, 10 * index as i64 + 2];
    let next = (index < 2).then_some(index + 1);
    match list {
        List::EmptyLast if index == 2 => (200, Vec::new(), None),
        List::Repeated => (200, ids(index.min(1)), Some(1)),
        List::Vanished if index == 1 => (404, Vec::new(), None),
        List::Three | List::EmptyLast | List::Vanished | List::Broken => (200, ids(index), next),
    }
}

fn respond(strategy: Strategy, list: List, request: &Received) -> Vec<super::server::Step> {
    let index = index(strategy, request);
    let (status, ids, next) = page(list, index);
    let text = next.map(|next| next.to_string());
    let mut body = json!({"data": pets(&ids)});
    let mut headers = Vec::new();
    let link = format!(
        "</pets?page={}>; rel=\"next\"",
        text.as_deref().unwrap_or_default()
    );
    match (strategy, &text) {
        (Link, Some(text)) => body["next"] = json!(format!("/pets?page={text}")),
        (Token, _) => body["meta"] = json!({ "next": text }),
        (BodyToken, _) => body["next"] = json!(text),
        (HeaderToken, Some(text)) => headers.push(("x-next", text.as_str())),
        (HeaderLink, Some(_)) => headers.push(("link", link.as_str())),
        // These end where the numbers say so, if there are any, or with an empty page.
        (LastItem, _) if list == List::Three => body["more"] = json!(next.is_some()),
        (Page, _) if list == List::Three => body["pages"] = json!(3),
        (Offset, _) if list == List::Three => body["total"] = json!(6),
        _ => {}
    }
    if list == List::Broken && index == 1 {
        body["data"] = json!({"id": 1});
    }
    if matches!(strategy, HeaderLink | HeaderToken) {
        body = body["data"].take();
    }
    response(status, &headers, &body.to_string())
}

/// The items up to the end or the error.
async fn read(strategy: Strategy, client: &Client) -> (Vec<i64>, Option<String>) {
    fn list<P>(client: &Client) -> Call<Value, Value, P> {
        client.operation(&LIST).into()
    }
    match strategy {
        Link => all(list::<Next>(client)).await,
        HeaderLink => all(list::<Linked>(client)).await,
        Token => all(list::<Token>(client)).await,
        HeaderToken => all(list::<Header>(client)).await,
        BodyToken => {
            let call = Call::<Value, Value, Searched>::from(client.operation(&SEARCH));
            all(call.body(&json!({"page": {}}))).await
        }
        LastItem => all(list::<Last>(client)).await,
        Page => all(list::<Numbered>(client)).await,
        Offset => all(list::<Counted>(client)).await,
    }
}

async fn run(strategy: Strategy, list: List) -> (Vec<i64>, Option<String>, usize) {
    let server = Server::start(move |request, _| respond(strategy, list, request)).await;
    let (ids, error) = read(strategy, &super::client(&server)).await;
    (ids, error, server.received().len())
}

#[tokio::test]
async fn every_strategy_reads_every_list_to_its_end() {
    for strategy in STRATEGIES {
        let three = run(strategy, List::Three).await;
        assert_eq!(three, (vec![1, 2, 11, 12, 21, 22], None, 3), "{strategy:?}");
        let empty = run(strategy, List::EmptyLast).await;
        assert_eq!(empty, (vec![1, 2, 11, 12], None, 3), "{strategy:?}");

        let (ids, error, requests) = run(strategy, List::Repeated).await;
        assert_eq!(ids[..4], [1, 2, 11, 12], "{strategy:?}");
        let error = error.unwrap_or_else(|| panic!("{strategy:?} repeats without an error"));
        assert!(
            error.contains("read before") || error.contains("repeat"),
            "{strategy:?}: {error}"
        );
        assert!(requests <= 3, "{strategy:?}: {requests} requests");

        let (ids, error, requests) = run(strategy, List::Vanished).await;
        assert_eq!((ids, requests), (vec![1, 2], 2), "{strategy:?}");
        assert!(error.unwrap().contains("404"), "{strategy:?}");
        let (ids, error, requests) = run(strategy, List::Broken).await;
        assert_eq!((ids, requests), (vec![1, 2], 2), "{strategy:?}");
        assert!(error.unwrap().contains("expected an array"), "{strategy:?}");
    }
}
