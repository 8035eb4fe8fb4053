//! Operations and messages: a line for each parameter, body and response.

use std::iter::once;

use super::types::{View, used};
use crate::api::{
    Body, Content, Location, Operation, Pagination, Paging, Parameter, Response, Values, WireFormat,
};

pub(super) fn operation(view: View<'_>, operation: &Operation) -> String {
    let head = format!(
        "{}  {} {}  in {}",
        operation.name, operation.method.0, operation.path, operation.group
    );
    let parameters = operation.parameters.iter().map(|one| parameter(view, one));
    let bodies = operation.body.iter().flat_map(|one| body(view, one));
    let responses = operation
        .responses
        .iter()
        .flat_map(|one| response(view, one));
    let pages = paging(view, &operation.paging);
    let lines = once(operation.pointer.clone())
        .chain(parameters)
        .chain(bodies);
    let lines = lines.chain(responses).chain(pages);
    lines.fold(head + "\n", |text, line| text + "  " + &line + "\n")
}

fn parameter(view: View<'_>, parameter: &Parameter) -> String {
    let location = match parameter.location {
        Location::Path => "path",
        Location::Query => "query",
        Location::QueryString => "query string",
        Location::Header => "header",
        Location::Cookie => "cookie",
    };
    let values = match &parameter.values {
        Values::Styled { style, explode, .. } => {
            format!("{style:?}{}", if *explode { ", exploded" } else { "" })
        }
        Values::Lists(styles) => format!("lists: {styles:?}"),
        Values::Form(encodings) => {
            let encodings = encodings.iter().map(|one| one.property.as_str());
            let encodings: Vec<_> = encodings.collect();
            format!("form, {} encoded apart", encodings.join(" "))
        }
        Values::Content(format) => word(*format).to_owned(),
    };
    let mark = if parameter.required { "" } else { "?" };
    let ty = used(view, parameter.ty);
    format!("{location} {}{mark}: {ty}  ({values})", parameter.wire_name)
}

fn body(view: View<'_>, body: &Body) -> Vec<String> {
    let mark = if body.required { "" } else { "?" };
    let contents = body.content.iter();
    contents
        .map(|one| format!("body{mark} {}", content(view, one)))
        .collect()
}

fn response(view: View<'_>, response: &Response) -> Vec<String> {
    let status = &response.status;
    let contents = response.content.iter().chain(&response.stream);
    let mut lines: Vec<_> = contents
        .map(|one| format!("{status} {}", content(view, one)))
        .collect();
    if lines.is_empty() {
        lines.push(status.to_string());
    }
    lines.extend(response.headers.iter().map(|header| {
        let mark = if header.required { "" } else { "?" };
        format!(
            "{status} header {}{mark}: {}",
            header.wire_name,
            used(view, header.ty)
        )
    }));
    let links = response.links.iter();
    lines.extend(links.map(|link| format!("{status} link {}", link.pointer)));
    lines
}

fn content(view: View<'_>, content: &Content) -> String {
    let whole = content.ty.map(|ty| format!(": {}", used(view, ty)));
    let item = content.item.map(|ty| format!(", items {}", used(view, ty)));
    let encoding = content.encoding.iter().map(|one| {
        let media_type = one.content_type.as_deref().unwrap_or("its own style");
        format!(", {} as {media_type}", one.property)
    });
    let parts = whole.into_iter().chain(item).chain(encoding);
    let head = format!("{} ({})", content.media_type, word(content.format));
    parts.fold(head, |text, part| text + &part)
}

/// How its pages follow each other, or why that is not known.
fn paging(view: View<'_>, paging: &Paging) -> Option<String> {
    match paging {
        Paging::Single => None,
        Paging::Off => Some("no pages".to_owned()),
        Paging::Unclear(reason) => Some(format!("pages unclear: {reason}")),
        Paging::Pages(pages) => Some(pagination(view, pages)),
    }
}

fn pagination(view: View<'_>, pagination: &Pagination) -> String {
    let items = pagination.items.as_ref().map(|items| {
        let path = items.path.join(".");
        format!(" of {path}: {}", used(view, items.item))
    });
    format!(
        "pages{}, next by {}: {}",
        items.unwrap_or_default(),
        pagination.next,
        pagination.evidence
    )
}

fn word(format: WireFormat) -> &'static str {
    match format {
        WireFormat::Json => "JSON",
        WireFormat::Text => "text",
        WireFormat::UrlEncoded => "form",
        WireFormat::Multipart => "parts",
        WireFormat::Bytes => "bytes",
        WireFormat::EventStream => "events",
        WireFormat::JsonLines => "lines of JSON",
        WireFormat::Xml => "XML",
    }
}
