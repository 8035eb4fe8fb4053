//! Tokens of the client credentials grant.

use std::time::Duration;

use super::{
    builder,
    server::{Received, Server, Step, ok, response},
};
use crate::{Call, Client, ClientBuilder, Error, TokenOptions, Value, private::Operation};

const READ: Operation =
    Operation::new("read", "GET", "/api").security(&[&[("oauth", &["read", "write"])]]);
const WRITE: Operation =
    Operation::new("write", "POST", "/api").security(&[&[("oauth", &["write"])]]);
const TOKEN: &str = r#"{"access_token":"t1","token_type":"bearer","expires_in":3600}"#;

/// A server with a token endpoint that does as told, and an API that takes every token.
async fn serve(token: impl Fn(&Received, usize) -> Vec<Step> + Send + Sync + 'static) -> Server {
    Server::start(move |request, before| match request.target.as_str() {
        "/token/" => token(request, before),
        _ => ok(),
    })
    .await
}

fn with_oauth(server: &Server) -> ClientBuilder {
    let mut builder = builder(server);
    let url = format!("{}/token/", server.url());
    builder.client_credentials("oauth", &url, "we+ird:id/x", "p%ss:w&rd=+ q\"".into());
    builder
}

fn client(server: &Server) -> Client {
    with_oauth(server).build().unwrap()
}

async fn call(client: &Client, operation: &'static Operation) -> Result<Value, Error<Value>> {
    Call::new(client.operation(operation)).await
}

fn tokens(server: &Server) -> usize {
    server
        .targets()
        .iter()
        .filter(|target| *target == "/token/")
        .count()
}

#[tokio::test]
async fn the_token_request_is_as_the_standard_says() {
    let server = serve(|_, _| response(200, &[], TOKEN)).await;
    call(&client(&server), &READ).await.unwrap();
    let received = server.received();
    assert_eq!(received[0].method, "POST");
    assert_eq!(
        received[0].body,
        "grant_type=client_credentials&scope=read+write"
    );
    assert_eq!(
        received[0].header("content-type"),
        Some("application/x-www-form-urlencoded")
    );
    // we%2Bird%3Aid%2Fx:p%25ss%3Aw%26rd%3D%2B+q%22
    assert_eq!(
        received[0].header("authorization"),
        Some("Basic d2UlMkJpcmQlM0FpZCUyRng6cCUyNXNzJTNBdyUyNnJkJTNEJTJCK3ElMjI=")
    );
    assert_eq!(received[1].header("authorization"), Some("Bearer t1"));
}

#[tokio::test]
async fn the_token_request_can_be_made_otherwise() {
    let server = serve(|_, _| response(200, &[], TOKEN)).await;
    let mut builder = with_oauth(&server);
    builder.client_credentials("oauth", "https://nowhere.example/", "id", "a&b".into());
    let options = TokenOptions::new().url("/token/").client_auth_in_body();
    builder.token_options(
        options
            .parameter("audience", "pets")
            .parameter("scope", "all"),
    );
    call(&builder.build().unwrap(), &READ).await.unwrap();
    let received = &server.received()[0];
    assert_eq!(received.header("authorization"), None);
    assert_eq!(
        received.body,
        "grant_type=client_credentials&audience=pets&scope=all&client_id=id&client_secret=a%26b"
    );
}

#[tokio::test]
async fn a_token_is_kept_for_its_scopes() {
    let server = serve(|_, _| response(200, &[], TOKEN)).await;
    let client = client(&server);
    for operation in [&READ, &READ, &WRITE, &WRITE, &READ] {
        call(&client.clone(), operation).await.unwrap();
    }
    assert_eq!(tokens(&server), 2);
}

#[tokio::test]
async fn a_token_is_given_up_shortly_before_it_expires() {
    let server = serve(|_, before| {
        let lifetime = if before == 0 { "\"2\"" } else { "3600" };
        response(
            200,
            &[],
            &format!(r#"{{"access_token":"t{before}","expires_in":{lifetime}}}"#),
        )
    });
    let server = server.await;
    let client = client(&server);
    call(&client, &READ).await.unwrap();
    call(&client, &READ).await.unwrap();
    assert_eq!(tokens(&server), 1);
    tokio::time::sleep(Duration::from_millis(1900)).await;
    call(&client, &READ).await.unwrap();
    assert_eq!(tokens(&server), 2);
    assert_eq!(
        server.received().pop().unwrap().header("authorization"),
        Some("Bearer t3")
    );
}

#[tokio::test]
async fn concurrent_calls_share_a_token_request() {
    let server = serve(|_, _| {
        let mut steps = vec![Step::Wait(Duration::from_millis(50))];
        steps.extend(response(200, &[], TOKEN));
        steps
    });
    let server = server.await;
    let client = client(&server);
    let calls: Vec<_> = (0..20)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { call(&client, &READ).await.unwrap() })
        })
        .collect();
    for call in calls {
        call.await.unwrap();
    }
    assert_eq!((tokens(&server), server.received().len()), (1, 21));
}

#[tokio::test]
async fn concurrent_calls_share_a_refusal() {
    let server = serve(|_, _| {
        let mut steps = vec![Step::Wait(Duration::from_millis(50))];
        steps.extend(response(400, &[], r#"{"error":"invalid_scope"}"#));
        steps
    });
    let server = server.await;
    let client = client(&server);
    let calls: Vec<_> = (0..5)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { call(&client, &READ).await.unwrap_err().to_string() })
        })
        .collect();
    for call in calls {
        assert!(call.await.unwrap().contains("invalid_scope"));
    }
    assert_eq!(server.received().len(), 1);
    // But the next call asks again.
    call(&client, &READ).await.unwrap_err();
    assert_eq!(server.received().len(), 2);
}

#[tokio::test]
async fn a_refused_token_is_replaced_once() {
    let server = Server::start(|request, before| {
        let current = "Bearer t2";
        match (request.target.as_str(), request.header("authorization")) {
            ("/token/", _) => response(200, &[], &format!(r#"{{"access_token":"t{before}"}}"#)),
            (_, Some(authorization)) if authorization == current => ok(),
            _ => response(401, &[], "{}"),
        }
    });
    let server = server.await;
    let client = client(&server);
    // t0 is refused, t2 is taken, also for what must not be repeated otherwise.
    call(&client, &WRITE).await.unwrap();
    call(&client, &WRITE).await.unwrap();
    assert_eq!(
        server.targets(),
        ["/token/", "/api", "/token/", "/api", "/api"]
    );

    let server = Server::start(|request, _| match request.target.as_str() {
        "/token/" => response(200, &[], TOKEN),
        _ => response(401, &[], "{}"),
    });
    let server = server.await;
    let error = call(&self::client(&server), &READ).await.unwrap_err();
    assert_eq!(error.status(), Some(401));
    assert_eq!(server.targets(), ["/token/", "/api", "/token/", "/api"]);
}

#[tokio::test]
async fn the_error_of_the_token_server_is_reported_as_such() {
    let server = serve(|_, _| {
        let body = r#"{"error":"invalid_client","error_description":"bad p%ss:w&rd=+ q\""}"#;
        response(401, &[], body)
    });
    let server = server.await;
    let error = call(&client(&server), &READ).await.unwrap_err();
    let Error::Auth(auth) = &error else {
        panic!("{error:?}")
    };
    assert_eq!(
        (auth.status(), auth.error()),
        (Some(401), Some("invalid_client"))
    );
    // The server has quoted the secret.
    assert_eq!(auth.error_description(), Some("bad ***"));
    assert_eq!(
        error.to_string(),
        "`read`: no token for `oauth`: the token server responded with 401: invalid_client: bad ***"
    );
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn responses_without_a_token() {
    for body in [
        "",
        "<html>",
        "{}",
        r#"{"access_token":"x","token_type":"mac"}"#,
    ] {
        let server = serve(move |_, _| response(200, &[], body)).await;
        let error = call(&client(&server), &READ).await.unwrap_err();
        assert!(matches!(error, Error::Auth(_)), "{error:?}");
        assert_eq!(server.received().len(), 1);
    }
}

#[tokio::test]
async fn a_token_request_is_repeated_but_never_redirected() {
    let server = serve(|_, before| match before {
        0 => response(503, &[], ""),
        1 => vec![Step::Reset],
        _ => response(200, &[], TOKEN),
    });
    let server = server.await;
    call(&client(&server), &READ).await.unwrap();
    assert_eq!(tokens(&server), 3);

    let server = serve(|_, _| response(307, &[("location", "/elsewhere")], "")).await;
    let error = call(&client(&server), &READ).await.unwrap_err();
    let Error::Auth(error) = error else { panic!() };
    assert_eq!((error.status(), server.received().len()), (Some(307), 1));
}

#[tokio::test]
async fn a_token_server_that_is_away() {
    let server = serve(|_, _| vec![Step::Wait(Duration::from_secs(20))]).await;
    let mut builder = with_oauth(&server);
    builder.read_timeout(Duration::from_millis(50));
    let error = call(&builder.build().unwrap(), &READ).await.unwrap_err();
    assert!(matches!(error, Error::Auth(_)), "{error:?}");
    assert_eq!(
        error.to_string(),
        "`read`: no token for `oauth`: `token request`: the server sent nothing within 50ms"
    );
}
