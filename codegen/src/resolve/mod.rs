//! openapiv3 to [`api`](crate::api): references followed, `allOf` merged, unions told apart,
//! operations complete.
//!
//! Total: whatever cannot be expressed is reported with its JSON pointer, and only the smallest
//! thing around it is left out or widened. Must not know Rust or quote.

mod aliases;
mod all_of;
mod arrays;
mod bodies;
mod dangling;
mod directions;
mod docs;
mod enums;
mod files;
mod fits;
mod formats;
mod heads;
mod keywords;
mod merged;
mod messages;
mod names;
mod objects;
mod operations;
mod pagination;
mod parameters;
mod place;
mod references;
mod responses;
mod scalars;
mod schemas;
mod security;
mod settle;
mod shown;
mod steps;
mod targets;
#[cfg(test)]
mod tests;
mod types;
mod unions;
mod uses;

use operations::Frame;
use references::{Elsewhere, References};
use schemas::Schemas;
use shown::Shown;

use crate::api::{Api, Types};
use crate::diagnostics::Diagnostics;
use crate::document::Document;
use crate::settings::{OperationKey, Settings};

/// Resolves a description. Deep nesting of `$ref`s and schemas costs no stack; reading the document
/// does, so this runs where it was read.
pub fn resolve(document: &Document, settings: &Settings, diagnostics: &mut Diagnostics) -> Api {
    let openapi = &document.openapi;
    let elsewhere = Elsewhere::collect(document);
    let held = operations::held(openapi, &elsewhere.operations);
    let nameless: Vec<_> = held
        .iter()
        .map(|(pointer, held)| (pointer.clone(), held.nameless))
        .collect();
    let names = names::names(&nameless, settings);
    let mut api = information(document, diagnostics);
    api.security_schemes = security::schemes(document, diagnostics);
    let security = openapi.security.as_deref().unwrap_or_default();
    let security =
        security::requirements(security, &api.security_schemes, "/security", diagnostics);
    let messages = messages::collect(document, held.iter().map(|(pointer, _)| pointer.as_str()));
    let references = References::new(openapi, &elsewhere, &names);
    let shown = Shown::new(&document.tree);
    let mut schemas = Schemas::new(references, shown, diagnostics);
    schemas.components();
    let frame = Frame {
        all: &held,
        names: &names,
        settings,
        schemes: &api.security_schemes,
        security,
    };
    (api.operations, api.left_out) = operations::resolve(&frame, &mut schemas);
    api.messages = messages::resolve(&messages, &frame, &mut schemas);
    schemas.define_all();
    let (types, nullable, mut shown) = schemas.finish();
    let mut types = settle::settle(types, nullable, &mut api, diagnostics);
    directions::divide(&mut types, &mut api, &mut shown);
    finish(&mut types, &mut api, settings, diagnostics);
    api.types = types;
    api
}

/// The document's own texts, servers and tags.
fn information(document: &Document, diagnostics: &mut Diagnostics) -> Api {
    let openapi = &document.openapi;
    let summary = document
        .node_at("/info/summary")
        .and_then(|summary| summary.as_str());
    let texts = [
        docs::text(summary),
        docs::text(openapi.info.description.as_deref()),
    ];
    let texts: Vec<_> = texts.into_iter().flatten().collect();
    Api {
        title: openapi.info.title.clone(),
        version: openapi.info.version.clone(),
        description: docs::text(Some(&texts.join("\n\n"))),
        servers: security::servers(&openapi.servers, "/servers", diagnostics),
        tags: openapi
            .tags
            .iter()
            .map(|tag| (tag.name.clone(), docs::text(tag.description.as_deref())))
            .collect(),
        ..Api::default()
    }
}

/// What can only be said when every definition is there.
fn finish(types: &mut Types, api: &mut Api, settings: &Settings, diagnostics: &mut Diagnostics) {
    files::mark(types, &api.operations);
    unions::recognise(types, diagnostics);
    heads::check(types, &api.operations, diagnostics);
    for operation in &mut api.operations {
        let key = OperationKey {
            operation_id: operation.operation_id.as_deref(),
            method: &operation.method.0,
            path: &operation.path_key,
        };
        operation.pagination = match settings.pagination(key) {
            Some(wanted) => pagination::configured(types, operation, wanted, diagnostics),
            None => pagination::detected(types, operation),
        };
    }
}
