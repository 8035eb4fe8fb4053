//! From the Rust that will be written to tokens and tables. This room decides nothing.
//!
//! A [`rust::Api`](crate::rust::Api) comes in, [`File`]s go out. They are lazy: tokens cannot be
//! sent to another thread, so the thread that formats a file makes its chunks. This room must not
//! know the description ([`api`](crate::api)) or heck.

mod body;
mod chunk;
mod client;
mod fact;
mod front;
mod headers;
mod module;
mod operation;
mod table;
mod target;
mod tokens;
mod ty;
mod types;
mod webhooks;

use crate::rust::{Api, Group, Headers, TypeFile, Webhooks};

pub use chunk::Chunk;
pub use table::{Method, Row, Rows, Table, Text};
pub use target::Target;

/// The front page. In a crate of its own it is beside the manifest.
pub const README: &str = "README.md";

/// A file to be written. Its path is relative to the folder of the module.
#[derive(Debug)]
pub struct File<'a> {
    pub path: String,
    content: Content<'a>,
}

#[derive(Debug)]
enum Content<'a> {
    Root(&'a Api),
    Readme(&'a Api),
    Client(&'a Api),
    Headers(&'a Headers),
    Webhooks(&'a Webhooks),
    Groups(&'a [Group]),
    Group(&'a Group),
    Types(&'a [TypeFile]),
    TypeFile(&'a TypeFile),
    Surface(&'a Api),
}

/// All files of an API.
pub fn emit<'a>(api: &'a Api, target: &Target) -> Vec<File<'a>> {
    let file = |path: &str, content| File {
        path: path.to_owned(),
        content,
    };
    let mut files = vec![
        file(target.root, Content::Root(api)),
        file(README, Content::Readme(api)),
        file("types/mod.rs", Content::Types(&api.types)),
        file("surface.txt", Content::Surface(api)),
    ];
    if !api.groups.is_empty() {
        files.push(file("client.rs", Content::Client(api)));
        files.push(file("operations/mod.rs", Content::Groups(&api.groups)));
    }
    if let Some(headers) = &api.headers {
        files.push(file("headers.rs", Content::Headers(headers)));
    }
    if let Some(webhooks) = &api.webhooks {
        files.push(file("webhooks.rs", Content::Webhooks(webhooks)));
    }
    files.extend(api.groups.iter().map(|group| {
        file(
            &format!("operations/{}.rs", group.module),
            Content::Group(group),
        )
    }));
    files.extend(api.types.iter().map(|types| {
        file(
            &format!("types/{}.rs", types.module),
            Content::TypeFile(types),
        )
    }));
    files
}

impl File<'_> {
    /// The first line, as a comment.
    fn header(&self, target: &Target) -> Option<String> {
        let mark = crate::package::MARK;
        let header = format!("{mark} from {}; do not edit.", printable(&target.source));
        match self.content {
            Content::Surface(_) => None,
            Content::Readme(_) => Some(format!("<!-- {} -->", header.replace("--", "-"))),
            _ => Some(format!("// {header}")),
        }
    }

    /// The content of the file, with its header.
    pub fn chunks(&self, target: &Target) -> Vec<Chunk> {
        let mut chunks = Vec::new();
        chunks.extend(self.header(target).map(|line| Chunk::Lines(vec![line])));
        match &self.content {
            Content::Root(api) => module::root(api, target, &mut chunks),
            Content::Readme(api) => front::readme(api, target, &mut chunks),
            Content::Client(api) => client::client(api, &mut chunks),
            Content::Headers(headers) => headers::headers(headers, &mut chunks),
            Content::Webhooks(webhooks) => webhooks::webhooks(webhooks, &mut chunks),
            Content::Groups(groups) => module::groups(groups, &mut chunks),
            Content::Group(group) => operation::group(group, &mut chunks),
            Content::Types(files) => module::types(files, &mut chunks),
            Content::TypeFile(file) => types::file(file, &mut chunks),
            Content::Surface(api) => chunks.push(module::surface(api)),
        }
        chunks
    }
}

/// A file name as it can stand in a comment.
fn printable(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_ascii_graphic() || *c == ' ' || c.is_alphanumeric())
        .collect()
}
