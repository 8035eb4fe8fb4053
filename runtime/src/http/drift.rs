//! What reading a response tolerates although the description says otherwise, and who is told.
//!
//! A body is read as it should be first, so that nothing of this costs anything where it is. Where
//! it does not fit, the place is mended in the text and the body is read again.

use std::{fmt, sync::Arc};

use bytes::Bytes;

use super::trace;
use crate::JsonError;

/// More places than this are not mended: the description is of another body.
const MOST: usize = 1000;
/// Bytes that are read again at most, over all places of a body.
const MOST_BYTES: usize = 64 << 20;

/// A value of a response that is not what the description says, and that was read all the same.
///
/// | found | where the type is | read as |
/// |---|---|---|
/// | `"7"`, `"-1.5"` | a number | the number |
/// | `"true"`, `"False"` | a boolean | the boolean |
///
/// Nothing is lost in this, and nothing invented. Other things are no drift, because types always
/// take them: `null` for an optional member, `7.0` for 7, members and values of enums that the
/// description does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Drift {
    /// The name of the operation.
    pub operation: &'static str,
    /// Where in the body it is: `items[0].price`; empty for the body as a whole.
    pub path: String,
    /// What the description says: "an integer of 64 bits".
    pub expected: String,
    /// What is there, cut off where it is long: `"7"`.
    pub found: String,
}

impl fmt::Display for Drift {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            operation,
            path,
            expected,
            found,
        } = self;
        write!(
            formatter,
            "`{operation}`: {path}: expected {expected}, found {found}"
        )
    }
}

/// What a client calls with each.
pub(super) type OnDrift = Arc<dyn Fn(&Drift) + Send + Sync>;

/// The body with all tolerable differences mended, and the list of these; nothing where the body has
/// others. `first` is the error of the body as it came, `check` gives that of a mended one.
pub(super) fn mended(
    operation: &'static str,
    body: &Bytes,
    first: &JsonError,
    check: &dyn Fn(Bytes) -> Option<JsonError>,
) -> Option<(Bytes, Vec<Drift>)> {
    let most = MOST.min(MOST_BYTES / body.len().max(1));
    let mut body = body.clone();
    let mut error = first.clone();
    let mut drifts = Vec::new();
    for _ in 0..most {
        let (expected, found) = error.expectation()?;
        drifts.push(Drift {
            operation,
            path: error.path(),
            expected: expected.to_owned(),
            found: found.to_owned(),
        });
        body = mend(&body, expected, error.offset())?;
        match check(body.clone()) {
            None => return Some((body, drifts)),
            Some(next) => error = next,
        }
    }
    None
}

/// Calls `on_drift` with each, and logs it.
pub(super) fn tell(drifts: &[Drift], on_drift: Option<&OnDrift>) {
    for drift in drifts {
        trace::drift(drift);
        if let Some(on_drift) = on_drift {
            on_drift(drift);
        }
    }
}

/// The body with a number or a boolean in place of the text at the offset that spells it.
fn mend(body: &Bytes, expected: &str, offset: usize) -> Option<Bytes> {
    let (before, rest) = body.split_at_checked(offset)?;
    let mut values = serde_json::Deserializer::from_slice(rest).into_iter::<String>();
    let text = values.next()?.ok()?;
    let behind = rest.get(values.byte_offset()..)?;
    let text = text.trim().to_ascii_lowercase();
    let is_number = expected.contains("number") || expected.contains("integer");
    let fits = match expected {
        "a boolean" => text == "true" || text == "false",
        _ => is_number && text.parse::<serde_json::Number>().is_ok(),
    };
    fits.then(|| [before, text.as_bytes(), behind].concat().into())
}
