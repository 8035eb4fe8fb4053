//! Operations: each with everything it needs, or a reason why it is left out.

use std::collections::BTreeMap;

use openapiv3::{PathItem, ReferenceOr};

use super::bodies::Unsupported;
use super::names::Nameless;
use super::parameters::Listed;
use super::schemas::Schemas;
use super::security;
use crate::api::{Api, HttpMethod, LeftOut, Operation, Step};
use crate::document::pointer;
use crate::settings::Settings;

/// An operation and the path item that holds it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Held<'d> {
    pub item: &'d PathItem,
    pub nameless: Nameless<'d>,
}

/// All operations in the document's order, by JSON pointer.
pub(super) fn held<'d>(
    openapi: &'d openapiv3::OpenAPI,
    additional: &'d [(String, String, String, openapiv3::Operation)],
) -> Vec<(String, Held<'d>)> {
    let mut all = Vec::new();
    for (path, item) in &openapi.paths.paths {
        let ReferenceOr::Item(item) = item else {
            continue;
        };
        for (method, operation) in item.iter() {
            let nameless = Nameless {
                method: upper(method),
                path,
                operation,
            };
            let at = pointer::join(&pointer::join("/paths", path), method);
            all.push((at, Held { item, nameless }));
        }
        for (_, method, at, operation) in additional.iter().filter(|(of, ..)| of == path) {
            let nameless = Nameless {
                method,
                path,
                operation,
            };
            all.push((at.clone(), Held { item, nameless }));
        }
    }
    all
}

fn upper(method: &str) -> &'static str {
    match method {
        "get" => "GET",
        "put" => "PUT",
        "post" => "POST",
        "delete" => "DELETE",
        "options" => "OPTIONS",
        "head" => "HEAD",
        "patch" => "PATCH",
        _ => "TRACE",
    }
}

/// Resolves the operations into `api`, which has its security schemes already.
pub(super) fn resolve<'d>(
    all: &[(String, Held<'d>)],
    names: &BTreeMap<String, String>,
    settings: &Settings,
    schemas: &mut Schemas<'d, '_>,
    api: &mut Api,
) {
    let mut ids = BTreeMap::new();
    for (at, held) in all {
        let nameless = &held.nameless;
        if let Some(id) = &nameless.operation.operation_id
            && let Some(first) = ids.insert(id, at)
        {
            let place = format!("{at}/operationId");
            let message = format!("`{id}` is the operationId of two operations");
            let report = schemas
                .diagnostics
                .warn("duplicate-operation-id", place, message);
            let report = report.instead("a name of its own for each");
            report.related(format!("{first}/operationId"), "first given here");
        }
        let what = format!("operation {} {}", nameless.method, nameless.path);
        if settings.is_left_out(nameless.key()) {
            let reason = "left out by the settings".to_owned();
            api.left_out.push(LeftOut {
                pointer: at.clone(),
                what,
                reason,
            });
            continue;
        }
        let name = names.get(at).cloned().unwrap_or_default();
        let owners = Owners::new(&name, all, names, held.item);
        match operation(held, at, name, &owners, settings, schemas, api) {
            Ok(operation) => api.operations.push(operation),
            Err(Unsupported { pointer, reason }) => {
                let message = format!("{what} is left out: {reason}");
                schemas.warn_each("unsupported-operation", &pointer, message, "no operation");
                api.left_out.push(LeftOut {
                    pointer,
                    what,
                    reason,
                });
            }
        }
    }
}

/// What inline schemas of an operation are named after.
struct Owners {
    own: Step,
    /// The operation of the path item whose name comes first: its shared parameters are named
    /// the same whichever operation is resolved first.
    shared: Step,
}

impl Owners {
    fn new(
        name: &str,
        all: &[(String, Held<'_>)],
        names: &BTreeMap<String, String>,
        item: &PathItem,
    ) -> Self {
        let shared = match item.parameters.is_empty() {
            true => None,
            false => {
                let of_item = all.iter().filter(|(_, held)| std::ptr::eq(held.item, item));
                of_item.filter_map(|(pointer, _)| names.get(pointer)).min()
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
    held: &Held<'d>,
    at: &str,
    name: String,
    owners: &Owners,
    settings: &Settings,
    schemas: &mut Schemas<'d, '_>,
    api: &Api,
) -> Result<Operation, Unsupported> {
    let Held {
        item,
        nameless: Nameless {
            method,
            path,
            operation,
        },
    } = *held;
    if !is_template(path) {
        let reason = "the braces of its path do not match".to_owned();
        let pointer = pointer::join("/paths", path);
        return Err(Unsupported { pointer, reason });
    }
    let of_item = pointer::join(&pointer::join("/paths", path), "parameters");
    let lists = [
        Listed {
            pointer: of_item,
            parameters: &item.parameters,
            owner: owners.shared.clone(),
        },
        Listed {
            pointer: format!("{at}/parameters"),
            parameters: &operation.parameters,
            owner: owners.own.clone(),
        },
    ];
    let parameters = schemas.parameters(lists, path, at, &owners.own)?;
    let body = match &operation.request_body {
        Some(body) => schemas.body(body, format!("{at}/requestBody"), &owners.own)?,
        None => None,
    };
    let responses = schemas.responses(
        &operation.responses,
        &format!("{at}/responses"),
        &owners.own,
    )?;
    let (security, servers) = surroundings(item, operation, at, path, schemas, api);
    let texts = |own: &Option<String>, of_item: &Option<String>| {
        let own = super::docs::text(own.as_deref());
        own.or_else(|| super::docs::text(of_item.as_deref()))
    };
    Ok(Operation {
        name,
        operation_id: operation.operation_id.clone(),
        method: HttpMethod(method.to_owned()),
        path: path.split('#').next().unwrap_or(path).to_owned(),
        group: group(&held.nameless, settings),
        summary: texts(&operation.summary, &item.summary),
        description: texts(&operation.description, &item.description),
        deprecated: operation.deprecated,
        external_docs: operation
            .external_docs
            .as_ref()
            .map(|docs| docs.url.clone()),
        parameters,
        body,
        responses,
        security,
        servers,
        pagination: None,
        pointer: at.to_owned(),
    })
}

/// Whether each brace of the path has its counterpart.
fn is_template(path: &str) -> bool {
    let mut parts = path.split('{');
    let is_closed = |part: &str| part.split('}').count() == 2;
    !parts.next().is_some_and(|first| first.contains('}')) && parts.all(is_closed)
}

/// Security and servers: the operation's own, else those around it.
fn surroundings<'d>(
    item: &'d PathItem,
    operation: &'d openapiv3::Operation,
    at: &str,
    path: &str,
    schemas: &mut Schemas<'d, '_>,
    api: &Api,
) -> (Vec<crate::api::Credentials>, Vec<crate::api::Server>) {
    let (requirements, place) = match &operation.security {
        Some(own) => (own.as_slice(), format!("{at}/security")),
        None => {
            let global = schemas.references.openapi.security.as_deref();
            (global.unwrap_or_default(), "/security".to_owned())
        }
    };
    let diagnostics = &mut *schemas.diagnostics;
    let security = security::requirements(requirements, &api.security_schemes, &place, diagnostics);
    let (servers, place) = match operation.servers.is_empty() {
        true => (
            &item.servers,
            pointer::join(&pointer::join("/paths", path), "servers"),
        ),
        false => (&operation.servers, format!("{at}/servers")),
    };
    (security, security::servers(servers, &place, diagnostics))
}

/// The settings' group, else the first tag, else the first telling segment of the path.
fn group(operation: &Nameless<'_>, settings: &Settings) -> String {
    let tags = operation.operation.tags.iter().map(|tag| tag.trim());
    let tag = tags.into_iter().find(|tag| !tag.is_empty());
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
