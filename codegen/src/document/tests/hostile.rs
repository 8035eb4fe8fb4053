//! Documents that try to do harm.

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
    assert!(document.at("#/components/schemas/Many").is_some());
}

const HEAD: &str = "openapi: 3.0.3\ninfo: { title: '', version: '' }\n";

#[test]
fn references_that_lead_through_themselves() {
    let (_, diagnostics) = loaded(&format!(
        "{HEAD}paths: {{}}\ncomponents:\n  schemas:\n    A: {{ $ref: '#/components/schemas/A/properties/a' }}\n    \
         B: {{ $ref: '#/components/schemas/C/items%2Fx' }}\n    C: {{ $ref: '#/components/schemas/B/items%2Fx' }}\n"
    ));
    assert_eq!(diagnostics.errors(), 0);
}

/// Each path item contains the next one three times.
#[test]
fn copies_that_grow_without_bound() {
    let mut text = format!("{HEAD}paths:\n");
    for level in 0..20 {
        let next = level + 1;
        let callbacks: String = (0..3)
            .map(|number| format!("c{number}: {{ '{{$url}}': {{ $ref: '#/paths/~1p{next}' }} }}, "))
            .collect();
        text.push_str(&format!(
            "  /p{level}: {{ post: {{ callbacks: {{ {callbacks} }}, responses: {{}} }} }}\n"
        ));
    }
    let report = refused(&text);
    assert!(report.contains("error[too-large]"), "{report}");
    assert_eq!(report.matches("leads nowhere").count(), 3, "{report}");
}

/// One text, repeated by aliases: in the first reader of YAML, and in the second one, which deep
/// nesting needs.
#[test]
fn aliases_of_a_long_text() {
    let text = "y".repeat(100_000);
    let again = "*a, ".repeat(2_000);
    let deep = format!("x-deep: {}{}\n", "[".repeat(200), "]".repeat(200));
    for more in ["", &deep] {
        let report = refused(&format!("{HEAD}{more}x-a: &a \"{text}\"\nx-b: [{again}]\n"));
        assert!(report.contains("aliases repeat more text"), "{report}");
    }
}
