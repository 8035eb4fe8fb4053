//! A path in parts: the words between its slashes, and its parameters.

use super::verbs::is_verb;
use crate::words::words;

/// A fixed segment of a path, a parameter, or what follows a colon or a `#`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// In lower case, with spaces between them.
    pub words: String,
    pub kind: PartKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PartKind {
    Fixed,
    Parameter,
    /// `:cancel`, or the fragment that tells apart operations of one path.
    Action,
}

impl Part {
    fn new(text: &str, kind: PartKind) -> Option<Self> {
        let says_something = text.contains(char::is_alphanumeric);
        says_something.then(|| Self {
            words: words(text),
            kind,
        })
    }

    pub fn is_parameter(&self) -> bool {
        self.kind == PartKind::Parameter
    }

    /// A version, or a word that all paths begin with.
    pub fn says_nothing(&self) -> bool {
        let version = self.words.strip_prefix('v').unwrap_or(&self.words);
        let is_version = version.starts_with(|first: char| first.is_ascii_digit());
        !self.is_parameter() && (is_version || matches!(&*self.words, "api" | "apis" | "rest"))
    }
}

/// All parts, in the order of the path.
pub(super) fn parts(path: &str) -> Vec<Part> {
    let (path, fragment) = match path.find(['#', '?']) {
        Some(at) => path.split_at(at),
        None => (path, ""),
    };
    let mut parts = Vec::new();
    for segment in path.split('/') {
        for (index, text) in segment.split(['{', '}']).enumerate() {
            match index % 2 {
                1 => parts.extend(Part::new(text, PartKind::Parameter)),
                _ => parts.extend(fixed(text)),
            }
        }
    }
    parts.extend(self::fragment(fragment));
    parts
}

/// `#add_shared_link` is an action, `#folders` is not.
fn fragment(text: &str) -> Option<Part> {
    let mut part = Part::new(text, PartKind::Fixed)?;
    let first = part.words.split(' ').next().unwrap_or_default();
    if is_verb(first, "POST") {
        part.kind = PartKind::Action;
    }
    Some(part)
}

/// `pets:move` has an action, `files.json` has the name of a format that says nothing.
fn fixed(text: &str) -> impl Iterator<Item = Part> {
    let text = [".json", ".xml"]
        .iter()
        .find_map(|end| text.strip_suffix(end))
        .unwrap_or(text);
    let (text, action) = text.split_once(':').unwrap_or((text, ""));
    let action = Part::new(action, PartKind::Action);
    Part::new(text, PartKind::Fixed).into_iter().chain(action)
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn a_path_has_parts() {
        let parts = parts("/v1/pets/{petId}:feed/{a}...{b}/all-toys.json#move_it");
        let shown = parts.iter().map(|part| match part.kind {
            super::PartKind::Fixed => part.words.clone(),
            super::PartKind::Parameter => format!("{{{}}}", part.words),
            super::PartKind::Action => format!(":{}", part.words),
        });
        let expected = [
            "v1", "pets", "{pet id}", ":feed", "{a}", "{b}", "all toys", ":move it",
        ];
        assert_eq!(shown.collect::<Vec<_>>(), expected);
        assert!(parts.first().is_some_and(super::Part::says_nothing));
    }
}
