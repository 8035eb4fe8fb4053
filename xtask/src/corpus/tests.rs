//! What counts as a loss and what does not, which values the validator accepts, and which type is
//! meant.

use std::collections::BTreeSet;

use codegen::document::Tree;

use super::compare::{Context, Difference, Verdict};
use super::examples;
use super::json;
use super::json_schema::{Judge, Judgement, Translation};
use super::schemas::Direction;
use super::surface::Surface;

const PETS: &str = r##"{
  "openapi": "3.0.3",
  "paths": {
    "/pets": {
      "get": {"responses": {"200": {"content": {"application/json": {
        "schema": {"$ref": "#/components/schemas/Pet"}}}}}},
      "post": {
        "requestBody": {"content": {"application/json": {
          "schema": {"$ref": "#/components/schemas/NewPet"}}}},
        "responses": {}
      }
    }
  },
  "components": {"schemas": {
    "Pet": {"type": "object", "properties": {
      "id": {"type": "integer", "format": "int32", "example": 7},
      "born": {"type": "string", "format": "date-time"},
      "name": {"type": "string", "nullable": true, "example": "Rex"},
      "owner": {"allOf": [{"$ref": "#/components/schemas/Owner"}], "nullable": true},
      "tags": {"type": "array", "items": {"type": "string", "example": "cute"}}}},
    "NewPet": {"type": "object", "properties": {"name": {"type": "string", "nullable": true}}},
    "Owner": {"type": "object", "properties": {"city": {"type": "string"}}},
    "Any": {"type": "object"},
    "Map": {"type": "object", "properties": {"a": {"type": "string"}}, "additionalProperties": true},
    "Patterns": {"type": "object", "patternProperties": {
      "^p_": {"$ref": "#/components/schemas/Owner"}}},
    "Either": {"oneOf": [{"$ref": "#/components/schemas/Owner"}, {"type": "integer"}]}
  }}
}"##;

fn pets() -> Tree {
    json::parse(PETS).expect("a description")
}

fn compare(schema: &str, read: &str, written: &str) -> Difference {
    let root = pets();
    let translation = Translation::new(&root);
    let mut judge = Judge::new(&translation).expect("schemas");
    let sent = examples::reach(&root, Direction::Sent);
    let received = examples::reach(&root, Direction::Received);
    let mut context = Context {
        root: &root,
        judge: &mut judge,
        sent: &sent,
        received: &received,
        is_invalid: false,
    };
    let [read, written] = [read, written].map(|text| json::parse(text).expect("JSON"));
    context.compare(&format!("/components/schemas/{schema}"), &read, &written)
}

fn verdict(schema: &str, read: &str, written: &str) -> Verdict {
    compare(schema, read, written).verdict
}

#[test]
fn numbers_are_compared_by_value_and_members_without_order() {
    assert_eq!(
        verdict("Any", r#"{"a": 1.0, "b": 2}"#, r#"{"b": 2e0, "a": 1}"#),
        Verdict::Same
    );
    assert_eq!(
        verdict("Any", r#"{"a": 1}"#, r#"{"a": "1"}"#),
        Verdict::Lost
    );
}

#[test]
fn digits_of_integers_are_not_rounded() {
    let [one, other] = [
        "123456789012345678901234567890",
        "123456789012345678901234567891",
    ];
    assert_eq!(verdict("Pet/properties/id", one, one), Verdict::Same);
    assert_eq!(verdict("Pet/properties/id", one, other), Verdict::Lost);
    assert_eq!(
        verdict("Pet/properties/id", one, "1.2345678901234568e29"),
        Verdict::Lost
    );
    assert_eq!(verdict("Any", one, "1.2345678901234568e29"), Verdict::Same);
}

#[test]
fn undeclared_members_may_go_unless_they_are_asked_for() {
    assert_eq!(
        verdict("Pet", r#"{"id": 1, "new": 2}"#, r#"{"id": 1}"#),
        Verdict::Ignored
    );
    assert_eq!(
        verdict("Map", r#"{"a": "1", "new": 2}"#, r#"{"a": "1"}"#),
        Verdict::Lost
    );
    assert_eq!(verdict("Any", r#"{"new": 2}"#, "{}"), Verdict::Lost);
    assert_eq!(
        verdict("Patterns", r#"{"p_a": {"new": 2}}"#, r#"{"p_a": {}}"#),
        Verdict::Ignored
    );
    assert_eq!(
        verdict("Patterns", r#"{"p_a": {"city": "X"}}"#, r#"{"p_a": {}}"#),
        Verdict::Lost
    );
    assert_eq!(
        verdict("Either", r#"{"city": "X", "new": 2}"#, r#"{"city": "X"}"#),
        Verdict::Ignored
    );
    assert_eq!(verdict("Either", r#"{"city": "X"}"#, "{}"), Verdict::Lost);
}

#[test]
fn null_is_folded_into_absent_in_answers_only() {
    assert_eq!(verdict("Pet", r#"{"name": null}"#, "{}"), Verdict::Folded);
    assert_eq!(verdict("NewPet", r#"{"name": null}"#, "{}"), Verdict::Lost);
}

#[test]
fn a_loss_names_its_place() {
    let difference = compare("Pet", r#"{"tags": ["a", "b"]}"#, r#"{"tags": ["a", "c"]}"#);
    assert_eq!(
        (difference.path.as_str(), difference.what.as_str()),
        ("/tags/1", "\"b\" became \"c\"")
    );
    let added = compare("Pet", "{}", r#"{"id": 0}"#);
    assert_eq!((added.verdict, added.path.as_str()), (Verdict::Lost, "/id"));
}

#[test]
fn the_validator_reads_the_keywords_of_3_0() {
    let root = pets();
    let translation = Translation::new(&root);
    let mut judge = Judge::new(&translation).expect("schemas");
    let mut judge = |pointer: &str, text: &str| {
        let value = json::parse(text).expect("JSON").to_json();
        judge.judge(&format!("/components/schemas/{pointer}"), &value)
    };
    assert_eq!(
        judge("Pet", r#"{"name": null, "owner": null}"#),
        Judgement::Valid
    );
    assert_eq!(
        judge("Pet", r#"{"owner": {"city": 1}}"#),
        Judgement::Invalid
    );
    assert_eq!(
        judge("Pet/properties/owner/allOf/0", r#"{"city": "X"}"#),
        Judgement::Valid
    );
    assert_eq!(judge("Pet/properties/id", "3000000000"), Judgement::Invalid);
    assert_eq!(
        judge("Pet", r#"{"born": "yesterday"}"#),
        Judgement::Misformatted
    );
    assert_eq!(judge("Nowhere", "1"), Judgement::NoSchema);
}

#[test]
fn pointers_find_the_types_of_fields_and_items() {
    let text = "/components/schemas/Pet\ttypes::Pet\tstruct\n\
                /components/schemas/Pet/properties/id\ttypes::Pet::id\tOption<i64>, may be absent\n\
                /components/schemas/Pet/properties/born\ttypes::Pet::born\tMaybe<DateTime>\n\
                /components/schemas/Pet/properties/tags\ttypes::Pet::tags\tOption<Vec<PetTag>>\n\
                /components/schemas/Tag\ttypes::PetTag\tenum\n\
                /components/schemas/Tag\ttypes::PetTag::Cute\t\"cute\"\n";
    let surface = Surface::parse(text, "pets::types");
    let types = |pointer: &str| {
        let types = surface.types(&pets(), &format!("/components/schemas/{pointer}"));
        types.into_iter().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(types("Pet"), "pets::types::Pet");
    assert_eq!(types("Pet/properties/id"), "Option<i64>");
    assert_eq!(
        types("Pet/properties/born"),
        "runtime::Maybe<runtime::DateTime>"
    );
    assert_eq!(types("Pet/properties/tags/items"), "pets::types::PetTag");
    assert_eq!(types("Tag"), "pets::types::PetTag");
    assert_eq!(types("Any"), "");
}

#[test]
fn schemas_that_an_equal_one_replaces_have_its_type() {
    let text = "/components/responses/Bad/content/json/schema\ttypes::Problem\tstruct\n\
                /components/responses/Bad/content/json/schema/properties/code\ttypes::Problem::code\ti64\n";
    let (replaced, by) = (
        "/paths/~1pets/get",
        "/components/responses/Bad/content/json/schema",
    );
    let surface = Surface::parse(text, "pets::types")
        .with_replaced([(replaced.to_owned(), by.to_owned())].into());
    let types = |pointer: &str| surface.types(&pets(), pointer).into_iter().next();
    assert_eq!(types(replaced).as_deref(), Some("pets::types::Problem"));
    assert_eq!(
        types(&format!("{replaced}/properties/code")).as_deref(),
        Some("i64")
    );
    assert_eq!(types("/paths/~1pets/getting"), None);
}

#[test]
fn a_part_of_an_all_of_is_judged_with_the_others() {
    let text = r##"{"components": {"schemas": {
        "Base": {"properties": {"errors": {"type": "array"}}},
        "Failure": {"allOf": [{"$ref": "#/components/schemas/Base"},
            {"properties": {"errors": {"example": {"code": 1}}}}]}}}}"##;
    let root = json::parse(text).expect("a description");
    let translation = Translation::new(&root);
    let mut judge = Judge::new(&translation).expect("schemas");
    let cases = examples::collect(&root, &Tree::default(), &Surface::default(), &mut judge);
    assert_eq!(
        cases.iter().map(|case| case.judgement).collect::<Vec<_>>(),
        [Judgement::Invalid]
    );
}

#[test]
fn every_example_is_found_once() {
    let root = pets();
    let translation = Translation::new(&root);
    let mut judge = Judge::new(&translation).expect("schemas");
    let cases = examples::collect(&root, &Tree::default(), &Surface::default(), &mut judge);
    let found: BTreeSet<&str> = cases.iter().map(|case| case.text.as_str()).collect();
    assert_eq!(found, BTreeSet::from(["7", "\"Rex\"", "\"cute\""]));
    assert!(cases.iter().all(|case| case.judgement == Judgement::Valid));
}

#[test]
fn a_parameter_of_2_0_is_a_schema() {
    let text = r##"{"swagger": "2.0",
        "parameters": {"Limit": {"in": "query", "name": "limit", "type": "integer", "default": 20}},
        "paths": {"/pets": {"post": {"parameters": [
            {"in": "body", "name": "pet", "schema": {"type": "object"}},
            {"$ref": "#/parameters/Limit"},
            {"in": "query", "name": "sort", "type": "array", "required": true,
             "items": {"type": "string", "default": "name"}, "default": ["id"]},
            {"in": "query", "name": "page", "type": "integer", "default": "first"}]},
          "put": {"parameters": [
            {"in": "formData", "name": "name", "type": "string", "default": "Rex"}]}}}}"##;
    let surface = "/components/parameters/Limit\toperations::Pets::post_pets().limit\tfn(self, limit: i64) -> Self\n\
        /paths/~1pets/post/parameters/1\toperations::Pets::post_pets().sort\tfn(self, sort: &[String]) -> Self\n\
        /paths/~1pets/put/requestBody/content/application~1x-www-form-urlencoded/schema/properties/name\ttypes::PutPetsRequest::name\tOption<String>\n";
    let root = json::parse(text).expect("a description");
    let translation = Translation::new(&root);
    let mut judge = Judge::new(&translation).expect("schemas");
    let cases = examples::collect(
        &root,
        &Tree::default(),
        &Surface::parse(surface, "pets::types"),
        &mut judge,
    );
    let found = |text: &str| {
        let case = cases.iter().find(|case| case.text == text).expect(text);
        (case.judgement, case.types.join(" "))
    };
    let valid = |types: &str| (Judgement::Valid, types.to_owned());
    assert_eq!(found("20"), valid("i64"));
    assert_eq!(found("[\"id\"]"), valid("Vec<String>"));
    assert_eq!(found("\"name\""), valid("String"));
    assert_eq!(found("\"Rex\""), valid("Option<String>"));
    assert_eq!(found("\"first\"").0, Judgement::Invalid);
}
