//! Operations: each with everything it needs, or the reason why it is left out.

pub mod bodies;
pub mod declared_pages;
pub mod encodings;
pub mod headers;
mod links;
pub mod media_types;
pub mod messages;
pub mod names;
pub mod parameters;
pub mod required_body;
pub mod responses;
pub mod security;
pub mod servers;
pub mod unrequired;
pub mod webhooks;

use std::collections::BTreeMap;

use crate::resolve::definitions::Definitions;

use crate::api::{
    Body, Credentials, HttpMethod, LeftOut, Location, Operation, Paging, Parameter, SecurityScheme,
    Server, Step,
};
use crate::document::{Node, is_token, pointer};
use crate::openapi::{self, PathItem};
use crate::resolve::definitions::docs;
use crate::settings::Settings;
use bodies::Unsupported;
use names::Nameless;
use parameters::Listed;
use required_body::Sender;

/// An operation and the path item that contains it.
#[derive(Debug, Clone)]
pub struct Held<'d> {
    pub path: &'d str,
    pub item: PathItem<'d>,
    pub method: String,
    pub operation: openapi::Operation<'d>,
}

impl Held<'_> {
    pub fn nameless(&self) -> Nameless<'_> {
        Nameless {
            method: &self.method,
            path: self.path,
            operation: self.operation,
        }
    }
}

/// All operations in the document's order, by JSON pointer.
pub fn held(root: &Node) -> Vec<(String, Held<'_>)> {
    let mut all = Vec::new();
    for (path, item) in PathItem::by_path(root) {
        let at = pointer::join("/paths", path);
        all.extend(item.methods().map(|method| {
            let held = Held {
                path,
                item,
                method: method.name,
                operation: method.operation,
            };
            (at.clone() + &method.pointer, held)
        }));
    }
    all
}

/// What all operations of the document share.
pub struct Frame<'a, 'd> {
    pub all: &'a [(String, Held<'d>)],
    pub names: &'a names::Names,
    pub settings: &'a Settings,
    pub schemes: &'a [SecurityScheme],
    /// The security requirements of operations without their own.
    pub security: Vec<Credentials>,
}

/// The operations, and those that are left out.
pub fn resolve<'d>(
    frame: &Frame<'_, 'd>,
    definitions: &mut Definitions<'d, '_>,
) -> (Vec<Operation>, Vec<LeftOut>) {
    report_duplicates(frame, definitions);
    let (mut operations, mut left_out) = (Vec::new(), Vec::new());
    for (at, held) in frame.all {
        let nameless = held.nameless();
        let what = format!("operation {} {}", nameless.method, nameless.path);
        if frame.settings.is_left_out(nameless.key()) {
            let (pointer, reason) = (at.clone(), "left out by the settings".to_owned());
            left_out.push(LeftOut {
                pointer,
                what,
                reason,
            });
            continue;
        }
        match operation(frame, held, at, definitions) {
            Ok(operation) => operations.push(operation),
            Err(Unsupported { pointer, reason }) => {
                let message = format!("{what} is left out: {reason}");
                definitions.source.warn_each(
                    "unsupported-operation",
                    &pointer,
                    message,
                    "no operation",
                );
                left_out.push(LeftOut {
                    pointer,
                    what,
                    reason,
                });
            }
        }
    }
    (operations, left_out)
}

fn report_duplicates(frame: &Frame<'_, '_>, definitions: &mut Definitions<'_, '_>) {
    let mut ids = BTreeMap::new();
    for (at, held) in frame.all {
        if let Some(id) = held.operation.id()
            && let Some(first) = ids.insert(id, at)
        {
            let place = format!("{at}/operationId");
            let message = format!("`{id}` is the operationId of two operations");
            let report =
                definitions
                    .source
                    .diagnostics
                    .warn("duplicate-operation-id", place, message);
            let report = report.instead("a different name for each");
            report.related(format!("{first}/operationId"), "first given here");
        }
    }
}

/// What the inline schemas of an operation are named after.
struct Owners {
    own: Step,
    /// The operation of the path item whose name comes first. Parameters of the path item are named
    /// after it, whichever operation is resolved first.
    shared: Step,
}

impl Owners {
    fn new(frame: &Frame<'_, '_>, name: &str, item: PathItem<'_>) -> Self {
        let shared = match item.parameters().is_empty() {
            true => None,
            false => {
                let of_item = frame.all.iter().filter(|(_, held)| held.item.is(item));
                of_item
                    .filter_map(|(pointer, _)| frame.names.names.get(pointer))
                    .min()
            }
        };
        let shared = shared.map_or_else(|| name.to_owned(), String::clone);
        Self {
            own: Step::Operation(name.to_owned()),
            shared: Step::Operation(shared),
        }
    }
}

fn operation<'d>(
    frame: &Frame<'_, 'd>,
    held: &Held<'d>,
    at: &str,
    definitions: &mut Definitions<'d, '_>,
) -> Result<Operation, Unsupported> {
    let Held {
        path,
        item,
        ref method,
        operation,
    } = *held;
    if !is_token(method) {
        let reason = "its method is not one of HTTP".to_owned();
        return Err(Unsupported {
            pointer: at.to_owned(),
            reason,
        });
    }
    let name = frame.names.names.get(at).cloned().unwrap_or_default();
    let owners = Owners::new(frame, &name, item);
    let parameters = parameters(held, at, &owners, definitions)?;
    let body = body(frame, held, at, &parameters, definitions, &owners)?;
    let responses = format!("{at}/responses");
    let responses = responses::all(definitions, operation, method, &responses, &owners.own);
    Ok(Operation {
        name,
        wanted_name: frame.names.wanted.get(at).cloned().unwrap_or_default(),
        operation_id: operation.id().map(str::to_owned),
        method: HttpMethod(method.clone()),
        path: path.split('#').next().unwrap_or(path).to_owned(),
        path_key: path.to_owned(),
        group: group(&held.nameless(), frame.settings),
        summary: text(operation.summary(), item.summary()),
        description: text(operation.description(), item.description()),
        deprecated: operation.is_deprecated(),
        external_docs: operation.external_docs().map(str::to_owned),
        parameters,
        body,
        responses,
        security: security(frame, held, at, definitions),
        servers: servers(held, at, definitions),
        declared_pages: declared_pages::declared(operation),
        paging: Paging::default(),
        pointer: at.to_owned(),
    })
}

fn body<'d>(
    frame: &Frame<'_, 'd>,
    held: &Held<'d>,
    at: &str,
    parameters: &[Parameter],
    definitions: &mut Definitions<'d, '_>,
    owners: &Owners,
) -> Result<Option<Body>, Unsupported> {
    let Some(body) = held.operation.request_body() else {
        return Ok(None);
    };
    let sender = Sender::Operation {
        method: &held.method,
        alone: parameters.iter().all(|one| one.location == Location::Path),
        as_declared: frame.settings.keeps_body_optional(held.nameless().key()),
    };
    let place = format!("{at}/requestBody");
    bodies::request(definitions, body, place, &owners.own, sender)
}

fn parameters<'d>(
    held: &Held<'d>,
    at: &str,
    owners: &Owners,
    definitions: &mut Definitions<'d, '_>,
) -> Result<Vec<Parameter>, Unsupported> {
    let Held {
        path, operation, ..
    } = *held;
    let of_item = pointer::join("/paths", path);
    if !is_template(path) {
        let reason = "the braces of its path do not match".to_owned();
        return Err(Unsupported {
            pointer: of_item,
            reason,
        });
    }
    let lists = [
        Listed {
            pointer: format!("{of_item}/parameters"),
            parameters: held.item.parameters(),
            owner: owners.shared.clone(),
        },
        Listed {
            pointer: format!("{at}/parameters"),
            parameters: operation.parameters(),
            owner: owners.own.clone(),
        },
    ];
    parameters::all(definitions, lists, path, at, &owners.own)
}

/// The texts of the operation, else those of its path item.
fn text(own: Option<&str>, of_item: Option<&str>) -> Option<String> {
    docs::text(own).or_else(|| docs::text(of_item))
}

fn security(
    frame: &Frame<'_, '_>,
    held: &Held<'_>,
    at: &str,
    definitions: &mut Definitions<'_, '_>,
) -> Vec<Credentials> {
    let own = openapi::requirements(held.operation.node());
    let is_open = own.as_ref().is_some_and(Vec::is_empty);
    let mut ways = match own {
        None => frame.security.clone(),
        Some(own) => {
            let place = format!("{at}/security");
            security::requirements(&own, frame.schemes, &place, definitions.source.diagnostics)
        }
    };
    for scheme in frame.settings.auth_of(held.nameless().key(), is_open) {
        let way = Credentials {
            schemes: vec![(scheme.to_owned(), Vec::new())],
        };
        if !ways.contains(&way) {
            ways.push(way);
        }
    }
    ways
}

/// The servers of the operation, else of its path item. Those of the document are not repeated.
fn servers(held: &Held<'_>, at: &str, definitions: &mut Definitions<'_, '_>) -> Vec<Server> {
    let own = held.operation.node();
    if openapi::Server::of(own).len() == 0 {
        let place = pointer::join("/paths", held.path) + "/servers";
        return servers::all(held.item.node(), &place, definitions.source.diagnostics);
    }
    servers::all(
        own,
        &format!("{at}/servers"),
        definitions.source.diagnostics,
    )
}

/// Whether every opening brace has a closing one.
fn is_template(path: &str) -> bool {
    let mut parts = path.split('{');
    let is_closed = |part: &str| part.split('}').count() == 2;
    !parts.next().is_some_and(|first| first.contains('}')) && parts.all(is_closed)
}

/// The group from the settings, else the first tag, else the first telling segment of the path.
fn group(operation: &Nameless<'_>, settings: &Settings) -> String {
    let mut tags = operation.operation.tags().map(str::trim);
    let tag = tags.find(|tag| !tag.is_empty());
    if let Some(group) = settings.group(operation.key(), tag).or(tag) {
        return group.to_owned();
    }
    let path = operation.path.split(['?', '#']).next().unwrap_or_default();
    let fixed = path
        .split('/')
        .filter(|segment| !segment.is_empty() && !segment.contains('{'));
    let says_nothing = |segment: &&str| {
        let version = segment.strip_prefix('v').unwrap_or_default();
        let is_version = version.starts_with(|first: char| first.is_ascii_digit());
        is_version || matches!(*segment, "api" | "rest")
    };
    let telling = fixed.clone().find(|segment| !says_nothing(segment));
    telling
        .or_else(|| fixed.clone().next())
        .unwrap_or("root")
        .to_owned()
}
