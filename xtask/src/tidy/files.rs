//! What every file must have, and how long it may be.

use super::Breach;
use super::source::Source;

const MOST_LINES: usize = 400;

/// Tests are read one at a time.
const MOST_LINES_OF_TESTS: usize = 600;

/// Files that may be longer, and why.
const LONGER: &[(&str, usize, &str)] = &[];

/// Packages that process users' input, so that nothing in it may panic.
const TOTAL: &[&str] = &["codegen/src/lib.rs", "runtime/src/lib.rs"];

/// What such a package denies outside its tests, beyond what the workspace denies.
const DENIED: &[&str] = &[
    "clippy::expect_used",
    "clippy::indexing_slicing",
    "clippy::panic",
    "clippy::unreachable",
    "clippy::unwrap_used",
];

pub fn check(source: &Source, breaches: &mut Vec<Breach>) {
    let mut breach = |line: usize, message: String| {
        breaches.push(Breach {
            path: source.path.clone(),
            line,
            message,
        });
    };
    let first = source
        .text
        .lines()
        .find(|line| !line.trim().is_empty() && !line.starts_with("#!"));
    if !first.is_some_and(|line| line.starts_with("//!")) {
        breach(
            1,
            "does not begin with a `//!` comment that says what it is for".to_owned(),
        );
    }
    let lines = source.text.lines().count();
    let exception = LONGER.iter().find(|(path, ..)| *path == source.path);
    let usual = if source.is_test() {
        MOST_LINES_OF_TESTS
    } else {
        MOST_LINES
    };
    let most = exception.map_or(usual, |(_, most, _)| *most);
    if lines > most {
        breach(
            most + 1,
            format!("{lines} lines, {most} are enough: look for the second noun"),
        );
    }
}

/// Exceptions that are not needed any more.
pub fn check_exceptions(sources: &[Source], breaches: &mut Vec<Breach>) {
    for (path, ..) in LONGER {
        let source = sources.iter().find(|source| source.path == *path);
        if source.is_none_or(|source| source.text.lines().count() <= MOST_LINES) {
            let message = format!("needs no exception in xtask/src/tidy/files.rs for {path}");
            breaches.push(Breach {
                path: (*path).to_owned(),
                line: 1,
                message,
            });
        }
    }
}

pub fn check_lints(sources: &[Source], breaches: &mut Vec<Breach>) {
    for source in sources
        .iter()
        .filter(|source| TOTAL.contains(&source.path.as_str()))
    {
        for lint in DENIED.iter().filter(|lint| !source.text.contains(**lint)) {
            let message = format!("does not deny `{lint}`");
            breaches.push(Breach {
                path: source.path.clone(),
                line: 1,
                message,
            });
        }
    }
}
