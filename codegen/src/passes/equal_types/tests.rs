//! Which of several equal types replaces the others.

use crate::api::sample::{component, define, field, object, string};
use crate::api::{Api, Kind, Step, TypeId};
use crate::passes::unused;
use crate::settings::Settings;

/// An object with the optional members `a`, `b`, ..., in a property of a component.
fn inline(api: &mut Api, component: &str, property: &str, members: &[&str]) -> TypeId {
    let steps = [
        Step::Component(component.to_owned()),
        Step::Property(property.to_owned()),
    ];
    let text = string(api);
    let fields = members.iter().map(|name| field(name, text, false));
    define(api, &steps, object(fields.collect()))
}

const USER: [&str; 4] = ["a", "b", "c", "d"];

/// A component with two equal inline objects and a different one.
fn repo() -> Api {
    let mut api = Api::default();
    let owner = inline(&mut api, "Repo", "owner", &USER);
    let sender = inline(&mut api, "Repo", "sender", &USER);
    let other = inline(&mut api, "Repo", "other", &["a"]);
    let fields = [("sender", sender), ("owner", owner), ("other", other)];
    let fields = fields.map(|(name, ty)| field(name, ty, false));
    component(&mut api, "Repo", object(fields.to_vec()));
    api
}

/// The last step to the type of each property of a component, after merging.
fn merged(mut api: Api, component: &str) -> Vec<(String, Option<Step>)> {
    super::merge(&mut api, &Settings::default());
    unused::drop(&mut api);
    let mut types = api.types.iter();
    let (_, ty) = types
        .find(|(_, ty)| ty.component() == Some(component))
        .unwrap();
    let Kind::Object(object) = &ty.kind else {
        panic!("{ty:?}");
    };
    let fields = object.fields.iter().map(|field| {
        let steps = &api.types[field.ty.ty].origin.steps;
        (field.wire_name.clone(), steps.last().cloned())
    });
    fields.collect()
}

fn property(name: &str) -> Option<Step> {
    Some(Step::Property(name.to_owned()))
}

#[test]
fn equal_inline_objects_of_one_component_are_one_type() {
    let expected = [
        ("sender".to_owned(), property("owner")),
        ("owner".to_owned(), property("owner")),
        ("other".to_owned(), property("other")),
    ];
    assert_eq!(merged(repo(), "Repo"), expected);
}

#[test]
fn equal_inline_objects_of_different_components_are_one_type_too() {
    let mut api = repo();
    let lead = inline(&mut api, "Team", "lead", &USER);
    component(&mut api, "Team", object(vec![field("lead", lead, false)]));
    let expected = [("lead".to_owned(), property("owner"))];
    assert_eq!(merged(api, "Team"), expected);
}

#[test]
fn what_a_type_stands_for_is_remembered_and_gone() {
    let mut api = repo();
    let before = api.types.len();
    super::merge(&mut api, &Settings::default());
    unused::drop(&mut api);
    assert!(api.types.len() < before);
    let equal: Vec<_> = api.equal.values().map(Vec::len).collect();
    assert!(equal.contains(&2), "{equal:?}");
}
