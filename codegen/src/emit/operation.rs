//! Files of `operations/`: a struct with a method for each operation of the group.

use std::collections::BTreeSet;

use quote::quote;

use super::chunk::Chunk;
use super::table::{Method, Row, Rows, Table, Text, named, quoted};
use super::tokens::ident;
use super::{body, fact, ty};
use crate::rust::{
    Argument, ArgumentPlace, Body, ErrorShape, ErrorTest, Group, Ident, Operation, Outcome,
    PageFact, Pages, Requirement, StyleName,
};

pub(super) fn group(group: &Group, chunks: &mut Vec<Chunk>) {
    chunks.push(super::module::module_docs(&group.docs));
    if !group.uses.is_empty() {
        let uses = group.uses.iter().map(ident);
        chunks.push(Chunk::Items(vec![quote! {
            use super::super::types::{#(#uses),*};
        }]));
    }
    chunks.push(Chunk::Table(Table {
        name: "operations",
        docs: group.docs.lines.clone(),
        head: format!("pub struct {};", group.ident),
        rows: Rows::Below(group.operations.iter().flat_map(methods).collect()),
        ..Table::default()
    }));
    let mut outcomes = BTreeSet::new();
    for operation in &group.operations {
        if let Some(call) = &operation.call {
            self::call(group, operation, call, chunks);
        }
        for outcome in [&operation.success, &operation.error] {
            self::outcome(outcome, &mut outcomes, chunks);
        }
    }
}

/// The method of the operation, and one for each other body that it requires.
fn methods(operation: &Operation) -> Vec<Row> {
    let body = operation.body.as_ref().filter(|body| body.required);
    let mut rows = vec![Row {
        docs: operation.docs.lines.clone(),
        ..method(operation, &operation.method, body)
    }];
    let others = operation.other_bodies.iter();
    for (name, body) in others.filter(|(_, body)| body.required) {
        let line = format!(
            "[`{}`](Self::{}) with a body of `{}`.",
            operation.method, operation.method, body.media_type
        );
        rows.push(Row {
            docs: vec![line],
            ..method(operation, name, Some(body))
        });
    }
    rows
}

fn method(operation: &Operation, name: &Ident, body: Option<&Body>) -> Row {
    let arguments = operation.arguments.iter().map(argument);
    let outcomes = [&operation.success, &operation.error].map(body_of);
    let call = operation.call.as_ref().map(Ident::to_string);
    let result: Vec<_> = outcomes.into_iter().chain(call).collect();
    let route = [
        operation.name.as_str(),
        &operation.http_method,
        &operation.path,
    ];
    Row {
        docs: Vec::new(),
        deprecated: operation.docs.deprecated,
        text: Text::Method(Method {
            name: name.to_string(),
            arguments: arguments.chain(body.map(body::argument)).collect(),
            result: format!("Call<{}>", result.join(", ")),
            route: route.map(quoted).join(" "),
            settings: settings(operation),
        }),
    }
}

/// What all calls of the operation share.
fn settings(operation: &Operation) -> Vec<String> {
    let requirements = operation.security.iter().map(requirement);
    let requirements: Vec<_> = requirements.collect();
    let security =
        (!requirements.is_empty()).then(|| format!("security({})", requirements.join(" | ")));
    let accept = operation
        .accept
        .iter()
        .map(|media_type| format!("accept({})", quoted(media_type)));
    let texts = [
        ("base_url", &operation.base_url),
        ("idempotency_key", &operation.idempotency_key),
    ];
    let texts = texts.into_iter().filter_map(|(name, text)| {
        let text = text.as_ref()?;
        Some(format!("{name}({})", quoted(text)))
    });
    let statuses = [
        ("results", &operation.results),
        ("errors", &operation.described),
    ];
    let statuses = statuses.into_iter().filter(|(_, all)| !all.is_empty());
    let statuses = statuses.map(|(name, all)| {
        let all: Vec<_> = all.iter().map(|status| quoted(status)).collect();
        format!("{name}({})", all.join(", "))
    });
    let settings = security.into_iter().chain(accept);
    let shape = operation.error_shape.as_ref().map(error_shape);
    settings.chain(statuses).chain(texts).chain(shape).collect()
}

/// `error_when("ok" = "false")`; `error_where()` for an operation without such errors.
fn error_shape(shape: &Option<ErrorShape>) -> String {
    let Some(shape) = shape else {
        return "error_where()".to_owned();
    };
    let path: Vec<_> = shape.path.iter().map(|name| quoted(name)).collect();
    let path = path.join(", ");
    match &shape.test {
        ErrorTest::Present => format!("error_where({path})"),
        ErrorTest::Is(json) => format!("error_when({path} = {})", quoted(json)),
        ErrorTest::IsNot(json) => format!("error_unless({path} = {})", quoted(json)),
    }
}

/// `"app" & "key"`, `"oauth"("pets:read")`; `none` where no credential is needed.
fn requirement(requirement: &Requirement) -> String {
    if requirement.schemes.is_empty() {
        return "none".to_owned();
    }
    let schemes = requirement.schemes.iter().map(|(scheme, scopes)| {
        let scopes: Vec<_> = scopes.iter().map(|scope| quoted(scope)).collect();
        match scopes.is_empty() {
            true => quoted(scheme),
            false => format!("{}({})", quoted(scheme), scopes.join(", ")),
        }
    });
    schemes.collect::<Vec<_>>().join(" & ")
}

fn call(group: &Group, operation: &Operation, call: &Ident, chunks: &mut Vec<Chunk>) {
    let line = format!("Calls of [`{}::{}`].", group.ident, operation.method);
    let parameters = operation
        .setters
        .iter()
        .map(|setter| (&setter.docs, argument(&setter.argument)));
    let others = operation.other_bodies.iter().map(|(_, body)| body);
    let bodies = operation.body.iter().chain(others);
    let body = bodies.filter(|body| !body.required);
    let body = body.map(|body| (&body.docs, body::argument(body)));
    let rows = parameters.chain(body).map(|(docs, text)| Row {
        deprecated: docs.deprecated,
        ..Row::new(docs, text + ",")
    });
    let pages = operation.pages.as_ref();
    let pages = pages.map_or_else(String::new, pages_of);
    chunks.push(Chunk::Table(Table {
        name: "call",
        docs: vec![line],
        head: format!("pub struct {call}{pages}"),
        rows: Rows::Braced(rows.collect()),
        ..Table::default()
    }));
    let error = body_of(&operation.error);
    if let Some(stream) = &operation.stream {
        chunks.push(Chunk::Table(body::stream(call, stream, &error)));
    }
    if !operation.others.is_empty() {
        chunks.push(Chunk::Table(body::media_types(
            call,
            &operation.others,
            &error,
        )));
    }
}

/// The place of a parameter and its encoding there, its name and its type.
fn argument(argument: &Argument) -> String {
    let place = match &argument.place {
        ArgumentPlace::Query(style, explode, reserved) => fact::placed(
            "query",
            &[
                fact::style(*style, StyleName::Form),
                fact::flag("explode", *explode, true),
                fact::flag("allow_reserved", *reserved, false),
            ],
        ),
        ArgumentPlace::Path(style, explode) => fact::placed(
            "path",
            &[
                fact::style(*style, StyleName::Simple),
                fact::flag("explode", *explode, false),
            ],
        ),
        ArgumentPlace::Header(explode) => {
            fact::placed("header", &[fact::flag("explode", *explode, false)])
        }
        ArgumentPlace::Cookie(explode) => {
            fact::placed("cookie", &[fact::flag("explode", *explode, true)])
        }
        ArgumentPlace::CookiePlain(explode) => {
            fact::placed("cookie_plain", &[fact::flag("explode", *explode, true)])
        }
        ArgumentPlace::PathLists(styles) => fact::placed("path", &[fact::lists(styles)]),
        ArgumentPlace::QueryLists(styles) => fact::placed("query", &[fact::lists(styles)]),
        ArgumentPlace::HeaderLists(styles) => fact::placed("header", &[fact::lists(styles)]),
        ArgumentPlace::QueryStringForm(encodings) if encodings.is_empty() => {
            "query_string_form".to_owned()
        }
        ArgumentPlace::QueryStringForm(encodings) => {
            body::lines("query_string_form", &[], encodings)
        }
        ArgumentPlace::QueryJson => "query_json".to_owned(),
        ArgumentPlace::QueryStringJson => "query_string_json".to_owned(),
        ArgumentPlace::QueryStringText => "query_string_text".to_owned(),
        ArgumentPlace::HeaderJson => "header_json".to_owned(),
        ArgumentPlace::PathJson => "path_json".to_owned(),
        ArgumentPlace::CookieJson => "cookie_json".to_owned(),
    };
    let name = named(&argument.ident, &argument.wire_name);
    let ty = ty::argument(&argument.ty, argument.passing);
    format!("{place} {name}: {ty}")
}

/// After the name of the call: `pages of Pet = items("data") link("next")`.
fn pages_of(pages: &Pages) -> String {
    let item = pages.item.as_ref();
    let item = item.map_or_else(String::new, |item| format!(" of {}", ty::text(item)));
    let facts = pages.facts.iter().map(page_fact);
    format!(" pages{item} = {}", facts.collect::<Vec<_>>().join(" "))
}

fn page_fact(fact: &PageFact) -> String {
    let path = |word: &str, path: &[String]| {
        let names: Vec<_> = path.iter().map(|name| quoted(name)).collect();
        format!("{word}({})", names.join(", "))
    };
    match fact {
        PageFact::Items(names) => path("items", names),
        PageFact::Link(names) => path("link", names),
        PageFact::LinkHeader => r#"link_header("next")"#.to_owned(),
        PageFact::Token(names) => path("token", names),
        PageFact::TokenHeader(name) => format!("token_header({})", quoted(name)),
        PageFact::LastItem(names) => path("last_item", names),
        PageFact::Page(first) => format!("page({first})"),
        PageFact::Offset(first) => format!("offset({first})"),
        PageFact::Query(name) => format!("query({})", quoted(name)),
        PageFact::Body(names) => path("body", names),
        PageFact::More(names) => path("more", names),
        PageFact::Pages(names) => path("pages", names),
        PageFact::Total(names) => path("total", names),
    }
}

fn body_of(outcome: &Outcome) -> String {
    match outcome {
        Outcome::One(ty) => ty::text(ty),
        Outcome::ByStatus { ident, .. } => ident.to_string(),
    }
}

/// An enum that several operations share is declared once.
fn outcome<'a>(outcome: &'a Outcome, declared: &mut BTreeSet<&'a Ident>, chunks: &mut Vec<Chunk>) {
    let Outcome::ByStatus {
        ident: name,
        docs: about,
        variants,
    } = outcome
    else {
        return;
    };
    if !declared.insert(name) {
        return;
    }
    let rows = variants.iter().map(|variant| {
        let (name, body) = (&variant.ident, ty::text(&variant.ty));
        let row = format!("{name}({body}) {},", quoted(&variant.status));
        Row::new(&variant.docs, row)
    });
    chunks.push(Chunk::Table(Table {
        name: "by_status",
        docs: about.lines.clone(),
        head: format!("pub enum {name}"),
        rows: Rows::Braced(rows.collect()),
        ..Table::default()
    }));
}
