//! A line of a drift file.

use serde_json::Value;

/// A difference that was seen.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Line {
    /// In upper case.
    pub method: String,
    pub template: String,
    pub status: String,
    pub media_type: String,
    pub kind: Kind,
    pub path: Vec<Step>,
    pub expected: String,
    pub found: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    NullForOptional,
    MissingForNull,
    TextForScalar,
    WholeNumber,
    UnknownValue,
    UnknownMember,
    OddSpelling,
    RepeatedMember,
    JsonForText,
    Missing,
    NullForRequired,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Step {
    Member(String),
    /// An item of an array. All items are the same, unless it is a tuple.
    Item(usize),
}

const KINDS: &[(&str, Kind)] = &[
    ("null_for_optional", Kind::NullForOptional),
    ("missing_for_null", Kind::MissingForNull),
    ("text_for_scalar", Kind::TextForScalar),
    ("whole_number", Kind::WholeNumber),
    ("unknown_value", Kind::UnknownValue),
    ("unknown_member", Kind::UnknownMember),
    ("odd_spelling", Kind::OddSpelling),
    ("repeated_member", Kind::RepeatedMember),
    ("json_for_text", Kind::JsonForText),
    ("missing", Kind::Missing),
    ("null_for_required", Kind::NullForRequired),
];

impl Line {
    pub fn parse(text: &str) -> Result<Self, String> {
        let json: Value = serde_json::from_str(text).map_err(|_| "is not JSON")?;
        let member = |name: &str| match json.get(name).and_then(Value::as_str) {
            Some(text) => Ok(text.to_owned()),
            None => Err(format!("has no text `{name}`")),
        };
        let kind = member("kind")?;
        let known = KINDS.iter().find(|(name, _)| *name == kind);
        let (_, kind) = known.ok_or_else(|| format!("`{kind}` is not a kind of drift"))?;
        let found = member("found")?;
        Ok(Self {
            method: member("method")?.to_ascii_uppercase(),
            template: member("template")?,
            status: member("status")?,
            media_type: member("media_type")?,
            kind: *kind,
            path: steps(&member("path")?).ok_or("has an invalid `path`")?,
            expected: member("expected")?,
            found,
        })
    }

    /// What all values with this difference have in common.
    pub fn deviation(&self) -> Self {
        let found = match self.kind {
            Kind::UnknownValue => self.found.clone(),
            _ => String::new(),
        };
        let first = |step: &Step| match step {
            Step::Item(_) => Step::Item(0),
            Step::Member(name) => Step::Member(name.clone()),
        };
        Self {
            found,
            path: self.path.iter().map(first).collect(),
            ..self.clone()
        }
    }

    /// What was seen, for people.
    pub fn evidence(&self, count: usize) -> String {
        let Self {
            method,
            template,
            status,
            expected,
            found,
            ..
        } = self;
        let path = self.shown_path();
        let times = match count {
            1 => String::new(),
            _ => format!(" ({count} lines)"),
        };
        format!(
            "{method} {template}, status {status}: {path}expected {expected}, found {found}{times}"
        )
    }

    fn shown_path(&self) -> String {
        let mut path = String::new();
        for step in &self.path {
            match step {
                Step::Item(_) => path.push_str("[]"),
                Step::Member(name) => {
                    if !path.is_empty() {
                        path.push('.');
                    }
                    path.push_str(name);
                }
            }
        }
        match path.is_empty() {
            true => path,
            false => path + ": ",
        }
    }
}

/// `items[0].price`, `["odd name"]`.
fn steps(path: &str) -> Option<Vec<Step>> {
    let mut steps = Vec::new();
    let mut rest = path;
    while !rest.is_empty() {
        if let Some(inner) = rest.strip_prefix("[\"") {
            let (name, after) = quoted(inner)?;
            steps.push(Step::Member(name));
            rest = after.strip_prefix(']')?;
        } else if let Some(inner) = rest.strip_prefix('[') {
            let (number, after) = inner.split_once(']')?;
            steps.push(Step::Item(number.parse().ok()?));
            rest = after;
        } else {
            rest = rest.strip_prefix('.').unwrap_or(rest);
            let end = rest.find(['.', '[']).unwrap_or(rest.len());
            let (name, after) = rest.split_at_checked(end)?;
            steps.push(Step::Member(name.to_owned()));
            rest = after;
        }
    }
    Some(steps)
}

/// The text up to the quote, and the text after it.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut name = String::new();
    let mut letters = text.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => return Some((name, text.get(at + 1..)?)),
            '\\' => name.push(letters.next()?.1),
            letter => name.push(letter),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_read_as_clients_write_them() {
        let member = |name: &str| Step::Member(name.to_owned());
        assert_eq!(steps(""), Some(Vec::new()));
        assert_eq!(
            steps("items[12].a-b[\"c \\\" d\"][0]"),
            Some(vec![
                member("items"),
                Step::Item(12),
                member("a-b"),
                member("c \" d"),
                Step::Item(0)
            ])
        );
        for bad in ["[", "[a]", "[\"a]", "[\"a\"x"] {
            assert_eq!(steps(bad), None, "{bad}");
        }
    }
}
