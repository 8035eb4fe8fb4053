//! Signs each request: its method, its path and its body.
//!
//! `cargo run --example signing`

use std::error::Error as StdError;

use examples::pets;
use runtime::{Attempt, BoxError, HttpRequest, Interceptor, WebhookSecret};
use tests::server::{Reply, Server};

struct Signed(WebhookSecret);

impl Interceptor for Signed {
    fn before(&self, _: &Attempt, request: &mut HttpRequest) -> Result<(), BoxError> {
        // A body that is read while it is sent has no whole.
        let body = request.body().whole();
        let body = body.ok_or("only whole bodies can be signed")?;
        let (method, path) = (request.method().as_str(), request.uri().path());
        let parts = [method.as_bytes(), b"\n", path.as_bytes(), b"\n", body];
        let signature = self.0.sign_sha256(&parts).parse()?;
        request.headers_mut().insert("x-signature", signature);
        Ok(())
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn StdError>> {
    // The server has the same secret.
    let server = Server::start(|request, _| {
        let path = request.target.split('?').next().unwrap_or_default();
        let parts = [
            request.method.as_bytes(),
            b"\n",
            path.as_bytes(),
            b"\n",
            &request.body,
        ];
        let signature = request.header("x-signature").unwrap_or_default();
        match WebhookSecret::new("shared").verify_sha256(signature, &parts) {
            Ok(()) => Reply::json(200, r#"{"id": 7, "name": "Max"}"#),
            Err(error) => Reply::json(401, format!(r#"{{"title": "{error}"}}"#)),
        }
    });
    let server = server.await;
    let builder = || pets::Client::builder().base_url(server.url("/v1"));
    let body = pets::types::RenamePetRequest::new("Max");

    let signed = builder()
        .intercept(Signed(WebhookSecret::new("shared")))
        .build()?;
    println!("signed: {}", signed.pets().rename(7, &body).await?.name);

    let forged = builder()
        .intercept(Signed(WebhookSecret::new("guessed")))
        .build()?;
    let error = forged.pets().rename(7, &body).await;
    let error = error.expect_err("a signature with another secret");
    println!("forged: {error}");
    assert_eq!(error.status(), Some(401));
    Ok(())
}
