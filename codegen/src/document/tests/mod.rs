//! Small documents and what they become.

mod bundling;
mod hostile;
mod normalizing;
mod overlays;
mod reading;
mod swagger;

use super::{Document, Input, load};
use crate::diagnostics::Diagnostics;
use crate::openapi::PathItem;

/// Loads a text that is a description, and gives the reports about it.
fn loaded(text: &str) -> (Document, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    match load(&Input::new("api.yaml", text), &mut diagnostics) {
        Some(document) => (document, diagnostics),
        None => panic!("no document:\n{}", diagnostics.render(None)),
    }
}

/// Loads a text that is not a description.
fn refused(text: &str) -> String {
    let mut diagnostics = Diagnostics::default();
    assert!(load(&Input::new("api.yaml", text), &mut diagnostics).is_none());
    diagnostics.render(None)
}

/// The number of operations in a document.
fn operations(document: &Document) -> usize {
    let items = PathItem::by_path(&document.tree);
    items.map(|(_, item)| item.methods().count()).sum()
}
