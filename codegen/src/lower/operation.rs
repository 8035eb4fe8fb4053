//! Operations as methods, in groups.

use std::collections::{BTreeMap, BTreeSet};
use std::iter::{once, once_with};
use std::rc::Rc;

use crate::api;
use crate::rust::{
    self, BodyFormat, Group, Ident, Outcome, Passing, Requirement, Role, Scope, Setter, Type, spell,
};

use super::item::named;
use super::method::{GROUP_METHODS, methods};
use super::{Context, docs, errors, form, outcome, pages, parameter, stream};

/// Methods of the client that lead nowhere but to itself.
const CLIENT_METHODS: &[&str] = &["builder", "clone", "fmt", "new"];

pub(super) fn groups(context: &Context<'_>) -> Vec<Group> {
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
    ["Client", "ClientBuilder", "New"]
        .iter()
        .for_each(|ident| idents.reserve(ident));
    let groups = by_module.into_values();
    groups
        .map(|operations| {
            let mut group = group(context, &operations, &mut modules, &mut idents, &taken);
            let name = group.module.as_str();
            let names = [name.to_owned(), format!("{name} operations")];
            group.method = methods.claim(Role::Method, names);
            group
        })
        .collect()
}

fn group(
    context: &Context<'_>,
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
    let operations: Vec<_> = named
        .map(|(operation, names)| lower_operation(context, operation, names, &mut scope))
        .collect();
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
    operation: &api::Operation,
    (name, method): (Ident, Ident),
    scope: &mut Scope,
) -> rust::Operation {
    let body = operation.body.as_ref();
    let body = body.and_then(|body| lower_body(context, operation, body));
    let (arguments, setters): (Vec<_>, Vec<_>) = parameter::arguments(context, operation)
        .into_iter()
        .zip(&operation.parameters)
        .partition(|(_, parameter)| parameter.required);
    let setters: Vec<_> = setters
        .into_iter()
        .map(|(argument, parameter)| Setter {
            docs: docs::setter(parameter),
            argument,
        })
        .collect();
    let (success, error) = outcome::outcomes(context, operation, &name, scope);
    let pages = pages::pages(context, operation, &success);
    let stream = stream::streamed(context, operation, body.as_ref());
    let optional_body = body.as_ref().is_some_and(|body| !body.required);
    let has_more = optional_body || pages.is_some() || stream.is_some();
    let call = (!setters.is_empty() || has_more).then(|| {
        scope.claim(
            Role::Type,
            [name.as_str().to_owned(), format!("{name} call")],
        )
    });
    let stream = stream.or_else(|| stream::download(operation, &success, call.is_some()));
    let arguments: Vec<_> = arguments
        .into_iter()
        .map(|(argument, _)| argument)
        .collect();
    rust::Operation {
        pointer: operation.pointer.clone(),
        call,
        docs: docs::operation(operation, &arguments, body.as_ref()),
        http_method: operation.method.0.clone(),
        path: operation.path.clone(),
        security: operation.security.iter().map(requirement).collect(),
        accept: accept(operation),
        base_url: operation.servers.first().map(super::servers::url),
        name,
        method,
        arguments,
        body,
        setters,
        success,
        error,
        pages,
        stream,
    }
}

fn requirement(credentials: &api::Credentials) -> Requirement {
    Requirement {
        schemes: credentials.schemes.clone(),
    }
}

/// The media types of success first, then those of errors.
pub(super) fn accept(operation: &api::Operation) -> Option<String> {
    let mut media_types: Vec<&str> = Vec::new();
    for success in [true, false] {
        let responses = operation.responses.iter();
        for response in responses.filter(|one| one.status.is_success() == success) {
            let content = response.content.as_ref().or(response.stream.as_ref());
            let media_type = content.map(|content| content.media_type.as_str());
            media_types.extend(media_type.filter(|ty| is_header_text(ty)));
        }
    }
    let mut seen = BTreeSet::new();
    media_types.retain(|media_type| seen.insert(*media_type));
    (!media_types.is_empty()).then(|| media_types.join(", "))
}

pub(super) fn is_header_text(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c == ' ' || c.is_ascii_graphic())
}

/// The preferred one of the body's media types.
fn lower_body(
    context: &Context<'_>,
    operation: &api::Operation,
    body: &api::Body,
) -> Option<rust::Body> {
    let content = body.content.first()?;
    let format = form::format(context, content);
    let (ty, passing) = match (format, content.ty) {
        (BodyFormat::Lines, _) => (form::lines(context, content)?, Passing::Slice),
        (BodyFormat::Multipart, _) if content.item.is_some() => {
            (form::lines(context, content)?, Passing::Slice)
        }
        (BodyFormat::Text, _) => (Type::String, Passing::Str),
        (BodyFormat::Bytes, _) => (Type::File, Passing::Into),
        (BodyFormat::Json | BodyFormat::UrlEncoded | BodyFormat::Multipart, Some(ty)) => {
            context.passed(ty)
        }
        (BodyFormat::Json | BodyFormat::UrlEncoded | BodyFormat::Multipart, None) => {
            (Type::Value, Passing::Reference)
        }
    };
    let mut names = Scope::default();
    for argument in parameter::arguments(context, operation) {
        names.reserve(argument.ident.as_str());
    }
    Some(rust::Body {
        ident: names.claim(Role::Method, ["body", "request body"]),
        pointer: body.pointer.clone(),
        ty,
        passing,
        media_type: form::media_type(content, format),
        format,
        part: content
            .part
            .clone()
            .filter(|_| format == BodyFormat::Multipart),
        encodings: form::encodings(content, format),
        required: body.required,
        docs: docs::text(body.description.as_deref()),
    })
}

/// The types of this API that the file names.
fn uses(operations: &[rust::Operation]) -> Vec<Ident> {
    let mut names = BTreeSet::new();
    for operation in operations {
        let setters = operation.setters.iter().map(|setter| &setter.argument);
        for argument in operation.arguments.iter().chain(setters) {
            named(&argument.ty, &mut names);
        }
        if let Some(body) = &operation.body {
            named(&body.ty, &mut names);
        }
        if let Some(pages) = &operation.pages {
            named(&pages.item, &mut names);
        }
        if let Some(stream) = &operation.stream {
            named(&stream.ty, &mut names);
        }
        for outcome in [&operation.success, &operation.error] {
            match outcome {
                Outcome::One(ty) => named(ty, &mut names),
                Outcome::ByStatus { variants, .. } => {
                    variants
                        .iter()
                        .for_each(|variant| named(&variant.ty, &mut names));
                }
            }
        }
    }
    names.into_iter().cloned().collect()
}
