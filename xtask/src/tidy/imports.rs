//! Which file of a package imports which. A name counts for the file that defines it, through any
//! number of re-exports.

use std::collections::{BTreeMap, BTreeSet};

use super::source::Source;

/// How many re-exports may lead to a definition.
const MOST_STEPS: usize = 16;

/// The files of one package.
pub struct Package<'s> {
    modules: BTreeMap<Vec<&'s str>, Module<'s>>,
}

struct Module<'s> {
    file: &'s str,
    words: Vec<&'s str>,
    items: BTreeSet<&'s str>,
    /// The names of a module that others can use: those it declares and those it re-exports.
    names: BTreeMap<&'s str, Vec<&'s str>>,
    /// The names that it imports for its own use.
    imports: Vec<Vec<&'s str>>,
}

impl<'s> Package<'s> {
    /// The production code below a folder, `codegen/src/`.
    pub fn read(sources: &'s [Source], folder: &str) -> Self {
        let sources = sources.iter().filter(|source| !source.is_test());
        let modules = sources.filter_map(|source| {
            let path = source.path.strip_prefix(folder)?;
            let words = source.code().flat_map(|(_, line)| Source::words(line));
            Some((
                module_path(path),
                Module::new(&source.path, words.collect()),
            ))
        });
        let mut package = Self {
            modules: modules.collect(),
        };
        let paths: Vec<_> = package.modules.keys().cloned().collect();
        for path in paths {
            let (names, imports) = package.names(&path);
            if let Some(module) = package.modules.get_mut(&path) {
                (module.names, module.imports) = (names, imports);
            }
        }
        package
    }

    /// For each file, the files whose definitions it names.
    pub fn edges(&self) -> BTreeMap<&'s str, BTreeSet<&'s str>> {
        let edges = self.modules.iter().map(|(path, module)| {
            let mentions = mentions(&module.words);
            let mentions = mentions.filter_map(|mention| self.absolute(path, &mention));
            let named = mentions.chain(module.imports.iter().cloned());
            let files = named.filter_map(|name| self.file_of(name, MOST_STEPS));
            let others = files.filter(|file| *file != module.file);
            (module.file, others.collect())
        });
        edges.collect()
    }

    /// The names that the `use` items of a module bring: all, and those that it does not re-export.
    fn names(&self, path: &[&'s str]) -> (BTreeMap<&'s str, Vec<&'s str>>, Vec<Vec<&'s str>>) {
        let (mut names, mut imports) = (BTreeMap::new(), Vec::new());
        let words = self.modules.get(path).map_or(&[][..], |one| &one.words);
        for at in (0..words.len()).filter(|at| words[*at] == "use") {
            let end = words[at..].iter().position(|word| *word == ";");
            let tree = &words[at + 1..end.map_or(words.len(), |end| at + end)];
            let is_public = at > 0 && ["pub", ")"].contains(&words[at - 1]);
            for (name, target) in leaves(tree) {
                let Some(target) = self.absolute(path, &target) else {
                    continue;
                };
                if !is_public {
                    imports.push(target.clone());
                }
                names.insert(name, target);
            }
        }
        (names, imports)
    }

    /// A path from the root of the package. None for other packages.
    fn absolute(&self, module: &[&'s str], path: &[&'s str]) -> Option<Vec<&'s str>> {
        let (first, rest) = path.split_first()?;
        let parent = &module[..module.len().saturating_sub(1)];
        let child = [module, &[*first]].concat();
        let known = self
            .modules
            .get(module)
            .and_then(|one| one.names.get(first));
        let start = match *first {
            "crate" => Vec::new(),
            "self" => module.to_vec(),
            "super" => {
                return self
                    .absolute(parent, rest)
                    .or_else(|| Some([parent, rest].concat()));
            }
            _ if self.modules.contains_key(&child) => child,
            _ => known?.clone(),
        };
        Some([start, rest.to_vec()].concat())
    }

    /// The file that defines the target of a path. None for a module itself, and for what no file
    /// of the package defines.
    fn file_of(&self, path: Vec<&'s str>, steps: usize) -> Option<&'s str> {
        let ends = (0..=path.len()).rev();
        let (end, module) = ends
            .filter_map(|end| Some((end, self.modules.get(&path[..end])?)))
            .next()?;
        let name = path.get(end)?;
        match module.names.get(name) {
            Some(target) if steps > 0 && !module.items.contains(name) => {
                self.file_of([target, &path[end + 1..]].concat(), steps - 1)
            }
            _ => module.items.contains(name).then_some(module.file),
        }
    }
}

impl<'s> Module<'s> {
    fn new(file: &'s str, words: Vec<&'s str>) -> Self {
        const KINDS: &[&str] = &["const", "enum", "fn", "static", "struct", "trait", "type"];
        let pairs = words.windows(2).filter(|pair| KINDS.contains(&pair[0]));
        Self {
            file,
            items: pairs.map(|pair| pair[1]).collect(),
            words,
            names: BTreeMap::new(),
            imports: Vec::new(),
        }
    }
}

/// `["lower", "docs"]` of `lower/docs/mod.rs`.
fn module_path(path: &str) -> Vec<&str> {
    let path = path.strip_suffix(".rs").unwrap_or(path);
    let mut parts: Vec<_> = path.split('/').collect();
    if ["lib", "main", "mod"]
        .iter()
        .any(|name| parts.last() == Some(name))
    {
        parts.pop();
    }
    parts
}

/// Names and paths of the tree after `use`.
fn leaves<'s>(tree: &[&'s str]) -> Vec<(&'s str, Vec<&'s str>)> {
    let open = tree.iter().position(|word| *word == "{");
    let (head, group) = tree.split_at(open.unwrap_or(tree.len()));
    let path = head.iter().filter(|word| **word != "::").copied();
    let path: Vec<_> = path.collect();
    let Some(group) = group.get(1..group.len().saturating_sub(1)) else {
        return leaf(path).into_iter().collect();
    };
    let mut found = Vec::new();
    for part in split(group) {
        for (name, rest) in leaves(part) {
            let whole = match rest.as_slice() {
                ["self"] => path.clone(),
                rest => [&path, rest].concat(),
            };
            let name = if name == "self" {
                path.last().copied()
            } else {
                Some(name)
            };
            found.extend(name.map(|name| (name, whole)));
        }
    }
    found
}

fn leaf(mut path: Vec<&str>) -> Option<(&str, Vec<&str>)> {
    match path.as_slice() {
        [.., "as", name] => {
            let name = *name;
            path.truncate(path.len() - 2);
            Some((name, path))
        }
        [.., name] => Some((*name, path.clone())),
        [] => None,
    }
}

/// Split at the commas that are not inside braces.
fn split<'a, 's>(group: &'a [&'s str]) -> Vec<&'a [&'s str]> {
    let mut level = 0;
    let parts = group.split(move |word| {
        level += match *word {
            "{" => 1,
            "}" => -1,
            _ => 0,
        };
        level == 0 && *word == ","
    });
    parts.filter(|part| !part.is_empty()).collect()
}

/// Paths of more than one name in the code.
fn mentions<'a, 's>(words: &'a [&'s str]) -> impl Iterator<Item = Vec<&'s str>> + 'a {
    let begins = |at: &usize| {
        let before = at.checked_sub(1).and_then(|at| words.get(at));
        is_name(words[*at]) && words.get(at + 1) == Some(&"::") && before != Some(&"::")
    };
    let starts = (0..words.len()).filter(begins);
    starts.map(|at| {
        let pairs = words[at..].chunks(2);
        let pairs = pairs.scan(true, |goes_on, pair| {
            let name = (*goes_on && is_name(pair[0])).then_some(pair[0]);
            *goes_on = pair.get(1) == Some(&"::");
            name
        });
        pairs.collect()
    })
}

fn is_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_alphabetic() || c == '_')
}
