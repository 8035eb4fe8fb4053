//! Where the files will stand.

/// Where the files will stand, and their source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Named in the header of each file: `specs/pets.yaml`.
    pub source: String,
    /// `mod.rs`, or `lib.rs` in a crate of its own.
    pub root: &'static str,
}
