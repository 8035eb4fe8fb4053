//! The normalized tree as `openapiv3::OpenAPI`.

use serde::Deserialize;

use super::node::Tree;
use crate::diagnostics::{Diagnostics, Reported};

pub fn read(tree: &Tree, diagnostics: &mut Diagnostics) -> Result<openapiv3::OpenAPI, Reported> {
    openapiv3::OpenAPI::deserialize(&**tree).map_err(|error| {
        diagnostics.error(
            "document",
            tree.origin,
            format!("not an OpenAPI description: {error}"),
        )
    })
}
