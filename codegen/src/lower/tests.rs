//! Names and types on samples.

use std::collections::BTreeMap;

use crate::api::sample::{
    body, component, define, enumeration, field, object, operation, parameter, plain, response,
    string,
};
use crate::api::{
    Api, Docs, Kind, Location, NextPage, PageItems, Pagination, Paging, Recognition, Shape, Step,
    TypeId, Union, Use, Variant,
};
use crate::diagnostics::Diagnostics;
use crate::emit::{Target, emit};
use crate::format::format;
use crate::settings::Settings;

fn files(api: &Api) -> BTreeMap<String, String> {
    let mut diagnostics = Diagnostics::default();
    let (lowered, _) = super::lower(&mut diagnostics, api, &Settings::default(), "pets");
    let target = Target {
        source: "specs/pets.yaml".to_owned(),
        root: "mod.rs",
        readme: "README.md",
        path: "generated::api".to_owned(),
        dependency: String::new(),
    };
    format(&emit(&lowered, &target), &target)
}

fn text(api: &Api, path: &str) -> String {
    files(api)
        .remove(path)
        .unwrap_or_else(|| panic!("no {path}"))
}

fn property(component: &str, property: &str) -> [Step; 2] {
    [
        Step::Component(component.to_owned()),
        Step::Property(property.to_owned()),
    ]
}

fn pets() -> Api {
    let mut api = Api {
        title: "Pets".to_owned(),
        ..Api::default()
    };
    let text = string(&mut api);
    let status = define(
        &mut api,
        &property("pet", "status"),
        enumeration(&["sold", "SOLD", "+1"]),
    );
    let pet = component(
        &mut api,
        "pet",
        object(vec![
            field("id", text, true),
            field("type", text, false),
            field("status", status, false),
        ]),
    );
    let items = Step::Property("data".to_owned());
    let list = define(
        &mut api,
        &[Step::Component("PetList".to_owned()), items],
        Kind::Array {
            items: plain(pet),
            unique: false,
        },
    );
    let page = component(
        &mut api,
        "PetList",
        object(vec![field("data", list, true), field("next", text, false)]),
    );
    let error = component(
        &mut api,
        "Option",
        object(vec![field("message", text, true)]),
    );
    let mut list = operation(
        "list_pets",
        "GET",
        "/pets",
        vec![response(200, Some(page)), response(400, Some(error))],
    );
    list.parameters
        .push(parameter("page[size]", Location::Query, text));
    list.parameters
        .push(parameter("timeout", Location::Query, status));
    list.paging = Paging::Pages(Pagination {
        items: Some(PageItems {
            path: vec!["data".to_owned()],
            item: Use {
                ty: pet,
                nullable: false,
            },
        }),
        next: NextPage::Link(vec!["next".to_owned()]),
        more: None,
        evidence: String::new(),
    });
    let mut get = operation(
        "get_pet",
        "GET",
        "/pets/{petId}",
        vec![response(200, Some(pet)), response(404, None)],
    );
    get.parameters
        .push(parameter("petId", Location::Path, text));
    let mut create = operation(
        "create_pet",
        "POST",
        "/pets",
        vec![
            response(201, Some(pet)),
            response(204, None),
            response(400, Some(error)),
            response(409, Some(status)),
        ],
    );
    create.body = Some(body(pet, true));
    api.operations = vec![list, get, create];
    api
}

#[test]
fn operations_read_as_their_users_want() {
    let text = text(&pets(), "operations/pets.rs");
    for line in [
        "-> Call<PetList, OptionSchema, ListPets>\n",
        "fn get(path pet_id \"petId\": &str) -> Call<Pet, ()>\n",
        "fn create(json body: &Pet) -> Call<Option<Pet>, CreatePetError>\n",
        "        query(explode = false) page_size \"page[size]\": &str,",
        // `timeout` is a method of every call.
        "        query(explode = false) timeout_query \"timeout\": impl runtime::Argument<PetStatus>,",
        "    pub struct ListPets pages of Pet = items(\"data\") link(\"next\") {",
    ] {
        assert!(text.contains(line), "{line} in\n{text}");
    }
}

#[test]
fn values_that_differ_in_case_have_names_that_say_so() {
    let text = text(&pets(), "types/pet.rs");
    for row in ["Sold \"sold\",", "SoldUppercase \"SOLD\",", "Plus1 \"+1\","] {
        assert!(text.contains(row), "{row} in\n{text}");
    }
}

#[test]
fn an_optional_cycle_is_boxed() {
    let mut api = Api::default();
    let node = component(&mut api, "Node", object(Vec::new()));
    let kind = object(vec![field("next", node, false)]);
    set(&mut api, node, kind);
    assert!(text(&api, "types/node.rs").contains("optional next: Option<Box<Node>>"));
}

/// The compiler gives up after 128 steps. A list takes three more than its items.
#[test]
fn a_long_chain_has_opaque_boxes() {
    assert_eq!(opaque_in_a_chain(|_, next| next), [105, 210]);
    let lists = opaque_in_a_chain(|api, next| {
        let items = plain(next);
        define(
            api,
            &[],
            Kind::Array {
                items,
                unique: false,
            },
        )
    });
    assert_eq!(lists, [27, 54, 81, 108, 135, 162, 189, 216, 243]);
}

/// The numbers of the types that contain an opaque box, among 250 that contain each other.
fn opaque_in_a_chain(hold: impl Fn(&mut Api, TypeId) -> TypeId) -> Vec<usize> {
    let mut api = Api::default();
    let mut next = component(&mut api, "T0", object(Vec::new()));
    for number in 1..=250 {
        let held = hold(&mut api, next);
        let kind = object(vec![field("next", held, true)]);
        next = component(&mut api, &format!("T{number}"), kind);
    }
    let files = files(&api);
    let has_opaque = |number: &usize| files[&format!("types/t{number}.rs")].contains("Opaque<");
    (1..=250).filter(has_opaque).collect()
}

#[test]
fn a_required_cycle_becomes_optional() {
    let mut api = Api::default();
    let node = component(&mut api, "Node", object(Vec::new()));
    let kind = object(vec![field("next", node, true)]);
    set(&mut api, node, kind);
    assert!(text(&api, "types/node.rs").contains("optional next: Option<Box<Node>>"));
}

#[test]
fn an_array_of_itself_ends_in_any_json() {
    let mut api = Api::default();
    let tree = component(&mut api, "Tree", Kind::Any);
    set(
        &mut api,
        tree,
        Kind::Array {
            items: plain(tree),
            unique: false,
        },
    );
    assert!(text(&api, "types/tree.rs").contains("pub type Tree = Vec<runtime::Value>;"));
}

fn set(api: &mut Api, id: TypeId, kind: Kind) {
    let definition = api.types[id].clone();
    api.types
        .set(id, crate::api::TypeDef { kind, ..definition });
}

#[test]
fn a_type_may_have_a_name_of_runtime() {
    let mut api = Api::default();
    let call = component(&mut api, "Call", object(Vec::new()));
    api.operations = vec![operation(
        "get_call",
        "GET",
        "/call",
        vec![response(200, Some(call))],
    )];
    let text = text(&api, "operations/pets.rs");
    assert!(text.contains("use super::super::types::Call;\n"));
    assert!(text.contains("fn get_call() -> Call<Call, ()>\n"));
}

#[test]
fn variants_of_one_type_under_two_names_are_no_conversions() {
    let mut api = Api::default();
    let text_ = string(&mut api);
    let alias = component(&mut api, "Name", Kind::Alias(plain(text_)));
    let union = Kind::Union(Union {
        exclusive: true,
        variants: [("a", alias), ("b", text_)]
            .map(|(name, ty)| Variant {
                name: name.to_owned(),
                ty: plain(ty),
                docs: Docs::default(),
            })
            .to_vec(),
        recognition: Some(Recognition::Shapes(vec![
            Shape::default(),
            Shape::default(),
        ])),
    });
    component(&mut api, "Either", union);
    assert!(!text(&api, "types/either.rs").contains("impl From"));
}

#[test]
fn a_description_without_operations_has_only_types() {
    let mut api = Api::default();
    component(&mut api, "Event", object(Vec::new()));
    let files = files(&api);
    assert!(!files.contains_key("client.rs"));
    assert!(files["mod.rs"].contains("pub mod types;"));
}

#[test]
fn everything_parses() {
    for (path, text) in files(&pets()) {
        if path.ends_with(".rs") {
            assert!(syn::parse_file(&text).is_ok(), "{path}:\n{text}");
        }
    }
}
