//! Properties that a schema speaks of under a condition: `then`, `else`, `dependentSchemas`.
//! JSON Schema 2020-12 Core, sections 10.2.2.2 to 10.2.2.4.

use crate::document::pointer;
use crate::openapi::Schema;

/// How many conditions may stand inside each other.
pub const MAX_DEPTH: usize = 64;

/// A property, its pointer below the schema that has the conditions, and its schema.
type Conditional<'d> = (&'d str, String, Schema<'d>);

/// The properties that only some values of a schema have; and whether some were not looked at
/// because their conditions are nested too deeply.
pub fn properties(schema: Schema<'_>) -> (Vec<Conditional<'_>>, bool) {
    let mut all = Vec::new();
    let is_too_deep = gather(schema, "", MAX_DEPTH, &mut all);
    (all, is_too_deep)
}

fn gather<'d>(schema: Schema<'d>, at: &str, depth: usize, all: &mut Vec<Conditional<'d>>) -> bool {
    let mut is_too_deep = false;
    for (below, branch) in schema.branches() {
        if depth == 0 {
            return true;
        }
        let at = format!("{at}{below}");
        let properties = format!("{at}/properties");
        for (name, property) in branch.properties() {
            all.push((name, pointer::join(&properties, name), property));
        }
        is_too_deep |= gather(branch, &at, depth - 1, all);
    }
    is_too_deep
}
