//! Whether a description needs bundling. Most do not, and a look at each `$ref` tells.

use super::super::node::{Node, Value};

/// Whether any `$ref` leads to something other than a component.
pub fn needs_bundling(root: &Node) -> bool {
    let mut rest = vec![root];
    while let Some(node) = rest.pop() {
        match &node.value {
            Value::Sequence(items) => rest.extend(items),
            Value::Mapping(members) => {
                let target = members.get("$ref").or_else(|| members.get("$dynamicRef"));
                if target
                    .and_then(Node::as_str)
                    .is_some_and(|target| !is_component(target))
                {
                    return true;
                }
                rest.extend(members.values());
            }
            _ => {}
        }
    }
    false
}

fn is_component(target: &str) -> bool {
    const HOMES: [&str; 11] = [
        "#/components/schemas/",
        "#/components/responses/",
        "#/components/parameters/",
        "#/components/examples/",
        "#/components/requestBodies/",
        "#/components/headers/",
        "#/components/securitySchemes/",
        "#/components/links/",
        "#/definitions/",
        "#/parameters/",
        "#/responses/",
    ];
    HOMES.iter().any(|home| {
        target
            .strip_prefix(home)
            .is_some_and(|name| !name.contains('/'))
    })
}
