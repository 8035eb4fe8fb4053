//! Servers and their variables.

use crate::api::{Server, ServerVariable};
use crate::diagnostics::Diagnostics;
use crate::document::{Node, pointer};
use crate::openapi;
use crate::resolve::definitions::docs;

/// The servers of the whole description. A relative URL is kept: the caller says what it is
/// relative to.
pub fn of_description(root: &Node, diagnostics: &mut Diagnostics) -> Vec<Server> {
    for (index, server) in openapi::Server::of(root).enumerate() {
        let url = server.url();
        if !url.contains("://") && !url.starts_with('{') {
            let message = format!("`{url}` is relative to the URL of the description");
            let at = format!("/servers/{index}/url");
            let report = diagnostics.warn("relative-server", at, message);
            report.instead("a base URL from the caller");
        }
    }
    all(root, "/servers", diagnostics)
}

/// The servers of the description, a path item or an operation as they are written. Below the
/// description, a relative URL is relative to the server of the description.
pub fn all(holder: &Node, at: &str, diagnostics: &mut Diagnostics) -> Vec<Server> {
    let mut all = Vec::new();
    for (index, server) in openapi::Server::of(holder).enumerate() {
        let at = format!("{at}/{index}");
        let mut variables: Vec<_> = server
            .variables()
            .map(|declared| variable(declared, &at, diagnostics))
            .collect();
        for name in names(server.url()) {
            if variables.iter().all(|variable| variable.name != name) {
                let message = format!("the variable `{{{name}}}` is not declared");
                let place = format!("{at}/url");
                let report = diagnostics.warn("undeclared-server-variable", place, message);
                report.instead("a value from the caller");
                variables.push(undeclared(name));
            }
        }
        all.push(Server {
            url: server.url().to_owned(),
            description: docs::text(server.description()),
            variables,
        });
    }
    all
}

fn variable(
    declared: openapi::ServerVariable<'_>,
    at: &str,
    diagnostics: &mut Diagnostics,
) -> ServerVariable {
    let openapi::ServerVariable {
        name,
        default,
        mut values,
        description,
    } = declared;
    if !values.is_empty() && !values.contains(default) {
        let message = format!("`{default}` is not one of the values of `{name}`");
        let place = pointer::join(&format!("{at}/variables"), name);
        let report = diagnostics.warn("wrong-default", format!("{place}/default"), message);
        report.instead("an additional value");
        values.insert(default);
    }
    ServerVariable {
        name: name.to_owned(),
        default: Some(default.to_owned()),
        values: values.into_iter().map(str::to_owned).collect(),
        description: docs::text(description),
    }
}

fn undeclared(name: &str) -> ServerVariable {
    ServerVariable {
        name: name.to_owned(),
        default: None,
        values: Vec::new(),
        description: None,
    }
}

/// The names in braces.
fn names(url: &str) -> impl Iterator<Item = &str> {
    let parts = url.split('{').skip(1);
    parts.filter_map(|part| part.split_once('}').map(|(name, _)| name))
}
