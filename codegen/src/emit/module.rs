//! Files that connect the others.

use std::collections::BTreeMap;

use quote::quote;

use super::chunk::Chunk;
use super::table::{Table, quoted};
use super::target::Target;
use super::tokens::{cfg, ident, literal};
use crate::package::DEEP;
use crate::rust::{Api, Docs, Group, TypeFile};

/// The version of the contract with `runtime` for which this code is written: `contract!` there.
const CONTRACT: u32 = 1;

/// Lints that can only be allowed at the root of a crate.
const OF_CRATES: &[&str] = &[
    "confusable_idents",
    "mixed_script_confusables",
    "uncommon_codepoints",
];

pub(super) fn root(api: &Api, target: &Target, chunks: &mut Vec<Chunk>) {
    let readme = literal(target.readme);
    chunks.push(Chunk::Lines(vec![format!(
        "#![doc = include_str!({readme})]"
    )]));
    if api.is_deep && target.root == "lib.rs" {
        chunks.push(Chunk::Lines(vec![DEEP.to_owned()]));
    }
    let allows = api.allows.iter();
    let allows = allows.filter(|(lint, _)| target.root == "lib.rs" || !OF_CRATES.contains(lint));
    let allows =
        allows.map(|(lint, reason)| format!("#![allow({lint}, reason = {})]", literal(reason)));
    let allows: Vec<_> = allows.collect();
    if !allows.is_empty() {
        chunks.push(Chunk::Lines(allows));
    }
    chunks.push(Chunk::Table(Table {
        name: "contract",
        head: CONTRACT.to_string(),
        ..Table::default()
    }));
    // A description of webhooks only, for example, has nothing to call.
    if api.groups.is_empty() {
        chunks.push(Chunk::Items(vec![quote!(
            pub mod types;
        )]));
        webhooks(api, chunks);
        chunks.push(Chunk::Items(vec![signatures()]));
        return;
    }
    modules(api, chunks);
    let values = super::client::values(&api.client).map(|values| ident(&values.ident));
    chunks.push(Chunk::Items(vec![
        quote!(
            pub use client::{Call, Client, ClientBuilder, #(#values),*};
        ),
        signatures(),
    ]));
}

/// The modules, and the trait in one of them.
fn modules(api: &Api, chunks: &mut Vec<Chunk>) {
    chunks.push(Chunk::Items(vec![
        quote!(
            mod client;
        ),
        quote!(
            pub mod operations;
        ),
        quote!(
            pub mod types;
        ),
    ]));
    if let Some(headers) = &api.headers {
        let name = ident(&headers.ident);
        chunks.push(Chunk::Items(vec![
            quote!(
                mod headers;
            ),
            quote!(
                pub use headers::#name;
            ),
        ]));
    }
    webhooks(api, chunks);
}

fn webhooks(api: &Api, chunks: &mut Vec<Chunk>) {
    if let Some(webhooks) = &api.webhooks {
        let cfg = cfg(&webhooks.feature);
        chunks.push(Chunk::Items(vec![quote!(
            #cfg
            pub mod webhooks;
        )]));
    }
}

/// The names in signatures.
fn signatures() -> proc_macro2::TokenStream {
    quote!(
        pub use runtime::{self, prelude::*};
    )
}

pub(super) fn module_docs(docs: &Docs) -> Chunk {
    let line = |line: &String| {
        if line.is_empty() {
            "//!".to_owned()
        } else {
            format!("//! {line}")
        }
    };
    Chunk::Lines(docs.lines.iter().map(line).collect())
}

pub(super) fn groups(groups: &[Group], chunks: &mut Vec<Chunk>) {
    chunks.push(Chunk::Lines(vec!["//! Operations, by group.".to_owned()]));
    let modules = groups.iter().map(|group| {
        let (cfg, module) = (cfg(&group.feature), ident(&group.module));
        quote!(#cfg pub mod #module;)
    });
    chunks.push(Chunk::Items(modules.collect()));
    let uses = groups.iter().map(|group| {
        let (module, cfg) = (ident(&group.module), cfg(&group.feature));
        let group = ident(&group.ident);
        quote!(#cfg pub use #module::#group;)
    });
    chunks.push(Chunk::Items(uses.collect()));
}

pub(super) fn types(files: &[TypeFile], chunks: &mut Vec<Chunk>) {
    chunks.push(Chunk::Lines(vec![
        "//! Types of requests and responses.".to_owned(),
    ]));
    let gated = files.iter().any(|file| !file.features.is_empty());
    if gated {
        return gated_types(files, chunks);
    }
    let modules = files.iter().map(|file| ident(&file.module));
    chunks.push(Chunk::Items(
        modules.map(|module| quote!(mod #module;)).collect(),
    ));
    let uses = files.iter().map(|file| {
        let module = ident(&file.module);
        let items = file.items.iter().map(|item| ident(item.ident()));
        quote!(pub use #module::{#(#items),*};)
    });
    chunks.push(Chunk::Items(uses.collect()));
}

/// Files that need the same features stand together.
fn gated_types(files: &[TypeFile], chunks: &mut Vec<Chunk>) {
    let mut by_features: BTreeMap<&[String], Vec<&TypeFile>> = BTreeMap::new();
    for file in files {
        let gate = by_features.entry(&file.features).or_default();
        gate.push(file);
    }
    for (features, files) in by_features {
        let mut lines = Vec::from_iter(gate(features));
        lines.push("runtime::modules! {".to_owned());
        lines.extend(files.into_iter().flat_map(names));
        lines.push("}".to_owned());
        chunks.push(Chunk::Lines(lines));
    }
}

/// The row of a file, on as many lines as it needs.
fn names(file: &TypeFile) -> Vec<String> {
    const WIDTH: usize = 100;
    let mut lines = vec![format!("    {}:", file.module)];
    for (index, item) in file.items.iter().enumerate() {
        let end = if index + 1 == file.items.len() {
            ';'
        } else {
            ','
        };
        let name = format!(" {}{end}", item.ident());
        match lines.last_mut() {
            Some(line) if line.len() + name.len() <= WIDTH => line.push_str(&name),
            _ => lines.push(format!("       {name}")),
        }
    }
    lines
}

fn gate(features: &[String]) -> Option<String> {
    let feature = |name: &String| format!("feature = {}", quoted(name));
    match features {
        [] => None,
        [one] => Some(format!("#[cfg({})]", feature(one))),
        several => {
            let several: Vec<_> = several.iter().map(feature).collect();
            Some(format!("#[cfg(any({}))]", several.join(", ")))
        }
    }
}

pub(super) fn surface(api: &Api) -> Chunk {
    let lines = api
        .surface
        .iter()
        .map(|line| format!("{}\t{}\t{}", line.pointer, line.path, line.signature));
    Chunk::Lines(lines.collect())
}
