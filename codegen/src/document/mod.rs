//! Text to [`Document`]: one tree in which every keyword holds what it should, so that
//! [`openapi`](crate::openapi) need not check again.
//!
//! ```text
//! text -read-> Node -bundle-> one Node -overlay, convert 2.0, normalize-> Node
//! ```
//!
//! This room reads no files itself; [`Files`] does. What is wrong is reported, and the smallest
//! part around it is left out. This room must not know what is made of a description later.

mod bundle;
mod context;
mod digits;
mod events;
mod loading;
mod mend;
mod node;
mod normalize;
mod overlay;
pub mod pointer;
mod stack;
mod swagger;
mod table;
mod text;
mod version;
mod yaml;

#[cfg(test)]
mod tests;

pub use node::{Mapping, Node, Origin, Tree, Value};
pub use normalize::is_token;
pub use stack::on_big_stack;

use context::Context;
use version::Version;

use crate::diagnostics::Diagnostics;

/// A description to load.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// The name of the root document in reports.
    pub name: &'a str,
    pub text: &'a str,
    pub files: &'a dyn Files,
    /// Whether a `$ref` may leave the folder of the root document.
    pub allow_outside: bool,
    /// Overlays in the order in which they are applied: name and text of each.
    pub overlays: &'a [(String, String)],
}

/// The other files that `$ref`s lead to.
pub trait Files: Sync {
    /// The text of a file, or why it cannot be read. The path is relative to the folder of the root
    /// document and separated by `/`. It has no `.` and no `..`, but may begin with `..` if
    /// [`Input::allow_outside`] is set.
    fn read(&self, path: &str) -> Result<String, String>;
}

/// No files beside the root document.
#[derive(Debug, Clone, Copy)]
pub struct NoFiles;

impl Files for NoFiles {
    fn read(&self, _path: &str) -> Result<String, String> {
        Err("no other files are available".to_owned())
    }
}

impl<'a> Input<'a> {
    /// A description in one text.
    pub fn new(name: &'a str, text: &'a str) -> Self {
        Self {
            name,
            text,
            files: &NoFiles,
            allow_outside: false,
            overlays: &[],
        }
    }
}

/// A description in which every keyword holds what the specification says.
#[derive(Debug)]
pub struct Document {
    pub tree: Tree,
}

impl Document {
    /// What a JSON pointer leads to: `#/components/schemas/Pet`, or the same without `#`.
    pub fn at(&self, pointer: &str) -> Option<&Node> {
        pointer::find(&self.tree, pointer)
    }
}

/// Reads a text as it is, JSON or YAML. Nothing is bundled, repaired or rewritten.
pub fn read(name: &str, text: &str, diagnostics: &mut Diagnostics) -> Option<Tree> {
    let root = on_big_stack(|| text::read(name, text, diagnostics)).ok()?;
    Some(Tree::new(root))
}

/// A description with all that its references and overlays add, in its own version, as overlays see
/// it; and whether that is 3.1 or newer.
pub fn bundled(input: &Input<'_>, diagnostics: &mut Diagnostics) -> Option<(Tree, bool)> {
    on_big_stack(|| {
        let (tree, version) = gather(input, diagnostics)?;
        Some((tree, version >= Version::V3_1))
    })
}

/// Applies the text of one more overlay.
pub fn amend(tree: &mut Tree, name: &str, overlay: &str, diagnostics: &mut Diagnostics) {
    overlay::apply(tree, name, overlay, diagnostics);
}

fn gather(input: &Input<'_>, diagnostics: &mut Diagnostics) -> Option<(Tree, Version)> {
    let mut tree = Tree::new(text::read(input.name, input.text, diagnostics).ok()?);
    let version = version::detect(&tree, diagnostics).ok()?;
    bundle::bundle(&mut tree, input, version, diagnostics).ok()?;
    for (name, text) in input.overlays {
        overlay::apply(&mut tree, name, text, diagnostics);
    }
    Some((tree, version))
}

/// Loads a description. Nothing comes back when the text holds no description, or when aliases and
/// references make it larger than memory should hold. Everything else that is wrong is reported and
/// left out.
pub fn load(input: &Input<'_>, diagnostics: &mut Diagnostics) -> Option<Document> {
    on_big_stack(|| {
        let (mut tree, version) = gather(input, diagnostics)?;
        let mut context = Context {
            diagnostics,
            version,
            unknown: normalize::Unknown::default(),
        };
        if version == Version::Swagger2 {
            swagger::convert(&mut tree, &mut context);
        }
        normalize::normalize(&mut tree, &mut context);
        Some(Document { tree })
    })
}
