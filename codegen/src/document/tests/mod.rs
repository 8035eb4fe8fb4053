//! Small documents, and what becomes of them.

mod bundling;
mod hostile;
mod normalizing;
mod overlays;
mod reading;
mod swagger;

use super::{Document, Input, load};
use crate::diagnostics::Diagnostics;
use crate::openapi::PathItem;

/// Loads a text that must make a document, and gives the reports on it.
fn loaded(text: &str) -> (Document, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    match load(&Input::new("api.yaml", text), &mut diagnostics) {
        Some(document) => (document, diagnostics),
        None => panic!("no document:\n{}", diagnostics.render(None)),
    }
}

/// Loads a text that makes no document.
fn refused(text: &str) -> String {
    let mut diagnostics = Diagnostics::default();
    assert!(load(&Input::new("api.yaml", text), &mut diagnostics).is_none());
    diagnostics.render(None)
}

/// How many operations a document has.
fn operations(document: &Document) -> usize {
    let items = PathItem::by_path(&document.tree);
    items.map(|(_, item)| item.methods().count()).sum()
}
