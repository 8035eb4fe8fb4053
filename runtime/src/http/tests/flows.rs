//! Flows of OAuth2 against a small authorization server.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
    time::{Duration, SystemTime},
};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use super::{
    builder,
    server::{Received, Server, Step, ok, response},
};
use crate::{
    AuthError, BoxFuture, Call, Client, ClientBuilder, Error, HttpRequest, HttpResponse, OAuth2,
    Secret, TokenOptions, Tokens, Transport, TransportError, Value, private::Operation,
};

const READ: Operation =
    Operation::new("read", "GET", "/api").security(&[&[("oauth", &["read", "write"])]]);

/// An API that takes the bearer token `good`, and an authorization server beside it.
async fn serve(token: impl Fn(&Received, usize) -> Vec<Step> + Send + Sync + 'static) -> Server {
    Server::start(move |request, before| match request.target.as_str() {
        "/token" => token(request, before),
        _ if request.header("authorization") == Some("Bearer good") => ok(),
        _ => response(401, &[], "{}"),
    })
    .await
}

/// As a description declares it, relative to its server.
fn declared(builder: &ClientBuilder) -> OAuth2 {
    let oauth = builder.oauth2("human", "my app");
    let oauth = oauth.authorization_url("/authorize").token_url("/token");
    oauth.device_authorization_url("/device")
}

fn form(text: &str) -> BTreeMap<String, String> {
    let pairs = text.split('&').filter_map(|pair| pair.split_once('='));
    let text = |text| crate::http::escape::unescape_form(text);
    pairs
        .map(|(name, value)| (text(name), text(value)))
        .collect()
}

fn forms(server: &Server) -> Vec<BTreeMap<String, String>> {
    let all = server.received().into_iter();
    let asked = all.filter(|request| request.target == "/token");
    asked.map(|request| form(&request.body)).collect()
}

async fn call(client: &Client) -> Result<Value, Error<Value>> {
    Call::new(client.operation(&READ)).await
}

/// Tokens that ended an hour ago.
fn ended(refresh_token: &str) -> Tokens {
    let mut tokens = Tokens::from_refresh_token(refresh_token);
    tokens.access_token = "old".into();
    tokens.expires_at = SystemTime::now().checked_sub(Duration::from_secs(3600));
    tokens
}

const GOOD: &str = r#"{"access_token":"good","token_type":"Bearer","expires_in":3600,
    "refresh_token":"refresh-2","scope":"read","id_token":"who"}"#;

#[tokio::test]
async fn a_login_leads_from_the_url_to_the_code_to_tokens() {
    let server = serve(|_, _| response(200, &[], GOOD)).await;
    let oauth = declared(&builder(&server));
    let login = oauth
        .login("http://127.0.0.1:1/back", &["read", "write"])
        .unwrap();
    let login = login.parameter("prompt", "none & nothing");
    let (place, query) = login.url().split_once('?').unwrap();
    assert_eq!(place, format!("{}/authorize", server.url()));
    let asked = form(query);
    let digest = ring::digest::digest(&ring::digest::SHA256, login.verifier().expose().as_bytes());
    let challenge = URL_SAFE_NO_PAD.encode(digest);
    for (name, value) in [
        ("response_type", "code"),
        ("client_id", "my app"),
        ("redirect_uri", "http://127.0.0.1:1/back"),
        ("scope", "read write"),
        ("state", login.state()),
        ("code_challenge", &challenge),
        ("code_challenge_method", "S256"),
        ("prompt", "none & nothing"),
    ] {
        assert_eq!(asked[name], value);
    }

    let back = format!(
        "http://127.0.0.1:1/back?code=a%2Bb&state={}#_",
        login.state()
    );
    let tokens = login.finish(&back).await.unwrap();
    assert_eq!(tokens.access_token.expose(), "good");
    assert_eq!(tokens.id_token.unwrap().expose(), "who");
    let exchanged = &forms(&server)[0];
    for (name, value) in [
        ("grant_type", "authorization_code"),
        ("code", "a+b"),
        ("redirect_uri", "http://127.0.0.1:1/back"),
        ("client_id", "my app"),
        ("code_verifier", login.verifier().expose()),
    ] {
        assert_eq!(exchanged[name], value);
    }
}

#[tokio::test]
async fn two_logins_have_nothing_in_common() {
    let oauth = OAuth2::new("me").authorization_url("https://login.example/a?tenant=7");
    let logins = [
        oauth.login("x:/", &[]).unwrap(),
        oauth.login("x:/", &[]).unwrap(),
    ];
    assert_ne!(logins[0].state(), logins[1].state());
    assert_ne!(logins[0].verifier(), logins[1].verifier());
    assert_ne!(logins[0].state(), logins[0].verifier().expose());
    assert!(
        logins[0]
            .url()
            .starts_with("https://login.example/a?tenant=7&response_type=code&")
    );
    assert!(!form(logins[0].url()).contains_key("scope"));
}

#[tokio::test]
async fn what_the_browser_brings_back_is_looked_at_before_anything_is_sent() {
    let server = serve(|_, _| response(200, &[], GOOD)).await;
    let login = declared(&builder(&server)).login("x:/", &[]).unwrap();
    let state = login.state();
    for (came_back, what) in [
        ("x:/?code=1&state=other".to_owned(), "with another `state`"),
        ("x:/?code=1".to_owned(), "with another `state`"),
        (String::new(), "with another `state`"),
        (format!("x:/?state={state}"), "without a `code`"),
    ] {
        let error = login.finish(&came_back).await.unwrap_err();
        assert!(error.to_string().contains(what), "{error}");
    }
    let denied = format!("error=access_denied&error_description=not%0Atoday&state={state}");
    let error = login.finish(&denied).await.unwrap_err();
    assert_eq!(error.error(), Some("access_denied"));
    assert_eq!(
        (error.status(), error.error_description()),
        (None, Some("nottoday"))
    );
    assert_eq!(
        error.to_string(),
        "no token for `human`: access_denied: nottoday"
    );
    assert_eq!(server.received().len(), 0);
}

#[tokio::test]
async fn a_confidential_client_proves_itself_and_no_error_shows_how() {
    let server = serve(|request, _| {
        let all = format!("{} s3cret", request.body.replace('"', ""));
        let body = serde_json::json!({"error": "invalid_grant", "error_description": all});
        response(400, &[], &body.to_string())
    });
    let server = server.await;
    let oauth = declared(&builder(&server)).client_secret("s3cret");
    let login = oauth.login("x:/", &[]).unwrap();
    let back = format!("?code=c0de&state={}", login.state());
    let error = login.finish(&back).await.unwrap_err();
    assert_eq!(
        (error.status(), error.error()),
        (Some(400), Some("invalid_grant"))
    );
    let authorization = server.received()[0]
        .header("authorization")
        .unwrap()
        .to_owned();
    assert_eq!(authorization, "Basic bXkrYXBwOnMzY3JldA==");
    // A code is sent once, whatever comes of it.
    assert_eq!(server.received().len(), 1);
    let tokens = Tokens::from_json(GOOD).unwrap();
    let provider = oauth.provider(tokens.clone());
    let shown = format!("{error} {error:?} {oauth:?} {login:?} {provider:?} {tokens:?}");
    for secret in [
        "s3cret",
        "c0de",
        "refresh-2",
        "good",
        login.verifier().expose(),
    ] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
}

#[tokio::test]
async fn concurrent_calls_refresh_once_and_the_new_refresh_token_is_stored() {
    let server = serve(|request, _| {
        let number = form(&request.body)["refresh_token"].replace("refresh-", "");
        let next = number.parse::<usize>().unwrap() + 1;
        let token = if next == 2 { "short" } else { "good" };
        let body = format!(r#"{{"access_token":"{token}","refresh_token":"refresh-{next}"}}"#);
        let mut steps = vec![Step::Wait(Duration::from_millis(50))];
        steps.extend(response(200, &[], &body));
        steps
    });
    let server = server.await;
    let mut builder = builder(&server);
    let stored: Arc<Mutex<Vec<Tokens>>> = Arc::default();
    let keep = Arc::clone(&stored);
    let tokens = declared(&builder).provider(ended("refresh-1"));
    builder.token_provider(tokens.on_renewal(move |tokens| {
        let keep = Arc::clone(&keep);
        async move {
            keep.lock().unwrap().push(tokens);
            Ok::<_, AuthError>(())
        }
    }));
    let client = builder.build().unwrap();
    let calls: Vec<_> = (0..20)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { call(&client).await.unwrap() })
        })
        .collect();
    for call in calls {
        call.await.unwrap();
    }
    // `short` was refused with 401, so that the second refresh token was needed, too.
    let used: Vec<_> = forms(&server)
        .iter()
        .map(|form| form["refresh_token"].clone())
        .collect();
    assert_eq!(used, ["refresh-1", "refresh-2"]);
    let stored = stored.lock().unwrap();
    let stored: Vec<_> = stored
        .iter()
        .map(|tokens| tokens.refresh_token.clone())
        .collect();
    assert_eq!(
        stored,
        [
            Some(Secret::from("refresh-2")),
            Some(Secret::from("refresh-3"))
        ]
    );
}

#[tokio::test]
async fn a_call_that_is_given_up_loses_no_tokens() {
    let server = serve(|_, before| {
        assert_eq!(before, 0, "the refresh token is used up");
        let mut steps = vec![Step::Wait(Duration::from_millis(100))];
        steps.extend(response(200, &[], GOOD));
        steps
    });
    let server = server.await;
    let mut builder = builder(&server);
    builder.token_provider(declared(&builder).provider(ended("refresh-1")));
    let client = builder.build().unwrap();
    let mut given_up = Box::pin(call(&client));
    tokio::select! {
        _ = given_up.as_mut() => panic!("the token server was faster"),
        () = async { while server.received().is_empty() { tokio::task::yield_now().await } } => {}
    }
    drop(given_up);
    call(&client).await.unwrap();
    assert_eq!(forms(&server).len(), 1);
}

#[tokio::test]
async fn tokens_that_were_not_stored_are_stored_by_the_next_call() {
    let server = serve(|_, _| response(200, &[], GOOD)).await;
    let mut builder = builder(&server);
    let tries: Arc<Mutex<usize>> = Arc::default();
    let count = Arc::clone(&tries);
    let tokens = declared(&builder).provider(ended("refresh-1"));
    builder.token_provider(tokens.on_renewal(move |_| {
        let mut tries = count.lock().unwrap();
        *tries += 1;
        std::future::ready(if *tries == 1 {
            Err("the disk is full")
        } else {
            Ok(())
        })
    }));
    let client = builder.build().unwrap();
    let error = call(&client).await.unwrap_err();
    let what = "`read`: no token for `human`: the new tokens could not be stored: the disk is full";
    assert_eq!(error.to_string(), what);
    call(&client).await.unwrap();
    assert_eq!((forms(&server).len(), *tries.lock().unwrap()), (1, 2));
}

#[tokio::test]
async fn a_refresh_token_that_is_refused_is_an_error_with_its_code() {
    let server = serve(|_, _| response(400, &[], r#"{"error":"invalid_grant"}"#)).await;
    let mut builder = builder(&server);
    let oauth = declared(&builder)
        .refresh_url("/elsewhere")
        .token_url("/nowhere");
    let oauth = oauth.options(
        TokenOptions::new()
            .url("/token")
            .parameter("audience", "pets"),
    );
    builder.token_provider(oauth.provider(Tokens::from_refresh_token("refresh-1")));
    let error = call(&builder.build().unwrap()).await.unwrap_err();
    let Error::Auth(error) = error else {
        panic!("{error:?}")
    };
    assert_eq!(
        (error.status(), error.error()),
        (Some(400), Some("invalid_grant"))
    );
    assert_eq!(forms(&server)[0]["audience"], "pets");

    let server = serve(|_, _| response(200, &[], GOOD)).await;
    let oauth = declared(&super::builder(&server))
        .token_url("/nowhere")
        .refresh_url("/token");
    let tokens = oauth.refresh(&"refresh-1".into()).await.unwrap();
    assert_eq!(tokens.refresh_token, Some("refresh-2".into()));
}

#[tokio::test]
async fn stored_tokens_are_the_same_tokens() {
    let tokens = Tokens::from_json(
        r#"{"access_token":"a","refresh_token":"r","expires_at":1900000000,"scope":"read"}"#,
    );
    let tokens = tokens.unwrap();
    let stored = tokens.to_json();
    assert_eq!(Tokens::from_json(stored.expose()).unwrap(), tokens);
    assert_eq!(
        tokens.expires_at,
        Some(SystemTime::UNIX_EPOCH + Duration::from_secs(1_900_000_000))
    );
    assert!(Tokens::from_json("[]").is_err());
}

/// Writes down how long is waited, and does not wait.
struct Hurried {
    inner: Arc<dyn Transport>,
    waited: Arc<Mutex<Vec<u64>>>,
}

impl Transport for Hurried {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        self.inner.send(request)
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        // Time limits are longer.
        if duration >= Duration::from_secs(30) {
            return self.inner.sleep(duration);
        }
        self.waited.lock().unwrap().push(duration.as_secs());
        Box::pin(std::future::ready(()))
    }
}

/// What the token server says one after the other, what comes of it, and how long was waited.
async fn device(
    begin: &'static str,
    script: &'static [(u16, &'static str)],
) -> (Server, Result<Tokens, AuthError>, Vec<u64>) {
    let server = Server::start(move |request, before| match &*request.target {
        "/device" => response(200, &[], begin),
        _ => match script[before - 1] {
            (0, _) => vec![Step::Reset],
            (status, body) => response(status, &[], body),
        },
    });
    let server = server.await;
    let waited: Arc<Mutex<Vec<u64>>> = Arc::default();
    let mut builder = builder(&server);
    let keep = Arc::clone(&waited);
    builder.wrap_transport(move |inner| Hurried {
        inner,
        waited: Arc::clone(&keep),
    });
    let login = declared(&builder).device_login(&["read"]).await.unwrap();
    assert_eq!(login.user_code(), "AB-CD");
    assert_eq!(login.verification_uri(), "https://go.example");
    assert!(!format!("{login:?}").contains("dev1ce"));
    let outcome = login.finish().await;
    let waited = waited.lock().unwrap().clone();
    (server, outcome, waited)
}

const BEGIN: &str = r#"{"device_code":"dev1ce","user_code":"AB-CD",
    "verification_uri":"https://go.example","expires_in":900,"interval":2}"#;
const PENDING: (u16, &str) = (400, r#"{"error":"authorization_pending"}"#);
const SLOWER: (u16, &str) = (400, r#"{"error":"slow_down"}"#);

#[tokio::test]
async fn a_device_asks_until_the_user_has_decided() {
    let script = &[PENDING, (0, ""), SLOWER, PENDING, (200, GOOD)];
    let (server, outcome, waited) = device(BEGIN, script).await;
    assert_eq!(outcome.unwrap().access_token.expose(), "good");
    assert_eq!(waited, [2, 2, 4, 9, 9]);
    let begun = form(&server.received()[0].body);
    assert_eq!((&*begun["client_id"], &*begun["scope"]), ("my app", "read"));
    let asked = &forms(&server)[0];
    assert_eq!(
        asked["grant_type"],
        "urn:ietf:params:oauth:grant-type:device_code"
    );
    assert_eq!(
        (&*asked["device_code"], &*asked["client_id"]),
        ("dev1ce", "my app")
    );
}

#[tokio::test]
async fn a_device_gives_up_when_it_is_told_or_the_time_is_up() {
    let (_, outcome, _) = device(BEGIN, &[PENDING, (400, r#"{"error":"access_denied"}"#)]).await;
    assert_eq!(outcome.unwrap_err().error(), Some("access_denied"));
    let (_, outcome, _) = device(BEGIN, &[(400, r#"{"error":"expired_token"}"#)]).await;
    assert_eq!(outcome.unwrap_err().error(), Some("expired_token"));
    // With status 200, as some servers do.
    let (_, outcome, _) = device(BEGIN, &[(200, r#"{"error":"incorrect_device_code"}"#)]).await;
    assert_eq!(outcome.unwrap_err().error(), Some("incorrect_device_code"));

    let over = r#"{"device_code":"dev1ce","user_code":"AB-CD","expires_in":0,
        "verification_url":"https://go.example"}"#;
    let (_, outcome, waited) = device(over, &[PENDING]).await;
    assert_eq!(outcome.unwrap_err().error(), Some("expired_token"));
    assert_eq!(waited, [5]);
}

#[tokio::test]
async fn passwords_and_client_credentials_without_a_user() {
    let server = serve(|request, _| match &*form(&request.body)["grant_type"] {
        "refresh_token" => response(400, &[], r#"{"error":"invalid_grant"}"#),
        _ => response(200, &[], GOOD),
    });
    let server = server.await;
    // As FastAPI declares it, relative to a server with a path.
    let mut builder = ClientBuilder::new("/v1");
    builder.base_url(server.url());
    builder.password_grant("oauth", "../token", "me", "pässword".into());
    call_at(&builder, "/v1/api", &server).await;
    builder.token_options(TokenOptions::new().client("id", ""));
    call_at(&builder, "/v1/api", &server).await;
    let mut builder = super::builder(&server);
    let oauth = declared(&builder);
    builder.token_provider(oauth.password_provider("me", "pw", &["read"]));
    call(&builder.build().unwrap()).await.unwrap();
    let tokens = oauth
        .client_secret("s")
        .client_credentials(&["a", "b"])
        .await
        .unwrap();
    assert_eq!(tokens.scope.as_deref(), Some("read"));
    let bodies: Vec<_> = server
        .received()
        .into_iter()
        .map(|request| request.body)
        .collect();
    let bodies: Vec<_> = bodies.into_iter().filter(|body| !body.is_empty()).collect();
    let first = "grant_type=password&username=me&password=p%C3%A4ssword&scope=read+write";
    assert_eq!(
        bodies,
        [
            first,
            &format!("{first}&client_id=id"),
            "grant_type=password&username=me&password=pw&scope=read&client_id=my+app",
            "grant_type=client_credentials&scope=a+b",
        ]
    );
}

async fn call_at(builder: &ClientBuilder, path: &str, server: &Server) {
    call(&builder.clone().build().unwrap()).await.unwrap();
    assert_eq!(server.targets().last().unwrap(), path);
}

#[tokio::test]
async fn the_password_counts_again_when_the_refresh_token_has_ended() {
    let server = serve(
        |request, before| match &*form(&request.body)["grant_type"] {
            "refresh_token" => response(400, &[], r#"{"error":"invalid_grant"}"#),
            _ if before == 0 => response(200, &[], &GOOD.replace("good", "refused")),
            _ => response(200, &[], GOOD),
        },
    );
    let server = server.await;
    let mut builder = builder(&server);
    builder.token_provider(declared(&builder).password_provider("me", "pw", &[]));
    call(&builder.build().unwrap()).await.unwrap();
    let grants: Vec<_> = forms(&server)
        .iter()
        .map(|form| form["grant_type"].clone())
        .collect();
    assert_eq!(grants, ["password", "refresh_token", "password"]);
}

/// A server that describes itself, and what it says its issuer is.
async fn described(issuer: &'static str) -> Server {
    Server::start(move |request, _| {
        let host = format!("http://{}", request.header("host").unwrap());
        let metadata = serde_json::json!({
            "issuer": issuer.replace("HOST", &host),
            "authorization_endpoint": format!("{host}/a"),
            "token_endpoint": format!("{host}/token"),
            "device_authorization_endpoint": format!("{host}/d"),
        });
        match &*request.target {
            "/t/.well-known/openid-configuration" => response(200, &[], &metadata.to_string()),
            "/token" => response(200, &[], GOOD),
            _ => response(404, &[], "<html>"),
        }
    })
    .await
}

#[tokio::test]
async fn a_server_that_describes_itself_is_asked_for_its_urls() {
    let server = described("HOST/t").await;
    let oauth = builder(&server).oauth2("oidc", "me").metadata_url("/t/");
    let error = oauth.login("x:/", &[]).unwrap_err().to_string();
    let what = "there is no authorization URL: call `.discover()` first";
    assert_eq!(error, format!("no token for `oidc`: {what}"));
    let oauth = oauth.discover().await.unwrap();
    let login = oauth.login("x:/", &[]).unwrap();
    assert!(
        login
            .url()
            .starts_with(&format!("{}/a?response_type", server.url()))
    );
    let back = format!("?code=1&state={}&iss=http://other.example", login.state());
    let error = login.finish(&back).await.unwrap_err();
    assert!(
        error
            .to_string()
            .ends_with("another issuer has sent the browser back")
    );
    oauth.client_credentials(&[]).await.unwrap();

    let server = described("http://other.example").await;
    let oauth = builder(&server).oauth2("oidc", "me");
    let error = oauth
        .clone()
        .metadata_url("/t")
        .discover()
        .await
        .unwrap_err();
    assert!(
        error
            .to_string()
            .ends_with("of another issuer, `http://other.example`"),
        "{error}"
    );
    let error = oauth.metadata_url("/u").discover().await.unwrap_err();
    assert!(
        error.to_string().ends_with("names no issuer (status 404)"),
        "{error}"
    );
}

#[tokio::test]
async fn what_is_missing_is_said() {
    let nothing = OAuth2::new("me");
    let error = nothing.login("x:/", &[]).unwrap_err().to_string();
    assert_eq!(
        error,
        "no token for `oauth2`: there is no authorization URL"
    );
    let relative = nothing.clone().token_url("/token");
    let error = relative.client_credentials(&[]).await.unwrap_err();
    assert!(
        error
            .to_string()
            .ends_with("the token URL `/token` has no host")
    );
    let error = nothing.discover().await.unwrap_err();
    assert!(error.to_string().ends_with("there is no metadata URL"));
    let nowhere = ClientBuilder::new("")
        .oauth2("human", "me")
        .token_url("https://x.example");
    let error = nowhere.client_credentials(&[]).await.unwrap_err();
    assert!(
        error
            .to_string()
            .contains("the description names no server"),
        "{error}"
    );
}
