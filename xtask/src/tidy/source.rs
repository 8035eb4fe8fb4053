//! A source file, and which parts of it are code.

/// One file of Rust.
#[derive(Debug)]
pub struct Source {
    /// From the folder of the workspace, `codegen/src/api/mod.rs`.
    pub path: String,
    pub text: String,
    /// Lines in which comments and the contents of strings and characters are blanked out.
    code: Vec<String>,
}

impl Source {
    pub fn new(path: String, text: String) -> Self {
        let code = blank(&text).lines().map(str::to_owned).collect();
        Self { path, text, code }
    }

    /// Line numbers from 1 and code, without items that only tests have.
    pub fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = (1..).zip(self.code.iter().map(String::as_str));
        let mut depth = None;
        lines.filter(move |(_, line)| {
            if line.trim() == "#[cfg(test)]" {
                depth = Some(0);
                return false;
            }
            let Some(open) = &mut depth else {
                return true;
            };
            *open += line.matches('{').count();
            let closed = line.matches('}').count();
            *open = open.saturating_sub(closed);
            let line = line.trim();
            let ends = line.ends_with(';') || closed > 0;
            if *open == 0 && ends {
                depth = None;
            }
            false
        })
    }

    /// The whole file is tests.
    pub fn is_test(&self) -> bool {
        self.path.starts_with("tests/")
            || self.path.ends_with("/tests.rs")
            || self.path.contains("/tests/")
    }

    /// The words of a line with their positions. `::` and braces are words.
    pub fn words(line: &str) -> Vec<&str> {
        let mut words = Vec::new();
        let mut rest = line;
        while let Some(c) = rest.chars().next() {
            let length = match c {
                c if is_ident(c) => rest.find(|c| !is_ident(c)).unwrap_or(rest.len()),
                ':' if rest.starts_with("::") => 2,
                c => c.len_utf8(),
            };
            let (word, after) = rest.split_at(length);
            if !c.is_whitespace() {
                words.push(word);
            }
            rest = after;
        }
        words
    }
}

fn is_ident(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The text with blanks in place of everything that is not code. Lines stay lines.
fn blank(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = comment(rest).or_else(|| literal(rest, &code)).unwrap_or(0);
        if length == 0 {
            code.push(c);
            rest = &rest[c.len_utf8()..];
        } else {
            let (skipped, after) = rest.split_at(length);
            code.extend(skipped.chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
            rest = after;
        }
    }
    code
}

/// The length of the comment at the start of the text.
fn comment(text: &str) -> Option<usize> {
    if text.starts_with("//") {
        return Some(text.find('\n').unwrap_or(text.len()));
    }
    text.strip_prefix("/*")
        .map(|rest| rest.find("*/").map_or(text.len(), |end| end + 4))
}

/// The length of the string or character at the start of the text.
fn literal(text: &str, before: &str) -> Option<usize> {
    if !before.ends_with(is_ident)
        && let Some(hashes) = text
            .strip_prefix('r')
            .map(|rest| rest.trim_start_matches('#'))
        && hashes.starts_with('"')
    {
        let count = text.len() - hashes.len() - 1;
        let close = format!("\"{}", "#".repeat(count));
        let body = &hashes[1..];
        let end = body
            .find(&close)
            .map_or(body.len(), |end| end + close.len());
        return Some(text.len() - body.len() + end);
    }
    match text.chars().next()? {
        '"' => Some(closing(text, '"')),
        '\'' => {
            let mut after = text.chars().skip(1);
            let (first, second) = (after.next()?, after.next()?);
            // A lifetime has no closing quote.
            (first == '\\' || second == '\'').then(|| closing(text, '\''))
        }
        _ => None,
    }
}

fn closing(text: &str, quote: char) -> usize {
    let mut characters = text.char_indices().skip(1);
    while let Some((at, c)) = characters.next() {
        if c == '\\' {
            characters.next();
        } else if c == quote {
            return at + 1;
        }
    }
    text.len()
}
