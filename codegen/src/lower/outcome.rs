//! What operations return: the bodies of their responses, by status and media type where they
//! differ.

use crate::api::visit::{ResultsAndErrors, results_and_errors};
use crate::api::{self, Content, Response, StatusRange};
use crate::rust::{Ident, Outcome, OutcomeVariant, Role, Scope, Type};

use super::context::Context;
use super::received::{Body, bodies};
use super::{docs, stream};

/// Success and error of an operation.
pub(super) fn outcomes(
    context: &Context<'_>,
    operation: &api::Operation,
    method: &Ident,
    scope: &mut Scope,
) -> (Outcome, Outcome) {
    let ResultsAndErrors { results, errors } = results_and_errors(operation);
    let mut name = |what: &str| {
        let names = [format!("{method} {what}"), format!("{method} {what} body")];
        scope.claim(Role::Type, names)
    };
    let success = success(context, &results, &errors, &mut || name("success"));
    let error = error(context, &errors, &mut || name("error"));
    (success, error)
}

fn success(
    context: &Context<'_>,
    responses: &[&Response],
    others: &[&Response],
    ident: &mut dyn FnMut() -> Ident,
) -> Outcome {
    let mut all: Vec<(&Response, Vec<Body<'_>>)> = Vec::new();
    for response in responses {
        let bodies = bodies(context, response);
        let bodies = bodies.into_iter().filter(Body::is_unrequested);
        all.push((*response, bodies.collect()));
    }
    let distinct = distinct(
        all.iter()
            .flat_map(|(_, bodies)| bodies.iter().map(|one| &one.ty)),
    );
    let is_empty =
        |(response, bodies): &(&Response, Vec<_>)| bodies.is_empty() && response.stream.is_none();
    let empty = all.iter().any(is_empty);
    match (distinct.as_slice(), empty) {
        ([], _) => Outcome::One(stream::only(context, responses).unwrap_or(Type::Unit)),
        ([only], false) => Outcome::One((*only).clone()),
        // Bytes, text and types that accept null can be empty themselves.
        ([only @ (Type::Bytes | Type::Text | Type::Option(_))], true) => {
            Outcome::One((*only).clone())
        }
        ([only], true) => Outcome::One(Type::Option(Box::new((*only).clone()))),
        _ => {
            // Statuses that are not named are described by `default`, including those of success.
            let mut others = others.iter();
            let default = others.find(|other| other.status == StatusRange::Default);
            let default = default.filter(|default| !responses.contains(default));
            let default = default.map(|default| (*default, bodies(context, default)));
            let all = all
                .into_iter()
                .filter(|one| is_empty(one) || !one.1.is_empty());
            let rows = all.chain(default.filter(|(_, bodies)| !bodies.is_empty()));
            by_status(ident(), "What the operation returns, by status.", rows)
        }
    }
}

/// A status without content has a row of its own where a range or `default` describes it less
/// precisely. Other statuses without content do not count: their bodies can be read as they came.
fn error(
    context: &Context<'_>,
    responses: &[&Response],
    ident: &mut dyn FnMut() -> Ident,
) -> Outcome {
    let has_content = |response: &&&Response| response.contents().next().is_some();
    let mut all = Vec::new();
    for response in responses {
        let bodies = bodies(context, response);
        let mut wider = responses.iter().filter(has_content);
        if !bodies.is_empty() || wider.any(|other| covers(other.status, response.status)) {
            all.push((*response, bodies));
        }
    }
    let distinct = distinct(
        all.iter()
            .flat_map(|(_, bodies)| bodies.iter().map(|one| &one.ty)),
    );
    let has_empty = all.iter().any(|(_, bodies)| bodies.is_empty());
    match distinct.as_slice() {
        [] => Outcome::One(Type::Unit),
        [only] if !has_empty => Outcome::One((*only).clone()),
        _ => by_status(
            ident(),
            "Documented bodies of errors, by status.",
            all.into_iter(),
        ),
    }
}

/// Whether a less precise entry would be used for the status.
fn covers(wide: StatusRange, narrow: StatusRange) -> bool {
    match (wide, narrow) {
        (StatusRange::Class(class), StatusRange::Exactly(status)) => status / 100 == class,
        (StatusRange::Default, StatusRange::Exactly(_) | StatusRange::Class(_)) => true,
        _ => false,
    }
}

/// A row for each status, and one for each media type that is read into another type.
fn by_status<'a>(
    ident: Ident,
    summary: &str,
    responses: impl Iterator<Item = (&'a Response, Vec<Body<'a>>)>,
) -> Outcome {
    let mut scope = Scope::default();
    let mut variants = Vec::new();
    for (response, bodies) in responses {
        let status = response.status.to_string();
        let first = [Body::empty()];
        let bodies = if bodies.is_empty() {
            &first[..]
        } else {
            &bodies
        };
        for (index, body) in bodies.iter().enumerate() {
            let media_type = body.content.filter(|_| index > 0);
            let name = media_type.map(|content| super::received::name(&content.media_type));
            variants.push(OutcomeVariant {
                ident: variant(&mut scope, response.status, &name.unwrap_or_default()),
                docs: docs::text(Some(&response.description)),
                status: match media_type {
                    Some(content) => format!("{status} {}", content.media_type),
                    None => status.clone(),
                },
                ty: body.ty.clone(),
            });
        }
    }
    Outcome::ByStatus {
        ident,
        docs: docs::line(summary),
        variants,
    }
}

fn variant(scope: &mut Scope, status: StatusRange, media_type: &str) -> Ident {
    match status {
        StatusRange::Default => scope.claim(Role::Variant, [format!("default {media_type}")]),
        StatusRange::Exactly(status) => {
            scope.claim(Role::Variant, [format!("status {status} {media_type}")])
        }
        StatusRange::Class(class) => {
            let media_type = match media_type {
                "" => String::new(),
                some => crate::rust::spell(Role::Variant, some),
            };
            scope.claim_exactly(&format!("Status{class}XX{media_type}"))
        }
    }
}

/// Statuses that are results although they are not 2xx.
pub(super) fn results(operation: &api::Operation) -> Vec<String> {
    let results = results_and_errors(operation)
        .results
        .into_iter()
        .map(|response| response.status);
    let others = results.filter(|status| !status.is_success() && *status != StatusRange::Default);
    others.map(|status| status.to_string()).collect()
}

/// The statuses that the single type of an error describes. None where an enum tells them apart or
/// where all are described.
pub(super) fn described(operation: &api::Operation, error: &Outcome) -> Vec<String> {
    if !matches!(error, Outcome::One(ty) if *ty != Type::Unit) {
        return Vec::new();
    }
    let errors = results_and_errors(operation).errors.into_iter();
    let with_content = errors.filter(|response| response.contents().next().is_some());
    let statuses: Vec<_> = with_content.map(|response| response.status).collect();
    match statuses.contains(&StatusRange::Default) {
        true => Vec::new(),
        false => statuses
            .into_iter()
            .map(|status| status.to_string())
            .collect(),
    }
}

fn distinct<'t>(types: impl Iterator<Item = &'t Type>) -> Vec<&'t Type> {
    let mut distinct = Vec::new();
    for ty in types {
        if !distinct.contains(&ty) {
            distinct.push(ty);
        }
    }
    distinct
}

/// The media types that the types of the operation read, in order of preference, and whether each
/// is equally welcome. Text that a server sends in place of JSON is not.
pub(super) fn read<'a>(
    context: &Context<'_>,
    operation: &'a api::Operation,
) -> Vec<(&'a Content, bool)> {
    let ResultsAndErrors { results, errors } = results_and_errors(operation);
    let mut all = Vec::new();
    let ranked = |body: Body<'a>| {
        let is_first = body.is_first;
        body.contents().map(move |content| (content, is_first))
    };
    for response in &results {
        let bodies = bodies(context, response)
            .into_iter()
            .filter(Body::is_unrequested);
        all.extend(bodies.flat_map(ranked));
    }
    if all.is_empty() {
        let first = stream::first(context, &results).into_iter();
        all.extend(first.map(|content| (content, true)));
    }
    for response in &errors {
        let bodies = bodies(context, response).into_iter();
        let contents = bodies.flat_map(Body::contents);
        all.extend(contents.map(|content| (content, true)));
    }
    all
}
