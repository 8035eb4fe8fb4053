//! The rules on sources made up for them, and on this workspace.

use super::source::Source;
use super::{Breach, fences, files};

fn breaches(path: &str, text: &str) -> Vec<String> {
    let source = Source::new(path.to_owned(), text.to_owned());
    let mut breaches: Vec<Breach> = Vec::new();
    fences::check(&source, &mut breaches);
    files::check(&source, &mut breaches);
    breaches.iter().map(ToString::to_string).collect()
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
        ["codegen/src/emit/types.rs:2: `emit` must not use heck"]
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
fn this_workspace_is_tidy() {
    super::run(&crate::workspace()).unwrap();
}
