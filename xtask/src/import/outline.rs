//! The text of a description, divided where pages overlap: at the top, at paths and methods, at
//! kinds and names of components. Everything below stays as the provider wrote it.

use serde_yaml::{Mapping, Value};

/// A key with its value, as text and as data.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    pub key: Value,
    pub body: Body,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    /// Not divided: the lines of key and value without their indentation, and the comments above.
    Whole { text: String, value: Value },
    /// `key:` and entries below it.
    Parts { head: String, entries: Vec<Entry> },
}

impl Entry {
    pub fn name(&self) -> String {
        match &self.key {
            Value::String(name) => name.clone(),
            key => serde_yaml::to_string(key)
                .unwrap_or_default()
                .trim_end()
                .to_owned(),
        }
    }
}

/// Divides a description. Where its text cannot be cut (flow style, anchors, JSON), that part is
/// written again from its value.
pub fn outline(text: &str, value: &Value) -> Vec<Entry> {
    let Value::Mapping(mapping) = value else {
        return Vec::new();
    };
    let mut entries = split(text, mapping);
    for entry in &mut entries {
        let levels = match entry.name().as_str() {
            "paths" | "webhooks" | "components" => 2,
            _ => 0,
        };
        open(entry, levels);
    }
    entries
}

/// Divides a whole mapping, this many levels deep.
fn open(entry: &mut Entry, levels: usize) {
    if levels == 0 {
        return;
    }
    let Body::Whole {
        text,
        value: Value::Mapping(mapping),
    } = &entry.body
    else {
        return;
    };
    if mapping.is_empty() {
        return;
    }
    let comments = text.lines().take_while(|line| is_comment(line)).count();
    let head: Vec<&str> = text.lines().take(comments + 1).collect();
    let below: Vec<&str> = text.lines().skip(comments + 1).collect();
    let plain_head = head
        .last()
        .is_some_and(|line| line.trim_end().ends_with(':'));
    let (head, mut entries) = if plain_head {
        (head.join("\n"), split(&dedent(&below), mapping))
    } else {
        let key = serde_yaml::to_string(&entry.key).unwrap_or_default();
        (format!("{}:", key.trim_end()), written_anew(mapping))
    };
    for entry in &mut entries {
        open(entry, levels - 1);
    }
    entry.body = Body::Parts { head, entries };
}

/// The entries of a block mapping. They are written again unless the text of each, read on its own,
/// gives the same entry.
fn split(text: &str, mapping: &Mapping) -> Vec<Entry> {
    let chunks = chunks(text);
    let entries: Vec<Entry> = chunks
        .into_iter()
        .zip(mapping)
        .map(|(text, (key, value))| entry(text, key, value))
        .collect();
    if entries.len() == mapping.len() && entries.iter().all(reads_as_itself) {
        entries
    } else {
        written_anew(mapping)
    }
}

fn entry(text: String, key: &Value, value: &Value) -> Entry {
    Entry {
        key: key.clone(),
        body: Body::Whole {
            text,
            value: value.clone(),
        },
    }
}

fn reads_as_itself(entry: &Entry) -> bool {
    let Body::Whole { text, value } = &entry.body else {
        return false;
    };
    let read = serde_yaml::from_str::<Mapping>(&format!("{text}\n"));
    read.is_ok_and(|read| read.len() == 1 && read.get(&entry.key) == Some(value))
}

fn written_anew(mapping: &Mapping) -> Vec<Entry> {
    let single = |key: &Value, value: &Value| {
        let single = Mapping::from_iter([(key.clone(), value.clone())]);
        serde_yaml::to_string(&single)
            .unwrap_or_default()
            .trim_end()
            .to_owned()
    };
    mapping
        .iter()
        .map(|(key, value)| entry(single(key, value), key, value))
        .collect()
}

/// Cuts the text before each line that begins a key in the first column. Comments go with the key
/// below them.
fn chunks(text: &str) -> Vec<String> {
    let mut chunks: Vec<Vec<&str>> = Vec::new();
    let mut comments = Vec::new();
    for line in text.lines().filter(|line| *line != "---") {
        if is_comment(line) {
            comments.push(line);
        } else if line.starts_with([' ', '-', '\t']) || line.is_empty() {
            if let Some(chunk) = chunks.last_mut() {
                chunk.append(&mut comments);
                chunk.push(line);
            }
        } else {
            comments.push(line);
            chunks.push(std::mem::take(&mut comments));
        }
    }
    chunks
        .into_iter()
        .map(|lines| lines.join("\n").trim_end().to_owned())
        .collect()
}

fn is_comment(line: &str) -> bool {
    line.starts_with('#')
}

/// The lines without the indentation of the first line that is not empty.
fn dedent(lines: &[&str]) -> String {
    let says_something = |line: &&&str| {
        let line = line.trim_start();
        !line.is_empty() && !line.starts_with('#')
    };
    let first = lines
        .iter()
        .find(says_something)
        .copied()
        .unwrap_or_default();
    let indent = first.len() - first.trim_start().len();
    let lines = lines.iter().map(|line| {
        let blank = line.len() - line.trim_start().len();
        &line[indent.min(blank)..]
    });
    lines.collect::<Vec<_>>().join("\n")
}
