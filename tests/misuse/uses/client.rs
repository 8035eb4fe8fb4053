//! The builder and the client.

use crate::api::{Client, ClientBuilder};

fn near_miss(builder: ClientBuilder) -> ClientBuilder {
    builder.time_out(std::time::Duration::from_secs(5)) //~
}

fn wrong_type(builder: ClientBuilder) -> ClientBuilder {
    builder.timeout(5) //~
}

fn no_transport(builder: ClientBuilder) -> ClientBuilder {
    builder.transport("http://127.0.0.1") //~
}

fn not_built(builder: ClientBuilder) -> Client {
    builder.build() //~
}
