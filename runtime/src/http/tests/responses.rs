//! How responses are read.

use super::{
    client, get,
    server::{Server, ok, response},
};
use crate::{Bytes, Call, Error, FromResponse, Text, Value};

crate::by_status! {
    enum PetError {
        Status404(Value) "404",
        Status4XX(Text) "4XX",
        Default(()) "default",
    }
}

crate::by_status! {
    enum Narrow {
        Status404(Value) "404",
    }
}

/// The error of a call that gets this response.
async fn error<E: FromResponse + std::fmt::Debug>(status: u16, body: &str) -> crate::ApiError<E> {
    let server = Server::script(vec![response(status, &[("x-id", "7")], body)]).await;
    let call = Call::<Value, E>::new(client(&server).operation(&super::GET));
    match call.await {
        Err(Error::Api(error)) => error,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_success_comes_with_status_and_headers_if_asked() {
    let server = Server::script(vec![response(201, &[("x-id", "7")], "{\"a\":1}")]).await;
    let response = get(&client(&server)).response().await.unwrap();
    assert_eq!(
        (response.status, &response.body["a"]),
        (201, &Value::from(1))
    );
    assert_eq!(response.headers["x-id"], "7");
}

#[tokio::test]
async fn errors_are_decoded_by_status() {
    let found = error::<PetError>(404, "{\"a\":1}").await;
    assert_eq!(
        found.body().unwrap(),
        &PetError::Status404(serde_json::json!({"a": 1}))
    );
    let found = error::<PetError>(409, "taken").await;
    assert_eq!(
        found.body().unwrap(),
        &PetError::Status4XX(Text::from("taken"))
    );
    let found = error::<PetError>(500, "<html>").await;
    assert_eq!(found.body().unwrap(), &PetError::Default(()));
    assert_eq!((found.status(), &found.raw()[..]), (500, &b"<html>"[..]));
    assert_eq!(found.headers()["x-id"], "7");
    assert_eq!(
        found.to_string(),
        "`get_pet`: the server responded with 500 Internal Server Error"
    );
}

#[tokio::test]
async fn an_error_that_does_not_fit_keeps_what_came() {
    let found = error::<Value>(500, "<html>").await;
    assert_eq!((found.status(), &found.raw()[..]), (500, &b"<html>"[..]));
    let decode_error = found.body().unwrap_err();
    let kept = (decode_error.status(), decode_error.raw());
    assert_eq!(kept, (500, found.raw()));
    let found = error::<Narrow>(418, "{}").await;
    assert!(
        found
            .body()
            .unwrap_err()
            .to_string()
            .contains("names no body for this status")
    );
}

#[tokio::test]
async fn the_error_of_a_body_goes_through_question_marks() {
    async fn typed() -> Result<(), Error<Value>> {
        error::<Value>(500, "<html>").await.body()?;
        Ok(())
    }
    async fn boxed() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        error::<Value>(500, "<html>").await.body()?;
        Ok(())
    }
    assert!(matches!(typed().await, Err(Error::Decode(_))));
    assert!(boxed().await.is_err());
}

#[tokio::test]
async fn a_success_that_does_not_fit_says_where() {
    let server = Server::script(vec![response(200, &[], "[1, 2, \"three\"]")]).await;
    let call = Call::<Vec<i64>, Value>::new(client(&server).operation(&super::GET));
    let Error::Decode(error) = call.await.unwrap_err() else {
        panic!()
    };
    assert_eq!((error.status(), error.path()), (200, "[2]"));
    assert_eq!(&error.raw()[..], b"[1, 2, \"three\"]");
    let text = error.to_string();
    assert!(
        text.starts_with("`get_pet`: body of status 200: [2]: expected "),
        "{text}"
    );
}

#[tokio::test]
async fn bodies_that_are_not_json() {
    let server = Server::script(vec![response(200, &[], "\u{feff}{\"a\":1}")]).await;
    let request = || client(&server).operation(&super::GET);
    assert_eq!(Call::<Value, ()>::new(request()).await.unwrap()["a"], 1);
    assert_eq!(Call::<Bytes, ()>::new(request()).await.unwrap().len(), 10);
    Call::<(), ()>::new(request()).await.unwrap();

    let server = Server::script(vec![response(204, &[], "")]).await;
    let request = || client(&server).operation(&super::GET);
    assert_eq!(
        Call::<Option<String>, ()>::new(request()).await.unwrap(),
        None
    );
    Call::<(), ()>::new(request()).await.unwrap();
    let error = Call::<String, ()>::new(request()).await.unwrap_err();
    assert!(error.to_string().contains("empty"), "{error}");
}

#[tokio::test]
async fn a_call_can_be_sent_again() {
    let server = Server::script(vec![ok()]).await;
    let call = get(&client(&server));
    call.clone().await.unwrap();
    call.await.unwrap();
    assert_eq!(server.received().len(), 2);
}
