//! The rules, applied to made-up sources and to this workspace.

use super::source::Source;
use super::{Breach, circles, documents, fences, files, functions, rooms};

const TABLE: &str = "\
| folder | does | may use |
|---|---|---|
| `codegen/src/api/` | data | |
| `codegen/src/emit/` | tokens | `rust`, quote |
| `codegen/src/lower/` | decides | `api` |
| `codegen/src/rust/` | data | |
| `runtime/src/lib/` | runs | |
";

fn breaches(path: &str, text: &str) -> Vec<String> {
    let source = Source::new(path.to_owned(), text.to_owned());
    let rooms = rooms::read(TABLE);
    let mut breaches: Vec<Breach> = Vec::new();
    fences::check(&source, &rooms, &mut fences::Named::new(), &mut breaches);
    files::check(&source, &mut breaches);
    functions::check_lengths(&source, &mut breaches);
    breaches.iter().map(ToString::to_string).collect()
}

/// What is wrong with several files of `codegen` together.
fn together(files: &[(&str, &str)]) -> Vec<String> {
    let sources = files.iter().map(|(path, text)| {
        let path = format!("codegen/src/{path}");
        Source::new(path, (*text).to_owned())
    });
    let sources: Vec<_> = sources.collect();
    let mut breaches: Vec<Breach> = Vec::new();
    circles::check_imports(&sources, &mut breaches);
    functions::check_methods(&sources, &mut breaches);
    breaches.into_iter().map(|breach| breach.message).collect()
}

#[test]
fn a_room_that_looks_over_its_fence_is_seen() {
    let emit = |text: &str| {
        breaches(
            "codegen/src/emit/types.rs",
            &format!("//! Types.\n{text}\n"),
        )
    };
    let api = ["codegen/src/emit/types.rs:2: `emit` must not know `api`"];
    assert_eq!(emit("use crate::api::Field;"), api);
    assert_eq!(emit("use crate::{rust::{Field, api}, api};"), api);
    assert_eq!(emit("use super::super::api::Field;"), api);
    assert_eq!(emit("fn f(x: crate::api::Field) {}"), api);
    assert_eq!(
        emit("use heck::ToSnakeCase;"),
        ["codegen/src/emit/types.rs:2: `emit` must not know `heck`"]
    );
    assert_eq!(
        emit("use crate::rust::api;\nuse super::api;\nuse quote::quote;"),
        [""; 0]
    );
}

#[test]
fn comments_strings_and_tests_are_no_code() {
    let text = "//! Types.\n// crate::api::X\n/* crate::api::X\n*/ const A: &str = \"crate::api::X\";\n\
                const B: &str = r#\"crate::\"api::X\"#; fn f<'a>(c: char) -> bool { c == '\"' }\n\
                #[cfg(test)]\nmod tests { use crate::api::X; }\n";
    assert_eq!(breaches("codegen/src/emit/types.rs", text), [""; 0]);
}

#[test]
fn codegen_has_no_file_system_and_no_order_by_chance() {
    let text = "//! Reads.\nuse std::collections::HashMap;\nfn f() { std::fs::read(\"\"); }\n";
    assert_eq!(breaches("codegen/src/lower/mod.rs", text).len(), 2);
}

#[test]
fn every_file_says_what_it_is_for_and_is_short() {
    let long = "//! Long.\n".to_owned() + &"// line\n".repeat(400);
    assert_eq!(breaches("runtime/src/lib.rs", &long).len(), 1);
    assert_eq!(breaches("runtime/src/lib.rs", "fn f() {}\n").len(), 1);
}

#[test]
fn the_table_says_no_more_than_the_code() {
    let rooms = rooms::read(TABLE);
    let text = "//! Types.\nuse crate::rust::Type;\n".to_owned();
    let source = Source::new("codegen/src/emit/types.rs".to_owned(), text);
    let (mut named, mut breaches) = (fences::Named::new(), Vec::new());
    fences::check(&source, &rooms, &mut named, &mut breaches);
    fences::check_table(&rooms[1..2], &named, &mut breaches);
    let breaches: Vec<_> = breaches.iter().map(ToString::to_string).collect();
    assert_eq!(
        breaches,
        ["ARCHITECTURE.md:4: `codegen/src/emit` does not use `quote`"]
    );
}

#[test]
fn a_file_without_a_room_is_seen() {
    let found = breaches("codegen/src/attic.rs", "//! Old.\n");
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn what_follows_an_item_of_tests_is_code() {
    let text = "//! Types.\n#[cfg(test)]\nmod tests;\nuse crate::api::X;\n";
    assert_eq!(breaches("codegen/src/emit/types.rs", text).len(), 1);
}

#[test]
fn a_function_is_one_screen() {
    let body = "    let _ = 1;\n".repeat(48);
    let function = |more: &str| format!("//! Long.\nfn f(\n) {{\n{body}{more}}}\n");
    let path = "codegen/src/emit/types.rs";
    assert_eq!(breaches(path, &function("")).len(), 1);
    assert_eq!(
        breaches(path, &function("").replacen("    let _ = 1;\n", "", 1)),
        [""; 0]
    );
    let method = "fn g() {\n    let _ = 1;\n}\n".repeat(20);
    let pointer = format!("//! A type.\nstruct S {{\n    f: fn(u8) -> u8,\n}}\n{method}");
    assert_eq!(breaches(path, &pointer), [""; 0]);
}

#[test]
fn rooms_that_import_each_other_are_a_circle() {
    let found = together(&[
        ("api/mod.rs", "use crate::rust::B;\npub struct A;\n"),
        ("rust/mod.rs", "mod inner;\npub use inner::B;\n"),
        ("rust/inner.rs", "use crate::api;\npub struct B(api::A);\n"),
    ]);
    assert_eq!(
        found,
        ["in a circle of imports: rooms import each other: codegen/src/api, codegen/src/rust"]
    );
}

#[test]
fn a_name_counts_for_the_file_that_defines_it() {
    let found = together(&[
        ("api/mod.rs", "mod a;\nmod b;\npub use {a::A, b::B};\n"),
        ("api/a.rs", "pub struct A;\n"),
        ("api/b.rs", "use super::A;\npub struct B(A);\n"),
        ("rust/mod.rs", "use crate::api::{A, B as C};\n"),
    ]);
    assert_eq!(found, [""; 0]);
}

#[test]
fn six_files_in_a_circle_are_too_many() {
    let names = ["a", "b", "c", "d", "e", "f"];
    let texts: Vec<_> = (0..6)
        .map(|at| format!("use super::{}::X;\npub struct X;\n", names[(at + 1) % 6]))
        .collect();
    let paths: Vec<_> = names.iter().map(|name| format!("api/{name}.rs")).collect();
    let files = paths.iter().zip(&texts);
    let files: Vec<_> = files
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    let mut with_root = vec![("api/mod.rs", "mod a;\n")];
    with_root.extend(files);
    assert_eq!(together(&with_root).len(), 1);
}

#[test]
fn methods_of_a_type_are_in_few_files() {
    let paths: Vec<_> = (0..6).map(|at| format!("api/{at}.rs")).collect();
    let files: Vec<_> = paths
        .iter()
        .map(|path| (path.as_str(), "impl<'a> X<'a> {}\n"))
        .collect();
    assert_eq!(together(&files).len(), 1);
    assert_eq!(together(&files[1..]), [""; 0]);
    let traits: Vec<_> = paths
        .iter()
        .map(|path| (path.as_str(), "impl Clone for X {}\n"))
        .collect();
    assert_eq!(together(&traits), [""; 0]);
}

#[test]
fn this_workspace_is_tidy() {
    super::run(&crate::workspace()).unwrap();
}

#[test]
fn a_document_that_names_no_file_is_seen() {
    let text = "`xtask/src/main.rs` and `xtask/src/gone.rs`\n`cargo xtask tidy`, `specs/<api>.toml`\n\
                [1](docs/gone.md), [2](README.md#top), [3](https://example.com/a)\n";
    let mut breaches = Vec::new();
    documents::check(&crate::workspace(), "A.md", text, &mut breaches);
    let breaches: Vec<_> = breaches.iter().map(ToString::to_string).collect();
    let gone = ["A.md:1: `xtask/src/gone.rs`", "A.md:3: `docs/gone.md`"];
    assert_eq!(
        breaches,
        gone.map(|place| format!("{place} does not exist"))
    );
}
