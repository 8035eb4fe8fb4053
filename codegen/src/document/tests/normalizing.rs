//! What is valid stays as it is written, and what is wrong is repaired.

use serde_json::{Value, json};

use super::loaded;

/// A schema after normalizing, and the kinds of reports about it.
fn schema(version: &str, yaml: &str) -> (Value, Vec<&'static str>) {
    let text = format!(
        "openapi: {version}\ninfo: {{title: T, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n    \
         Other: {{type: string}}\n    It: {yaml}\n"
    );
    let (document, diagnostics) = loaded(&text);
    let node = document
        .at("#/components/schemas/It")
        .map(|node| node.to_json());
    (
        node.unwrap_or_default(),
        diagnostics.iter().map(|entry| entry.kind).collect(),
    )
}

fn stays(yaml: &str, expected: Value) {
    assert_eq!(schema("3.1.0", yaml), (expected, vec![]), "{yaml}");
}

fn repaired(yaml: &str, expected: Value, kind: &'static str) {
    assert_eq!(schema("3.0.3", yaml), (expected, vec![kind]), "{yaml}");
}

#[test]
fn types() {
    stays(
        "{type: [string, 'null']}",
        json!({"type": ["string", "null"]}),
    );
    stays("{type: [string]}", json!({"type": "string"}));
    stays("{type: 'null'}", json!({"type": "null"}));
    stays("{type: null}", json!({"type": "null"}));
    stays("{x-nullable: true}", json!({"x-nullable": true}));
    stays("true", json!(true));
    stays("false", json!(false));
    stays("", json!({}));
}

#[test]
fn values() {
    stays("{const: 5}", json!({"const": 5}));
    stays(
        "{type: string, enum: [a, null]}",
        json!({"type": "string", "enum": ["a", null]}),
    );
    stays("{examples: [1, 2]}", json!({"examples": [1, 2]}));
    repaired(
        "{type: string, enum: [1.10, b]}",
        json!({"type": "string", "enum": ["1.10", "b"]}),
        "enum-type",
    );
    repaired(
        "{type: [string, 'null'], const: 1.10}",
        json!({"type": ["string", "null"], "const": "1.10"}),
        "enum-type",
    );
    repaired(
        "{type: string, enum: []}",
        json!({"type": "string"}),
        "empty-enum",
    );
    repaired(
        "{type: array, items: {type: string}, enum: [a]}",
        json!({"type": "array", "items": {"type": "string", "enum": ["a"]}}),
        "enum-type",
    );
}

#[test]
fn numbers() {
    stays("{exclusiveMinimum: 0}", json!({"exclusiveMinimum": 0}));
    stays("{minimum: 1.0}", json!({"minimum": 1}));
    repaired("{maxLength: -1}", json!({}), "ill-typed");
    repaired("{maxLength: '10'}", json!({"maxLength": 10}), "ill-typed");
    repaired("{minimum: .nan}", json!({}), "ill-typed");
    repaired("{multipleOf: 0}", json!({}), "ill-typed");
}

#[test]
fn arrays_and_objects() {
    stays(
        "{prefixItems: [{type: string}, true], items: false}",
        json!({"prefixItems": [{"type": "string"}, true], "items": false}),
    );
    stays(
        "{items: [{type: string}], additionalItems: {type: integer}}",
        json!({"items": [{"type": "string"}], "additionalItems": {"type": "integer"}}),
    );
    stays(
        "{patternProperties: {'^x': {type: integer}}}",
        json!({"patternProperties": {"^x": {"type": "integer"}}}),
    );
    repaired(
        "{items: [{type: string}]}",
        json!({"items": {"type": "string"}}),
        "ill-typed",
    );
    repaired("{properties: []}", json!({"properties": {}}), "ill-typed");
    repaired("{required: true}", json!({}), "ill-typed");
    repaired("{required: a}", json!({"required": ["a"]}), "ill-typed");
    repaired(
        "{additionalProperties: 'true'}",
        json!({"additionalProperties": true}),
        "ill-typed",
    );
}

#[test]
fn references() {
    let r = "#/components/schemas/Other";
    stays(&format!("{{$ref: '{r}'}}"), json!({"$ref": r}));
    stays(&format!("{{$ref: '{r}', summary: x}}"), json!({"$ref": r}));
    stays(
        &format!("{{$ref: '{r}', nullable: true, allOf: [true]}}"),
        json!({"$ref": r, "nullable": true, "allOf": [true]}),
    );
    repaired(
        "{$ref: 5, type: string}",
        json!({"type": "string"}),
        "ill-typed",
    );
}

#[test]
fn slips_of_the_pen() {
    repaired("{type: strin}", json!({"type": "string"}), "unknown-type");
    repaired(
        "{type: datetime}",
        json!({"type": "string", "format": "date-time"}),
        "unknown-type",
    );
    repaired("{type: gibberish}", json!({}), "unknown-type");
    repaired("string", json!({"type": "string"}), "ill-typed");
    repaired(
        "{description: 5.10}",
        json!({"description": "5.10"}),
        "ill-typed",
    );
    repaired(
        "{readonly: true}",
        json!({"readonly": true}),
        "unknown-keyword",
    );
    repaired("{nullable: 'yes'}", json!({"nullable": true}), "ill-typed");
    repaired(
        "{allOf: {type: object}}",
        json!({"allOf": [{"type": "object"}]}),
        "ill-typed",
    );
    repaired("{oneOf: []}", json!({}), "ill-typed");
    repaired(
        "{discriminator: kind}",
        json!({"discriminator": {"propertyName": "kind"}}),
        "ill-typed",
    );
}

#[test]
fn operations_survive() {
    let (document, diagnostics) = loaded(
        "openapi: 3.2.0\ninfo:\npaths:\n  pets:\n    query: {}\n    additionalOperations:\n      LINK: {}\n    get:\n      \
         parameters:\n        - {name: a, in: query, type: string}\n        - {name: b, in: Path}\n        - {in: query}\n        \
         - {name: q, in: querystring, content: {application/json: {}}}\n      responses:\n        200:\n        2xx: \
         {content: {text/event-stream: {itemSchema: {type: [string, 'null']}}}}\n        OK: {}\n      security: {key: \
         }\ncomponents:\n  securitySchemes:\n    key: {type: mutualTLS}\n    basic: {type: basic}\n",
    );
    let report = diagnostics.render(Some(&document.tree));
    let kinds: Vec<_> = diagnostics
        .located(Some(&document.tree))
        .into_iter()
        .map(|entry| entry.kind)
        .collect();

    let schemes = document.at("/components/securitySchemes");
    let schemes = schemes
        .and_then(|all| all.as_mapping())
        .map(|all| all.len());
    assert_eq!(schemes, Some(2));
    let item = document
        .at("/paths/~1pets")
        .map(|node| node.to_json())
        .unwrap_or_default();
    assert_eq!(
        item,
        json!({
            "get": {
                "parameters": [
                    {"name": "a", "in": "query", "schema": {"type": "string"}},
                    {"name": "b", "in": "path", "required": true, "schema": {}},
                    {"name": "q", "in": "querystring", "content": {"application/json": {}}},
                ],
                "responses": {
                    "200": {"description": ""},
                    "2xx": {
                        "content": {"text/event-stream": {"itemSchema": {"type": ["string", "null"]}}},
                        "description": "",
                    },
                },
                "security": [{"key": []}],
            },
            "query": {"responses": {}},
            "additionalOperations": {"LINK": {"responses": {}}},
        })
    );
    assert_eq!(
        kinds,
        [
            "missing",
            "missing",
            "bad-path",
            "missing",
            "missing",
            "missing",
            "unknown-place",
            "missing",
            "unknown-status",
            "ill-typed",
            "unknown-type"
        ],
        "{report}"
    );
}
