//! Keys by which a server knows a request that comes again.

use std::{
    hash::{BuildHasher, RandomState},
    time::{SystemTime, UNIX_EPOCH},
};

use http::{HeaderMap, HeaderName, HeaderValue};

use super::operation::Operation;

/// Whether the request has a key of idempotency: in the header that is usual, or in the one that the
/// operation declares.
pub(super) fn has_key(operation: &Operation, headers: &HeaderMap) -> bool {
    let declared = operation.idempotency_header();
    headers.contains_key("idempotency-key")
        || declared.is_some_and(|name| headers.contains_key(name))
}

/// Gives the request a key if the operation has a header for it and the caller has not set one. All
/// attempts of the call have the same key.
pub(super) fn fill(operation: &Operation, headers: &mut HeaderMap) {
    let Some(Ok(name)) = operation.idempotency_header().map(HeaderName::try_from) else {
        return;
    };
    if !headers.contains_key(&name)
        && let Ok(key) = HeaderValue::try_from(key())
    {
        headers.insert(name, key);
    }
}

/// A random UUID. It has to be unique and is no secret, so that the keys of the standard library's
/// hash maps are random enough.
fn key() -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let now = now.unwrap_or_default().as_nanos();
    let half = |salt: u8| RandomState::new().hash_one((now, salt)).to_le_bytes();
    let mut bytes = [0; 16];
    let halves = half(0).into_iter().chain(half(1));
    bytes
        .iter_mut()
        .zip(halves)
        .for_each(|(to, from)| *to = from);
    let key = uuid::Builder::from_random_bytes(bytes).into_uuid();
    key.hyphenated().to_string()
}
