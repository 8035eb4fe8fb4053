//! Cargo features that every generated crate has.

/// Features that every crate passes on to the runtime, and whether they are on by default: without
/// `reqwest` there is no built-in transport, without `serde` the types do not have its traits.
pub(crate) const PASSED_ON: &[(&str, bool)] = &[
    ("http2", false),
    ("reqwest", true),
    ("serde", true),
    ("tracing", false),
];

/// Whether a feature of every crate is called so.
pub(crate) fn is_passed_on(feature: &str) -> bool {
    PASSED_ON.iter().any(|(name, _)| *name == feature)
}
