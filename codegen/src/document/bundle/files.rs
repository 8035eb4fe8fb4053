//! The files of a description, and what references in them lead to.

use std::collections::{BTreeMap, BTreeSet};

use super::super::node::{Node, Tree, Value};
use super::super::{Input, pointer, text};
use super::Target;
use crate::diagnostics::Diagnostics;

/// How many references may lead to each other on the way to a node.
const MAX_HOPS: usize = 64;

pub struct Files<'a> {
    input: Input<'a>,
    /// The root document comes first. Nobody changes these trees.
    files: Vec<File>,
    /// By path; nothing where a file could not be read.
    by_path: BTreeMap<String, Option<usize>>,
    /// References whose file could not be read, which has been reported.
    said: BTreeSet<String>,
}

struct File {
    path: String,
    tree: Tree,
    /// Pointers of `$anchor` (as `#name`) and `$id`, once somebody has asked for them.
    anchors: Option<BTreeMap<String, String>>,
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
            by_path: BTreeMap::from([(path.clone(), Some(0))]),
            files: vec![File {
                path,
                tree: Tree::new(root),
                anchors: None,
            }],
            said: BTreeSet::new(),
        }
    }

    pub fn path(&self, file: usize) -> &str {
        self.files.get(file).map_or("", |file| &file.path)
    }

    pub fn node(&self, target: &Target) -> Option<&Node> {
        pointer::find(&self.files.get(target.file)?.tree, &target.pointer)
    }

    /// Has it been said why this reference cannot be followed?
    pub fn said(&self, written: &str) -> bool {
        self.said.contains(written)
    }

    /// The node a reference leads to; it exists.
    pub fn resolve(
        &mut self,
        written: &str,
        base: usize,
        diagnostics: &mut Diagnostics,
    ) -> Result<Target, ()> {
        self.follow(written, base, diagnostics, 0)
    }

    fn follow(
        &mut self,
        written: &str,
        base: usize,
        diagnostics: &mut Diagnostics,
        hops: usize,
    ) -> Result<Target, ()> {
        let (path, fragment) = match written.split_once('#') {
            Some((path, fragment)) => (path, fragment),
            None => (written, ""),
        };
        let (file, start) = if path.is_empty() {
            (base, String::new())
        } else if let Some(found) = self.by_id(path, base) {
            found
        } else {
            (self.open(written, path, base, diagnostics)?, String::new())
        };
        if !fragment.is_empty() && !fragment.starts_with('/') {
            let pointer = self.anchor(file, &format!("#{fragment}")).ok_or(())?;
            return Ok(Target { file, pointer });
        }
        for fragment in [pointer::percent_decode(fragment).as_ref(), fragment] {
            let pointer = format!("{start}{fragment}");
            if let Ok(target) = self.locate(file, &pointer, diagnostics, hops) {
                return Ok(target);
            }
        }
        Err(())
    }

    /// The node under a pointer, through references on the way where nothing else leads on.
    fn locate(
        &mut self,
        file: usize,
        pointer: &str,
        diagnostics: &mut Diagnostics,
        hops: usize,
    ) -> Result<Target, ()> {
        let mut node = &**self.files.get(file).map(|file| &file.tree).ok_or(())?;
        let mut passed = String::new();
        let tokens: Vec<_> = pointer::tokens(pointer).collect();
        for (index, token) in tokens.iter().enumerate() {
            if let Some(child) = node.get(token) {
                node = child;
                passed = pointer::join(&passed, token);
                continue;
            }
            let written = node.text("$ref").ok_or(())?.to_owned();
            if hops >= MAX_HOPS {
                return Err(());
            }
            let target = self.follow(&written, file, diagnostics, hops + 1)?;
            let rest = tokens.iter().skip(index);
            let pointer = rest.fold(target.pointer, |path, token| pointer::join(&path, token));
            return self.locate(target.file, &pointer, diagnostics, hops + 1);
        }
        Ok(Target {
            file,
            pointer: passed,
        })
    }

    /// Opens the file of a reference.
    fn open(
        &mut self,
        written: &str,
        path: &str,
        base: usize,
        diagnostics: &mut Diagnostics,
    ) -> Result<usize, ()> {
        let problem = match self.relative(path, base) {
            Ok(path) => match self.by_path.get(&path) {
                Some(Some(file)) => return Ok(*file),
                Some(None) => None,
                None => match self.input.files.read(&path) {
                    Ok(text) => return self.load(path, &text, diagnostics).ok_or(()),
                    Err(problem) => {
                        self.by_path.insert(path.clone(), None);
                        Some((
                            "unreadable-file",
                            format!("cannot read `{path}`: {problem}"),
                        ))
                    }
                },
            },
            Err(problem) => Some(problem),
        };
        if let Some((kind, message)) = problem
            && self.said.insert(written.to_owned())
        {
            let origin = self.find_reference(written, base);
            diagnostics.warn(kind, origin, message);
        }
        Err(())
    }

    fn load(&mut self, path: String, text: &str, diagnostics: &mut Diagnostics) -> Option<usize> {
        let root = self.input.name;
        let folder = root
            .rfind(['/', '\\'])
            .map_or("", |end| root.get(..=end).unwrap_or(""));
        let read = text::read(&format!("{folder}{path}"), text, diagnostics);
        let file = read.ok().map(|root| {
            let tree = Tree::new(root);
            self.files.push(File {
                path: path.clone(),
                tree,
                anchors: None,
            });
            self.files.len() - 1
        });
        self.by_path.insert(path, file);
        file
    }

    /// The text of a file that is no tree.
    pub fn text(&self, path: &str, base: usize) -> Option<String> {
        let path = self.relative(path, base).ok()?;
        self.input.files.read(&path).ok()
    }

    /// A path of a reference, relative to the folder of the root document.
    fn relative(&self, path: &str, base: usize) -> Result<String, (&'static str, String)> {
        if path.contains("://") || path.starts_with("urn:") {
            let message = format!("`{path}` is not fetched: there is no network here");
            return Err(("remote-ref", message));
        }
        let path = pointer::percent_decode(path).replace('\\', "/");
        let is_absolute = path.starts_with('/') || path.as_bytes().get(1) == Some(&b':');
        if is_absolute || path.contains('\0') {
            let message = format!("`{path}` should be relative to the file it stands in");
            return Err(("outside-ref", message));
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
            return Err(("outside-ref", message));
        }
        Ok(parts.join("/"))
    }

    /// A node by its `$id`, in the file of the reference or another one that is open.
    fn by_id(&mut self, id: &str, base: usize) -> Option<(usize, String)> {
        let files = std::iter::once(base).chain((0..self.files.len()).filter(|file| *file != base));
        for file in files.collect::<Vec<_>>() {
            if let Some(pointer) = self.anchor(file, id) {
                return Some((file, pointer));
            }
        }
        None
    }

    fn anchor(&mut self, file: usize, name: &str) -> Option<String> {
        let file = self.files.get_mut(file)?;
        let tree = &file.tree;
        file.anchors
            .get_or_insert_with(|| anchors(tree))
            .get(name)
            .cloned()
    }

    /// Where a reference stands.
    fn find_reference(&self, written: &str, file: usize) -> super::super::Origin {
        let Some(file) = self.files.get(file) else {
            return Default::default();
        };
        let mut rest = vec![&*file.tree];
        while let Some(node) = rest.pop() {
            match &node.value {
                Value::String(text) if text == written => return node.origin,
                Value::Sequence(items) => rest.extend(items.iter().rev()),
                Value::Mapping(members) => rest.extend(members.values().rev()),
                _ => {}
            }
        }
        file.tree.origin
    }
}

/// Pointers of everything that has a name of its own.
fn anchors(root: &Node) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    if !has_names(root) {
        return found;
    }
    let mut rest = vec![(root, String::new())];
    while let Some((node, path)) = rest.pop() {
        match &node.value {
            Value::Sequence(items) => {
                let items = items.iter().enumerate();
                rest.extend(items.map(|(index, item)| (item, format!("{path}/{index}"))));
            }
            Value::Mapping(members) => {
                for (key, child) in members.iter() {
                    if let Some(name) = own_name(key, child) {
                        found.entry(name).or_insert_with(|| path.clone());
                    }
                    rest.push((child, pointer::join(&path, key)));
                }
            }
            _ => {}
        }
    }
    found
}

fn own_name(key: &str, value: &Node) -> Option<String> {
    let name = value.as_str()?;
    match key {
        "$anchor" | "$dynamicAnchor" => Some(format!("#{name}")),
        "$id" | "$self" => Some(name.trim_end_matches('#').to_owned()),
        _ => None,
    }
}

/// Paths are made for those trees only that have use for them.
fn has_names(root: &Node) -> bool {
    let mut rest = vec![root];
    while let Some(node) = rest.pop() {
        match &node.value {
            Value::Sequence(items) => rest.extend(items),
            Value::Mapping(members) => {
                if members
                    .iter()
                    .any(|(key, child)| own_name(key, child).is_some())
                {
                    return true;
                }
                rest.extend(members.values());
            }
            _ => {}
        }
    }
    false
}
