//! Scalars, enumerations, nullability, arrays and tuples.

use super::{schemas, show, shown};

#[test]
fn formats_become_types_and_contradictions_are_ignored() {
    let text = "A: {type: string, format: date-time}\nB: {type: integer, format: int32}\n\
                C: {type: number, format: int64}\nD: {type: string, format: email}\n\
                E: {format: binary}\nF: {type: string, format: int64}";
    for (component, expected) in [
        ("A", "string DateTime"),
        ("B", "integer Int32"),
        ("C", "integer Int64"),
        ("D", "string Plain"),
        ("E", "string Binary"),
        ("F", "string Int64"),
    ] {
        assert_eq!(shown(text, component), expected);
    }
    let (api, reports) =
        schemas("A: {type: string, format: int32}\nB: {type: integer, format: date}");
    assert_eq!(reports, ["format-of-other-type"; 2]);
    assert_eq!(show(&api, "A"), "string Plain");
    assert_eq!(show(&api, "B"), "integer Unspecified");
    let (api, reports) = schemas("A: {format: uuid}");
    assert_eq!(reports, ["format-without-type"]);
    assert_eq!(
        show(&api, "A"),
        "any, since `format: uuid` without a `type`"
    );
}

#[test]
fn enumerations_keep_their_values_once_and_null_for_the_uses() {
    let text = "S: {type: string, enum: [a, b, a, null], nullable: true}\n\
                M: {enum: [a, 1, 1.5, true]}\nB: {type: boolean, enum: [true, false]}\n\
                C: {const: 3}\nN: {enum: [null]}\n\
                Use: {type: object, properties: {s: {$ref: '#/components/schemas/S'}}}";
    assert_eq!(shown(text, "S"), r#""a" | "b""#);
    assert_eq!(shown(text, "M"), r#""a" | 1 | 1.5 | true"#);
    assert_eq!(shown(text, "B"), "boolean");
    assert_eq!(shown(text, "C"), "3");
    assert_eq!(shown(text, "N"), "null");
    assert_eq!(shown(text, "Use"), "{s?: S?}");
}

#[test]
fn extensions_name_and_describe_values() {
    let (api, _) = schemas(
        "A: {type: integer, enum: [1, 2], x-enum-varnames: [One, Two], x-enum-descriptions: {'2': two}}",
    );
    let (_, definition) = api.types.iter().next().unwrap();
    let crate::api::Kind::Enumeration(enumeration) = &definition.kind else {
        panic!("{definition:?}");
    };
    let said: Vec<_> = enumeration
        .values
        .iter()
        .map(|value| (value.name.as_deref(), value.description.as_deref()))
        .collect();
    assert_eq!(said, [(Some("One"), None), (Some("Two"), Some("two"))]);
}

#[test]
fn null_in_every_spelling_belongs_to_the_use() {
    let text = "A: {type: string, nullable: true}\nB: {type: [string, 'null']}\n\
                C: {oneOf: [{type: string}, {type: 'null'}]}\nD: {anyOf: [{$ref: '#/components/schemas/P'}, {type: 'null'}]}\n\
                E: {allOf: [{$ref: '#/components/schemas/P'}], nullable: true}\nP: {type: object, properties: {a: {type: string}}}\n\
                X: {type: object, properties: {a: {$ref: '#/components/schemas/A'}, b: {$ref: '#/components/schemas/B'}, c: {$ref: '#/components/schemas/C'}, d: {$ref: '#/components/schemas/D'}, e: {$ref: '#/components/schemas/E'}, f: {type: array, items: {type: integer, nullable: true}}, g: {oneOf: [{$ref: '#/components/schemas/P'}, {type: 'null'}]}}}";
    let expected = "{a?: A?, b?: B?, c?: C?, d?: D?, e?: E?, f?: [integer Unspecified?], g?: P?}";
    assert_eq!(shown(text, "X"), expected);
    assert_eq!(shown(text, "D"), "= P");
}

#[test]
fn arrays_and_tuples() {
    let text = "A: {type: array}\nB: {items: {type: string}}\n\
                C: {type: array, prefixItems: [{type: string}, {type: integer}], minItems: 2, items: {type: boolean}}\n\
                D: {type: array, prefixItems: [{type: string}, {type: integer}], items: false}\n\
                E: {type: array, prefixItems: [{type: string}], items: {type: integer}}";
    assert_eq!(shown(text, "A"), "[any]");
    assert_eq!(shown(text, "B"), "[string Plain]");
    assert_eq!(
        shown(text, "C"),
        "(string Plain, integer Unspecified, ..boolean)"
    );
    assert_eq!(
        shown(text, "D"),
        "(string Plain or nothing, integer Unspecified or nothing)"
    );
    assert_eq!(
        shown(text, "E"),
        "(string Plain or nothing, ..integer Unspecified)"
    );
}

#[test]
fn a_type_list_is_a_union_of_its_parts() {
    let text = "A: {type: [array, object], items: {type: string}}\n\
                B: {type: [string, integer, 'null']}\nU: {type: object, properties: {b: {$ref: '#/components/schemas/B'}}}";
    assert_eq!(
        shown(text, "A"),
        "union(by shape; array: [string Plain]  if array; object: {..any}  if object)"
    );
    let expected = "union(by shape; string: string Plain  if string; integer: integer Unspecified  if integer)";
    assert_eq!(shown(text, "B"), expected);
    assert_eq!(shown(text, "U"), "{b?: B?}");
}

#[test]
fn docs_tell_bounds_in_words() {
    let (api, _) = schemas("A: {type: integer, minimum: 1, exclusiveMaximum: 10, default: 3}");
    let (_, definition) = api.types.iter().next().unwrap();
    let constraints = definition.docs.constraints.iter().map(ToString::to_string);
    let constraints: Vec<_> = constraints.collect();
    assert_eq!(constraints, ["at least 1", "less than 10"]);
    assert_eq!(definition.docs.default.as_deref(), Some("3"));
}
