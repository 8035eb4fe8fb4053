//! Methods and calls.

use crate::api::{Client, Mode, Pet};

async fn missing_argument(client: &Client) {
    let _ = client.pets().get(7).await; //~
}

async fn wrong_type(client: &Client) {
    let _ = client.pets().get("7", Mode::Live).await; //~
}

async fn wrong_order(client: &Client) {
    let _ = client.pets().get(Mode::Live, 7).await; //~
}

async fn body_by_value(client: &Client, pet: Pet) {
    let _ = client.pets().add(pet).await; //~
}

async fn near_miss(client: &Client) {
    let _ = client.pets().lists().await; //~
}

async fn near_miss_of_a_setter(client: &Client) {
    let _ = client.pets().list().pagesize(10).await; //~
}

async fn wrong_type_of_a_setter(client: &Client) {
    let _ = client.pets().list().page_size("10").await; //~
}

async fn no_pages(client: &Client) {
    let _ = client.pets().list().items(); //~
}

async fn wrong_error(client: &Client) -> Result<Pet, runtime::Error<()>> {
    Ok(client.pets().get(7, Mode::Live).await?) //~
}
