//! Documents that want to harm.

use super::super::on_big_stack;
use super::{loaded, refused};

#[test]
fn a_thousand_levels_of_schemas() {
    let mut schema = "{\"type\": \"string\"}".to_owned();
    for level in 0..1000 {
        schema = match level % 3 {
            0 => format!("{{\"type\": \"object\", \"properties\": {{\"a\": {schema}}}}}"),
            1 => format!("{{\"type\": \"array\", \"items\": {schema}}}"),
            _ => format!("{{\"oneOf\": [{schema}]}}"),
        };
    }
    let text = format!(
        "{{\"openapi\": \"3.0.3\", \"info\": {{\"title\": \"\", \"version\": \"\"}}, \"paths\": {{}}, \
         \"components\": {{\"schemas\": {{\"Deep\": {schema}}}}}}}"
    );
    let (document, diagnostics) = loaded(&text);
    assert_eq!(diagnostics.render(Some(&document.tree)), "");
    on_big_stack(move || drop(document));
}

#[test]
fn too_many_levels() {
    for unit in ["{\"items\": ", "[", "{\"x\": [{\"y\": "] {
        refused(&format!(
            "{{\"openapi\": \"3.0.3\", \"x\": {}",
            unit.repeat(10_000)
        ));
    }
    refused(&format!("openapi: 3.0.3\nx: {}", "[".repeat(100_000)));
    refused(&format!("openapi: 3.0.3\nx: {}", "{a: ".repeat(100_000)));
    refused(&"- ".repeat(100_000));
    refused(&"? ".repeat(100_000));
}

#[test]
fn a_million_values() {
    let values: Vec<String> = (0..1_000_000).map(|number| format!("v{number}")).collect();
    let text = format!(
        "{{\"openapi\": \"3.0.3\", \"info\": {{\"title\": \"\", \"version\": \"\"}}, \"paths\": {{}}, \
         \"components\": {{\"schemas\": {{\"Many\": {{\"type\": \"string\", \"enum\": {values:?}}}}}}}}}"
    );
    let (document, _) = loaded(&text);
    assert!(document.schema_at("#/components/schemas/Many").is_some());
}
