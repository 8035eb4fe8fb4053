//! Generates Rust clients from OpenAPI descriptions: text in, files out.
//!
//! ```text
//! text -load-> tree -bundle, overlay, normalize-> openapi views -resolve, passes-> api::Api
//!      -lower-> rust::Api -emit-> tokens -format-> files
//! ```
//!
//! No file system, no network, no clock, no environment: the caller hands over texts and writes
//! the files.

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
pub mod diagnostics;
pub mod document;
pub mod emit;
pub mod format;
mod hidden;
pub mod lower;
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
use package::Package;
use settings::{Features, Settings};

/// What the files are to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Layout {
    /// A module of the crate `generated`, by the name of the description.
    Module { name: String },
    /// A crate of its own.
    Crate(Package),
}

/// Everything that was made of one description.
#[derive(Debug, Default)]
pub struct Generated {
    /// Texts by their paths, which are relative and separated by `/`: in the folder of the module,
    /// or in that of the crate.
    pub files: BTreeMap<String, String>,
    pub summary: Summary,
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
    /// Places where any JSON is taken although the document says more: JSON pointer and reason.
    pub untyped: Vec<(String, String)>,
}

/// The whole pipeline. What is wrong is in the diagnostics of what comes back; the files are those
/// of the rest.
pub fn generate(input: &Input<'_>, settings: &Settings, layout: &Layout) -> Generated {
    document::on_big_stack(|| {
        let mut diagnostics = Diagnostics::default();
        let Some((document, api)) = understand(input, settings, &mut diagnostics) else {
            return Generated {
                diagnostics,
                ..Generated::default()
            };
        };
        let mut summary = Summary::of(&api);
        let mut lowered = lower::lower(&mut diagnostics, &api, settings, layout.name());
        diagnostics.find_places(&document.tree);
        // Larger than the files that are made from here on.
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
            diagnostics,
        }
    })
}

/// What a description is on its way, for people who look inside.
#[derive(Debug)]
pub struct Stages {
    /// The document as it is resolved.
    pub document: Document,
    pub api: api::Api,
    pub rust: rust::Api,
}

/// The same pipeline up to what would be written; nothing comes back where nothing could be read.
pub fn stages(
    input: &Input<'_>,
    settings: &Settings,
    diagnostics: &mut Diagnostics,
) -> Option<Stages> {
    document::on_big_stack(|| {
        let (document, api) = understand(input, settings, diagnostics)?;
        let rust = lower::lower(diagnostics, &api, settings, "api");
        diagnostics.find_places(&document.tree);
        Some(Stages {
            document,
            api,
            rust,
        })
    })
}

/// From a text to what it means.
fn understand(
    input: &Input<'_>,
    settings: &Settings,
    diagnostics: &mut Diagnostics,
) -> Option<(Document, api::Api)> {
    let document = document::load(input, diagnostics)?;
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

    /// Features are a crate's; the crate `generated` has one for each API.
    fn has_features(&self, lowered: &rust::Api, settings: &Settings) -> bool {
        matches!(self, Self::Crate(_))
            && match settings.features {
                Features::BySize => lower::gates::is_large(lowered),
                Features::Groups => true,
                Features::None => false,
            }
    }

    /// A crate of its own stays the same wherever its description lies; in a workspace the place
    /// helps.
    fn target(&self, input: &Input<'_>) -> emit::Target {
        let (root, source) = match self {
            Self::Module { .. } => ("mod.rs", input.name),
            Self::Crate(_) => (
                "lib.rs",
                input.name.rsplit(['/', '\\']).next().unwrap_or_default(),
            ),
        };
        emit::Target {
            source: source.to_owned(),
            root,
        }
    }

    /// The files of the module where this layout has them.
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
            .map(|(path, text)| (format!("src/{path}"), text))
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
    /// The types are counted when they are there.
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
    /// All reports as text, each with an excerpt of its place.
    pub fn render(&self) -> String {
        self.diagnostics.render(None)
    }

    /// All reports with their places.
    pub fn located(&self) -> Vec<Located> {
        self.diagnostics.located(None)
    }
}
