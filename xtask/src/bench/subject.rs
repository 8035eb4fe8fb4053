//! The crates that one description is measured with, in a workspace of their own.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::derives;
use crate::corpus::workspace;
use crate::failure::{Failure, Result};

/// The crates of one description; each stands in the folder of its name.
#[derive(Debug)]
pub struct Subject {
    pub folder: PathBuf,
    pub lines: Lines,
}

/// Lines of Rust.
#[derive(Debug, Default, Clone, Copy)]
pub struct Lines {
    pub whole: usize,
    pub types: usize,
}

/// Everything that is generated.
pub const WHOLE: &str = "whole";
/// The types alone.
pub const TABLES: &str = "tables";
/// The same types with serde's derives.
pub const DERIVES: &str = "derives";

impl Subject {
    /// Makes the others of the generated crate, which stands in `folder/whole`.
    ///
    /// # Errors
    /// Files that cannot be read or written.
    pub fn prepare(folder: &Path, root: &Path) -> Result<Self> {
        let subject = Self {
            folder: folder.to_owned(),
            lines: Lines::default(),
        };
        let whole = folder.join(WHOLE);
        workspace::adopt(&whole)?;
        rename(&whole.join("Cargo.toml"))?;
        let types = whole.join("src/types");
        let lines = Lines {
            whole: workspace::lines(&whole.join("src"))?,
            types: workspace::lines(&types)?,
        };
        let runtime = root.join("runtime");
        let runtime = format!(
            "runtime = {{ path = {:?} }}\n",
            runtime.display().to_string()
        );
        subject.write_crate(TABLES, &types, &runtime, |text| Ok(text.to_owned()))?;
        let stand_in = "runtime = { package = \"stand-in\", path = \"../stand-in\" }\n\
                        serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n";
        subject.write_crate(DERIVES, &types, stand_in, derives::derive)?;
        subject.write_stand_in()?;
        let members = [WHOLE, TABLES, DERIVES, "stand-in", "throughput"].map(str::to_owned);
        fs::create_dir_all(folder.join("throughput/src"))
            .map_err(|cause| Failure::at(folder, cause))?;
        workspace::write_manifest(folder, &BTreeSet::from(members), "")?;
        Ok(Self { lines, ..subject })
    }

    fn write_crate(
        &self,
        name: &str,
        types: &Path,
        dependencies: &str,
        each: impl Fn(&str) -> syn::Result<String>,
    ) -> Result<()> {
        let folder = self.folder.join(name);
        workspace::write(&folder.join("Cargo.toml"), &manifest(name, dependencies))?;
        workspace::write(&folder.join("src/lib.rs"), "pub mod types;\n")?;
        for entry in fs::read_dir(types).map_err(|cause| Failure::at(types, cause))? {
            let path = entry.map_err(|cause| Failure::at(types, cause))?.path();
            let text = fs::read_to_string(&path).map_err(|cause| Failure::at(&path, cause))?;
            let text = each(&text).map_err(|cause| Failure::at(&path, cause))?;
            let file = path.file_name().unwrap_or_default();
            workspace::write(&folder.join("src/types").join(file), &text)?;
        }
        Ok(())
    }

    fn write_stand_in(&self) -> Result<()> {
        let folder = self.folder.join("stand-in");
        let dependencies = "chrono = { version = \"0.4\", default-features = false, features = [\"serde\"] }\n\
                            indexmap = { version = \"2\", features = [\"serde\"] }\nserde_json = \"1\"\n\
                            uuid = { version = \"1\", features = [\"serde\"] }\n";
        workspace::write(
            &folder.join("Cargo.toml"),
            &manifest("stand-in", dependencies),
        )?;
        workspace::write(&folder.join("src/lib.rs"), &derives::support())
    }
}

/// A manifest of a crate that nobody publishes.
pub fn manifest(name: &str, dependencies: &str) -> String {
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [dependencies]\n{dependencies}"
    )
}

/// The generated crate is called `whole`, whatever it was called.
fn rename(path: &Path) -> Result<()> {
    let text = fs::read_to_string(path).map_err(|cause| Failure::at(path, cause))?;
    let renamed = text.lines().map(|line| match line.strip_prefix("name = ") {
        Some(_) => format!("name = \"{WHOLE}\"\n"),
        None => format!("{line}\n"),
    });
    workspace::write(path, &renamed.collect::<String>())
}
