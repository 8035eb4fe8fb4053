//! Which version of OpenAPI a description is written in.

use super::node::{Node, Value};
use crate::diagnostics::{Diagnostics, Reported};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Version {
    Swagger2,
    V3_0,
    V3_1,
    V3_2,
}

/// Finds the version in any spelling, and guesses it where it is missing.
pub fn detect(root: &Node, diagnostics: &mut Diagnostics) -> Result<Version, Reported> {
    let Some(members) = root.as_mapping() else {
        let what = if root.is_null() {
            "the document is empty"
        } else {
            "this is not a mapping"
        };
        return Err(diagnostics.error("not-openapi", root.origin, what));
    };
    let versions = ["openapi", "swagger", "swaggerVersion"].into_iter();
    let version = versions
        .filter_map(|key| Some((key, members.get(key)?)))
        .next();
    let Some((key, node)) = version else {
        return guess(root, diagnostics);
    };
    let written = written(node, diagnostics);
    let version = parse(&written);
    if let Some(version) = version {
        if !matches!(node.value, Value::String(_)) {
            diagnostics
                .warn(
                    "ill-typed",
                    node.origin,
                    format!("`{key}` should be a string"),
                )
                .help(format!("write `{key}: \"{written}\"`"));
        }
        return Ok(version);
    }
    if written.starts_with('1') {
        let message = format!("version {written} of Swagger is not supported");
        let report = diagnostics.fail("not-openapi", node.origin, message);
        return Err(report.help("convert it to OpenAPI 3.0 or later").reported());
    }
    let version = guess_from_keywords(root).unwrap_or(Version::V3_2);
    diagnostics
        .warn(
            "unknown-version",
            node.origin,
            format!("unknown OpenAPI version `{written}`"),
        )
        .help("2.0, 3.0, 3.1 and 3.2 are known")
        .instead(format!("read as {}", version.name()));
    Ok(version)
}

/// The value as it is written: `3.10` is a float and would lose its zero.
fn written(node: &Node, diagnostics: &Diagnostics) -> String {
    if let Some(text) = node.as_str() {
        return text.trim().to_owned();
    }
    match diagnostics.sources.spelled(node.origin) {
        Some(spelled) => spelled.to_owned(),
        None => node
            .as_f64()
            .map(|number| number.to_string())
            .unwrap_or_default(),
    }
}

fn parse(written: &str) -> Option<Version> {
    let mut parts = written.trim_start_matches(['v', 'V']).split(['.', '-']);
    match (parts.next()?, parts.next().unwrap_or("0")) {
        ("2", _) => Some(Version::Swagger2),
        ("3", "0") => Some(Version::V3_0),
        ("3", "1") => Some(Version::V3_1),
        ("3", "2") => Some(Version::V3_2),
        _ => None,
    }
}

fn guess(root: &Node, diagnostics: &mut Diagnostics) -> Result<Version, Reported> {
    let Some(version) = guess_from_keywords(root) else {
        let message = "this is not an OpenAPI description: neither `openapi` nor `paths` is there";
        return Err(diagnostics.error("not-openapi", root.origin, message));
    };
    diagnostics
        .warn(
            "unknown-version",
            root.origin,
            "the version of OpenAPI is missing",
        )
        .help("write `openapi: \"3.1.0\"`, or the version that it is")
        .instead(format!("read as {}", version.name()));
    Ok(version)
}

fn guess_from_keywords(root: &Node) -> Option<Version> {
    let has = |key| root.get(key).is_some();
    if has("definitions") || has("basePath") || has("host") || has("securityDefinitions") {
        Some(Version::Swagger2)
    } else if has("webhooks") {
        Some(Version::V3_1)
    } else if has("paths") || has("components") {
        Some(Version::V3_0)
    } else {
        None
    }
}

impl Version {
    pub fn name(self) -> &'static str {
        match self {
            Self::Swagger2 => "Swagger 2.0",
            Self::V3_0 => "OpenAPI 3.0",
            Self::V3_1 => "OpenAPI 3.1",
            Self::V3_2 => "OpenAPI 3.2",
        }
    }
}
