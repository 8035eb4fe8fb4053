//! A documentation page: Markdown with a fragment of a description in a fenced block, whose info
//! string is `yaml /path/of/the/source.yml METHOD /path/of/the/operation`.

use std::path::{Path, PathBuf};

use serde_yaml::Value;

use super::outline::{self, Entry};
use crate::failure::{Failure, Result};

/// One fragment of a page; a page may have several.
#[derive(Debug, Clone)]
pub struct Page {
    pub path: PathBuf,
    /// As in the info string, `/specs/management.yml`.
    pub source: String,
    pub title: String,
    /// Host of the first server.
    pub host: Option<String>,
    pub value: Value,
    pub entries: Vec<Entry>,
}

impl Page {
    /// Whether both come from one source document. Its path alone says little (`/openapi.yaml`), so
    /// the title or the host of the server must be the same, too.
    pub fn is_of(&self, other: &Page) -> bool {
        self.source == other.source
            && (self.title == other.title || (self.host.is_some() && self.host == other.host))
    }
}

/// The fragments of a page.
///
/// # Errors
/// A page without a fragment, broken YAML, or a fragment without the operation it is said to show.
pub fn parse(path: &Path, text: &str) -> Result<Vec<Page>> {
    let mut pages = Vec::new();
    for block in blocks(text) {
        if let Some(info) = Info::parse(block.info) {
            pages.push(fragment(path, &block, &info)?);
        }
    }
    if pages.is_empty() {
        return Err(Failure::at(
            path,
            "no fenced block with an info string like `yaml /source.yml get /pets`",
        ));
    }
    Ok(pages)
}

fn fragment(path: &Path, block: &Block<'_>, info: &Info<'_>) -> Result<Page> {
    let value: Value = serde_yaml::from_str(&block.text).map_err(|cause| {
        let (line, column) = cause
            .location()
            .map_or((1, 1), |at| (at.line(), at.column()));
        let place = format!("{}:{}:{column}", path.display(), block.line + line);
        Failure::error(format!("{place}: {cause}"))
    })?;
    if info.operation(&value).is_none() {
        let place = format!("{}:{}", path.display(), block.line);
        let Info { method, target, .. } = info;
        return Err(Failure::error(format!(
            "{place}: the fragment has no operation {method} {target}"
        )));
    }
    let host = value
        .get("servers")
        .and_then(|servers| servers.get(0)?.get("url")?.as_str());
    let title = value
        .get("info")
        .and_then(|info| info.get("title")?.as_str());
    Ok(Page {
        path: path.to_owned(),
        source: info.source.to_owned(),
        title: title.unwrap_or_default().to_owned(),
        host: host.and_then(host_of).map(str::to_owned),
        entries: outline::outline(&block.text, &value),
        value,
    })
}

/// Host of an absolute URL, without its port.
pub fn host_of(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    (!host.is_empty()).then_some(host)
}

/// The content of a fragment's info string.
struct Info<'t> {
    source: &'t str,
    method: &'t str,
    target: &'t str,
}

impl<'t> Info<'t> {
    fn parse(info: &'t str) -> Option<Self> {
        let mut words = info.splitn(4, char::is_whitespace);
        let language = words.next()?;
        let [source, method, target] = [words.next()?, words.next()?, words.next()?];
        let known = ["yaml", "yml", "json"].contains(&language);
        known.then_some(Self {
            source,
            method,
            target: target.trim(),
        })
    }

    fn operation<'v>(&self, fragment: &'v Value) -> Option<&'v Value> {
        match self.method.to_lowercase().as_str() {
            "webhook" => fragment.get("webhooks")?.get(self.target),
            method => fragment.get("paths")?.get(self.target)?.get(method),
        }
    }
}

/// A fenced code block (CommonMark 0.31, section 4.5).
struct Block<'t> {
    info: &'t str,
    text: String,
    /// Line of the opening fence, from 1.
    line: usize,
}

fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut lines = (1..).zip(text.lines());
    while let Some((line, opening)) = lines.next() {
        let Some((fence, info)) = opening_fence(opening) else {
            continue;
        };
        let closes = |line: &str| {
            line.trim_end().starts_with(fence)
                && line.trim_end().trim_start_matches(&fence[..1]).is_empty()
        };
        let body: Vec<&str> = lines
            .by_ref()
            .map(|(_, line)| line)
            .take_while(|line| !closes(line))
            .collect();
        blocks.push(Block {
            info,
            text: body.join("\n").trim_end().to_owned() + "\n",
            line,
        });
    }
    blocks
}

/// The fence and the info string, if the line opens a block.
fn opening_fence(line: &str) -> Option<(&str, &str)> {
    let mark = line
        .chars()
        .next()
        .filter(|mark| ['`', '~'].contains(mark))?;
    let info = line.trim_start_matches(mark);
    let fence = &line[..line.len() - info.len()];
    (fence.len() >= 3).then(|| (fence, info.trim()))
}
