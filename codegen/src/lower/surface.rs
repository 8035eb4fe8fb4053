//! The public API of what was lowered, with one line for each item.

use std::collections::BTreeSet;

use crate::hidden::spelled_out;
use crate::rust::{
    Api, Argument, Auth, AuthMethod, Body, Client, Enum, Function, Group, Headers, Ident, Item,
    Operation, Outcome, Output, Passing, Presence, Receiver, Signature, Struct, SurfaceLine, Taken,
    Type, Union, Webhooks,
};

/// Sorted by path.
pub(super) fn lines(api: &Api) -> Vec<SurfaceLine> {
    let mut lines = Vec::new();
    for item in api.types.iter().flat_map(|file| &file.items) {
        self::item(item, &mut lines);
    }
    let mut outcomes = BTreeSet::new();
    for group in &api.groups {
        for operation in &group.operations {
            self::operation(group, operation, &mut lines);
            for outcome in [&operation.success, &operation.error] {
                self::outcome(operation, outcome, &mut outcomes, &mut lines);
            }
        }
    }
    if let Some(headers) = &api.headers {
        self::headers(headers, &mut lines);
    }
    if let Some(webhooks) = &api.webhooks {
        self::webhooks(webhooks, &mut lines);
    }
    if !api.groups.is_empty() {
        client(&api.client, &api.groups, &mut lines);
    }
    for line in &mut lines {
        line.pointer = spelled_out(&line.pointer);
    }
    lines.sort_by(|one, other| (&one.path, &one.pointer).cmp(&(&other.path, &other.pointer)));
    lines
}

fn line(pointer: &str, path: impl Into<String>, signature: Signature) -> SurfaceLine {
    SurfaceLine {
        pointer: pointer.to_owned(),
        path: path.into(),
        signature,
    }
}

/// A function without a receiver.
fn function(arguments: Vec<Taken>, output: Output) -> Signature {
    Signature::Function(Function {
        receiver: None,
        arguments,
        output,
    })
}

fn method(receiver: Receiver, arguments: Vec<Taken>, output: Output) -> Signature {
    Signature::Function(Function {
        receiver: Some(receiver),
        arguments,
        output,
    })
}

fn headers(headers: &Headers, lines: &mut Vec<SurfaceLine>) {
    lines.push(line(
        "",
        headers.ident.to_string(),
        Signature::Item("trait", Vec::new()),
    ));
    for one in &headers.methods {
        let path = format!("{}::{}", headers.ident, one.ident);
        let output = Output::Type(one.ty.clone());
        let signature = method(Receiver::Reference, Vec::new(), output);
        lines.push(line(&one.pointer, path, signature));
    }
}

/// Groups, constants for servers, and the methods of the builder.
fn client(client: &Client, groups: &[Group], lines: &mut Vec<SurfaceLine>) {
    for group in groups {
        let output = Output::Named(group.ident.to_string());
        let signature = method(Receiver::Reference, Vec::new(), output);
        lines.push(line("", format!("Client::{}", group.method), signature));
    }
    for server in &client.servers {
        let signature = Signature::Constant(server.url.clone());
        lines.push(line("", format!("Client::{}", server.ident), signature));
    }
    for auth in &client.auth {
        lines.push(line(
            "",
            format!("ClientBuilder::{}", auth.ident),
            self::auth(auth),
        ));
    }
    for server in &client.server_methods {
        let mut arguments = Vec::new();
        for variable in &server.variables {
            let (ty, passing) = match &variable.values {
                Some(values) => (Type::Named(values.ident.clone()), Passing::Value),
                None => (Type::String, Passing::Str),
            };
            arguments.push(Taken::new(&variable.ident, &ty, passing));
            if let Some(values) = &variable.values {
                enum_(values, &values.ident.to_string(), lines);
            }
        }
        let signature = method(Receiver::Value, arguments, Output::Same);
        lines.push(line(
            "",
            format!("ClientBuilder::{}", server.ident),
            signature,
        ));
    }
}

fn auth(auth: &AuthMethod) -> Signature {
    let into = |name: &str, ty| Taken {
        name: name.to_owned(),
        ty,
        passing: Passing::Into,
    };
    let arguments = match &auth.auth {
        Auth::Basic | Auth::Password { .. } => {
            vec![
                into("username", Type::String),
                into("password", Type::Secret),
            ]
        }
        Auth::Bearer => vec![into("token", Type::Secret)],
        Auth::Http(_) => vec![into("credential", Type::Secret)],
        Auth::HeaderKey(_) | Auth::QueryKey(_) | Auth::CookieKey(_) => {
            vec![into("key", Type::Secret)]
        }
        Auth::ClientCredentials { .. } => {
            vec![
                into("client_id", Type::String),
                into("client_secret", Type::Secret),
            ]
        }
        Auth::Flows(_) => {
            let arguments = vec![into("client_id", Type::String)];
            return method(
                Receiver::Reference,
                arguments,
                Output::Named("OAuth2".to_owned()),
            );
        }
    };
    method(Receiver::Value, arguments, Output::Same)
}

fn webhooks(webhooks: &Webhooks, lines: &mut Vec<SurfaceLine>) {
    let path = format!("webhooks::{}", webhooks.ident);
    lines.push(line("", &path, Signature::Item("webhooks", Vec::new())));
    for variant in &webhooks.variants {
        let signature = match &variant.ty {
            Some(ty) => Signature::Variant(ty.clone()),
            None => Signature::Value("no body".to_owned()),
        };
        let path = format!("{path}::{}", variant.ident);
        lines.push(line(&variant.pointer, path, signature));
    }
}

fn item(item: &Item, lines: &mut Vec<SurfaceLine>) {
    let path = format!("types::{}", item.ident());
    match item {
        Item::Struct(struct_) => self::struct_(struct_, &path, lines),
        Item::Enum(enum_) => self::enum_(enum_, &path, lines),
        Item::Union(union) => self::union(union, &path, lines),
        Item::Alias(alias) => {
            lines.push(line(
                &alias.pointer,
                path,
                Signature::Alias(alias.ty.clone()),
            ));
        }
    }
}

fn struct_(struct_: &Struct, path: &str, lines: &mut Vec<SurfaceLine>) {
    let pointer = &struct_.pointer;
    let arguments = struct_.arguments().map(|field| {
        let passing = match field.takes_into() {
            true => Passing::Into,
            false => Passing::Value,
        };
        Taken::new(&field.ident, &field.ty, passing)
    });
    let arguments: Vec<_> = arguments.collect();
    let mut traits = struct_.traits;
    traits.default |= struct_.sent && arguments.is_empty() && struct_.known().next().is_some();
    lines.push(line(
        pointer,
        path,
        Signature::Item("struct", traits.names()),
    ));
    if !arguments.is_empty() {
        let signature = function(arguments, Output::Same);
        lines.push(line(pointer, format!("{path}::new"), signature));
    }
    for field in &struct_.fields {
        let signature = Signature::Field {
            ty: field.ty.clone(),
            may_be_absent: field.presence != Presence::Required,
        };
        lines.push(line(
            &field.pointer,
            format!("{path}::{}", field.ident),
            signature,
        ));
    }
    if let Some(rest) = &struct_.rest {
        let signature = Signature::Rest(rest.ty.clone());
        lines.push(line(pointer, format!("{path}::{}", rest.ident), signature));
    }
}

fn enum_(enum_: &Enum, path: &str, lines: &mut Vec<SurfaceLine>) {
    let pointer = &enum_.pointer;
    lines.push(line(pointer, path, Signature::Item("enum", Vec::new())));
    for variant in &enum_.variants {
        let signature = Signature::Value(spelled_out(&variant.value.json()));
        lines.push(line(
            pointer,
            format!("{path}::{}", variant.ident),
            signature,
        ));
    }
    let signature = Signature::Value("any other".to_owned());
    lines.push(line(
        pointer,
        format!("{path}::{}", enum_.unknown),
        signature,
    ));
}

fn union(union: &Union, path: &str, lines: &mut Vec<SurfaceLine>) {
    let pointer = &union.pointer;
    lines.push(line(
        pointer,
        path,
        Signature::Item("union", union.traits.names()),
    ));
    for variant in &union.variants {
        let signature = Signature::Variant(variant.ty.clone());
        lines.push(line(
            pointer,
            format!("{path}::{}", variant.ident),
            signature,
        ));
    }
    let signature = Signature::Value("any other".to_owned());
    lines.push(line(
        pointer,
        format!("{path}::{}", union.unknown),
        signature,
    ));
}

fn operation(group: &Group, operation: &Operation, lines: &mut Vec<SurfaceLine>) {
    let path = format!("operations::{}::{}", group.ident, operation.method);
    let pointer = &operation.pointer;
    let required = operation.body.as_ref().filter(|body| body.required);
    lines.push(line(pointer, &path, call(operation, required)));
    for setter in &operation.setters {
        let argument = &setter.argument;
        let signature = method(Receiver::Value, vec![taken(argument)], Output::Same);
        lines.push(line(
            &argument.pointer,
            format!("{path}().{}", argument.ident),
            signature,
        ));
    }
    bodies(group, operation, &path, lines);
    for stream in operation.stream.iter().chain(&operation.others) {
        let output = Output::Call(stream.ty.clone(), body_of(&operation.error));
        let signature = method(Receiver::Value, Vec::new(), output);
        lines.push(line(
            pointer,
            format!("{path}().{}", stream.method),
            signature,
        ));
    }
    if let Some(pages) = &operation.pages {
        let (name, output) = match &pages.item {
            Some(item) => ("items", Output::Items(item.clone())),
            None => ("pages", Output::Pages),
        };
        let signature = method(Receiver::Value, Vec::new(), output);
        lines.push(line(pointer, format!("{path}().{name}"), signature));
    }
}

fn call(operation: &Operation, body: Option<&Body>) -> Signature {
    let arguments = operation.arguments.iter().map(taken);
    let arguments = arguments.chain(body.map(sent));
    let output = Output::Call(body_of(&operation.success), body_of(&operation.error));
    method(Receiver::Reference, arguments.collect(), output)
}

/// Bodies that are not an argument of the operation's own method.
fn bodies(group: &Group, operation: &Operation, path: &str, lines: &mut Vec<SurfaceLine>) {
    for (name, body) in operation
        .other_bodies
        .iter()
        .filter(|(_, body)| body.required)
    {
        let path = format!("operations::{}::{name}", group.ident);
        lines.push(line(&body.pointer, path, call(operation, Some(body))));
    }
    let others = operation.other_bodies.iter().map(|(_, body)| body);
    let optional = operation.body.iter().chain(others);
    for body in optional.filter(|body| !body.required) {
        let signature = method(Receiver::Value, vec![sent(body)], Output::Same);
        lines.push(line(
            &body.pointer,
            format!("{path}().{}", body.ident),
            signature,
        ));
    }
}

/// An enum of bodies by status, which several operations may share.
fn outcome<'a>(
    operation: &Operation,
    outcome: &'a Outcome,
    known: &mut BTreeSet<&'a Ident>,
    lines: &mut Vec<SurfaceLine>,
) {
    match outcome {
        Outcome::ByStatus {
            ident, variants, ..
        } if known.insert(ident) => {
            let path = format!("operations::{ident}");
            lines.push(line(
                &operation.pointer,
                &path,
                Signature::Item("by status", Vec::new()),
            ));
            for variant in variants {
                let signature = Signature::Variant(variant.ty.clone());
                let path = format!("{path}::{}", variant.ident);
                lines.push(line(&operation.pointer, path, signature));
            }
        }
        Outcome::ByStatus { .. } | Outcome::One(_) => {}
    }
}

fn body_of(outcome: &Outcome) -> Type {
    match outcome {
        Outcome::One(ty) => ty.clone(),
        Outcome::ByStatus { ident, .. } => Type::Local(ident.clone()),
    }
}

fn taken(argument: &Argument) -> Taken {
    Taken::new(&argument.ident, &argument.ty, argument.passing)
}

fn sent(body: &Body) -> Taken {
    Taken::new(&body.ident, &body.ty, body.passing)
}
