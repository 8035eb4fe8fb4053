//! A file of `specs/` that was assembled from pages.

use std::fs;
use std::path::{Path, PathBuf};

use serde_yaml::Value;

use super::outline::{self, Body, Entry};
use super::page::{Page, host_of};
use crate::failure::{Failure, Result};

/// The first words of an assembled file. The path of the source document follows.
const SOURCE: &str = "# source: ";
const NOTE: &str = "# Assembled from the pages of its documentation by `cargo xtask import`.";

#[derive(Debug, Clone)]
pub struct Spec {
    pub path: PathBuf,
    pub source: Option<String>,
    title: String,
    host: Option<String>,
    pub entries: Vec<Entry>,
}

impl Spec {
    pub fn new(path: PathBuf, page: &Page) -> Self {
        Self {
            path,
            source: Some(page.source.clone()),
            title: page.title.clone(),
            host: page.host.clone(),
            entries: Vec::new(),
        }
    }

    /// Whether the page is a part of this description.
    pub fn is_of(&self, page: &Page) -> bool {
        self.source.as_deref() == Some(page.source.as_str())
            && (self.title == page.title || (self.host.is_some() && self.host == page.host))
    }

    pub fn text(&self) -> String {
        let source = self.source.as_deref().unwrap_or_default();
        let mut lines = vec![format!("{SOURCE}{source}"), NOTE.to_owned()];
        write(&self.entries, 0, &mut lines);
        lines.join("\n") + "\n"
    }
}

fn write(entries: &[Entry], indent: usize, lines: &mut Vec<String>) {
    for entry in entries {
        let (text, entries) = match &entry.body {
            Body::Whole { text, .. } => (text, [].as_slice()),
            Body::Parts { head, entries } => (head, entries.as_slice()),
        };
        lines.extend(text.lines().map(|line| match line {
            "" => String::new(),
            line => format!("{:indent$}{line}", ""),
        }));
        write(entries, indent + 2, lines);
    }
}

/// Every description of the folder, assembled or not.
///
/// # Errors
/// Files that cannot be read, and assembled ones that are broken.
pub fn read_all(folder: &Path) -> Result<Vec<Spec>> {
    let mut specs = Vec::new();
    let Ok(files) = fs::read_dir(folder) else {
        return Ok(specs);
    };
    let mut paths: Vec<PathBuf> = files.flatten().map(|file| file.path()).collect();
    paths.sort();
    for path in paths
        .into_iter()
        .filter(|path| path.extension().is_some_and(|ext| ext == "yaml"))
    {
        let text = fs::read_to_string(&path).map_err(|cause| Failure::at(&path, cause))?;
        specs.push(read(path, &text)?);
    }
    Ok(specs)
}

fn read(path: PathBuf, text: &str) -> Result<Spec> {
    let source = text
        .lines()
        .next()
        .and_then(|line| line.strip_prefix(SOURCE));
    let Some(source) = source else {
        return Ok(Spec {
            path,
            source: None,
            title: String::new(),
            host: None,
            entries: Vec::new(),
        });
    };
    let value: Value = serde_yaml::from_str(text).map_err(|cause| Failure::at(&path, cause))?;
    let title = value
        .get("info")
        .and_then(|info| info.get("title")?.as_str());
    let server = value
        .get("servers")
        .and_then(|servers| servers.get(0)?.get("url")?.as_str());
    let text: String = text
        .lines()
        .skip_while(|line| line.starts_with('#'))
        .fold(String::new(), |text, line| text + line + "\n");
    Ok(Spec {
        source: Some(source.trim().to_owned()),
        title: title.unwrap_or_default().to_owned(),
        host: server.and_then(host_of).map(str::to_owned),
        entries: outline::outline(&text, &value),
        path,
    })
}
