//! Documentation of operations: what they do, what is sent and what comes back.

use indexmap::IndexMap;

use super::Text;
use super::lines::wrapped;
use super::markdown::{self, code, safe};
use crate::api::visit::results_and_errors;
use crate::api::{self, Pagination, Parameter};
use crate::lower::headers::Declared;
use crate::rust::{Argument, Body, Docs, Ident};

/// For a method: what it does, what is sent and what comes back.
pub(in crate::lower) fn operation(
    api: &api::Api,
    operation: &api::Operation,
    arguments: &[Argument],
    body: Option<&Body>,
    headers: &Declared,
) -> Docs {
    let mut text = Text::default();
    let summary = operation.summary.as_deref().map(str::trim);
    let described = operation.description.as_deref().unwrap_or_default();
    text.paragraph(summary.filter(|summary| !described.starts_with(summary)));
    text.paragraph(operation.description.as_deref());
    text.gap();
    text.route(operation);
    text.arguments(operation, arguments, body);
    text.headers(operation, headers);
    text.links(api, operation);
    text.errors(operation);
    Docs {
        deprecated: operation.deprecated,
        ..text.done()
    }
}

impl Text {
    /// Method and path, how to read all pages, and where there is more about the operation.
    fn route(&mut self, operation: &api::Operation) {
        let mut route = code(&format!("{} {}", operation.method.0, operation.path));
        if let Some(pages) = operation.pagination() {
            route += &paged(pages);
        }
        let Some(url) = &operation.external_docs else {
            return self.line(route);
        };
        let line = format!("{route}, see {}.", markdown::link(url));
        self.lines.extend(wrapped(&line));
    }

    fn arguments(
        &mut self,
        operation: &api::Operation,
        arguments: &[Argument],
        body: Option<&Body>,
    ) {
        for argument in arguments {
            let of = |one: &&Parameter| one.pointer == argument.pointer;
            let description = operation.parameters.iter().find(of);
            let description = description.and_then(|one| one.docs.description.as_deref());
            if let Some(description) = description.filter(|text| !text.trim().is_empty()) {
                self.argument(&argument.ident, description);
            }
        }
        if let (Some(body), Some(foreign)) = (body, &operation.body) {
            let description = foreign
                .description
                .as_deref()
                .filter(|text| !text.trim().is_empty());
            if let (true, Some(description)) = (body.required, description) {
                self.argument(&body.ident, description);
            }
        }
    }

    fn argument(&mut self, ident: &Ident, description: &str) {
        let text = first_paragraph(description);
        self.lines.push(format!("- `{ident}`: {text}"));
    }

    /// Headers link to the methods that read them, which also describe them. Here only differences
    /// from that description are written.
    fn headers(&mut self, operation: &api::Operation, declared: &Declared) {
        let mut headers: IndexMap<_, Vec<String>> = IndexMap::new();
        for response in &operation.responses {
            for header in &response.headers {
                let known = declared.description(header);
                let description =
                    first_paragraph(header.description.as_deref().unwrap_or_default());
                let is_known = description == first_paragraph(known.unwrap_or_default());
                let description = Some(description).filter(|text| !is_known && !text.is_empty());
                let says = (linked(header, declared), description);
                let statuses = headers.entry(says).or_default();
                statuses.push(response.status.to_string());
            }
        }
        let is_list = headers.keys().any(|(_, description)| description.is_some());
        let lines = headers.into_iter().map(|((name, description), statuses)| {
            let text = description.map(|text| format!(": {text}"));
            let text = text.unwrap_or_default();
            format!("{name} ({}){text}", statuses.join(", "))
        });
        if is_list {
            self.gap();
            self.line("# Response headers".to_owned());
            lines.for_each(|line| self.line(format!("- {line}")));
        } else if lines.len() > 0 {
            self.gap();
            let names = lines.collect::<Vec<_>>().join(", ");
            let text = format!("Response headers: {names}.");
            self.lines.extend(wrapped(&text));
        }
    }

    fn errors(&mut self, operation: &api::Operation) {
        let errors = results_and_errors(operation).errors.into_iter();
        let errors = errors.filter(says_something);
        let mut first = true;
        for response in errors {
            if std::mem::take(&mut first) {
                self.gap();
                self.line("# Errors".to_owned());
            }
            let status = response.status.to_string();
            let text = first_paragraph(&response.description);
            let bare = text
                .strip_prefix(&status)
                .map_or(text.as_str(), str::trim_start);
            self.lines.push(match bare {
                "" => format!("- {status}"),
                _ => format!("- {status}: {bare}"),
            });
        }
    }
}

/// How to read all pages, after the method and path.
fn paged(pages: &Pagination) -> String {
    let method = match pages.items {
        Some(_) => "items",
        None => "pages",
    };
    format!(", all pages by `.{method}()` ({})", pages.next)
}

/// With a body or without one. A `default` that says nothing does not count.
fn says_something(response: &&api::Response) -> bool {
    let has_content = response.contents().next().is_some();
    let is_default = response.status == api::StatusRange::Default;
    !is_default || has_content || !response.description.trim().is_empty()
}

/// The name of a header, with a link to the method that reads it.
fn linked(header: &api::Header, declared: &Declared) -> String {
    let name = code(&header.wire_name);
    match declared.method(header) {
        Some((ident, method)) => format!("[{name}](super::super::{ident}::{method})"),
        None => name,
    }
}

/// The first paragraph, on one line.
pub(super) fn first_paragraph(text: &str) -> String {
    let lines = safe(text).into_iter();
    let lines: Vec<_> = lines.take_while(|line| !line.is_empty()).collect();
    lines.join(" ")
}
