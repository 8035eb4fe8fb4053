//! What an authorization server says of itself (OpenID Connect Discovery 1.0, section 4; RFC 8414).

use serde_json::Value;

use super::tokens::clean;
use crate::http::{response::RawResponse, transport::BoxError};

const WELL_KNOWN: &str = "/.well-known/";

/// The URLs that a server names.
#[derive(Debug)]
pub(super) struct Metadata {
    pub(super) issuer: String,
    pub(super) authorization_url: Option<String>,
    pub(super) token_url: Option<String>,
    pub(super) device_url: Option<String>,
}

/// Where the metadata is: at the URL, or below an issuer.
pub(super) fn place(url: &str) -> String {
    match url.contains(WELL_KNOWN) {
        true => url.to_owned(),
        false => format!(
            "{}{WELL_KNOWN}openid-configuration",
            url.trim_end_matches('/')
        ),
    }
}

/// A server speaks for the issuer that the place belongs to, and for no other.
pub(super) fn read(place: &str, response: &RawResponse) -> Result<Metadata, BoxError> {
    let body: Value = serde_json::from_slice(response.body()).unwrap_or_default();
    let text = |key: &str| body.get(key).and_then(Value::as_str).map(str::to_owned);
    let Some(issuer) = text("issuer").filter(|_| response.is_success()) else {
        let status = response.status();
        return Err(format!("`{place}` names no issuer (status {status})").into());
    };
    if !is_same(&issuer_of(place), &issuer) {
        let issuer = clean(&issuer, &[]);
        return Err(format!("`{place}` is the metadata of another issuer, `{issuer}`").into());
    }
    Ok(Metadata {
        issuer,
        authorization_url: text("authorization_endpoint"),
        token_url: text("token_endpoint"),
        device_url: text("device_authorization_endpoint"),
    })
}

/// `https://host/tenant` of `https://host/tenant/.well-known/openid-configuration`, and of
/// `https://host/.well-known/oauth-authorization-server/tenant`.
fn issuer_of(place: &str) -> String {
    let (before, after) = place.split_once(WELL_KNOWN).unwrap_or((place, ""));
    match after.split_once('/') {
        Some((_, path)) => format!("{before}/{path}"),
        None => before.to_owned(),
    }
}

/// A segment in braces stands for any: servers of many tenants write `{tenantid}` where the place
/// has `common`.
fn is_same(expected: &str, found: &str) -> bool {
    let segments = |url| str::split(str::trim_end_matches(url, '/'), '/');
    let is_variable = |text: &str| text.starts_with('{') && text.ends_with('}');
    segments(expected).count() == segments(found).count()
        && segments(expected)
            .zip(segments(found))
            .enumerate()
            .all(|(at, (expected, found))| expected == found || at > 2 && is_variable(found))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_issuer_is_in_the_place() {
        for (url, issuer) in [
            ("https://a.example", "https://a.example"),
            ("https://a.example/t/", "https://a.example/t"),
            (
                "https://a.example/.well-known/oauth-authorization-server/t",
                "https://a.example/t",
            ),
        ] {
            assert_eq!(issuer_of(&place(url)), issuer);
        }
    }

    #[test]
    fn another_issuer_is_none_but_for_variables_of_its_path() {
        assert!(is_same("https://a.example", "https://a.example/"));
        assert!(is_same(
            "https://a.example/common/v2",
            "https://a.example/{tenantid}/v2"
        ));
        assert!(!is_same("https://a.example/t", "https://a.example/u"));
        assert!(!is_same("https://a.example", "https://{any}"));
        assert!(!is_same("https://a.example", "https://b.example"));
    }
}
