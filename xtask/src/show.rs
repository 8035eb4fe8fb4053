//! `cargo xtask show`: a description at one of the stages between its text and Rust.

use std::path::PathBuf;

use codegen::Stages;
use codegen::api;
use codegen::diagnostics::Diagnostics;
use codegen::document::pointer;

use crate::failure::{Failure, Result};
use crate::generate::Spec;

/// What is to be shown.
#[derive(Debug)]
pub struct Options {
    pub file: PathBuf,
    pub stage: Stage,
    /// Only what is at or below this JSON pointer.
    pub only: Option<String>,
    /// The folder of this workspace.
    pub workspace: PathBuf,
}

/// A representation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The text, bundled, repaired and in one spelling.
    Document,
    /// The meaning of the description.
    Api,
    /// The Rust that would be written, with one line for each item and the place that it comes
    /// from.
    Rust,
}

impl Stage {
    pub const NAMES: [&str; 3] = ["document", "api", "rust"];

    pub fn named(name: &str) -> Option<Self> {
        match name {
            "document" => Some(Self::Document),
            "api" => Some(Self::Api),
            "rust" => Some(Self::Rust),
            _ => None,
        }
    }
}

/// The text to print; reports go to standard error.
///
/// # Errors
/// Unreadable files (2), a description that cannot be read at all (2), and a pointer that leads
/// nowhere (1).
pub fn show(options: &Options) -> Result<String> {
    let spec = Spec::read(&options.file, &options.workspace)?;
    let mut diagnostics = Diagnostics::default();
    let stages = codegen::stages(&spec.input(false), &spec.settings, &mut diagnostics);
    let Some(stages) = stages else {
        return Err(Failure::at(&options.file, diagnostics.render(None)));
    };
    eprint!("{}", diagnostics.render(Some(&stages.document.tree)));
    let only = options.only.as_deref();
    let text = match options.stage {
        Stage::Document => document(&stages, only)?,
        Stage::Api => api::show(&stages.api, only),
        Stage::Rust => rust(&stages, only),
    };
    match (text.is_empty(), only) {
        (true, Some(only)) => Err(Failure::answer(format!("nothing comes from `{only}`"))),
        _ => Ok(text),
    }
}

fn document(stages: &Stages, only: Option<&str>) -> Result<String> {
    let Some(node) = pointer::find(&stages.document.tree, only.unwrap_or_default()) else {
        return Ok(String::new());
    };
    serde_yaml::to_string(&node.to_json()).map_err(|cause| Failure::error(cause.to_string()))
}

fn rust(stages: &Stages, only: Option<&str>) -> String {
    let lines = stages.rust.surface.iter();
    let lines = lines.filter(|line| {
        let below = line.pointer.strip_prefix(only.unwrap_or_default());
        below.is_some_and(|below| below.is_empty() || below.starts_with('/'))
    });
    lines
        .map(|line| format!("{}: {}  {}\n", line.path, line.signature, line.pointer))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(stage: Stage, only: Option<&str>) -> Result<String> {
        let workspace = crate::workspace();
        show(&Options {
            file: workspace.join("tests/fixtures/operations/response_headers.yaml"),
            stage,
            only: only.map(str::to_owned),
            workspace,
        })
    }

    #[test]
    fn each_stage_shows_what_stands_at_a_pointer() {
        let pet = Some("/components/schemas/Pet");
        let text = shown(Stage::Document, pet).unwrap();
        assert!(text.contains("properties:"), "{text}");
        let text = shown(Stage::Api, pet).unwrap();
        let expected = "Pet  /components/schemas/Pet\n  name?: string Plain\n\n";
        assert_eq!(text, expected);
        let text = shown(Stage::Rust, pet).unwrap();
        assert!(text.starts_with("types::Pet: struct"), "{text}");
        assert!(!text.contains("Order"), "{text}");
    }

    #[test]
    fn a_pointer_to_nothing_is_an_answer() {
        let failure = shown(Stage::Api, Some("/components/schemas/Cat")).unwrap_err();
        assert_eq!(failure.code, 1);
        assert!(failure.message.contains("/components/schemas/Cat"));
    }
}
