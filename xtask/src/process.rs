//! Other processes, measured and kept from running for ever.

use std::fs;
use std::io::Read;
use std::process::{Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::failure::{Failure, Result};

/// A process that has ended.
#[derive(Debug)]
pub struct Finished {
    /// None when it was stopped because its time was over.
    pub status: Option<ExitStatus>,
    pub stdout: String,
    pub stderr: String,
    pub time: Duration,
    /// Most memory it had at once, in bytes, as far as the system tells.
    pub peak: u64,
}

impl Finished {
    pub fn is_success(&self) -> bool {
        self.status.is_some_and(|status| status.success())
    }
}

/// Runs a command to its end, at most so long.
///
/// # Errors
/// A command that cannot be started.
pub fn run(command: &mut Command, limit: Duration) -> Result<Finished> {
    let program = command.get_program().to_string_lossy().into_owned();
    let start = Instant::now();
    let child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = child.map_err(|cause| Failure::error(format!("{program}: {cause}")))?;
    let stdout = drain(child.stdout.take());
    let stderr = drain(child.stderr.take());
    let memory = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    let status = loop {
        peak = peak.max(high_water(&memory));
        match child.try_wait() {
            Ok(Some(status)) => break Some(status),
            Ok(None) if start.elapsed() < limit => thread::sleep(Duration::from_millis(2)),
            Ok(None) | Err(_) => {
                // It may have ended by itself meanwhile.
                let _ = child.kill();
                let _ = child.wait();
                break None;
            }
        }
    };
    let time = start.elapsed();
    let [stdout, stderr] = [stdout, stderr].map(|text| text.join().unwrap_or_default());
    Ok(Finished {
        status,
        stdout,
        stderr,
        time,
        peak,
    })
}

/// Reads everything on a thread of its own, so that the process never waits for us.
fn drain(pipe: Option<impl Read + Send + 'static>) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            // What was read until an error is all there is to know.
            let _ = pipe.read_to_end(&mut bytes);
        }
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

/// Peak resident memory from Linux's `/proc/<pid>/status`; 0 elsewhere.
fn high_water(path: &str) -> u64 {
    let status = fs::read_to_string(path).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
    kilobytes.unwrap_or(0) * 1024
}
