//! `webhooks.rs`: the enum of all webhooks.

use quote::quote;

use super::chunk::Chunk;
use super::table::{Row, Rows, Table, quoted};
use super::tokens::ident;
use super::ty;
use super::types::{alternatives, constants};
use crate::rust::{EventKey, EventVariant, Webhooks};

pub(super) fn webhooks(webhooks: &Webhooks, chunks: &mut Vec<Chunk>) {
    chunks.push(Chunk::Lines(vec![
        "//! Webhooks: requests that the server sends on its own.".to_owned(),
        "//!".to_owned(),
        "//! They are here with the feature `webhooks` of `runtime`.".to_owned(),
    ]));
    if !webhooks.uses.is_empty() {
        let uses = webhooks.uses.iter().map(ident);
        let reason = "without the feature `webhooks` nothing is here";
        chunks.push(Chunk::Items(vec![quote! {
            #[allow(unused_imports, reason = #reason)]
            use super::types::{#(#uses),*};
        }]));
    }
    let key = match &webhooks.key {
        EventKey::Header(name) => format!("header {}", quoted(name)),
        EventKey::Member => "member".to_owned(),
        EventKey::Name => "name".to_owned(),
    };
    chunks.push(Chunk::Table(Table {
        name: "webhooks",
        docs: webhooks.docs.lines.clone(),
        head: format!("pub enum {} by {key}", webhooks.ident),
        rows: Rows::Braced(webhooks.variants.iter().map(row).collect()),
        tail: format!("else {}", webhooks.unknown),
    }));
}

fn row(variant: &EventVariant) -> Row {
    let ty = variant.ty.as_ref().map(|ty| format!("({})", ty::text(ty)));
    let mut text = format!(
        "{}{} = {}",
        variant.ident,
        ty.unwrap_or_default(),
        quoted(&variant.name)
    );
    if !variant.values.is_empty() {
        text += &format!(" [{}]", alternatives(&variant.values));
    }
    if !variant.constants.is_empty() {
        let rules: Vec<_> = variant.constants.iter().map(constants).collect();
        text += &format!(" {{ {} }}", rules.join(", "));
    }
    Row {
        deprecated: variant.docs.deprecated,
        ..Row::new(&variant.docs, text + ",")
    }
}
