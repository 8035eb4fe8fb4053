//! Links of responses: the operation to call next, and where its values come from. OpenAPI 3.2,
//! sections 4.20.2 to 4.20.4.

use crate::api::{Link, LinkSource, LinkTarget, LinkValue};
use crate::document::{Node, pointer};
use crate::openapi;
use crate::resolve::definitions::docs;
use crate::resolve::source::Source;
use crate::resolve::source::targets::{self, Target};

const KIND: &str = "unresolved-link";

/// The links of a response at a place. One with a value that is not understood is reported.
pub fn all<'d>(
    source: &mut Source<'d, '_>,
    response: openapi::Response<'d>,
    at: &str,
) -> Vec<Link> {
    let mut links = Vec::new();
    for (name, link) in response.links() {
        let place = format!("{at}/links/{}", pointer::escape(name));
        let target = targets::follow(source, link, &place, Vec::new(), "link");
        let Some(target) = target else {
            continue;
        };
        match one(&target) {
            Ok(link) => links.extend(link),
            Err(text) => {
                let message = format!("`{text}` is not an expression for a value of a link");
                source.warn(KIND, &target.pointer, message, "no link");
            }
        }
    }
    links
}

/// The link, or the text of a value that is not understood.
fn one<'d>(target: &Target<openapi::Link<'d>>) -> Result<Option<Link>, &'d str> {
    let link = target.item;
    let id = link
        .operation_id()
        .map(|id| LinkTarget::OperationId(id.to_owned()));
    let reference = || Some(LinkTarget::Reference(link.operation_ref()?.to_owned()));
    let Some(operation) = id.or_else(reference) else {
        return Ok(None);
    };
    let parameters = link
        .parameters()
        .map(|(name, node)| Ok((name.to_owned(), value(node)?)));
    Ok(Some(Link {
        target: operation,
        description: docs::text(link.description()),
        parameters: parameters.collect::<Result<_, _>>()?,
        body: link.request_body().map(value).transpose()?,
        pointer: target.pointer.clone(),
    }))
}

fn value(node: &Node) -> Result<LinkValue, &str> {
    match node.as_str() {
        Some(text) if text.starts_with('$') => expression(text).ok_or(text),
        Some(text) if text.contains("{$") => Err(text),
        _ => Ok(LinkValue::Constant(node.to_json().to_string())),
    }
}

fn expression(text: &str) -> Option<LinkValue> {
    match text {
        "$url" => return Some(LinkValue::Url),
        "$method" => return Some(LinkValue::Method),
        "$statusCode" => return Some(LinkValue::StatusCode),
        _ => {}
    }
    match text.split_once('.')? {
        ("$request", source) => Some(LinkValue::Request(self::source(source)?)),
        ("$response", source) => match self::source(source)? {
            LinkSource::Query(_) | LinkSource::Path(_) => None,
            source => Some(LinkValue::Response(source)),
        },
        _ => None,
    }
}

/// `header.X-Id`, `query.page`, `path.id`, `body` or `body#/owner/id`.
fn source(text: &str) -> Option<LinkSource> {
    if let Some(pointer) = text.strip_prefix("body") {
        return match pointer.strip_prefix('#') {
            Some(pointer) => {
                let tokens = pointer::tokens(pointer).map(|token| token.into_owned());
                Some(LinkSource::Body(tokens.collect()))
            }
            None => pointer.is_empty().then(|| LinkSource::Body(Vec::new())),
        };
    }
    let (place, name) = text.split_once('.')?;
    let name = name.to_owned();
    match place {
        "header" => Some(LinkSource::Header(name)),
        "query" => Some(LinkSource::Query(name)),
        "path" => Some(LinkSource::Path(name)),
        _ => None,
    }
}
