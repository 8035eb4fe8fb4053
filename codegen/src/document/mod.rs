//! Text to [`Document`]: one tree that [`openapi`](crate::openapi) can be read from without asking
//! whether a keyword holds what it should.
//!
//! ```text
//! text -read-> Node -bundle-> one Node -overlay, convert 2.0, normalize-> Node
//! ```
//!
//! Reads no files itself: [`Files`] does. What is wrong is reported and left out, the smallest
//! thing around it. Must not know what is made of a description later on.

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
    /// The root document as people know it; shown in reports.
    pub name: &'a str,
    pub text: &'a str,
    pub files: &'a dyn Files,
    /// Whether `$ref`s may leave the root document's folder.
    pub allow_outside: bool,
    /// Overlays to apply, in this order: name and text of each.
    pub overlays: &'a [(String, String)],
}

/// Where `$ref`s to other files lead.
pub trait Files: Sync {
    /// The text of a file, or why it cannot be read. The path is relative to the folder of the root
    /// document, separated by `/`, without `.` and without `..` except at its start (and there
    /// only with [`Input::allow_outside`]).
    fn read(&self, path: &str) -> Result<String, String>;
}

/// No files but the root.
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

/// A description whose keywords hold what the specification says.
#[derive(Debug)]
pub struct Document {
    pub tree: Tree,
}

impl Document {
    /// What a JSON pointer leads to, `#/components/schemas/Pet` or the same without `#`.
    pub fn at(&self, pointer: &str) -> Option<&Node> {
        pointer::find(&self.tree, pointer)
    }
}

/// Reads a text as it stands, JSON or YAML: nothing is bundled, repaired or rewritten.
pub fn read(name: &str, text: &str, diagnostics: &mut Diagnostics) -> Option<Tree> {
    let root = on_big_stack(|| text::read(name, text, diagnostics)).ok()?;
    Some(Tree::new(root))
}

/// Loads a description. Nothing comes back only when there is none to be found in the text or it
/// makes more of itself than memory should hold; all else is reported and left out.
pub fn load(input: &Input<'_>, diagnostics: &mut Diagnostics) -> Option<Document> {
    on_big_stack(|| {
        let mut tree = Tree::new(text::read(input.name, input.text, diagnostics).ok()?);
        let version = version::detect(&tree, diagnostics).ok()?;
        bundle::bundle(&mut tree, input, version, diagnostics).ok()?;
        for (name, text) in input.overlays {
            overlay::apply(&mut tree, name, text, diagnostics);
        }
        let mut context = Context {
            diagnostics,
            version,
        };
        if version == Version::Swagger2 {
            swagger::convert(&mut tree, &mut context);
        }
        normalize::normalize(&mut tree, &mut context);
        Some(Document { tree })
    })
}
