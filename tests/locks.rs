//! Names that a lock keeps: edits of a description move none.

use codegen::diagnostics::Diagnostics;
use codegen::document::Input;
use codegen::lock::{Lock, Moved};
use codegen::settings::Settings;
use codegen::{Stages, stages};

use crate::fixtures::Fixture;

const PETS: &str = "openapi: 3.0.3
info: { title: Pets, version: '1' }
paths:
  /pets/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get: { tags: [pets], responses: { '200': { description: one, content: { application/json: {
      schema: { $ref: '#/components/schemas/Pet' } } } } } }
components:
  schemas:
    Pet:
      type: object
      properties:
        kind: { type: string, enum: [cat, dog] }
        food: { $ref: '#/components/schemas/food_type' }
    food_type: { type: string, enum: [Fish, fish] }
";

fn generated(text: &str, lock: &Lock) -> Stages {
    let mut settings = Settings::default();
    settings.lock = lock.clone();
    let input = Input::new("pets.yaml", text);
    stages(&input, &settings, &mut Diagnostics::default()).expect("a description")
}

fn surface(stages: &Stages) -> String {
    let lines = stages.rust.surface.iter();
    lines
        .map(|line| format!("{} {}\n", line.pointer, line.path))
        .collect()
}

#[test]
fn a_lock_changes_nothing_without_an_edit() {
    let first = generated(PETS, &Lock::default());
    let again = generated(PETS, &first.lock);
    assert_eq!(surface(&again), surface(&first));
    assert_eq!(again.lock, first.lock);
    let read = Lock::parse("pets.lock", &first.lock.text(), &mut Diagnostics::default());
    assert_eq!(read.as_ref(), Some(&first.lock));
    insta::assert_snapshot!(first.lock.text());
}

#[test]
fn locks_of_fixtures_change_nothing_without_an_edit() {
    for fixture in Fixture::all() {
        let Some(first) = fixture.stages(&mut Diagnostics::default()) else {
            continue;
        };
        let again = fixture.stages_with(first.lock.clone(), &mut Diagnostics::default());
        let again = again.expect("it could be read before");
        assert_eq!(surface(&again), surface(&first), "{}", fixture.name);
        assert_eq!(again.lock, first.lock, "{}", fixture.name);
        assert!(again.lock.moved().is_empty(), "{}", fixture.name);
    }
}

#[test]
fn new_names_are_not_those_of_the_lock() {
    let lock = generated(PETS, &Lock::default()).lock;
    let more = format!("{PETS}    PetKind: {{ type: object }}\n    FoodType: {{ type: object }}\n")
        .replace(
            "components:\n",
            "  /pet: { get: { tags: [pets], operationId: get_pet, responses: {} } }\ncomponents:\n",
        );
    let without = surface(&generated(&more, &Lock::default()));
    assert!(
        without.contains("/components/schemas/PetKind types::PetKind\n"),
        "{without}"
    );
    let with = surface(&generated(&more, &lock));
    for line in [
        "/components/schemas/Pet/properties/kind types::PetKind\n",
        "/components/schemas/food_type types::FoodType\n",
        "/paths/~1pets~1{id}/get operations::Pets::get\n",
    ] {
        assert!(with.contains(line), "{line} in\n{with}");
    }
}

#[test]
fn a_type_that_was_moved_keeps_its_name() {
    let lock = generated(PETS, &Lock::default()).lock;
    let moved = PETS.replace("        kind: {", "        species: {");
    let after = generated(&moved, &lock);
    let properties = "/components/schemas/Pet/properties";
    let expected = Moved {
        from: format!("{properties}/kind"),
        to: format!("{properties}/species"),
        name: "PetKind".to_owned(),
    };
    assert_eq!(after.lock.moved(), [expected]);
    let surface = surface(&after);
    assert!(
        surface.contains(&format!("{properties}/species types::PetKind\n")),
        "{surface}"
    );
    assert_eq!(after.lock.types().count(), lock.types().count());
}
