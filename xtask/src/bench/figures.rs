//! Medians, and how they are printed.

use std::time::Duration;

use serde_json::{Value, json};

use super::measure::Usage;

/// The median of several runs, figure by figure.
pub fn median(runs: &[Usage]) -> Usage {
    Usage {
        wall: middle(runs.iter().map(|run| run.wall)),
        cpu: middle(runs.iter().map(|run| run.cpu)),
        peak: middle(runs.iter().map(|run| run.peak)),
    }
}

fn middle<T: Ord + Copy + Default>(values: impl Iterator<Item = T>) -> T {
    let mut values: Vec<T> = values.collect();
    values.sort_unstable();
    values.get(values.len() / 2).copied().unwrap_or_default()
}

/// `what   1.23 s  1.10 s CPU   120 MiB`.
pub fn line(what: &str, usage: Usage) -> String {
    format!(
        "  {what:44} {:8.2} s {:8.2} s CPU {:6} MiB",
        usage.wall.as_secs_f64(),
        usage.cpu.as_secs_f64(),
        usage.mebibytes()
    )
}

/// How many times the CPU time and memory of the first the second takes.
pub fn ratio(ours: Usage, theirs: Usage) -> String {
    let times = |one: f64, other: f64| if one > 0.0 { other / one } else { 0.0 };
    format!(
        "{:.1} times the CPU time, {:.1} times the memory",
        times(ours.cpu.as_secs_f64(), theirs.cpu.as_secs_f64()),
        times(as_float(ours.peak), as_float(theirs.peak)),
    )
}

/// The ratio of two counts.
pub fn quotient(one: u64, other: u64) -> f64 {
    as_float(one) / as_float(other.max(1))
}

#[expect(
    clippy::cast_precision_loss,
    reason = "sizes and counts far below 2^52"
)]
fn as_float(number: u64) -> f64 {
    number as f64
}

/// For other programs.
pub fn to_json(usage: Usage) -> Value {
    let seconds = |time: Duration| time.as_secs_f64();
    json!({"seconds": seconds(usage.wall), "cpu_seconds": seconds(usage.cpu), "peak_kib": usage.peak})
}
