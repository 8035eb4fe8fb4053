//! What operations return: the bodies of their responses, by status where they differ.

use crate::api::{self, Content, Response, StatusRange, WireFormat};
use crate::rust::{Ident, Outcome, OutcomeVariant, Role, Scope, Type};

use super::{Context, docs, stream};

/// Success and error of an operation. `default` is the success where no other is documented.
pub(super) fn outcomes(
    context: &Context<'_>,
    operation: &api::Operation,
    method: &Ident,
    scope: &mut Scope,
) -> (Outcome, Outcome) {
    let (mut good, bad): (Vec<_>, Vec<_>) = operation
        .responses
        .iter()
        .filter(|response| !response.status.is_in_between())
        .partition(|response| response.status.is_success());
    if good.is_empty() {
        good.extend(
            bad.iter()
                .filter(|response| response.status == StatusRange::Default),
        );
    }
    let success = success(context, &good, &mut || {
        scope.claim(
            Role::Type,
            [
                format!("{method} success"),
                format!("{method} success body"),
            ],
        )
    });
    let error = error(context, &bad, &mut || {
        scope.claim(
            Role::Type,
            [format!("{method} error"), format!("{method} error body")],
        )
    });
    (success, error)
}

fn success(
    context: &Context<'_>,
    responses: &[&Response],
    ident: &mut dyn FnMut() -> Ident,
) -> Outcome {
    let bodies: Vec<_> = responses
        .iter()
        .map(|response| (*response, body(context, response)))
        .collect();
    let distinct = distinct(bodies.iter().filter_map(|(_, ty)| ty.as_ref()));
    let empty = bodies.iter().any(|(_, ty)| ty.is_none());
    match (distinct.as_slice(), empty) {
        ([], _) => Outcome::One(stream::only(context, responses).unwrap_or(Type::Unit)),
        ([only], false) => Outcome::One((*only).clone()),
        // Bytes, text and what takes null can be empty themselves.
        ([only @ (Type::Bytes | Type::Text | Type::Option(_))], true) => {
            Outcome::One((*only).clone())
        }
        ([only], true) => Outcome::One(Type::Option(Box::new((*only).clone()))),
        _ => {
            let bodies = bodies
                .into_iter()
                .map(|(response, ty)| (response, ty.unwrap_or(Type::Unit)));
            by_status(ident(), "What the operation returns, by status.", bodies)
        }
    }
}

/// Statuses without a documented body do not count: their bodies can be read as they came.
fn error(
    context: &Context<'_>,
    responses: &[&Response],
    ident: &mut dyn FnMut() -> Ident,
) -> Outcome {
    let bodies: Vec<_> = responses
        .iter()
        .filter_map(|response| Some((*response, body(context, response)?)))
        .collect();
    let distinct = distinct(bodies.iter().map(|(_, ty)| ty));
    match distinct.as_slice() {
        [] => Outcome::One(Type::Unit),
        [only] => Outcome::One((*only).clone()),
        _ => by_status(
            ident(),
            "Documented bodies of errors, by status.",
            bodies.into_iter(),
        ),
    }
}

fn by_status<'a>(
    ident: Ident,
    summary: &str,
    bodies: impl Iterator<Item = (&'a Response, Type)>,
) -> Outcome {
    let mut scope = Scope::default();
    let variants = bodies.map(|(response, ty)| {
        let status = response.status.to_string();
        let name = match response.status {
            StatusRange::Default => "default".to_owned(),
            StatusRange::Exactly(_) | StatusRange::Class(_) => format!("status {status}"),
        };
        let ident = match response.status {
            StatusRange::Class(_) => scope.claim_exactly(&format!("Status{status}")),
            StatusRange::Exactly(_) | StatusRange::Default => scope.claim(Role::Variant, [name]),
        };
        OutcomeVariant {
            ident,
            docs: docs::text(Some(&response.description)),
            status,
            ty,
        }
    });
    Outcome::ByStatus {
        ident,
        docs: docs::line(summary),
        variants: variants.collect(),
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

fn body(context: &Context<'_>, response: &Response) -> Option<Type> {
    response
        .content
        .as_ref()
        .map(|content| received(context, content))
}

/// The type of a body as it is read as a whole. What is neither JSON nor text nor parts is handed
/// over in bytes.
fn received(context: &Context<'_>, content: &Content) -> Type {
    match content.format {
        WireFormat::Json => content.ty.map_or(Type::Value, |ty| context.ty(ty)),
        WireFormat::Text | WireFormat::Xml => Type::Text,
        WireFormat::Multipart => Type::Parts,
        WireFormat::UrlEncoded
        | WireFormat::Bytes
        | WireFormat::EventStream
        | WireFormat::JsonLines => Type::Bytes,
    }
}
