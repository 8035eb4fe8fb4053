//! Objects: members that came, went, or must or need not be there.

use super::change::Directions;
use super::finding::{Findings, Pair, Spotted};
use super::rules::{
    MEMBER_ADDED, MEMBER_GONE, MEMBER_OPTIONAL, MEMBER_REMOVED, MEMBER_REQUIRED, OTHERS_ALLOWED,
    OTHERS_REFUSED, OTHERS_TYPED, OTHERS_UNTYPED, REQUIRED_MEMBER_ADDED, TYPE_CHANGED,
};
use super::{limits, texts, types};
use crate::api::{Additional, Api, Constraint, Field, Kind, Object};

pub(super) fn compare(
    findings: &mut Findings,
    at: &Spotted,
    (old_api, old): (&Api, &Object),
    (new_api, new): (&Api, &Object),
) {
    for field in &old.fields {
        let place = |pair| member(at, field, pair);
        match named(new, &field.wire_name) {
            Some(other) => {
                let at = place(Pair::both(&field.pointer, &other.pointer));
                self::field(findings, &at, (old_api, field), (new_api, other));
            }
            None => removed(findings, &place(Pair::old(&field.pointer)), field),
        }
    }
    for field in new
        .fields
        .iter()
        .filter(|field| named(old, &field.wire_name).is_none())
    {
        let at = member(at, field, Pair::new(&field.pointer));
        added(findings, &at, field);
    }
    others(
        findings,
        at,
        (old_api, old.additional),
        (new_api, new.additional),
    );
}

/// An object that became a map, or the other way around.
pub(super) fn object_or_map(
    findings: &mut Findings,
    at: &Spotted,
    (old_api, old): (&Api, &Kind),
    (new_api, new): (&Api, &Kind),
) {
    match (old, new) {
        (Kind::Map(values), Kind::Object(new)) => {
            let old = Object {
                additional: Additional::Typed(*values),
                ..Object::default()
            };
            compare(findings, at, (old_api, &old), (new_api, new));
        }
        (Kind::Object(old), Kind::Map(values)) => {
            let new = Object {
                additional: Additional::Typed(*values),
                ..Object::default()
            };
            compare(findings, at, (old_api, old), (new_api, &new));
        }
        _ => findings.add(&TYPE_CHANGED, at, "the type changed"),
    }
}

fn named<'a>(object: &'a Object, name: &str) -> Option<&'a Field> {
    object.fields.iter().find(|field| field.wire_name == name)
}

fn member(at: &Spotted, field: &Field, pair: Pair) -> Spotted {
    let mut at = at.part(pair);
    at.subject = format!("{}.{}", at.subject, field.wire_name);
    at
}

fn removed(findings: &mut Findings, at: &Spotted, field: &Field) {
    let name = &field.wire_name;
    let what = format!("the member `{name}` was removed");
    // What is only received, and need not be there, may be missing anyway.
    let may_miss = !field.required && !at.directions.sent && at.directions.received;
    let rule = if may_miss {
        &MEMBER_GONE
    } else {
        &MEMBER_REMOVED
    };
    match at.directions == Directions::default() {
        true => findings.add(&MEMBER_GONE, at, what),
        false => findings.add(rule, at, what),
    }
}

fn added(findings: &mut Findings, at: &Spotted, field: &Field) {
    let name = &field.wire_name;
    match field.required {
        true => {
            let what = format!("the required member `{name}` was added");
            findings.add(&REQUIRED_MEMBER_ADDED, at, what);
        }
        false => findings.add(&MEMBER_ADDED, at, format!("the member `{name}` was added")),
    }
}

fn field(
    findings: &mut Findings,
    at: &Spotted,
    (old_api, old): (&Api, &Field),
    (new_api, new): (&Api, &Field),
) {
    let name = &old.wire_name;
    match (old.required, new.required) {
        (false, true) => {
            findings.add(
                &MEMBER_REQUIRED,
                at,
                format!("the member `{name}` is required"),
            );
        }
        (true, false) => {
            let what = format!("the member `{name}` is not required any more");
            findings.add(&MEMBER_OPTIONAL, at, what);
        }
        (true, true) | (false, false) => {}
    }
    let what = format!("the member `{name}`");
    types::null(
        findings,
        at,
        (old_api, old.ty),
        (new_api, new.ty),
        &what,
        !old.required,
    );
    let [before, after] = [(old_api, old), (new_api, new)].map(|(api, field)| own(api, field));
    limits::compare(findings, at, &before, &after);
    texts::compare(findings, at, &old.docs, &new.docs);
}

/// The limits of a member beyond those of its type.
fn own(api: &Api, field: &Field) -> Vec<Constraint> {
    let of_type = &api.types[field.ty.ty].docs.constraints;
    let all = field.docs.constraints.iter();
    all.filter(|one| !of_type.contains(one)).cloned().collect()
}

/// Members that no field declares.
fn others(
    findings: &mut Findings,
    at: &Spotted,
    (old_api, old): (&Api, Additional),
    (new_api, new): (&Api, Additional),
) {
    use Additional::{Any, Forbidden, Typed, Unspecified};
    match (old, new) {
        (Forbidden, Forbidden) | (Any | Unspecified, Any | Unspecified) => {}
        (Forbidden, Any | Unspecified | Typed(_)) => {
            findings.add(
                &OTHERS_ALLOWED,
                at,
                "members that are not declared are allowed",
            );
        }
        (Any | Unspecified | Typed(_), Forbidden) => {
            findings.add(
                &OTHERS_REFUSED,
                at,
                "members that are not declared are refused",
            );
        }
        (Any | Unspecified, Typed(_)) => {
            findings.add(
                &OTHERS_TYPED,
                at,
                "members that are not declared have a type",
            );
        }
        (Typed(_), Any | Unspecified) => {
            findings.add(
                &OTHERS_UNTYPED,
                at,
                "members that are not declared may be anything",
            );
        }
        (Typed(old), Typed(new)) => {
            types::null(
                findings,
                at,
                (old_api, old),
                (new_api, new),
                "a member",
                false,
            );
        }
    }
}
