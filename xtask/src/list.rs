//! `cargo xtask list`: the APIs, their groups, and each operation with its Rust.

use codegen::Stages;
use codegen::diagnostics::Diagnostics;
use codegen::rust::{Group, Operation};

use crate::failure::{Failure, Result};
use crate::generate::{Selection, Spec};

/// A line for each API, each group of operations and each operation.
///
/// # Errors
/// Unreadable files, and descriptions that cannot be read at all.
pub fn list(selection: &Selection) -> Result<String> {
    let specs = selection.read()?;
    let texts = specs.iter().map(one);
    Ok(texts.collect::<Result<Vec<_>>>()?.concat())
}

fn one(spec: &Spec) -> Result<String> {
    let stages = stages(spec)?;
    let api = &stages.rust;
    let operations = api.groups.iter().map(|group| group.operations.len());
    let mut text = format!(
        "{}: {} {}, {} operations, {} messages\n",
        spec.name,
        api.title,
        api.version,
        operations.sum::<usize>(),
        stages.api.messages.len()
    );
    for group in &api.groups {
        text.push_str(&format!("  client.{}()\n", group.method));
        let lines = group
            .operations
            .iter()
            .map(|one| operation(&stages, group, one));
        text.extend(lines);
    }
    for left_out in &stages.api.left_out {
        text.push_str(&format!(
            "  left out: {}: {}\n",
            left_out.what, left_out.reason
        ));
    }
    Ok(text)
}

fn operation(stages: &Stages, group: &Group, operation: &Operation) -> String {
    let path = format!("operations::{}::{}", group.ident, operation.method);
    let mut lines = stages.rust.surface.iter();
    let line = lines.find(|line| line.path == path);
    let signature = line
        .map(|line| line.signature.to_string())
        .unwrap_or_default();
    let signature = signature
        .replacen("fn(&self, ", "(", 1)
        .replacen("fn(&self", "(", 1);
    let deprecated = if operation.docs.deprecated {
        "  (deprecated)"
    } else {
        ""
    };
    format!(
        "    {:<6} {}  {}{signature}{deprecated}\n",
        operation.http_method, operation.path, operation.method
    )
}

/// The representations of a description. What is wrong with it goes to standard error only when
/// nothing can be read.
///
/// # Errors
/// A description that cannot be read at all.
fn stages(spec: &Spec) -> Result<Stages> {
    let mut diagnostics = Diagnostics::default();
    let stages = codegen::stages(&spec.input(true), &spec.settings, &mut diagnostics);
    stages.ok_or_else(|| Failure::error(diagnostics.render(None)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_operation_has_its_method() {
        let text = list(&Selection {
            api: Some("smartcar-management".to_owned()),
            spec: None,
            workspace: crate::workspace(),
        });
        let text = text.unwrap();
        assert!(
            text.starts_with("smartcar-management: Smartcar Management API"),
            "{text}"
        );
        assert!(text.contains("  client.subscriptions()\n"), "{text}");
        let line =
            "GET    /subscriptions/{subscriptionId}  get_subscription(subscription_id: &str)";
        assert!(text.contains(line), "{text}");
    }
}
