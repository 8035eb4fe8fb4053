//! What is told of attempts, and what decides whether there is another one.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use super::{
    GET, builder, get, post,
    server::{Server, Step, head, ok, response},
};
use crate::{
    Attempt, BoxError, Call, ClientBuilder, Error, HttpRequest, HttpResponse, Interceptor,
    RetryBudget, RetryDecision, RetryPolicy, TransportError, TransportErrorKind, Value,
    private::Operation,
};

const CHARGE: Operation =
    Operation::new("charge", "POST", "/charges/all").idempotency_key("X-Idempotency-Key");

#[derive(Default)]
struct Log(Mutex<Vec<String>>);

impl Log {
    fn lines(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }
}

impl Interceptor for Log {
    fn before(&self, attempt: &Attempt, request: &mut HttpRequest) -> Result<(), BoxError> {
        let body = request.body().whole().map_or(0, |body| body.len());
        request.headers_mut().insert("x-body", body.into());
        let (name, number) = (attempt.operation(), attempt.number());
        let line = format!(
            "{name} {} {number} {}",
            attempt.path_template(),
            attempt.is_repeatable()
        );
        self.0.lock().unwrap().push(line);
        Ok(())
    }

    fn after(&self, _: &Attempt, outcome: Result<&HttpResponse, &TransportError>) {
        let line = match outcome {
            Ok(response) => response.status().as_str().to_owned(),
            Err(error) => format!("{:?}", error.kind()),
        };
        self.0.lock().unwrap().push(line);
    }

    fn broken(&self, attempt: &Attempt, error: &TransportError) {
        let line = format!("{} broke off: {:?}", attempt.number(), error.kind());
        self.0.lock().unwrap().push(line);
    }
}

fn policy() -> RetryPolicy {
    RetryPolicy::default()
        .delay(Duration::from_millis(1))
        .jitter(false)
}

/// Builders of a server that responds so, with the log of its attempts.
async fn logged(responses: Vec<Vec<Step>>) -> (Server, ClientBuilder, Arc<Log>) {
    let server = Server::script(responses).await;
    let log = Arc::new(Log::default());
    let mut builder = builder(&server);
    builder.intercept(Arc::clone(&log));
    (server, builder, log)
}

#[tokio::test]
async fn an_interceptor_sees_each_attempt_and_may_change_it() {
    let responses = vec![
        response(503, &[], ""),
        vec![Step::Reset],
        response(302, &[("location", "/other")], ""),
        ok(),
        response(429, &[], ""),
        ok(),
    ];
    let (server, mut builder, log) = logged(responses).await;
    builder.retry(policy().attempts(4));
    let client = builder.build().unwrap();
    get(&client).await.unwrap();
    post(&client).await.unwrap();
    assert_eq!(
        log.lines(),
        [
            "get_pet /pets 1 true",
            "503",
            "get_pet /pets 2 true",
            "Interrupted",
            "get_pet /pets 3 true",
            "302",
            "get_pet /pets 4 true",
            "200",
            "create_pet /pets 1 false",
            "429",
            "create_pet /pets 2 false",
            "200",
        ]
    );
    let received = server.received();
    assert_eq!(received.last().unwrap().header("x-body"), Some("7"));
}

#[tokio::test]
async fn an_interceptor_is_told_of_bodies_that_break_off() {
    let broken = vec![Step::Write(head(200, &[], 100).into_bytes()), Step::Reset];
    let (_server, mut builder, log) = logged(vec![broken, ok()]).await;
    builder.retry(policy());
    get(&builder.build().unwrap()).await.unwrap();
    let expected = [
        "get_pet /pets 1 true",
        "200",
        "1 broke off: Interrupted",
        "get_pet /pets 2 true",
        "200",
    ];
    assert_eq!(log.lines(), expected);
}

/// Sends nothing.
struct Refusing;

impl Interceptor for Refusing {
    fn before(&self, attempt: &Attempt, _: &mut HttpRequest) -> Result<(), BoxError> {
        Err(format!("no key for {}", attempt.operation()).into())
    }
}

#[tokio::test]
async fn an_interceptor_may_refuse_and_the_last_one_is_asked_first() {
    let (server, mut builder, log) = logged(vec![ok()]).await;
    builder.intercept(Refusing);
    let error = get(&builder.build().unwrap()).await.unwrap_err();
    let Error::Transport(error) = error else {
        panic!("{error:?}")
    };
    assert_eq!(error.kind(), TransportErrorKind::Request);
    let what = "`get_pet`: the request cannot be sent: no key for get_pet";
    assert_eq!(error.to_string(), what);
    assert!(log.lines().is_empty() && server.received().is_empty());
}

#[tokio::test]
async fn token_requests_and_new_tokens_are_attempts_too() {
    const READ: Operation = Operation::new("read", "GET", "/api").security(&[&[("oauth", &[])]]);
    let server = Server::start(|request, before| match (&*request.target, before) {
        ("/token", _) => response(200, &[], r#"{"access_token":"t"}"#),
        (_, 1) => response(401, &[], ""),
        _ => ok(),
    });
    let server = server.await;
    let log = Arc::new(Log::default());
    let mut builder = builder(&server);
    builder.intercept(Arc::clone(&log));
    builder.client_credentials("oauth", "/token", "id", "secret".into());
    let client = builder.build().unwrap();
    Call::<Value, Value>::new(client.operation(&READ))
        .await
        .unwrap();
    let lines = log.lines();
    let sent: Vec<_> = lines.iter().step_by(2).map(String::as_str).collect();
    let [token, read] = ["token request / 1 true", "read /api 1 true"];
    assert_eq!(sent, [token, read, token, "read /api 2 true"]);
}

#[tokio::test]
async fn a_classifier_decides_before_the_rules() {
    let limited = || response(403, &[], r#"{"message":"secondary rate limit"}"#);
    let (_, mut builder, log) = logged(vec![limited(), limited(), ok()]).await;
    builder.retry(policy().classify(|attempt, outcome| match outcome {
        Ok(response) if response.text().contains("rate limit") && attempt.number() < 3 => {
            RetryDecision::RetryAfter(Duration::from_millis(1))
        }
        _ => RetryDecision::AsUsual,
    }));
    post(&builder.build().unwrap()).await.unwrap();
    assert_eq!(log.lines().len(), 6);

    // Not beyond the number of attempts, nor against the longest time.
    for policy in [
        policy().attempts(2).classify(|_, _| RetryDecision::Retry),
        policy().classify(|attempt, _| match attempt.number() {
            1 => RetryDecision::Retry,
            _ => RetryDecision::RetryAfter(Duration::from_secs(61)),
        }),
        policy().classify(|attempt, _| match attempt.number() {
            1 => RetryDecision::AsUsual,
            _ => RetryDecision::Stop,
        }),
    ] {
        let (_, mut builder, log) = logged(vec![response(503, &[], "")]).await;
        builder.retry(policy);
        get(&builder.build().unwrap()).await.unwrap_err();
        assert_eq!(log.lines().len(), 4);
    }
}

#[tokio::test]
async fn a_classifier_sees_errors_of_the_transport_and_successes() {
    let (_, mut builder, log) = logged(vec![vec![Step::Reset], ok(), ok()]).await;
    builder.retry(
        policy().classify(|attempt, outcome| match (attempt.number(), outcome) {
            (1, Err(error)) if error.kind() == TransportErrorKind::Interrupted => {
                RetryDecision::Retry
            }
            (2, Ok(response)) if response.text().contains("ok") => RetryDecision::Retry,
            _ => RetryDecision::Stop,
        }),
    );
    post(&builder.build().unwrap()).await.unwrap();
    assert_eq!(log.lines().len(), 6);
}

#[tokio::test]
async fn a_budget_is_shared_and_fills_with_successes() {
    let server = Server::start(|request, _| match &*request.method {
        "GET" => response(503, &[], ""),
        _ => ok(),
    });
    let server = server.await;
    let budget = RetryBudget::new(3, 50);
    let client = || {
        let mut builder = builder(&server);
        builder.retry(policy().budget(budget.clone()));
        builder.build().unwrap()
    };
    let clients = [client(), client()];
    // Two retries, one, and none.
    for (client, received) in [(&clients[0], 3), (&clients[1], 5), (&clients[0], 6)] {
        get(client).await.unwrap_err();
        assert_eq!(server.received().len(), received);
    }
    assert_eq!(budget.left(), 0);
    post(&clients[0]).await.unwrap();
    post(&clients[1]).await.unwrap();
    assert_eq!(budget.left(), 1);
    for _ in 0..10 {
        post(&clients[1]).await.unwrap();
    }
    assert_eq!(budget.left(), 3);
}

#[tokio::test]
async fn a_declared_key_of_idempotency_is_filled_once_for_all_attempts() {
    let (server, builder, log) = logged(vec![vec![Step::Reset], ok()]).await;
    let client = builder.build().unwrap();
    let charge = || Call::<Value, Value>::new(client.operation(&CHARGE));
    charge().await.unwrap();
    charge().header("x-idempotency-key", "mine").await.unwrap();
    let keys = server.received().into_iter();
    let keys: Vec<_> = keys
        .map(|request| request.header("x-idempotency-key").unwrap().to_owned())
        .collect();
    let [first, second, mine] = &keys[..] else {
        panic!("{keys:?}")
    };
    assert_eq!((first, &**mine), (second, "mine"));
    assert_eq!(first.parse::<uuid::Uuid>().unwrap().get_version_num(), 4);
    assert_eq!(log.lines()[0], "charge /charges/all 1 true");

    charge().await.unwrap();
    let last = server.received().pop().unwrap();
    assert_ne!(last.header("x-idempotency-key"), Some(&**first));
    get(&client).await.unwrap();
    let last = server.received().pop().unwrap();
    assert_eq!(
        (last.header("x-idempotency-key"), GET.name()),
        (None, "get_pet")
    );
}
