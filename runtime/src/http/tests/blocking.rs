//! Calls that block their thread.

use std::time::Duration;

use super::{
    builder, client, get, post,
    server::{Server, Step, ok, response, write},
};
use crate::{
    Call, Error, Event, Events, Items, Lines, Pages, TimeoutKind, Value, block_on,
    private::{HasItems, HasPages, Operation, Paging},
};

const LIST: Operation = Operation::new("list", "GET", "/list");

/// A server whose runtime is not the caller's.
fn serve(responses: Vec<Vec<Step>>) -> (Server, tokio::runtime::Runtime) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let server = runtime.block_on(Server::script(responses));
    (server, runtime)
}

#[test]
fn a_call_blocks_until_its_outcome_is_there() {
    let busy = response(503, &[], "");
    let missing = response(404, &[], r#"{"title":"none"}"#);
    let (server, _runtime) = serve(vec![busy, ok(), missing]);
    let client = client(&server);
    assert_eq!(get(&client).blocking().unwrap()["ok"], true);
    let error = get(&client).raw().response().blocking().unwrap();
    assert_eq!(error.status, 404);
    let Err(Error::Api(error)) = get(&client).blocking() else {
        panic!()
    };
    assert_eq!(error.body().unwrap()["title"], "none");
    assert_eq!(server.received().len(), 4);
}

#[test]
fn time_limits_hold() {
    let (server, _runtime) = serve(vec![vec![Step::Wait(Duration::from_secs(20))]]);
    let call = get(&client(&server)).timeout(Duration::from_millis(20));
    let Err(Error::Timeout(error)) = call.blocking() else {
        panic!()
    };
    assert_eq!(error.kind(), TimeoutKind::Call);
}

#[test]
fn threads_share_a_client() {
    let (server, _runtime) = serve(vec![ok()]);
    let client = client(&server);
    let call = || {
        for _ in 0..5 {
            post(&client).blocking().unwrap();
        }
    };
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(call)).collect();
        threads
            .into_iter()
            .for_each(|thread| thread.join().unwrap());
    });
    assert_eq!(server.received().len(), 40);
}

#[tokio::test]
async fn asynchronous_code_may_block_and_share_the_client() {
    let (server, runtime) = std::thread::spawn(|| serve(vec![ok()])).join().unwrap();
    let client = builder(&server).build().unwrap();
    get(&client).blocking().unwrap();
    get(&client).await.unwrap();
    block_on(async { get(&client).await.unwrap() });
    runtime.shutdown_background();
}

enum Paged {}

impl HasPages for Paged {
    const PAGING: &'static Paging = &Paging::new().items(&["items"]).link(&["next"]);
}

impl HasItems for Paged {
    type Item = i64;
}

#[test]
fn what_arrives_piece_by_piece_is_an_iterator() {
    let first = response(200, &[], r#"{"items":[1,2],"next":"/list?page=2"}"#);
    let last = response(200, &[], r#"{"items":[3]}"#);
    let broken = response(500, &[], "");
    let pages = [
        first.clone(),
        last.clone(),
        first.clone(),
        broken,
        first,
        last,
    ];
    let (server, _runtime) = serve(pages.to_vec());
    let mut builder = builder(&server);
    builder.retry(crate::RetryPolicy::none());
    let client = builder.build().unwrap();
    let list = || client.operation(&LIST);
    let items: Items<i64, Value> = Items::new(list(), Paged::PAGING);
    let items: Result<Vec<i64>, _> = items.blocking().collect();
    assert_eq!(items.unwrap(), [1, 2, 3]);
    let items: Items<i64, Value> = Items::new(list(), Paged::PAGING);
    let items: Vec<_> = items
        .blocking()
        .map(|item| item.map_err(|error| error.status()))
        .collect();
    assert_eq!(items, [Ok(1), Ok(2), Err(Some(500))]);
    let pages: Pages<Value, Value> = Pages::new(list(), Paged::PAGING);
    assert_eq!(pages.blocking().count(), 2);
}

#[test]
fn bodies_that_arrive_piece_by_piece_are_iterators() {
    let head = "HTTP/1.1 200 X\r\nconnection: close\r\ncontent-type: text/event-stream\r\n\r\n";
    let events = vec![
        write(head),
        write("data: one\n\n"),
        Step::Wait(Duration::from_millis(20)),
        write("data: two\n\n"),
    ];
    let lines = response(200, &[("content-type", "application/jsonl")], "1\n2\n");
    let (server, _runtime) = serve(vec![events, lines.clone(), lines]);
    let client = client(&server);
    let call: Call<Events<Event<String>>, Value> = get(&client).events();
    let events = call.blocking().unwrap().blocking();
    let events: Vec<_> = events.map(|event| event.unwrap().data).collect();
    assert_eq!(events, ["one", "two"]);
    let call: Call<Lines<i64>, Value> = get(&client).lines();
    let lines: Vec<_> = call
        .blocking()
        .unwrap()
        .blocking()
        .map(Result::unwrap)
        .collect();
    assert_eq!(lines, [1, 2]);
    let chunks = get(&client).chunks().blocking().unwrap().blocking();
    let size: usize = chunks.map(|chunk| chunk.unwrap().len()).sum();
    assert_eq!(size, 4);
}
