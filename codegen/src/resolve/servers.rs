//! Servers and their variables.

use crate::api::{Server, ServerVariable};
use crate::diagnostics::Diagnostics;

/// The servers of the whole description. A relative one is kept: the caller has to say what it is
/// relative to.
pub(super) fn of_description(
    servers: &[openapiv3::Server],
    diagnostics: &mut Diagnostics,
) -> Vec<Server> {
    for (index, server) in servers.iter().enumerate() {
        if !server.url.contains("://") && !server.url.starts_with('{') {
            let message = format!(
                "`{}` is relative to where the description comes from",
                server.url
            );
            let at = format!("/servers/{index}/url");
            let report = diagnostics.warn("relative-server", at, message);
            report.instead("a base URL to be given by the caller");
        }
    }
    all(servers, "/servers", diagnostics)
}

/// Servers as they stand, of an operation or a path item too: there a relative one is relative to
/// that of the description.
pub(super) fn all(
    servers: &[openapiv3::Server],
    at: &str,
    diagnostics: &mut Diagnostics,
) -> Vec<Server> {
    let mut all = Vec::with_capacity(servers.len());
    for (index, server) in servers.iter().enumerate() {
        let at = format!("{at}/{index}");
        let variables = server.variables.iter().flatten();
        let mut variables: Vec<_> = variables
            .map(|(name, declared)| variable(name, declared, &at, diagnostics))
            .collect();
        for name in names(&server.url) {
            if variables.iter().all(|variable| variable.name != name) {
                let message = format!("the variable `{{{name}}}` is not declared");
                let place = format!("{at}/url");
                let report = diagnostics.warn("undeclared-server-variable", place, message);
                report.instead("a value to be given by the caller");
                variables.push(undeclared(name));
            }
        }
        all.push(Server {
            url: server.url.clone(),
            description: super::docs::text(server.description.as_deref()),
            variables,
        });
    }
    all
}

fn variable(
    name: &str,
    declared: &openapiv3::ServerVariable,
    at: &str,
    diagnostics: &mut Diagnostics,
) -> ServerVariable {
    let mut values = declared.enumeration.clone();
    if !values.is_empty() && !values.contains(&declared.default) {
        let message = format!("`{}` is none of the values of `{name}`", declared.default);
        let place = crate::document::pointer::join(&format!("{at}/variables"), name);
        let report = diagnostics.warn("wrong-default", format!("{place}/default"), message);
        report.instead("one more value");
        values.push(declared.default.clone());
    }
    ServerVariable {
        name: name.to_owned(),
        default: Some(declared.default.clone()),
        values,
        description: super::docs::text(declared.description.as_deref()),
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

/// Names in braces.
fn names(url: &str) -> impl Iterator<Item = &str> {
    let parts = url.split('{').skip(1);
    parts.filter_map(|part| part.split_once('}').map(|(name, _)| name))
}
