//! Layers of `tower` around the transport.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use tower::{ServiceBuilder, limit::GlobalConcurrencyLimitLayer, timeout::TimeoutLayer};

use super::{
    builder, get,
    server::{Server, Step, ok, response},
};
use crate::{Attempt, Error, HttpRequest, TransportErrorKind};

#[tokio::test]
async fn each_attempt_goes_through_the_layers() {
    let server = Server::script(vec![response(503, &[], ""), vec![Step::Reset], ok()]).await;
    let mut builder = builder(&server);
    let seen = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&seen);
    let count = tower::util::MapRequestLayer::new(move |request: HttpRequest| {
        let attempt = request.extensions().get::<Attempt>().unwrap();
        count.fetch_max(attempt.number(), Ordering::Relaxed);
        request
    });
    builder.layer(count);
    // An error of the transport stays what it is, so that the connection that broke is retried.
    get(&builder.build().unwrap()).await.unwrap();
    assert_eq!(seen.load(Ordering::Relaxed), 3);
}

#[tokio::test]
async fn a_stack_limits_concurrency_and_time() {
    let slow = vec![Step::Wait(Duration::from_millis(30))];
    let slow: Vec<_> = slow.into_iter().chain(ok()).collect();
    let server = Server::script(vec![slow]).await;
    let mut builder = builder(&server);
    builder.layer(
        ServiceBuilder::new()
            .layer(TimeoutLayer::new(Duration::from_secs(20)))
            .layer(GlobalConcurrencyLimitLayer::new(1))
            .into_inner(),
    );
    let client = builder.build().unwrap();
    let (one, two) = tokio::join!(get(&client).send(), get(&client).send());
    one.unwrap();
    two.unwrap();
    let [first, second] = &server.received()[..] else {
        panic!()
    };
    assert!(second.at.duration_since(first.at) >= Duration::from_millis(30));
}

#[tokio::test]
async fn an_error_of_a_layer_is_one_of_the_transport() {
    let server = Server::script(vec![vec![Step::Wait(Duration::from_secs(20))]]).await;
    let mut builder = builder(&server);
    builder.layer(TimeoutLayer::new(Duration::from_millis(10)));
    let Err(Error::Transport(error)) = get(&builder.build().unwrap()).await else {
        panic!()
    };
    assert_eq!(error.kind(), TransportErrorKind::Other);
    assert!(error.to_string().contains("request timed out"), "{error}");
}
