//! The results for one description, and for all of them.

use serde_json::{Value, json};

use super::check::{Message, Verdict};
use super::generate::Generation;
use super::guards::Guards;
use super::roundtrip::{Figures, Loss};

/// One description's figures.
#[derive(Debug)]
pub struct Row {
    pub name: String,
    /// `3.0.3`, as the description says.
    pub version: String,
    pub generation: Generation,
    pub guards: Guards,
    /// None where nothing was compiled.
    pub check: Option<Verdict>,
    pub figures: Figures,
    /// Types that have examples and cannot be named outside the crate.
    pub unnamed: Vec<String>,
}

const HEADER: &str = "description               version  ops  left types   lines  gen s  MiB  chk s  MiB warn  err untyped lost unused  total   read  same fold | typeless invalid cut unjudged misformatted";

impl Row {
    /// Whether nothing is wrong with it.
    pub fn is_good(&self) -> bool {
        let compiles = |verdict: &Verdict| verdict.errors + verdict.warnings == 0;
        self.generation.failure.is_none()
            && self.check.as_ref().is_none_or(compiles)
            && self.guards.losses.is_empty()
            && self.guards.unreached.is_empty()
            && self.figures.lossless == self.figures.total
            && self.figures.cut.iter().all(|loss| !loss.is_of_instance)
            && self
                .generation
                .untyped
                .iter()
                .all(|(_, reason)| !reason.is_empty())
    }

    fn line(&self) -> String {
        let Generation {
            usage,
            operations,
            left_out,
            types,
            lines,
            untyped,
            ..
        } = &self.generation;
        let check = self.check.clone().unwrap_or_default();
        let figures = &self.figures;
        let (time, peak) = (usage.wall.as_secs_f64(), usage.mebibytes());
        let (check_time, check_peak) = (check.usage.cpu.as_secs_f64(), check.usage.mebibytes());
        let mut line = format!(
            "{:25} {:7} {operations:5} {left_out:4} {types:5} {lines:7} {time:6.2} {peak:4} \
             {check_time:6.2} {check_peak:4} {:4} {:4} {:7} {:4} {:6} {:6} {:6} {:5} {:4} | {:8} {:7} {:3} {:8} {}/{}",
            self.name,
            self.version,
            check.warnings,
            check.errors,
            untyped.len(),
            self.guards.losses.len(),
            self.guards.unreached.len(),
            figures.total,
            figures.read,
            figures.lossless,
            figures.folded,
            figures.typeless,
            figures.invalid,
            figures.cut.len(),
            figures.unjudged,
            figures.misformatted[1],
            figures.misformatted[0],
        );
        if !self.is_good() {
            line.push_str(" !");
        }
        line
    }

    fn json(&self) -> Value {
        let generation = &self.generation;
        let reports = generation.reports.iter().map(|report| {
            json!({"kind": report.kind, "severity": report.severity, "pointer": report.pointer,
                "message": report.message, "instead": report.instead})
        });
        let untyped = generation.untyped.iter();
        let untyped =
            untyped.map(|(pointer, reason)| json!({"pointer": pointer, "reason": reason}));
        json!({
            "name": self.name,
            "version": self.version,
            "good": self.is_good(),
            "generation": {
                "failure": generation.failure,
                "seconds": generation.usage.wall.as_secs_f64(),
                "cpu_seconds": generation.usage.cpu.as_secs_f64(),
                "peak_mib": generation.usage.mebibytes(),
                "operations": generation.operations,
                "left_out": generation.left_out,
                "types": generation.types,
                "lines": generation.lines,
                "untyped": untyped.collect::<Vec<_>>(),
                "reports": reports.collect::<Vec<_>>(),
            },
            "lost": self.guards.losses.iter().map(|(what, pointer)| json!({"what": what, "pointer": pointer})).collect::<Vec<_>>(),
            "unused_types": self.guards.unreached,
            "check": self.check.as_ref().map(|verdict| json!({
                "seconds": verdict.usage.wall.as_secs_f64(),
                "cpu_seconds": verdict.usage.cpu.as_secs_f64(),
                "peak_mib": verdict.usage.mebibytes(),
                "warnings": verdict.warnings,
                "errors": verdict.errors,
                "first": verdict.first.as_ref().map(describe),
            })),
            "examples": self.examples(),
        })
    }

    fn examples(&self) -> Value {
        let figures = &self.figures;
        json!({
            "total": figures.total,
            "read": figures.read,
            "lossless": figures.lossless,
            "folded": figures.folded,
            "typeless": figures.typeless,
            "invalid": figures.invalid,
            "cut": to_list(&figures.cut),
            "unjudged": figures.unjudged,
            "misformatted": {"total": figures.misformatted[0], "lossless": figures.misformatted[1]},
            "unnamed_types": self.unnamed,
            "losses": to_list(&figures.losses),
            "misformatted_losses": to_list(&figures.misformatted_losses),
            "typeless_pointers": figures.typeless_pointers,
        })
    }
}

fn to_list(losses: &[Loss]) -> Vec<Value> {
    let entry = |Loss {
                     pointer,
                     schema,
                     types,
                     what,
                     ..
                 }: &Loss| {
        json!({"pointer": pointer, "schema": schema, "types": types, "what": what})
    };
    losses.iter().map(entry).collect()
}

/// One line for each description, the totals, and then the failures, the first `most` of each kind.
pub fn print(rows: &[Row], most: usize) {
    println!("{HEADER}");
    for row in rows {
        println!("{}", row.line());
    }
    println!("{}", totals(rows));
    let is_told = |row: &&Row| !row.is_good() || !row.figures.cut.is_empty();
    for row in rows.iter().filter(is_told) {
        print_failures(row, most);
    }
}

/// Every untyped place and its reason.
pub fn print_untyped(rows: &[Row]) {
    for row in rows {
        for (pointer, reason) in &row.generation.untyped {
            println!("untyped: {} {pointer}: {reason}", row.name);
        }
    }
}

fn print_failures(row: &Row, most: usize) {
    let name = &row.name;
    if let Some(failure) = &row.generation.failure {
        println!("{name}: not generated: {failure}");
    }
    if let Some(message) = row
        .check
        .as_ref()
        .and_then(|verdict| verdict.first.as_ref())
    {
        println!("{name}: {}", describe(message));
    }
    for Loss {
        pointer,
        types,
        what,
        ..
    } in row.figures.losses.iter().take(most)
    {
        println!("{name}: {pointer} as {types}: {what}");
    }
    for Loss {
        pointer,
        types,
        what,
        ..
    } in row.figures.cut.iter().take(most)
    {
        println!("{name}: invalid, and cut: {pointer} as {types}: {what}");
    }
    for (what, pointer) in row.guards.losses.iter().take(most) {
        println!("{name}: lost without a report: {what} {pointer}");
    }
    for ty in row.guards.unreached.iter().take(most) {
        println!("{name}: nothing uses the type {ty}");
    }
    for ty in row.unnamed.iter().take(most) {
        println!("{name}: no type {ty}");
    }
}

fn describe(message: &Message) -> String {
    let Message {
        is_error,
        text,
        place,
        excerpt,
    } = message;
    let level = if *is_error { "error" } else { "warning" };
    format!("{level}: {text} at {place}: {excerpt}")
}

fn sum(rows: &[Row], number: impl Fn(&Row) -> usize) -> usize {
    rows.iter().map(number).sum()
}

fn totals(rows: &[Row]) -> String {
    let count = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    let operations = sum(rows, |row| count(row.generation.operations));
    let left_out = sum(rows, |row| count(row.generation.left_out));
    let generated = sum(rows, |row| usize::from(row.generation.failure.is_none()));
    let compiled = sum(rows, |row| {
        usize::from(
            row.check
                .as_ref()
                .is_some_and(|verdict| verdict.errors == 0),
        )
    });
    let clean = sum(rows, |row| {
        usize::from(
            row.check
                .as_ref()
                .is_some_and(|one| one.errors + one.warnings == 0),
        )
    });
    #[expect(clippy::cast_precision_loss, reason = "counts of operations")]
    let share = 100.0 * left_out as f64 / (operations + left_out).max(1) as f64;
    format!(
        "{} descriptions: {generated} generated, {compiled} compile, {clean} without a warning, {} \
         good; {operations} operations and {left_out} left out ({share:.1} %); {} lines; {} untyped \
         places; {} lost and {} types unused; examples: {} of {} read, {} lossless ({} with null folded), {} typeless, {} \
         invalid and {} of them cut, {} unjudged, {} of {} misformatted ones lossless",
        rows.len(),
        sum(rows, |row| usize::from(row.is_good())),
        sum(rows, |row| row.generation.lines),
        sum(rows, |row| row.generation.untyped.len()),
        sum(rows, |row| row.guards.losses.len()),
        sum(rows, |row| row.guards.unreached.len()),
        sum(rows, |row| row.figures.read),
        sum(rows, |row| row.figures.total),
        sum(rows, |row| row.figures.lossless),
        sum(rows, |row| row.figures.folded),
        sum(rows, |row| row.figures.typeless),
        sum(rows, |row| row.figures.invalid),
        sum(rows, |row| row.figures.cut.len()),
        sum(rows, |row| row.figures.unjudged),
        sum(rows, |row| row.figures.misformatted[1]),
        sum(rows, |row| row.figures.misformatted[0]),
    )
}

/// All rows, for other programs.
pub fn to_json(rows: &[Row]) -> Value {
    Value::Array(rows.iter().map(Row::json).collect())
}

/// What falls short, in words. Nothing when all is well. One in twenty of all operations may be
/// left out.
pub fn shortfall(rows: &[Row]) -> Option<String> {
    let bad = rows.iter().filter(|row| !row.is_good()).count();
    let left_out: u64 = rows.iter().map(|row| row.generation.left_out).sum();
    let all: u64 = left_out
        + rows
            .iter()
            .map(|row| row.generation.operations)
            .sum::<u64>();
    match (bad, left_out * 20 > all) {
        (0, false) => None,
        (0, true) => Some(format!("{left_out} of {all} operations are left out")),
        (bad, _) => Some(format!("{bad} of {} descriptions fall short", rows.len())),
    }
}
