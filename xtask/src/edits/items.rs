//! Which items of a surface are lost or have another signature, by the lines of the surface alone.

use std::collections::BTreeMap;

use codegen::rust::SurfaceLine;

/// The first item of the old surface that code cannot use as before.
pub fn lost(old: &[SurfaceLine], new: &[SurfaceLine]) -> Option<String> {
    let new: BTreeMap<&str, String> = new
        .iter()
        .map(|line| (line.path.as_str(), line.signature.to_string()))
        .collect();
    old.iter().find_map(|line| {
        let before = line.signature.to_string();
        match new.get(line.path.as_str()) {
            None => Some(format!("{} is gone", line.path)),
            Some(after) if is_same(&before, after) => None,
            Some(after) => Some(format!("{}: {before} is {after}", line.path)),
        }
    })
}

/// Names of arguments do not count, and a type may have more traits.
fn is_same(before: &str, after: &str) -> bool {
    if before.starts_with("fn(") {
        return unnamed(before) == unnamed(after);
    }
    let parts = |text: &str| -> Vec<String> {
        let (word, traits) = text.split_once(": ").unwrap_or((text, ""));
        let traits = traits.split(", ").filter(|name| !name.is_empty());
        std::iter::once(word)
            .chain(traits)
            .map(str::to_owned)
            .collect()
    };
    let is_item = ["struct", "enum", "union", "by status", "trait"];
    match is_item
        .iter()
        .any(|word| before.split(':').next() == Some(word))
    {
        true => {
            let after = parts(after);
            parts(before).iter().all(|part| after.contains(part))
        }
        false => before == after,
    }
}

/// A signature without the names of its arguments.
fn unnamed(signature: &str) -> String {
    let parts = signature
        .split(", ")
        .map(|part| match part.split_once(": ") {
            Some((name, ty)) => {
                let opened = name.rfind('(').map_or("", |at| &name[..=at]);
                format!("{opened}{ty}")
            }
            None => part.to_owned(),
        });
    parts.collect::<Vec<_>>().join(", ")
}
