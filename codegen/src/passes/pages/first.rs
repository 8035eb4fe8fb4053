//! The number of the first page or item: as its parameter says, else the usual one.

use crate::api::visit::kind;
use crate::api::{Kind, Scalar};

use super::page::Page;
use super::request::Input;

/// The default, else the number in the description, else the minimum, else the usual number. An
/// error where there are reasons for both 0 and 1.
pub(super) fn first(page: &Page<'_>, input: &Input<'_>, usual: i64) -> Result<i64, String> {
    let small = |number: &i64| (0..=1).contains(number);
    let default = input.docs.default.as_deref();
    let default = default.map(|text| text.trim_matches('"'));
    if let Some(default) = default.and_then(|text| text.parse().ok()).filter(small) {
        return Ok(default);
    }
    let about = input.about();
    for (number, words) in SAID {
        if words.iter().any(|words| about.contains(words)) {
            return Ok(*number);
        }
    }
    let minimum = match kind(page.types, input.ty.ty) {
        Kind::Scalar(Scalar::Integer(_, bounds)) => bounds.minimum,
        _ => None,
    };
    match minimum {
        Some(minimum) if minimum == i128::from(usual) => Ok(usual),
        Some(1) => Ok(1),
        Some(0) => Err(format!(
            "{} does not say whether the first page is 0 or 1",
            input.shown()
        )),
        _ => Ok(usual),
    }
}

const SAID: &[(i64, &[&str])] = &[
    (
        0,
        &[
            "zero-based",
            "zero based",
            "0-based",
            "0 based",
            "zero-indexed",
            "0-indexed",
            "0 indexed",
            "starts at 0",
            "starting at 0",
            "starts from 0",
            "starting from 0",
            "starts with 0",
            "starting with 0",
            "first page is 0",
            "from zero",
            "at zero",
            "defaults to 0",
            "default=0",
            "base 0",
            "0 being the first",
            "page 0 is",
            "0 is the first",
            "default: 0",
            "default is 0",
            "default 0",
        ],
    ),
    (
        1,
        &[
            "one-based",
            "one based",
            "1-based",
            "1 based",
            "one-indexed",
            "1-indexed",
            "1 indexed",
            "starts at 1",
            "starting at 1",
            "starts from 1",
            "starting from 1",
            "starts with 1",
            "starting with 1",
            "first page is 1",
            "defaults to 1",
            "default=1",
            "base 1",
            "1 being the first",
            "page 1 is",
            "1 is the first",
            "default: 1",
            "default is 1",
            "default 1",
            "defaults to page 1",
        ],
    ),
];
