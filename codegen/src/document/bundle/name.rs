//! Names of new components.

use std::collections::{BTreeMap, BTreeSet};

use super::super::node::Node;
use super::super::pointer;
use super::super::version::Version;
use super::Target;
use super::home::Home;

pub struct Names {
    taken: BTreeSet<(Home, String)>,
    given: BTreeMap<(Home, Target), String>,
}

impl Names {
    /// Names of the root's own components are taken.
    pub fn new(root: &Node, version: Version) -> Self {
        let taken = Home::all(version)
            .flat_map(|home| {
                let components = home
                    .of(root, version)
                    .into_iter()
                    .flat_map(|names| names.keys());
                components.map(move |name| (home, name.clone()))
            })
            .collect();
        Self {
            taken,
            given: BTreeMap::new(),
        }
    }

    pub fn get(&self, home: Home, target: &Target) -> Option<&str> {
        self.given.get(&(home, target.clone())).map(String::as_str)
    }

    pub fn set(&mut self, home: Home, target: &Target, name: &str) {
        self.given.insert((home, target.clone()), name.to_owned());
    }

    /// The last token of the pointer, else the name of the file. If that is taken, more of the path
    /// is added, and a number as the last resort.
    pub fn make(&mut self, home: Home, target: &Target, path: &str) -> String {
        let words = words(&target.pointer, path);
        let mut name = String::new();
        for word in &words {
            name = if name.is_empty() {
                word.clone()
            } else {
                format!("{word}_{name}")
            };
            if self.take(home, target, &name) {
                return name;
            }
        }
        let mut number = 2;
        loop {
            let numbered = format!("{name}_{number}");
            if self.take(home, target, &numbered) {
                return numbered;
            }
            number += 1;
        }
    }

    fn take(&mut self, home: Home, target: &Target, name: &str) -> bool {
        let is_free = self.taken.insert((home, name.to_owned()));
        if is_free {
            self.set(home, target, name);
        }
        is_free
    }
}

/// Candidates for the name of a target, from the best word to more and more words.
fn words(pointer: &str, path: &str) -> Vec<String> {
    /// Tokens that say what kind of thing it is, not which one.
    const EMPTY: [&str; 8] = [
        "schema",
        "items",
        "properties",
        "schemas",
        "components",
        "definitions",
        "$defs",
        "content",
    ];
    let mut words: Vec<String> = pointer::tokens(pointer)
        .filter(|token| !EMPTY.contains(&token.as_ref()) && token.parse::<u32>().is_err())
        .map(|token| match &*token {
            // As grpc-gateway titles the schemas that it keeps there.
            "x-stream-definitions" => "StreamResultOf".to_owned(),
            token => token.to_owned(),
        })
        .filter(|token| !token.is_empty())
        .collect();
    words.reverse();
    let mut folders: Vec<&str> = path.split('/').filter(|part| *part != "..").collect();
    if let Some(file) = folders.pop() {
        words.push(file.split('.').next().unwrap_or(file).to_owned());
    }
    words.extend(folders.into_iter().rev().map(str::to_owned));
    words.retain(|word| !word.is_empty());
    if words.is_empty() {
        words.push("External".to_owned());
    }
    words
}
