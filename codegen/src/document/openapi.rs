//! The normalized tree as `openapiv3::OpenAPI`.
//!
//! Normalizing leaves nothing that `openapiv3` refuses. Should it refuse something all the same,
//! what cannot be read is left out, a component or an operation at a time.

use openapiv3 as v3;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::node::{Node, Tree};
use super::pointer;
use super::table::{Kind, Shape, shape};
use crate::diagnostics::{Diagnostics, Place, Reported};

pub fn read(tree: &mut Tree, diagnostics: &mut Diagnostics) -> Result<v3::OpenAPI, Reported> {
    if let Ok(openapi) = v3::OpenAPI::deserialize(&**tree) {
        return Ok(openapi);
    }
    components(tree, diagnostics);
    operations(tree, diagnostics);
    v3::OpenAPI::deserialize(&**tree).map_err(|error| {
        diagnostics.error(
            "document",
            tree.origin,
            format!("not an OpenAPI description: {error}"),
        )
    })
}

fn components(tree: &mut Node, diagnostics: &mut Diagnostics) {
    let homes = tree.get_mut("components").and_then(Node::as_mapping_mut);
    for (home, things) in homes.into_iter().flatten() {
        let reads: fn(&Node) -> Result<(), String> = match home.as_str() {
            "schemas" => reads::<v3::Schema>,
            "responses" => reads::<v3::Response>,
            "parameters" => reads::<v3::Parameter>,
            "examples" => reads::<v3::Example>,
            "requestBodies" => reads::<v3::RequestBody>,
            "headers" => reads::<v3::Header>,
            "securitySchemes" => reads::<v3::SecurityScheme>,
            "links" => reads::<v3::Link>,
            "callbacks" => reads::<v3::Callback>,
            _ => continue,
        };
        let at = pointer::join("/components", home);
        if let Some(things) = things.as_mapping_mut() {
            things.retain(|name, node| keep(name, node, &at, diagnostics, reads));
        }
    }
}

fn operations(tree: &mut Node, diagnostics: &mut Diagnostics) {
    let paths = tree.get_mut("paths").and_then(Node::as_mapping_mut);
    let Some(paths) = paths else { return };
    for (path, item) in paths.iter_mut().filter(|(path, _)| path.starts_with('/')) {
        let at = pointer::join("/paths", path);
        let Some(members) = item.as_mapping_mut() else {
            continue;
        };
        members.retain(|key, node| {
            let is_operation = shape(Kind::PathItem, key) == Some(Shape::One(Kind::Operation));
            !is_operation || keep(key, node, &at, diagnostics, reads::<v3::Operation>)
        });
    }
    paths.retain(|path, item| {
        path.starts_with("x-") || keep(path, item, "/paths", diagnostics, reads::<v3::PathItem>)
    });
}

fn keep(
    name: &str,
    node: &Node,
    at: &str,
    diagnostics: &mut Diagnostics,
    reads: fn(&Node) -> Result<(), String>,
) -> bool {
    let Err(problem) = reads(node) else {
        return true;
    };
    let place = Place::Node(node.origin, pointer::join(at, name));
    diagnostics
        .warn(
            "refused",
            place,
            format!("`{name}` cannot be read: {problem}"),
        )
        .instead("nothing");
    false
}

fn reads<T: DeserializeOwned>(node: &Node) -> Result<(), String> {
    v3::ReferenceOr::<T>::deserialize(node)
        .map(drop)
        .map_err(|error| error.to_string())
}
