//! Names, texts and attributes as tokens.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

use crate::rust::{self, Docs};

pub(super) fn ident(ident: &rust::Ident) -> Ident {
    Ident::new(ident.as_str(), Span::call_site())
}

/// Text of the description as a literal.
pub(super) fn literal(text: &str) -> Literal {
    Literal::string(text)
}

pub(super) fn docs(docs: &Docs) -> TokenStream {
    let lines = docs.lines.iter().map(|line| {
        if line.is_empty() {
            String::new()
        } else {
            format!(" {line}")
        }
    });
    quote!(#(#[doc = #lines])*)
}

/// Behind a Cargo feature.
pub(super) fn cfg(feature: &Option<String>) -> Option<TokenStream> {
    let feature = feature.as_deref().map(literal)?;
    Some(quote!(#[cfg(feature = #feature)]))
}
