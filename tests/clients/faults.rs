//! Retries and timeouts: a test for each fault.

use std::time::{Duration, Instant, SystemTime};

use generated::smartcar_management::types::{SubscriptionRequest, WebhookSubscriptionListResponse};
use generated::smartcar_management::{Client, types::ErrorResponse1};
use runtime::{Error, RetryPolicy, TimeoutKind, TransportErrorKind};

use super::{TOKEN, page, quick, smartcar, smartcar_builder};
use crate::server::{Fault, Reply, Server};

const MS_100: Duration = Duration::from_millis(100);
const LONG: Duration = Duration::from_secs(20);

type Outcome = Result<WebhookSubscriptionListResponse, Error<ErrorResponse1>>;

fn good() -> Reply {
    Reply::json(200, page(&[], "null", "null"))
}

async fn list(smartcar: &Client) -> Outcome {
    smartcar.subscriptions().list_subscriptions().await
}

async fn create(smartcar: &Client) -> Error<ErrorResponse1> {
    let body = br#"{"data":{"attributes":{"webhookId":"a","userId":"b","vehicleId":"c"}}}"#;
    let body: SubscriptionRequest = runtime::from_slice(body).unwrap();
    smartcar
        .subscriptions()
        .create_subscription(&body)
        .await
        .unwrap_err()
}

#[tokio::test]
async fn connection_refused_is_tried_again_and_reported() {
    let closed = Server::nowhere("/v3");
    let policy = RetryPolicy::default()
        .delay(Duration::from_millis(50))
        .jitter(false);
    let builder = Client::builder()
        .base_url(closed)
        .bearer_auth(TOKEN)
        .retry(policy);
    let start = Instant::now();
    let Err(Error::Transport(error)) = list(&builder.build().unwrap()).await else {
        panic!()
    };
    assert_eq!(error.kind(), TransportErrorKind::Connect);
    // 50 ms before the second attempt and 100 ms before the third.
    assert!(start.elapsed() >= Duration::from_millis(150));
}

#[tokio::test]
async fn a_reset_connection_is_tried_again() {
    for fault in [Fault::Reset, Fault::ResetHalfway] {
        let server = Server::script([good().fault(fault), good()]).await;
        list(&smartcar(&server)).await.unwrap();
        assert_eq!(server.received().len(), 2);
    }
}

#[tokio::test]
async fn a_connection_that_is_always_reset_is_an_error_after_three_attempts() {
    for fault in [Fault::Reset, Fault::ResetHalfway, Fault::Truncate] {
        let server = Server::start(move |_, _| good().fault(fault)).await;
        let Err(Error::Transport(error)) = list(&smartcar(&server)).await else {
            panic!()
        };
        assert_eq!(error.kind(), TransportErrorKind::Interrupted);
        assert_eq!(server.received().len(), 3);
    }
}

#[tokio::test]
async fn a_truncated_body_is_never_taken_for_a_whole_one() {
    let server = Server::script([good().fault(Fault::Truncate), good()]).await;
    list(&smartcar(&server)).await.unwrap();
    assert_eq!(server.received().len(), 2);
}

#[tokio::test]
async fn a_slow_head_ends_at_the_read_timeout() {
    let server = Server::script([good().fault(Fault::DelayHead(LONG))]).await;
    let smartcar = smartcar_builder(&server)
        .read_timeout(MS_100)
        .build()
        .unwrap();
    let Err(Error::Timeout(error)) = list(&smartcar).await else {
        panic!()
    };
    assert_eq!(error.kind(), TimeoutKind::Read);
    assert_eq!(server.received().len(), 1, "not sent again");
}

#[tokio::test]
async fn a_slow_body_ends_at_the_read_timeout() {
    let server = Server::script([good().fault(Fault::DelayBody(LONG))]).await;
    let smartcar = smartcar_builder(&server)
        .read_timeout(MS_100)
        .build()
        .unwrap();
    let Err(Error::Timeout(error)) = list(&smartcar).await else {
        panic!()
    };
    assert_eq!(error.kind(), TimeoutKind::Read);
}

#[tokio::test]
async fn a_body_that_drips_ends_at_the_timeout_of_the_call() {
    let drip = good().fault(Fault::Drip(Duration::from_millis(20)));
    let server = Server::script([drip]).await;
    let smartcar = smartcar_builder(&server)
        .timeout(MS_100 * 3)
        .build()
        .unwrap();
    let start = Instant::now();
    let Err(Error::Timeout(error)) = list(&smartcar).await else {
        panic!()
    };
    assert_eq!(error.kind(), TimeoutKind::Call);
    assert!(start.elapsed() < Duration::from_secs(2));
}

#[tokio::test]
async fn status_503_then_200() {
    for status in [408, 429, 502, 503, 504] {
        let server = Server::script([Reply::new(status), good()]).await;
        list(&smartcar(&server)).await.unwrap();
        assert_eq!(server.received().len(), 2);
    }
}

#[tokio::test]
async fn other_errors_are_final() {
    for status in [400, 403, 500, 501] {
        let server = Server::script([Reply::new(status), good()]).await;
        let error = list(&smartcar(&server)).await.unwrap_err();
        assert_eq!(error.status(), Some(status));
    }
}

#[tokio::test]
async fn the_last_response_is_the_error_when_no_attempt_is_left() {
    let server = Server::start(|_, _| Reply::new(503)).await;
    let error = list(&smartcar(&server)).await.unwrap_err();
    assert_eq!(error.status(), Some(503));
    assert_eq!(server.received().len(), 3);
}

#[tokio::test]
async fn retry_after_in_seconds_is_waited_for() {
    let server = Server::script([Reply::new(429).header("Retry-After", "1"), good()]).await;
    let start = Instant::now();
    list(&smartcar(&server)).await.unwrap();
    assert!(start.elapsed() >= Duration::from_secs(1));
}

#[tokio::test]
async fn retry_after_as_a_date_is_waited_for() {
    // Dates of HTTP have whole seconds: two from now are at least one.
    let date = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(2));
    let server = Server::script([Reply::new(429).header("Retry-After", &date), good()]).await;
    let start = Instant::now();
    list(&smartcar(&server)).await.unwrap();
    assert!(start.elapsed() >= Duration::from_millis(900));
}

#[tokio::test]
async fn a_retry_after_beyond_the_limit_goes_to_the_caller_at_once() {
    let server = Server::script([Reply::new(429).header("Retry-After", "3600")]).await;
    let start = Instant::now();
    let Err(Error::Api(error)) = list(&smartcar(&server)).await else {
        panic!()
    };
    assert_eq!(error.retry_after(), Some(Duration::from_secs(3600)));
    assert!(start.elapsed() < Duration::from_secs(1));
}

#[tokio::test]
async fn a_post_is_not_repeated() {
    let replies = [
        Reply::new(503),
        Reply::new(502),
        Reply::json(202, "{}").fault(Fault::Reset),
    ];
    for reply in replies {
        let server = Server::start(move |_, _| reply.clone()).await;
        create(&smartcar(&server)).await;
        assert_eq!(server.received().len(), 1);
    }
}

#[tokio::test]
async fn a_post_is_repeated_when_the_server_refused_it_or_the_caller_allows_it() {
    let server = Server::start(|_, _| Reply::new(429)).await;
    create(&smartcar(&server)).await;
    assert_eq!(server.received().len(), 3);
    let server = Server::start(|_, _| Reply::new(503)).await;
    let smartcar = smartcar_builder(&server)
        .header("Idempotency-Key", "1")
        .build()
        .unwrap();
    create(&smartcar).await;
    assert_eq!(server.received().len(), 3);
}

#[tokio::test]
async fn a_body_beyond_the_limit_is_not_read() {
    let server = Server::script([good()]).await;
    let smartcar = smartcar_builder(&server).max_body(20).build().unwrap();
    let error = list(&smartcar).await.unwrap_err();
    assert!(error.to_string().contains("limit of 20 bytes"), "{error}");
}

#[tokio::test]
async fn attempts_and_waiting_have_one_deadline() {
    let server = Server::start(|_, _| Reply::new(503)).await;
    let policy = quick().attempts(1000).delay(Duration::from_millis(40));
    let smartcar = smartcar_builder(&server)
        .retry(policy)
        .timeout(MS_100)
        .build()
        .unwrap();
    let start = Instant::now();
    list(&smartcar).await.unwrap_err();
    assert!(start.elapsed() < Duration::from_secs(1));
}
