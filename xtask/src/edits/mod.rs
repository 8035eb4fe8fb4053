//! Whether the verdicts on updates are right: descriptions are edited by chance, and what a report
//! says is compared with what really became of the Rust and of the values.
//!
//! Whenever an item of the surface of Rust is lost or changed, the report has to call Rust breaking.
//! Whenever a request that was valid is not valid any more, or a response can come that clients of
//! the old version cannot read, it has to call the wire breaking. The judge of values is the
//! validator of [`crate::corpus`], which knows nothing of the report. What is called breaking
//! although none of this can be found is a false alarm, of which there may be a few: values are
//! only tried by chance.

mod edit;
mod items;
mod operations;
mod schemas;
mod truth;

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use codegen::Stages;
use codegen::diagnostics::Diagnostics;
use codegen::diff::{self, Change, Report, Verdict, Version};
use codegen::document::Input;
use codegen::settings::Settings;
use serde_json::Value;

use crate::corpus::descriptions;
use crate::failure::{Failure, Result};
use crate::properties::random::Random;
use edit::Edit;

/// False alarms of a hundred edits.
const MOST_FALSE: f64 = 3.0;

/// What a run has found.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    pub edits: usize,
    /// Edits after which Rust, or the wire, is really broken.
    pub rust: usize,
    pub wire: usize,
    pub false_alarms: usize,
    pub misses: Vec<String>,
}

/// A description before it is edited.
struct Subject {
    name: String,
    document: Value,
    stages: Stages,
    problems: Diagnostics,
}

/// Makes so many edits, spread over the descriptions.
///
/// # Errors
/// A breaking change that is called compatible, and too many false alarms.
pub fn run_all(seed: Option<u64>, edits: usize, files: &[PathBuf]) -> Result<Figures> {
    let seed = seed.unwrap_or_else(|| {
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        now.unwrap_or_default().as_secs()
    });
    println!("edits of seed {seed}");
    let mut random = Random::new(seed);
    let mut figures = Figures::default();
    let each = edits.div_ceil(files.len().max(1));
    for file in files {
        let subject = Subject::read(file)?;
        for _ in 0..each {
            one(&subject, &mut random, &mut figures);
        }
    }
    let Figures {
        edits,
        rust,
        wire,
        false_alarms,
        misses,
    } = &figures;
    println!(
        "{edits} edits: {rust} broke Rust, {wire} the wire; {} misses, {false_alarms} false alarms",
        misses.len()
    );
    if !misses.is_empty() {
        return Err(Failure::answer(format!(
            "seed {seed}: {} misses",
            misses.len()
        )));
    }
    #[expect(clippy::cast_precision_loss, reason = "counts of edits are small")]
    let share = *false_alarms as f64 * 100.0 / (*edits).max(1) as f64;
    match share > MOST_FALSE {
        true => Err(Failure::answer(format!(
            "seed {seed}: {share:.1} % of the edits are false alarms"
        ))),
        false => Ok(figures),
    }
}

fn one(subject: &Subject, random: &mut Random, figures: &mut Figures) {
    let mut document = subject.document.clone();
    let Some(edit) = edit::make(random, &mut document) else {
        return;
    };
    let mut problems = Diagnostics::default();
    let text = document.to_string();
    let input = Input::new(&subject.name, &text);
    let Some(stages) = codegen::stages(&input, &Settings::default(), &mut problems) else {
        return;
    };
    let old = Version {
        stages: &subject.stages,
        sources: &subject.problems.sources,
    };
    let new = Version {
        stages: &stages,
        sources: &problems.sources,
    };
    let report = diff::compare(old, new, &[]);
    let (wire, rust) = report.verdicts();
    let lost = items::lost(&subject.stages.rust.surface, &stages.rust.surface);
    let broken = truth::broken(&subject.document, &document, &edit, random);
    figures.edits += 1;
    figures.rust += usize::from(lost.is_some());
    figures.wire += usize::from(broken.is_some());
    let mut miss = |what: &str, why: &str| {
        figures
            .misses
            .push(format!("{}: {edit}: {what} breaks: {why}", subject.name));
    };
    if let Some(why) = lost.as_ref().filter(|_| rust != Verdict::Breaking) {
        miss("Rust", why);
    }
    if let Some(why) = broken.as_ref().filter(|_| wire != Verdict::Breaking) {
        miss("the wire", why);
    }
    if lost.is_none() && broken.is_none() && !edit.may_break && report.level() == diff::Level::Major
    {
        figures.false_alarms += 1;
        println!("false alarm: {}: {edit}: {}", subject.name, first(&report));
    }
}

/// The rule of the first breaking change.
fn first(report: &Report) -> String {
    let mut open = report.changes.iter().filter(|change| change.is_open());
    let words = |change: &Change| format!("{}, {}", change.rule.name, change.what);
    open.next().map(words).unwrap_or_default()
}

impl Subject {
    fn read(file: &Path) -> Result<Self> {
        let document = descriptions::read(file)?.to_json();
        let text = document.to_string();
        let name = file
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let mut problems = Diagnostics::default();
        let stages = codegen::stages(
            &Input::new(&name, &text),
            &Settings::default(),
            &mut problems,
        );
        let stages = stages.ok_or_else(|| Failure::at(file, problems.render(None)))?;
        Ok(Self {
            name,
            document,
            stages,
            problems,
        })
    }
}

impl std::fmt::Display for Edit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} at {}", self.what, self.pointer)
    }
}
