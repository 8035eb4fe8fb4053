//! An endpoint for webhooks: it verifies who has sent a request, and reads which webhook it is.
//!
//! `cargo run --example webhooks` starts it, sends two signed requests and a forged one, and ends.

use std::error::Error as StdError;

use axum::{Router, body::Bytes, extract::State, http::HeaderMap, http::StatusCode, routing::post};
use examples::pets::webhooks::WebhookEvent;
use runtime::{WebhookError, WebhookSecret};

const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

/// The body has to be as it came: verify it before anything decodes it.
async fn receive(
    State(secret): State<WebhookSecret>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<StatusCode, (StatusCode, String)> {
    let read = || {
        secret.verify_standard(&headers, &body)?;
        WebhookEvent::read(&headers, &body)
    };
    match read() {
        Ok(event) => handle(event),
        Err(error @ WebhookError::Body(_)) => {
            return Err((StatusCode::UNPROCESSABLE_ENTITY, error.to_string()));
        }
        Err(error) => return Err((StatusCode::UNAUTHORIZED, error.to_string())),
    }
    Ok(StatusCode::NO_CONTENT)
}

fn handle(event: WebhookEvent) {
    match event {
        WebhookEvent::PetAdded(added) => println!("{} came in", added.pet.name),
        WebhookEvent::PetSold(sold) => println!("{} is sold for {:?}", sold.id, sold.price),
        other => println!("unknown: {other:?}"),
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn StdError>> {
    let secret = WebhookSecret::new(SECRET);
    let endpoint = Router::new()
        .route("/hooks", post(receive))
        .with_state(secret.clone());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let server = tokio::spawn(async move { axum::serve(listener, endpoint).await });

    // What a provider does.
    let forger = WebhookSecret::new("whsec_Zm9yZ2Vk");
    let added = r#"{"type": "pet.added", "pet": {"id": 7, "name": "Rex"}}"#;
    let sold = r#"{"type": "pet.sold", "id": 7, "price": 12.5}"#;
    for (secret, body, expected) in [
        (&secret, added, 204),
        (&secret, sold, 204),
        (&forger, sold, 401),
    ] {
        let status = send(&format!("http://{address}"), secret, body).await?;
        println!("{body}: {status}");
        assert_eq!(status, expected);
    }
    server.abort();
    Ok(())
}

async fn send(
    url: &str,
    secret: &WebhookSecret,
    body: &'static str,
) -> Result<u16, Box<dyn StdError>> {
    let provider = runtime::ClientBuilder::new(url).build()?;
    let mut call = provider.request::<()>("POST", "/hooks");
    for (name, value) in &secret.sign_standard("msg_1", body.as_bytes())? {
        call = call.header(name.as_str(), value.to_str()?);
    }
    let response = call.body_bytes("application/json", body).raw().await?;
    Ok(response.status())
}
