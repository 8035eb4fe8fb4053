//! Generates Rust clients from OpenAPI descriptions: text in, files out.
//!
//! ```text
//! text -load-> tree -bundle, overlay, normalize, correct-> openapi views -resolve, passes-> api::Api
//!      -lower-> rust::Api -emit-> tokens -format-> files
//! ```
//!
//! No file system, no network, no clock, no environment: the caller passes texts in and writes the
//! files.

#![cfg_attr(
    not(test),
    deny(
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::todo,
        clippy::unimplemented,
        clippy::unreachable,
        clippy::unwrap_used
    )
)]

pub mod api;
mod corrections;
pub mod diagnostics;
pub mod diff;
pub mod document;
pub mod emit;
pub mod format;
pub mod heal;
mod hidden;
mod json_text;
pub mod lock;
pub mod lower;
mod nouns;
pub mod openapi;
pub mod package;
pub mod passes;
pub mod resolve;
pub mod rust;
pub mod settings;
pub mod threads;
mod words;

use std::collections::BTreeMap;

use diagnostics::{Diagnostics, Located};
use document::{Document, Input};
use lock::Lock;
use package::Package;
use settings::{Features, Settings};

/// The kind of output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Layout {
    /// A module of the crate `generated`, named after the description.
    Module { name: String },
    /// A crate of its own.
    Crate(Package),
}

/// Everything that was made from one description.
#[derive(Debug, Default)]
pub struct Generated {
    /// Texts by their paths. Paths are relative to the folder of the module or crate and separated
    /// by `/`.
    pub files: BTreeMap<String, String>,
    pub summary: Summary,
    /// The names that were chosen, for the next run.
    pub lock: Lock,
    pub diagnostics: Diagnostics,
}

/// Figures for people.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Summary {
    pub operations: usize,
    /// Operations that could not be generated.
    pub left_out: usize,
    /// Structs, enums, unions and aliases that were written.
    pub types: usize,
    /// Places where any JSON is accepted although the description says more: JSON pointer and
    /// reason.
    pub untyped: Vec<(String, String)>,
}

/// The whole pipeline. Problems are in the diagnostics of the result. The files have everything
/// that could be generated.
pub fn generate(input: &Input<'_>, settings: &Settings, layout: &Layout) -> Generated {
    document::on_big_stack(|| {
        let mut diagnostics = Diagnostics::default();
        let Some((document, mut api)) = understand(input, settings, &mut diagnostics) else {
            return Generated {
                diagnostics,
                ..Generated::default()
            };
        };
        passes::share(&mut api, settings);
        let mut summary = Summary::of(&api);
        let (mut lowered, lock) = lower::lower(&mut diagnostics, &api, settings, layout.name());
        diagnostics.find_places(&document.tree);
        // The tree takes more memory than the files made from here on.
        drop((api, document));
        summary.types = lowered.types.iter().map(|file| file.items.len()).sum();
        if layout.has_features(&lowered, settings) {
            lower::gates::gate_by_group(&mut lowered);
        }
        settings.report_unused(&mut diagnostics);
        let target = layout.target(input);
        let files = format::format(&emit::emit(&lowered, &target), &target);
        Generated {
            files: layout.place(files, &lowered, settings),
            summary,
            lock,
            diagnostics,
        }
    })
}

/// The representations of a description, for people who look inside.
#[derive(Debug)]
pub struct Stages {
    /// The document as it is resolved.
    pub document: Document,
    /// The meaning, in which each inline schema has a type of its own.
    pub meaning: api::Api,
    /// The same, where equal inline schemas are one type.
    pub api: api::Api,
    pub rust: rust::Api,
    /// The names that were chosen.
    pub lock: Lock,
}

/// The same pipeline without its output. Nothing comes back if the text could not be read.
pub fn stages(
    input: &Input<'_>,
    settings: &Settings,
    diagnostics: &mut Diagnostics,
) -> Option<Stages> {
    document::on_big_stack(|| {
        let (document, meaning) = understand(input, settings, diagnostics)?;
        let mut api = meaning.clone();
        passes::share(&mut api, settings);
        let (rust, lock) = lower::lower(diagnostics, &api, settings, "api");
        diagnostics.find_places(&document.tree);
        Some(Stages {
            document,
            meaning,
            api,
            rust,
            lock,
        })
    })
}

/// From a text to its meaning.
fn understand(
    input: &Input<'_>,
    settings: &Settings,
    diagnostics: &mut Diagnostics,
) -> Option<(Document, api::Api)> {
    let mut document = document::load(input, diagnostics)?;
    corrections::apply(&mut document.tree, settings, diagnostics);
    let resolved = resolve::resolve(&document, settings, diagnostics);
    let api = passes::run(resolved, settings, diagnostics);
    Some((document, api))
}

impl Layout {
    fn name(&self) -> &str {
        match self {
            Self::Module { name } | Self::Crate(Package { name, .. }) => name,
        }
    }

    /// Features belong to a crate. The crate `generated` has one for each API.
    fn has_features(&self, lowered: &rust::Api, settings: &Settings) -> bool {
        matches!(self, Self::Crate(_))
            && match settings.features {
                Features::BySize => lower::gates::is_large(lowered),
                Features::Groups => true,
                Features::None => false,
            }
    }

    /// A crate of its own does not depend on the folder of its description. In a workspace the path
    /// helps people.
    fn target(&self, input: &Input<'_>) -> emit::Target {
        match self {
            Self::Module { name } => emit::Target {
                source: input.name.to_owned(),
                root: "mod.rs",
                readme: emit::README,
                path: format!("generated::{}", package::module_name(name)),
                dependency: package::member_dependency(name),
            },
            Self::Crate(package) => {
                let source = input.name.rsplit(['/', '\\']).next();
                emit::Target {
                    source: source.unwrap_or_default().to_owned(),
                    root: "lib.rs",
                    readme: "../README.md",
                    path: package.name.replace('-', "_"),
                    dependency: package.dependency(),
                }
            }
        }
    }

    /// The files of the module, at their places in this layout.
    fn place(
        &self,
        files: BTreeMap<String, String>,
        lowered: &rust::Api,
        settings: &Settings,
    ) -> BTreeMap<String, String> {
        let Self::Crate(package) = self else {
            return files;
        };
        let files = files.into_iter();
        let mut files: BTreeMap<_, _> = files
            .map(|(path, text)| match path.as_str() {
                emit::README => (path, text),
                _ => (format!("src/{path}"), text),
            })
            .collect();
        let manifest = package.manifest(
            &lowered.title,
            &lowered.version,
            &lowered.features,
            settings.date_time,
        );
        files.insert("Cargo.toml".to_owned(), manifest);
        files
    }
}

impl Summary {
    /// Types are counted when they are known.
    fn of(api: &api::Api) -> Self {
        let mut untyped = Vec::new();
        for (id, ty) in api.types.iter() {
            if let api::Kind::Untyped(reason) = &ty.kind {
                let places = api.places(id).into_iter();
                untyped.extend(places.map(|place| (place.to_owned(), reason.clone())));
            }
        }
        Self {
            operations: api.operations.len(),
            left_out: api.left_out.len(),
            types: 0,
            untyped,
        }
    }
}

impl Generated {
    /// All reports as text, each with an excerpt of the source.
    pub fn render(&self) -> String {
        self.diagnostics.render(None)
    }

    /// All reports with their places.
    pub fn located(&self) -> Vec<Located> {
        self.diagnostics.located(None)
    }
}
