//! For each crate, a program that reads values into its types and writes them back.
//!
//! Cases go in as lines of `number, tab, JSON`. Results come out as `number, tab, "ok" or "error",
//! tab, text`. A table of functions keeps the program quick to compile: the reader of a type is not
//! compiled anywhere else.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::check::Verdicts;
use super::workspace;
use crate::failure::{Failure, Result};
use crate::workspace as root;

/// The program of one crate.
#[derive(Debug)]
pub struct Runner {
    pub package: String,
    folder: PathBuf,
    types: Vec<String>,
}

/// The result for a value.
#[derive(Debug, Clone)]
pub enum Answer {
    Written(String),
    /// Why it could not be read.
    JsonError(String),
    /// The program ended abnormally because of it.
    Crash,
}

const MAIN: &str = r#"
type Check = fn(&[u8]) -> Result<Vec<u8>, String>;

fn check<T: runtime::Wire>(text: &[u8]) -> Result<Vec<u8>, String> {
    let value = runtime::from_slice::<T>(text).map_err(|error| error.to_string())?;
    Ok(runtime::to_vec(&value))
}

fn main() {
    let thread = std::thread::Builder::new().stack_size(256 << 20).spawn(run).unwrap();
    thread.join().unwrap();
}

fn run() {
    use std::io::{BufRead, Write};
    let cases = std::io::BufReader::new(std::fs::File::open(std::env::args().nth(1).unwrap()).unwrap());
    let mut out = std::fs::File::create(std::env::args().nth(2).unwrap()).unwrap();
    for case in cases.lines() {
        let case = case.unwrap();
        let mut parts = case.splitn(3, '\t');
        let (number, ty, text) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap());
        let check = TABLE[ty.parse::<usize>().unwrap()];
        let answer = std::panic::catch_unwind(|| check(text.as_bytes()));
        let (kind, text) = match answer {
            Ok(Ok(text)) => ("ok", String::from_utf8_lossy(&text).into_owned()),
            Ok(Err(error)) => ("error", error.replace('\n', " ")),
            Err(_) => ("error", "panic".to_owned()),
        };
        writeln!(out, "{number}\t{kind}\t{text}").unwrap();
    }
}
"#;

impl Runner {
    /// Writes the program for these types of a crate; its folder is `examples/NAME` below `out`.
    ///
    /// # Errors
    /// Files that cannot be written.
    pub fn write(out: &Path, name: &str, package: &str, types: BTreeSet<String>) -> Result<Self> {
        let folder = out.join("examples").join(name);
        let runner = Self {
            package: format!("{package}-examples"),
            folder,
            types: types.into_iter().collect(),
        };
        runner.write_manifest(&out.join("crates").join(name), package)?;
        runner.write_source()?;
        Ok(runner)
    }

    fn write_manifest(&self, subject: &Path, package: &str) -> Result<()> {
        let text = format!(
            "[package]\nname = \"{}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
             subject = {{ package = \"{package}\", path = {:?} }}\nruntime = {{ path = {:?} }}\n",
            self.package,
            subject.display().to_string(),
            root().join("runtime").display().to_string(),
        );
        workspace::write(&self.folder.join("Cargo.toml"), &text)
    }

    fn write_source(&self) -> Result<()> {
        let mut table = String::from("const TABLE: &[Check] = &[\n");
        for ty in &self.types {
            // Writing to a string cannot fail.
            let _ = writeln!(table, "    check::<{ty}>,");
        }
        let text = format!("{table}];\n{MAIN}");
        workspace::write(&self.folder.join("src/main.rs"), &text)
    }

    /// The folder in the names of the workspace.
    pub fn member(&self) -> String {
        let name = self.folder.file_name().unwrap_or_default();
        format!("examples/{}", name.to_string_lossy())
    }

    /// Leaves out the types that the compiler rejects. Returns whether there were any.
    ///
    /// # Errors
    /// Files that cannot be written.
    pub fn drop_refused(&mut self, verdicts: &Verdicts) -> Result<Vec<String>> {
        let Some(verdict) = verdicts
            .get(&self.package)
            .filter(|verdict| verdict.errors > 0)
        else {
            return Ok(Vec::new());
        };
        // The table begins on the second line.
        let refused: BTreeSet<usize> = verdict
            .error_lines
            .iter()
            .map(|line| line.wrapping_sub(2))
            .collect();
        let mut dropped = Vec::new();
        let mut kept = Vec::new();
        for (index, ty) in std::mem::take(&mut self.types).into_iter().enumerate() {
            if refused.contains(&index) {
                &mut dropped
            } else {
                &mut kept
            }
            .push(ty);
        }
        self.types = kept;
        self.write_source()?;
        Ok(dropped)
    }

    /// Runs the program on values of types. The results come in the order of the values.
    ///
    /// # Errors
    /// Files that cannot be written, and a program that is not there.
    pub fn run(&self, out: &Path, cases: &[(String, String)]) -> Result<Vec<Answer>> {
        let program = out.join("target/debug").join(&self.package);
        let mut answers: BTreeMap<usize, Answer> = BTreeMap::new();
        let numbers: BTreeMap<&str, usize> = self
            .types
            .iter()
            .enumerate()
            .map(|(at, ty)| (ty.as_str(), at))
            .collect();
        let mut next = 0;
        while next < cases.len() {
            let mut lines = String::new();
            for (number, (ty, text)) in cases.iter().enumerate().skip(next) {
                match numbers.get(ty.as_str()) {
                    Some(ty) => lines.push_str(&format!("{number}\t{ty}\t{text}\n")),
                    None => {
                        let refused = Answer::JsonError("the type cannot be named".to_owned());
                        answers.insert(number, refused);
                    }
                }
            }
            let last = self.run_once(&program, &lines, &mut answers)?;
            // If the program ended abnormally, the case after its last result was the cause.
            let unanswered = (next..cases.len()).find(|number| !answers.contains_key(number));
            let Some(crash) = unanswered else { break };
            debug_assert!(last.is_none_or(|last| last < crash));
            answers.insert(crash, Answer::Crash);
            next = crash + 1;
        }
        Ok(answers.into_values().collect())
    }

    fn run_once(
        &self,
        program: &Path,
        lines: &str,
        answers: &mut BTreeMap<usize, Answer>,
    ) -> Result<Option<usize>> {
        let (input, output) = (
            self.folder.join("cases.tsv"),
            self.folder.join("answers.tsv"),
        );
        workspace::write(&input, lines)?;
        File::create(&output).map_err(|cause| Failure::at(&output, cause))?;
        let mut command = Command::new(program);
        command.arg(&input).arg(&output).stderr(Stdio::null());
        command
            .status()
            .map_err(|cause| Failure::at(program, cause))?;
        let text = fs::read(&output).map_err(|cause| Failure::at(&output, cause))?;
        let mut last = None;
        for line in String::from_utf8_lossy(&text).lines() {
            let mut parts = line.splitn(3, '\t');
            let (Some(number), Some(kind), Some(text)) = (
                parts.next().and_then(|number| number.parse().ok()),
                parts.next(),
                parts.next(),
            ) else {
                continue;
            };
            let answer = match kind {
                "ok" => Answer::Written(text.to_owned()),
                _ => Answer::JsonError(text.to_owned()),
            };
            last = Some(number);
            answers.insert(number, answer);
        }
        Ok(last)
    }
}
