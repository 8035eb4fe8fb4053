//! Objects, maps and `allOf`.

use super::{schemas, show, shown};

const PET: &str = "Pet: {type: object, required: [name], properties: {name: {type: string}, tag: {type: string}}}";

#[test]
fn objects_without_properties_are_maps() {
    let text = "A: {type: object}\nB: {type: object, additionalProperties: {type: integer}}\n\
                C: {type: object, additionalProperties: false}\nD: {}\nE: true\n\
                F: {properties: {a: {}}}\nG: {type: object, properties: {a: {}}, additionalProperties: {type: string}}\n\
                H: {type: object, patternProperties: {'^x-': {type: boolean}}}\n\
                I: {type: object, properties: {a: {}}, additionalProperties: true}";
    for (component, expected) in [
        ("A", "{..any}"),
        ("B", "{..integer Unspecified}"),
        ("C", "{nothing else}"),
        ("D", "any"),
        ("E", "any"),
        ("F", "{a?: any}"),
        ("G", "{a?: any, ..string Plain}"),
        ("H", "{..union(by shape; boolean: boolean  if boolean)}"),
        ("I", "{a?: any, ..any}"),
    ] {
        assert_eq!(shown(text, component), expected);
    }
}

#[test]
fn required_properties_that_nobody_declares_are_any_json() {
    let (api, reports) =
        schemas("A: {type: object, required: [a, b], properties: {a: {type: string}}}");
    assert_eq!(reports, ["undeclared-property"]);
    assert_eq!(show(&api, "A"), "{a: string Plain, b: any}");
}

#[test]
fn all_of_merges_properties_and_requirements() {
    let text = format!(
        "{PET}\nDog: {{allOf: [{{$ref: '#/components/schemas/Pet'}}, {{type: object, properties: {{bark: {{type: boolean}}}}}}], required: [tag, bark]}}"
    );
    assert_eq!(
        shown(&text, "Dog"),
        "{name: string Plain, tag: string Plain, bark: boolean}"
    );
}

#[test]
fn a_reference_with_annotations_is_that_type() {
    let text = format!(
        "{PET}\nA: {{type: object, properties: {{p: {{allOf: [{{$ref: '#/components/schemas/Pet'}}], description: mine, nullable: true}}, q: {{type: object, allOf: [{{$ref: '#/components/schemas/Pet'}}, {{description: d}}], required: [name]}}}}}}\n\
         B: {{$ref: '#/components/schemas/Pet'}}"
    );
    assert_eq!(shown(&text, "A"), "{p?: Pet?, q?: Pet}");
    assert_eq!(shown(&text, "B"), "= Pet");
    let (api, _) = schemas(&text);
    let docs = api
        .types
        .iter()
        .find_map(|(_, definition)| match &definition.kind {
            crate::api::Kind::Object(object) => object
                .fields
                .iter()
                .find(|field| field.wire_name == "p")
                .map(|field| field.docs.clone()),
            _ => None,
        });
    assert_eq!(docs.unwrap().description.as_deref(), Some("mine"));
}

#[test]
fn redeclared_properties_are_narrowed() {
    let text = format!(
        "{PET}\nCat: {{allOf: [{{$ref: '#/components/schemas/Pet'}}, {{properties: {{tag: {{enum: [a, b]}}}}}}]}}\n\
         Owner: {{type: object, properties: {{pet: {{$ref: '#/components/schemas/Pet'}}}}}}\n\
         CatOwner: {{allOf: [{{$ref: '#/components/schemas/Owner'}}, {{properties: {{pet: {{$ref: '#/components/schemas/Cat'}}}}}}]}}"
    );
    assert_eq!(
        shown(&text, "Cat"),
        r#"{name: string Plain, tag?: "a" | "b"}"#
    );
    assert_eq!(shown(&text, "CatOwner"), "{pet?: Cat}");
}

#[test]
fn conflicts_in_all_of_are_reported_and_the_later_part_wins() {
    let (api, reports) = schemas(
        "A: {allOf: [{properties: {a: {type: string}}}, {properties: {a: {type: integer}}}]}\n\
         B: {allOf: [{enum: [a, b]}, {enum: [b, c]}]}",
    );
    assert_eq!(reports, ["conflicting-types"]);
    assert_eq!(show(&api, "A"), "{a?: integer Unspecified}");
    assert_eq!(show(&api, "B"), r#""b""#);
}

#[test]
fn references_lead_anywhere() {
    let text = "A: {type: object, properties: {b: {type: object, properties: {c: {type: string, enum: [x]}}}}}\n\
                B: {type: object, properties: {d: {$ref: '#/components/schemas/A/properties/b/properties/c'}, e: {$ref: '#/components/schemas/A/properties/b'}}}";
    assert_eq!(shown(text, "B"), r#"{d?: "x", e?: {c?: "x"}}"#);
}
