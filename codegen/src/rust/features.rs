//! Cargo features that every generated crate has.

/// Features of every crate that are passed on to the runtime, and whether they are enabled by
/// default. Without `reqwest` there is no built-in transport, without `serde` the types do not have
/// its traits.
pub(crate) const PASSED_ON: &[(&str, bool)] = &[
    ("blocking", false),
    ("http2", false),
    ("mock", false),
    ("pkce", false),
    ("reqwest", true),
    ("serde", true),
    ("tower", false),
    ("tracing", false),
    ("webhooks", false),
];

/// Whether every crate has a feature of this name.
pub(crate) fn is_passed_on(feature: &str) -> bool {
    PASSED_ON.iter().any(|(name, _)| *name == feature)
}
