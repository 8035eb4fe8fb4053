//! What is to be written and deleted, compared with the files on disk.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use similar::TextDiff;

use crate::failure::{Failure, Result};
use crate::output::{Change, is_left_over};

/// Everything that a run will leave on disk.
#[derive(Debug, Default)]
pub struct Plan {
    files: Vec<PlannedFile>,
}

#[derive(Debug)]
struct PlannedFile {
    /// The API that it belongs to. None for files of all APIs.
    api: Option<String>,
    path: PathBuf,
    /// The present content. None when there is no such file.
    old: Option<String>,
    /// The new content. None when the file is to be removed.
    new: Option<String>,
}

/// Files of one API.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    pub written: usize,
    pub unchanged: usize,
    pub deleted: usize,
}

impl Plan {
    /// A file that is to have this text.
    ///
    /// # Errors
    /// An old one that cannot be read.
    pub fn add(&mut self, api: Option<&str>, path: PathBuf, text: String) -> Result<()> {
        let old = read(&path)?;
        self.files.push(PlannedFile {
            api: api.map(str::to_owned),
            path,
            old,
            new: Some(text),
        });
        Ok(())
    }

    /// A folder that is to contain these files, by their paths in it, and no other generated ones.
    ///
    /// # Errors
    /// Old files that cannot be read.
    pub fn add_folder(
        &mut self,
        api: &str,
        folder: &Path,
        files: BTreeMap<String, String>,
    ) -> Result<()> {
        for path in files_below(folder)? {
            let name = path.strip_prefix(folder).unwrap_or(&path);
            let name = name
                .components()
                .map(|part| part.as_os_str().to_string_lossy());
            let name = name.collect::<Vec<_>>().join("/");
            if !files.contains_key(&name)
                && let Some(old) = read(&path)?.filter(|old| is_ours(&name, old))
            {
                self.files.push(PlannedFile {
                    api: Some(api.to_owned()),
                    path,
                    old: Some(old),
                    new: None,
                });
            }
        }
        for (name, text) in files {
            self.add(Some(api), folder.join(name), text)?;
        }
        Ok(())
    }

    pub fn counts(&self, api: &str) -> Counts {
        let mut counts = Counts::default();
        for file in self
            .files
            .iter()
            .filter(|file| file.api.as_deref() == Some(api))
        {
            match (&file.old, &file.new) {
                (_, None) => counts.deleted += 1,
                (old, new) if old == new => counts.unchanged += 1,
                (_, Some(_)) => counts.written += 1,
            }
        }
        counts
    }

    /// What has to be done.
    pub fn changes(&self) -> Vec<Change<'_>> {
        let stale = self.files.iter().filter(|file| file.old != file.new);
        stale
            .map(|file| Change {
                path: &file.path,
                text: file.new.as_deref(),
            })
            .collect()
    }

    /// A unified diff from the present content to the new one. Paths are shown without `base`.
    pub fn diff(&self, base: &Path) -> String {
        let mut diff = String::new();
        for file in self.files.iter().filter(|file| file.old != file.new) {
            let path = file
                .path
                .strip_prefix(base)
                .unwrap_or(&file.path)
                .display()
                .to_string();
            let side = |text: &Option<String>, letter: &str| match text {
                Some(_) => format!("{letter}/{path}"),
                None => "/dev/null".to_owned(),
            };
            let (old, new) = (side(&file.old, "a"), side(&file.new, "b"));
            let [before, after] = [&file.old, &file.new].map(|text| text.as_deref().unwrap_or(""));
            let changes = TextDiff::from_lines(before, after);
            let changes = changes.unified_diff().header(&old, &new).to_string();
            // Writing to a string cannot fail.
            let _ = writeln!(diff, "{}", changes.trim_end());
        }
        diff
    }
}

/// Whether a file that is not generated any more was generated once.
fn is_ours(name: &str, text: &str) -> bool {
    let header = text.lines().next().unwrap_or_default();
    header.contains(codegen::package::MARK) || name == "surface.txt" || is_left_over(name)
}

fn read(path: &Path) -> Result<Option<String>> {
    match fs::read(path) {
        // A file that is not text was not written by us, and differs from everything that is.
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(cause) if matches!(cause.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            Ok(None)
        }
        Err(cause) => Err(Failure::at(path, cause)),
    }
}

/// All files of a folder and its subfolders, sorted. None when there is no such folder.
fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(cause) if cause.kind() == ErrorKind::NotFound => return Ok(files),
        Err(cause) => return Err(Failure::at(folder, cause)),
    };
    for entry in entries.flatten() {
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => files.extend(files_below(&entry.path())?),
            Ok(kind) if kind.is_file() => files.push(entry.path()),
            Ok(_) | Err(_) => {}
        }
    }
    files.sort();
    Ok(files)
}
