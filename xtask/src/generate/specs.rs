//! The descriptions of a workspace, with their settings.

use std::fs;
use std::path::{Path, PathBuf};

use codegen::diagnostics::Diagnostics;
use codegen::document::Files;
use codegen::settings::Settings;

use super::revision::Revision;
use crate::failure::{Failure, Result};

/// Which descriptions a command looks at.
#[derive(Debug)]
pub struct Selection {
    /// One of `specs/`, or all of them.
    pub api: Option<String>,
    /// Any other description.
    pub spec: Option<PathBuf>,
    /// The folder of this workspace.
    pub workspace: PathBuf,
}

impl Selection {
    /// # Errors
    /// Unreadable files, mistakes in the settings, and an API that `specs/` does not have.
    pub fn read(&self) -> Result<Vec<Spec>> {
        match &self.spec {
            Some(file) => Ok(vec![Spec::read(file, &self.workspace)?]),
            None => named(&self.workspace, self.api.as_deref()),
        }
    }
}

/// A description with its settings and overlay.
#[derive(Debug)]
pub struct Spec {
    /// File name without extension, `smartcar-management`.
    pub name: String,
    /// The name in reports, `specs/smartcar-management.yaml`.
    pub shown: String,
    pub text: String,
    pub settings: Settings,
    /// Name and text of `<api>.overlay.yaml`, if there is one.
    pub overlays: Vec<(String, String)>,
    pub folder: Folder,
}

/// The folder of a description, for references to other files.
#[derive(Debug, Clone)]
pub enum Folder {
    Disk(PathBuf),
    /// A folder of the workspace as a revision has it.
    Revision(Revision, String),
}

impl Files for Folder {
    fn read(&self, path: &str) -> std::result::Result<String, String> {
        match self {
            Self::Disk(folder) => {
                fs::read_to_string(folder.join(path)).map_err(|cause| cause.to_string())
            }
            Self::Revision(revision, folder) => {
                let text = revision.read(&format!("{folder}/{path}"));
                text.ok_or_else(|| format!("is not in {}", revision.name))
            }
        }
    }
}

impl Spec {
    /// Reads a description and the settings and overlay beside it. Paths are shown without `base`.
    ///
    /// # Errors
    /// Unreadable files, and mistakes in the settings.
    pub fn read(path: &Path, base: &Path) -> Result<Self> {
        let text = read_text(path)?;
        let settings = path.with_extension("toml");
        let settings = if settings.exists() {
            read_settings(&settings, base)?
        } else {
            Settings::default()
        };
        let overlay = path.with_extension("overlay.yaml");
        let overlays = if overlay.exists() {
            vec![(shown(&overlay, base), read_text(&overlay)?)]
        } else {
            Vec::new()
        };
        let name = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let folder = Folder::Disk(path.parent().unwrap_or(Path::new("")).to_owned());
        Ok(Self {
            name,
            shown: shown(path, base),
            text,
            settings,
            overlays,
            folder,
        })
    }

    /// The same API with the text of another file. Settings and overlay are those of the workspace.
    ///
    /// # Errors
    /// As [`Spec::read`].
    pub fn at(&self, path: &Path, workspace: &Path) -> Result<Self> {
        let own = Self::read(&workspace.join(&self.shown), workspace)?;
        Ok(Self {
            shown: shown(path, workspace),
            text: read_text(path)?,
            folder: Folder::Disk(path.parent().unwrap_or(Path::new("")).to_owned()),
            ..own
        })
    }

    /// The same API as it was in a revision, with its settings and overlay of that time. None where
    /// the revision does not have it.
    ///
    /// # Errors
    /// Mistakes in the settings of that time.
    pub fn in_revision(&self, revision: &Revision) -> Result<Option<Self>> {
        let place = Path::new(&self.shown);
        let stem = format!("specs/{}", self.name);
        let shown = |path: &str| format!("{}:{path}", revision.name);
        let Some(text) = revision.read(&self.shown) else {
            return Ok(None);
        };
        let settings = match revision.read(&format!("{stem}.toml")) {
            Some(text) => parse_settings(place, &shown(&format!("{stem}.toml")), &text)?,
            None => Settings::default(),
        };
        let overlay = format!("{stem}.overlay.yaml");
        let overlays = revision.read(&overlay).map(|text| (shown(&overlay), text));
        Ok(Some(Self {
            name: self.name.clone(),
            shown: shown(&self.shown),
            text,
            settings,
            overlays: overlays.into_iter().collect(),
            folder: Folder::Revision(revision.clone(), "specs".to_owned()),
        }))
    }

    pub fn input(&self, allow_outside: bool) -> codegen::document::Input<'_> {
        codegen::document::Input {
            name: &self.shown,
            text: &self.text,
            files: &self.folder,
            allow_outside,
            overlays: &self.overlays,
        }
    }
}

/// Every description in the folder `specs`, ordered by name. Overlays are not descriptions.
///
/// # Errors
/// As [`Spec::read`], and names that cannot be Cargo features.
pub fn read_all(workspace: &Path) -> Result<Vec<Spec>> {
    let folder = workspace.join("specs");
    let files = fs::read_dir(&folder).map_err(|cause| Failure::at(&folder, cause))?;
    let mut paths: Vec<PathBuf> = files.flatten().map(|file| file.path()).collect();
    paths.retain(|path| is_description(path));
    paths.sort();
    let mut specs: Vec<Spec> = Vec::new();
    for path in paths {
        let spec = Spec::read(&path, workspace)?;
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if !spec.name.starts_with(|c: char| c.is_ascii_lowercase()) || !spec.name.chars().all(plain)
        {
            let message =
                "the name of a description consists of lower-case letters, digits and hyphens";
            return Err(Failure::at(&path, message));
        }
        if specs.last().is_some_and(|last| last.name == spec.name) {
            return Err(Failure::at(&path, "another description has this name"));
        }
        specs.push(spec);
    }
    Ok(specs)
}

/// All descriptions of the folder `specs`, or the one of this name.
///
/// # Errors
/// As [`read_all`], and a name that none of them has.
pub fn named(workspace: &Path, name: Option<&str>) -> Result<Vec<Spec>> {
    let mut specs = read_all(workspace)?;
    let Some(name) = name else {
        return Ok(specs);
    };
    let names: Vec<String> = specs.iter().map(|spec| spec.name.clone()).collect();
    specs.retain(|spec| spec.name == name);
    if specs.is_empty() {
        return Err(unknown(name, &names));
    }
    Ok(specs)
}

pub fn unknown(name: &str, names: &[String]) -> Failure {
    let help = match codegen::diagnostics::nearest(name, names.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("there are {}", names.join(", ")),
    };
    Failure::error(format!("no description `{name}` in specs/; {help}"))
}

fn is_description(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    let stem = path
        .file_stem()
        .and_then(|stem| stem.to_str())
        .unwrap_or_default();
    matches!(extension, Some("yaml" | "yml" | "json")) && !stem.ends_with(".overlay")
}

fn read_text(path: &Path) -> Result<String> {
    let bytes = fs::read(path).map_err(|cause| Failure::at(path, cause))?;
    String::from_utf8(bytes).map_err(|_| Failure::at(path, "is not UTF-8"))
}

fn read_settings(path: &Path, base: &Path) -> Result<Settings> {
    parse_settings(path, &shown(path, base), &read_text(path)?)
}

fn parse_settings(path: &Path, shown: &str, text: &str) -> Result<Settings> {
    let mut diagnostics = Diagnostics::default();
    let settings = Settings::parse(shown, text, &mut diagnostics);
    settings.ok_or_else(|| {
        eprint!("{}", diagnostics.render(None));
        let message = format!("{} errors, nothing written", diagnostics.errors());
        Failure::at(path, message)
    })
}

fn shown(path: &Path, base: &Path) -> String {
    path.strip_prefix(base)
        .unwrap_or(path)
        .display()
        .to_string()
}
