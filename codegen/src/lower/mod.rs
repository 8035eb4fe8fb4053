//! From the meaning of a description to the Rust that will be written: names, files, boxes, traits,
//! docs, types and methods.
//!
//! An [`api::Api`] comes in, a [`rust::Api`] goes out. This room may warn and cannot fail. It must
//! not know openapi or quote.

mod client;
mod context;
mod cycles;
mod depth;
mod docs;
mod enumeration;
mod errors;
mod form;
mod front;
pub mod gates;
mod given;
mod graph;
mod header_text;
mod headers;
mod idempotency;
mod item;
mod lints;
mod lock;
mod locked_names;
mod method;
mod names;
mod operation;
mod outcome;
mod pages;
mod parameter;
mod received;
mod sent;
mod servers;
mod shared_names;
mod siblings;
mod stream;
mod surface;
mod tags;
mod traits;
mod ty;
mod union;
mod warnings;
mod webhooks;

use crate::api;
use crate::diagnostics::Diagnostics;
use crate::lock::Lock;
use crate::rust;
use crate::settings::Settings;

use crate::api::visit::Reach;
use context::Context;
use cycles::Cycles;
use names::Names;
use tags::Tags;
use traits::TypeTraits;
use warnings::Warnings;

/// Decides everything about the module (or crate) `name` that calls `api`. The names come back as
/// a lock, too.
pub fn lower(
    diagnostics: &mut Diagnostics,
    api: &api::Api,
    settings: &Settings,
    name: &str,
) -> (rust::Api, Lock) {
    let names = Names::allocate(api, settings);
    let cycles = Cycles::find(api);
    let traits = TypeTraits::find(api);
    let reach = Reach::of(api);
    let warnings = Warnings::default();
    let context = Context {
        api,
        settings,
        names,
        reach,
        cycles,
        traits,
        tags: Tags::find(api),
        warnings,
    };

    let types = item::type_files(&context);
    let declared = headers::declared(&context);
    let groups = operation::groups(&context, &declared);
    let client = client::client(&context);
    let front = front::front(api, &client, &groups, &types);
    let mut lowered = rust::Api {
        module: rust::Scope::default().claim(rust::Role::Module, [name]),
        title: api.title.clone(),
        version: api.version.clone(),
        front,
        docs: docs::about(api, &messages(&context)),
        allows: Vec::new(),
        is_deep: context.cycles.has_opaque(),
        client,
        headers: declared.headers,
        webhooks: webhooks::webhooks(&context),
        groups,
        types,
        surface: Vec::new(),
        features: Vec::new(),
    };
    lowered.surface = surface::lines(&lowered);
    lowered.allows = lints::allows(&lowered);
    context.cycles.warn(&context.warnings);
    let lock = lock::chosen(&context, &lowered);
    context.warnings.report(diagnostics);
    (lowered, lock)
}

/// Messages that the server sends on its own, each with the type of its body.
fn messages(context: &Context<'_>) -> Vec<(String, String)> {
    let messages = context.api.messages.iter();
    let listed = messages.filter_map(|message| {
        let content = message.body.as_ref()?.content.first()?;
        let ty = context.ty(content.ty?);
        Some((
            format!("{} {}", message.method.0, message.group),
            ty.to_string(),
        ))
    });
    listed.collect()
}

#[cfg(test)]
mod tests;
