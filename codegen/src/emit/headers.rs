//! `headers.rs`: the headers that responses declare.

use quote::quote;

use super::chunk::Chunk;
use super::table::{Row, Rows, Table, named};
use super::tokens::ident;
use super::{fact, ty};
use crate::rust::{HeaderMethod, HeaderSpelling, Headers};

pub(super) fn headers(headers: &Headers, chunks: &mut Vec<Chunk>) {
    chunks.push(Chunk::Lines(vec![
        "//! Headers of responses, by their types.".to_owned(),
    ]));
    if !headers.uses.is_empty() {
        let uses = headers.uses.iter().map(ident);
        chunks.push(Chunk::Items(vec![quote! {
            use super::types::{#(#uses),*};
        }]));
    }
    chunks.push(Chunk::Table(Table {
        name: "response_headers",
        docs: headers.docs.lines.clone(),
        head: format!("pub trait {}", headers.ident),
        rows: Rows::Braced(headers.methods.iter().map(row).collect()),
        ..Table::default()
    }));
}

fn row(method: &HeaderMethod) -> Row {
    let presence = if method.required {
        "required"
    } else {
        "optional"
    };
    let spelling = match &method.spelling {
        HeaderSpelling::Simple => None,
        HeaderSpelling::Exploded => fact::flag("explode", true, false),
        HeaderSpelling::Lists(styles) => fact::lists(styles),
        HeaderSpelling::Json => Some("json".to_owned()),
    };
    let presence = fact::placed(presence, &[spelling]);
    let name = named(&method.ident, &method.wire_name);
    let text = format!("{presence} {name}: {},", ty::text(&method.ty));
    Row {
        deprecated: method.docs.deprecated,
        ..Row::new(&method.docs, text)
    }
}
