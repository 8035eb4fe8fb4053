//! Parameters of operations.

use super::finding::{Findings, Pair, Spotted};
use super::operations::Both;
use super::rules::{
    PARAMETER_ADDED, PARAMETER_OPTIONAL, PARAMETER_REMOVED, PARAMETER_REQUIRED, PARAMETER_STYLE,
    PATH_PARAMETER_RENAMED, REQUIRED_PARAMETER_ADDED,
};
use super::walk::Walk;
use super::{limits, texts, types};
use crate::api::{Api, Constraint, Location, Operation, Parameter};

pub(super) fn compare(findings: &mut Findings, walk: &mut Walk<'_>, at: &Spotted, both: Both<'_>) {
    let pairs = pairs(both.old, both.new);
    for (old, new) in &pairs {
        let at = at.part(Pair::both(&old.pointer, &new.pointer));
        walk.places.push((old.pointer.clone(), new.pointer.clone()));
        walk.meet(old.ty, new.ty, at.directions);
        parameter(findings, &at, (walk.old, old), (walk.new, new));
    }
    let is_left = |one: &&Parameter| {
        !pairs
            .iter()
            .any(|(old, new)| std::ptr::eq(*old, *one) || std::ptr::eq(*new, *one))
    };
    for parameter in both.old.parameters.iter().filter(is_left) {
        let at = at.part(Pair::old(&parameter.pointer));
        findings.add(
            &PARAMETER_REMOVED,
            &at,
            format!("{} was removed", named(parameter)),
        );
    }
    for parameter in both.new.parameters.iter().filter(is_left) {
        let at = at.part(Pair::new(&parameter.pointer));
        match parameter.required {
            true => {
                let what = format!("{} was added and is required", named(parameter));
                findings.add(&REQUIRED_PARAMETER_ADDED, &at, what);
            }
            false => findings.add(
                &PARAMETER_ADDED,
                &at,
                format!("{} was added", named(parameter)),
            ),
        }
    }
}

/// Parameters of the same name in the same place. Those of the path are in the order of the path;
/// one that has no partner belongs to the one that stands in its place.
fn pairs<'a>(old: &'a Operation, new: &'a Operation) -> Vec<(&'a Parameter, &'a Parameter)> {
    let mut pairs = Vec::new();
    for one in &old.parameters {
        let same = |other: &&Parameter| {
            other.location == one.location && is_same_name(one, &other.wire_name)
        };
        pairs.extend(new.parameters.iter().find(same).map(|other| (one, other)));
    }
    let of_path = |operation: &'a Operation| {
        let all = operation.parameters.iter();
        all.filter(|one| one.location == Location::Path)
    };
    let renamed = of_path(old).zip(of_path(new)).filter(|(one, other)| {
        !pairs
            .iter()
            .any(|(old, new)| std::ptr::eq(*old, *one) || std::ptr::eq(*new, *other))
    });
    let renamed: Vec<_> = renamed.collect();
    pairs.extend(renamed);
    pairs
}

/// Names of headers have no case. RFC 9110, section 5.1.
fn is_same_name(one: &Parameter, name: &str) -> bool {
    match one.location {
        Location::Header => one.wire_name.eq_ignore_ascii_case(name),
        Location::Path | Location::Query | Location::QueryString | Location::Cookie => {
            one.wire_name == name
        }
    }
}

fn parameter(
    findings: &mut Findings,
    at: &Spotted,
    (old_api, old): (&Api, &Parameter),
    (new_api, new): (&Api, &Parameter),
) {
    let name = named(old);
    if !is_same_name(old, &new.wire_name) {
        let what = format!("{name} has another name");
        let (before, after) = (Some(old.wire_name.clone()), Some(new.wire_name.clone()));
        findings.change(&PATH_PARAMETER_RENAMED, at, what, before, after);
    }
    match (old.required, new.required) {
        (false, true) => findings.add(&PARAMETER_REQUIRED, at, format!("{name} is required")),
        (true, false) => {
            findings.add(
                &PARAMETER_OPTIONAL,
                at,
                format!("{name} is not required any more"),
            );
        }
        (true, true) | (false, false) => {}
    }
    if old.values != new.values {
        let what = format!("{name} is spelled in another way");
        let (before, after) = (
            Some(format!("{:?}", old.values)),
            Some(format!("{:?}", new.values)),
        );
        findings.change(&PARAMETER_STYLE, at, what, before, after);
    }
    types::null(
        findings,
        at,
        (old_api, old.ty),
        (new_api, new.ty),
        &name,
        false,
    );
    let [before, after] = [(old_api, old), (new_api, new)].map(|(api, one)| own(api, one));
    limits::compare(findings, at, &before, &after);
    texts::compare(findings, at, &old.docs, &new.docs);
}

/// The limits of a parameter beyond those of its type.
fn own(api: &Api, parameter: &Parameter) -> Vec<Constraint> {
    let of_type = &api.types[parameter.ty.ty].docs.constraints;
    let all = parameter.docs.constraints.iter();
    all.filter(|one| !of_type.contains(one)).cloned().collect()
}

fn named(parameter: &Parameter) -> String {
    let name = &parameter.wire_name;
    match parameter.location {
        Location::Path => format!("the path parameter `{name}`"),
        Location::Query => format!("the query parameter `{name}`"),
        Location::QueryString => "the query string".to_owned(),
        Location::Header => format!("the header `{name}`"),
        Location::Cookie => format!("the cookie `{name}`"),
    }
}
