//! The output for the descriptions in `fixtures/`, with one snapshot for each.
//!
//! A fixture states its rule in its first line. It may have settings beside it, under the same name
//! with the extension `toml`. Fixtures below `errors/` show the reports, those below `passes/` the
//! API, the others the generated code, too.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use codegen::diagnostics::Diagnostics;
use codegen::document::Input;
use codegen::lock::Lock;
use codegen::package::{Package, Runtime};
use codegen::settings::Settings;
use codegen::{Generated, Layout, Stages, api, generate, stages};

const LINE: &str =
    "────────────────────────────────────────────────────────────────────────────────";

/// A description of `fixtures/` with its settings.
pub struct Fixture {
    /// `enums/strings`.
    pub name: String,
    pub description: String,
    settings: Option<String>,
}

impl Fixture {
    fn read(path: &Path) -> Self {
        let name = path
            .strip_prefix(folder().canonicalize().unwrap())
            .unwrap()
            .with_extension("");
        Self {
            name: name.to_str().unwrap().replace('\\', "/"),
            description: fs::read_to_string(path).unwrap(),
            settings: fs::read_to_string(path.with_extension("toml")).ok(),
        }
    }

    /// All of them, sorted by name.
    pub fn all() -> Vec<Self> {
        let mut paths = Vec::new();
        collect(&folder().canonicalize().unwrap(), &mut paths);
        paths.sort();
        paths.iter().map(|path| Self::read(path)).collect()
    }

    pub fn is_bad(&self) -> bool {
        self.name.starts_with("errors/")
    }

    pub fn generate(&self, layout: &Layout) -> Generated {
        let file = self.name.rsplit('/').next().unwrap();
        let (settings_file, description_file) = (format!("{file}.toml"), format!("{file}.yaml"));
        let mut diagnostics = Diagnostics::default();
        let settings = self.settings.as_deref().unwrap_or_default();
        match Settings::parse(&settings_file, settings, &mut diagnostics) {
            Some(settings) => generate(
                &Input::new(&description_file, &self.description),
                &settings,
                layout,
            ),
            None => Generated {
                diagnostics,
                ..Generated::default()
            },
        }
    }

    /// The API of the description. Its settings have no mistake.
    pub fn stages(&self, diagnostics: &mut Diagnostics) -> Option<Stages> {
        self.stages_with(Lock::default(), diagnostics)
    }

    /// The same with the names of a lock.
    pub fn stages_with(&self, lock: Lock, diagnostics: &mut Diagnostics) -> Option<Stages> {
        let settings = self.settings.as_deref().unwrap_or_default();
        let mut settings = Settings::parse("settings.toml", settings, diagnostics)?;
        settings.lock = lock;
        let file = self.name.rsplit('/').next().unwrap_or_default();
        let input = Input::new(file, &self.description);
        stages(&input, &settings, diagnostics)
    }

    /// The input without what a reader need not see.
    fn input(&self) -> String {
        let settings = self.settings.iter().map(|text| format!("{LINE}\n{text}"));
        self.description.clone() + &settings.collect::<String>()
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path
            .extension()
            .is_some_and(|extension| extension == "yaml")
        {
            paths.push(path);
        }
    }
}

pub fn layout() -> Layout {
    Layout::Module {
        name: "fixture".to_owned(),
    }
}

/// Files that only a crate of its own has.
pub fn standalone(runtime: &str) -> Layout {
    Layout::Crate(Package {
        name: "fixture".to_owned(),
        runtime: Runtime::Path(runtime.to_owned()),
        detached: true,
    })
}

/// The input, the reports, and the part of the code that is particular to this fixture.
fn show(fixture: &Fixture) -> String {
    let generated = fixture.generate(&match fixture.name.starts_with("features/") {
        true => standalone("../runtime"),
        false => layout(),
    });
    let mut text = fixture.input();
    let reports = generated.render();
    if !reports.is_empty() {
        write!(text, "{LINE}\n{}\n", reports.trim_end()).unwrap();
    }
    if fixture.name.starts_with("passes/") {
        let stages = fixture.stages(&mut Diagnostics::default()).unwrap();
        write!(text, "{LINE} api\n{}", api::show(&stages.api, None)).unwrap();
    } else if !fixture.is_bad() {
        for (path, code) in &generated.files {
            if is_telling(&fixture.name, path) {
                write!(text, "{LINE} {path}\n{}", without_header(code)).unwrap();
            }
        }
    }
    text
}

/// Without the first lines, which are the same in every file.
fn without_header(code: &str) -> &str {
    let end = code.find('\n').map_or(0, |end| end + 1);
    match code.starts_with("// Generated by") {
        true => code[end..].trim_start(),
        false => code,
    }
}

/// Whether a file is worth reading for this fixture.
fn is_telling(fixture: &str, path: &str) -> bool {
    let feature = fixture.split('/').next().unwrap_or_default();
    if feature == "features" {
        return ["Cargo.toml", "README.md", "src/client.rs", "src/lib.rs"].contains(&path)
            || path.ends_with("/mod.rs");
    }
    match path {
        "client.rs" => {
            ["docs", "hostile", "security", "servers"].contains(&feature)
                || fixture == "settings/errors"
                || fixture.starts_with("operations/group")
        }
        "README.md" => ["docs", "hostile"].contains(&feature),
        "mod.rs" => feature == "docs",
        "surface.txt" => false,
        path => !path.ends_with("/mod.rs"),
    }
}

#[test]
fn snapshots() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        insta::glob!("fixtures", "**/*.yaml", |path| {
            insta::assert_snapshot!("fixture", show(&Fixture::read(path)));
        });
    });
}

#[test]
fn every_snapshot_has_its_fixture() {
    let expected: BTreeSet<String> = Fixture::all()
        .iter()
        .map(|fixture| format!("fixture@{}.yaml.snap", fixture.name.replace('/', "__")))
        .collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots");
    let found = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name());
    let found: BTreeSet<String> = found
        .map(|name| name.into_string().unwrap())
        .filter(|name| name.starts_with("fixture@") && name.ends_with(".snap"))
        .collect();
    let strays: Vec<_> = found.symmetric_difference(&expected).collect();
    assert!(strays.is_empty(), "one without the other: {strays:?}");
}

#[test]
fn every_fixture_states_its_rule_and_is_short() {
    for fixture in Fixture::all() {
        let lines = fixture.description.lines().count();
        assert!(lines <= 40, "{} has {lines} lines", fixture.name);
        let mut beginning = fixture.description.lines().take(2);
        assert!(
            beginning.any(|line| line.contains("# ")),
            "{} states no rule",
            fixture.name
        );
    }
}

#[test]
fn every_output_parses() {
    for fixture in Fixture::all() {
        for (path, code) in fixture.generate(&layout()).files {
            if path.ends_with(".rs") {
                syn::parse_file(&code).unwrap_or_else(|error| panic!("{}: {error}", fixture.name));
            }
        }
    }
}

#[test]
fn every_bad_fixture_is_reported_and_every_good_one_is_free_of_errors() {
    let mut wrong = Vec::new();
    for fixture in Fixture::all() {
        let generated = fixture.generate(&layout());
        let (errors, warnings) = (
            generated.diagnostics.errors(),
            generated.diagnostics.warnings(),
        );
        let is_right = match fixture.is_bad() {
            true => errors + warnings > 0,
            false => errors == 0 && !generated.files.is_empty(),
        };
        if !is_right {
            wrong.push((fixture.name, errors, warnings));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_same_input_gives_the_same_output() {
    for fixture in Fixture::all() {
        let [first, second] = [(), ()].map(|()| fixture.generate(&layout()));
        assert_eq!(first.files, second.files, "{}", fixture.name);
        assert_eq!(first.render(), second.render(), "{}", fixture.name);
    }
}
