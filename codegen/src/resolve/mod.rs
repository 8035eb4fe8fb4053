//! The views of [`crate::openapi`] to [`crate::api`]: references followed, `allOf` made flat,
//! unions told apart, operations complete. The [`passes`](crate::passes) do the rest.
//!
//! Cannot fail: what cannot be expressed is reported with its JSON pointer, and only the smallest
//! part around it is left out or widened. This room must not know Rust or quote.

mod definitions;
mod examples;
mod flat;
mod formats;
mod operations;
mod source;
#[cfg(test)]
mod tests;
mod unions;

use indexmap::IndexSet;

pub(crate) use operations::media_types::format as wire_format;
pub(crate) use unions::recognise as tell_variants_apart;

use crate::api::{Api, TypeId};
use crate::diagnostics::Diagnostics;
use crate::document::Document;
use crate::openapi::{self, Info, Tag};
use crate::settings::Settings;

use definitions::Definitions;
use definitions::docs;
use examples::Examples;
use flat::declared;
use operations::{Frame, messages, names, security, servers, unrequired, webhooks};
use source::Source;
use source::references::{References, Referrers};

/// What the [`passes`](crate::passes) start with.
pub struct Resolved<'d> {
    /// The API, with the definitions of all schemas that are used.
    pub(crate) api: Api,
    /// Definitions whose own schema allows null.
    pub(crate) nullable: IndexSet<TypeId>,
    pub(crate) examples: RequestExamples<'d>,
}

/// The examples of requests in the document.
pub(crate) struct RequestExamples<'d>(Examples<'d>);

impl RequestExamples<'_> {
    /// Treats the examples in the schema at a JSON pointer as examples of requests, because only
    /// requests use it.
    pub fn mark_sent(&mut self, pointer: &str) {
        self.0.mark_sent(pointer);
    }

    /// Whether an example of a request has a value for the schema at a JSON pointer.
    pub fn have(&mut self, pointer: &str) -> bool {
        self.0.of(pointer).sent
    }
}

/// Resolves a description. Deep nesting of `$ref`s and schemas takes no stack. Reading the document
/// does, so this runs on the same stack as that.
pub fn resolve<'d>(
    document: &'d Document,
    settings: &Settings,
    diagnostics: &mut Diagnostics,
) -> Resolved<'d> {
    let root = &document.tree;
    let referrers = Referrers::collect(root);
    let held = operations::held(root);
    let nameless: Vec<_> = held
        .iter()
        .map(|(pointer, held)| (pointer.clone(), held.nameless()))
        .collect();
    let names = names::names(&nameless, root, settings);
    let mut api = information(document, diagnostics);
    api.security_schemes = security::schemes(document, settings, diagnostics);
    let security = openapi::requirements(root);
    let is_silent = security.is_none();
    let security = security.unwrap_or_default();
    let security =
        security::requirements(&security, &api.security_schemes, "/security", diagnostics);
    let holders = held
        .iter()
        .map(|(pointer, held)| (pointer.as_str(), held.operation));
    let messages = messages::collect(root, holders);
    let references = References::new(root, &referrers, &names.names);
    let examples = Examples::new(root);
    let source = Source::new(references, examples, diagnostics);
    let mut definitions = Definitions::new(source);
    definitions::define_components(&mut definitions);
    let frame = Frame {
        all: &held,
        names: &names,
        settings,
        schemes: &api.security_schemes,
        security,
    };
    (api.operations, api.left_out) = operations::resolve(&frame, &mut definitions);
    api.messages = messages::resolve(&messages, &frame, &mut definitions);
    api.webhooks.events = webhooks::events(&messages, &definitions.source.references);
    definitions::define_all(&mut definitions);
    declared::report_useless(&mut definitions.source);
    unrequired::report(&api, is_silent, definitions.source.diagnostics);
    let (types, nullable, examples) = definitions.finish();
    api.types = types;
    Resolved {
        api,
        nullable,
        examples: RequestExamples(examples.of_tree(&document.tree)),
    }
}

/// The texts, servers and tags of the whole document.
fn information(document: &Document, diagnostics: &mut Diagnostics) -> Api {
    let root = &document.tree;
    let info = Info::of(root);
    let text = |text: fn(Info<'_>) -> Option<&str>| docs::text(info.and_then(text));
    let texts = [text(|info| info.summary()), text(|info| info.description())];
    let texts: Vec<_> = texts.into_iter().flatten().collect();
    let tags = Tag::of(root);
    Api {
        title: info.map(Info::title).unwrap_or_default().to_owned(),
        version: info.map(Info::version).unwrap_or_default().to_owned(),
        description: docs::text(Some(&texts.join("\n\n"))),
        servers: servers::of_description(root, diagnostics),
        tags: tags
            .map(|tag| (tag.name().to_owned(), docs::text(tag.description())))
            .collect(),
        ..Api::default()
    }
}
