//! Where files are to stand.

/// Where the files are to stand and what they say they come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Named in the header of each file: `specs/pets.yaml`.
    pub source: String,
    /// `mod.rs`, or `lib.rs` of a crate of its own.
    pub root: &'static str,
}
