//! What the compiler says when generated code, or a table, is used wrongly.
//!
//! `misuse/syntax` has tables that are not well-formed, `misuse/tables` has tables with names that
//! do not exist, and `misuse/uses` has code that uses correct tables (`misuse/api.rs`) in wrong
//! ways. Each line that ends with `//~` must be an error, and no other line. The messages are
//! compared with snapshots if the compiler is the one they were made with, because each release
//! changes some of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::compilation::{RUNTIME_FEATURES, build_folder, workspace, write};

/// The compiler of the snapshots.
const COMPILER: &str = "rustc 1.95.";

const MARK: &str = "//~";

#[test]
fn misuse_is_an_error_at_its_line() {
    let folder = build_folder().join("misuse");
    let sources = sources();
    write(&folder, files(&sources));
    let found = check(&folder);
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let mut wrong = Vec::new();
    let words = version().starts_with(COMPILER);
    for (path, text) in &sources {
        let errors = found.get(path).cloned().unwrap_or_default();
        let lines: BTreeSet<usize> = errors.keys().copied().collect();
        if words {
            let errors: String = errors.into_values().flatten().collect();
            let name = format!("misuse@{}", path.replace('/', "__"));
            settings.bind(|| insta::assert_snapshot!(name, errors));
        }
        if lines != marked(text) {
            wrong.push((path, lines, marked(text)));
        }
    }
    assert!(
        wrong.is_empty(),
        "lines with errors, and those marked: {wrong:#?}"
    );
}

/// The cases by their paths in `src`.
fn sources() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("misuse");
    let mut sources = BTreeMap::new();
    for room in ["syntax", "tables", "uses"] {
        for entry in fs::read_dir(root.join(room)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_str().unwrap();
            let text = fs::read_to_string(&path).unwrap();
            sources.insert(format!("{room}/{name}"), text);
        }
    }
    sources
}

/// A package with one program for each room. After a syntax error the compiler does not check names
/// and types.
fn files(sources: &BTreeMap<String, String>) -> BTreeMap<PathBuf, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("misuse");
    let mut mains = BTreeMap::from([
        ("syntax", String::new()),
        ("tables", String::new()),
        (
            "uses",
            format!("#[path = {:?}]\nmod api;\n", root.join("api.rs")),
        ),
    ]);
    let mut files = BTreeMap::new();
    for (path, text) in sources {
        let (room, name) = path.split_once('/').unwrap();
        writeln!(
            mains.get_mut(room).unwrap(),
            "#[path = \"{path}.rs\"]\nmod {name};"
        )
        .unwrap();
        files.insert(format!("src/{path}.rs").into(), text.clone());
    }
    let mut manifest = format!(
        "[package]\nname = \"misuse\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         runtime = {{ path = {:?}, {RUNTIME_FEATURES} }}\n\n[workspace]\n",
        workspace().join("runtime"),
    );
    for (room, main) in mains {
        writeln!(
            manifest,
            "\n[[bin]]\nname = {room:?}\npath = \"src/{room}.rs\""
        )
        .unwrap();
        files.insert(
            format!("src/{room}.rs").into(),
            format!("{main}\nfn main() {{}}\n"),
        );
    }
    files.insert("Cargo.toml".into(), manifest);
    files
}

fn marked(text: &str) -> BTreeSet<usize> {
    let lines = (1..).zip(text.lines());
    lines
        .filter(|(_, line)| line.ends_with(MARK))
        .map(|(number, _)| number)
        .collect()
}

fn version() -> String {
    let output = Command::new("rustc").arg("--version").output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// The errors by case and line.
fn check(folder: &Path) -> BTreeMap<String, BTreeMap<usize, Vec<String>>> {
    let output = Command::new(env!("CARGO"))
        .args([
            "check",
            "--offline",
            "--quiet",
            "--keep-going",
            "--message-format=json",
        ])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", build_folder().join("fixtures-target"))
        .output()
        .unwrap();
    let mut found: BTreeMap<_, BTreeMap<_, Vec<_>>> = BTreeMap::new();
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        let message: Value = serde_json::from_str(line).unwrap();
        let message = &message["message"];
        if message["level"] != "error" || message["spans"][0].is_null() {
            continue;
        }
        let spans = message["spans"].as_array().unwrap();
        let primary = spans
            .iter()
            .find(|span| span["is_primary"] == true)
            .unwrap();
        let (file, line) = place(primary);
        let said = found.entry(file).or_default().entry(line).or_default();
        let words = worded(message);
        // A first check and a repeated one differ in how often they report a name of a table.
        if !said.contains(&words) {
            said.push(words);
        }
    }
    assert!(
        !found.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    found
}

/// Case and line of the user's code, through all macros.
fn place(span: &Value) -> (String, usize) {
    let outer = &span["expansion"]["span"];
    if !outer.is_null() && !is_case(span) {
        return place(outer);
    }
    let file = span["file_name"].as_str().unwrap();
    let case = file.trim_start_matches("src/").trim_end_matches(".rs");
    (case.to_owned(), number(&span["line_start"]))
}

fn is_case(span: &Value) -> bool {
    span["file_name"].as_str().unwrap().starts_with("src/")
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}

/// The error without line numbers of files that are not the user's.
fn worded(message: &Value) -> String {
    let mut text = match message["code"]["code"].as_str() {
        Some(code) => format!("error[{code}]: "),
        None => "error: ".to_owned(),
    };
    text += message["message"].as_str().unwrap();
    text += "\n";
    for span in message["spans"].as_array().unwrap() {
        text += &labelled(span);
    }
    for child in message["children"].as_array().unwrap() {
        let (level, said) = (&child["level"], child["message"].as_str().unwrap());
        // Which types of other crates implement a trait depends on their versions.
        let said = match said.split_once(":\n") {
            Some((first, _)) if said.contains("other types implement") => first,
            _ => said,
        };
        writeln!(text, "    {}: {said}", level.as_str().unwrap()).unwrap();
        for span in child["spans"].as_array().unwrap() {
            if let Some(replacement) = span["suggested_replacement"].as_str() {
                writeln!(text, "        write: {replacement:?}").unwrap();
            }
        }
    }
    text + "\n"
}

/// The underlined code, and the message about it.
fn labelled(span: &Value) -> String {
    let label = span["label"].as_str().unwrap_or_default();
    if !is_case(span) {
        let (file, line) = place(span);
        let root = format!("{}/", workspace().display());
        let file = file.strip_prefix(&root).unwrap_or(&file);
        return format!("    {line} of {file}, through a macro: {label}\n");
    }
    let line = &span["text"][0];
    // A span from the case into a macro underlines nothing.
    let Some(text) = line["text"].as_str() else {
        return String::new();
    };
    let text: Vec<char> = text.chars().collect();
    let (start, end) = (
        number(&line["highlight_start"]),
        number(&line["highlight_end"]),
    );
    let code: String = text[start - 1..end - 1].iter().collect();
    format!("    {}: `{code}` {label}\n", number(&span["line_start"]))
}
