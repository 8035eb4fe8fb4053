//! What a call costs compared with one that is written by hand: instructions, counted by valgrind,
//! and allocations, for a small and a large response of one operation on loopback.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use super::subject::manifest;
use crate::corpus::workspace;
use crate::failure::{Failure, Result};

const DESCRIPTION: &str = include_str!("subscriptions.yaml");
const PROGRAM: &str = include_str!("program.rs");

/// Items of the responses: about 1 kB and 1 MB.
const SIZES: [usize; 2] = [2, 2500];
/// Calls of a short and a long run. Their difference does not include start and end.
const CALLS: [u64; 2] = [100, 300];

/// One call.
#[derive(Debug, Clone, Copy)]
pub struct Cost {
    /// None where there is no valgrind.
    pub instructions: Option<u64>,
    pub allocations: u64,
}

/// The cost of calls with a response of one size.
#[derive(Debug, Clone, Copy)]
pub struct Costs {
    /// The size of the response in bytes.
    pub body: usize,
    pub generated: Cost,
    pub by_hand: Cost,
}

/// Generates the client with `generator`, compiles the program in `folder` and runs it.
///
/// # Errors
/// What cannot be written, generated, compiled or run.
pub fn measure(generator: &Path, folder: &Path) -> Result<Vec<Costs>> {
    write_program(generator, folder)?;
    let program = build(folder)?;
    SIZES
        .iter()
        .map(|items| measure_size(&program, *items))
        .collect()
}

fn write_program(generator: &Path, folder: &Path) -> Result<()> {
    let description = folder.join("subscriptions.yaml");
    workspace::write(&description, DESCRIPTION)?;
    let client = folder.join("subscriptions");
    if client.exists() {
        fs::remove_dir_all(&client).map_err(|cause| Failure::at(&client, cause))?;
    }
    let mut codegen = Command::new(generator);
    codegen.arg("codegen").arg("--spec").arg(&description);
    output(codegen.arg("--out").arg(&client))?;
    workspace::adopt(&client)?;
    let dependencies = format!(
        "subscriptions = {{ path = {client:?} }}\n\
         reqwest = {{ version = \"0.13\", default-features = false, features = [\"gzip\", \"json\"] }}\n\
         rustls = {{ version = \"0.23\", default-features = false, features = [\"ring\"] }}\n\
         serde = {{ version = \"1\", features = [\"derive\"] }}\n\
         tokio = {{ version = \"1\", features = [\"rt\", \"net\", \"time\"] }}\n\
         \n[profile.release]\ndebug = 1\n\n[workspace]\n"
    );
    workspace::write(
        &folder.join("Cargo.toml"),
        &manifest("program", &dependencies),
    )?;
    workspace::write(&folder.join("src/main.rs"), PROGRAM)
}

fn build(folder: &Path) -> Result<PathBuf> {
    let target = folder.join("target");
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", &target)
        .env_remove("RUSTFLAGS");
    output(cargo.args(["build", "--quiet", "--release"]))?;
    Ok(target.join("release/program"))
}

fn measure_size(program: &Path, items: usize) -> Result<Costs> {
    let server = Server::start(program, items)?;
    let cost = |kind: &str| {
        let allocations = |calls| run(&mut Command::new(program), kind, server.port, calls);
        let (few, many) = (allocations(CALLS[0])?, allocations(CALLS[1])?);
        Ok::<Cost, Failure>(Cost {
            instructions: instructions(program, kind, server.port)?,
            allocations: each(parse(&few.stdout)?, parse(&many.stdout)?),
        })
    };
    Ok(Costs {
        body: server.body,
        generated: cost("generated")?,
        by_hand: cost("hand")?,
    })
}

/// Counts whole runs under callgrind.
fn instructions(program: &Path, kind: &str, port: u16) -> Result<Option<u64>> {
    if Command::new("valgrind").arg("--version").output().is_err() {
        return Ok(None);
    }
    let count = |calls| {
        let mut valgrind = Command::new("valgrind");
        valgrind.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]);
        let run = run(valgrind.arg(program), kind, port, calls)?;
        let report = String::from_utf8_lossy(&run.stderr).into_owned();
        let collected = report
            .lines()
            .find_map(|line| line.split_once("Collected :"));
        let (_, count) = collected
            .ok_or_else(|| Failure::error(format!("valgrind counts nothing:\n{report}")))?;
        parse(count.as_bytes())
    };
    Ok(Some(each(count(CALLS[0])?, count(CALLS[1])?)))
}

fn each(few: u64, many: u64) -> u64 {
    many.saturating_sub(few) / (CALLS[1] - CALLS[0])
}

fn run(command: &mut Command, kind: &str, port: u16, calls: u64) -> Result<std::process::Output> {
    output(command.args([kind, &port.to_string(), &calls.to_string()]))
}

fn output(command: &mut Command) -> Result<std::process::Output> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command
        .output()
        .map_err(|cause| Failure::error(format!("{name}: {cause}")))?;
    if output.status.success() {
        return Ok(output);
    }
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    Err(Failure::error(format!("{name}: {message}")))
}

fn parse(text: &[u8]) -> Result<u64> {
    let text = String::from_utf8_lossy(text);
    let number = text.trim().parse();
    number.map_err(|cause| Failure::error(format!("`{}`: {cause}", text.trim())))
}

/// The program as a server. It runs as long as this value lives.
struct Server {
    process: Child,
    port: u16,
    body: usize,
}

impl Server {
    fn start(program: &Path, items: usize) -> Result<Self> {
        let failed = |cause| Failure::at(program, cause);
        let mut process = Command::new(program)
            .args(["serve", &items.to_string()])
            .stdout(Stdio::piped())
            .spawn()
            .map_err(failed)?;
        let mut line = String::new();
        if let Some(stdout) = process.stdout.take() {
            BufReader::new(stdout)
                .read_line(&mut line)
                .map_err(failed)?;
        }
        let mut numbers = line.split_whitespace().map(str::parse::<usize>);
        let (port, body) = match (numbers.next(), numbers.next()) {
            (Some(Ok(port)), Some(Ok(body))) => (u16::try_from(port).unwrap_or_default(), body),
            _ => return Err(Failure::error(format!("the server says `{line}`"))),
        };
        Ok(Self {
            process,
            port,
            body,
        })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It has ended by itself, or it is ended here.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
