//! Path templates and the parameters in them.

use super::{error::RequestError, operation::Operation};

/// The path of the operation, filled in with its parameters, which are already encoded.
pub(super) fn fill(
    operation: &Operation,
    values: &[(&'static str, String)],
) -> Result<String, RequestError> {
    let filled: usize = values.iter().map(|(_, value)| value.len()).sum();
    let mut path = String::with_capacity(operation.path().len() + filled + 1);
    for segment in operation.path().trim_start_matches('/').split('/') {
        path.push('/');
        let start = path.len();
        fill_segment(&mut path, operation, segment, values)?;
        let filled = path.get(start..).unwrap_or_default();
        if segment.contains('{') && leads_elsewhere(filled) {
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

fn fill_segment(
    path: &mut String,
    operation: &Operation,
    segment: &str,
    values: &[(&'static str, String)],
) -> Result<(), RequestError> {
    let mut rest = segment;
    while let Some((before, after)) = rest.split_once('{') {
        path.push_str(before);
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
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
    Ok(())
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
