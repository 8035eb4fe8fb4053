//! Overlays (OpenAPI Overlay 1.0 and 1.1): repairs of a description that are kept apart from it.
//!
//! Actions are applied one after the other. Each removes what a JSONPath finds, or merges something
//! into it. They see the bundled description, in its own version of OpenAPI.

mod parse;
mod path;
mod select;

use super::node::{Node, Value};
use super::text;
use crate::diagnostics::Diagnostics;
use path::Path;
use select::Step;

/// Applies an overlay in place. An action that cannot be applied is reported and left out.
pub fn apply(root: &mut Node, name: &str, text: &str, diagnostics: &mut Diagnostics) {
    let Ok(overlay) = text::read(name, text, diagnostics) else {
        return;
    };
    let Some(actions) = overlay.get("actions").and_then(Node::as_sequence) else {
        diagnostics
            .fail(
                "overlay",
                overlay.origin,
                "an overlay needs a list of `actions`",
            )
            .help(
                "write `overlay: 1.0.0`, `info` and `actions: [{target: \"$.info\", update: ..}]`",
            );
        return;
    };
    for action in actions {
        act(root, action, diagnostics);
    }
}

fn act(root: &mut Node, action: &Node, diagnostics: &mut Diagnostics) {
    let Some(found) = find(root, action, "target", diagnostics) else {
        return;
    };
    if found.is_empty() {
        let target = action
            .get("target")
            .map_or(action.origin, |target| target.origin);
        let message = "the target of this action matches nothing in the description";
        diagnostics
            .warn("overlay", target, message)
            .instead("nothing is changed");
        return;
    }
    if action.get("remove").and_then(Node::as_bool) == Some(true) {
        // From the end, so that the indexes of earlier items stay the same.
        for place in found.iter().rev() {
            remove(root, place);
        }
        return;
    }
    let update = match (action.get("update"), action.get("copy")) {
        (Some(update), _) => update.clone(),
        (None, Some(_)) => {
            let Some(source) = find(root, action, "copy", diagnostics) else {
                return;
            };
            let source = source.first().and_then(|place| at(root, place)).cloned();
            let Some(source) = source else {
                diagnostics.error("overlay", action.origin, "there is nothing to copy");
                return;
            };
            source
        }
        (None, None) => {
            let message = "this action neither updates nor removes";
            diagnostics
                .fail("overlay", action.origin, message)
                .help("write `update` or `remove: true`");
            return;
        }
    };
    for place in &found {
        if let Some(node) = at_mut(root, place) {
            merge(node, &update, true);
        }
    }
}

/// The nodes that the JSONPath of an action finds.
fn find(
    root: &Node,
    action: &Node,
    key: &str,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<Vec<Step>>> {
    let Some(target) = action.get(key) else {
        diagnostics.error(
            "overlay",
            action.origin,
            format!("this action has no `{key}`"),
        );
        return None;
    };
    let text = target.as_str().unwrap_or_default();
    match parse::parse(text) {
        Ok(path) => Some(select(root, &path)),
        Err((column, expected)) => {
            let message = format!("`{text}` is not a JSONPath: at character {column}, {expected}");
            diagnostics.error("overlay", target.origin, message);
            None
        }
    }
}

fn select(root: &Node, path: &Path) -> Vec<Vec<Step>> {
    let mut found = select::select(root, path);
    found.sort();
    found.dedup();
    found
}

/// Objects are merged, lists are extended, everything else is replaced.
fn merge(node: &mut Node, update: &Node, is_target: bool) {
    match (&mut node.value, &update.value) {
        (Value::Mapping(members), Value::Mapping(updates)) => {
            for (key, update) in updates.iter() {
                match members.get_mut(key) {
                    Some(member) => merge(member, update, false),
                    None => {
                        members.insert(key.clone(), update.clone());
                    }
                }
            }
        }
        (Value::Sequence(items), Value::Sequence(more)) => items.extend(more.iter().cloned()),
        (Value::Sequence(items), _) if is_target => items.push(update.clone()),
        _ => *node = update.clone(),
    }
}

fn remove(root: &mut Node, place: &[Step]) {
    let Some((last, parent)) = place.split_last() else {
        return;
    };
    match (at_mut(root, parent).map(|node| &mut node.value), last) {
        (Some(Value::Mapping(members)), Step::Key(key)) => {
            members.shift_remove(key);
        }
        (Some(Value::Sequence(items)), Step::Index(index)) if *index < items.len() => {
            items.remove(*index);
        }
        _ => {}
    }
}

fn at<'a>(root: &'a Node, place: &[Step]) -> Option<&'a Node> {
    place.iter().try_fold(root, |node, step| step.of(node))
}

fn at_mut<'a>(root: &'a mut Node, place: &[Step]) -> Option<&'a mut Node> {
    place
        .iter()
        .try_fold(root, |node, step| match (&mut node.value, step) {
            (Value::Mapping(members), Step::Key(key)) => members.get_mut(key),
            (Value::Sequence(items), Step::Index(index)) => items.get_mut(*index),
            _ => None,
        })
}
