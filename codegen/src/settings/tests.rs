//! Settings files, good and bad.

use super::*;

const LIST: OperationKey<'_> = OperationKey {
    operation_id: Some("api-list"),
    method: "GET",
    path: "/pets",
};

fn problems(text: &str) -> String {
    let mut diagnostics = Diagnostics::default();
    assert!(Settings::parse("specs/pets.toml", text, &mut diagnostics).is_none());
    diagnostics.render(None)
}

fn settings(text: &str) -> Settings {
    Settings::parse("specs/pets.toml", text, &mut Diagnostics::default()).unwrap()
}

#[test]
fn everything_is_found_by_each_of_its_names() {
    let settings = settings(
        r#"
        date_time = "jiff"
        unknown_fields = "keep"
        leave_out = ["DELETE /pets"]
        [rename.operations]
        api-list = "list_pets"
        [rename.types]
        Pet1 = "Pet"
        "/components/schemas/Pet1/properties/kind" = "Kind"
        [rename.fields]
        "Pet1.n" = "name"
        [rename.values]
        "/components/schemas/Pet1/properties/kind.1" = "Cat"
        [rename.parameters]
        "list_pets.page[size]" = "size"
        "page[number]" = "page"
        [groups.operations]
        "GET /pets" = "pets"
        [groups.tags]
        Animals = "zoo"
        [pagination]
        "GET /pets" = { items = "data.items", next = ["links", "next.page"] }
        "#,
    );
    let delete = OperationKey {
        operation_id: None,
        method: "DELETE",
        path: "/pets",
    };
    let pet = TypeKey {
        component: Some("Pet1"),
        pointer: "/components/schemas/Pet1",
    };
    let kind = TypeKey {
        component: None,
        pointer: "/components/schemas/Pet1/properties/kind",
    };
    assert_eq!(settings.unused().len(), 11);
    assert_eq!(settings.date_time, DateTimeLibrary::Jiff);
    assert_eq!(settings.unknown_fields, UnknownFields::Keep);
    assert!(settings.is_left_out(delete) && !settings.is_left_out(LIST));
    assert_eq!(settings.operation_name(LIST), Some("list_pets"));
    assert_eq!(settings.type_name(pet), Some("Pet"));
    assert_eq!(settings.type_name(kind), Some("Kind"));
    assert_eq!(settings.field_name(pet, "n"), Some("name"));
    assert_eq!(settings.value_name(kind, "1"), Some("Cat"));
    assert_eq!(
        settings.parameter_name(LIST, "list_pets", "page[size]"),
        Some("size")
    );
    assert_eq!(
        settings.parameter_name(LIST, "list_pets", "page[number]"),
        Some("page")
    );
    assert_eq!(settings.group(LIST, Some("Animals")), Some("pets"));
    assert_eq!(settings.group(delete, Some("Animals")), Some("zoo"));
    let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
    let on = Pagination::On(WantedPages {
        items: Some(names(&["data", "items"])),
        more: None,
        next: NextPage::Link(names(&["links", "next.page"])),
    });
    assert_eq!(settings.pagination(LIST, ""), Some(&on));
    assert_eq!(settings.unused(), []);
}

#[test]
fn a_rename_that_hits_nothing_names_its_place_and_its_neighbour() {
    let text = "[rename.operations]\n  \"api-lsit\" = \"list_pets\"\n";
    let settings = settings(text);
    assert_eq!(settings.operation_name(LIST), None);
    let mut diagnostics = Diagnostics::default();
    settings.report_unused(&mut diagnostics);
    let expected = [
        "error[unused-setting]: no operation `api-lsit` in the description",
        " --> specs/pets.toml:2:3",
        "  |",
        "2 |   \"api-lsit\" = \"list_pets\"",
        "  |   ^^^^^^^^^^",
        "  = help: did you mean `api-list`?",
        "",
        "",
    ];
    assert_eq!(diagnostics.render(None), expected.join("\n"));
}

#[test]
fn an_unknown_key_is_refused() {
    let problems = problems("date-time = \"time\"\n");
    assert!(
        problems.contains("error[settings]: unknown key `date-time`"),
        "{problems}"
    );
    assert!(problems.contains("specs/pets.toml:1:1"), "{problems}");
    assert!(problems.contains("did you mean `date_time`?"), "{problems}");
}

#[test]
fn ill_typed_values_are_refused_all_at_once() {
    let problems = problems(
        "date_time = \"joda\"\nleave_out = 3\nrename.types.Pet = true\ngroups = []\n\
         pagination = { a = { items = \"data\" }, b = true }\nrename.fields.a = \"--\"\n",
    );
    for expected in [
        "expected one of \"time\", \"chrono\", \"jiff\", \"string\"",
        "1:13",
        "expected an array of strings, found integer",
        "2:13",
        "expected a string, found boolean",
        "3:20",
        "expected a table, found array",
        "4:10",
        "5:20",
        "5:44",
        "expected a name with a letter or digit",
    ] {
        assert!(problems.contains(expected), "{expected} not in\n{problems}");
    }
}

#[test]
fn broken_toml_is_refused_with_its_place() {
    let problems = problems("[rename.types]\nPet = \n");
    assert!(problems.contains("specs/pets.toml:2:"), "{problems}");
}
