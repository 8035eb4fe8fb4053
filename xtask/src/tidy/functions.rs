//! How long functions are, and over how many files the methods of a type are spread.

use std::collections::{BTreeMap, BTreeSet};

use super::Breach;
use super::source::Source;

/// One screen.
const MOST_LINES: usize = 50;

/// How many files may have methods of one type.
const MOST_FILES: usize = 5;

/// Functions of production code that are longer than a screen.
pub fn check_lengths(source: &Source, breaches: &mut Vec<Breach>) {
    if source.is_test() {
        return;
    }
    let words: Vec<_> = words(source).collect();
    for at in (0..words.len()).filter(|at| words[*at].1 == "fn") {
        let line = words[at].0;
        let name = words.get(at + 1).map_or("", |word| word.1);
        if name.starts_with('(') {
            continue; // A type, `fn(u8) -> bool`.
        }
        let Some(end) = end_of_body(&words[at..]) else {
            continue;
        };
        let lines = end + 1 - line;
        if lines > MOST_LINES {
            breaches.push(Breach {
                path: source.path.clone(),
                line,
                message: format!("`{name}` has {lines} lines, {MOST_LINES} are enough"),
            });
        }
    }
}

/// Types whose methods are in too many files.
pub fn check_methods(sources: &[Source], breaches: &mut Vec<Breach>) {
    let mut files: BTreeMap<(&str, &str), BTreeSet<&str>> = BTreeMap::new();
    for source in sources.iter().filter(|source| !source.is_test()) {
        let package = source.path.split('/').next().unwrap_or_default();
        for (_, line) in source.code() {
            if let Some(ty) = inherent(&Source::words(line)) {
                files.entry((package, ty)).or_default().insert(&source.path);
            }
        }
    }
    for ((_, ty), files) in files {
        if files.len() <= MOST_FILES {
            continue;
        }
        breaches.push(Breach {
            path: files.first().copied().unwrap_or_default().to_owned(),
            line: 1,
            message: format!(
                "`{ty}` has methods in {} files, not {MOST_FILES}: make functions of them, or \
                 look for a second noun",
                files.len()
            ),
        });
    }
}

fn words(source: &Source) -> impl Iterator<Item = (usize, &str)> {
    let lines = source.code();
    lines.flat_map(|(number, line)| {
        Source::words(line)
            .into_iter()
            .map(move |word| (number, word))
    })
}

/// The line of the brace that ends the function at the start of the words. None for a declaration.
fn end_of_body(words: &[(usize, &str)]) -> Option<usize> {
    let mut depth = 0_usize;
    for (line, word) in words {
        match *word {
            ";" if depth == 0 => return None,
            "{" => depth += 1,
            "}" if depth == 1 => return Some(*line),
            "}" => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// The type of an `impl` without a trait.
fn inherent<'w>(words: &[&'w str]) -> Option<&'w str> {
    let rest = words.strip_prefix(&["impl"])?;
    let mut depth = 0_usize;
    let mut name = None;
    for word in rest {
        match *word {
            "<" => depth += 1,
            ">" => depth = depth.saturating_sub(1),
            "for" if depth == 0 => return None,
            "where" | "{" => break,
            word if depth == 0 && word.starts_with(char::is_alphabetic) => name = Some(word),
            _ => {}
        }
    }
    name
}
