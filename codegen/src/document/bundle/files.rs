//! The files of a description, and what the references in them lead to.

use std::collections::BTreeMap;

use super::super::node::{Node, Tree};
use super::super::{Input, pointer, text};
use super::Target;
use super::identifiers::{Identifiers, base_at};
use crate::diagnostics::Diagnostics;

/// How many references may follow each other on the way to a node.
const MAX_HOPS: usize = 64;

pub struct Files<'a> {
    input: Input<'a>,
    /// The root document comes first. These trees never change.
    files: Vec<File>,
    /// Files by path, or why one could not be read.
    by_path: BTreeMap<String, Result<usize, String>>,
    /// References followed since [`Self::resolve`] was called.
    hops: usize,
    /// The size of all texts in bytes.
    length: usize,
}

/// Why a reference cannot be followed.
pub struct Unresolved {
    pub kind: &'static str,
    pub message: String,
    pub help: Option<String>,
}

struct File {
    path: String,
    tree: Tree,
    /// Anchors and `$id`s, collected when they are first needed.
    identifiers: Option<Identifiers>,
}

impl<'a> Files<'a> {
    pub fn new(input: &Input<'a>, root: Node) -> Self {
        let path = input
            .name
            .rsplit(['/', '\\'])
            .next()
            .unwrap_or_default()
            .to_owned();
        Self {
            input: *input,
            by_path: BTreeMap::from([(path.clone(), Ok(0))]),
            files: vec![File {
                path,
                tree: Tree::new(root),
                identifiers: None,
            }],
            hops: 0,
            length: input.text.len(),
        }
    }

    /// The size of all opened texts in bytes.
    pub fn length(&self) -> usize {
        self.length
    }

    pub fn path(&self, file: usize) -> &str {
        self.files.get(file).map_or("", |file| &file.path)
    }

    pub fn node(&self, target: &Target) -> Option<&Node> {
        pointer::find(&self.files.get(target.file)?.tree, &target.pointer)
    }

    /// The URI that references in a target start from.
    pub fn base(&self, target: &Target) -> Option<String> {
        base_at(&self.files.get(target.file)?.tree, &target.pointer)
    }

    /// The node that a reference leads to. It exists.
    pub fn resolve(
        &mut self,
        written: &str,
        base: usize,
        diagnostics: &mut Diagnostics,
    ) -> Result<Target, Unresolved> {
        self.hops = 0;
        self.follow(written, base, diagnostics)
    }

    fn follow(
        &mut self,
        written: &str,
        base: usize,
        diagnostics: &mut Diagnostics,
    ) -> Result<Target, Unresolved> {
        self.hops += 1;
        if self.hops > MAX_HOPS {
            return Err(self.nowhere(written, base));
        }
        let (path, fragment) = match written.split_once('#') {
            Some((path, fragment)) => (path, fragment),
            None => (written, ""),
        };
        let (file, start) = if path.is_empty() {
            (base, String::new())
        } else if let Some(found) = self.by_id(path, base) {
            found
        } else {
            (self.open(path, base, diagnostics)?, String::new())
        };
        if !fragment.is_empty() && !fragment.starts_with('/') {
            let anchor = format!("#{fragment}");
            let pointer = self.identified(file, written, &start);
            let pointer = pointer.or_else(|| self.identified(file, &anchor, &start));
            let pointer = pointer.ok_or_else(|| self.nowhere(written, base))?;
            return Ok(Target { file, pointer });
        }
        let decoded = pointer::percent_decode(fragment);
        let literal = (decoded != fragment).then_some(fragment);
        for fragment in std::iter::once(&*decoded).chain(literal) {
            let pointer = format!("{start}{fragment}");
            if let Some(target) = self.locate(file, &pointer, diagnostics) {
                return Ok(target);
            }
        }
        Err(self.nowhere(written, base))
    }

    fn nowhere(&self, written: &str, base: usize) -> Unresolved {
        let component = format!("/components/schemas/{}", pointer::escape(written));
        let target = Target {
            file: base,
            pointer: component,
        };
        let help = if self.node(&target).is_some() {
            Some(format!("write `#{}`", target.pointer))
        } else {
            let path = written.strip_prefix('#').filter(|path| path.contains('/'));
            path.filter(|path| !path.starts_with('/'))
                .map(|path| format!("write `#/{path}`"))
        };
        Unresolved {
            kind: "dangling-ref",
            message: format!("`{written}` leads nowhere"),
            help,
        }
    }

    /// The node under a pointer. References on the way are followed where the pointer leads no
    /// further otherwise.
    fn locate(
        &mut self,
        file: usize,
        pointer: &str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Target> {
        let mut node = &*self.files.get(file)?.tree;
        let mut passed = String::new();
        let tokens: Vec<_> = pointer::tokens(pointer).collect();
        for (index, token) in tokens.iter().enumerate() {
            if let Some(child) = node.get(token) {
                node = child;
                passed = pointer::join(&passed, token);
                continue;
            }
            let written = node.text("$ref")?.to_owned();
            let target = self.follow(&written, file, diagnostics).ok()?;
            let rest = tokens.iter().skip(index);
            let pointer = rest.fold(target.pointer, |path, token| pointer::join(&path, token));
            return self.locate(target.file, &pointer, diagnostics);
        }
        // A reference cannot lead to the whole document that contains it.
        (file != 0 || !passed.is_empty()).then_some(Target {
            file,
            pointer: passed,
        })
    }

    /// Opens the file of a reference.
    fn open(
        &mut self,
        path: &str,
        base: usize,
        diagnostics: &mut Diagnostics,
    ) -> Result<usize, Unresolved> {
        let path = self.relative(path, base)?;
        let unreadable = |problem: &str| Unresolved {
            kind: "unreadable-file",
            message: format!("cannot read `{path}`: {problem}"),
            help: None,
        };
        match self.by_path.get(&path) {
            Some(Ok(file)) => return Ok(*file),
            Some(Err(problem)) => return Err(unreadable(problem)),
            None => {}
        }
        let file = match self.input.files.read(&path) {
            Ok(text) => self
                .load(&path, &text, diagnostics)
                .ok_or("it is neither YAML nor JSON".to_owned()),
            Err(problem) => Err(problem),
        };
        self.by_path.insert(path.clone(), file.clone());
        file.map_err(|problem| unreadable(&problem))
    }

    fn load(&mut self, path: &str, text: &str, diagnostics: &mut Diagnostics) -> Option<usize> {
        self.length = self.length.saturating_add(text.len());
        let root = self.input.name;
        let folder = root
            .rfind(['/', '\\'])
            .map_or("", |end| root.get(..=end).unwrap_or(""));
        let read = text::read(&format!("{folder}{path}"), text, diagnostics);
        let tree = Tree::new(read.ok()?);
        self.files.push(File {
            path: path.to_owned(),
            tree,
            identifiers: None,
        });
        Some(self.files.len() - 1)
    }

    /// The text of a file that is not a tree.
    pub fn text(&self, path: &str, base: usize) -> Option<String> {
        let path = self.relative(path, base).ok()?;
        self.input.files.read(&path).ok()
    }

    /// A path of a reference, relative to the folder of the root document.
    fn relative(&self, path: &str, base: usize) -> Result<String, Unresolved> {
        if path.contains("://") || path.starts_with("urn:") {
            let message = format!("`{path}` is not fetched: only local files are read");
            return Err(Unresolved {
                kind: "remote-ref",
                message,
                help: None,
            });
        }
        let path = pointer::percent_decode(path).replace('\\', "/");
        let is_absolute = path.starts_with('/') || path.as_bytes().get(1) == Some(&b':');
        if is_absolute || path.contains('\0') {
            let message = format!("`{path}` should be relative to the file it stands in");
            return Err(Unresolved {
                kind: "outside-ref",
                message,
                help: None,
            });
        }
        let folder = self
            .path(base)
            .rsplit_once('/')
            .map_or("", |(folder, _)| folder);
        let mut parts: Vec<&str> = Vec::new();
        for part in folder.split('/').chain(path.split('/')) {
            match (part, parts.last()) {
                ("" | ".", _) => {}
                ("..", Some(&last)) if last != ".." => {
                    parts.pop();
                }
                _ => parts.push(part),
            }
        }
        if parts.first() == Some(&"..") && !self.input.allow_outside {
            let message = format!("`{path}` leads out of the folder of the root document");
            return Err(Unresolved {
                kind: "outside-ref",
                message,
                help: None,
            });
        }
        Ok(parts.join("/"))
    }

    /// A node by its `$id`, in the file of the reference or in another open one.
    fn by_id(&mut self, id: &str, base: usize) -> Option<(usize, String)> {
        let files = std::iter::once(base).chain((0..self.files.len()).filter(|file| *file != base));
        for file in files.collect::<Vec<_>>() {
            if let Some(pointer) = self.identified(file, id, "") {
                return Some((file, pointer));
            }
        }
        None
    }

    /// The pointer of a name. One below `start` is preferred.
    fn identified(&mut self, file: usize, name: &str, start: &str) -> Option<String> {
        let file = self.files.get_mut(file)?;
        let tree = &file.tree;
        let identifiers = file
            .identifiers
            .get_or_insert_with(|| Identifiers::of(tree));
        identifiers.find(name, start)
    }
}
