//! `oneOf` and `anyOf`.

use super::{schemas, show, shown};

const PETS: &str = "Cat: {type: object, required: [kind, meow], properties: {kind: {type: string}, meow: {type: string}}}\n\
                    Dog: {type: object, required: [kind], properties: {kind: {type: string}, bark: {type: string}}}\n";

#[test]
fn discriminators_map_tags_explicitly_and_by_name() {
    let text = format!(
        "{PETS}Pet: {{oneOf: [{{$ref: '#/components/schemas/Cat'}}, {{$ref: '#/components/schemas/Dog'}}], discriminator: {{propertyName: kind, mapping: {{c: Cat, cat: '#/components/schemas/Cat'}}}}}}"
    );
    assert_eq!(
        shown(&text, "Pet"),
        "union(by kind; Cat: Cat  if c | cat; Dog: Dog  if Dog)"
    );
}

#[test]
fn constants_of_a_common_property_are_a_discriminator() {
    let text = "A: {type: object, required: [t], properties: {t: {const: a}}}\n\
                B: {type: object, required: [t], properties: {t: {enum: [b, c]}}}\n\
                U: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}";
    assert_eq!(shown(text, "U"), "union(by t; a: A  if a; B: B  if b | c)");
}

#[test]
fn required_properties_tell_objects_apart() {
    let text = "A: {type: object, required: [a], properties: {a: {type: string}}}\n\
                B: {type: object, required: [b], properties: {b: {type: string}}}\n\
                U: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}, {type: string}]}";
    let expected = "union(by shape; A: A  if object, has a; B: B  if object, has b; string: string Plain  if string)";
    assert_eq!(shown(text, "U"), expected);
}

#[test]
fn the_richer_object_is_tried_first() {
    let text = format!(
        "{PETS}Pet: {{oneOf: [{{$ref: '#/components/schemas/Dog'}}, {{$ref: '#/components/schemas/Cat'}}]}}"
    );
    let expected = "union(by shape; Cat: Cat  if object, has meow; Dog: Dog  if object)";
    assert_eq!(shown(&text, "Pet"), expected);
}

#[test]
fn trial_in_order_is_reported() {
    let (_, reports) = schemas(
        "U: {oneOf: [{type: object, properties: {a: {type: string}}}, {type: object, properties: {b: {type: string}}}]}",
    );
    assert_eq!(reports, ["union-by-trial"]);
}

#[test]
fn scalars_of_one_class_are_one_type() {
    let text = "A: {oneOf: [{type: string}, {type: string, format: date-time}]}\n\
                B: {oneOf: [{type: integer}, {type: number}]}\n\
                C: {anyOf: [{type: string}, {type: string, enum: [a, b]}]}\n\
                D: {oneOf: [{type: string, enum: [a]}, {type: string, enum: [b, a]}]}\n\
                E: {oneOf: [{$ref: '#/components/schemas/D'}, {enum: [c]}]}\n\
                F: {type: integer, oneOf: [{const: 1, title: One}, {const: 2}]}\n\
                G: {allOf: [{$ref: '#/components/schemas/F'}], enum: [2]}\n\
                H: {oneOf: [{type: string}, {type: boolean}, {type: string, format: uuid}]}";
    for (component, expected) in [
        ("A", "string Plain"),
        (
            "B",
            "union(by shape; integer: integer Unspecified  if integer; number: number Unspecified  if number)",
        ),
        ("C", r#""a" | "b" | .."#),
        ("D", r#""a" | "b""#),
        ("E", r#""a" | "b" | "c""#),
        ("F", "1 | 2"),
        ("G", "2"),
        (
            "H",
            "union(by shape; string: string Plain  if string; boolean: boolean  if boolean)",
        ),
    ] {
        assert_eq!(shown(text, component), expected, "{component}");
    }
}

#[test]
fn what_is_no_choice_vanishes() {
    let text = format!(
        "{PETS}A: {{oneOf: [{{$ref: '#/components/schemas/Cat'}}]}}\n\
         B: {{anyOf: [{{$ref: '#/components/schemas/Cat'}}, {{$ref: '#/components/schemas/Cat'}}]}}\n\
         C: {{type: object, properties: {{a: {{type: string}}, b: {{type: string}}}}, oneOf: [{{required: [a]}}, {{required: [b]}}]}}"
    );
    assert_eq!(shown(&text, "A"), "= Cat");
    assert_eq!(shown(&text, "B"), "= Cat");
    assert_eq!(shown(&text, "C"), "{a?: string Plain, b?: string Plain}");
}

#[test]
fn any_of_objects_is_one_object_with_the_members_of_all() {
    let text = "A: {anyOf: [{type: object, required: [a, c], properties: {a: {type: string}, c: {type: string}}}, {type: object, required: [a], properties: {a: {type: integer}, b: {type: string}}}]}";
    let expected = "{a: union(by shape; string: string Plain  if string; integer: integer Unspecified  if integer), c?: string Plain, b?: string Plain}";
    assert_eq!(shown(text, "A"), expected);
}

#[test]
fn any_of_objects_beside_other_types_is_one_variant() {
    let text = "A: {anyOf: [{type: object, properties: {a: {type: string}}}, {type: object, properties: {b: {type: string}}}, {type: integer}]}\n\
                B: {anyOf: [{$ref: '#/components/schemas/A'}, {type: [object, string], properties: {c: {type: string}}}]}\n\
                C: {anyOf: [{type: object, required: [a], properties: {a: {type: string}}}, {type: object, required: [b], properties: {b: {type: string}}}, {type: integer}]}";
    let expected = "union(by shape; object: {a?: string Plain, b?: string Plain}  if object; integer: integer Unspecified  if integer)";
    assert_eq!(shown(text, "A"), expected);
    let expected = "union(by shape; object: {a?: string Plain, b?: string Plain, c?: string Plain}  if object; integer: integer Unspecified  if integer; string: string Plain  if string)";
    assert_eq!(shown(text, "B"), expected);
    let expected = "union(by shape; with a: {a: string Plain}  if object, has a; with b: {b: string Plain}  if object, has b; integer: integer Unspecified  if integer)";
    assert_eq!(shown(text, "C"), expected);
}

#[test]
fn what_only_variants_require_is_kept() {
    let text = "A: {type: object, properties: {c: {type: string}}, oneOf: [{required: [a]}, {anyOf: [{required: [b]}, {required: [c]}]}]}";
    let (api, reports) = schemas(text);
    assert_eq!(show(&api, "A"), "{c?: string Plain, a?: any, b?: any}");
    assert_eq!(reports, ["undeclared-property", "undeclared-property"]);
}

#[test]
fn all_of_with_a_union_distributes() {
    let text = format!(
        "{PETS}A: {{allOf: [{{type: object, required: [id], properties: {{id: {{type: integer}}}}}}, {{oneOf: [{{$ref: '#/components/schemas/Cat'}}, {{$ref: '#/components/schemas/Dog'}}]}}]}}"
    );
    let expected = "union(by shape; Cat: {id: integer Unspecified, kind: string Plain, meow: string Plain}  if object, has meow; Dog: {id: integer Unspecified, kind: string Plain, bark?: string Plain}  if object)";
    assert_eq!(shown(&text, "A"), expected);
}

#[test]
fn children_of_a_parent_that_lists_them_inherit_its_properties_only() {
    let text = "Pet: {type: object, required: [kind], properties: {kind: {type: string}}, discriminator: {propertyName: kind}, oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}\n\
                Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {meow: {type: string}}}]}\n\
                Dog: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {bark: {type: string}}}]}";
    assert_eq!(
        shown(text, "Cat"),
        "{kind: string Plain, meow?: string Plain}"
    );
    assert_eq!(
        shown(text, "Pet"),
        "union(by kind; Cat: Cat  if Cat; Dog: Dog  if Dog)"
    );
}

#[test]
fn a_type_beside_a_union_drops_the_variants_that_cannot_be() {
    let text = "A: {allOf: [{properties: {r: {anyOf: [{type: object}, {type: array}, {type: string}]}}}, {properties: {r: {type: string}}}]}";
    assert_eq!(shown(text, "A"), "{r?: string Plain}");
    let (api, _) = schemas("A: {oneOf: [{type: string}, false]}");
    assert_eq!(show(&api, "A"), "string Plain");
}

#[test]
fn a_parent_with_a_discriminator_stands_for_its_children_where_it_is_used() {
    let text = "Pet: {type: object, required: [kind], properties: {kind: {type: string}}, discriminator: {propertyName: kind, mapping: {cat: Cat}}}\n\
                Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {meow: {type: string}}}]}\n\
                Dog: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {bark: {type: string}}}]}\n\
                Owner: {type: object, properties: {pet: {$ref: '#/components/schemas/Pet'}}}";
    let expected =
        "union(by kind; cat: Cat  if cat; Dog: Dog  if Dog; Pet: {kind: string Plain}  if Pet)";
    assert_eq!(shown(text, "Pet"), expected);
    assert_eq!(
        shown(text, "Cat"),
        "{kind: string Plain, meow?: string Plain}"
    );
    let unused = text.rsplit_once('\n').unwrap().0;
    let (api, reports) = schemas(unused);
    assert_eq!(show(&api, "Pet"), "{kind: string Plain}");
    assert_eq!(reports, ["useless-discriminator"]);
}
