//! Files that hold the others together.

use quote::quote;

use super::{Chunk, Target, ident};
use crate::rust::{Api, Docs, Group, TypeFile};

/// Lints that only the root of a crate can allow.
const OF_CRATES: &[&str] = &[
    "confusable_idents",
    "mixed_script_confusables",
    "uncommon_codepoints",
];

pub(super) fn root(api: &Api, target: &Target, chunks: &mut Vec<Chunk>) {
    chunks.push(module_docs(&api.docs));
    let allows = api.allows.iter();
    let allows = allows.filter(|(lint, _)| target.root == "lib.rs" || !OF_CRATES.contains(lint));
    let allows = allows
        .map(|(lint, reason)| format!("#![allow({lint}, reason = {})]", super::literal(reason)));
    let allows: Vec<_> = allows.collect();
    if !allows.is_empty() {
        chunks.push(Chunk::Lines(allows));
    }
    // A description of webhooks only, say, has nothing to call.
    if api.groups.is_empty() {
        chunks.push(Chunk::Items(vec![quote!(
            pub mod types;
        )]));
        return;
    }
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
    chunks.push(Chunk::Items(vec![
        quote!(
            pub use client::{Client, ClientBuilder};
        ),
        quote!(
            pub use runtime::Error;
        ),
    ]));
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
    let modules = groups.iter().map(|group| ident(&group.module));
    chunks.push(Chunk::Items(
        modules.map(|module| quote!(pub mod #module;)).collect(),
    ));
    let uses = groups.iter().map(|group| {
        let (module, group) = (ident(&group.module), ident(&group.ident));
        quote!(pub use #module::#group;)
    });
    chunks.push(Chunk::Items(uses.collect()));
}

pub(super) fn types(files: &[TypeFile], chunks: &mut Vec<Chunk>) {
    chunks.push(Chunk::Lines(vec![
        "//! Types of requests and answers.".to_owned(),
    ]));
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

pub(super) fn surface(api: &Api) -> Chunk {
    let lines = api.surface.iter().map(|line| {
        let clean = |text: &str| text.replace(char::is_control, " ");
        format!(
            "{}\t{}\t{}",
            clean(&line.pointer),
            line.path,
            clean(&line.signature)
        )
    });
    Chunk::Lines(lines.collect())
}
