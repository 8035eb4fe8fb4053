//! How fast values are read and written, by the tables and by serde's derives.
//!
//! The values are examples of the description, in compact form, the largest ones first. Only values
//! that both can read are used.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use codegen::document::{Tree, on_big_stack};
use serde_json::Value;

use super::subject::{DERIVES, TABLES, THROUGHPUT, WHOLE, manifest};
use crate::corpus::json_schema::Judgement;
use crate::corpus::surface::Surface;
use crate::corpus::{roundtrip, workspace};
use crate::failure::{Failure, Result};

/// Megabytes per second.
#[derive(Debug, Default, Clone, Copy)]
pub struct Speeds {
    pub values: u64,
    pub bytes: u64,
    /// Read by the tables and by the derives.
    pub read: [f64; 2],
    pub written: [f64; 2],
}

/// The most types that are compiled, and values that are read.
const MOST: usize = 60;

const MAIN: &str = r#"
use std::hint::black_box;
use std::time::{Duration, Instant};

type Step = Box<dyn Fn() -> usize>;
type Make = fn(&'static [u8]) -> Option<[Step; 2]>;

fn tables<T: runtime::Wire + 'static>(text: &'static [u8]) -> Option<[Step; 2]> {
    let value = runtime::from_slice::<T>(text).ok()?;
    Some([
        Box::new(move || usize::from(black_box(runtime::from_slice::<T>(black_box(text))).is_ok())),
        Box::new(move || black_box(runtime::to_vec(black_box(&value))).len()),
    ])
}

fn derives<T: serde::Serialize + serde::de::DeserializeOwned + 'static>(
    text: &'static [u8],
) -> Option<[Step; 2]> {
    let value = serde_json::from_slice::<T>(text).ok()?;
    Some([
        Box::new(move || usize::from(black_box(serde_json::from_slice::<T>(black_box(text))).is_ok())),
        Box::new(move || black_box(serde_json::to_vec(black_box(&value))).unwrap().len()),
    ])
}

fn speed(steps: &[&Step], bytes: usize) -> f64 {
    let mut best = f64::INFINITY;
    for _ in 0..5 {
        let (start, mut rounds) = (Instant::now(), 0u32);
        while start.elapsed() < Duration::from_millis(200) {
            steps.iter().for_each(|step| drop(black_box(step())));
            rounds += 1;
        }
        best = best.min(start.elapsed().as_secs_f64() / f64::from(rounds));
    }
    bytes as f64 / best / 1e6
}

fn main() {
    let text: &'static str = std::fs::read_to_string(std::env::args().nth(1).unwrap()).unwrap().leak();
    let mut cases = Vec::new();
    let mut bytes = 0;
    for line in text.lines() {
        let (ty, value) = line.split_once('\t').unwrap();
        let [tables, derives] = TABLE[ty.parse::<usize>().unwrap()];
        if let (Some(tables), Some(derives)) = (tables(value.as_bytes()), derives(value.as_bytes())) {
            bytes += value.len();
            cases.push([tables, derives]);
        }
    }
    let steps = |side: usize, step: usize| cases.iter().map(|case| &case[side][step]).collect::<Vec<_>>();
    let speeds: Vec<f64> = [(0, 0), (1, 0), (0, 1), (1, 1)]
        .into_iter()
        .map(|(side, step)| speed(&steps(side, step), bytes))
        .collect();
    println!("[{},{bytes},{},{},{},{}]", cases.len(), speeds[0], speeds[1], speeds[2], speeds[3]);
}
"#;

/// Compiles and runs the comparison. Nothing when the description has no examples that both can
/// read.
///
/// # Errors
/// What cannot be written, compiled or run.
pub fn measure(folder: &Path, tree: &Tree) -> Result<Option<Speeds>> {
    let surface = folder.join(WHOLE).join("src/surface.txt");
    let surface =
        std::fs::read_to_string(&surface).map_err(|cause| Failure::at(&surface, cause))?;
    let surface = Surface::parse(&surface, "tables::types");
    let cases = on_big_stack(|| roundtrip::prepare(tree, &Tree::default(), &surface));
    let mut values: Vec<(&str, &str)> = cases
        .iter()
        .filter(|case| case.judgement == Judgement::Valid && case.text.len() > 40)
        .filter_map(|case| Some((case.types.first()?.as_str(), case.text.as_str())))
        .collect();
    values.sort_by_key(|(_, text)| std::cmp::Reverse(text.len()));
    values.truncate(MOST);
    if values.is_empty() {
        return Ok(None);
    }
    write_program(folder, &values)?;
    run(folder)
}

fn write_program(folder: &Path, values: &[(&str, &str)]) -> Result<()> {
    let mut types: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut table, mut lines) = (
        String::from("const TABLE: &[[Make; 2]] = &[\n"),
        String::new(),
    );
    for (ty, text) in values {
        let next = types.len();
        let number = *types.entry(ty).or_insert(next);
        if number == next {
            let theirs = ty
                .replace("tables::", "derives::")
                .replace("runtime::", "stand_in::");
            // Writing to a string cannot fail, here and below.
            let _ = writeln!(table, "    [tables::<{ty}>, derives::<{theirs}>],");
        }
        let _ = writeln!(lines, "{number}\t{text}");
    }
    let folder = folder.join(THROUGHPUT);
    let runtime = crate::workspace().join("runtime").display().to_string();
    let dependencies = format!(
        "{TABLES} = {{ path = \"../{TABLES}\" }}\n{DERIVES} = {{ path = \"../{DERIVES}\" }}\n\
         stand-in = {{ path = \"../stand-in\" }}\nruntime = {{ path = {runtime:?} }}\n\
         serde = \"1\"\nserde_json = \"1\"\n"
    );
    workspace::write(
        &folder.join("Cargo.toml"),
        &manifest(THROUGHPUT, &dependencies),
    )?;
    workspace::write(&folder.join("values.tsv"), &lines)?;
    workspace::write(&folder.join("src/main.rs"), &format!("{table}];\n{MAIN}"))
}

fn run(folder: &Path) -> Result<Option<Speeds>> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .current_dir(folder)
        .args(["run", "--quiet", "--release", "--package", THROUGHPUT]);
    cargo
        .env("CARGO_TARGET_DIR", folder.join("target/scratch"))
        .stdin(Stdio::null());
    cargo
        .env_remove("CARGO_INCREMENTAL")
        .env_remove("RUSTFLAGS");
    cargo
        .arg("--")
        .arg(folder.join(THROUGHPUT).join("values.tsv"));
    let output = cargo
        .output()
        .map_err(|cause| Failure::error(format!("cargo: {cause}")))?;
    if !output.status.success() {
        return Err(Failure::error(
            String::from_utf8_lossy(&output.stderr).into_owned(),
        ));
    }
    let figures: Value = serde_json::from_slice(&output.stdout)
        .map_err(|cause| Failure::error(format!("the comparison says nothing: {cause}")))?;
    let number = |at: usize| figures[at].as_f64().unwrap_or_default();
    let count = |at: usize| figures[at].as_u64().unwrap_or_default();
    let speeds = Speeds {
        values: count(0),
        bytes: count(1),
        read: [number(2), number(3)],
        written: [number(4), number(5)],
    };
    Ok((speeds.values > 0).then_some(speeds))
}
