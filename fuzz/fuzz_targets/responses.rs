//! Any response in, values or errors out: whatever a server sends, no reader of the runtime panics
//! or runs without end, and a value that was read can be written and read again.
//!
//! The input is a byte that chooses the reader, one for the status, one for the size of the pieces
//! in which the body arrives; then lines of headers up to an empty one, then the body.
//!
//! Run with `cargo +nightly fuzz run responses`; CONTRIBUTING.md says more.

#![no_main]

#[allow(dead_code, unused_imports, reason = "not every operation is called")]
#[path = "../../tests/kitchen_sink/api/mod.rs"]
mod api;
#[allow(dead_code, unused_imports, reason = "not every operation is called")]
#[path = "../../generated/src/sendcloud_event_subscriptions/mod.rs"]
mod sendcloud;
#[allow(dead_code, unused_imports, reason = "not every operation is called")]
#[path = "../../generated/src/smartcar_management/mod.rs"]
mod smartcar;

use std::fmt::Debug;
use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use api::ResponseHeaders;
use api::types::{CompleteRequest, Everything};
use futures_core::Stream;
use libfuzzer_sys::fuzz_target;
use runtime::{
    Body, BoxFuture, Bytes, HeaderMap, RetryPolicy, StreamError, Transport, TransportError, Value,
};

/// There cannot be more items than this: each takes at least a byte.
const MOST: usize = 100_000;

fuzz_target!(|input: &[u8]| {
    let [reader, status, cut, rest @ ..] = input else {
        return;
    };
    let canned = Canned::read(*status, *cut, rest);
    json(&canned.body);
    headers(&canned.headers);
    match reader % 9 {
        0 => finish(whole(canned)),
        1 => finish(text(canned)),
        2 => finish(bytes(canned)),
        3 => finish(events(canned)),
        4 => finish(lines(canned)),
        5 => finish(parts(canned)),
        6 => finish(pages(canned)),
        7 => finish(tokens(canned)),
        _ => finish(by_status(canned)),
    }
});

/// The same response to every request.
#[derive(Clone)]
struct Canned {
    status: u16,
    headers: HeaderMap,
    body: Bytes,
    cut: usize,
}

impl Canned {
    fn read(status: u8, cut: u8, rest: &[u8]) -> Self {
        let end = rest.windows(2).position(|pair| pair == b"\n\n");
        let (head, body) = rest.split_at(end.unwrap_or(0));
        let mut headers = HeaderMap::new();
        for line in head.split(|byte| *byte == b'\n') {
            let Some(colon) = line.iter().position(|byte| *byte == b':') else {
                continue;
            };
            let name = http::HeaderName::from_bytes(&line[..colon]);
            let value = http::HeaderValue::from_bytes(line[colon + 1..].trim_ascii());
            if let (Ok(name), Ok(value)) = (name, value) {
                headers.append(name, value);
            }
        }
        Self {
            // Most are successes.
            status: if status < 200 {
                200
            } else {
                200 + u16::from(status - 200) * 7
            },
            headers,
            body: Bytes::copy_from_slice(body.strip_prefix(b"\n\n").unwrap_or(body)),
            cut: usize::from(cut),
        }
    }
}

impl Transport for Canned {
    fn send(
        &self,
        _: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let body = match self.cut {
            0 => self.body.clone().into(),
            cut => Body::stream(Pieces(self.body.clone(), cut)),
        };
        let mut response = http::Response::new(body);
        *response.status_mut() = http::StatusCode::from_u16(self.status).unwrap_or_default();
        *response.headers_mut() = self.headers.clone();
        Box::pin(async { Ok(response) })
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'_, ()> {
        Box::pin(std::future::pending())
    }
}

struct Pieces(Bytes, usize);

impl Stream for Pieces {
    type Item = Result<Bytes, std::io::Error>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let size = self.1.min(self.0.len());
        let piece = self.0.split_to(size);
        Poll::Ready((!piece.is_empty()).then_some(Ok(piece)))
    }
}

/// Nothing here waits, so a future that is not ready never will be.
fn finish(future: impl Future<Output = ()>) {
    let mut context = Context::from_waker(Waker::noop());
    let mut future = pin!(future);
    for _ in 0..MOST {
        if future.as_mut().poll(&mut context).is_ready() {
            return;
        }
    }
    panic!("the call goes on without end");
}

/// A value that was read is written and read as the same value.
fn json(text: &[u8]) {
    if let Ok(value) = runtime::from_slice::<Everything>(text) {
        let written = runtime::to_vec(&value);
        let again = runtime::from_slice::<Everything>(&written).expect("what was written");
        assert_eq!(
            written,
            runtime::to_vec(&again),
            "written otherwise the second time"
        );
    }
    if let Ok(value) = runtime::from_slice::<Value>(text) {
        let again: Value = runtime::from_slice(&runtime::to_vec(&value)).expect("any JSON");
        assert_eq!(value, again);
    }
}

fn headers(headers: &HeaderMap) {
    let _ = headers.x_total();
    let _ = headers.x_words();
    let _ = headers.x_range();
    let _ = headers.x_shape();
    let _ = headers.x_level();
    let _ = headers.last_modified();
}

fn client(canned: Canned) -> api::Client {
    let builder = api::Client::builder().transport(canned);
    builder
        .retry(RetryPolicy::none())
        .build()
        .expect("a client")
}

async fn whole(canned: Canned) {
    let client = client(canned);
    shown(client.responses().union().response().await);
    shown(client.responses().nullable().await);
}

async fn by_status(canned: Canned) {
    shown(client(canned).responses().by_status().await);
}

async fn text(canned: Canned) {
    shown(client(canned).bodies().send_text("").await);
}

async fn bytes(canned: Canned) {
    let call = client(canned).request::<runtime::Chunks>("GET", "bytes");
    if let Ok(mut chunks) = call.await {
        while let Ok(Some(_)) = chunks.try_next().await {}
    }
}

async fn events(canned: Canned) {
    let client = client(canned);
    let request = CompleteRequest::new("");
    if let Ok(mut events) = client.responses().complete(&request).stream().await {
        drain(async || events.try_next().await).await;
    }
}

async fn lines(canned: Canned) {
    if let Ok(mut lines) = client(canned).responses().lines().await {
        drain(async || lines.try_next().await).await;
    }
}

/// Up to the end; after an error the next item can be read.
async fn drain<T: Debug>(mut next: impl AsyncFnMut() -> Result<Option<T>, StreamError>) {
    for _ in 0..MOST {
        match next().await {
            Ok(None) => return,
            item => drop(format!("{item:?}")),
        }
    }
    panic!("more items than bytes");
}

async fn parts(canned: Canned) {
    let call = client(canned).request::<runtime::Parts>("GET", "parts");
    if let Ok(parts) = call.await {
        for part in &parts.0 {
            drop(format!(
                "{:?} {:?} {:?}",
                part.name(),
                part.file_name(),
                part.media_type()
            ));
            let _ = part.read::<Everything>();
        }
    }
}

async fn pages(canned: Canned) {
    let builder = smartcar::Client::builder().bearer_auth("token");
    let builder = builder.transport(canned).retry(RetryPolicy::none());
    let client = builder.build().expect("a client");
    let mut items = client.subscriptions().list_subscriptions().items();
    for _ in 0..MOST {
        match items.try_next().await {
            Ok(Some(_)) => {}
            Ok(None) | Err(_) => return,
        }
    }
    panic!("pages without end");
}

async fn tokens(canned: Canned) {
    let builder = sendcloud::Client::builder().oauth2_client_creds("id", "secret");
    let builder = builder.transport(canned).retry(RetryPolicy::none());
    let client = builder.build().expect("a client");
    let body = sendcloud::types::SubscriptionCreateRequest::new(1);
    shown(client.subscriptions().create_subscription(&body).await);
}

/// Errors are shown without a panic, and without the secret.
fn shown<T: Debug, E: Debug>(result: Result<T, runtime::Error<E>>) {
    if let Err(error) = result {
        let text = format!("{error} {error:?}");
        assert!(!text.contains("c2VjcmV0"), "{text}");
    }
}
