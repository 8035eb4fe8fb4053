//! openapiv3 to [`api`](crate::api): references followed, `allOf` merged, unions told apart,
//! operations complete. The [`passes`](crate::passes) do the rest.
//!
//! Total: whatever cannot be expressed is reported with its JSON pointer, and only the smallest
//! thing around it is left out or widened. Must not know Rust or quote.

mod aliases;
mod all_of;
mod arrays;
mod bodies;
mod dangling;
mod docs;
mod enums;
mod fits;
mod formats;
mod keywords;
mod media_types;
mod merged;
mod messages;
mod names;
mod objects;
mod operations;
mod parameters;
mod place;
mod references;
mod responses;
mod scalars;
mod schemas;
mod security;
mod servers;
mod shown;
mod steps;
mod targets;
#[cfg(test)]
mod tests;
mod types;
mod unions;

use indexmap::IndexSet;

use operations::Frame;
use references::{Elsewhere, References};
use schemas::Schemas;
use shown::Shown;

use crate::api::{Api, TypeId};
use crate::diagnostics::Diagnostics;
use crate::document::Document;
use crate::settings::Settings;

pub(crate) use media_types::format as wire_format;
pub(crate) use unions::recognise as tell_variants_apart;

/// What the [`passes`](crate::passes) begin with.
pub struct Resolved<'d> {
    /// With the definitions of all schemas that somebody referred to, and uses of them.
    pub(crate) api: Api,
    /// Definitions whose own schema allows null.
    pub(crate) nullable: IndexSet<TypeId>,
    pub(crate) examples: RequestExamples<'d>,
}

/// The examples of requests that the document has.
pub(crate) struct RequestExamples<'d>(Shown<'d>);

impl RequestExamples<'_> {
    /// Takes the examples in the schema at a JSON pointer for ones of requests, since nothing else
    /// uses it.
    pub fn mark_sent(&mut self, pointer: &str) {
        self.0.mark_sent(pointer);
    }

    /// Whether one of them has a value for the schema at a JSON pointer.
    pub fn have(&mut self, pointer: &str) -> bool {
        self.0.of(pointer).sent
    }
}

/// Resolves a description. Deep nesting of `$ref`s and schemas costs no stack; reading the document
/// does, so this runs where it was read.
pub fn resolve<'d>(
    document: &'d Document,
    settings: &Settings,
    diagnostics: &mut Diagnostics,
) -> Resolved<'d> {
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
    let (types, nullable, shown) = schemas.finish();
    api.types = types;
    Resolved {
        api,
        nullable,
        examples: RequestExamples(shown.of_tree(&document.tree)),
    }
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
        servers: servers::of_description(&openapi.servers, diagnostics),
        tags: openapi
            .tags
            .iter()
            .map(|tag| (tag.name.clone(), docs::text(tag.description.as_deref())))
            .collect(),
        ..Api::default()
    }
}
