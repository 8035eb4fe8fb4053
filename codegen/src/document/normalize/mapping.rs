//! Mappings with any keys.

use crate::document::context::{At, Context};
use crate::document::node::{Mapping, Node, Value};

/// Any mapping. `null` and an empty list become an empty one.
pub(super) fn mapping(node: &mut Node, at: &At<'_>, cx: &mut Context<'_>) -> bool {
    match &node.value {
        Value::Mapping(_) => return true,
        Value::Null => {}
        Value::Sequence(items) if items.is_empty() => {
            cx.ill_typed(node, at, "a mapping")
                .instead("an empty mapping");
        }
        _ => {
            cx.ill_typed(node, at, "a mapping").instead("nothing");
            return false;
        }
    }
    node.value = Mapping::default().into();
    true
}
