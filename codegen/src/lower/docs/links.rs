//! Links in the documentation of an operation: what to call next, with which values.

use super::Text;
use super::lines::wrapped;
use super::markdown::code;
use super::operation::first_paragraph;
use crate::api::{Api, Link, LinkSource, LinkTarget, LinkValue, Operation};

impl Text {
    /// One link is a sentence, several are a list.
    pub(super) fn links(&mut self, api: &Api, operation: &Operation) {
        let responses = operation.responses.iter();
        let links = responses.flat_map(|response| {
            let status = response.status.to_string();
            let links = response.links.iter();
            links.map(move |link| line(api, link, &status))
        });
        let links: Vec<_> = links.collect();
        match links.as_slice() {
            [] => {}
            [link] => {
                self.gap();
                self.lines.extend(wrapped(&format!("Next: {link}.")));
            }
            links => {
                self.gap();
                self.line("# Next".to_owned());
                links.iter().for_each(|link| self.line(format!("- {link}")));
            }
        }
    }
}

/// `get_owner` with `id` from `owner.id` of the body (200): the owner of the pet.
fn line(api: &Api, link: &Link, status: &str) -> String {
    let LinkTarget::Operation(target) = &link.target else {
        return String::new();
    };
    let mut operations = api.operations.iter();
    let target = operations.find(|one| one.pointer == *target);
    let mut text = code(target.map_or("", |target| &target.name));
    let body = link.body.iter().map(|value| ("the body".to_owned(), value));
    let values = link
        .parameters
        .iter()
        .map(|(name, value)| (code(name), value));
    let values = values.chain(body);
    let values: Vec<_> = values
        .map(|(name, value)| format!("{name} from {}", shown(value)))
        .collect();
    if !values.is_empty() {
        text += &format!(" with {}", values.join(", "));
    }
    text += &format!(" ({status})");
    match first_paragraph(link.description.as_deref().unwrap_or_default()) {
        about if about.is_empty() => text,
        about => format!("{text}: {}", about.trim_end_matches('.')),
    }
}

fn shown(value: &LinkValue) -> String {
    match value {
        LinkValue::Constant(json) => format!("the constant {}", code(json)),
        LinkValue::Url => "the URL of the request".to_owned(),
        LinkValue::Method => "the method of the request".to_owned(),
        LinkValue::StatusCode => "the status".to_owned(),
        LinkValue::Request(LinkSource::Header(name)) => {
            format!("the header {} of the request", code(name))
        }
        LinkValue::Request(LinkSource::Query(name) | LinkSource::Path(name))
        | LinkValue::Response(LinkSource::Query(name) | LinkSource::Path(name)) => {
            format!("the parameter {}", code(name))
        }
        LinkValue::Response(LinkSource::Header(name)) => format!("the header {}", code(name)),
        LinkValue::Request(LinkSource::Body(path)) => of_body(path, "the request body"),
        LinkValue::Response(LinkSource::Body(path)) => of_body(path, "the body"),
    }
}

fn of_body(path: &[String], body: &str) -> String {
    match path {
        [] => body.to_owned(),
        path => format!("{} of {body}", code(&path.join("."))),
    }
}
