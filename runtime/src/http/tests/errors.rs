//! What errors say, and what can be asked of them.

use std::time::Duration;

use super::{
    GET, POST, builder, client,
    server::{Server, response, write},
};
use crate::{AnyError, Call, ClientBuilder, Error, RetryPolicy, Value, private::Operation};

const SECURE: Operation = Operation::new("secure", "POST", "/a").security(&[&[("key", &[])]]);
const SECRET: &str = "hunter2-hunter2";

/// The error of a response with this media type, more headers and body.
async fn error(media_type: &str, headers: &str, body: &str) -> Error<Value> {
    let length = body.len();
    let head = format!(
        "HTTP/1.1 422 X\r\nconnection: close\r\ncontent-type: {media_type}\r\n\
         content-length: {length}\r\n{headers}\r\n"
    );
    let server = Server::script(vec![vec![write(&head), write(body)]]).await;
    Call::<Value, Value>::new(client(&server).operation(&GET))
        .await
        .unwrap_err()
}

#[tokio::test]
async fn an_error_says_what_the_server_says() {
    let text = "`get_pet`: the server responded with 422 Unprocessable Entity";
    for (media_type, body, said) in [
        ("application/json", r#"{"message": "no"}"#, ": no"),
        (
            "application/json",
            r#"{"error": {"message": "no\n way"}}"#,
            ": no way",
        ),
        (
            "application/problem+json",
            r#"{"title": "Bad", "detail": "no"}"#,
            ": no",
        ),
        (
            "application/json",
            r#"{"errors": [{"detail": "no"}]}"#,
            ": no",
        ),
        ("application/json", r#"{"name": "rex"}"#, ""),
        ("text/plain", "upstream is away\n", ": upstream is away"),
        (
            "text/html",
            "<html><head><title>Bad\nGateway</title>",
            ": Bad Gateway",
        ),
        (
            "text/html",
            "<html><style>p {}</style><p>Bad <b>Gateway</b>",
            ": Bad Gateway",
        ),
        ("text/plain", "<nil>", ": <nil>"),
        (
            "application/xml",
            "<?xml version=\"1.0\"?>\n<Error><Code>NoSuchKey</Code>\n<Message>The key \
             &lt;a&gt; is not there</Message><RequestId>7</RequestId></Error>",
            ": The key <a> is not there",
        ),
        (
            "application/problem+xml; charset=utf-8",
            "<problem xmlns=\"urn:ietf:rfc:7807\"><title>no</title></problem>",
            ": no",
        ),
        (
            "text/xml",
            "<s:Envelope><s:Body><s:Fault><faultcode>s:Client</faultcode>\
             <faultstring>no</faultstring></s:Fault></s:Body></s:Envelope>",
            ": no",
        ),
        (
            "text/xml",
            "<Errors><Error id='1'>no</Error> <Error>way</Error></Errors>",
            ": no way",
        ),
        ("image/png", "\u{1}PNG", ""),
        ("application/json", "upstream is away", ": upstream is away"),
        ("application/json", "\"no\"", ": no"),
        ("application/json", "<html>", ""),
    ] {
        let error = error(media_type, "", body).await;
        assert_eq!(error.to_string(), format!("{text}{said}"), "{body}");
        let message = said.strip_prefix(": ").map(str::to_owned);
        assert_eq!(error.message(), message, "{body}");
    }
}

#[tokio::test]
async fn xml_says_its_code_in_its_own_encoding() {
    let xml = "<?xml version='1.0' encoding='ISO-8859-1'?><Error><Code>Gone</Code></Error>";
    let error = error("application/xml", "", xml).await;
    assert_eq!(error.code().as_deref(), Some("Gone"));
    assert!(error.text().ends_with("<Code>Gone</Code></Error>"));
}

#[tokio::test]
async fn long_texts_are_cut() {
    let error = error("text/plain", "", &"é".repeat(5000)).await;
    assert_eq!(error.message().unwrap().chars().count(), 301);
    assert_eq!(error.text().chars().count(), 5000);
}

#[tokio::test]
async fn errors_can_be_asked() {
    let body = r#"{"error": {"code": "E7", "message": "no", "field": "tag"}}"#;
    let headers = "retry-after: 3\r\nx-request-id: r-1\r\n";
    let error = error("application/json", headers, body).await;
    assert_eq!(error.code().as_deref(), Some("E7"));
    assert_eq!(error.text(), body);
    assert_eq!(error.json::<Value>().unwrap()["error"]["field"], "tag");
    assert_eq!(error.json::<Vec<u8>>(), None);
    assert_eq!(error.retry_after(), Some(Duration::from_secs(3)));
    assert_eq!(error.request_id(), Some("r-1"));
    assert!(!error.is_timeout() && !error.is_connect() && !error.is_auth() && !error.is_decode());
    let Error::Api(error) = error else { panic!() };
    assert_eq!(error.message().as_deref(), Some("no"));
    assert_eq!(error.json::<Value>().unwrap()["error"]["code"], "E7");
}

#[tokio::test]
async fn a_success_that_cannot_be_read_keeps_its_text() {
    let server = Server::script(vec![response(200, &[], r#"{"message": "no"}"#)]).await;
    let call = Call::<Vec<i64>, Value>::new(client(&server).operation(&GET));
    let error = call.await.unwrap_err();
    assert!(error.is_decode());
    assert_eq!(error.text(), r#"{"message": "no"}"#);
    assert_eq!((error.message(), error.code()), (None, None));
}

#[tokio::test]
async fn secrets_that_the_server_says_again_are_blanked() {
    type Setting = fn(&mut ClientBuilder);
    let settings: [(&'static Operation, Setting); 4] = [
        (&SECURE, |builder| {
            builder.api_key_query("key", "key", SECRET.into())
        }),
        (&SECURE, |builder| builder.basic("key", "me", SECRET.into())),
        (&GET, |builder| builder.bearer_auth(SECRET)),
        (&GET, |builder| builder.header("X-Internal", SECRET)),
    ];
    let body = format!(r#"{{"message": "{SECRET} is wrong", "code": "{SECRET}"}}"#);
    for (operation, setting) in settings {
        let server = Server::script(vec![response(403, &[], &body)]).await;
        let mut builder = builder(&server);
        setting(&mut builder);
        let client = builder.build().unwrap();
        let error = Call::<Value, Value>::new(client.operation(operation))
            .await
            .unwrap_err();
        assert!(error.is_auth());
        assert_eq!(error.message().as_deref(), Some("*** is wrong"));
        assert_eq!(error.code().as_deref(), Some("***"));
        assert!(!error.to_string().contains(SECRET), "{error}");
    }
}

#[tokio::test]
async fn all_errors_become_one() {
    async fn calls(one: Call<Value, Value>, two: Call<(), ()>) -> Result<(), AnyError> {
        ClientBuilder::new("http://localhost").build()?;
        two.await?;
        let mut chunks = one.clone().chunks().await?;
        while chunks.try_next().await?.is_some() {}
        one.await?;
        Ok(())
    }
    let server = Server::script(vec![
        response(200, &[], ""),
        response(200, &[], "[1]"),
        response(404, &[], r#"{"message": "no pet"}"#),
    ]);
    let client = client(&server.await);
    let call = || client.operation(&GET);
    let error = calls(Call::new(call()), Call::new(call()))
        .await
        .unwrap_err();
    assert_eq!(
        (error.status(), error.message().as_deref()),
        (Some(404), Some("no pet"))
    );
    assert!(matches!(&*error, Error::Api(error) if error.body().is_ok()));
    let text = "`get_pet`: the server responded with 404 Not Found: no pet";
    assert_eq!(error.to_string(), text);
    let boxed: Box<dyn std::error::Error + Send + Sync> = error.into();
    assert_eq!(boxed.to_string(), text);
}

#[tokio::test]
async fn failures_without_a_response_say_what_they_are() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let mut builder = ClientBuilder::new(format!("http://{}", listener.local_addr().unwrap()));
    builder.retry(RetryPolicy::none());
    let client = builder.build().unwrap();
    let call = || Call::<Value, Value>::new(client.operation(&GET));
    // It listens, but never responds.
    let late = call().timeout(Duration::from_millis(20)).await.unwrap_err();
    assert!(late.is_timeout() && !late.is_connect());
    drop(listener);
    let error = call().await.unwrap_err();
    assert!(error.is_connect() && !error.is_timeout());
    assert_eq!((error.text(), error.request_id()), ("".into(), None));
    let error = AnyError::from(ClientBuilder::new("ftp:").build().unwrap_err());
    assert!(error.to_string().contains("base URL"), "{error}");
}

#[tokio::test]
async fn a_response_that_cannot_be_read_says_that_the_request_was_carried_out() {
    let server = Server::script(vec![response(200, &[], "[]")]).await;
    let client = client(&server);
    let error = |operation| Call::<String, Value>::new(client.operation(operation));
    let changed = error(&POST).await.unwrap_err().to_string();
    assert!(
        changed.ends_with("; the server has carried out the request"),
        "{changed}"
    );
    let read = error(&GET).await.unwrap_err().to_string();
    assert!(!read.contains("carried out"), "{read}");
}
