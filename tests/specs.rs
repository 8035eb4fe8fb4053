//! The descriptions in `specs/` and the code generated from them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use codegen::diagnostics::Diagnostics;
use codegen::document::Input;
use codegen::package::module_name;
use codegen::settings::Settings;
use codegen::{Generated, Layout, generate};

fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// Names of the descriptions, sorted.
fn names() -> Vec<String> {
    let entries = fs::read_dir(workspace().join("specs")).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let descriptions = paths.filter(|path| path.extension().is_some_and(|end| end == "yaml"));
    let mut names: Vec<String> = descriptions
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .filter(|name| !name.ends_with(".overlay"))
        .collect();
    names.sort();
    names
}

fn generate_api(name: &str) -> Generated {
    generate_from(name, |description| description)
}

/// Generates from a description in `specs/` after `change`.
fn generate_from(name: &str, change: impl Fn(String) -> String) -> Generated {
    let (file, settings_file) = (format!("specs/{name}.yaml"), format!("specs/{name}.toml"));
    let description = fs::read_to_string(workspace().join(&file)).unwrap();
    let settings = fs::read_to_string(workspace().join(&settings_file)).unwrap_or_default();
    let mut diagnostics = Diagnostics::default();
    let settings = Settings::parse(&settings_file, &settings, &mut diagnostics).unwrap();
    let layout = Layout::Module {
        name: name.to_owned(),
    };
    generate(&Input::new(&file, &change(description)), &settings, &layout)
}

fn module(name: &str) -> PathBuf {
    workspace().join("generated/src").join(module_name(name))
}

/// All files below a folder by their paths in it.
pub fn read_folder(folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            let below = read_folder(&path).into_iter();
            files.extend(below.map(|(file, text)| (format!("{name}/{file}"), text)));
        } else {
            files.insert(name, fs::read_to_string(path).unwrap());
        }
    }
    files
}

/// Writes the files where `INSTA_UPDATE=always`, as it does with snapshots.
pub fn update(folder: &Path, files: &BTreeMap<String, String>) {
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        for (path, text) in files {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }
}

/// `cargo xtask codegen` would not write or delete a file.
#[test]
fn generated_is_up_to_date() {
    for name in names() {
        let Generated { files, .. } = generate_api(&name);
        let old = read_folder(&module(&name));
        let new: Vec<&String> = files.keys().collect();
        assert_eq!(
            old.keys().collect::<Vec<_>>(),
            new,
            "run `cargo xtask codegen`"
        );
        for (path, text) in files {
            assert!(
                old[&path] == text,
                "{name}/{path} is stale: run `cargo xtask codegen`"
            );
        }
    }
}

#[test]
fn surfaces() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for name in names() {
        let surface = fs::read_to_string(module(&name).join("surface.txt")).unwrap();
        settings.bind(|| insta::assert_snapshot!(format!("surface@{name}"), surface));
    }
}

#[test]
fn reports_are_known() {
    let reports: String = names()
        .iter()
        .map(|name| generate_api(name).render())
        .collect();
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("reports", reports));
}

/// Each chapter of the book is in its summary, and its code is compiled.
#[test]
fn every_chapter_is_listed_and_compiled() {
    let read = |path: &str| fs::read_to_string(workspace().join(path)).unwrap();
    let (summary, tests) = (read("docs/book/src/SUMMARY.md"), read("tests/lib.rs"));
    for chapter in read_folder(&workspace().join("docs/book/src")).keys() {
        let is_listed = summary.contains(&format!("({chapter})"));
        let is_compiled = tests.contains(&format!("/docs/book/src/{chapter}\")"));
        assert!(
            chapter == "SUMMARY.md" || (is_listed && is_compiled),
            "{chapter} is not listed in the summary, or not compiled in tests/lib.rs"
        );
    }
}

/// A renamed property is a small difference in its type and in the surface.
#[test]
fn a_small_change_of_a_description_is_a_small_difference() {
    let old = generate_api("smartcar-management").files;
    let new = generate_from("smartcar-management", |description| {
        assert!(description.contains("powertrainType:"));
        description.replace("powertrainType:", "drive:")
    });
    let changed = new.files.iter().filter(|(path, text)| old[*path] != **text);
    let changed: Vec<(&str, usize)> = changed
        .map(|(path, text)| (path.as_str(), differing_lines(&old[path], text)))
        .collect();
    let expected = [("surface.txt", 1), ("types/vehicle_summary.rs", 1)];
    assert_eq!(changed, expected);
}

/// How many lines of the second text the first one lacks.
fn differing_lines(old: &str, new: &str) -> usize {
    let old: Vec<&str> = old.lines().collect();
    new.lines().filter(|line| !old.contains(line)).count()
}
