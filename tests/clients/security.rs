//! Credentials: which are sent, and where they must never appear.

use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use generated::sendcloud_event_subscriptions as sendcloud_api;
use generated::smartcar_management::Client;
use runtime::Error;

use super::create_sendcloud::{CREATED, request};
use super::{ID, PASSWORD, TOKEN, USER, quick, sendcloud, smartcar, smartcar_builder};
use crate::server::{Fault, Reply, Server};

/// `public-key:password-0123456789` in base64.
const PAIR: &str = "cHVibGljLWtleTpwYXNzd29yZC0wMTIzNDU2Nzg5";

#[tokio::test]
async fn smartcar_gets_the_bearer_token() {
    let server = Server::script([Reply::json(404, "{}")]).await;
    let _ = smartcar(&server).subscriptions().get_subscription(ID).await;
    assert_eq!(
        server.only().header("authorization"),
        Some("Bearer token-0123456789")
    );
}

#[tokio::test]
async fn sendcloud_gets_user_and_password() {
    let server = Server::script([Reply::json(201, CREATED)]).await;
    sendcloud(&server)
        .subscriptions()
        .create_subscription(&request())
        .await
        .unwrap();
    let expected = format!("Basic {PAIR}");
    assert_eq!(
        server.only().header("authorization"),
        Some(expected.as_str())
    );
}

#[tokio::test]
async fn without_a_credential_nothing_is_sent() {
    let server = Server::script([]).await;
    let smartcar = Client::builder()
        .base_url(server.url("/v3"))
        .build()
        .unwrap();
    let error = smartcar
        .subscriptions()
        .get_subscription(ID)
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Auth(_)), "{error:?}");
    assert!(error.to_string().contains("`bearerAuth`"), "{error}");
    let sendcloud = sendcloud_api::Client::builder()
        .base_url(server.url(""))
        .build()
        .unwrap();
    let error = sendcloud
        .subscriptions()
        .create_subscription(&request())
        .await
        .unwrap_err();
    let wanted = "needed: `HTTPBasicAuth`, or `OAuth2ClientCreds`; call `.http_basic_auth(..)`, or \
                  `.oauth2_client_creds(..)` of the builder, or `.anonymous()` to send none";
    assert!(error.to_string().contains(wanted), "{error}");
    assert_eq!(server.received().len(), 0);
}

#[tokio::test]
async fn no_credential_is_sent_to_another_host_on_a_redirect() {
    for status in [301, 302, 303, 307, 308] {
        let elsewhere = Server::script([Reply::json(200, "{}")]).await;
        let reply = Reply::new(status).header("Location", &elsewhere.url("/stolen"));
        let server = Server::script([reply]).await;
        let error = smartcar(&server)
            .subscriptions()
            .get_subscription(ID)
            .await
            .unwrap_err();
        assert_eq!(error.status(), Some(status), "{error:?}");
        assert_eq!(elsewhere.received().len(), 0);
    }
}

#[tokio::test]
async fn a_redirect_within_the_server_is_followed_with_credentials() {
    let body = format!(r#"{{"data":{}}}"#, super::subscription(ID));
    let moved = Reply::new(307).header("Location", "/v4/here");
    let server = Server::script([moved, Reply::json(200, body)]).await;
    smartcar(&server)
        .subscriptions()
        .get_subscription(ID)
        .await
        .unwrap();
    let [_, second] = &server.received()[..] else {
        panic!()
    };
    assert_eq!(second.target, "/v4/here");
    assert_eq!(
        second.header("authorization"),
        Some("Bearer token-0123456789")
    );
}

#[tokio::test]
async fn debug_and_errors_show_no_credential() {
    let replies = [
        Reply::json(401, format!(r#"{{"errors":[], "echo":"{TOKEN}"}}"#)),
        Reply::new(500)
            .fault(Fault::Truncate)
            .text("text/plain", "half of it"),
    ];
    let server = Server::script(replies).await;
    let mut texts = Vec::new();
    let builder = smartcar_builder(&server).header("X-Api-Key", PASSWORD);
    texts.push(format!("{builder:?}"));
    let smartcar = builder.build().unwrap();
    texts.push(format!("{smartcar:?} {:?}", smartcar.subscriptions()));
    for _ in 0..2 {
        let call = smartcar
            .subscriptions()
            .get_subscription(ID)
            .header("X-Secret", PASSWORD);
        texts.push(format!("{call:?}"));
        let error = call.await.unwrap_err();
        texts.push(format!("{error} {error:?} {error:#?}"));
    }
    let basic = sendcloud_api::Client::builder().http_basic_auth(USER, PASSWORD);
    texts.push(format!("{basic:?}"));
    let oauth = sendcloud_api::Client::builder().oauth2_client_creds("client", PASSWORD);
    texts.push(format!("{oauth:?}"));
    let closed = Server::nowhere("");
    let refused = Client::builder()
        .base_url(closed)
        .bearer_auth(TOKEN)
        .retry(quick());
    let refused = refused
        .build()
        .unwrap()
        .subscriptions()
        .get_subscription(ID)
        .await;
    let error = refused.unwrap_err();
    texts.push(format!("{error} {error:?}"));
    for text in texts {
        assert_secret_free(&text);
    }
}

/// The subscriber belongs to the whole process and also sees what other tests log.
#[tokio::test]
async fn logs_show_no_credential() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || writer.clone())
        .finish();
    tracing::subscriber::set_global_default(subscriber).unwrap();
    let server = Server::script([
        Reply::new(503),
        Reply::json(404, "{}"),
        Reply::json(201, CREATED),
    ])
    .await;
    let _ = smartcar(&server).subscriptions().get_subscription(ID).await;
    sendcloud(&server)
        .subscriptions()
        .create_subscription(&request())
        .await
        .unwrap();
    let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(text.contains("get_subscription"), "{text}");
    assert!(text.contains("will try again"), "{text}");
    assert_secret_free(&text);
}

#[test]
fn a_credential_that_no_header_can_hold_is_refused_without_showing_it() {
    let hostile = format!("{TOKEN}\r\nX-Evil: 1");
    let error = Client::builder().bearer_auth(hostile).build().unwrap_err();
    assert_secret_free(&format!("{error} {error:?}"));
}

fn assert_secret_free(text: &str) {
    for secret in [TOKEN, PASSWORD, PAIR] {
        assert!(!text.contains(secret), "{text}");
    }
}

/// Where log lines go.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
