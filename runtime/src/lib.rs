//! What every generated client calls.
//!
//! What would be the same for two operations or two types of an API is here, written by hand once:
//!
//! - [`wire`]: how types are spelled in JSON. The macros [`object!`], [`string_enum!`],
//!   [`integer_enum!`], [`json_enum!`] and [`union!`] turn the table below a generated type into
//!   its reader and writer.
//! - [`json`]: the parser and the writer below that.
//! - the types of members that Rust's standard library does not have: [`DateTime`], [`Uuid`],
//!   [`Base64`], [`Decimal`], [`Secret`], [`Maybe`], [`Map`], [`Json`] and their like.
//! - the calling half: [`Client`], [`Request`], [`Call`], [`Error`]; [`File`] for what is sent as
//!   it is, [`Events`], [`Lines`] and [`Chunks`] for what is read while it arrives.
#![warn(missing_docs)]
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::unreachable,
        clippy::indexing_slicing
    )
)]

mod http;
pub mod json;
mod types;
pub mod wire;

#[doc(hidden)]
pub use types::{Of, OpaqueBox};
#[doc(hidden)]
pub use wire::private;

pub use self::http::*;
#[cfg(feature = "chrono")]
pub use types::chrono;
#[cfg(feature = "jiff")]
pub use types::jiff;
pub use types::{
    Base64, BigInteger, Date, DateTime, Decimal, Duration, Hide, Ipv4, Ipv6, Json, Map, Maybe,
    Object, Opaque, Secret, Spell, Spelled, Text, Time, Uuid,
};
pub use wire::{BodyKind, Encode, Misfit, Tuple, Wire, from_slice, to_string, to_vec, vacant};

pub use bytes::Bytes;
pub use serde_json::Value;
pub use {bytes, serde_json, time, uuid};
