//! Servers: a constant for each where there is a choice, and a method of the builder for each with
//! variables.

use crate::api::{self, ServerVariable};
use crate::rust::{self, EnumVariant, Role, Scope, ServerMethod, WireValue};

use super::context::Context;
use super::{docs, names};

/// The URL with the defaults of its variables.
pub(super) fn url(server: &api::Server) -> String {
    server
        .variables
        .iter()
        .fold(server.url.clone(), |url, variable| {
            match &variable.default {
                Some(default) => url.replace(&format!("{{{}}}", variable.name), default),
                None => url,
            }
        })
}

/// Where there is a choice, each server gets a constant, unless its URL is incomplete.
pub(super) fn constants(api: &api::Api) -> Vec<rust::Server> {
    if api.servers.len() < 2 {
        return Vec::new();
    }
    let mut scope = Scope::default();
    let mut constants = Vec::new();
    for (index, server) in api.servers.iter().enumerate() {
        let ident = scope.claim(Role::Constant, [name(api, server, index)]);
        if server.variables.iter().any(|one| one.default.is_none()) {
            continue;
        }
        let url = url(server);
        constants.push(rust::Server {
            ident,
            docs: docs::server(server, &url),
            url,
        });
    }
    constants
}

/// A short description, else a number.
fn name(api: &api::Api, server: &api::Server, index: usize) -> String {
    let short = server
        .description
        .as_deref()
        .filter(|text| text.split_whitespace().count() <= 4 && text.is_ascii());
    match short {
        Some(short) => short.to_owned(),
        None if api.servers.len() == 1 => "server".to_owned(),
        None => format!("server {}", index + 1),
    }
}

/// Methods of the builder that take the variables of a server.
pub(super) fn methods(context: &Context<'_>, scope: &mut Scope) -> Vec<ServerMethod> {
    let api = context.api;
    let mut types = Scope::default();
    [
        "Call",
        "Client",
        "ClientBuilder",
        "Error",
        "ResponseHeaders",
    ]
    .iter()
    .for_each(|taken| types.reserve(taken));
    for operation in &api.operations {
        types.reserve(&rust::spell(Role::Group, &operation.group));
    }
    let servers = api.servers.iter().enumerate();
    let variable = servers.filter(|(_, server)| !server.variables.is_empty());
    variable
        .map(|(index, server)| {
            let name = name(api, server, index);
            let methods = [name.clone(), format!("{name} server")];
            let mut arguments = Scope::with_reserved(&["self"]);
            let variables = server.variables.iter().map(|variable| {
                let argument = [variable.name.clone(), format!("{} value", variable.name)];
                rust::ServerVariable {
                    ident: arguments.claim(Role::Method, argument),
                    wire_name: variable.name.clone(),
                    values: values(&name, variable, &mut types),
                }
            });
            let variables = variables.collect();
            ServerMethod {
                ident: scope.claim(Role::Method, methods),
                docs: docs::server_method(server),
                template: server.url.clone(),
                variables,
            }
        })
        .collect()
}

/// The enum for the values of a variable.
fn values(server: &str, variable: &ServerVariable, scope: &mut Scope) -> Option<rust::Enum> {
    if variable.values.is_empty() {
        return None;
    }
    let texts: Vec<_> = variable
        .values
        .iter()
        .map(|text| (None, text.clone()))
        .collect();
    let (idents, unknown) = names::variants(&texts);
    let variants = idents.into_iter().zip(&variable.values);
    let name = format!("{server} {}", variable.name);
    Some(rust::Enum {
        ident: scope.claim(Role::Type, [name.clone(), format!("{name} value")]),
        pointer: String::new(),
        docs: docs::text(variable.description.as_deref()),
        variants: variants
            .map(|(ident, text)| EnumVariant {
                ident,
                docs: docs::text(None),
                value: WireValue::String(text.clone()),
            })
            .collect(),
        unknown,
    })
}
