//! `[errors]`: what tells an error in the body of a success.

/// A member of the body of a success, and what it is where the body is an error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorShape {
    /// Wire names from the body inward.
    pub path: Vec<String>,
    pub test: ErrorTest,
}

/// Values are compact JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ErrorTest {
    Present,
    Is(String),
    IsNot(String),
}

/// `ok = false`, `meta.code != 0`, `error`.
pub(super) fn parse(text: &str) -> Option<ErrorShape> {
    let (path, test) = match text.split_once('=') {
        None => (text, ErrorTest::Present),
        Some((before, value)) => {
            let json: serde_json::Value = serde_json::from_str(value).ok()?;
            match before.strip_suffix('!') {
                Some(before) => (before, ErrorTest::IsNot(json.to_string())),
                None => (before, ErrorTest::Is(json.to_string())),
            }
        }
    };
    let path: Vec<_> = path.split('.').map(|name| name.trim().to_owned()).collect();
    let is_whole = path
        .iter()
        .all(|name| !name.is_empty() && !name.contains(char::is_whitespace));
    is_whole.then_some(ErrorShape { path, test })
}
