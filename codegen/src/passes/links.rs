//! Links that can be followed: their operation exists, and so do its parameters and all sources of
//! values. The others are reported and dropped.

use crate::api::visit::kind;
use crate::api::{
    Additional, Api, Kind, Link, LinkSource, LinkTarget, LinkValue, Location, Operation, Response,
    TypeId, Types, Use, WireFormat,
};
use crate::diagnostics::Diagnostics;

const KIND: &str = "unresolved-link";

/// Drops the links that cannot be followed and finds the operations of the others.
pub fn check(api: &mut Api, diagnostics: &mut Diagnostics) {
    let mut checked = Vec::new();
    for operation in &api.operations {
        for response in &operation.responses {
            let links = response.links.iter();
            let links =
                links.filter_map(|link| followed(api, operation, response, link, diagnostics));
            checked.push(links.collect());
        }
    }
    let operations = api.operations.iter_mut();
    let responses = operations.flat_map(|operation| &mut operation.responses);
    for (response, links) in responses.zip(checked) {
        response.links = links;
    }
    let messages = api.messages.iter_mut();
    for response in messages.flat_map(|message| &mut message.responses) {
        for link in std::mem::take(&mut response.links) {
            let reason = "the server follows this link, as it receives the response";
            let report = diagnostics.warn(KIND, link.pointer, reason);
            report.instead("no link");
        }
    }
}

/// The link to its operation; nothing, and a report, where it cannot be followed.
fn followed(
    api: &Api,
    operation: &Operation,
    response: &Response,
    link: &Link,
    diagnostics: &mut Diagnostics,
) -> Option<Link> {
    let Some(target) = target(api, &link.target) else {
        let (LinkTarget::OperationId(written)
        | LinkTarget::Reference(written)
        | LinkTarget::Operation(written)) = &link.target;
        let reason = format!("there is no operation `{written}` for this link");
        let report = diagnostics.warn(KIND, &link.pointer, reason);
        let ids = api.operations.iter();
        let ids = ids.filter_map(|one| one.operation_id.as_deref());
        report.instead("no link").did_you_mean(written, ids);
        return None;
    };
    if let Err(reason) = check_values(&api.types, operation, response, link, target) {
        let report = diagnostics.warn(KIND, &link.pointer, reason);
        report.instead("no link");
        return None;
    }
    Some(Link {
        target: LinkTarget::Operation(target.pointer.clone()),
        ..link.clone()
    })
}

fn target<'a>(api: &'a Api, target: &LinkTarget) -> Option<&'a Operation> {
    let mut operations = api.operations.iter();
    match target {
        LinkTarget::OperationId(id) => operations.find(|one| one.operation_id.as_ref() == Some(id)),
        LinkTarget::Reference(written) => {
            let pointer = written.strip_prefix('#')?;
            operations.find(|one| one.pointer == pointer)
        }
        LinkTarget::Operation(pointer) => operations.find(|one| one.pointer == *pointer),
    }
}

/// What of the link does not exist.
fn check_values(
    types: &Types,
    operation: &Operation,
    response: &Response,
    link: &Link,
    target: &Operation,
) -> Result<(), String> {
    for (name, value) in &link.parameters {
        if !has_parameter(target, name) {
            return Err(format!("`{}` has no parameter `{name}`", target.name));
        }
        exists(types, operation, response, value)?;
    }
    match &link.body {
        Some(_) if target.body.is_none() => Err(format!("`{}` has no request body", target.name)),
        Some(value) => exists(types, operation, response, value),
        None => Ok(()),
    }
}

/// A name may have its location before it, `path.id`.
fn has_parameter(operation: &Operation, name: &str) -> bool {
    operation.parameters.iter().any(|parameter| {
        let located = name.strip_prefix(location(parameter.location));
        let located = located.and_then(|rest| rest.strip_prefix('.'));
        parameter.wire_name == name || located == Some(&parameter.wire_name)
    })
}

fn location(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::QueryString => "querystring",
        Location::Header => "header",
        Location::Cookie => "cookie",
    }
}

/// Whether a value has a source; else which one is missing.
fn exists(
    types: &Types,
    operation: &Operation,
    response: &Response,
    value: &LinkValue,
) -> Result<(), String> {
    match value {
        LinkValue::Constant(_) | LinkValue::Url | LinkValue::Method | LinkValue::StatusCode => {
            Ok(())
        }
        LinkValue::Request(LinkSource::Body(path)) => {
            let body = operation.body.iter();
            let mut bodies = body.flat_map(|body| &body.content);
            let found = bodies.any(|content| is_in(types, content.ty, content.format, path));
            found.then_some(()).ok_or_else(|| missing("request", path))
        }
        LinkValue::Response(LinkSource::Body(path)) => {
            let mut bodies = response.contents();
            let found = bodies.any(|content| is_in(types, content.ty, content.format, path));
            found.then_some(()).ok_or_else(|| missing("response", path))
        }
        LinkValue::Request(source) => {
            let (place, name) = named(source);
            let mut parameters = operation.parameters.iter();
            let found = parameters.any(|one| {
                let same = match one.location {
                    Location::Header => one.wire_name.eq_ignore_ascii_case(name),
                    _ => one.wire_name == *name,
                };
                same && location(one.location) == place
            });
            let reason = || format!("the request has no {place} parameter `{name}`");
            found.then_some(()).ok_or_else(reason)
        }
        LinkValue::Response(source) => {
            let (_, name) = named(source);
            let mut headers = response.headers.iter();
            let found = headers.any(|one| one.wire_name.eq_ignore_ascii_case(name));
            let reason = || format!("the response has no header `{name}`");
            found.then_some(()).ok_or_else(reason)
        }
    }
}

fn named(source: &LinkSource) -> (&'static str, &str) {
    match source {
        LinkSource::Header(name) => ("header", name),
        LinkSource::Query(name) => ("query", name),
        LinkSource::Path(name) => ("path", name),
        LinkSource::Body(_) => ("body", ""),
    }
}

fn missing(side: &str, path: &[String]) -> String {
    match path {
        [] => format!("the {side} has no body"),
        path => format!("the body of the {side} has no `{}`", path.join(".")),
    }
}

/// Whether a body of this type can have a value at a path.
fn is_in(types: &Types, ty: Option<Use>, format: WireFormat, path: &[String]) -> bool {
    match (path, ty) {
        ([], _) => true,
        (path, Some(used)) if format != WireFormat::Bytes => has(types, used.ty, path),
        _ => false,
    }
}

fn has(types: &Types, ty: TypeId, path: &[String]) -> bool {
    let Some((first, rest)) = path.split_first() else {
        return true;
    };
    match kind(types, ty) {
        Kind::Any | Kind::Untyped(_) => true,
        Kind::Object(object) => {
            let mut fields = object.fields.iter();
            match fields.find(|field| field.wire_name == *first) {
                Some(field) => has(types, field.ty.ty, rest),
                None => match object.additional {
                    Additional::Any => true,
                    Additional::Typed(values) => has(types, values.ty, rest),
                    Additional::Unspecified | Additional::Forbidden => false,
                },
            }
        }
        Kind::Map(values) => has(types, values.ty, rest),
        Kind::Array { items, .. } => first.parse::<usize>().is_ok() && has(types, items.ty, rest),
        Kind::Tuple {
            members,
            rest: more,
            ..
        } => {
            let index = first.parse::<usize>().ok();
            let member = index.and_then(|index| members.get(index)).or(more.as_ref());
            member.is_some_and(|member| has(types, member.ty, rest))
        }
        Kind::Union(union) => union.variants.iter().any(|one| has(types, one.ty.ty, path)),
        Kind::Null | Kind::Scalar(_) | Kind::Enumeration(_) | Kind::Alias(_) => false,
    }
}
