//! Paths that documents name: each exists.

use std::path::Path;

use super::Breach;

/// Folders of the workspace at which such a path begins.
const ROOTS: &[&str] = &[
    "codegen",
    "docs",
    "examples",
    "fuzz",
    "generated",
    "runtime",
    "specs",
    "tests",
    "xtask",
];

/// Paths in backquotes, and those of links, that lead nowhere.
pub fn check(workspace: &Path, document: &str, text: &str, breaches: &mut Vec<Breach>) {
    for (line, words) in (1..).zip(text.lines()) {
        let quoted = words.split('`').skip(1).step_by(2);
        let linked = words.split("](").skip(1).filter_map(|rest| {
            let (target, _) = rest.split_once(')')?;
            target.split('#').next()
        });
        for path in quoted
            .filter(|path| is_path(path))
            .chain(linked.filter(|path| is_local(path)))
        {
            if !workspace.join(path).exists() {
                breaches.push(Breach {
                    path: document.to_owned(),
                    line,
                    message: format!("`{path}` does not exist"),
                });
            }
        }
    }
}

/// `codegen/src/lib.rs`, but neither `cargo xtask` nor `specs/<api>.toml`.
fn is_path(text: &str) -> bool {
    let root = text.split_once('/').map_or("", |(root, _)| root);
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "/_-.".contains(letter);
    ROOTS.contains(&root) && text.chars().all(is_plain)
}

fn is_local(target: &str) -> bool {
    !target.is_empty() && !target.contains(':')
}
