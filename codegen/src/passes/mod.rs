//! The middle end: what can only be said about a description when every definition is known.
//!
//! The resolved description comes in, and goes out as [`lower`](crate::lower) needs it. Each pass
//! is a file of its own and changes the whole [`Api`]. They run in the order of [`run`]. This room
//! must not know openapi, Rust or quote.

mod compact;
mod endless_maps;
mod equal_types;
mod files_in_forms;
mod header_values;
mod links;
mod merge_patches;
mod pages;
mod part_names;
mod request_twins;
mod twin_names;
mod unused;
mod webhooks;

use crate::api::Api;
use crate::diagnostics::Diagnostics;
use crate::resolve::{Resolved, tell_variants_apart};
use crate::settings::Settings;

/// Runs all passes but [`share`], which leaves each inline schema a type of its own.
pub fn run(resolved: Resolved<'_>, settings: &Settings, diagnostics: &mut Diagnostics) -> Api {
    let Resolved {
        mut api,
        nullable,
        mut examples,
    } = resolved;
    compact::compact(&mut api, nullable, diagnostics);
    endless_maps::name(&mut api.types);
    request_twins::divide(&mut api, &mut examples);
    merge_patches::define(&mut api);
    files_in_forms::mark(&mut api);
    part_names::complete(&mut api, diagnostics);
    tell_variants_apart(&mut api.types, diagnostics);
    header_values::check(&api, diagnostics);
    links::check(&mut api, diagnostics);
    pages::find(&mut api, settings, diagnostics);
    webhooks::tell_apart(&mut api, settings);
    api
}

/// Makes one type of equal ones.
pub fn share(api: &mut Api, settings: &Settings) {
    equal_types::merge(api, settings);
    unused::drop(api);
}
