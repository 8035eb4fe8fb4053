//! What a process costs: wall time, CPU time and peak memory.
//!
//! The kernel reports the resources of a process only to its parent, so this program starts the
//! process itself: with [`LOG`] in its environment, it runs the command in its arguments and
//! appends a line about it to that file. Cargo calls it in place of rustc in the same way.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, ExitStatus, Output};
use std::time::{Duration, Instant};

use nix::sys::resource::{Resource, UsageWho, getrusage, setrlimit};
use nix::sys::time::TimeValLike;

use crate::failure::{Failure, Result};

/// Names the file to which figures are appended.
const LOG: &str = "XTASK_MEASURE";
/// Seconds of CPU time after which the kernel ends the process.
const CPU_LIMIT: &str = "XTASK_CPU_LIMIT";

/// The cost of one process, including the processes that it waited for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Usage {
    pub wall: Duration,
    /// User and system time.
    pub cpu: Duration,
    /// The largest resident set of any one process, in KiB.
    pub peak: u64,
}

/// Measures the calls of rustc, by the names of the crates. `cargo check` and `cargo build` compile
/// a crate once. Of several lines for one crate the last one counts.
#[derive(Debug)]
pub struct Compilations {
    log: PathBuf,
}

impl Usage {
    fn line(self, name: &str) -> String {
        let [wall, cpu] = [self.wall, self.cpu].map(|time| time.as_micros());
        format!("{name}\t{wall}\t{cpu}\t{}\n", self.peak)
    }

    fn parse(line: &str) -> Option<(String, Self)> {
        let mut parts = line.split('\t');
        let name = parts.next()?.to_owned();
        let mut number = || parts.next()?.parse::<u64>().ok();
        let [wall, cpu] = [
            Duration::from_micros(number()?),
            Duration::from_micros(number()?),
        ];
        let usage = Self {
            wall,
            cpu,
            peak: number()?,
        };
        Some((name, usage))
    }

    /// Peak memory in MiB.
    pub fn mebibytes(self) -> u64 {
        self.peak / 1024
    }
}

/// If this process is to measure another one, does that. The exit code is that of the other one.
pub fn stand_in() -> Option<ExitCode> {
    let log = PathBuf::from(std::env::var_os(LOG)?);
    let mut arguments = std::env::args_os().skip(1);
    let mut command = Command::new(arguments.next()?);
    command.args(arguments).env_remove(LOG);
    limit_cpu();
    let name = crate_name().unwrap_or_default();
    let start = Instant::now();
    let status = command.status();
    let usage = of_children(start.elapsed());
    let line = usage.line(&name);
    let written = OpenOptions::new().append(true).create(true).open(&log);
    // Whoever asked for the line notices if it could not be written.
    let _ = written.and_then(|mut file| file.write_all(line.as_bytes()));
    Some(exit_code(status))
}

fn limit_cpu() {
    let limit = std::env::var(CPU_LIMIT)
        .ok()
        .and_then(|text| text.parse().ok());
    if let Some(seconds) = limit {
        // Without the limit, a process that never ends must be ended by hand.
        let _ = setrlimit(Resource::RLIMIT_CPU, seconds, seconds + 1);
    }
}

fn crate_name() -> Option<String> {
    let mut arguments = std::env::args().skip_while(|argument| argument != "--crate-name");
    arguments.nth(1)
}

fn of_children(wall: Duration) -> Usage {
    let Ok(usage) = getrusage(UsageWho::RUSAGE_CHILDREN) else {
        return Usage {
            wall,
            ..Usage::default()
        };
    };
    let micros = usage.user_time().num_microseconds() + usage.system_time().num_microseconds();
    Usage {
        wall,
        cpu: Duration::from_micros(micros.unsigned_abs()),
        peak: usage.max_rss().unsigned_abs(),
    }
}

fn exit_code(status: std::io::Result<ExitStatus>) -> ExitCode {
    use std::os::unix::process::ExitStatusExt;
    match status {
        Ok(status) => {
            let code = status.code().or(status.signal().map(|signal| 128 + signal));
            ExitCode::from(code.and_then(|code| u8::try_from(code).ok()).unwrap_or(255))
        }
        Err(cause) => {
            eprintln!("error: {cause}");
            ExitCode::from(127)
        }
    }
}

/// Runs a command to its end and measures it. The process is ended after `cpu_limit` seconds of CPU
/// time.
///
/// # Errors
/// A program that cannot be started.
pub fn run(command: &Command, cpu_limit: Option<u64>) -> Result<(Output, Usage)> {
    let log = temporary("run");
    let mut measured = Command::new(this_program()?);
    measured
        .arg(command.get_program())
        .args(command.get_args())
        .env(LOG, &log);
    if let Some(folder) = command.get_current_dir() {
        measured.current_dir(folder);
    }
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => measured.env(name, value),
            None => measured.env_remove(name),
        };
    }
    if let Some(seconds) = cpu_limit {
        measured.env(CPU_LIMIT, seconds.to_string());
    }
    let output = measured
        .output()
        .map_err(|cause| Failure::at(Path::new(command.get_program()), cause))?;
    let text = fs::read_to_string(&log).unwrap_or_default();
    let _ = fs::remove_file(&log);
    let usage = text.lines().filter_map(Usage::parse).next_back();
    Ok((output, usage.unwrap_or_default().1))
}

impl Compilations {
    /// Prepares a Cargo command so that compiling its own workspace is measured.
    ///
    /// # Errors
    /// No place for the figures.
    pub fn watch(cargo: &mut Command) -> Result<Self> {
        let log = temporary("rustc");
        File::create(&log).map_err(|cause| Failure::at(&log, cause))?;
        cargo
            .env("RUSTC_WORKSPACE_WRAPPER", this_program()?)
            .env(LOG, &log);
        Ok(Self { log })
    }

    /// By the name of the crate, with underscores.
    pub fn finish(self) -> BTreeMap<String, Usage> {
        let text = fs::read_to_string(&self.log).unwrap_or_default();
        let _ = fs::remove_file(&self.log);
        text.lines().filter_map(Usage::parse).collect()
    }
}

/// Copies this program, so that Cargo can build it again in the meantime. To be called before all
/// other functions here.
///
/// # Errors
/// A program that cannot be copied.
pub fn settle() -> Result<()> {
    let this = std::env::current_exe().map_err(|cause| Failure::error(cause.to_string()))?;
    let copy = copy_of(&this);
    // A running program cannot be written to, but it can be removed.
    let _ = fs::remove_file(&copy);
    fs::copy(&this, &copy).map_err(|cause| Failure::at(&copy, cause))?;
    Ok(())
}

fn this_program() -> Result<PathBuf> {
    let this = std::env::current_exe().map_err(|cause| Failure::error(cause.to_string()))?;
    Ok(copy_of(&this))
}

fn copy_of(program: &Path) -> PathBuf {
    program.with_file_name("xtask-stand-in")
}

/// A file that no other part of this process, and no other process, uses.
fn temporary(what: &str) -> PathBuf {
    use std::sync::atomic::{AtomicU32, Ordering};
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    std::env::temp_dir().join(format!("xtask-{what}-{}-{number}", std::process::id()))
}
