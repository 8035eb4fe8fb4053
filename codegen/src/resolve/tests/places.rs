//! Places are those of the document, whatever older versions call them.

use super::*;

/// The pointers of the reports about a description.
fn reported(text: &str) -> Vec<String> {
    on_big_stack(|| {
        let mut diagnostics = Diagnostics::default();
        let settings = Settings::parse("settings.toml", "", &mut diagnostics).unwrap();
        let document = load(&Input::new("test.yaml", text), &mut diagnostics).unwrap();
        crate::resolve::resolve(&document, &settings, &mut diagnostics);
        let reports = diagnostics.iter();
        reports
            .map(|report| report.place.pointer().to_owned())
            .collect()
    })
}

const HEAD: &str = "openapi: 3.2.0\ninfo: {title: T, version: '1'}\n";

#[test]
fn reports_on_schemas_name_the_keywords_of_the_document() {
    for (schema, place) in [
        ("{prefixItems: [{}, {$ref: '#/x'}]}", "/prefixItems/1/$ref"),
        ("{items: [{}, {$ref: '#/x'}]}", "/items/1/$ref"),
        (
            "{patternProperties: {a/b: {$ref: '#/x'}}}",
            "/patternProperties/a~1b/$ref",
        ),
        (
            "{unevaluatedProperties: {$ref: '#/x'}}",
            "/unevaluatedProperties/$ref",
        ),
        ("{title: A, $ref: '#/x', allOf: [{type: object}]}", "/$ref"),
        (
            "{type: string, allOf: [true, {$ref: '#/x'}]}",
            "/allOf/1/$ref",
        ),
        (
            "{properties: {a: {}}, if: {}, then: {properties: {b: {$ref: '#/x'}}}}",
            "/then/properties/b/$ref",
        ),
    ] {
        let text = format!("{HEAD}components:\n  schemas:\n    A: {schema}\n");
        let expected = format!("/components/schemas/A{place}");
        assert_eq!(reported(&text), [expected], "{schema}");
    }
}

#[test]
fn reports_on_operations_name_the_keywords_of_the_document() {
    let text = format!(
        "{HEAD}paths:\n  /a:\n    query: {{responses: {{2xx: {{content: {{application/jsonl: {{itemSchema: {{$ref: \
         '#/x'}}}}}}}}}}}}\n    additionalOperations:\n      LINK: {{responses: {{200: {{$ref: '#/y'}}}}}}\nwebhooks:\n  \
         w: {{post: {{requestBody: {{$ref: '#/z'}}}}}}\n"
    );
    let expected = [
        "/paths/~1a/query/responses/2xx/content/application~1jsonl/itemSchema/$ref",
        "/paths/~1a/additionalOperations/LINK/responses/200/$ref",
        "/webhooks/w/post/requestBody/$ref",
        "/webhooks/w/post/requestBody",
    ];
    assert_eq!(reported(&text), expected);
}
