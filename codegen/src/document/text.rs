//! Text to tree: JSON or YAML.

use serde::de::DeserializeSeed;

use super::loading::Loading;
use super::node::Node;
use super::{digits, events, mend, yaml};
use crate::diagnostics::{Diagnostics, FileId, Notation, Place, Reported};

/// How many collections in brackets can nest without harm.
const MANY: usize = 10_000;

/// Reads a text into a tree; syntax errors are reported with their line.
pub fn read(name: &str, text: &str, diagnostics: &mut Diagnostics) -> Result<Node, Reported> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let file = diagnostics.sources.add(name, text, Notation::Yaml);
    let mut json_problem = None;
    if text.trim_start().starts_with(['{', '[']) {
        match read_sound_json(text, file, diagnostics) {
            Ok(node) => {
                diagnostics.sources.set_notation(file, Notation::Json);
                return Ok(node);
            }
            Err(problem) if problem.is_limit => return Err(problem.report(file, diagnostics)),
            Err(problem) => json_problem = Some(problem),
        }
    }
    // If the text may nest deep, the second reader finds out how deep without reading all of it.
    if flow_collections(text) > MANY
        && let Err(problem) = events::check_depth(text)
    {
        return Err(problem.report(file, diagnostics));
    }
    if let Some((line, column)) = events::second_document(text) {
        let message = "a second document begins here, but a description is one document";
        diagnostics
            .warn(
                "second-document",
                Place::Text { file, line, column },
                message,
            )
            .instead("the first document only");
    }
    let problem = match yaml::read(text, file, diagnostics) {
        Ok(node) => return Ok(node),
        Err(problem) if problem.is_limit && !events::has_endless_alias(text) => {
            return Err(problem.report(file, diagnostics));
        }
        Err(problem) => problem,
    };
    // The second reader may read what the first one cannot: deep nesting, surrogate pairs, endless
    // aliases.
    match events::read(text, file, diagnostics) {
        Ok(node) => Ok(node),
        Err(deeper) => {
            let problem = json_problem.unwrap_or(if deeper.is_limit { deeper } else { problem });
            Err(problem.report(file, diagnostics))
        }
    }
}

/// Why a text cannot be read.
pub struct Problem {
    pub message: String,
    pub line: u32,
    pub column: u32,
    /// The text is valid, but needs too much memory or stack.
    pub is_limit: bool,
}

impl Problem {
    fn report(self, file: FileId, diagnostics: &mut Diagnostics) -> Reported {
        let place = Place::Text {
            file,
            line: self.line,
            column: self.column,
        };
        let kind = if self.is_limit { "too-large" } else { "syntax" };
        diagnostics.error(kind, place, self.message)
    }
}

/// JSON, also where its reader cannot hold what the text says.
fn read_sound_json(
    text: &str,
    file: FileId,
    diagnostics: &mut Diagnostics,
) -> Result<Node, Problem> {
    let digits = || digits::beyond_64_bits(text);
    let problem = match read_json(text, digits(), file, diagnostics) {
        Err(problem) if !problem.is_limit => problem,
        read => return read,
    };
    let Some(mended) = mend::mended(text) else {
        return Err(problem);
    };
    let Ok(node) = read_json(&mended, digits(), file, diagnostics) else {
        return Err(problem);
    };
    let place = Place::Text {
        file,
        line: problem.line,
        column: problem.column,
    };
    let message = problem.message.replace("not valid JSON", "cannot be kept");
    diagnostics
        .warn("out-of-range", place, message)
        .instead("the nearest number, or U+FFFD");
    Ok(node)
}

fn read_json(
    text: &str,
    digits: digits::Digits,
    file: FileId,
    diagnostics: &mut Diagnostics,
) -> Result<Node, Problem> {
    let mut reader = serde_json::Deserializer::from_str(text);
    reader.disable_recursion_limit();
    let loading = Loading::new(file, text.len(), false).with_digits(digits);
    let read = loading.root().deserialize(&mut reader).and_then(|node| {
        reader.end()?;
        Ok(node)
    });
    match read {
        Ok(node) => {
            loading.report(diagnostics);
            Ok(node)
        }
        Err(error) => {
            let message = error.to_string();
            let message = message
                .split(" at line ")
                .next()
                .unwrap_or(&message)
                .to_owned();
            Err(Problem {
                message: format!("not valid JSON: {message}"),
                line: u32::try_from(error.line()).unwrap_or(0),
                column: u32::try_from(error.column()).unwrap_or(0),
                is_limit: loading.is_over_limit(),
            })
        }
    }
}

/// An upper bound for the depth of lists and mappings in brackets. The first reader takes time by
/// the square of it.
fn flow_collections(text: &str) -> usize {
    let mut count = 0;
    let mut before = b'\n';
    for byte in text.bytes() {
        if matches!(byte, b'[' | b'{')
            && matches!(before, b'[' | b'{' | b',' | b':' | b'-' | b'?' | b'\n')
        {
            count += 1;
        }
        if !matches!(byte, b' ' | b'\t' | b'\r') {
            before = byte;
        }
    }
    count
}
