//! `cargo xtask bench`: what generating and compiling cost as whole processes, and how fast the
//! result reads and writes. The same types with serde's derives are the reference.

mod call;
mod compile;
mod derives;
mod features;
mod figures;
pub mod measure;
mod subject;
mod throughput;

use std::path::PathBuf;
use std::process::Command;

use serde_json::{Map, Value, json};

use crate::corpus::descriptions::{self, Description};
use crate::corpus::{generate, workspace};
use crate::edits;
use crate::failure::{Failure, Result};
use crate::properties;
use compile::How;
use figures::{line, median, ratio, to_json};
use measure::Usage;
use subject::{DERIVES, Subject, TABLES, WHOLE};

/// The options of the command line.
#[derive(Debug)]
pub struct Options {
    pub workspace: PathBuf,
    /// Descriptions of `folder`. Those of `specs/` are always measured.
    pub names: Vec<String>,
    pub folder: Option<PathBuf>,
    /// Each figure is the median of this many runs.
    pub runs: usize,
    /// Only these of [`PARTS`]. Empty means all.
    pub parts: Vec<String>,
    /// Of the values of `properties`; of the clock's choice, if none is given.
    pub seed: Option<u64>,
    /// How many values `properties` tries.
    pub values: usize,
    /// How many edits `edits` tries.
    pub edits: usize,
    /// A file for all figures.
    pub json: Option<PathBuf>,
}

/// What can be measured.
const PARTS: [&str; 8] = [
    "generate",
    "check",
    "build",
    "throughput",
    "call",
    "features",
    "properties",
    "edits",
];

impl Options {
    /// The descriptions of `specs/`, with their settings and overlays.
    pub fn new(workspace: PathBuf) -> Self {
        Self {
            workspace,
            names: Vec::new(),
            folder: std::env::var_os("CORPUS").map(PathBuf::from),
            runs: 3,
            parts: Vec::new(),
            seed: None,
            values: 1_000_000,
            edits: 10_000,
            json: None,
        }
    }

    fn wants(&self, part: &str) -> bool {
        self.parts.is_empty() || self.parts.iter().any(|wanted| wanted == part)
    }
}

/// The generator, as it is built.
struct Generators {
    optimised: PathBuf,
    /// As `cargo xtask` runs it. None where it is not measured.
    plain: Option<PathBuf>,
}

/// Measures and prints.
///
/// # Errors
/// What cannot be generated or compiled.
pub fn run(options: &Options) -> Result<()> {
    if let Some(unknown) = options
        .parts
        .iter()
        .find(|part| !PARTS.contains(&part.as_str()))
    {
        let parts = PARTS.join(", ");
        return Err(Failure::error(format!(
            "nothing called `{unknown}` to measure; there are {parts}"
        )));
    }
    let mut all = Map::new();
    if options.wants("properties") {
        let folder = options.workspace.join("target/properties");
        let figures = properties::run_all(options.seed, options.values, &folder)?;
        let figures = json!({"valid": figures.valid, "invalid": figures.invalid});
        all.insert("properties".to_owned(), figures);
    }
    // These take long, and tell nothing of descriptions.
    if options.parts.iter().any(|part| part == "features") {
        let figures = features::measure(&options.workspace, options.runs)?;
        all.insert("features".to_owned(), figures);
    }
    if options.wants("edits") {
        all.insert("edits".to_owned(), edit(options)?);
    }
    let alone = ["features", "properties", "edits"];
    let is_alone = |part: &String| alone.contains(&part.as_str());
    if options.parts.is_empty() || !options.parts.iter().all(is_alone) {
        measure_all(options, &mut all)?;
    }
    if let Some(path) = &options.json {
        workspace::write(path, &format!("{:#}\n", Value::Object(all)))?;
    }
    Ok(())
}

/// Edits of the descriptions and of the kitchen sink, and what became of the verdicts on them.
fn edit(options: &Options) -> Result<Value> {
    let files = find(options)?.into_iter().map(|found| found.path);
    let sink = options.workspace.join("tests/kitchen-sink.yaml");
    let files: Vec<_> = files.chain([sink]).collect();
    let figures = edits::run_all(options.seed, options.edits, &files)?;
    Ok(json!({
        "edits": figures.edits,
        "rust": figures.rust,
        "wire": figures.wire,
        "false_alarms": figures.false_alarms,
    }))
}

fn measure_all(options: &Options, all: &mut Map<String, Value>) -> Result<()> {
    let descriptions = match options.parts.as_slice() {
        [only] if only == "call" => Vec::new(),
        _ => find(options)?,
    };
    let generators = Generators {
        optimised: generate::build_generator(&["--release"])?,
        plain: options
            .wants("generate")
            .then(|| generate::build_generator(&[]))
            .transpose()?,
    };
    println!("each figure is the median of {} runs", options.runs);
    for description in &descriptions {
        let figures = measure_one(options, &generators, description)?;
        all.insert(description.name.clone(), figures);
    }
    if options.wants("call") {
        let folder = options.workspace.join("target/bench-out/call");
        let costs = call::measure(&generators.optimised, &folder)?;
        print_costs(&costs);
        all.insert("call".to_owned(), costs.iter().map(costs_to_json).collect());
    }
    Ok(())
}

fn find(options: &Options) -> Result<Vec<Description>> {
    let mut found = descriptions::find(&options.workspace.join("specs"), &[])?;
    match &options.folder {
        Some(folder) if !options.names.is_empty() => {
            found.extend(descriptions::find(folder, &options.names)?);
        }
        None if !options.names.is_empty() => {
            let message = "names of descriptions need their folder: --dir DIR, or CORPUS=DIR";
            return Err(Failure::error(message));
        }
        _ => {}
    }
    Ok(found)
}

fn measure_one(
    options: &Options,
    generators: &Generators,
    description: &Description,
) -> Result<Value> {
    println!("{}", description.name);
    let folder = options
        .workspace
        .join("target/bench-out")
        .join(&description.name);
    let mut found = Map::new();
    let mut note = |what: &str, usage: Usage| {
        println!("{}", line(what, usage));
        found.insert(what.to_owned(), to_json(usage));
    };
    let optimised = generating(options, &generators.optimised, description, &folder)?;
    if let Some(plain) = &generators.plain {
        note("generate, optimised", optimised);
        note(
            "generate, as run",
            generating(options, plain, description, &folder)?,
        );
    }
    let subject = Subject::prepare(&folder, &options.workspace)?;
    for command in ["check", "build"]
        .into_iter()
        .filter(|command| options.wants(command))
    {
        compile_all(options, &subject, command, &mut note)?;
    }
    let lines = subject.lines;
    println!("  {} lines, {} of them types", lines.whole, lines.types);
    found.insert("lines".to_owned(), json!(lines.whole));
    if options.wants("throughput") {
        let tree = descriptions::read(&description.path)?;
        let speeds = throughput::measure(&folder, &tree)?;
        print_speeds(speeds);
        found.insert("throughput".to_owned(), speeds.map_or(Value::Null, |speeds| {
            json!({"values": speeds.values, "bytes": speeds.bytes, "read": speeds.read, "written": speeds.written})
        }));
    }
    Ok(Value::Object(found))
}

/// Whole processes, from a description on disk to a crate on disk.
fn generating(
    options: &Options,
    program: &std::path::Path,
    description: &Description,
    folder: &std::path::Path,
) -> Result<Usage> {
    let mut usages = Vec::new();
    for _ in 0..options.runs {
        let whole = folder.join(WHOLE);
        if whole.exists() {
            std::fs::remove_dir_all(&whole).map_err(|cause| Failure::at(&whole, cause))?;
        }
        let mut command = Command::new(program);
        command
            .arg("codegen")
            .arg("--spec")
            .arg(&description.path)
            .arg("--out")
            .arg(&whole);
        let (output, usage) = measure::run(&command, None)?;
        if !output.status.success() {
            let message = String::from_utf8_lossy(&output.stderr).into_owned();
            return Err(Failure::at(&description.path, message));
        }
        usages.push(usage);
    }
    Ok(median(&usages))
}

fn compile_all(
    options: &Options,
    subject: &Subject,
    command: &'static str,
    note: &mut dyn FnMut(&str, Usage),
) -> Result<()> {
    let mut of = |package: &str, touch: bool| {
        let how = How { command, touch };
        let usage = compile::measure(&subject.folder, package, how, options.runs)?;
        let how = if touch {
            "after a touch"
        } else {
            "from scratch"
        };
        note(&format!("{command} {package}, {how}"), usage);
        Ok::<Usage, Failure>(usage)
    };
    of(WHOLE, false)?;
    of(WHOLE, true)?;
    let tables = of(TABLES, false)?;
    let derives = of(DERIVES, false)?;
    println!("  derives take {}", ratio(tables, derives));
    Ok(())
}

fn print_costs(costs: &[call::Costs]) {
    println!("a call beside one by hand with reqwest and serde");
    for call::Costs {
        body,
        generated,
        by_hand,
    } in costs
    {
        let (ours, theirs) = (generated.allocations, by_hand.allocations);
        println!("  response of {body} bytes: {ours} allocations, by hand {theirs}");
        match (generated.instructions, by_hand.instructions) {
            (Some(ours), Some(theirs)) => println!(
                "  {ours} instructions, by hand {theirs}: {:.3} times",
                figures::quotient(ours, theirs)
            ),
            _ => println!("  no instructions counted: there is no valgrind"),
        }
    }
}

fn costs_to_json(costs: &call::Costs) -> Value {
    let cost = |cost: call::Cost| json!({"instructions": cost.instructions, "allocations": cost.allocations});
    json!({"body": costs.body, "generated": cost(costs.generated), "by_hand": cost(costs.by_hand)})
}

fn print_speeds(speeds: Option<throughput::Speeds>) {
    let Some(speeds) = speeds else {
        println!("  no examples that both read");
        return;
    };
    let print = |what: &str, [ours, theirs]: [f64; 2]| {
        println!(
            "  {what:44} {ours:8.0} MB/s, derives {theirs:.0} MB/s: {:.2} times",
            ours / theirs
        );
    };
    println!("  {} values, {} bytes", speeds.values, speeds.bytes);
    print("read", speeds.read);
    print("written", speeds.written);
}
