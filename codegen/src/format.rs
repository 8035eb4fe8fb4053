//! From chunks to the text of files: syn, prettyplease, tables and blank lines.
//!
//! Must not know what the chunks mean.

use std::collections::BTreeMap;
use std::thread;

use proc_macro2::TokenStream;

use crate::emit::{Chunk, File, Row, Table, Target};

/// Lines longer than this are broken where that is ours to do.
const WIDTH: usize = 100;

/// Below so many files threads cost more than they save.
const FEW: usize = 16;

/// The texts of the files by their paths.
pub fn format(files: &[File<'_>], target: &Target) -> BTreeMap<String, String> {
    let threads = thread::available_parallelism()
        .map_or(1, usize::from)
        .min(8);
    if threads == 1 || files.len() < FEW {
        return files
            .iter()
            .map(|file| (file.path.clone(), text(file, target)))
            .collect();
    }
    thread::scope(|scope| {
        let shares = (0..threads).map(|share| {
            scope.spawn(move || {
                let files = files.iter().skip(share).step_by(threads);
                files
                    .map(|file| (file.path.clone(), text(file, target)))
                    .collect::<Vec<_>>()
            })
        });
        let shares: Vec<_> = shares.collect();
        let texts = shares.into_iter().flat_map(|share| match share.join() {
            Ok(texts) => texts,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        texts.collect()
    })
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
        // Not Rust: shown as it is, so that the compiler and the tests of the output see it.
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
    let Some(rows) = rows else {
        let line = format!("runtime::{name}! {{ {head} }}\n");
        if line.len() <= WIDTH {
            return line;
        }
        return format!("runtime::{name}! {{\n    {head}\n}}\n");
    };
    if head.is_empty() {
        let rows = rows.iter().map(|row| self::row("    ", row));
        return format!("runtime::{name}! {{\n{}}}\n", rows.collect::<String>());
    }
    let docs = self::docs("    ", docs);
    let tail = if tail.is_empty() {
        String::new()
    } else {
        format!(" {tail}")
    };
    if rows.is_empty() {
        return format!("runtime::{name}! {{\n{docs}    {head} {{}}{tail}\n}}\n");
    }
    let rows: String = rows.iter().map(|row| self::row("        ", row)).collect();
    format!("runtime::{name}! {{\n{docs}    {head} {{\n{rows}    }}{tail}\n}}\n")
}

fn row(indent: &str, row: &Row) -> String {
    let docs = docs(indent, &row.docs);
    let deprecated = match row.deprecated {
        true => format!("{indent}#[deprecated]\n"),
        false => String::new(),
    };
    format!("{docs}{deprecated}{indent}{}\n", row.text)
}

fn docs(indent: &str, lines: &[String]) -> String {
    let line = |line: &String| match line.is_empty() {
        true => format!("{indent}///\n"),
        false => format!("{indent}/// {line}\n"),
    };
    lines.iter().map(line).collect()
}
