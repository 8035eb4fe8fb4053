//! Operations as methods, in groups.

use std::collections::{BTreeMap, BTreeSet};
use std::iter::{once, once_with};
use std::rc::Rc;

use crate::api;
use crate::rust::{self, Argument, Group, Ident, Outcome, Requirement, Role, Scope, Setter, spell};

use super::context::Context;
use super::header_text::is_header_text;
use super::headers::Declared;
use super::method::{GROUP_METHODS, methods};
use super::{docs, errors, idempotency, outcome, pages, parameter, sent, stream};

/// Methods of the client that do not lead to a group.
const CLIENT_METHODS: &[&str] = &["as_ref", "builder", "clone", "fmt", "new", "request"];

pub(super) fn groups(context: &Context<'_>, headers: &Declared) -> Vec<Group> {
    // Spellings of one name are one group.
    let mut by_module: BTreeMap<String, Vec<&api::Operation>> = BTreeMap::new();
    for operation in &context.api.operations {
        by_module
            .entry(spell(Role::Module, &operation.group))
            .or_default()
            .push(operation);
    }
    let mut taken = Scope::default();
    for ident in context
        .api
        .types
        .iter()
        .filter_map(|(id, _)| context.names.ty(id))
    {
        taken.reserve(ident.as_str());
    }
    let taken = Rc::new(taken);
    let mut modules = Scope::with_reserved(&["operations"]);
    let mut methods = Scope::with_reserved(CLIENT_METHODS);
    let mut idents = Scope::within(Rc::clone(&taken));
    ["Call", "Client", "ClientBuilder", "New"]
        .iter()
        .for_each(|ident| idents.reserve(ident));
    let groups = by_module.into_values();
    groups
        .map(|operations| {
            let mut group = group(
                context,
                headers,
                &operations,
                &mut modules,
                &mut idents,
                &taken,
            );
            let name = group.module.as_str();
            let names = [name.to_owned(), format!("{name} operations")];
            group.method = methods.claim(Role::Method, names);
            group
        })
        .collect()
}

fn group(
    context: &Context<'_>,
    headers: &Declared,
    operations: &[&api::Operation],
    modules: &mut Scope,
    idents: &mut Scope,
    taken: &Rc<Scope>,
) -> Group {
    let name = operations
        .first()
        .map_or("", |operation| operation.group.as_str());
    let module = modules.claim(Role::Module, [name]);
    let ident = idents.claim(Role::Group, [name.to_owned(), format!("{name} api")]);
    let mut scope = Scope::within(Rc::clone(taken));
    scope.reserve(ident.as_str());
    let candidates = operations.iter().map(|operation| {
        let (method, path) = (&operation.method.0, &operation.path);
        let longer = once_with(move || format!("{} {method} {path}", operation.name));
        once(operation.name.clone()).chain(longer)
    });
    let names = Scope::with_reserved(GROUP_METHODS).claim_all(Role::Method, candidates);
    let methods = methods(context, name, operations, &names);
    let named = operations.iter().zip(names.into_iter().zip(methods));
    let mut operations: Vec<_> = named
        .map(|(operation, names)| lower_operation(context, headers, operation, names, &mut scope))
        .collect();
    sent::name(&mut operations);
    let operations = errors::share(operations, &mut scope);
    Group {
        method: module.clone(),
        feature: None,
        module,
        docs: docs::group(context.api, name),
        ident,
        uses: uses(&operations),
        operations,
    }
}

fn lower_operation(
    context: &Context<'_>,
    headers: &Declared,
    operation: &api::Operation,
    (name, method): (Ident, Ident),
    scope: &mut Scope,
) -> rust::Operation {
    let body = operation.body.as_ref();
    let mut bodies = body.map_or_else(Vec::new, |body| sent::bodies(context, operation, body));
    let body = (!bodies.is_empty()).then(|| bodies.remove(0));
    let (arguments, mut setters) = parameters(context, operation);
    let idempotency_key = idempotency::header(&mut setters);
    let (success, error) = outcome::outcomes(context, operation, &name, scope);
    let pages = pages::pages(context, operation, &success);
    let stream = stream::streamed(context, operation, body.as_ref());
    let others = stream::others(context, operation, body.as_ref());
    let optional_body = body.as_ref().is_some_and(|body| !body.required);
    let has_more = optional_body || pages.is_some() || stream.is_some() || !others.is_empty();
    let names = [name.as_str().to_owned(), format!("{name} call")];
    let call = (!setters.is_empty() || has_more).then(|| scope.claim(Role::Type, names));
    let other_bodies = bodies
        .into_iter()
        .map(|body| (method.clone(), body))
        .collect();
    rust::Operation {
        pointer: operation.pointer.clone(),
        call,
        docs: docs::operation(context.api, operation, &arguments, body.as_ref(), headers),
        http_method: operation.method.0.clone(),
        path: operation.path.clone(),
        security: operation.security.iter().map(requirement).collect(),
        accept: accept(context, operation),
        results: outcome::results(operation),
        described: outcome::described(operation, &error),
        base_url: operation.servers.first().map(super::servers::url),
        idempotency_key,
        error_shape: error_shape(context, operation),
        name,
        method,
        arguments,
        body,
        other_bodies,
        setters,
        success,
        error,
        pages,
        stream,
        others,
    }
}

/// Required parameters become arguments, the others setters of the call.
fn parameters(context: &Context<'_>, operation: &api::Operation) -> (Vec<Argument>, Vec<Setter>) {
    let (mut arguments, mut setters) = (Vec::new(), Vec::new());
    let all = parameter::arguments(context, operation);
    for (argument, parameter) in all.into_iter().zip(&operation.parameters) {
        if parameter.required {
            arguments.push(argument);
        } else {
            let docs = docs::setter(parameter);
            setters.push(Setter { docs, argument });
        }
    }
    (arguments, setters)
}

/// Where the operation differs from the others.
fn error_shape(
    context: &Context<'_>,
    operation: &api::Operation,
) -> Option<Option<rust::ErrorShape>> {
    let own = context
        .settings
        .error_shape_of(operation.into(), &operation.group)?;
    Some(own.as_ref().map(super::client::error_shape))
}

fn requirement(credentials: &api::Credentials) -> Requirement {
    Requirement {
        schemes: credentials.schemes.clone(),
    }
}

/// Media types of success first, then those of errors.
pub(super) fn accept(context: &Context<'_>, operation: &api::Operation) -> Option<String> {
    let mut media_types: Vec<(&str, bool)> = Vec::new();
    for (content, is_welcome) in outcome::read(context, operation) {
        let media_type = content.media_type.as_str();
        let is_new = media_types.iter().all(|(known, _)| *known != media_type);
        if is_new && is_header_text(media_type) {
            media_types.push((media_type, is_welcome));
        }
    }
    let ranges = media_types
        .iter()
        .map(|(media_type, is_welcome)| match is_welcome {
            true => (*media_type).to_owned(),
            false => format!("{media_type};q=0.9"),
        });
    let ranges: Vec<_> = ranges.collect();
    (!ranges.is_empty()).then(|| ranges.join(", "))
}

/// The types of this API in the file.
fn uses(operations: &[rust::Operation]) -> Vec<Ident> {
    let mut names = BTreeSet::new();
    for operation in operations {
        let setters = operation.setters.iter().map(|setter| &setter.argument);
        for argument in operation.arguments.iter().chain(setters) {
            argument.ty.named(&mut names);
        }
        let others = operation.other_bodies.iter().map(|(_, body)| body);
        for body in operation.body.iter().chain(others) {
            body.ty.named(&mut names);
        }
        if let Some(pages) = &operation.pages {
            pages.item.iter().for_each(|item| item.named(&mut names));
        }
        for stream in operation.stream.iter().chain(&operation.others) {
            stream.ty.named(&mut names);
        }
        for outcome in [&operation.success, &operation.error] {
            match outcome {
                Outcome::One(ty) => ty.named(&mut names),
                Outcome::ByStatus { variants, .. } => {
                    variants
                        .iter()
                        .for_each(|variant| variant.ty.named(&mut names));
                }
            }
        }
    }
    names.into_iter().cloned().collect()
}
