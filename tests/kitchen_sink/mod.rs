//! The client of `kitchen-sink.yaml`, one operation for each feature, called over HTTP on loopback.

#[allow(dead_code, unused_imports, reason = "not every item is used")]
#[rustfmt::skip]
pub(crate) mod api;
mod bodies;
mod parameters;
mod responses;
mod security;
mod streams;

use std::path::Path;

use codegen::document::Input;
use codegen::settings::Settings;
use codegen::{Generated, Layout, generate};

use crate::server::{Reply, Server};
use crate::specs::{read_folder, update};

const DESCRIPTION: &str = include_str!("../kitchen-sink.yaml");

fn client(server: &Server) -> api::Client {
    let builder = api::Client::builder().base_url(server.url("/v1"));
    builder.build().expect("a client")
}

/// A server that responds to everything with 204.
async fn silent() -> Server {
    Server::start(|_, _| Reply::new(204)).await
}

/// What is generated from the description.
pub(crate) fn generated() -> Generated {
    let layout = Layout::Module {
        name: "api".to_owned(),
    };
    let input = Input::new("tests/kitchen-sink.yaml", DESCRIPTION);
    generate(&input, &Settings::default(), &layout)
}

/// `INSTA_UPDATE=always` writes the client anew, as it does with snapshots.
#[test]
fn the_client_is_up_to_date() {
    let generated = generated();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("kitchen_sink/api");
    update(&folder, &generated.files);
    assert_eq!(generated.render(), "");
    assert!(
        read_folder(&folder) == generated.files,
        "the client is stale: run the tests with INSTA_UPDATE=always"
    );
}
