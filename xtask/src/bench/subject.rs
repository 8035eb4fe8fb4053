//! The crates for measuring one description, in a workspace of their own.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::derives;
use crate::corpus::workspace;
use crate::failure::{Failure, Result};

/// The crates of one description. Each is in the folder of its name.
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
/// Only the types.
pub const TABLES: &str = "tables";
/// The same types with serde's derives.
pub const DERIVES: &str = "derives";
/// The program that compares the two.
pub const THROUGHPUT: &str = "throughput";

impl Subject {
    /// Makes the other crates from the generated one, which is in `folder/whole`.
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
        let features = rename(&whole.join("Cargo.toml"))?;
        let types = whole.join("src/types");
        let lines = Lines {
            whole: workspace::lines(&whole.join("src"))?,
            types: workspace::lines(&types)?,
        };
        let runtime = root.join("runtime");
        let runtime = format!(
            "runtime = {{ path = {:?} }}\n{features}",
            runtime.display().to_string()
        );
        subject.write_crate(TABLES, &types, &runtime, |text| Ok(text.to_owned()))?;
        let stand_in = format!(
            "runtime = {{ package = \"stand-in\", path = \"../stand-in\" }}\n\
             serde = {{ version = \"1\", features = [\"derive\"] }}\nserde_json = \"1\"\n{features}"
        );
        subject.write_crate(DERIVES, &types, &stand_in, derives::derive)?;
        subject.write_stand_in()?;
        // Written again when it is needed. Cargo reads the manifests of all members before.
        let throughput = folder.join(THROUGHPUT);
        workspace::write(&throughput.join("Cargo.toml"), &manifest(THROUGHPUT, ""))?;
        workspace::write(&throughput.join("src/main.rs"), "fn main() {}\n")?;
        let members = [WHOLE, TABLES, DERIVES, "stand-in", THROUGHPUT].map(str::to_owned);
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

/// The manifest of a crate that is never published.
pub fn manifest(name: &str, dependencies: &str) -> String {
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [dependencies]\n{dependencies}"
    )
}

/// The generated crate is renamed to `whole`. Returns the features that its types are behind.
fn rename(path: &Path) -> Result<String> {
    let text = fs::read_to_string(path).map_err(|cause| Failure::at(path, cause))?;
    let renamed = text.lines().map(|line| match line.strip_prefix("name = ") {
        Some(_) => format!("name = \"{WHOLE}\"\n"),
        None => format!("{line}\n"),
    });
    workspace::write(path, &renamed.collect::<String>())?;
    let lines = text.lines().skip_while(|line| *line != "[features]");
    let features = lines.take_while(|line| *line == "[features]" || !line.starts_with('['));
    // Features of the runtime are not features of types.
    let names: Vec<_> = text.lines().filter_map(passed_on).collect();
    let own = features.filter(|line| {
        passed_on(line).is_none()
            && !names
                .iter()
                .any(|name| line.trim() == format!("\"{name}\","))
    });
    Ok(own.map(|line| format!("{line}\n")).collect())
}

/// The name of a feature, if it is not one of the runtime.
fn passed_on(line: &str) -> Option<&str> {
    let (name, features) = line.split_once(" = ")?;
    features.starts_with("[\"runtime/").then_some(name)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Subject, WHOLE, workspace};

    /// Cargo reads the root file of each, whichever it compiles.
    #[test]
    fn every_member_has_a_manifest() {
        let folder = std::env::temp_dir().join(format!("subject-{}", std::process::id()));
        let whole = folder.join(WHOLE);
        let files = [
            ("Cargo.toml", "[package]\nname = \"pets\"\n"),
            ("src/lib.rs", ""),
            ("src/types/mod.rs", ""),
        ];
        for (path, text) in files {
            workspace::write(&whole.join(path), text).expect("a file");
        }
        Subject::prepare(&folder, &folder).expect("the crates");
        let manifest = fs::read_to_string(folder.join("Cargo.toml")).expect("a manifest");
        let members = manifest
            .lines()
            .filter_map(|line| line.trim().strip_prefix('"'));
        let members: Vec<_> = members.map(|line| line.trim_end_matches("\",")).collect();
        assert_eq!(members.len(), 5);
        for member in members {
            assert!(folder.join(member).join("Cargo.toml").exists(), "{member}");
        }
        fs::remove_dir_all(&folder).expect("the folder");
    }
}
