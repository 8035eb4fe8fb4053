//! `cargo xtask pages`: what was decided about the pages of each operation, and why.

use std::collections::BTreeMap;

use codegen::api::{NextPage, Operation, Paging};
use codegen::diagnostics::Diagnostics;

use crate::failure::{Failure, Result};
use crate::generate::{Selection, Spec};

/// A line for each operation that looks as if it has pages, and totals for each description.
///
/// # Errors
/// Unreadable files, and descriptions that cannot be read at all.
pub fn pages(selection: &Selection) -> Result<String> {
    let specs = selection.read()?;
    let texts = specs.iter().map(one);
    Ok(texts.collect::<Result<Vec<_>>>()?.concat())
}

fn one(spec: &Spec) -> Result<String> {
    let mut diagnostics = Diagnostics::default();
    let stages = codegen::stages(&spec.input(false), &spec.settings, &mut diagnostics);
    let Some(stages) = stages else {
        return Err(Failure::error(diagnostics.render(None)));
    };
    let operations = &stages.api.operations;
    let lines = operations.iter().filter_map(line);
    let mut text: String = lines.collect();
    let mut sums = BTreeMap::<&str, usize>::new();
    for operation in operations {
        *sums.entry(word(&operation.paging)).or_default() += 1;
    }
    let sums = sums.into_iter().map(|(word, sum)| format!("{sum} {word}"));
    let sums: Vec<_> = sums.collect();
    text.push_str(&format!("{}: {}\n", spec.shown, sums.join(", ")));
    Ok(text)
}

fn line(operation: &Operation) -> Option<String> {
    let what = match &operation.paging {
        Paging::Single => return None,
        Paging::Off => "the settings say that there are no pages".to_owned(),
        Paging::Unclear(missing) => missing.clone(),
        Paging::Pages(pages) => {
            let items = match &pages.items {
                Some(items) if items.path.is_empty() => "items are the body".to_owned(),
                Some(items) => format!("items in `{}`", items.path.join(".")),
                None => "no single list of items".to_owned(),
            };
            format!("{items}, next by {}; {}", pages.next, pages.evidence)
        }
    };
    let (method, path) = (&operation.method.0, &operation.path);
    let word = word(&operation.paging);
    Some(format!("{word:<12} {method} {path}: {what}\n"))
}

/// The strategy in one word.
fn word(paging: &Paging) -> &'static str {
    match paging {
        Paging::Single => "single",
        Paging::Off => "off",
        Paging::Unclear(_) => "unclear",
        Paging::Pages(pages) => match pages.next {
            NextPage::Link(_) => "next-link",
            NextPage::LinkHeader => "link-header",
            NextPage::Token { .. } => "token",
            NextPage::LastItem { .. } => "last-item",
            NextPage::Page { .. } => "page-number",
            NextPage::Offset { .. } => "offset",
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_operation_that_could_page_is_listed_with_its_reason() {
        let workspace = crate::workspace();
        let file = "tests/fixtures/passes/pages_by_last_item.yaml";
        let text = pages(&Selection {
            api: None,
            spec: Some(workspace.join(file)),
            workspace,
        });
        let text = text.unwrap();
        let line = "unclear      GET /nothing: no member of an item is known to be the value of \
                    parameter `starting_after`\n";
        assert!(text.contains(line), "{text}");
        assert!(
            text.ends_with(": 3 last-item, 1 single, 1 unclear\n"),
            "{text}"
        );
    }
}
