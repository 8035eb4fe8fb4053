//! Where the files will stand.

/// Where the files will stand, and their source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Named in the header of each file: `specs/pets.yaml`.
    pub source: String,
    /// `mod.rs`, or `lib.rs` in a crate of its own.
    pub root: &'static str,
    /// The path of the front page from there.
    pub readme: &'static str,
    /// The path of the module in Rust: `generated::pets`, or `pets`.
    pub path: String,
    /// The line of a manifest that depends on it.
    pub dependency: String,
}
