//! The client that the examples call is up to date.

use std::path::Path;

use codegen::document::Input;
use codegen::settings::Settings;
use codegen::{Layout, generate};

use crate::specs::read_folder;

const DESCRIPTION: &str = include_str!("../examples/pets.yaml");

/// `INSTA_UPDATE=always` writes the client anew, as it does with snapshots.
#[test]
fn the_client_of_the_examples_is_up_to_date() {
    let layout = Layout::Module {
        name: "pets".to_owned(),
    };
    let input = Input::new("examples/pets.yaml", DESCRIPTION);
    let generated = generate(&input, &Settings::default(), &layout);
    assert_eq!(generated.render(), "");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/pets");
    crate::specs::update(&folder, &generated.files);
    assert!(
        read_folder(&folder) == generated.files,
        "the client is stale: run the tests with INSTA_UPDATE=always"
    );
}
