//! The examples of one description, read and written back.

use std::path::Path;

use codegen::document::Tree;

use super::compare::{Context, Difference, Verdict};
use super::examples::{self, Case};
use super::json;
use super::json_schema::{Judge, Judgement, Translation};
use super::runner::{Answer, Runner};
use super::schemas::Direction;
use super::surface::Surface;
use crate::failure::Result;

/// How many values there are, and the results for them.
#[derive(Debug, Default, Clone)]
pub struct Figures {
    /// Valid, and its schema has a type.
    pub total: usize,
    pub read: usize,
    /// Written back without a loss, including the folded ones.
    pub lossless: usize,
    /// Lossless except for members that were `null` and are absent.
    pub folded: usize,
    /// Valid, but its schema has no type of its own.
    pub typeless: usize,
    pub invalid: usize,
    /// Invalid ones that are read all the same, and not kept as they are.
    pub cut: Vec<Loss>,
    /// The validator refuses the schema.
    pub unjudged: usize,
    /// Valid except for a `format`: how many there are, and how many of them are lossless.
    pub misformatted: [usize; 2],
    pub losses: Vec<Loss>,
    /// Of the misformatted ones.
    pub misformatted_losses: Vec<Loss>,
    /// The places of the valid values without a type.
    pub typeless_pointers: Vec<String>,
}

/// A valid value that was not read, or not written back as it was.
#[derive(Debug, Clone)]
pub struct Loss {
    /// Where the description has the value.
    pub pointer: String,
    pub schema: String,
    pub types: String,
    pub what: String,
    /// Of a value beside the description, not one of its examples.
    pub is_of_instance: bool,
}

/// The values of a description and the instances beside it, with the validator's results.
pub fn prepare(root: &Tree, instances: &Tree, surface: &Surface) -> Vec<Case> {
    let translation = Translation::new(root);
    match Judge::new(&translation) {
        Some(mut judge) => examples::collect(root, instances, surface, &mut judge),
        None => Vec::new(),
    }
}

/// Runs the program on the values and sums up the results.
///
/// # Errors
/// A program that cannot be run.
pub fn run(root: &Tree, cases: &[Case], runner: &Runner, out: &Path) -> Result<Figures> {
    let asked = |case: &'_ Case| -> Vec<(String, String)> {
        case.types
            .iter()
            .map(|ty| (ty.clone(), case.text.clone()))
            .collect()
    };
    let questions: Vec<_> = cases.iter().flat_map(asked).collect();
    let answers = runner.run(out, &questions)?;
    let translation = Translation::new(root);
    let Some(mut judge) = Judge::new(&translation) else {
        return Ok(Figures::default());
    };
    let sent = examples::reach(root, Direction::Sent);
    let received = examples::reach(root, Direction::Received);
    let mut context = Context {
        root,
        judge: &mut judge,
        sent: &sent,
        received: &received,
        is_invalid: false,
    };
    let mut figures = Figures::default();
    let mut answers = answers.into_iter();
    for case in cases {
        let answers: Vec<Answer> = answers.by_ref().take(case.types.len()).collect();
        add(&mut figures, &mut context, case, &answers);
    }
    Ok(figures)
}

fn add(figures: &mut Figures, context: &mut Context<'_, '_>, case: &Case, answers: &[Answer]) {
    match case.judgement {
        Judgement::Invalid => {
            figures.invalid += 1;
            context.is_invalid = true;
            // The others are types of parts of it, or of what is received.
            let own = answers.get(..1).unwrap_or_default();
            if let Ok(best) = best(context, case, own) {
                figures.cut.extend(loss(case, Ok(best)));
            }
            context.is_invalid = false;
        }
        Judgement::NoSchema => figures.unjudged += 1,
        Judgement::Valid if answers.is_empty() => {
            figures.typeless += 1;
            figures.typeless_pointers.push(case.pointer.clone());
        }
        Judgement::Misformatted if answers.is_empty() => {}
        Judgement::Valid => {
            let best = best(context, case, answers);
            figures.total += 1;
            figures.read += usize::from(best.is_ok());
            figures.folded += usize::from(
                best.as_ref()
                    .is_ok_and(|one| one.verdict == Verdict::Folded),
            );
            match loss(case, best) {
                None => figures.lossless += 1,
                Some(loss) => figures.losses.push(loss),
            }
        }
        Judgement::Misformatted => {
            figures.misformatted[0] += 1;
            match loss(case, best(context, case, answers)) {
                None => figures.misformatted[1] += 1,
                Some(loss) => figures.misformatted_losses.push(loss),
            }
        }
    }
}

fn loss(case: &Case, best: std::result::Result<Difference, String>) -> Option<Loss> {
    let what = match best {
        Ok(difference) if difference.verdict != Verdict::Lost => return None,
        Ok(Difference { path, what, .. }) => format!("`{path}` {what}"),
        Err(why) => why,
    };
    let (pointer, schema) = (case.pointer.clone(), case.schema.clone());
    Some(Loss {
        pointer,
        schema,
        types: case.types.join(" or "),
        what,
        is_of_instance: case.is_instance,
    })
}

/// The best result of all its types, or why none could read it.
fn best(
    context: &mut Context<'_, '_>,
    case: &Case,
    answers: &[Answer],
) -> std::result::Result<Difference, String> {
    let mut best: std::result::Result<Difference, String> = Err(String::new());
    let read = json::parse(&case.text).unwrap_or_default();
    for answer in answers {
        let new = match answer {
            Answer::JsonError(why) => Err(why.clone()),
            Answer::Crash => Err("the program died".to_owned()),
            Answer::Written(text) => match json::parse(text) {
                Some(written) => Ok(context.compare(&case.schema, &read, &written)),
                None => Err(format!("no JSON was written: {text}")),
            },
        };
        let better = match (&best, &new) {
            (Err(_), _) => true,
            (Ok(old), Ok(new)) => new.verdict < old.verdict,
            (Ok(_), Err(_)) => false,
        };
        if better {
            best = new;
        }
    }
    best
}
