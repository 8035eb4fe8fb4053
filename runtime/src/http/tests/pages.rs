//! Pages that follow each other.

use super::{
    client,
    server::{Server, response},
};
use crate::{
    Call, Error, Value,
    private::{Operation, Style},
};

const LIST: Operation = Operation::new("list_pets", "GET", "/pets");

crate::call! {
    pub(crate) struct ListPets pages of Value = items("items") link("next") {}
}

/// A server whose page `n` has the items and the link at index `n`; the first one is 0.
async fn serve(pages: Vec<(&[i64], Value)>) -> Server {
    let pages: Vec<String> = pages
        .into_iter()
        .map(|(items, next)| serde_json::json!({"items": items, "next": next}).to_string())
        .collect();
    Server::start(move |request, _| {
        let page = request
            .target
            .split("page=")
            .nth(1)
            .map_or(0, |n| n.parse().unwrap());
        response(200, &[], &pages[page])
    })
    .await
}

fn list(server: &Server) -> Call<Value, Value, ListPets> {
    let mut builder = super::builder(server);
    builder.base_url(format!("{}/v3", server.url()));
    let mut request = builder.build().unwrap().operation(&LIST);
    request.query("page[size]", Style::Form, true, false, &Value::from(2));
    request.into()
}

async fn all(server: &Server) -> Vec<Value> {
    let mut items = list(server).items();
    let mut all = Vec::new();
    while let Some(item) = items.try_next().await.unwrap() {
        all.push(item);
    }
    assert!(items.try_next().await.unwrap().is_none());
    all
}

#[tokio::test]
async fn links_lead_to_the_path_of_the_operation_or_to_their_own() {
    let server = serve(vec![
        (&[1, 2], "/pets?page=1".into()),
        (&[3], "https://inner.example/pets?page=2".into()),
        (&[4], "/v4/more?x[]=a b&page=3".into()),
        (&[5], Value::Null),
    ]);
    let server = server.await;
    assert_eq!(all(&server).await, [1, 2, 3, 4, 5]);
    assert_eq!(
        server.targets(),
        [
            "/v3/pets?page%5Bsize%5D=2",
            "/v3/pets?page=1",
            "/v3/pets?page=2",
            "/v4/more?x[]=a%20b&page=3"
        ]
    );
}

#[tokio::test]
async fn links_to_another_server_are_errors() {
    let server = serve(vec![(
        &[1],
        "https://elsewhere.example/other?page=1".into(),
    )])
    .await;
    let mut items = list(&server).items();
    assert_eq!(items.try_next().await.unwrap().unwrap(), 1);
    assert_eq!(
        items.try_next().await.unwrap_err().to_string(),
        "`list_pets`: link to the next page leads to another server"
    );
    assert!(items.try_next().await.unwrap().is_none());
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn a_path_that_a_link_leads_to_stays() {
    let server = Server::start(|request, _| {
        let next = match request.target.as_str() {
            "/v3/pets?page%5Bsize%5D=2" => "/v4/page/2",
            "/v4/page/2" => "?n=3",
            "/v4/page/2?n=3" => "4",
            _ => "",
        };
        let page = serde_json::json!({"items": [request.target], "next": next});
        response(200, &[], &page.to_string())
    })
    .await;
    all(&server).await;
    let targets = ["/v4/page/2", "/v4/page/2?n=3", "/v4/page/4"];
    assert_eq!(server.targets()[1..], targets);
}

#[tokio::test]
async fn keys_that_a_link_repeats_are_sent_once() {
    const LISTED: Operation =
        Operation::new("list_pets", "GET", "/pets").security(&[&[("key", &[])]]);
    let server = Server::start(|request, _| {
        let page = serde_json::json!({"items": [1], "next": request.target});
        response(200, &[], &page.to_string())
    })
    .await;
    let mut builder = super::builder(&server);
    builder.api_key_query("key", "api_key", "s3 cret".into());
    let request = builder.build().unwrap().operation(&LISTED);
    let mut pages = Call::<Value, Value, ListPets>::from(request).pages();
    pages.try_next().await.unwrap().unwrap();
    let error = pages.try_next().await.unwrap_err().to_string();
    assert!(error.contains("was read before"), "{error}");
    assert_eq!(server.targets(), ["/pets?api_key=s3%20cret"]);

    let server = Server::start(|request, count| {
        let next = format!("{}&page={count}", request.target);
        let page = serde_json::json!({"items": [1], "next": (count < 2).then_some(next)});
        response(200, &[], &page.to_string())
    })
    .await;
    let mut builder = super::builder(&server);
    builder.api_key_query("key", "api_key", "s".into());
    let request = builder.build().unwrap().operation(&LISTED);
    let mut pages = Call::<Value, Value, ListPets>::from(request).pages();
    while pages.try_next().await.unwrap().is_some() {}
    for target in server.targets() {
        assert_eq!(target.matches("api_key=s").count(), 1, "{target}");
    }
}

#[tokio::test]
async fn pages_that_stay_empty_are_an_error() {
    let server = Server::start(|_, count| {
        let page = serde_json::json!({"items": [], "next": format!("?page={count}")});
        response(200, &[], &page.to_string())
    })
    .await;
    let error = list(&server).items().try_next().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "`list_pets`: pages are empty, a thousand in a row"
    );
}

#[tokio::test]
async fn an_empty_page_is_not_the_end() {
    let server = serve(vec![
        (&[], "?page=1".into()),
        (&[1], "?page=2".into()),
        (&[], "".into()),
    ]);
    assert_eq!(all(&server.await).await, [1]);
}

#[tokio::test]
async fn a_link_that_repeats_itself_is_an_error() {
    let server = serve(vec![
        (&[1], "?page=1".into()),
        (&[2], "/v3/pets?page=1".into()),
    ])
    .await;
    let mut items = list(&server).items();
    assert_eq!(items.try_next().await.unwrap().unwrap(), 1);
    assert_eq!(items.try_next().await.unwrap().unwrap(), 2);
    let error = items.try_next().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "`list_pets`: link to the next page leads to a page that was read before"
    );
    assert!(items.try_next().await.unwrap().is_none());
    assert_eq!(server.received().len(), 2);
    // Also when it is the first page that comes again, spelled otherwise.
    let server = serve(vec![(&[1], "?page[size]=2".into())]).await;
    let mut pages = list(&server).pages();
    pages.try_next().await.unwrap().unwrap();
    assert!(matches!(pages.try_next().await, Err(Error::Request(_))));
}

#[tokio::test]
async fn pages_are_a_stream() {
    use futures_core::Stream;
    let server = serve(vec![(&[1], "?page=1".into()), (&[2], Value::Null)]).await;
    let mut pages = std::pin::pin!(list(&server).pages());
    let mut seen = Vec::new();
    while let Some(page) = std::future::poll_fn(|context| pages.as_mut().poll_next(context)).await {
        seen.push(page.unwrap()["items"][0].clone());
    }
    assert_eq!(seen, [1, 2]);
}

#[tokio::test]
async fn an_error_ends_the_stream() {
    let server = Server::script(vec![response(500, &[], "{}")]).await;
    let mut items = list(&server).items();
    assert_eq!(items.try_next().await.unwrap_err().status(), Some(500));
    assert!(items.try_next().await.unwrap().is_none());
}

#[tokio::test]
async fn nothing_is_sent_before_it_is_asked_for() {
    let server = serve(vec![(&[1], Value::Null)]).await;
    fn sent<T: Send>(value: T) {
        drop(value);
    }
    sent(list(&server).items());
    sent(list(&server).pages());
    drop(Call::<Value, Value>::new(client(&server).operation(&LIST)));
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn a_call_with_pages_is_a_call() {
    let server = serve(vec![(&[1], Value::Null)]).await;
    let call = list(&server)
        .timeout(std::time::Duration::from_secs(5))
        .header("X-Mine", "1");
    assert_eq!(call.clone().await.unwrap()["items"][0], 1);
    assert_eq!(call.response().await.unwrap().status, 200);
    assert_eq!(server.received()[1].header("x-mine"), Some("1"));
}
