//! What 3.0 cannot say, and what is written wrongly.

use serde_json::{Value, json};

use super::loaded;

/// A schema after normalizing, and the kinds of reports on it.
fn schema(version: &str, yaml: &str) -> (Value, Vec<&'static str>) {
    let text = format!(
        "openapi: {version}\ninfo: {{title: T, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n    \
         Other: {{type: string}}\n    It: {yaml}\n"
    );
    let (document, diagnostics) = loaded(&text);
    assert!(document.schema_at("/components/schemas/It").is_some());
    let node = document
        .node_at("#/components/schemas/It")
        .map(|node| node.to_json());
    (
        node.unwrap_or_default(),
        diagnostics.iter().map(|entry| entry.kind).collect(),
    )
}

fn becomes(yaml: &str, expected: Value) {
    assert_eq!(schema("3.1.0", yaml), (expected, vec![]), "{yaml}");
}

fn repaired(yaml: &str, expected: Value, kind: &'static str) {
    assert_eq!(schema("3.0.3", yaml), (expected, vec![kind]), "{yaml}");
}

#[test]
fn types() {
    becomes(
        "{type: [string, 'null']}",
        json!({"type": "string", "nullable": true}),
    );
    becomes("{type: [string]}", json!({"type": "string"}));
    becomes(
        "{type: [string, integer]}",
        json!({"x-oas-types": ["string", "integer"]}),
    );
    becomes(
        "{type: [string, array, 'null']}",
        json!({"x-oas-types": ["string", "array", "null"]}),
    );
    becomes("{type: 'null'}", json!({"x-oas-types": ["null"]}));
    becomes("{type: null}", json!({"x-oas-types": ["null"]}));
    becomes("{x-nullable: true}", json!({"nullable": true}));
    becomes("true", json!({}));
    becomes("false", json!({"x-oas-never": true}));
    becomes("", json!({}));
}

#[test]
fn values() {
    becomes("{const: 5}", json!({"enum": [5], "x-oas-const": true}));
    becomes(
        "{type: string, enum: [a, null]}",
        json!({"type": "string", "enum": ["a", null], "nullable": true}),
    );
    becomes(
        "{examples: [1, 2]}",
        json!({"example": 1, "x-oas-examples": [1, 2]}),
    );
    repaired(
        "{type: string, enum: [1.10, b]}",
        json!({"type": "string", "enum": ["1.10", "b"], "x-oas-enum": [1.1, "b"]}),
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
    becomes(
        "{exclusiveMinimum: 0}",
        json!({"minimum": 0, "exclusiveMinimum": true}),
    );
    becomes("{maximum: 3, exclusiveMaximum: 5}", json!({"maximum": 3}));
    becomes("{minimum: 1.0}", json!({"minimum": 1}));
    repaired("{maxLength: -1}", json!({}), "ill-typed");
    repaired("{maxLength: '10'}", json!({"maxLength": 10}), "ill-typed");
    repaired("{minimum: .nan}", json!({}), "ill-typed");
    repaired("{multipleOf: 0}", json!({}), "ill-typed");
}

#[test]
fn arrays_and_objects() {
    becomes(
        "{prefixItems: [{type: string}], unevaluatedItems: {type: integer}}",
        json!({"x-oas-prefix-items": [{"type": "string"}], "items": {"type": "integer"}}),
    );
    becomes(
        "{prefixItems: [{type: string}], if: {}, unevaluatedItems: false}",
        json!({"x-oas-prefix-items": [{"type": "string"}], "if": {}, "unevaluatedItems": false}),
    );
    becomes(
        "{prefixItems: [{type: string}, true], items: false}",
        json!({"x-oas-prefix-items": [{"type": "string"}, {}], "x-oas-no-items": true}),
    );
    becomes(
        "{items: [{type: string}], additionalItems: {type: integer}}",
        json!({"x-oas-prefix-items": [{"type": "string"}], "items": {"type": "integer"}}),
    );
    becomes(
        "{patternProperties: {'^x': {type: [string, 'null']}}}",
        json!({"x-oas-pattern-properties": {"^x": {"type": "string", "nullable": true}}}),
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
    becomes(&format!("{{$ref: '{r}'}}"), json!({"$ref": r}));
    becomes(&format!("{{$ref: '{r}', summary: x}}"), json!({"$ref": r}));
    becomes(
        &format!("{{$ref: '{r}', nullable: true, type: ['null', object]}}"),
        json!({"allOf": [{"$ref": r}], "nullable": true, "type": "object"}),
    );
    becomes(
        &format!("{{$ref: '{r}', allOf: [true]}}"),
        json!({"allOf": [{"$ref": r}, {}]}),
    );
    repaired(
        "{$ref: 5, type: string}",
        json!({"type": "string"}),
        "ill-typed",
    );
}

#[test]
fn strings() {
    becomes(
        "{type: string, contentEncoding: base64, contentMediaType: image/png}",
        json!({"type": "string", "format": "byte", "x-oas-content-media-type": "image/png"}),
    );
    becomes(
        "{contentMediaType: application/octet-stream}",
        json!({"format": "binary", "x-oas-content-media-type": "application/octet-stream"}),
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
    assert_eq!(document.openapi.operations().count(), 1, "{report}");
    assert_eq!(
        document
            .openapi
            .components
            .iter()
            .flat_map(|c| &c.security_schemes)
            .count(),
        2
    );
    let item = document
        .node_at("/paths/~1pets")
        .map(|node| node.to_json())
        .unwrap_or_default();
    assert_eq!(
        item,
        json!({
            "get": {
                "parameters": [
                    {"name": "a", "in": "query", "schema": {"type": "string"}},
                    {"name": "b", "in": "path", "required": true, "schema": {}},
                    {"name": "q", "in": "query", "content": {"application/json": {}}, "x-oas-querystring": true},
                ],
                "responses": {
                    "200": {"description": ""},
                    "2xx": {
                        "content": {"text/event-stream": {"x-oas-item-schema": {"type": "string", "nullable": true}}},
                        "description": "",
                    },
                },
                "security": [{"key": []}],
            },
            "x-oas-operations": {"QUERY": {"responses": {}}, "LINK": {"responses": {}}},
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

#[test]
fn conditions() {
    let branches =
        "if: {}, then: {properties: {a: {}}}, else: {if: {}, then: {properties: {b: {}}}}";
    let (schema, reports) = schema(
        "3.1.0",
        &format!("{{{branches}, dependentSchemas: {{c: {{properties: {{a: {{}}}}}}}}}}"),
    );
    let expected = json!({
        "a": ["/then/properties/a", "/dependentSchemas/c/properties/a"],
        "b": ["/else/then/properties/b"],
    });
    assert_eq!((&schema["x-oas-conditional"], reports), (&expected, vec![]));
    let deep = (0..200).fold("{properties: {a: {}}}".to_owned(), |inner, _| {
        format!("{{if: {{}}, then: {inner}}}")
    });
    assert_eq!(self::schema("3.1.0", &deep).1, ["nested-conditions"]);
}
