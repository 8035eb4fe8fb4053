//! Responses by status, with their bodies and headers.

use indexmap::IndexMap;

use crate::api::{Header, Response, StatusRange, Step};
use crate::document::pointer;
use crate::openapi;
use crate::resolve::definitions::Definitions;
use crate::resolve::operations::media_types::{Side, is_stream};
use crate::resolve::operations::{bodies, headers, links};
use crate::resolve::source::Source;
use crate::resolve::source::targets;
use crate::resolve::source::targets::Target;

pub fn all<'d>(
    definitions: &mut Definitions<'d, '_>,
    operation: openapi::Operation<'d>,
    method: &str,
    at: &str,
    owner: &Step,
) -> Vec<Response> {
    let mut by_status = IndexMap::new();
    let mut default = None;
    for (written, response) in operation.responses() {
        match status(written) {
            StatusRange::Default => default = Some((written, response)),
            range => {
                by_status.insert(range, (written, response));
            }
        }
    }
    by_status.extend(default.map(|default| (StatusRange::Default, default)));
    let mut all = Vec::new();
    for (status, (written, response)) in by_status {
        let place = format!("{at}/{written}");
        let steps = vec![owner.clone(), Step::Response(spelled(written))];
        if let Some(target) =
            targets::follow(&mut definitions.source, response, &place, steps, "response")
        {
            all.push(one(definitions, target, status, method));
        }
    }
    all
}

fn one<'d>(
    definitions: &mut Definitions<'d, '_>,
    target: Target<openapi::Response<'d>>,
    status: StatusRange,
    method: &str,
) -> Response {
    let Target {
        item: response,
        pointer,
        steps,
    } = target;
    let (mut content, mut stream, mut others) = (None, None, Vec::new());
    if may_have_content(&mut definitions.source, response, status, method, &pointer) {
        let side = Side::of(status);
        for one in bodies::contents(
            definitions,
            &response.content(),
            &[],
            &pointer,
            &steps,
            side,
        ) {
            bodies::report_as_it_is(&mut definitions.source, &one, side, &pointer);
            match is_stream(one.format) {
                false if content.is_none() => content = Some(one),
                true if stream.is_none() => stream = Some(one),
                _ => others.push(one),
            }
        }
    }
    Response {
        status,
        description: response.description().to_owned(),
        content,
        stream,
        others,
        headers: headers(definitions, response, &pointer, &steps),
        links: links::all(&mut definitions.source, response, &pointer),
        pointer,
    }
}

fn headers<'d>(
    definitions: &mut Definitions<'d, '_>,
    response: openapi::Response<'d>,
    at: &str,
    steps: &[Step],
) -> Vec<Header> {
    let mut all = Vec::new();
    for (name, header) in response.headers() {
        if !name.eq_ignore_ascii_case("content-type") {
            let place = format!("{at}/headers/{}", pointer::escape(name));
            let step = Step::Header(name.to_owned());
            let steps = steps.iter().cloned().chain([step]).collect();
            all.extend(headers::one(definitions, name, header, &place, steps));
        }
    }
    all
}

/// Responses to HEAD, and those with some statuses, have no content, whatever the description says.
/// RFC 9110, section 6.4.1.
fn may_have_content<'d>(
    source: &mut Source<'d, '_>,
    response: openapi::Response<'d>,
    status: StatusRange,
    method: &str,
    at: &str,
) -> bool {
    let what = match status {
        _ if method == "HEAD" => "to HEAD".to_owned(),
        StatusRange::Exactly(code @ (100..200 | 204 | 205 | 304)) => {
            format!("with status {code}")
        }
        StatusRange::Exactly(_) | StatusRange::Class(_) | StatusRange::Default => return true,
    };
    if !response.content().is_empty() {
        let message = format!("a response {what} has no content");
        source.warn("impossible-content", at, message, "no content");
    }
    false
}

/// The meaning of a key of `responses`.
fn status(written: &str) -> StatusRange {
    match (
        written.parse(),
        written.chars().next().and_then(|digit| digit.to_digit(10)),
    ) {
        (Ok(code), _) => StatusRange::Exactly(code),
        (Err(_), Some(class)) => StatusRange::Class(u16::try_from(class).unwrap_or_default()),
        (Err(_), None) => StatusRange::Default,
    }
}

/// The status as a part of names: classes in upper case.
fn spelled(written: &str) -> String {
    match written {
        "default" => written.to_owned(),
        _ => written.to_ascii_uppercase(),
    }
}
