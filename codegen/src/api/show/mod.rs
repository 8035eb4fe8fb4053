//! An API as text, for snapshots and for people who look for the stage that decided something.

mod operations;
mod types;

use std::fmt::Write as _;

use super::Api;
#[cfg(test)]
use super::TypeId;
use types::View;
pub use types::label;

/// Operations, messages and types: all of them, or those below a JSON pointer.
pub fn show(api: &Api, only: Option<&str>) -> String {
    let is_wanted = |pointer: &str| {
        only.is_none_or(|only| {
            let below = pointer.strip_prefix(only.trim_end_matches('/'));
            below.is_some_and(|below| below.is_empty() || below.starts_with('/'))
        })
    };
    let view = View { api, inline: false };
    let mut text = String::new();
    for (word, all) in [("", &api.operations), ("message ", &api.messages)] {
        for operation in all.iter().filter(|one| is_wanted(&one.pointer)) {
            text.push_str(word);
            text.push_str(&operations::operation(view, operation));
            text.push('\n');
        }
    }
    for (id, ty) in api.types.iter().filter(|(id, _)| view.has_label(*id)) {
        if is_wanted(&ty.origin.pointer) {
            text.push_str(&types::definition(view, id));
            text.push('\n');
        }
    }
    for left_out in api.left_out.iter().filter(|one| is_wanted(&one.pointer)) {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "left out: {}: {}", left_out.what, left_out.reason);
    }
    text
}

/// A type on one line, with those of inline schemas in their places.
#[cfg(test)]
pub fn show_inline(api: &Api, id: TypeId) -> String {
    types::kind(View { api, inline: true }, &api.types[id].kind)
}
