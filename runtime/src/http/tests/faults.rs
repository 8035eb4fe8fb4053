//! Errors of connections and servers, time limits and retries.

use std::{
    io::Write,
    time::{Duration, Instant, SystemTime},
};

use super::{
    builder, client, get, post,
    server::{Server, Step, head, ok, response, write},
};
use crate::{
    ClientBuilder, Error, RetryPolicy, TimeoutKind, TransportErrorKind, Value, private::Operation,
};

const LONG: Duration = Duration::from_secs(20);

/// An address on which nobody listens.
async fn nobody() -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

#[tokio::test]
async fn a_refused_connection_is_tried_again_and_reported_without_the_query() {
    const SEARCH: Operation =
        Operation::new("search", "POST", "/search").security(&[&[("key", &[])]]);
    let mut builder = ClientBuilder::new(nobody().await);
    builder.retry(
        RetryPolicy::default()
            .delay(Duration::from_millis(60))
            .jitter(false),
    );
    builder.api_key_query("key", "api_key", "hunter2".into());
    let client = builder.build().unwrap();
    let started = Instant::now();
    let call = crate::Call::<Value, Value>::new(client.operation(&SEARCH));
    let error = call.await.unwrap_err();
    // 60 and 120 ms between three attempts.
    assert!(started.elapsed() >= Duration::from_millis(180));
    let Error::Transport(transport) = &error else {
        panic!("{error:?}")
    };
    assert_eq!(transport.kind(), TransportErrorKind::Connect);
    assert!(
        error.to_string().starts_with("`search`: cannot connect: "),
        "{error}"
    );
    assert!(!format!("{error} {error:?} {error:#?}").contains("hunter2"));
}

#[tokio::test]
async fn a_reset_connection_is_tried_again() {
    let server = Server::script(vec![vec![Step::Reset], ok()]).await;
    assert_eq!(get(&client(&server)).await.unwrap()["ok"], true);
    assert_eq!(server.received().len(), 2);
}

#[tokio::test]
async fn a_connection_reset_half_way_through_the_body_is_tried_again() {
    let half = vec![
        write(&head(200, &[], 1000)),
        write("{\"ok\":"),
        Step::Wait(Duration::from_millis(20)),
        Step::Reset,
    ];
    let server = Server::script(vec![half.clone(), ok()]).await;
    assert_eq!(get(&client(&server)).await.unwrap()["ok"], true);

    let server = Server::script(vec![half]).await;
    let error = get(&client(&server)).await.unwrap_err();
    let Error::Transport(error) = error else {
        panic!("{error:?}")
    };
    assert_eq!(error.kind(), TransportErrorKind::Interrupted);
    assert_eq!(server.received().len(), 3);
}

#[tokio::test]
async fn a_truncated_body_is_not_taken_for_a_whole_one() {
    let short = vec![write(&head(200, &[], 1000)), write("{\"ok\":true}")];
    let server = Server::script(vec![short.clone(), ok()]).await;
    assert_eq!(get(&client(&server)).await.unwrap()["ok"], true);

    let server = Server::script(vec![short.clone()]).await;
    let error = post(&client(&server)).await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn the_status_of_an_error_survives_a_truncated_body() {
    let short = vec![
        write(&head(400, &[("x-request-id", "7")], 1000)),
        write("{\"ok\":"),
    ];
    let server = Server::script(vec![short]).await;
    let Error::Api(error) = get(&client(&server)).await.unwrap_err() else {
        panic!()
    };
    assert_eq!((error.status(), &error.raw()[..]), (400, &b"{\"ok\":"[..]));
    assert_eq!(error.headers()["x-request-id"], "7");
    assert!(error.body().unwrap_err().message().starts_with("broke off"));
}

#[tokio::test]
async fn a_connection_that_is_not_made_in_time() {
    // The server waits for a request, the client for the server's half of TLS.
    let server = Server::script(vec![ok()]).await;
    let mut builder = builder(&server);
    builder.base_url(server.url().replace("http:", "https:"));
    builder.connect_timeout(Duration::from_millis(50));
    let error = post(&builder.build().unwrap()).await.unwrap_err();
    assert_eq!(error.to_string(), "`create_pet`: no connection within 50ms");
    let Error::Timeout(timeout) = error else {
        panic!("{error:?}")
    };
    assert_eq!(timeout.kind(), TimeoutKind::Connect);
}

#[tokio::test]
async fn a_slow_head_runs_into_the_read_timeout() {
    let server = Server::script(vec![vec![Step::Wait(LONG)]]).await;
    let mut builder = builder(&server);
    builder.read_timeout(Duration::from_millis(50));
    let error = get(&builder.build().unwrap()).await.unwrap_err();
    let Error::Timeout(timeout) = &error else {
        panic!("{error:?}")
    };
    assert_eq!(timeout.kind(), TimeoutKind::Read);
    assert_eq!(
        error.to_string(),
        "`get_pet`: the server sent nothing within 50ms"
    );
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn a_stalled_body_runs_into_the_read_timeout() {
    let stalled = vec![write(&head(200, &[], 1000)), write("{"), Step::Wait(LONG)];
    let server = Server::script(vec![stalled]).await;
    let mut builder = builder(&server);
    builder.read_timeout(Duration::from_millis(50));
    let Error::Timeout(timeout) = get(&builder.build().unwrap()).await.unwrap_err() else {
        panic!()
    };
    assert_eq!(timeout.kind(), TimeoutKind::Read);
}

#[tokio::test]
async fn a_dripping_body_runs_into_the_timeout_of_the_call() {
    let mut dripping = vec![write(&head(200, &[], 1000))];
    for _ in 0..100 {
        dripping.extend([write(" "), Step::Wait(Duration::from_millis(20))]);
    }
    let server = Server::script(vec![dripping]).await;
    let mut builder = builder(&server);
    builder.read_timeout(Duration::from_millis(500));
    let call = get(&builder.build().unwrap()).timeout(Duration::from_millis(150));
    let started = Instant::now();
    let Error::Timeout(timeout) = call.await.unwrap_err() else {
        panic!()
    };
    assert_eq!(timeout.kind(), TimeoutKind::Call);
    assert_eq!(timeout.limit(), Some(Duration::from_millis(150)));
    assert!(started.elapsed() < Duration::from_secs(10));
}

#[tokio::test]
async fn the_timeout_of_the_call_counts_all_attempts() {
    let server = Server::script(vec![response(503, &[], "")]).await;
    let mut builder = builder(&server);
    let policy = RetryPolicy::default()
        .attempts(1000)
        .delay(Duration::from_millis(30));
    builder.retry(policy.max_delay(Duration::from_millis(30)));
    let call = get(&builder.build().unwrap()).timeout(Duration::from_millis(200));
    let started = Instant::now();
    let error = call.await.unwrap_err();
    assert!(started.elapsed() < Duration::from_secs(10));
    // The last attempt's response, once there is no time for another one.
    assert!(matches!(error.status(), Some(503) | None), "{error:?}");
    assert!(server.received().len() > 2);
}

#[tokio::test]
async fn busy_then_well() {
    for status in [408, 429, 502, 503, 504] {
        let server = Server::script(vec![response(status, &[], ""), ok()]).await;
        assert_eq!(get(&client(&server)).await.unwrap()["ok"], true);
        assert_eq!(server.received().len(), 2);
    }
    let server = Server::script(vec![response(500, &[], ""), ok()]).await;
    assert_eq!(get(&client(&server)).await.unwrap_err().status(), Some(500));
}

#[tokio::test]
async fn it_does_not_go_on_forever() {
    let server = Server::script(vec![response(503, &[], "{\"detail\":1}")]).await;
    let Error::Api(error) = get(&client(&server)).await.unwrap_err() else {
        panic!()
    };
    assert_eq!(
        (error.status(), &error.body().unwrap()["detail"]),
        (503, &Value::from(1))
    );
    assert_eq!(server.received().len(), 3);
    let mut builder = builder(&server);
    builder.retry(RetryPolicy::none());
    assert!(get(&builder.build().unwrap()).await.is_err());
    assert_eq!(server.received().len(), 4);
}

#[tokio::test]
async fn retry_after_in_seconds_and_as_a_date() {
    let server = Server::script(vec![response(429, &[("retry-after", "1")], ""), ok()]).await;
    get(&client(&server)).await.unwrap();
    let received = server.received();
    assert!(received[1].at - received[0].at >= Duration::from_millis(990));

    let server = Server::start(|_, before| {
        // A date has no fractions of a second.
        let date = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(2));
        if before == 0 {
            response(503, &[("retry-after", &date)], "")
        } else {
            ok()
        }
    });
    let server = server.await;
    get(&client(&server)).await.unwrap();
    let received = server.received();
    assert!(received[1].at - received[0].at >= Duration::from_millis(900));
}

#[tokio::test]
async fn a_long_retry_after_is_left_to_the_caller() {
    let server = Server::script(vec![response(429, &[("retry-after", "61")], "")]).await;
    let Error::Api(error) = get(&client(&server)).await.unwrap_err() else {
        panic!()
    };
    assert_eq!(error.retry_after(), Some(Duration::from_secs(61)));
    // More seconds than any number holds.
    for long in ["18446744073709551615", "99999999999999999999999999"] {
        let server = Server::script(vec![response(503, &[("retry-after", long)], ""), ok()]).await;
        let Error::Api(error) = get(&client(&server)).await.unwrap_err() else {
            panic!()
        };
        assert_eq!(error.retry_after(), Some(Duration::from_secs(u64::MAX)));
    }
    // Within the cap, but not within the time of the call.
    let server = Server::script(vec![response(429, &[("retry-after", "30")], "")]).await;
    let call = get(&client(&server)).timeout(Duration::from_secs(10));
    assert_eq!(call.await.unwrap_err().status(), Some(429));
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn a_post_is_not_repeated() {
    let reset = vec![Step::Reset];
    for first in [
        reset,
        response(503, &[], ""),
        response(502, &[], ""),
        response(504, &[], ""),
    ] {
        let server = Server::script(vec![first, ok()]).await;
        post(&client(&server)).await.unwrap_err();
        assert_eq!(server.received().len(), 1);
    }
}

#[tokio::test]
async fn a_post_is_repeated_where_that_does_no_harm() {
    // Refused without being looked at.
    let refused = [
        response(429, &[], ""),
        response(429, &[("retry-after", "0")], ""),
        response(503, &[("retry-after", "0")], ""),
    ];
    for first in refused {
        let server = Server::script(vec![first, ok()]).await;
        post(&client(&server)).await.unwrap();
        let received = server.received();
        assert_eq!((received.len(), &received[0].body), (2, &received[1].body));
    }
    // With a key by which the server knows it again.
    let server = Server::script(vec![vec![Step::Reset], response(502, &[], ""), ok()]).await;
    post(&client(&server))
        .header("Idempotency-Key", "k1")
        .await
        .unwrap();
    let keys: Vec<_> = server
        .received()
        .iter()
        .map(|r| r.header("idempotency-key").map(String::from))
        .collect();
    assert_eq!(keys, vec![Some("k1".to_owned()); 3]);
    // Because the description says so.
    const UPSERT: Operation = Operation::new("upsert", "POST", "/pets").idempotent();
    let server = Server::script(vec![vec![Step::Reset], ok()]).await;
    crate::Call::<Value, Value>::new(client(&server).operation(&UPSERT))
        .await
        .unwrap();
}

#[tokio::test]
async fn bodies_have_a_limit_that_counts_what_they_unpack_to() {
    let big = format!("\"{}\"", "0".repeat(100_000));
    let server = Server::script(vec![response(200, &[], &big)]).await;
    let mut limited = builder(&server);
    limited.max_body(50_000);
    let error = get(&limited.build().unwrap()).await.unwrap_err();
    let Error::Decode(decode) = &error else {
        panic!("{error:?}")
    };
    assert_eq!(decode.status(), 200);
    assert!(
        error
            .to_string()
            .contains("larger than the limit of 50000 bytes"),
        "{error}"
    );

    let packed = gzip(big.as_bytes());
    assert!(packed.len() < 1000);
    let mut zipped = vec![Step::Write(
        head(200, &[("content-encoding", "gzip")], packed.len()).into_bytes(),
    )];
    zipped.push(Step::Write(packed));
    let server = Server::script(vec![zipped]).await;
    assert_eq!(
        get(&client(&server)).await.unwrap().as_str().unwrap().len(),
        100_000
    );
    let mut limited = builder(&server);
    limited.max_body(50_000);
    assert!(matches!(
        get(&limited.build().unwrap()).await,
        Err(Error::Decode(_))
    ));
}

#[tokio::test]
async fn what_is_not_http_is_said_to_be_so() {
    let server = Server::script(vec![vec![write("\x16\x03\x01 this is not http\r\n\r\n")]]).await;
    let Error::Transport(error) = get(&client(&server)).await.unwrap_err() else {
        panic!()
    };
    assert_eq!(error.kind(), TransportErrorKind::Protocol);
    assert_eq!(server.received().len(), 1);
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}
