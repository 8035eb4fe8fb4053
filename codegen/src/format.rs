//! From chunks to the text of files: syn, prettyplease, tables and blank lines.
//!
//! Must not know what the chunks mean.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;

use crate::emit::{Chunk, File, Method, Row, Rows, Table, Target, Text};
use crate::threads;

/// Longer lines are broken, where this room lays them out.
const WIDTH: usize = 100;

const INDENT: &str = "    ";

/// The texts of the files by their paths.
pub fn format(files: &[File<'_>], target: &Target) -> BTreeMap<String, String> {
    let texts = threads::map(files, |file| (file.path.clone(), text(file, target)));
    texts.into_iter().collect()
}

fn text(file: &File<'_>, target: &Target) -> String {
    let mut text = String::new();
    for chunk in file.chunks(target) {
        let part = match chunk {
            Chunk::Items(items) => self::items(items),
            Chunk::Table(table) => self::table(&table),
            Chunk::Lines(lines) => lines.iter().map(|line| format!("{line}\n")).collect(),
        };
        if !text.is_empty() && !part.is_empty() {
            text.push('\n');
        }
        text.push_str(&part);
    }
    text
}

fn items(items: Vec<TokenStream>) -> String {
    let parsed = items.iter().map(|item| syn::parse2(item.clone()));
    let items = match parsed.collect() {
        Ok(items) => items,
        // The tokens are not Rust. They are written as they are, for the compiler and the tests of
        // the output to see.
        Err(_) => return items.iter().map(|item| format!("{item}\n")).collect(),
    };
    let file = syn::File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items,
    };
    spaced(&prettyplease::unparse(&file))
}

/// With a blank line between the methods of an impl.
fn spaced(code: &str) -> String {
    let mut spaced = String::with_capacity(code.len() + code.len() / 32);
    let mut method_ended = false;
    for line in code.lines() {
        if method_ended && line != "}" {
            spaced.push('\n');
        }
        method_ended = line == "    }";
        spaced.push_str(line);
        spaced.push('\n');
    }
    spaced
}

fn table(table: &Table) -> String {
    let Table {
        name,
        docs,
        head,
        rows,
        tail,
    } = table;
    if let Rows::None = rows {
        return line(name, head, tail);
    }
    let docs = self::docs(1, docs);
    let space = if tail.is_empty() { "" } else { " " };
    let body = match rows {
        Rows::None => String::new(),
        Rows::Braced(rows) if rows.is_empty() => format!(" {{}}{space}{tail}\n"),
        Rows::Braced(rows) => {
            let rows: String = rows.iter().map(|row| self::row(2, row)).collect();
            format!(" {{\n{rows}    }}{space}{tail}\n")
        }
        Rows::Below(rows) => {
            let rows = rows.iter().map(|row| format!("\n{}", self::row(1, row)));
            format!("\n{}", rows.collect::<String>())
        }
    };
    format!("runtime::{name}! {{\n{docs}    {head}{body}}}\n")
}

/// A table without rows, on one line if it fits.
fn line(name: &str, head: &str, tail: &str) -> String {
    let space = if tail.is_empty() { "" } else { " " };
    let all = format!("{head}{space}{tail}");
    let line = format!("runtime::{name}! {{ {all} }}\n");
    if line.chars().count() <= WIDTH {
        return line;
    }
    let lines = match fits(1, &all) {
        true => indented(1, &all),
        false => indented(1, head) + &indented(1, tail),
    };
    format!("runtime::{name}! {{\n{lines}}}\n")
}

fn row(depth: usize, row: &Row) -> String {
    let mut text = docs(depth, &row.docs);
    if row.deprecated {
        text += &indented(depth, "#[deprecated]");
    }
    text + &match &row.text {
        Text::Lines(lines) => indented(depth, lines),
        Text::Method(method) => self::method(depth, method),
    }
}

/// The signature, and below it what is sent.
fn method(depth: usize, method: &Method) -> String {
    let Method {
        name,
        arguments,
        result,
        route,
        settings,
    } = method;
    let all = arguments.join(", ");
    let head = format!("fn {name}({all})");
    let signature = format!("{head} -> {result}");
    let signature = if fits(depth, &signature) {
        indented(depth, &signature)
    } else if fits(depth, &head) {
        indented(depth, &head) + &indented(depth + 1, &format!("-> {result}"))
    } else {
        let arguments = match fits(depth + 1, &all) {
            true => indented(depth + 1, &format!("{all},")),
            false => arguments
                .iter()
                .map(|argument| indented(depth + 1, &format!("{argument},")))
                .collect(),
        };
        indented(depth, &format!("fn {name}("))
            + &arguments
            + &indented(depth, &format!(") -> {result}"))
    };
    signature + &self::route(depth + 1, route, settings)
}

fn route(depth: usize, route: &str, settings: &[String]) -> String {
    let line = format!("= {}", [&[route.to_owned()], settings].concat().join(" "));
    if settings.is_empty() || fits(depth, &line) {
        return indented(depth, &format!("{line};"));
    }
    let together = settings.join(" ");
    let settings = match fits(depth + 1, &together) {
        true => together,
        false => settings.join("\n"),
    };
    indented(depth, &format!("= {route}")) + &indented(depth + 1, &format!("{settings};"))
}

/// Whether it fits on a line with a comma after it.
fn fits(depth: usize, text: &str) -> bool {
    depth * INDENT.len() + text.chars().count() < WIDTH && !text.contains('\n')
}

fn indented(depth: usize, lines: &str) -> String {
    let indent = INDENT.repeat(depth);
    let lines = lines.lines().map(|line| format!("{indent}{line}\n"));
    lines.collect()
}

fn docs(depth: usize, lines: &[String]) -> String {
    let line = |line: &String| match line.is_empty() {
        true => indented(depth, "///"),
        false => indented(depth, &format!("/// {line}")),
    };
    lines.iter().map(line).collect()
}
