//! This program in the compiler's place: passes everything on and notes the time it took.

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

/// The folder for the notes, one file for each crate. When it is set, this program is a compiler.
pub const TIMES: &str = "XTASK_RUSTC_TIMES";

/// Runs the compiler that the first argument names, warnings denied.
pub fn run(folder: &Path) -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    let Some(rustc) = arguments.next() else {
        return ExitCode::from(2);
    };
    let arguments: Vec<OsString> = arguments.collect();
    let name = arguments
        .iter()
        .skip_while(|argument| *argument != "--crate-name")
        .nth(1);
    let start = Instant::now();
    let status = Command::new(rustc)
        .args(&arguments)
        .arg("-Dwarnings")
        .status();
    if let Some(name) = name {
        let millis = start.elapsed().as_millis().to_string();
        // Without the note there is a time less in the table.
        let _ = fs::write(folder.join(name), millis);
    }
    match status.map(|status| status.code()) {
        Ok(Some(0)) => ExitCode::SUCCESS,
        Ok(Some(code)) => ExitCode::from(u8::try_from(code).unwrap_or(1)),
        Ok(None) | Err(_) => ExitCode::from(2),
    }
}

/// How long it took to check a crate when that was last done.
pub fn time(folder: &Path, name: &str) -> Option<Duration> {
    let millis = fs::read_to_string(folder.join(name)).ok()?.parse().ok()?;
    Some(Duration::from_millis(millis))
}
