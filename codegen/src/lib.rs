//! Generates Rust clients from OpenAPI descriptions: text in, files out.
//!
//! ```text
//! text -load-> tree -bundle, overlay, normalize-> openapiv3::OpenAPI -resolve-> api::Api
//!      -lower-> rust::Api -emit-> tokens -format-> files
//! ```
//!
//! No file system, no network, no clock, no environment: the caller hands over texts and writes
//! the files.

pub mod api;
pub mod diagnostics;
pub mod document;
pub mod rust;
pub mod settings;
