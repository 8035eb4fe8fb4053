//! Reports on updates of descriptions: both versions in one file, separated by `---`, and the text of
//! the report as a snapshot.

use std::fs;

use codegen::diagnostics::Diagnostics;
use codegen::diff::{self, Report, Version, render};
use codegen::document::Input;
use codegen::settings::Settings;

/// The report on a file with two versions.
fn report(text: &str, accepted: &[String]) -> Report {
    let (old, new) = text.split_once("\n---\n").expect("two versions");
    let (mut old_problems, mut new_problems) = (Diagnostics::default(), Diagnostics::default());
    let read = |name, text, problems: &mut Diagnostics| {
        codegen::stages(&Input::new(name, text), &Settings::default(), problems).unwrap()
    };
    let old = read("old.yaml", old, &mut old_problems);
    let new = read("new.yaml", new, &mut new_problems);
    let old = Version {
        stages: &old,
        sources: &old_problems.sources,
    };
    let new = Version {
        stages: &new,
        sources: &new_problems.sources,
    };
    diff::compare(old, new, accepted)
}

#[test]
fn reports() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        insta::glob!("updates", "*.yaml", |path| {
            let text = fs::read_to_string(path).unwrap();
            insta::assert_snapshot!("update", render::text(&report(&text, &[])));
        });
    });
}

/// The same report in every format, and a change that has been looked at.
#[test]
fn formats() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/updates/ten_changes.yaml");
    let text = fs::read_to_string(path).unwrap();
    let all = report(&text, &[]);
    let first = all.changes.first().unwrap().fingerprint.clone();
    let accepted = report(&text, &[first, "gone-00000000".to_owned()]);
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| {
        insta::assert_snapshot!("update_markdown", render::markdown(&accepted));
        insta::assert_snapshot!("update_html", render::html(&all));
        insta::assert_snapshot!("update_json", format!("{:#}", render::json(&all)));
    });
}

#[test]
fn nothing_changes_between_equal_versions() {
    for path in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/updates")).unwrap() {
        let text = fs::read_to_string(path.unwrap().path()).unwrap();
        let (old, _) = text.split_once("\n---\n").unwrap();
        let same = report(&format!("{old}\n---\n{old}"), &[]);
        assert_eq!(same.changes, [], "{text}");
    }
}
