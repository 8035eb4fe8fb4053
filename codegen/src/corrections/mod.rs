//! What is known besides what the description says, written into the tree before anybody asks what
//! it means: members that the settings correct, and responses that are streams.

mod members;
mod streams;

use crate::diagnostics::Diagnostics;
use crate::document::Tree;
use crate::settings::Settings;

/// Corrects the tree.
pub fn apply(tree: &mut Tree, settings: &Settings, diagnostics: &mut Diagnostics) {
    members::apply(tree, settings, diagnostics);
    streams::apply(tree, settings);
}
