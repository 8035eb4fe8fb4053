//! The first reader of YAML texts, and the only place that knows `serde_yaml`.
//!
//! It reads YAML as most tools do. It cannot read texts that nest deeper than 128 levels, or keys
//! that are not scalars; [`events`](super::events) can.

use serde::de::DeserializeSeed;

use super::loading::Loading;
use super::node::Node;
use super::text::Problem;
use crate::diagnostics::{Diagnostics, FileId};

/// Reads the first document of a text.
pub fn read(text: &str, file: FileId, diagnostics: &mut Diagnostics) -> Result<Node, Problem> {
    let loading = Loading::new(file, text.len(), true);
    // For a text of several documents `from_str` gives an error. The first document is meant.
    let document = serde_yaml::Deserializer::from_str(text).next();
    let Some(document) = document else {
        return Ok(Node::default());
    };
    match loading.root().deserialize(document) {
        Ok(node) => {
            loading.report(diagnostics);
            Ok(node)
        }
        Err(error) => Err(problem(&error, loading.is_over_limit())),
    }
}

fn problem(error: &serde_yaml::Error, is_limit: bool) -> Problem {
    let message = error.to_string();
    // The message says the place again; it is reported separately.
    let message = message
        .split(" at line ")
        .next()
        .unwrap_or(&message)
        .to_owned();
    let (line, column) = error
        .location()
        .map_or((0, 0), |at| (at.line(), at.column()));
    Problem {
        message: format!("not valid YAML: {message}"),
        line: u32::try_from(line).unwrap_or(0),
        column: u32::try_from(column).unwrap_or(0),
        is_limit,
    }
}
