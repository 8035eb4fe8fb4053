//! Properties that a schema speaks of under a condition: `then`, `else`, `dependentSchemas`.
//! JSON Schema 2020-12 Core, sections 10.2.2.2 to 10.2.2.4.

use super::{At, Context, Mapping, Node, Value};
use crate::document::pointer;

/// Names, and for each the pointers below the schema under which it is declared.
const KEY: &str = "x-oas-conditional";

/// How many conditions may stand inside each other.
const MAX_DEPTH: usize = 64;

/// Lists the properties that only some values of a schema have.
pub fn gather(members: &mut Mapping, at: &At<'_>, cx: &mut Context<'_>) {
    let mut places = Mapping::new();
    if members.contains_key("if") {
        for key in ["then", "else"] {
            if let Some(branch) = members.get_mut(key) {
                take(branch, &format!("/{key}"), &mut places, &at.key(key), cx);
            }
        }
    }
    let dependent = members.get_mut("dependentSchemas");
    for (name, branch) in dependent
        .and_then(Node::as_mapping_mut)
        .into_iter()
        .flatten()
    {
        let path = pointer::join("/dependentSchemas", name);
        let at = at.key("dependentSchemas");
        take(branch, &path, &mut places, &at.key(name), cx);
    }
    let first = places.values().next().map(|node| node.origin);
    if let Some(origin) = first {
        members.insert(KEY.to_owned(), Node::new(places, origin));
    }
}

/// What one branch declares itself, and what the conditions in it do.
fn take(branch: &mut Node, path: &str, places: &mut Mapping, at: &At<'_>, cx: &mut Context<'_>) {
    let Some(members) = branch.as_mapping_mut() else {
        return;
    };
    let declared = members.get("properties").and_then(Node::as_mapping);
    for (name, property) in declared.into_iter().flat_map(Mapping::iter) {
        let path = pointer::join(&format!("{path}/properties"), name);
        add(places, name, path, property);
    }
    let Some(inner) = members.shift_remove(KEY) else {
        return;
    };
    for (name, all) in inner.as_mapping().into_iter().flat_map(Mapping::iter) {
        for inner in all.as_sequence().into_iter().flatten() {
            let path = format!("{path}{}", inner.as_str().unwrap_or_default());
            if pointer::tokens(&path).count() > 2 * MAX_DEPTH {
                let message = format!("`{name}` depends on more than {MAX_DEPTH} conditions");
                cx.warn("nested-conditions", all.origin, at, message)
                    .instead("nothing");
                continue;
            }
            add(places, name, path, all);
        }
    }
}

fn add(places: &mut Mapping, name: &str, path: String, property: &Node) {
    let origin = property.origin;
    let all = places
        .entry(name.to_owned())
        .or_insert_with(|| Node::new(Vec::new(), origin));
    if let Value::Sequence(all) = &mut all.value {
        all.push(Node::new(path, origin));
    }
}
