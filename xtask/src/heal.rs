//! `cargo xtask heal`: from a drift file to a proposed overlay.

use std::fs;
use std::path::PathBuf;

use codegen::diagnostics::Diagnostics;
use codegen::heal::{Proposal, propose};

use crate::failure::{Failure, Result};
use crate::generate::{Spec, specs_of};

/// The file, and the description that it belongs to.
#[derive(Debug)]
pub struct Options {
    /// JSON lines, as a client writes them with `drift_file(..)`.
    pub drift: PathBuf,
    /// One of `specs/`. Without this and `spec`, it is the one with the operations of the lines.
    pub api: Option<String>,
    /// Any other description.
    pub spec: Option<PathBuf>,
    /// The folder of this workspace.
    pub workspace: PathBuf,
}

/// The text of an overlay. What it leaves open goes to standard error. Nothing is applied.
///
/// # Errors
/// Unreadable files, lines that are no drift, and lines of no description or of several.
pub fn heal(options: &Options) -> Result<String> {
    let drift = &options.drift;
    let lines = fs::read_to_string(drift).map_err(|cause| Failure::at(drift, cause))?;
    let specs = match &options.spec {
        Some(file) => vec![Spec::read(file, &options.workspace)?],
        None => specs_of(&options.workspace, options.api.as_deref())?,
    };
    let source = drift.file_name().unwrap_or_default().to_string_lossy();
    let mut proposals = Vec::new();
    for spec in &specs {
        let proposal = of(spec, &source, &lines, options)?;
        if proposal.known > 0 {
            proposals.push((spec, proposal));
        }
    }
    match proposals.as_slice() {
        [(_, proposal)] => {
            for open in &proposal.open {
                eprintln!("no proposal: {open}");
            }
            Ok(proposal.overlay.clone())
        }
        [] => Err(Failure::at(
            drift,
            "no line belongs to an operation of the description",
        )),
        several => {
            let names: Vec<_> = several.iter().map(|(spec, _)| &*spec.name).collect();
            let names = names.join(", ");
            let message = format!("may belong to {names}; name one with --api");
            Err(Failure::at(drift, message))
        }
    }
}

fn of(spec: &Spec, source: &str, lines: &str, options: &Options) -> Result<Proposal> {
    let mut diagnostics = Diagnostics::default();
    let proposal = propose(&spec.input(false), source, lines, &mut diagnostics);
    proposal.map_err(|what| match diagnostics.errors() {
        0 => Failure::at(&options.drift, what),
        _ => Failure::error(diagnostics.render(None)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(lines: &str, name: &str) -> Options {
        let drift = std::env::temp_dir().join(format!("{name}-{}.jsonl", std::process::id()));
        fs::write(&drift, lines).unwrap();
        Options {
            drift,
            api: None,
            spec: None,
            workspace: crate::workspace(),
        }
    }

    fn line(method: &str, template: &str) -> String {
        format!(
            r#"{{"operation":"x","method":"{method}","template":"{template}","status":"200",
            "media_type":"application/json","kind":"null_for_optional","path":"data[0].id",
            "expected":"a value, or no member","found":"null"}}"#
        )
        .replace('\n', "")
    }

    #[test]
    fn the_description_is_found_by_its_operations() {
        let options = options(&line("GET", "/subscriptions"), "known");
        let overlay = heal(&options);
        fs::remove_file(&options.drift).unwrap();
        let overlay = overlay.unwrap_or_else(|failure| failure.to_string());
        assert!(overlay.starts_with("overlay: 1.0.0\n"), "{overlay}");
        assert!(
            overlay.contains("GET /subscriptions, status 200"),
            "{overlay}"
        );
    }

    #[test]
    fn lines_of_no_description_are_an_error() {
        for (lines, message) in [
            (line("GET", "/nothing"), "no line belongs to an operation"),
            ("{}".to_owned(), "line 1: has no text `kind`"),
            ("no".to_owned(), "line 1: is not JSON"),
        ] {
            let options = options(&lines, "unknown");
            let failure = heal(&options).unwrap_err().to_string();
            fs::remove_file(&options.drift).unwrap();
            assert!(failure.contains(message), "{failure}");
        }
    }
}
