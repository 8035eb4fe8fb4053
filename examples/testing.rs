//! One piece of a user's own code, tested in three ways: without a server, and without generated
//! code for it.

use runtime::{Canned, Mock, Replay, Transport, vacant};

use examples::pets::types::{Pet, Problem, RenamePetRequest};
use examples::pets::{AnyError, Client};

/// What is tested: gives a pet a name, and tells when there is no such pet.
async fn rename(client: &Client, id: i64, name: &str) -> Result<Option<Pet>, AnyError> {
    match client.pets().rename(id, &RenamePetRequest::new(name)).await {
        Ok(pet) => Ok(Some(pet)),
        Err(error) if error.status() == Some(404) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn client(transport: impl Transport + 'static) -> Client {
    Client::builder()
        .transport(transport)
        .build()
        .expect("a client")
}

/// The name of pet 7, and whether there is a pet 8.
async fn check(client: &Client) {
    let renamed = rename(client, 7, "Max").await.expect("a pet");
    assert_eq!(renamed.expect("pet 7").name, "Max");
    assert_eq!(rename(client, 8, "Max").await.expect("no pet"), None);
}

#[tokio::test]
async fn with_a_typed_mock() {
    let mock = Mock::new();
    let client = client(mock.clone());
    let body = RenamePetRequest::new("Max");
    mock.on(client.pets().rename(7, &body)).returns(Pet {
        name: "Max".into(),
        ..vacant()
    });
    mock.on(client.pets().rename(8, &body))
        .fails(404, vacant::<Problem>());
    check(&client).await;
    mock.verify();
}

#[tokio::test]
async fn with_a_recording() {
    let replay = Replay::parse(include_str!("testing.jsonl")).expect("a recording");
    check(&client(replay.clone())).await;
    replay.verify();
}

#[tokio::test]
async fn with_a_canned_transport() {
    let canned = Canned::new(|request| match request.path() {
        "/v1/pets/7" => (200, r#"{"id": 7, "name": "Max"}"#),
        _ => (404, r#"{"title": "no such pet"}"#),
    });
    check(&client(canned)).await;
}
