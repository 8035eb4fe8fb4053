//! The code of every fixture compiles without a warning, and so do its documentation and the
//! examples of its front page.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use codegen::Layout;
use codegen::package::module_name;

use crate::fixtures::{Fixture, standalone};
use crate::kitchen_sink;

/// Lints that only the root of a crate can allow.
const ROOT: &str = "//! The code of all fixtures.\n\n\
    #![allow(confusable_idents, mixed_script_confusables, uncommon_codepoints)]\n\n\
    extern crate self as generated;\n\n";

/// One target folder for all crates, so that `runtime` is compiled once.
pub const RUNTIME_FEATURES: &str = "default-features = false, features = [\"chrono\", \"jiff\", \"mock\", \"serde\", \"webhooks\"]";

/// One crate with a module for each fixture, beside the other build output: its dependencies are
/// compiled once.
#[test]
fn every_fixture_compiles_and_documents_itself() {
    let folder = build_folder().join("fixtures");
    write_crate(&folder);
    cargo(&folder, &["clippy", "--offline", "--quiet"]);
    cargo(&folder, &["doc", "--offline", "--quiet", "--no-deps"]);
}

#[test]
fn every_feature_compiles_alone() {
    let fixtures = Fixture::all();
    let fixture = fixtures
        .iter()
        .find(|fixture| fixture.name == "features/groups")
        .unwrap();
    let runtime = workspace().join("runtime");
    let generated = fixture.generate(&standalone(runtime.to_str().unwrap()));
    let mut files: BTreeMap<_, _> = generated
        .files
        .into_iter()
        .map(|(path, text)| (PathBuf::from(path), text))
        .collect();
    let manifest = files.get_mut(Path::new("Cargo.toml")).unwrap();
    *manifest = manifest.replacen("default-features = false", RUNTIME_FEATURES, 1);
    let folder = build_folder().join("fixture-of-features");
    write(&folder, files);
    for features in ["", "pets", "default-operations", "other-types"] {
        let arguments = [
            "clippy",
            "--offline",
            "--quiet",
            "--no-default-features",
            "--features",
            features,
        ];
        cargo(&folder, &arguments);
    }
}

/// The folder `target`, wherever it is.
pub fn build_folder() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    test.ancestors().nth(3).unwrap().to_owned()
}

pub fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

fn write_crate(folder: &Path) {
    let mut root = String::from(ROOT);
    let mut files = BTreeMap::new();
    let apis = Fixture::all().into_iter().map(|fixture| {
        let name = fixture.name.clone();
        (fixture.generate(&Layout::Module { name }), fixture.name)
    });
    for (generated, name) in apis.chain([(kitchen_sink::generated(), "api".to_owned())]) {
        let name = module_name(&name);
        if generated.files.is_empty() {
            continue;
        }
        writeln!(root, "pub mod {name};").unwrap();
        root.push_str(&examples(&name, &generated.files["README.md"]));
        for (path, text) in generated.files {
            files.insert(PathBuf::from("src").join(&name).join(path), text);
        }
    }
    files.insert("src/lib.rs".into(), root);
    files.insert("Cargo.toml".into(), manifest());
    write(folder, files);
}

/// The examples of a front page, each in a module. They are those of a crate of this name.
fn examples(name: &str, readme: &str) -> String {
    let blocks = readme.split("```rust,no_run\n").skip(1);
    let codes = blocks.map(|block| block.split("```").next().unwrap());
    let modules = codes.enumerate().map(|(number, code)| {
        format!("#[allow(dead_code)]\nmod {name}_example_{number} {{\n{code}}}\n")
    });
    modules.collect()
}

pub fn write(folder: &Path, mut files: BTreeMap<PathBuf, String>) {
    let lock = fs::read_to_string(workspace().join("Cargo.lock")).unwrap();
    files.insert("Cargo.lock".into(), lock);
    remove_others(&folder.join("src"), folder, &files);
    for (path, text) in files {
        let path = folder.join(path);
        if fs::read_to_string(&path).is_ok_and(|old| old == text) {
            continue;
        }
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

fn remove_others(folder: &Path, root: &Path, files: &BTreeMap<PathBuf, String>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            remove_others(&path, root, files);
        } else if !files.contains_key(path.strip_prefix(root).unwrap()) {
            fs::remove_file(path).unwrap();
        }
    }
}

fn manifest() -> String {
    let runtime = workspace().join("runtime");
    format!(
        "[package]\nname = \"generated\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         runtime = {{ path = {runtime:?}, {RUNTIME_FEATURES} }}\n\n\
         [workspace]\n"
    )
}

pub fn cargo(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new(env!("CARGO"));
    command
        .args(arguments)
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", build_folder().join("fixtures-target"))
        .env("RUSTDOCFLAGS", "--deny warnings");
    if arguments.first() == Some(&"clippy") {
        command.args(["--", "--deny", "warnings"]);
    }
    let output = command.output().unwrap();
    assert!(
        output.status.success(),
        "cargo {arguments:?}:\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
