//! Cycles of every kind, deep nesting, exponential `allOf`.

use std::fmt::Write;

use super::{resolve, schemas, show};

#[test]
fn aliases_in_a_circle_are_any_json() {
    let (api, reports) = schemas(
        "A: {$ref: '#/components/schemas/B'}\nB: {$ref: '#/components/schemas/A'}\nC: {$ref: '#/components/schemas/C'}",
    );
    assert!(
        reports.iter().all(|kind| *kind == "cyclic-ref"),
        "{reports:?}"
    );
    let cyclic = "any, since a schema that refers only to itself";
    assert_eq!(show(&api, "C"), cyclic);
    let (a, b) = (show(&api, "A"), show(&api, "B"));
    assert!(
        a == cyclic && b == "= A" || a == "= B" && b == cyclic,
        "{a} {b}"
    );
}

#[test]
fn a_part_of_itself_is_no_part() {
    let (api, reports) = schemas(
        "A: {allOf: [{$ref: '#/components/schemas/B'}], properties: {a: {type: string}}}\n\
         B: {allOf: [{$ref: '#/components/schemas/A'}], properties: {b: {type: string}}}",
    );
    assert_eq!(reports, ["cyclic-all-of"; 2]);
    assert_eq!(show(&api, "A"), "{b?: string Plain, a?: string Plain}");
}

#[test]
fn a_union_that_contains_itself_keeps_the_other_variants() {
    let (api, reports) = schemas(
        "X: {oneOf: [{$ref: '#/components/schemas/Y'}, {type: string}, {type: array}]}\n\
         Y: {oneOf: [{$ref: '#/components/schemas/X'}, {type: integer}, {type: boolean}]}",
    );
    assert_eq!(reports, ["cyclic-union"]);
    assert!(show(&api, "X").starts_with("union("), "{}", show(&api, "X"));
}

#[test]
fn recursion_through_properties_is_fine() {
    let (api, reports) = schemas(
        "Node: {type: object, properties: {next: {$ref: '#/components/schemas/Node'}, all: {type: array, items: {oneOf: [{$ref: '#/components/schemas/Node'}, {type: string}]}}}}",
    );
    assert!(reports.is_empty(), "{reports:?}");
    assert!(show(&api, "Node").starts_with("{next?: Node, all?: [union(by shape; Node: Node"));
}

#[test]
fn diamonds_of_all_of_take_no_time() {
    let mut text = "A0: {type: object, properties: {a: {type: string}}}\n".to_owned();
    for level in 1..60 {
        let before = level - 1;
        writeln!(text, "A{level}: {{allOf: [{{$ref: '#/components/schemas/A{before}'}}, {{allOf: [{{$ref: '#/components/schemas/A{before}'}}]}}], properties: {{p{level}: {{type: string}}}}}}").unwrap();
    }
    let (api, _) = schemas(&text);
    assert_eq!(show(&api, "A59").matches('?').count(), 60);
}

#[test]
fn a_thousand_levels_are_typed() {
    let depth = 1_000;
    let text = format!(
        "{{\"openapi\":\"3.0.3\",\"info\":{{\"title\":\"T\",\"version\":\"1\"}},\"paths\":{{}},\"components\":{{\"schemas\":{{\"A\":{}{{\"type\":\"string\"}}{}}}}}}}",
        "{\"type\":\"array\",\"items\":".repeat(depth),
        "}".repeat(depth)
    );
    let (api, reports) = resolve(&text, "");
    assert!(reports.is_empty(), "{reports:?}");
    assert_eq!(api.types.len(), depth + 1);
}

#[test]
fn parameters_and_responses_in_circles_are_left_out() {
    let text = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths:\n  /a: {get: {parameters: [{$ref: '#/components/parameters/P'}, {$ref: '#/components/parameters/Nothing'}], responses: {'200': {$ref: '#/components/responses/R'}}}}\ncomponents:\n  parameters: {P: {$ref: '#/components/parameters/P'}}\n  responses: {R: {$ref: '#/components/responses/R'}}\n";
    let (api, reports) = resolve(text, "");
    assert!(api.operations[0].parameters.is_empty() && api.operations[0].responses.is_empty());
    assert_eq!(reports, ["cyclic-ref", "dangling-ref", "cyclic-ref"]);
}

#[test]
fn unions_of_all_by_all_take_no_time() {
    let count = 60;
    let mut text = String::new();
    for holder in 0..count {
        let variants: Vec<_> = (0..count)
            .map(|variant| format!("{{$ref: '#/components/schemas/U{variant}'}}"))
            .collect();
        writeln!(text, "U{holder}: {{oneOf: [{{type: object, required: [p{holder}], properties: {{p{holder}: {{type: string}}}}}}, {}]}}", variants.join(", ")).unwrap();
    }
    let (api, reports) = schemas(&text);
    assert!(reports.contains(&"cyclic-union"), "{reports:?}");
    assert_eq!(
        api.types
            .iter()
            .filter(|(_, ty)| ty.origin.steps.len() == 1)
            .count(),
        count
    );
}
