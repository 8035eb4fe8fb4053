//! Bodies and their media types.

use super::finding::{Findings, Pair, Spotted};
use super::operations::Both;
use super::rules::{
    BODY_ADDED, BODY_OPTIONAL, BODY_REMOVED, BODY_REQUIRED, ENCODING, MEDIA_TYPE_ADDED,
    MEDIA_TYPE_REMOVED, REQUIRED_BODY_ADDED,
};
use super::walk::Walk;
use super::{texts, types};
use crate::api::visit::kind;
use crate::api::{Api, Content, Kind};

/// Bodies of requests.
pub(super) fn requests(findings: &mut Findings, walk: &mut Walk<'_>, at: &Spotted, both: Both<'_>) {
    let (old, new) = match (&both.old.body, &both.new.body) {
        (None, None) => return,
        (Some(old), None) => {
            let at = at.part(Pair::old(&old.pointer));
            return findings.add(&BODY_REMOVED, &at, "the body was removed");
        }
        (None, Some(new)) => {
            let at = at.part(Pair::new(&new.pointer));
            return match new.required {
                true => findings.add(&REQUIRED_BODY_ADDED, &at, "a required body was added"),
                false => findings.add(&BODY_ADDED, &at, "a body was added"),
            };
        }
        (Some(old), Some(new)) => (old, new),
    };
    let at = at.part(Pair::both(&old.pointer, &new.pointer));
    match (old.required, new.required) {
        (false, true) => findings.add(&BODY_REQUIRED, &at, "the body is required"),
        (true, false) => findings.add(&BODY_OPTIONAL, &at, "the body is not required any more"),
        (true, true) | (false, false) => {}
    }
    texts::changed(
        findings,
        &at,
        &[(
            "description of the body",
            old.description != new.description,
        )],
    );
    let (olds, news): (Vec<_>, Vec<_>) =
        (old.content.iter().collect(), new.content.iter().collect());
    contents(findings, walk, &at, &olds, &news);
}

/// The media types of one body.
pub(super) fn contents(
    findings: &mut Findings,
    walk: &mut Walk<'_>,
    at: &Spotted,
    old: &[&Content],
    new: &[&Content],
) {
    for one in old {
        match new.iter().find(|other| essence(other) == essence(one)) {
            Some(other) => content(findings, walk, at, one, other),
            None => {
                let what = format!("the media type `{}` was removed", one.media_type);
                findings.add(&MEDIA_TYPE_REMOVED, at, what);
            }
        }
    }
    for other in new {
        if !old.iter().any(|one| essence(one) == essence(other)) {
            let what = format!("the media type `{}` was added", other.media_type);
            findings.add(&MEDIA_TYPE_ADDED, at, what);
        }
    }
}

/// A media type without its parameters.
fn essence(content: &Content) -> String {
    let essence = content.media_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

fn content(
    findings: &mut Findings,
    walk: &mut Walk<'_>,
    at: &Spotted,
    old: &Content,
    new: &Content,
) {
    for (one, other, what) in [
        (old.ty, new.ty, "the body"),
        (old.item, new.item, "an item"),
    ] {
        match (one, other) {
            (Some(one), Some(other)) => {
                walk.meet(one, other, at.directions);
                types::null(
                    findings,
                    at,
                    (walk.old, one),
                    (walk.new, other),
                    what,
                    false,
                );
            }
            (None, None) => {}
            (Some(_), None) | (None, Some(_)) => {
                let says =
                    |is_there: bool| Some(if is_there { "a type" } else { "no type" }.to_owned());
                let text = format!("the type of {what} as `{}`", old.media_type);
                findings.change(
                    &ENCODING,
                    at,
                    text,
                    says(one.is_some()),
                    says(other.is_some()),
                );
            }
        }
    }
    if (old.format, &old.part) != (new.format, &new.part) || encodings_differ(walk, old, new) {
        let what = format!("the encoding of `{}` changed", old.media_type);
        findings.add(&ENCODING, at, what);
    }
}

/// Whether a member that both versions have is encoded in another way. What came or went with its
/// member is no change of its own.
fn encodings_differ(walk: &Walk<'_>, old: &Content, new: &Content) -> bool {
    let has = |api: &Api, content: &Content, name: &str| {
        let used = content.ty.map(|used| kind(&api.types, used.ty));
        match used {
            Some(Kind::Object(object)) => object.fields.iter().any(|field| field.wire_name == name),
            _ => true,
        }
    };
    let find = |content: &Content, name: &str| {
        let mut all = content.encoding.iter();
        all.find(|one| one.property == name).cloned()
    };
    let names = old.encoding.iter().chain(&new.encoding);
    let mut names = names.map(|one| one.property.as_str());
    names.any(|name| {
        has(walk.old, old, name) && has(walk.new, new, name) && find(old, name) != find(new, name)
    })
}
