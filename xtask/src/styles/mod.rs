//! `cargo xtask styles`: what generated clients send for the values of parameters, compared with a
//! table of what they should send.
//!
//! A row says where a parameter stands (`location`: path, query, header, cookie, or body), its
//! `style` (`content:TYPE` for one that is spelled by its media type; the media type itself for a
//! body), `explode` and `allowReserved`, its `name`, a `value`, and what is `expected`: the bytes
//! between the path of the operation and the end, or the header's value, or the body. Rows with
//! `must_refuse` or `unsafe_in_path` must not be sent, nor those that leave nothing of a path;
//! `equivalent` are other spellings of the same, and so is whatever decodes to `decoded_pairs`.
//! Rows that are `advisory` say nothing.

mod judge;

use std::path::Path;
use std::process::Command;
use std::{env, fs};

use serde_json::{Value, json};

use crate::failure::{Failure, Result};
use crate::workspace;
use judge::{Sent, Spelling};

/// The operations of all rows, and the one for each row.
struct Operations {
    all: Vec<Spelling>,
    of_rows: Vec<usize>,
}

/// Generates a client with an operation for each encoding, sends every value, and counts.
///
/// # Errors
/// A table that cannot be read, a client that does not compile, or a row that is sent in another
/// way.
pub fn run(table: &Path) -> Result<()> {
    let text = fs::read_to_string(table).map_err(|cause| Failure::at(table, cause))?;
    let table: Value = serde_json::from_str(&text).map_err(|cause| Failure::at(table, cause))?;
    let rows = table["rows"].as_array().map_or(&[][..], Vec::as_slice);
    let rows: Vec<&Value> = rows.iter().filter(|row| row["advisory"] != true).collect();
    let operations = operations(&rows);
    let folder = workspace().join("target/styles");
    judge::write(&folder, &operations.all)?;
    let cases = rows.iter().zip(&operations.of_rows);
    let cases: Vec<String> = cases
        .map(|(row, operation)| format!("{operation}\t{}\n", row["value"]))
        .collect();
    let path = folder.join("cases.tsv");
    fs::write(&path, cases.concat()).map_err(|cause| Failure::at(&path, cause))?;
    let output = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["run", "--quiet", "--package", "judge"])
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .current_dir(&folder)
        .output()
        .map_err(|cause| Failure::error(format!("cargo: {cause}")))?;
    if !output.status.success() {
        return Err(Failure::error(String::from_utf8_lossy(&output.stderr)));
    }
    let sent = String::from_utf8_lossy(&output.stdout).into_owned();
    report(&rows, &sent.lines().map(Sent::read).collect::<Vec<_>>())
}

fn operations(rows: &[&Value]) -> Operations {
    let (mut all, mut of_rows) = (Vec::new(), Vec::new());
    for row in rows {
        let spelling = Spelling::of(row);
        let known = all.iter().position(|known| *known == spelling);
        of_rows.push(known.unwrap_or(all.len()));
        if known.is_none() {
            all.push(spelling);
        }
    }
    Operations { all, of_rows }
}

fn report(rows: &[&Value], sent: &[Sent]) -> Result<()> {
    let (mut exact, mut equivalent, mut refused, mut wrong) = (0, 0, 0, 0);
    if rows.len() != sent.len() {
        let message = format!("{} rows, {} of them sent", rows.len(), sent.len());
        return Err(Failure::error(message));
    }
    for (row, sent) in rows.iter().zip(sent) {
        let got = sent.at(row["location"].as_str().unwrap_or_default());
        let must_fail = row["must_refuse"] == true
            || row["unsafe_in_path"] == true
            || row["location"] == "path" && row["expected"] == "";
        match got {
            None if must_fail => refused += 1,
            Some(got) if !must_fail && row["expected"] == got => exact += 1,
            Some(got) if !must_fail && is_equivalent(row, got) => equivalent += 1,
            got => {
                wrong += 1;
                println!("{row}\n    sent {got:?} {}", sent.error);
            }
        }
    }
    println!(
        "{} rows: {exact} exact, {equivalent} equivalent, {refused} refused, {wrong} wrong",
        rows.len()
    );
    match wrong {
        0 => Ok(()),
        wrong => Err(Failure::answer(format!(
            "{wrong} rows are sent in another way"
        ))),
    }
}

fn is_equivalent(row: &Value, got: &str) -> bool {
    let others = row["equivalent"].as_array().into_iter().flatten();
    let pairs = row.get("decoded_pairs");
    others.clone().any(|other| other == got) || pairs.is_some_and(|pairs| *pairs == decoded(got))
}

/// A query as a form: pairs of names and values.
fn decoded(query: &str) -> Value {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let pairs = pairs.map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        json!([unescaped(name), unescaped(value)])
    });
    pairs.collect()
}

fn unescaped(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let digits: String = rest.by_ref().take(2).map(char::from).collect();
                u8::from_str_radix(&digits, 16).unwrap_or(b'%')
            }
            byte => byte,
        });
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
