//! Responses: statuses, bodies and headers.

use super::bodies;
use super::finding::{Findings, Pair, Spotted};
use super::operations::Both;
use super::rules::{
    ERROR_ADDED, ERROR_REMOVED, HEADER_ADDED, HEADER_OPTIONAL, HEADER_REMOVED, HEADER_REQUIRED,
    PARAMETER_STYLE, REQUIRED_HEADER_REMOVED, RESPONSE_BODY_ADDED, RESPONSE_BODY_REMOVED,
    SUCCESS_ADDED, SUCCESS_REMOVED,
};
use super::texts;
use super::walk::Walk;
use crate::api::visit::is_result;
use crate::api::{Content, Header, Operation, Response};

pub(super) fn compare(findings: &mut Findings, walk: &mut Walk<'_>, at: &Spotted, both: Both<'_>) {
    for old in &both.old.responses {
        let mut news = both.new.responses.iter();
        match news.find(|new| new.status == old.status) {
            Some(new) => {
                let at = at.part(Pair::both(&old.pointer, &new.pointer));
                response(findings, walk, &at, old, new);
            }
            None => {
                let at = at.part(Pair::old(&old.pointer));
                let rule = match is_success(both.old, old) {
                    true => &SUCCESS_REMOVED,
                    false => &ERROR_REMOVED,
                };
                findings.add(
                    rule,
                    &at,
                    format!("the response {} was removed", old.status),
                );
            }
        }
    }
    for new in &both.new.responses {
        if !both
            .old
            .responses
            .iter()
            .any(|old| old.status == new.status)
        {
            let at = at.part(Pair::new(&new.pointer));
            let rule = match is_success(both.new, new) {
                true => &SUCCESS_ADDED,
                false => &ERROR_ADDED,
            };
            findings.add(rule, &at, format!("the response {} was added", new.status));
        }
    }
}

fn is_success(operation: &Operation, response: &Response) -> bool {
    is_result(operation, response.status)
}

fn response(
    findings: &mut Findings,
    walk: &mut Walk<'_>,
    at: &Spotted,
    old: &Response,
    new: &Response,
) {
    let (olds, news): (Vec<&Content>, Vec<&Content>) =
        (old.contents().collect(), new.contents().collect());
    match (olds.as_slice(), news.as_slice()) {
        ([], []) => {}
        ([_, ..], []) => {
            let what = format!("the response {} has no body any more", old.status);
            findings.add(&RESPONSE_BODY_REMOVED, at, what);
        }
        ([], [_, ..]) => {
            let what = format!("the response {} has a body", old.status);
            findings.add(&RESPONSE_BODY_ADDED, at, what);
        }
        _ => bodies::contents(findings, walk, at, &olds, &news),
    }
    headers(findings, walk, at, old, new);
    let name = format!("description of the response {}", old.status);
    texts::changed(findings, at, &[(&name, old.description != new.description)]);
}

fn headers(
    findings: &mut Findings,
    walk: &mut Walk<'_>,
    at: &Spotted,
    old: &Response,
    new: &Response,
) {
    let find = |response: &'_ Response, name: &str| {
        let mut all = response.headers.iter();
        all.position(|header| header.wire_name.eq_ignore_ascii_case(name))
    };
    for header in &old.headers {
        let other = find(new, &header.wire_name).and_then(|at| new.headers.get(at));
        match other {
            Some(other) => {
                let at = at.part(Pair::both(&header.pointer, &other.pointer));
                self::header(findings, walk, &at, header, other);
            }
            None => {
                let at = at.part(Pair::old(&header.pointer));
                let rule = match header.required {
                    true => &REQUIRED_HEADER_REMOVED,
                    false => &HEADER_REMOVED,
                };
                findings.add(
                    rule,
                    &at,
                    format!("the header `{}` was removed", header.wire_name),
                );
            }
        }
    }
    for header in new
        .headers
        .iter()
        .filter(|one| find(old, &one.wire_name).is_none())
    {
        let at = at.part(Pair::new(&header.pointer));
        findings.add(
            &HEADER_ADDED,
            &at,
            format!("the header `{}` was added", header.wire_name),
        );
    }
}

fn header(findings: &mut Findings, walk: &mut Walk<'_>, at: &Spotted, old: &Header, new: &Header) {
    let name = format!("the header `{}`", old.wire_name);
    match (old.required, new.required) {
        (false, true) => findings.add(&HEADER_REQUIRED, at, format!("{name} is always there")),
        (true, false) => findings.add(&HEADER_OPTIONAL, at, format!("{name} may be missing")),
        (true, true) | (false, false) => {}
    }
    if old.values != new.values {
        findings.add(
            &PARAMETER_STYLE,
            at,
            format!("{name} is spelled in another way"),
        );
    }
    walk.meet(old.ty, new.ty, at.directions);
    texts::deprecation(findings, at, old.deprecated, new.deprecated);
    let words = [(
        "description of a header",
        old.description != new.description,
    )];
    texts::changed(findings, at, &words);
}
