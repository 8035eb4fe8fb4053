//! Cargo features that every generated crate has.

/// A feature that is passed on to the runtime.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Feature {
    pub name: &'static str,
    pub is_default: bool,
    /// What it adds, for people.
    pub adds: &'static str,
}

/// The features that every crate passes on. Without `reqwest` there is no built-in transport,
/// without `serde` the types do not have its traits.
pub(crate) const FEATURES: &[Feature] = &[
    feature(
        "blocking",
        false,
        "calls that block their thread, for programs without `async`",
    ),
    feature("http2", false, "HTTP/2"),
    feature("mock", false, "a stand-in for the server, for tests"),
    feature("pkce", false, "logins in a browser (OAuth 2.0 with PKCE)"),
    feature("reqwest", true, "the built-in HTTP client"),
    feature("serde", true, "`Serialize` and `Deserialize` for all types"),
    feature(
        "tower",
        false,
        "layers of `tower` around the transport, and services as transports",
    ),
    feature("tracing", false, "spans and events for each call"),
    feature("webhooks", false, "verification of signatures of webhooks"),
];

const fn feature(name: &'static str, is_default: bool, adds: &'static str) -> Feature {
    Feature {
        name,
        is_default,
        adds,
    }
}

/// Whether every crate has a feature of this name.
pub(crate) fn is_passed_on(feature: &str) -> bool {
    FEATURES.iter().any(|one| one.name == feature)
}
