//! Which webhook a request is, by the table of all webhooks.

use http::HeaderMap;

use super::WebhookError;
use super::secret::header as header_text;
use crate::wire::shape::{Rule, first_fit};
use crate::{Json, JsonError, Wire, from_slice};

/// A webhook: its name, the texts of the header that tells webhooks apart, and what members of its
/// body must be.
#[derive(Debug, Clone, Copy)]
pub struct WebhookRow {
    /// The key in the description.
    pub name: &'static str,
    /// Empty where no header tells webhooks apart.
    pub values: &'static [&'static str],
    /// Empty where the header says enough.
    pub rules: &'static [Rule],
}

/// The index of the webhook that a request is; none for an unknown one.
///
/// # Errors
///
/// The header is missing, or the body is needed and is not JSON.
pub fn choose(
    header: Option<&'static str>,
    rows: &mut dyn Iterator<Item = WebhookRow>,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<Option<usize>, WebhookError> {
    let text = match header {
        None => None,
        Some(name) => Some(header_text(headers, name)?),
    };
    let named = rows.enumerate();
    let named = named.filter(|(_, row)| text.is_none_or(|text| row.values.contains(&text)));
    let mut named = named.map(|(index, row)| (index, row.rules));
    first_fit(body, &mut named).map_err(WebhookError::Body)
}

/// The index of the webhook with this name.
pub fn choose_named(rows: &mut dyn Iterator<Item = WebhookRow>, name: &str) -> Option<usize> {
    let mut rows = rows.enumerate();
    let found = rows.find(|(_, row)| row.name == name);
    found.map(|(index, _)| index)
}

/// Reads the body of a known webhook.
///
/// # Errors
///
/// It does not fit the description.
pub fn read_body<T: Wire>(body: &[u8]) -> Result<T, JsonError> {
    from_slice(body)
}

/// Keeps the body of an unknown webhook.
///
/// # Errors
///
/// It is not JSON.
pub fn read_unknown(body: &[u8]) -> Result<Json, WebhookError> {
    from_slice(body).map_err(WebhookError::Body)
}
