//! The tables of generated code, and what their rows mean.
//!
//! A generated file holds few items of Rust. It holds calls of these macros: a table for each type,
//! for each group of operations, for each call with optional parameters. The macros are callable at
//! the root of this crate, `runtime::object!`.
//!
//! Types that a description does not have can be written in the same way.

#[doc(inline)]
pub use crate::{
    by_status, call, call_type, client_builder, integer_enum, json_enum, media_types, modules,
    object, operations, response_headers, security_schemes, stream, string_enum, union, webhooks,
};
