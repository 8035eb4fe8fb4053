//! Path templates and the parameters in them.

use super::{error::RequestError, operation::Operation};

/// The path of the operation, filled in with its parameters, which are already encoded.
pub(super) fn fill(
    operation: &Operation,
    values: &[(&'static str, String)],
) -> Result<String, RequestError> {
    let filled: usize = values.iter().map(|(_, value)| value.len()).sum();
    let mut path = String::with_capacity(operation.path().len() + filled + 1);
    let mut rest = Some(operation.path().trim_start_matches('/'));
    while let Some(template) = rest {
        let segment;
        (segment, rest) = match cut(template, b'/') {
            Some((segment, others)) => (segment, Some(others)),
            None => (template, None),
        };
        path.push('/');
        let start = path.len();
        let has_parameters = fill_segment(&mut path, operation, segment, values)?;
        let filled = path.get(start..).unwrap_or_default();
        if has_parameters && leads_elsewhere(filled) {
            let message = match filled {
                "" => "is empty, which would lead to another path".to_owned(),
                dots => format!("is spelled `{dots}`, which would lead to another path"),
            };
            return Err(RequestError::new(
                operation.name(),
                parameters_of(segment),
                message,
            ));
        }
    }
    Ok(path)
}

/// The text before and after a character of ASCII. Templates are short: looking at byte after byte is
/// the fastest.
fn cut(text: &str, at: u8) -> Option<(&str, &str)> {
    let index = text.bytes().position(|byte| byte == at)?;
    Some((text.get(..index)?, text.get(index + 1..)?))
}

/// Whether the segment has parameters.
fn fill_segment(
    path: &mut String,
    operation: &Operation,
    segment: &str,
    values: &[(&'static str, String)],
) -> Result<bool, RequestError> {
    let (mut rest, mut has_parameters) = (segment, false);
    while let Some((before, after)) = cut(rest, b'{') {
        has_parameters = true;
        path.push_str(before);
        let (name, after) = cut(after, b'}').unwrap_or((after, ""));
        let value = values.iter().find(|(known, _)| *known == name);
        let (_, value) = value.ok_or_else(|| {
            RequestError::new(
                operation.name(),
                format!("parameter `{name}`"),
                "is not set",
            )
        })?;
        path.push_str(value);
        rest = after;
    }
    path.push_str(rest);
    Ok(has_parameters)
}

/// Segments that URL parsers drop, `..` with the segment before it.
fn leads_elsewhere(segment: &str) -> bool {
    matches!(segment, "" | "." | "..")
}

/// "parameter `a`", or "parameter `a` with `b`" where a segment has several.
fn parameters_of(segment: &str) -> String {
    let names = segment
        .split('{')
        .skip(1)
        .filter_map(|part| part.split('}').next());
    let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    format!("parameter {}", names.join(" with "))
}
