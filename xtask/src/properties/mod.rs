//! Schemas and values by chance: what is valid is read and written back without a loss; what is
//! not is refused, or kept as it is.
//!
//! Two descriptions are made from a seed, one of 3.0 and one of 3.1, and for their schemas values,
//! most of them valid. One crate each is generated and compiled, the values run through it, and the
//! validator of [`crate::corpus`] says which are valid. Bounds, patterns and the like limit no
//! value: what breaks them is read, and then it has to be written back as it was.

pub mod random;
mod schemas;
pub mod values;

use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Map, Value};

use crate::corpus::{self, workspace};
use crate::failure::{Failure, Result};
use random::Random;
use values::Values;

/// Schemas of each description, without those that they need.
const SCHEMAS: usize = 250;
/// Values that are tried with the schemas of one seed.
const MOST: usize = 125_000;

/// How many values there were.
#[derive(Debug, Clone, Copy, Default)]
pub struct Figures {
    pub valid: usize,
    pub invalid: usize,
}

/// Tries so many values, equal ones once, with schemas of another seed every now and then.
///
/// # Errors
/// A value that was lost or cut, with the seed, and what cannot be done at all.
pub fn run_all(seed: Option<u64>, values: usize, out: &Path) -> Result<Figures> {
    let mut seed = seed.unwrap_or_else(|| {
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        now.unwrap_or_default().as_secs()
    });
    let mut all = Figures::default();
    let mut left = values;
    while left > 0 {
        println!("values of seed {seed}");
        let figures = run(seed, left.min(MOST), out)?;
        all.valid += figures.valid;
        all.invalid += figures.invalid;
        left = left.saturating_sub(MOST);
        seed = seed.wrapping_add(1);
    }
    println!(
        "{} valid values are lossless, {} invalid ones refused or kept",
        all.valid, all.invalid
    );
    Ok(all)
}

fn run(seed: u64, values: usize, out: &Path) -> Result<Figures> {
    let folder = out.join("descriptions");
    write_descriptions(seed, values, &folder)?;
    let program = std::env::current_exe();
    let corpus = corpus::Options {
        generator: Some(program.map_err(|cause| Failure::error(cause.to_string()))?),
        most: 10,
        ..corpus::Options::new(folder.clone(), out.to_owned())
    };
    let rows = corpus::rows(&corpus)?;
    corpus::print(&rows, &corpus);
    let failure = |what: &str| {
        let folder = folder.display();
        Failure::answer(format!("seed {seed}: {what}; see {folder}"))
    };
    if let Some(what) = corpus::shortfall(&rows) {
        return Err(failure(&what));
    }
    let figures = rows.iter().fold(Figures::default(), |all, row| Figures {
        valid: all.valid + row.figures.total,
        invalid: all.invalid + row.figures.invalid,
    });
    if figures.valid < values / 4 || figures.invalid < values / 20 {
        return Err(failure(&format!("values of one kind only: {figures:?}")));
    }
    Ok(figures)
}

fn write_descriptions(seed: u64, values: usize, folder: &Path) -> Result<()> {
    let mut random = Random::new(seed);
    for (name, is_old) in [("openapi_3_0", true), ("openapi_3_1", false)] {
        let description = schemas::description(&mut random, is_old, SCHEMAS);
        let instances = instances(&mut random, &description, values / 2);
        let path = folder.join(format!("{name}.json"));
        workspace::write(&path, &format!("{description:#}\n"))?;
        let path = path.with_extension("instances.json");
        workspace::write(&path, &instances.to_string())?;
    }
    Ok(())
}

/// So many values, spread over the component schemas.
fn instances(random: &mut Random, description: &Value, count: usize) -> Value {
    let schemas = description["components"]["schemas"].as_object();
    let schemas: Vec<(&String, &Value)> = schemas.into_iter().flatten().collect();
    let each = count.div_ceil(schemas.len().max(1));
    let values = Values { description };
    let mut instances = Map::new();
    for (name, schema) in schemas {
        let all = (0..each).map(|_| values::for_schema(&values, random, schema));
        instances.insert(name.clone(), all.collect());
    }
    Value::Object(instances)
}
