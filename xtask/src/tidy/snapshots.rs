//! Snapshots belong to a test, and those of fixtures to a fixture.

use std::fs;
use std::path::Path;

use super::{Breach, files_below, show};
use crate::failure::{Failure, Result};

pub fn check(workspace: &Path, breaches: &mut Vec<Breach>) -> Result<()> {
    for package in super::PACKAGES {
        for path in files_below(&workspace.join(package), "snap")? {
            let text = fs::read_to_string(&path).map_err(|cause| Failure::at(&path, cause))?;
            for (line, key, target) in references(&text) {
                if !workspace.join(target).exists() {
                    let message = format!("{key} {target} is not there any more");
                    breaches.push(Breach {
                        path: show(&path, workspace),
                        line,
                        message,
                    });
                }
            }
        }
    }
    Ok(())
}

/// Line, key and path of what the head of a snapshot says it was made from.
fn references(text: &str) -> impl Iterator<Item = (usize, &str, &str)> {
    let head = (1..)
        .zip(text.lines())
        .skip(1)
        .take_while(|(_, line)| *line != "---");
    head.filter_map(|(number, line)| {
        let (key, value) = line.split_once(": ")?;
        let known = ["source", "input_file"].contains(&key);
        known.then_some((number, key, value.trim_matches('"')))
    })
}
