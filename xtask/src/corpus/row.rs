//! What is known about one description.

use std::fmt;
use std::time::Duration;

use serde_json::{Value, json};

use crate::failure::{Failure, Result};

#[derive(Debug, Default)]
pub struct Row {
    pub name: String,
    /// As in the document, `3.1.0`.
    pub version: String,
    pub operations: usize,
    pub left_out: usize,
    pub types: usize,
    pub lines: usize,
    pub generation: Duration,
    /// Bytes.
    pub peak: u64,
    pub check: Option<Duration>,
    /// Of the generator.
    pub warnings: usize,
    pub untyped: Vec<Untyped>,
    /// What the generator said when it failed.
    pub failure: Option<String>,
    /// What the compiler said, rendered.
    pub complaints: Vec<String>,
}

/// A place where any JSON is taken although the document says more.
#[derive(Debug)]
pub struct Untyped {
    pub pointer: String,
    pub reason: String,
}

/// At most so many operations of all may be left out, in percent.
const MOST_LEFT_OUT: f64 = 5.0;

pub const HEADER: &str = "name                      version  oper.  out  types   lines   gen.ms  MB  \
                          check.s  warn.  untyped  compiles";

impl Row {
    /// Why this description falls short.
    pub fn shortcomings(&self) -> Vec<String> {
        let mut reasons = Vec::new();
        reasons.extend(
            self.failure
                .iter()
                .map(|failure| format!("is not generated: {failure}")),
        );
        if let Some(first) = self.complaints.first() {
            let count = self.complaints.len();
            reasons.push(format!(
                "does not compile without complaints ({count}), first:\n{first}"
            ));
        }
        let nameless = self
            .untyped
            .iter()
            .filter(|place| place.reason.is_empty())
            .count();
        if nameless > 0 {
            reasons.push(format!("{nameless} untyped places without a reason"));
        }
        reasons
    }

    fn outcome(&self) -> &'static str {
        match (&self.failure, &self.check) {
            (Some(_), _) => "not generated",
            (None, _) if !self.complaints.is_empty() => "NO",
            (None, Some(_)) => "yes",
            (None, None) => "-",
        }
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let check = self
            .check
            .map_or("-".to_owned(), |time| format!("{:.1}", time.as_secs_f64()));
        write!(
            f,
            "{:<25} {:<7} {:>6} {:>4} {:>6} {:>7} {:>8} {:>3} {:>8} {:>6} {:>8}  {}",
            self.name,
            self.version,
            self.operations,
            self.left_out,
            self.types,
            self.lines,
            self.generation.as_millis(),
            self.peak / 1_000_000,
            check,
            self.warnings,
            self.untyped.len(),
            self.outcome(),
        )
    }
}

/// The last line of the table.
pub fn total(rows: &[Row]) -> String {
    let sum = |figure: fn(&Row) -> usize| rows.iter().map(figure).sum::<usize>();
    let (operations, left_out) = (sum(|row| row.operations), sum(|row| row.left_out));
    let percent = percent(left_out, operations + left_out);
    let compiled = rows.iter().filter(|row| row.outcome() == "yes").count();
    let generated = rows.iter().filter(|row| row.failure.is_none()).count();
    let remark = if percent > MOST_LEFT_OUT {
        ", too many"
    } else {
        ""
    };
    format!(
        "{} descriptions: {generated} generated, {compiled} compile without complaints; {operations} \
         operations, {left_out} left out ({percent:.1} %{remark}); {} types, {} lines, {:.1} s to \
         generate, {:.1} s to check; {} untyped places",
        rows.len(),
        sum(|row| row.types),
        sum(|row| row.lines),
        rows.iter()
            .map(|row| row.generation.as_secs_f64())
            .sum::<f64>(),
        rows.iter()
            .filter_map(|row| row.check)
            .map(|time| time.as_secs_f64())
            .sum::<f64>(),
        sum(|row| row.untyped.len()),
    )
}

#[expect(clippy::cast_precision_loss, reason = "counts are small")]
fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}

/// All rows for programs.
///
/// # Errors
/// None that could be named: the rows are plain.
pub fn json(rows: &[Row]) -> Result<String> {
    let rows: Vec<Value> = rows.iter().map(row_json).collect();
    serde_json::to_string_pretty(&rows).map_err(|cause| Failure::error(cause.to_string()))
}

fn row_json(row: &Row) -> Value {
    let untyped = row.untyped.iter();
    let untyped: Vec<Value> = untyped
        .map(|place| json!({ "pointer": place.pointer, "reason": place.reason }))
        .collect();
    json!({
        "name": row.name,
        "version": row.version,
        "operations": row.operations,
        "left_out": row.left_out,
        "types": row.types,
        "lines": row.lines,
        "generation_seconds": row.generation.as_secs_f64(),
        "peak_bytes": row.peak,
        "check_seconds": row.check.map(|time| time.as_secs_f64()),
        "warnings": row.warnings,
        "untyped": untyped,
        "failure": row.failure,
        "complaints": row.complaints,
    })
}
