//! Parts of files.

use proc_macro2::TokenStream;

use super::table::Table;

/// A part of a file.
#[derive(Debug)]
pub enum Chunk {
    /// One item, or several that stand together without blank lines.
    Items(Vec<TokenStream>),
    /// A call of one of runtime's macros.
    Table(Table),
    /// Lines as they are.
    Lines(Vec<String>),
}
